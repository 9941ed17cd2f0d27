#include "storage/audit/ledger.h"
#include "storage/crypto.h"
#include "storage/keys/peoplerows.h"
#include "storage/keys/vaultfiles.h"
#include "storage/vault.h"

#include <QFile>
#include <QLoggingCategory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcVault)

namespace {

constexpr qint64 longestRing = 256 * 1024;

} // namespace

Outcome<KeyRing> Vault::readRing() const
{
    const auto json = readWhole(path(vaultfiles::ring), longestRing);
    if (!json) {
        if (json.error().fault != StoreFault::NotFound)
            return tl::unexpected(json.error());
        if (QFile::exists(path(vaultfiles::database)))
            return failed(StoreFault::Damaged, u"the key ring is gone"_s);
        return failed(StoreFault::NoVault, u"there is no vault"_s);
    }
    return KeyRing::parse(*json, m_options.kdf);
}

TpmState Vault::tpmState() const
{
    if (m_session)
        return m_session->ring.keeping().state;
    const auto ring = readRing();
    return ring ? ring->keeping().state : TpmState::Absent;
}

Outcome<SecretBytes> Vault::unsealShare(const KeyRing &ring) const
{
    if (ring.keeping().state != TpmState::Sealed)
        return SecretBytes();
    if (!tpmPresent(m_options.tpm))
        return failed(StoreFault::TpmFailed, u"TPM: the vault needs one, and none is here"_s);
    return unsealWithTpm(m_options.tpm, ring.keeping().blob);
}

/// Every pass phrase that anybody gives goes through here, so that each try counts.
Outcome<SecretBytes> Vault::openSlot(const KeyRing &ring, const QString &personId,
                                     const SecretBytes &passphrase, const SecretBytes &share)
{
    if (!ring.entry(personId))
        return ring.open(personId, passphrase, share);
    if (const auto allowed = m_tries.check(personId); !allowed)
        return tl::unexpected(allowed.error());
    const QDateTime retryAt = m_tries.begin(personId);
    auto master = ring.open(personId, passphrase, share);
    if (!master && master.error().fault == StoreFault::WrongPassphrase) {
        StoreError error = master.error();
        error.retryAt = retryAt;
        return tl::unexpected(error);
    }
    if (master)
        m_tries.succeeded();
    else
        m_tries.takeBack();
    return master;
}

Outcome<Vault::OpenRing> Vault::openRing(const QString &personId, const SecretBytes &passphrase)
{
    auto ring = readRing();
    if (!ring)
        return tl::unexpected(ring.error());
    auto share = unsealShare(*ring);
    if (!share)
        return tl::unexpected(share.error());
    auto master = openSlot(*ring, personId, passphrase, *share);
    if (!master)
        return tl::unexpected(master.error());
    return OpenRing{std::move(*ring), std::move(*master), std::move(*share)};
}

/// The ring in the database is what was committed. A file that differs is one step behind, because the
/// process died before it was written, or somebody put another one there: either way the committed one is
/// restored, and the second is noted. True when the session's ring is now another one.
Outcome<bool> Vault::adoptStoredRing(const StoredRing &stored)
{
    const auto file = readWhole(path(vaultfiles::ring), longestRing);
    if (!file)
        return tl::unexpected(file.error());
    if (stored.json == *file)
        return false;
    Database &database = m_session->database;
    if (stored.json.isEmpty()) { // a vault of an older program: what is there is what counts from now on
        const auto adopted = database.transact([&] {
            const auto written = writeStoredRing(database, *file, {});
            return written ? sealPeople(database, m_session->keys.audit, m_options.nowUtc()) : written;
        });
        return adopted.map([] { return false; });
    }
    auto committed = KeyRing::parse(stored.json, m_options.kdf);
    if (!committed)
        return tl::unexpected(committed.error());
    if (m_session->ring.serial() > committed->serial())
        return failed(StoreFault::Damaged, u"the database is older than its key ring"_s);
    m_session->ring = std::move(*committed);
    if (stored.previous != sha256(*file)) {
        const auto noted = database.transact([this] { return noteStation(u"key-ring-replaced"_s, {}, {}); });
        if (!noted)
            return tl::unexpected(noted.error());
        qCWarning(lcVault) << "the key ring on disk was not the committed one; it is restored";
    }
    writeRing(stored.json);
    return true;
}

void Vault::writeRing(const QByteArray &json)
{
    auto written = writeDurably(path(vaultfiles::ring), json);
    if (!written && written.error().fault == StoreFault::DiskFull && QFile::remove(path("ballast"_L1)))
        written = writeDurably(path(vaultfiles::ring), json);
    // It is committed in the database; the next log-in writes it.
    if (!written)
        qCWarning(lcVault) << "the key ring file is put off:" << written.error().detail;
}

Outcome<void> Vault::noteIn(Database &database, const SecretBytes &auditKey, const AuditEvent &event) const
{
    return appendAudit(database, auditKey, event, m_options.nowUtc()).map([](const AuditHead &) {});
}

/// Committed first, written as a file second: whenever this stops, the next log-in finds either the old ring
/// in both or the new one in the database.
Outcome<void> Vault::changeRing(const KeyRing &next, const Record &record)
{
    const auto before = readWhole(path(vaultfiles::ring), longestRing);
    if (!before)
        return tl::unexpected(before.error());
    Database &database = m_session->database;
    const QByteArray json = next.toJson();
    const auto committed = database.transact([&]() -> Outcome<void> {
        if (const auto done = record(database, m_session->keys.audit); !done)
            return done;
        const auto written = writeStoredRing(database, json, sha256(*before));
        return written ? sealPeople(database, m_session->keys.audit, m_options.nowUtc()) : written;
    });
    if (!committed)
        return committed;
    m_session->ring = next;
    writeRing(json);
    settle();
    return {};
}

Outcome<void> Vault::renewSlot(const SecretBytes &passphrase)
{
    const KeyRing &ring = m_session->ring;
    const OperatorEntry own = *ring.entry(m_session->actor.id);
    // An old ring gets its share with its first change; the keys of the slot need it before.
    const TpmState state = tpmPresent(m_options.tpm) ? TpmState::NotUsed : TpmState::Absent;
    const auto current = ring.isFormat1() ? ring.upgraded(state, m_session->master) : Outcome<KeyRing>(ring);
    const auto share = current ? current->shareFor(m_session->master)
                               : Outcome<SecretBytes>(tl::unexpected(current.error()));
    if (!share)
        return tl::unexpected(share.error());
    const auto keys = makeSlotKeys(ring.vaultId(), own.actor.id, passphrase, *share, m_options.kdf);
    const auto next = keys ? current->withPerson(own, *keys, m_session->master)
                           : Outcome<KeyRing>(tl::unexpected(keys.error()));
    if (!next)
        return tl::unexpected(next.error());
    return changeRing(*next, [&](Database &database, const SecretBytes &auditKey) {
        return noteIn(database, auditKey, {u"station"_s, u"slot-renewed"_s, own.actor.id, u"format 2"_s});
    });
}

/// Wrong tries since the last log-in, and whether the file that counts them was exchanged.
Outcome<void> Vault::noteTries(bool marked)
{
    if (!marked) {
        if (const auto done = noteStation(u"tries-file-lost"_s, {}, {}); !done)
            return done;
    }
    for (const Lockout::Report &report : m_tries.reports()) {
        const QString detail
            = u"%1 wrong, last %2"_s.arg(report.wrong).arg(report.lastAt.toString(Qt::ISODate));
        if (const auto done = noteStation(u"wrong-passphrases"_s, report.person, detail); !done)
            return done;
    }
    return {};
}

/// The log-in's own entry seals the people too, because the mark of the tries has changed with it.
Outcome<void> Vault::noteUnlocked()
{
    const auto digest = peopleDigest(m_session->database);
    return digest ? note(u"unlocked"_s, {}, *digest) : tl::unexpected(digest.error());
}

/// After the database is open: the ring that counts, wrong tries, the log-in itself.
Outcome<void> Vault::beginShift(const SecretBytes &passphrase, const SecretBytes &share)
{
    Database &database = m_session->database;
    const QString person = m_session->actor.id;
    const auto stored = readStoredRing(database);
    const auto adopted = stored ? adoptStoredRing(*stored) : Outcome<bool>(tl::unexpected(stored.error()));
    if (!adopted)
        return tl::unexpected(adopted.error());
    if (*adopted) { // the pass phrase opened a ring that no longer counts
        if (const auto master = openSlot(m_session->ring, person, passphrase, share); !master)
            return tl::unexpected(master.error());
        m_session->actor = m_session->ring.entry(person)->actor;
    }
    const bool marked = m_tries.hasMark(stored->triesMark);
    const QString mark = m_tries.renewMark();
    const QStringList headMarks = m_session->ledger->placeMarks();
    const auto noted = database.transact([&]() -> Outcome<void> {
        auto done = noteTries(marked);
        if (done)
            done = writeTriesMark(database, mark);
        if (done)
            done = noteUnlocked();
        for (const QString &event : headMarks) {
            if (done)
                done = noteStation(event, {});
        }
        return done;
    });
    if (!noted)
        return noted;
    QStringList people;
    for (const OperatorEntry &entry : m_session->ring.operators())
        people.append(entry.actor.id);
    m_tries.settle(person, people);
    if (m_session->ring.isOld(person)) {
        // Not a reason to keep somebody out: it is tried again at his next log-in.
        if (const auto renewed = renewSlot(passphrase); !renewed)
            qCWarning(lcVault) << "the slot keeps its old format:" << renewed.error().detail;
    }
    return {};
}

} // namespace indraj
