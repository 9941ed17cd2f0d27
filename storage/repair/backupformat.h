#pragma once

#include "storage/crypto.h"

#include <QDateTime>
#include <QList>

namespace indraj {

/// The container of a backup: the vault's own files one after the other, as encrypted as they lie in its
/// folder, then a manifest with the digest of each, its HMAC under a key of the vault, and the manifest's
/// length:
///
///   "INDRAJ-BACKUP-1\n" | part bytes ... | manifest | HMAC-SHA256 (32) | manifest length (4, big endian) |
///   "INDRAJ-END"
///
/// The manifest comes last so that a backup is written in one pass; a file that was cut has no end mark. It
/// is canonical JSON of ids, sizes and digests: nothing personal.
struct BackupPart {
    QString name; ///< file name in the vault folder
    qint64 offset = 0; ///< from the beginning of the container
    qint64 size = 0;
    QByteArray sha256;
};

struct BackupManifest {
    QString vaultId;
    QString station;
    QDateTime madeAt; ///< UTC
    qint64 schema = 0; ///< version of the database
    qint64 auditSequence = 0; ///< head of the audit chain then
    QByteArray auditHash;
    QList<BackupPart> parts; ///< in the order of the file, without gaps
};

namespace backupformat {
inline constexpr QByteArrayView start{"INDRAJ-BACKUP-1\n"};
inline constexpr QByteArrayView end{"INDRAJ-END"};
inline constexpr qint64 longestManifest = 64 * 1024;
/// HMAC, length and end mark.
inline constexpr qint64 trailerSize = sizes::digest + 4 + 10;
} // namespace backupformat

QByteArray manifestToJson(const BackupManifest &manifest);
/// Strict: StoreFault::Damaged for anything that manifestToJson() would not write, names with a path in them,
/// parts that do not follow each other from the start mark on.
Outcome<BackupManifest> parseManifest(const QByteArray &json);

/// The last bytes of a container, which are all that is needed to find the manifest.
struct BackupTrailer {
    qint64 manifestOffset = 0;
    qint64 manifestSize = 0;
    QByteArray mac;
};
/// `tail`: the last trailerSize bytes of a file of `fileSize` bytes.
Outcome<BackupTrailer> parseTrailer(QByteArrayView tail, qint64 fileSize);
QByteArray trailer(const QByteArray &manifest, const QByteArray &mac);

/// HMAC of a manifest. `auditKey`: of VaultKeys.
Outcome<QByteArray> manifestMac(const SecretBytes &auditKey, const QByteArray &manifest);

} // namespace indraj
