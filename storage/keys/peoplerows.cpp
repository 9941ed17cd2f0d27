#include "storage/keys/peoplerows.h"

#include "storage/auditchain.h"
#include "storage/codes.h"
#include "storage/crypto.h"

#include <QJsonDocument>

#include <array>
#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array changeCodes{
    std::pair{PersonChange::Add, "add"_L1},         std::pair{PersonChange::Suspend, "suspend"_L1},
    std::pair{PersonChange::Resume, "resume"_L1},   std::pair{PersonChange::NewPassphrase, "passphrase"_L1},
    std::pair{PersonChange::ChangeRole, "role"_L1}, std::pair{PersonChange::Remove, "remove"_L1}};

constexpr char proposalColumns[]
    = "SELECT id, change, person, role, name_english, name_urdu, proposed_by, proposed_at, slot_keys"
      " FROM proposal ";
constexpr int proposalColumnCount = 9;

Outcome<PersonProposal> readProposalRow(const Statement &row)
{
    const QString code = row.text(1);
    const auto *change = std::find_if(changeCodes.begin(), changeCodes.end(),
                                      [&](const auto &known) { return known.second == code; });
    const auto role = roleFromCode(row.text(3));
    if (change == changeCodes.end() || !role)
        return failed(StoreFault::Damaged, u"a proposal cannot be read"_s);
    return PersonProposal{
        row.text(0), change->first, {row.text(2), *role, row.text(4), row.text(5)}, row.text(6), row.time(7)};
}

} // namespace

QString changeCode(PersonChange change)
{
    for (const auto &[value, code] : changeCodes) {
        if (value == change)
            return code;
    }
    return {};
}

Outcome<void> insertProposal(Database &database, const StoredProposal &stored)
{
    const PersonProposal &proposal = stored.proposal;
    const QString keys = stored.keys
        ? QString::fromUtf8(QJsonDocument(slotKeysToJson(*stored.keys)).toJson(QJsonDocument::Compact))
        : QString();
    return database.run("INSERT INTO proposal(id, change, person, role, name_english, name_urdu, proposed_by,"
                        " proposed_at, slot_keys) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        proposal.id, changeCode(proposal.change), proposal.person.id,
                        roleCode(proposal.person.role), proposal.person.nameEnglish, proposal.person.nameUrdu,
                        proposal.proposedBy, proposal.proposedAt, keys);
}

Outcome<QList<PersonProposal>> listProposals(Database &database)
{
    const QByteArray sql = QByteArray(proposalColumns) + "ORDER BY rowid";
    Statement rows = database.prepare(sql.constData());
    QList<PersonProposal> proposals;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return proposals;
        const auto proposal = readProposalRow(rows);
        if (!proposal)
            return tl::unexpected(proposal.error());
        proposals.append(*proposal);
    }
}

Outcome<StoredProposal> readProposal(Database &database, const QString &id)
{
    const QByteArray sql = QByteArray(proposalColumns) + "WHERE id = ?";
    Statement row = database.prepare(sql.constData());
    const auto found = row.bind(id).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::NotFound, u"no proposal of this id"_s);
    const auto proposal = readProposalRow(row);
    if (!proposal)
        return tl::unexpected(proposal.error());
    StoredProposal stored{*proposal, std::nullopt};
    if (const QString json = row.text(8); !json.isEmpty()) {
        // No floor: the cost was ours when the proposal was made, and the page is authenticated.
        auto keys = slotKeysFromJson(QJsonDocument::fromJson(json.toUtf8()).object(), {1, 1, 1});
        if (!keys)
            return tl::unexpected(keys.error());
        stored.keys = std::move(*keys);
    }
    return stored;
}

Outcome<void> removeProposal(Database &database, const QString &id)
{
    return database.run("DELETE FROM proposal WHERE id = ?", id);
}

Outcome<void> removeProposalsAbout(Database &database, const QString &personId)
{
    return database.run("DELETE FROM proposal WHERE person = ?", personId);
}

Outcome<StoredRing> readStoredRing(Database &database)
{
    Statement row = database.prepare("SELECT ring, previous, tries_mark FROM key_ring WHERE id = 1");
    const auto found = row.step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return StoredRing{};
    return StoredRing{row.bytes(0), row.bytes(1), row.text(2)};
}

Outcome<void> writeStoredRing(Database &database, const QByteArray &json, const QByteArray &previous)
{
    return database.run("INSERT INTO key_ring(id, ring, previous) VALUES(1, ?, ?) ON CONFLICT(id) DO UPDATE"
                        " SET ring = excluded.ring, previous = excluded.previous",
                        json, previous);
}

Outcome<void> writeTriesMark(Database &database, const QString &mark)
{
    return database.run("UPDATE key_ring SET tries_mark = ? WHERE id = 1", mark);
}

Outcome<QString> peopleDigest(Database &database)
{
    const auto ring = readStoredRing(database);
    if (!ring)
        return tl::unexpected(ring.error());
    QByteArray digest
        = sha256(lengthPrefixed({"indraj-people-1", ring->json, ring->previous, ring->triesMark.toUtf8()}));
    const QByteArray sql = QByteArray(proposalColumns) + "ORDER BY id";
    Statement rows = database.prepare(sql.constData());
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return QString::fromLatin1(digest.toHex());
        QByteArray fields;
        for (int column = 0; column < proposalColumnCount; ++column)
            fields += lengthPrefixed({rows.text(column).toUtf8()});
        digest = sha256(lengthPrefixed({digest, fields}));
    }
}

Outcome<void> sealPeople(Database &database, const SecretBytes &auditKey, const QDateTime &now)
{
    const auto digest = peopleDigest(database);
    if (!digest)
        return tl::unexpected(digest.error());
    return appendAudit(database, auditKey, {u"station"_s, u"people-sealed"_s, {}, *digest}, now)
        .map([](const AuditHead &) {});
}

} // namespace indraj
