#pragma once

#include "storage/durablefile.h"
#include "storage/keyring.h"
#include "storage/sqlite.h"

namespace indraj {

/// A vault folder that this process holds the lock of and knows the keys of, without having opened it: what
/// the repair commands work on. Nothing in it is changed.
struct HeldVault {
    QString folder;
    FileLock lock;
    QString vaultId;
    VaultKeys keys;
    QString operatorId; ///< whose pass phrase it was

    QString path(QLatin1StringView name) const { return folder + u'/' + name; }
    /// A fresh connection, for reading only.
    Outcome<Database> open() const;
};

/// Files of a vault folder. @{
namespace vaultfiles {
inline constexpr QLatin1StringView ring{"keyring.json"};
inline constexpr QLatin1StringView database{"vault.db"};
inline constexpr QLatin1StringView log{"vault.db-wal"};
inline constexpr QLatin1StringView lock{"lock"};
inline constexpr QLatin1StringView anchor{"anchor"};
} // namespace vaultfiles
/// The names, sorted, of the files that hold a vault's state: all but lock, ballast and what is made anew.
QStringList stateFiles(const QString &folder);
/// @}

/// NoVault, AlreadyOpen, WrongPassphrase (also for an unknown person), Refused (suspended), Damaged (the
/// ring). 0.4-1.5 s, Argon2id.
Outcome<HeldVault> holdVault(const QString &folder, const QString &operatorId, const SecretBytes &passphrase,
                             const KdfPolicy &floor);

/// The keys that a ring gives for a pass phrase, with the vault's id.
struct RingKeys {
    QString vaultId;
    VaultKeys keys;
};
Outcome<RingKeys> openRing(const QByteArray &json, const QString &operatorId, const SecretBytes &passphrase,
                           const KdfPolicy &floor);

} // namespace indraj
