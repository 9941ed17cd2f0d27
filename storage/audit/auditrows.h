#pragma once

#include "storage/auditstore.h"
#include "storage/sqlite.h"

#include <functional>

namespace indraj {

/// Entries of the chain as people ask for them. Plain functions on the storage thread's connection. @{

/// One entry with its hash.
struct HashedEntry {
    AuditEntry entry;
    QByteArray hash;
};

/// Newest first, at most `filter.limit` (1 to 1000). Invalid: more than 100 event codes.
Outcome<QList<AuditEntry>> listAudit(Database &database, const AuditFilter &filter);
/// Every entry of the filter in order, `limit` and `before` ignored; `each` may end it with an error.
Outcome<void> walkAudit(Database &database, const AuditFilter &filter,
                        const std::function<Outcome<void>(const HashedEntry &)> &each);
Outcome<QStringList> listAuditEvents(Database &database);
Outcome<QStringList> listAuditActors(Database &database);
/// @}

} // namespace indraj
