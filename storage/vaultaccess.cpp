#include "storage/audit/ledger.h"
#include "storage/crypto.h"
#include "storage/engine.h"
#include "storage/keys/peoplerows.h"
#include "storage/keys/vaultfiles.h"
#include "storage/schema.h"
#include "storage/stationkey.h"
#include "storage/upgrade/upgrade.h"
#include "storage/vault.h"

#include <QFile>
#include <QLoggingCategory>
#include <QUuid>

#include <fcntl.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcVault)

namespace {

constexpr auto newDatabaseName = "vault.db.new"_L1;
constexpr auto lockName = "lock"_L1;
constexpr auto ballastName = "ballast"_L1;

bool acceptableStation(const QString &id)
{
    return !id.isEmpty() && id.size() <= 32 && std::all_of(id.cbegin(), id.cend(), [](QChar letter) {
        return (letter >= u'A' && letter <= u'Z') || (letter >= u'a' && letter <= u'z')
            || (letter >= u'0' && letter <= u'9') || letter == u'-';
    });
}

} // namespace

bool Vault::exists(const QString &folder)
{
    return QFile::exists(folder + u'/' + vaultfiles::ring)
        || QFile::exists(folder + u'/' + vaultfiles::database);
}

Outcome<QList<OperatorEntry>> Vault::operators(const QString &folder, const KdfPolicy &floor)
{
    VaultOptions options;
    options.kdf = floor;
    return Vault(folder, options).readRing().map([](const KeyRing &ring) { return ring.operators(); });
}

Outcome<void> Vault::buildDatabase(const QString &file, const KeyRing &ring, const VaultKeys &keys,
                                   const QString &stationId)
{
    // Left behind by a creation that did not end: no key ring was written, so nobody ever used it.
    for (const auto suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(file + suffix);
    if (auto made = makePrivateFile(file); !made)
        return made;
    auto database = openDatabase(file, keys.database, {true, 0});
    if (!database)
        return tl::unexpected(database.error());
    if (auto done = migrate(*database); !done)
        return done;
    const auto key = makeStationKey();
    if (!key)
        return tl::unexpected(key.error());
    const auto sealed = sealBytes(keys.station.bytes(), stationKeyContext(stationId), key->bytes());
    if (!sealed)
        return tl::unexpected(sealed.error());
    const QDateTime now = m_options.nowUtc();
    const auto head = database->transact([&]() -> Outcome<AuditHead> {
        const auto row = database->run(
            "INSERT INTO station(id, vault, station, private_key, created_at) VALUES(1, ?, ?, ?, ?)",
            ring.vaultId(), stationId, *sealed, now);
        if (!row)
            return tl::unexpected(row.error());
        if (const auto stored = writeStoredRing(*database, ring.toJson(), {}); !stored)
            return tl::unexpected(stored.error());
        auto created
            = appendAudit(*database, keys.audit, {u"station"_s, u"vault-created"_s, {}, stationId}, now);
        if (!created)
            return created;
        if (const auto people = sealPeople(*database, keys.audit, now); !people)
            return tl::unexpected(people.error());
        return appendAudit(*database, keys.audit, {u"station"_s, u"mark-made"_s, {}, {}}, now);
    });
    if (!head)
        return tl::unexpected(head.error());
    if (auto done = database->checkpoint(); !done)
        return done;
    if (auto cipher = checkCiphertext(file); !cipher)
        return cipher;
    const auto ledgerKeys = LedgerKeys::read(*database, keys);
    if (!ledgerKeys)
        return tl::unexpected(ledgerKeys.error());
    return placeHead(m_folder, keys.audit, *ledgerKeys, *head);
}

Outcome<Done> Vault::create(const QString &stationId, const std::vector<NewOperator> &operators)
{
    if (m_session || exists(m_folder))
        return failed(StoreFault::VaultExists, u"a vault exists there"_s);
    if (!acceptableStation(stationId))
        return failed(StoreFault::Invalid, u"the station id is not usable"_s);
    if (const auto made = makePrivateFolder(m_folder); !made)
        return tl::unexpected(made.error());
    const auto lock = FileLock::acquire(path(lockName));
    if (!lock)
        return tl::unexpected(lock.error());
    if (exists(m_folder)) // another process may have made one before we had the lock
        return failed(StoreFault::VaultExists, u"a vault exists there"_s);
    const QString vaultId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const SecretBytes master = SecretBytes::random(static_cast<std::size_t>(sizes::key));
    const auto share = makeShare(m_options.tpm);
    if (!share)
        return tl::unexpected(share.error());
    const auto ring
        = KeyRing::create(vaultId, operators, master, m_options.kdf, share->keeping, share->share);
    if (!ring)
        return tl::unexpected(ring.error());
    const auto keys = ring->derive(master);
    if (!keys)
        return tl::unexpected(keys.error());
    if (const auto built = buildDatabase(path(newDatabaseName), *ring, *keys, stationId); !built)
        return tl::unexpected(built.error());
    // The ring before the name: whenever this stops, either nothing exists yet or unlock() ends the renaming.
    if (const auto written = writeDurably(path(vaultfiles::ring), ring->toJson()); !written)
        return tl::unexpected(written.error());
    if (const auto named = renameDurably(path(newDatabaseName), path(vaultfiles::database)); !named)
        return tl::unexpected(named.error());
    if (const auto placed = placeBallast(); !placed)
        qCWarning(lcVault) << "no ballast:" << placed.error().detail;
    return Done{};
}

Outcome<void> Vault::placeBallast() const
{
    if (m_options.ballastBytes <= 0 || QFile::exists(path(ballastName)))
        return {};
    // Only where it does not itself bring the disk to its floor.
    const auto room = freeBytes(m_folder);
    if (!room || *room < m_options.ballastBytes + m_options.minimumFreeBytes)
        return failed(StoreFault::DiskFull, u"no room for the ballast file"_s);
    if (auto made = makePrivateFile(path(ballastName)); !made)
        return made;
    QFile file(path(ballastName));
    if (file.open(QIODevice::ReadWrite) && posix_fallocate(file.handle(), 0, m_options.ballastBytes) == 0)
        return {};
    file.remove();
    return failed(StoreFault::DiskFull, u"the ballast file could not be filled"_s);
}

Outcome<Actor> Vault::unlock(const QString &operatorId, const SecretBytes &passphrase)
{
    if (!exists(m_folder))
        return failed(StoreFault::NoVault, u"there is no vault"_s);
    FileLock fresh;
    if (!m_session) {
        auto acquired = FileLock::acquire(path(lockName));
        if (!acquired)
            return tl::unexpected(acquired.error());
        fresh = std::move(*acquired);
    }
    auto opened = openRing(operatorId, passphrase);
    if (!opened)
        return tl::unexpected(opened.error());
    auto keys = opened->ring.derive(opened->master);
    if (!keys)
        return tl::unexpected(keys.error());
    if (m_session) { // a change of shift without a lock() between
        fresh = std::move(m_session->lock);
        m_session.reset();
    }
    auto session = openSession(std::move(fresh), opened->ring, std::move(*keys),
                               opened->ring.entry(operatorId)->actor);
    if (!session)
        return tl::unexpected(session.error());
    m_session.emplace(std::move(*session));
    m_session->ring = std::move(opened->ring);
    m_session->master = std::move(opened->master);
    const auto begun = beginShift(passphrase, opened->share);
    const auto cipher = begun ? checkCiphertext(path(vaultfiles::database)) : begun;
    if (!cipher) {
        m_session.reset();
        return tl::unexpected(cipher.error());
    }
    removeOldVersions(path(vaultfiles::database));
    if (const auto placed = placeBallast(); !placed)
        qCWarning(lcVault) << "no ballast:" << placed.error().detail;
    return m_session->actor;
}

Outcome<Vault::Session> Vault::openSession(FileLock lock, const KeyRing &ring, VaultKeys keys,
                                           const Actor &actor)
{
    if (!QFile::exists(path(vaultfiles::database)) && QFile::exists(path(newDatabaseName))) {
        if (const auto named = renameDurably(path(newDatabaseName), path(vaultfiles::database)); !named)
            return tl::unexpected(named.error());
    }
    if (!QFile::exists(path(vaultfiles::database)))
        return failed(StoreFault::Damaged, u"the database is gone"_s);
    if (const auto finished = finishRekey(keys); !finished)
        return tl::unexpected(finished.error());
    if (const auto current = upgradeVault(path(vaultfiles::database), keys, m_options.nowUtc); !current)
        return tl::unexpected(current.error());
    auto database = openDatabase(path(vaultfiles::database), keys.database, {false, m_options.maximumPages});
    if (!database)
        return tl::unexpected(database.error());
    // Until all is verified: what is refused stays as it was found, the write-ahead log above all.
    database->setCheckpointOnClose(false);
    const auto vaultId = database->readText("SELECT vault FROM station WHERE id = 1");
    const auto stationId = database->readText("SELECT station FROM station WHERE id = 1");
    if (!vaultId || !stationId)
        return tl::unexpected(vaultId ? stationId.error() : vaultId.error());
    if (*vaultId != ring.vaultId())
        return failed(StoreFault::Damaged, u"key ring and database are of two vaults"_s);
    auto ledger = openLedger(*database, keys);
    if (!ledger)
        return tl::unexpected(ledger.error());
    database->setHooks(Ledger::hooks(*ledger));
    database->deferCheckpoints();
    database->setCheckpointOnClose(true);
    return Session{std::move(lock), std::move(*database), std::move(keys), actor, *stationId, *ledger};
}

Outcome<std::shared_ptr<Ledger>> Vault::openLedger(Database &database, const VaultKeys &keys) const
{
    auto ledgerKeys = LedgerKeys::read(database, keys);
    if (!ledgerKeys)
        return tl::unexpected(ledgerKeys.error());
    if (const auto held = verifyLedger(database, *ledgerKeys, false); !held)
        return tl::unexpected(held.error());
    const auto text = readWhole(path(vaultfiles::anchor), 1024);
    if (!text && text.error().fault == StoreFault::IoFailed) // a disk in trouble is not a changed anchor
        return tl::unexpected(text.error());
    const auto anchor
        = text.and_then([&](const QByteArray &bytes) { return parseAnchor(bytes, keys.audit); });
    if (!anchor)
        return failed(StoreFault::Damaged, u"audit anchor: "_s + anchor.error().detail);
    if (const auto held = checkAnchor(database, *anchor); !held)
        return tl::unexpected(held.error());
    LedgerPlaces places{path("mark"_L1), {}, m_options.witnessFolder, m_folder};
    if (!m_options.markFolder.isEmpty())
        places.outside = m_options.markFolder + u'/' + ledgerKeys->vaultId + u".mark"_s;
    return Ledger::open(database, std::move(*ledgerKeys), places, m_options.nowUtc);
}

void Vault::afterAct() noexcept
{
    if (m_session)
        m_session->database.moveLongLog();
}

Outcome<Done> Vault::lock()
{
    if (!m_session)
        return Done{};
    const auto noted = m_session->database.transact([this] { return note(u"locked"_s, {}); });
    if (!noted)
        qCWarning(lcVault) << "the lock was not noted:" << noted.error().detail;
    settle();
    m_session.reset();
    return Done{};
}

Outcome<SecretBytes> Vault::stationKey()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return m_session->ledger->keys().station.clone();
}

Outcome<QByteArray> Vault::certificateRequest()
{
    const auto key = stationKey();
    if (!key)
        return tl::unexpected(key.error());
    return makeCertificateRequest(*key, m_session->stationId);
}

Outcome<Done> Vault::installCertificate(const QByteArray &pem)
{
    const auto key = stationKey();
    if (!key)
        return tl::unexpected(key.error());
    if (const auto good = checkCertificate(pem, *key, m_session->stationId); !good)
        return tl::unexpected(good.error());
    auto stored = m_session->database.transact([&]() -> Outcome<Done> {
        if (const auto done = m_session->database.run("UPDATE station SET certificate = ? WHERE id = 1", pem);
            !done)
            return tl::unexpected(done.error());
        return note(u"certificate-installed"_s, {}, QString::fromLatin1(sha256(pem).toHex())).map([] {
            return Done{};
        });
    });
    if (stored)
        settle();
    return stored;
}

Outcome<std::shared_ptr<StationIdentity>> Vault::identity()
{
    auto key = stationKey();
    if (!key)
        return tl::unexpected(key.error());
    Statement row = m_session->database.prepare("SELECT certificate FROM station WHERE id = 1");
    if (const auto found = row.step(); !found)
        return tl::unexpected(found.error());
    auto identity = std::make_shared<StationIdentity>();
    identity->stationId = m_session->stationId;
    identity->certificatePem = row.bytes(0);
    identity->privateKeyPem = std::move(*key);
    return identity;
}

} // namespace indraj
