#pragma once

#include "storage/secret.h"
#include "storage/sqlite.h"

namespace indraj {

/// How the engine is set up; the figures behind it are in docs/decisions/0001-database-engine.md.
struct EngineOptions {
    bool create = false;
    qint64 maximumPages = 0; ///< 0: no limit. A limit answers DiskFull like a full disk.
};

/// Refuses unless the engine in this process is the SQLCipher that was compiled in. Another SQLite would
/// write everything in clear with every return code 0. @returns StoreFault::EngineUnfit otherwise.
Outcome<void> checkEngine();

/// Opens with a raw 32-byte key, checks engine and key, sets WAL, synchronous=FULL and the rest.
/// Errors: EngineUnfit, Damaged (wrong key or not our file), DiskFull, IoFailed.
Outcome<Database> openDatabase(const QString &path, const SecretBytes &key,
                               const EngineOptions &options = {});

/// For looking only: no byte of the folder changes, not even the files that SQLite puts beside a database,
/// and a write-ahead log that was left behind is read where it lies. The caller holds the vault's lock, since
/// none is taken on the database itself. After damage has been met, the connection answers errors only: open
/// another. Errors: EngineUnfit, Damaged, IoFailed.
Outcome<Database> openForReading(const QString &path, const SecretBytes &key);
/// False once a page of this connection did not verify: what was read since may hold zeros in its place.
Outcome<bool> pagesHeld(Database &database);

/// After the first write: the file must not begin like an ordinary SQLite file.
Outcome<void> checkCiphertext(const QString &path);

} // namespace indraj
