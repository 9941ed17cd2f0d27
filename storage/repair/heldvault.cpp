#include "storage/repair/heldvault.h"

#include "storage/engine.h"

#include <QDir>
#include <QFile>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestRing = 256 * 1024;

} // namespace

Outcome<Database> HeldVault::open() const
{
    return openForReading(path(vaultfiles::database), keys.database);
}

QStringList stateFiles(const QString &folder)
{
    QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDir::Name);
    names.removeIf([](const QString &name) {
        return name == vaultfiles::lock || name == u"ballast" || name.endsWith(u"-shm")
            || name.endsWith(u".tmp") || name.endsWith(u".new");
    });
    return names;
}

Outcome<RingKeys> openRing(const QByteArray &json, const QString &operatorId, const SecretBytes &passphrase,
                           const KdfPolicy &floor)
{
    const auto ring = KeyRing::parse(json, floor);
    if (!ring)
        return tl::unexpected(ring.error());
    const auto master = ring->open(operatorId, passphrase);
    if (!master)
        return tl::unexpected(master.error());
    auto keys = ring->derive(*master);
    if (!keys)
        return tl::unexpected(keys.error());
    return RingKeys{ring->vaultId(), std::move(*keys)};
}

Outcome<HeldVault> holdVault(const QString &folder, const QString &operatorId, const SecretBytes &passphrase,
                             const KdfPolicy &floor)
{
    HeldVault vault;
    vault.folder = folder;
    vault.operatorId = operatorId;
    if (!QFile::exists(vault.path(vaultfiles::database)) && !QFile::exists(vault.path(vaultfiles::ring)))
        return failed(StoreFault::NoVault, u"there is no vault"_s);
    const auto json = readWhole(vault.path(vaultfiles::ring), longestRing);
    if (!json)
        return failed(json.error().fault == StoreFault::NotFound ? StoreFault::Damaged : json.error().fault,
                      u"key ring: "_s + json.error().detail);
    auto lock = FileLock::acquire(vault.path(vaultfiles::lock));
    if (!lock)
        return tl::unexpected(lock.error());
    auto opened = openRing(*json, operatorId, passphrase, floor);
    if (!opened)
        return tl::unexpected(opened.error());
    vault.lock = std::move(*lock);
    vault.vaultId = opened->vaultId;
    vault.keys = std::move(opened->keys);
    return vault;
}

} // namespace indraj
