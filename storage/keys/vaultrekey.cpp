#include "storage/audit/ledger.h"
#include "storage/crypto.h"
#include "storage/engine.h"
#include "storage/keys/peoplerows.h"
#include "storage/keys/rekeycopy.h"
#include "storage/keys/vaultfiles.h"
#include "storage/samplerows.h"
#include "storage/stationkey.h"
#include "storage/upgrade/rehearsal.h"
#include "storage/vault.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcVault)

namespace {

constexpr auto walSuffix = "-wal"_L1;

Outcome<void> rewrapStationKey(Database &database, const QString &stationId, const VaultKeys &old,
                               const VaultKeys &fresh)
{
    Statement row = database.prepare("SELECT private_key FROM station WHERE id = 1");
    if (const auto found = row.step(); !found)
        return tl::unexpected(found.error());
    const QByteArray context = stationKeyContext(stationId);
    const auto key = openSealedSecret(old.station.bytes(), context, row.bytes(0));
    const auto sealed = key ? sealBytes(fresh.station.bytes(), context, key->bytes())
                            : Outcome<QByteArray>(tl::unexpected(key.error()));
    if (!sealed)
        return tl::unexpected(sealed.error());
    return database.run("UPDATE station SET private_key = ? WHERE id = 1", *sealed);
}

/// Everything in the database that a derived key has sealed or authenticated. Whoever adds such a thing adds
/// it here, or a re-key loses it.
Outcome<void> rewrapSecrets(Database &database, const QString &stationId, const VaultKeys &old,
                            const VaultKeys &fresh)
{
    auto done = rewrapStationKey(database, stationId, old, fresh);
    if (done)
        done = rewrapDataKeys(database, old.blobs, fresh.blobs);
    if (done)
        done = resealAuditHead(database, old.audit, fresh.audit);
    return done;
}

} // namespace

Outcome<Done> Vault::rekey(const Actor &actor)
{
    if (const auto known = checkSupervisor(actor); !known)
        return tl::unexpected(known.error());
    return renewMaster(m_session->ring, [](Database &, const SecretBytes &) { return Outcome<void>(); })
        .map([] { return Done{}; });
}

/// `next` with a new master key, and the database with it. Nothing has changed when this fails.
Outcome<void> Vault::renewMaster(const KeyRing &next, const Record &record)
{
    SecretBytes fresh = SecretBytes::random(static_cast<std::size_t>(sizes::key));
    const auto ring = next.withMaster(m_session->master, fresh);
    if (!ring)
        return tl::unexpected(ring.error());
    auto keys = buildRekeyed(*ring, fresh, record);
    if (!keys) {
        vaultfiles::removeDatabase(path(vaultfiles::rekeyedDatabase));
        QFile::remove(path(vaultfiles::rekeyedAnchor));
        return tl::unexpected(keys.error());
    }
    return swapRekeyed(*ring, std::move(fresh), std::move(*keys));
}

/// The whole vault under the new key, beside the one in use, verified. Crash here: it is cleared away.
Outcome<VaultKeys> Vault::buildRekeyed(const KeyRing &next, const SecretBytes &fresh, const Record &record)
{
    const QString file = path(vaultfiles::rekeyedDatabase);
    vaultfiles::removeDatabase(file);
    auto keys = next.derive(fresh);
    auto done = keys ? m_session->database.checkpoint() : Outcome<void>(tl::unexpected(keys.error()));
    const auto room = freeBytes(m_folder);
    if (done && room && *room < QFileInfo(path(vaultfiles::database)).size() * 5 / 4 + (16 << 20))
        done = failed(StoreFault::DiskFull, u"no room to encrypt the vault anew"_s);
    if (done)
        done = copyEncrypted(m_session->database, file, keys->database);
    if (!done)
        return tl::unexpected(done.error());
    auto copy = openDatabase(file, keys->database);
    if (!copy)
        return tl::unexpected(copy.error());
    done = compareCounts(m_session->database, *copy);
    if (done)
        done = copy->transact([&]() -> Outcome<void> {
            auto changed = rewrapSecrets(*copy, m_session->stationId, m_session->keys, *keys);
            if (changed)
                changed = record(*copy, keys->audit);
            if (changed)
                changed = noteIn(*copy, keys->audit, {u"station"_s, u"rekeyed"_s, {}, {}});
            if (changed)
                changed = writeStoredRing(*copy, next.toJson(), {});
            return changed ? sealPeople(*copy, keys->audit, m_options.nowUtc()) : changed;
        });
    if (done)
        done = copy->checkpoint();
    if (done)
        done = verifyPages(*copy);
    const auto head
        = done ? verifyAudit(*copy, keys->audit) : Outcome<AuditHead>(tl::unexpected(done.error()));
    if (!head)
        return tl::unexpected(head.error());
    if (const auto cipher = checkCiphertext(file); !cipher)
        return tl::unexpected(cipher.error());
    const auto anchored = writeDurably(path(vaultfiles::rekeyedAnchor), anchorText(*head, keys->audit));
    if (!anchored)
        return tl::unexpected(anchored.error());
    return keys;
}

/// The ring is the point of no return: before it stands, the old vault opens, afterwards the new one does,
/// and finishRekey() gives the files their names.
Outcome<void> Vault::swapRekeyed(const KeyRing &next, SecretBytes fresh, VaultKeys keys)
{
    Session old = std::move(*m_session);
    m_session.reset();
    old.look.reset();
    old.database = Database(nullptr); // the last to close it: the WAL goes into the file
    old.ledger.reset();
    auto committed = Outcome<void>();
    if (QFileInfo(path(vaultfiles::database) + walSuffix).size() > 0)
        committed = failed(StoreFault::IoFailed, u"the old database could not be closed"_s);
    const QByteArray json = next.toJson();
    if (committed)
        committed = writeDurably(path(vaultfiles::ring), json);
    // Written is written, even when the disk failed to confirm it: the old database would not open any more.
    const auto inForce = readWhole(path(vaultfiles::ring), 2 * json.size());
    if (committed || (inForce && *inForce == json))
        return reopen(std::move(old.lock), old.actor, next, std::move(fresh), std::move(keys));
    vaultfiles::removeDatabase(path(vaultfiles::rekeyedDatabase));
    QFile::remove(path(vaultfiles::rekeyedAnchor));
    const auto back
        = reopen(std::move(old.lock), old.actor, old.ring, std::move(old.master), std::move(old.keys));
    return back ? committed : back;
}

/// A session over what is on the disk now. When it fails nobody is logged in, and the next log-in ends it.
Outcome<void> Vault::reopen(FileLock lock, const Actor &actor, const KeyRing &ring, SecretBytes master,
                            VaultKeys keys)
{
    auto session = openSession(std::move(lock), ring, std::move(keys), actor);
    if (!session)
        return tl::unexpected(session.error());
    m_session.emplace(std::move(*session));
    m_session->ring = ring;
    m_session->master = std::move(master);
    settle(); // the marks learn what the new file was given before it had a session
    return {};
}

/// Ends what a re-key has left behind, whenever it was stopped. `keys` are those of the ring in force.
Outcome<void> Vault::finishRekey(const VaultKeys &keys)
{
    const QString current = path(vaultfiles::database);
    const QString waiting = path(vaultfiles::rekeyedDatabase);
    if (QFile::exists(waiting)) {
        if (auto opened = openDatabase(current, keys.database)) {
            opened->setCheckpointOnClose(false); // it is not verified yet
            vaultfiles::removeDatabase(waiting); // never came into force
        } else if (openDatabase(waiting, keys.database)) {
            // Nothing of the old database may meet the new one: SQLite would take its WAL for its own.
            QFile::remove(current + walSuffix);
            QFile::remove(current + "-shm"_L1);
            if (auto named = renameDurably(waiting, current); !named)
                return named;
        }
    }
    if (!QFile::exists(waiting))
        vaultfiles::removeDatabase(waiting); // what a kill in the middle of removing left of it
    QFile::remove(path(vaultfiles::rekeyedAnchor) + u".tmp"_s);
    if (const auto text = readWhole(path(vaultfiles::rekeyedAnchor), 1024)) {
        if (parseAnchor(*text, keys.audit))
            return renameDurably(path(vaultfiles::rekeyedAnchor), path(vaultfiles::anchor));
        QFile::remove(path(vaultfiles::rekeyedAnchor));
    }
    return {};
}

} // namespace indraj
