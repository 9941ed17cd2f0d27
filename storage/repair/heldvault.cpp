#include "storage/repair/heldvault.h"

#include "storage/engine.h"
#include "storage/keys/lockout.h"

#include <QFile>
#include <QFileInfo>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestHeldRing = 256 * 1024;

/// As Vault::openSlot() counts: before the try, so that killing the process saves nobody one.
Outcome<SecretBytes> tryRing(const KeyRing &ring, const QString &operatorId, const SecretBytes &passphrase,
                             const SecretBytes &share, const QString &triesFile)
{
    if (triesFile.isEmpty() || !ring.entry(operatorId))
        return ring.open(operatorId, passphrase, share);
    Lockout tries(triesFile, {QDateTime::currentDateTimeUtc, readBootTime});
    if (const auto allowed = tries.check(operatorId); !allowed)
        return tl::unexpected(allowed.error());
    const QDateTime retryAt = tries.begin(operatorId);
    auto master = ring.open(operatorId, passphrase, share);
    if (master || master.error().fault != StoreFault::WrongPassphrase) {
        tries.succeeded();
        return master;
    }
    StoreError error = master.error();
    error.retryAt = retryAt;
    return tl::unexpected(error);
}

} // namespace

Outcome<Database> HeldVault::open() const
{
    return openForReading(path(vaultfiles::database), keys.database);
}

QStringList stateFiles(const QString &folder)
{
    QStringList names;
    for (const QLatin1StringView name : {vaultfiles::anchor, vaultfiles::ring, vaultfiles::mark,
                                         vaultfiles::tries, vaultfiles::database, vaultfiles::log}) {
        const QFileInfo file(folder + u'/' + name);
        if (file.isFile() && !file.isSymLink())
            names.append(name);
    }
    return names;
}

Outcome<RingKeys> openRing(const QByteArray &json, const QString &operatorId, const SecretBytes &passphrase,
                           const TryOptions &options, const QString &triesFile)
{
    const auto ring = KeyRing::parse(json, options.floor);
    if (!ring)
        return tl::unexpected(ring.error());
    auto share = Outcome<SecretBytes>(SecretBytes());
    if (ring->keeping().state == TpmState::Sealed)
        share = unsealWithTpm(options.tpm, ring->keeping().blob);
    if (!share)
        return tl::unexpected(share.error());
    const auto master = tryRing(*ring, operatorId, passphrase, *share, triesFile);
    if (!master)
        return tl::unexpected(master.error());
    auto keys = ring->derive(*master);
    if (!keys)
        return tl::unexpected(keys.error());
    return RingKeys{ring->vaultId(), std::move(*keys)};
}

Outcome<HeldVault> holdVault(const QString &folder, const QString &operatorId, const SecretBytes &passphrase,
                             const TryOptions &options)
{
    HeldVault vault;
    vault.folder = folder;
    vault.operatorId = operatorId;
    if (!QFile::exists(vault.path(vaultfiles::database)) && !QFile::exists(vault.path(vaultfiles::ring)))
        return failed(StoreFault::NoVault, u"there is no vault"_s);
    const auto json = readWhole(vault.path(vaultfiles::ring), longestHeldRing);
    if (!json)
        return failed(json.error().fault == StoreFault::NotFound ? StoreFault::Damaged : json.error().fault,
                      u"key ring: "_s + json.error().detail);
    auto lock = FileLock::acquire(vault.path(vaultfiles::lock));
    if (!lock)
        return tl::unexpected(lock.error());
    auto opened = openRing(*json, operatorId, passphrase, options, vault.path(vaultfiles::tries));
    if (!opened)
        return tl::unexpected(opened.error());
    if (QFile::exists(vault.path(vaultfiles::rekeyedDatabase))
        || QFile::exists(vault.path(vaultfiles::rekeyedAnchor)))
        return failed(StoreFault::Damaged,
                      u"a change of the master key was cut off: log in once, which ends it"_s);
    vault.lock = std::move(*lock);
    vault.vaultId = opened->vaultId;
    vault.keys = std::move(opened->keys);
    return vault;
}

} // namespace indraj
