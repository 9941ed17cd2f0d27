#pragma once

#include "storage/storeerror.h"

#include "enrollment/actor.h"

#include <QDate>
#include <QList>

namespace indraj {

/// One entry of the audit chain as people read it.
struct AuditEntry {
    qint64 sequence = 0; ///< from 1, without gaps: the order of events, whatever the clock said
    QDateTime at; ///< UTC by this station's clock
    QString actor; ///< actor id, or "station"
    QString event; ///< stable code
    QString subject; ///< enrolment, packet or person id
    QString detail; ///< codes and ids only
};

/// Which entries. Empty members do not restrict.
struct AuditFilter {
    QDate from, to; ///< station time, both inclusive
    QString actor;
    QStringList events;
    QString subject;
    qint64 before = 0; ///< keyset paging: only smaller sequences; 0: from the newest
    int limit = 200;
};

/// What a look through the whole chain found.
struct AuditReport {
    bool holds = false;
    qint64 entries = 0;
    qint64 checkpoints = 0; ///< signed by the station key, all verified when `holds`
    QDateTime lastCheckpointAt; ///< UTC; invalid: none yet
    qint64 clockSteps = 0; ///< entries that are earlier than the one before by more than a minute
    QString detail; ///< first thing that does not hold; empty when it holds
};

/// The audit chain as inspectors see it. Same thread rules as EnrolmentStore.
class AuditStore {
public:
    virtual ~AuditStore() = default;
    /// Newest first.
    virtual Answer<QList<AuditEntry>> auditEntries(const AuditFilter &filter) = 0;
    /// Event codes and actors that occur, for the filter's choices.
    virtual Answer<QStringList> auditEvents() = 0;
    virtual Answer<QStringList> auditActors() = 0;
    /// Recomputes hashes and verifies every checkpoint's signature.
    virtual Answer<AuditReport> checkAudit() = 0;
    /// Writes the entries of `filter` (limit ignored) as signed JSON lines to `path`, which must not exist,
    /// and notes in the chain who took them. Format: docs/audit.md.
    virtual Answer<Done> exportAudit(const AuditFilter &filter, const QString &path, const Actor &actor) = 0;
};

} // namespace indraj
