#pragma once

#include "storage/repair/backupformat.h"
#include "storage/repair/heldvault.h"
#include "storage/repair/vaultcheck.h"

namespace indraj {

/// Writes the vault into one file, durably: a passing name, fsync, rename, fsync of the folder. The vault's
/// lock is held, so its files are at rest and the copy is of one moment; a write-ahead log that was left goes
/// with it. Every page, the structure and the audit chain are verified first: a damaged vault is not backed
/// up (Damaged). VaultExists: something is at `file` already. DiskFull, IoFailed: nothing is left there.
Outcome<BackupManifest> writeBackup(const HeldVault &vault, const QString &file, const QDateTime &now,
                                    const Progress &progress = {});

/// Makes a vault folder of a backup. Nothing has its place until the HMAC of the manifest and the digest of
/// every part have been verified on what was written. The chain then says that it was restored, and from
/// when. Since that state is older than what central and the mark outside of the folder may know, those
/// notice; that is right, and the mark is left as it is (docs/vault-tool.md). Wrong pass phrases are not
/// counted: whoever has the file can try as he likes. Errors: VaultExists (never overwrites), Damaged (cut,
/// changed, or of another vault than its ring), WrongPassphrase (by the ring inside), NotFound, DiskFull,
/// IoFailed.
Outcome<BackupManifest> restoreBackup(const QString &file, const QString &newFolder,
                                      const QString &operatorId, const SecretBytes &passphrase,
                                      const TryOptions &options, const QDateTime &now,
                                      const Progress &progress = {});

} // namespace indraj
