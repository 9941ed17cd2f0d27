#pragma once

#include "storage/keyring.h"
#include "storage/sqlite.h"

#include <functional>

namespace indraj {

/// Migrates the database at `copy` and verifies what came out: every page and index, the same number of rows
/// in every table that holds work, the audit chain with seals and checkpoints, and a sample of the sealed
/// pictures. The migration is noted in the chain. Closed and in one file when this answers. Damaged says what
/// does not hold.
Outcome<void> migrateAndVerify(const QString &copy, const VaultKeys &keys,
                               const std::function<QDateTime()> &nowUtc);

/// Every page against its HMAC and every index against its table. The write-ahead log must be empty.
Outcome<void> verifyPages(Database &database);

} // namespace indraj
