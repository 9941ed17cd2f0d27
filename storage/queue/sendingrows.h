#pragma once

#include "storage/packetstore.h"
#include "storage/sqlite.h"

namespace indraj {

/// The sender's own row. Absent (a new or salvaged vault): the state of a sender that never ran. @{
Outcome<SendingState> readSendingState(Database &database);
Outcome<void> writeSendingState(Database &database, const SendingState &state);
/// Without the head of the chain.
Outcome<QueueSummary> readQueueSummary(Database &database);
/// @}

} // namespace indraj
