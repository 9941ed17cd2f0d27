#pragma once

#include "storage/memorykeep.h"
#include "storage/storeerror.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

namespace indraj {

/// Whether the master key also needs this machine's TPM 2.0. Never changed silently: shown on the readiness
/// page and written into every packet.
enum class TpmState {
    Sealed, ///< the vault opens on this machine only, in its measured state
    Absent, ///< no TPM here: pass phrases alone protect the vault
    NotUsed, ///< a TPM is here, the vault was made without it
};

/// The mark of the last step on a second medium (docs/audit.md).
enum class WitnessState {
    NotSet, ///< station.ini names none
    Kept,
    Missing, ///< the medium is not there, too slow, or refuses; the last steps may not be on it
    SameDisk, ///< it lies on the file system of the vault, and would be lost with it
};

/// The look through everything stored, in the background after each log-in (docs/audit.md).
enum class LookState {
    Looking,
    Sound, ///< everything was read and holds
    Damaged, ///< something does not; the look may still be going on
    Unknown, ///< it could not be ended: no memory, or a disk in trouble
};

/// Something about age, room or damage that a person should act on before it stops the work. In order of
/// urgency.
enum class StationWarning {
    ContentDamaged, ///< something stored does not hold: old or rotten pages
    DiskFloor, ///< no new enrolments: send and erase first
    DiskLow,
    OfflineTooLong, ///< policy: no new enrolments until central was reached
    OfflineLong, ///< that will happen soon
    DraftsOld, ///< drafts near the greatest age the policy allows
    NoRecovery, ///< no recovery shares were made
    TpmAbsent,
    MemoryOnDisk, ///< what is in memory may be swapped out in the open
    WitnessMissing, ///< or on the vault's own disk, which is none
    BallastMissing,
};

/// How the station is. Holds no personal data.
struct StationHealth {
    qint64 freeBytes = 0;
    qint64 floorBytes = 0; ///< new enrolments are refused below it
    int enrolmentsLeft = 0; ///< how many more fit above the floor, by the size of the recent ones
    int drafts = 0;
    int waiting = 0; ///< approved, not yet received by central
    QDateTime oldestDraftAt; ///< UTC; invalid: none
    int draftDaysLeft = -1; ///< until the oldest draft reaches the policy's age; -1: no draft
    QDateTime lastReceiptAt; ///< UTC; invalid: none yet
    int offlineDaysLeft = -1; ///< until the policy stops new enrolments; -1: nothing waits
    TpmState tpm = TpmState::Absent;
    MemoryKeep memory = MemoryKeep::NoSwap;
    WitnessState witness = WitnessState::NotSet;
    LookState contents = LookState::Looking;
    bool lookEnded = false; ///< also when Damaged: nothing more will be found before the next log-in
    QStringList damagedTokens; ///< of the enrolments of which something does not hold
    bool tablesHold = true; ///< false: indexes are of another age, those of the audit trail or of the samples
    QList<StationWarning> warnings;
};

/// Same thread rules as EnrolmentStore.
class HealthStore {
public:
    virtual ~HealthStore() = default;
    virtual Answer<StationHealth> health() = 0;
};

} // namespace indraj
