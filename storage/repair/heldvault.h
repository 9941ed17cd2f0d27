#pragma once

#include "storage/audit/ledger.h"
#include "storage/durablefile.h"
#include "storage/keyring.h"
#include "storage/keys/tpm.h"
#include "storage/keys/vaultfiles.h"
#include "storage/sqlite.h"

namespace indraj {

/// A vault folder that this process holds the lock of and knows the keys of, without having opened it: what
/// the repair commands work on. Nothing in it is changed but the file that counts wrong pass phrases.
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

/// The names, sorted, of the files that are there and hold a vault's state: ring, database and its log,
/// anchor, mark, tries.
QStringList stateFiles(const QString &folder);

/// What a pass phrase is tried with.
struct TryOptions {
    KdfPolicy floor;
    TpmOptions tpm = {}; ///< how the TPM is reached, for a vault that is sealed to one
};

/// A wrong pass phrase counts as one at log-in does, and after the fifth the person waits. NoVault,
/// AlreadyOpen, WrongPassphrase (also for an unknown person), LockedOut, Refused (suspended), TpmFailed,
/// Damaged (the ring; or a re-key that was cut off, which the next log-in ends). 0.4-1.5 s, Argon2id.
Outcome<HeldVault> holdVault(const QString &folder, const QString &operatorId, const SecretBytes &passphrase,
                             const TryOptions &options);

/// The keys that a ring gives for a pass phrase, with the vault's id.
struct RingKeys {
    QString vaultId;
    VaultKeys keys;
};
/// `triesFile`: where wrong pass phrases are counted; empty for a ring that lies in no vault folder.
Outcome<RingKeys> openRing(const QByteArray &json, const QString &operatorId, const SecretBytes &passphrase,
                           const TryOptions &options, const QString &triesFile);

} // namespace indraj
