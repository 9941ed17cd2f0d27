#pragma once

#include "storage/decision.h"
#include "sync/down/signedset.h"

#include <optional>

namespace indraj {

/// What the last look at what central has for this station has found.
struct DownwardReport {
    QDateTime at; ///< UTC, of this station's clock; invalid: not asked in this session
    bool answered = false;
    bool gaveWay = false; ///< something had to be sent first; the rest comes with the next look
    qint64 reference = 0; ///< newest version of the reference data that is whole and usable here; 0: none
    qint64 inUse = 0; ///< version the program has started with; 0: its own data
    std::optional<SetError> referenceFault{}; ///< why a newer one is not taken
    std::optional<SetError> staffFault{};
    StaffOutcome staff;
    int decisions = 0; ///< that came with this look
    QString decisionFault; ///< for the log; empty: none
};

} // namespace indraj
