#include "storage/audit/ledger.h"

#include "storage/crypto.h"
#include "storage/fingers/templaterows.h"
#include "storage/keys/peoplerows.h"
#include "storage/stationkey.h"

#include <QMap>

#include <limits>
#include <unordered_set>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 signaturesAtUnlock = 16;
constexpr qint64 clockTolerance = 60'000; // milliseconds

/// Central may hold any head that a packet has named; the chain must still run through all of them.
Outcome<void> verifyNamedHeads(Database &database)
{
    Statement rows = database.prepare(
        "SELECT p.audit_sequence, p.received_at IS NOT NULL FROM packet p NOT INDEXED"
        " LEFT JOIN audit a ON a.sequence = p.audit_sequence"
        " WHERE p.audit_sequence IS NOT NULL AND (a.hash IS NULL OR a.hash <> p.audit_head)"
        " ORDER BY p.audit_sequence LIMIT 1");
    const auto row = rows.step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return {};
    return failed(StoreFault::Damaged,
                  u"audit chain: entry %1, named in a packet%2, is not the one that is there: the chain was "
                  "rewritten"_s.arg(rows.integer(0))
                      .arg(rows.integer(1) != 0 ? u" that central has received"_s : QString()));
}

/// Numbers given out only grow.
Outcome<void> verifyNumbers(Database &database)
{
    const auto wrong = database.readInteger(
        "SELECT count(*) FROM station WHERE next_token <= (SELECT coalesce(max(number), 0) FROM enrolment)"
        " OR next_sequence <= (SELECT coalesce(max(sequence), 0) FROM packet)");
    if (!wrong)
        return tl::unexpected(wrong.error());
    if (*wrong != 0)
        return failed(StoreFault::Damaged,
                      u"audit chain: a running number went back: part of the database was put back"_s);
    return {};
}

/// An index of another age than its table would list enrolments under states they no longer have.
Outcome<void> verifyIndexes(Database &database, bool everything)
{
    QList<const char *> checks{"PRAGMA integrity_check(enrolment)", "PRAGMA integrity_check(packet)"};
    if (everything)
        checks << "PRAGMA integrity_check(audit)";
    for (const char *check : std::as_const(checks)) {
        auto found = database.readText(check);
        // SQLite tells of a page that there was no memory to read as of a damaged one. What is damaged still
        // is.
        if (found && *found != u"ok")
            found = database.readText(check);
        if (!found)
            return tl::unexpected(found.error());
        if (*found != u"ok")
            return failed(
                StoreFault::Damaged,
                u"audit chain: an index does not match its table: part of the database was put back"_s);
    }
    return {};
}

/// The certificate in use is the last one that the chain saw installed.
Outcome<void> verifyCertificate(Database &database, const QString &installed)
{
    Statement row = database.prepare("SELECT certificate FROM station WHERE id = 1");
    if (const auto found = row.step(); !found)
        return tl::unexpected(found.error());
    const QString used = row.isNull(0) ? QString() : QString::fromLatin1(sha256(row.bytes(0)).toHex());
    if (used != installed)
        return failed(StoreFault::Damaged,
                      u"audit chain: the station's certificate is not the one last installed"_s);
    return {};
}

/// Key ring, mark of the tries and waiting proposals are those that the chain saw last. A chain that has seen
/// none is of an older program.
Outcome<void> verifyPeople(Database &database, const QString &sealed)
{
    if (sealed.isEmpty())
        return {};
    const auto there = peopleDigest(database);
    if (!there)
        return tl::unexpected(there.error());
    if (*there != sealed)
        return failed(
            StoreFault::Damaged,
            u"audit chain: the people's keys are not those of the last change: part of the database "
            "was put back"_s);
    return {};
}

/// Of each person whose fingers were saved, what is there is what was saved last; `saved` has the details of
/// those entries. Without a digest they are of an older program.
Outcome<void> verifyOwnFingers(Database &database, const QMap<QString, QString> &saved)
{
    for (auto one = saved.cbegin(); one != saved.cend(); ++one) {
        const qsizetype at = one->indexOf(u"sha256 ");
        if (at < 0)
            continue;
        const auto there = ownFingersDigest(database, one.key());
        if (!there)
            return tl::unexpected(there.error());
        if (QString::fromLatin1(there->toHex()) != one->mid(at + 7))
            return failed(
                StoreFault::Damaged,
                u"audit chain: somebody's own fingers are not those last saved: part of the database "
                "was put back"_s);
    }
    return {};
}

/// What the entries say, one after the other, that must still be so.
struct ChainStory {
    ChainSummary chain;
    std::unordered_set<QString> there; ///< enrolments
    QString certificate;
    QString people;
    QMap<QString, QString> ownFingers;
    qint64 milestone = 0;
    qint64 clockSteps = 0;
    qint64 before = std::numeric_limits<qint64>::min();

    void add(const AuditHead &entry, qint64 at, const AuditEvent &event);
};

void ChainStory::add(const AuditHead &entry, qint64 at, const AuditEvent &event)
{
    if (!event.subject.isEmpty())
        chain.last.insert_or_assign(event.subject, entry.sequence);
    if (isMilestone(event.event))
        milestone = entry.sequence;
    // A salvage says what it has lost, and what it has kept of which the broken chain no longer tells.
    if (event.event == u"draft-created" || event.event == u"salvaged-kept")
        there.insert(event.subject);
    else if (event.event == u"salvaged-lost")
        there.erase(event.subject);
    else if (event.event == u"certificate-installed" || event.event == u"salvaged-certificate")
        certificate = event.detail;
    else if (event.event == u"unlocked" || event.event == u"people-sealed")
        people = event.detail;
    else if (event.event == u"own-fingers-saved")
        ownFingers.insert(event.subject, event.detail);
    else if (event.event == u"person-removed")
        ownFingers.remove(event.subject);
    else if (event.event == u"salvaged") // it may have kept the entry, and not the fingers
        ownFingers.clear();
    if (before > std::numeric_limits<qint64>::min() && at < before - clockTolerance)
        ++clockSteps;
    before = at;
}

} // namespace

Outcome<LedgerKeys> LedgerKeys::read(Database &database, const VaultKeys &keys)
{
    Statement row = database.prepare("SELECT vault, station, private_key FROM station WHERE id = 1");
    const auto found = row.step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::Damaged, u"the row of the station is gone"_s);
    auto station = openSealedSecret(keys.station.bytes(), stationKeyContext(row.text(1)), row.bytes(2));
    if (!station)
        return tl::unexpected(station.error());
    return LedgerKeys{keys.audit.clone(), std::move(*station), row.text(0)};
}

Outcome<SecretBytes> LedgerKeys::sealKey() const
{
    return hkdf(station.bytes(), vaultId.toUtf8(), "indraj ledger");
}

Outcome<LedgerFindings> verifyLedger(Database &database, const LedgerKeys &keys, bool everything)
{
    LedgerFindings findings;
    ChainStory story;
    const auto head
        = verifyAudit(database, keys.audit, [&](const AuditHead &entry, qint64 at, const AuditEvent &event) {
              story.add(entry, at, event);
          });
    if (!head)
        return tl::unexpected(head.error());
    findings.head = *head;
    findings.clockSteps = story.clockSteps;
    story.chain.created = static_cast<qint64>(story.there.size());
    const auto publicPem = publicKeyPem(keys.station);
    if (!publicPem)
        return tl::unexpected(publicPem.error());
    const auto checkpoints
        = verifyCheckpoints(database, *publicPem, keys.vaultId,
                            everything ? std::numeric_limits<qint64>::max() : signaturesAtUnlock);
    if (!checkpoints)
        return tl::unexpected(checkpoints.error());
    findings.checkpoints = *checkpoints;
    if (checkpoints->newestSequence < story.milestone)
        return failed(
            StoreFault::Damaged,
            u"audit chain: the signed checkpoint after entry %1 is gone: part of the database was put "
            "back"_s.arg(story.milestone));
    const auto key = keys.sealKey();
    if (!key)
        return tl::unexpected(key.error());
    auto held = verifyNamedHeads(database);
    if (held)
        held = verifySeals(database, *key, story.chain, everything);
    if (held)
        held = verifyNumbers(database);
    if (held)
        held = verifyCertificate(database, story.certificate);
    if (held)
        held = verifyPeople(database, story.people);
    if (held)
        held = verifyOwnFingers(database, story.ownFingers);
    if (held)
        held = verifyIndexes(database, everything);
    if (!held)
        return tl::unexpected(held.error());
    return findings;
}

} // namespace indraj
