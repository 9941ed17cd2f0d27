#pragma once

#include "storage/audit/ledger.h"
#include "storage/auditstore.h"

namespace indraj {

/// What an export says about itself.
struct ExportFacts {
    QString stationId;
    QString exportedBy; ///< actor id
    QDateTime exportedAt; ///< UTC
    QByteArray certificatePem; ///< of the station; empty: none installed yet
};

/// An export on its way: all written and synced under a temporary name.
struct ExportDraft {
    qint64 entries = 0;
    QByteArray sha256; ///< of the whole file, 32 bytes
};

/// The entries of `filter` as signed JSON lines (docs/audit.md) in `file`, which must not exist; synced.
Outcome<ExportDraft> writeAuditExport(Database &database, const LedgerKeys &keys, const AuditFilter &filter,
                                      const ExportFacts &facts, const QString &file);

} // namespace indraj
