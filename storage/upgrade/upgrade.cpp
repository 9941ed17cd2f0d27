#include "storage/upgrade/upgrade.h"

#include "storage/auditchain.h"
#include "storage/durablefile.h"
#include "storage/engine.h"
#include "storage/keys/vaultfiles.h"
#include "storage/schema.h"
#include "storage/upgrade/rehearsal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcUpgrade, "indraj.storage.upgrade")

namespace {

constexpr qint64 pieceSize = 1 << 20;
constexpr qint64 roomBeside = 32 << 20; ///< for the write-ahead log and new indexes

/// Version of the file, its write-ahead log moved into it when it is an older one. What does not verify is
/// left exactly as it was found.
Outcome<int> prepare(const QString &file, const VaultKeys &keys)
{
    auto database = openDatabase(file, keys.database);
    if (!database)
        return tl::unexpected(database.error());
    database->setCheckpointOnClose(false);
    const auto version = readSchemaVersion(*database);
    if (!version || *version == schemaVersion())
        return version;
    if (const auto chain = verifyAudit(*database, keys.audit); !chain)
        return tl::unexpected(chain.error());
    if (const auto moved = database->checkpoint(); !moved)
        return tl::unexpected(moved.error());
    database->setCheckpointOnClose(true);
    return version;
}

Outcome<void> makeRoom(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    const qint64 needed = QFileInfo(file).size() + roomBeside;
    const auto enough = [&] { return freeBytes(folder).value_or(0) >= needed; };
    if (enough() || (QFile::remove(folder + u"/ballast"_s) && enough()))
        return {};
    return failed(StoreFault::DiskFull,
                  u"%1 MiB of free disk are needed to bring the vault to this version"_s.arg(needed >> 20));
}

Outcome<void> copyFile(const QString &from, const QString &to)
{
    if (const auto made = makePrivateFile(to); !made)
        return made;
    QFile in(from);
    QFile out(to);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return failed(StoreFault::IoFailed, u"the database cannot be copied"_s);
    while (!in.atEnd()) {
        const QByteArray piece = in.read(pieceSize);
        if (piece.isEmpty() || out.write(piece) != piece.size())
            return failed(out.error() == QFileDevice::ResourceError ? StoreFault::DiskFull
                                                                    : StoreFault::IoFailed,
                          u"the database could not be copied"_s);
    }
    if (::fsync(out.handle()) != 0)
        return failed(StoreFault::IoFailed, u"the copy of the database could not be synced"_s);
    return {};
}

bool sameFile(const QString &one, const QString &other)
{
    struct stat first { };
    struct stat second { };
    return ::stat(QFile::encodeName(one).constData(), &first) == 0
        && ::stat(QFile::encodeName(other).constData(), &second) == 0 && first.st_ino == second.st_ino
        && first.st_dev == second.st_dev;
}

/// A second name for the old file, so that there is no moment without a database.
Outcome<void> keepOld(const QString &file, int version)
{
    const QString kept = file + u".v%1"_s.arg(version);
    if (sameFile(file, kept))
        return {};
    // Not ours to throw away: somebody put an old file back and we are here a second time.
    if (QFile::exists(kept)) {
        if (const auto aside = renameDurably(kept, kept + u".kept"_s); !aside)
            return aside;
    }
    if (::link(QFile::encodeName(file).constData(), QFile::encodeName(kept).constData()) != 0)
        return failed(StoreFault::IoFailed, u"the old database could not be kept"_s);
    return {};
}

Outcome<void> exchange(const QString &file, const QString &copy, int version)
{
    if (QFileInfo(file + u"-wal"_s).size() > 0)
        return failed(StoreFault::Internal, u"the old database was not closed"_s);
    if (const auto kept = keepOld(file, version); !kept)
        return kept;
    return renameDurably(copy, file); // syncs the folder, and with it the second name
}

} // namespace

Outcome<void> upgradeVault(const QString &file, const VaultKeys &keys,
                           const std::function<QDateTime()> &nowUtc)
{
    const QString copy = file + u".rehearsal"_s;
    vaultfiles::removeDatabase(copy); // of an upgrade that was cut
    const auto version = prepare(file, keys);
    if (!version)
        return tl::unexpected(version.error());
    if (*version == schemaVersion())
        return {};
    auto done = makeRoom(file);
    if (done)
        done = copyFile(file, copy);
    if (done)
        done = migrateAndVerify(copy, keys, nowUtc);
    if (done)
        done = exchange(file, copy, *version);
    if (!done) {
        vaultfiles::removeDatabase(copy);
        return done;
    }
    qCInfo(lcUpgrade) << "vault brought from schema version" << *version << "to" << schemaVersion();
    return {};
}

void removeOldVersions(const QString &file)
{
    const QFileInfo place(file);
    const QStringList old
        = QDir(place.absolutePath()).entryList({place.fileName() + u".v*"_s}, QDir::Files | QDir::Hidden);
    for (const QString &name : old) {
        if (name.endsWith(u".kept"))
            continue;
        if (!QFile::remove(place.absolutePath() + u'/' + name))
            qCWarning(lcUpgrade) << "the database of the version before could not be removed";
    }
}

} // namespace indraj
