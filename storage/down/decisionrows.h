#pragma once

#include "storage/decision.h"
#include "storage/sqlite.h"

#include <optional>

namespace indraj {

/// What came down from central. Plain functions on the storage thread's connection; those that write are
/// called inside a transaction of the vault. @{

/// Columns `first` and on: number, verdict, reason, fields, note, time.
Outcome<CentralDecision> readDecisionColumns(const Statement &row, int first, PacketId packet);
/// Central's last word about a packet; empty: none.
Outcome<std::optional<CentralDecision>> readLastDecision(Database &database, PacketId packet);
Outcome<void> insertDecision(Database &database, const CentralDecision &decision, const QDateTime &now);

/// The draft that corrects `packet` and was begun last; null: none.
Outcome<EnrolmentId> readCorrection(Database &database, PacketId packet);
Outcome<void> insertCorrection(Database &database, EnrolmentId draft, PacketId packet);

Outcome<DownwardState> readDownwardState(Database &database);
Outcome<void> writeStaffVersion(Database &database, qint64 version);
Outcome<void> writeReferenceVersion(Database &database, qint64 version);

/// Takes the place of the list before.
Outcome<void> writeStaffOrders(Database &database, const QList<StaffOrder> &orders);
/// Whether central's last list says that this person may not work.
Outcome<bool> isSuspendedByCentral(Database &database, const QString &personId);
/// @}

} // namespace indraj
