#pragma once

#include "storage/secret.h"
#include "storage/sqlite.h"

namespace indraj {

/// Every page of `source`, encrypted under `key`, in a new file. The copy is one state of the source, what is
/// still in its WAL included. DiskFull, IoFailed; a file that was begun stays behind.
Outcome<void> copyEncrypted(Database &source, const QString &file, const SecretBytes &key);

/// That every table of both has the same number of rows. StoreFault::Damaged names the first that has not.
Outcome<void> compareCounts(Database &source, Database &copy);

} // namespace indraj
