#pragma once

#include "enrollment/enrolment.h"
#include "storage/decision.h"
#include "storage/storeerror.h"

namespace indraj {

/// What comes down from central, as the vault keeps it. Same thread rules as EnrolmentStore. Whoever calls
/// has verified central's signature.
class DecisionStore {
public:
    virtual ~DecisionStore() = default;
    virtual Answer<DownwardState> downwardState() = 0;
    /// In the order of their numbers. One known already changes nothing. StoreFault::Invalid: a gap before
    /// the first new one, or a value that cannot be stored; then none is recorded. A packet of another
    /// station (or of a vault that was put aside) is kept all the same: it may come back.
    virtual Answer<Done> recordDecisions(const QList<CentralDecision> &decisions) = 0;
    /// A version of the reference data was seen, so that an older one is noticed later. A lower one changes
    /// nothing.
    virtual Answer<Done> recordReferenceVersion(qint64 version) = 0;
    /// Carries central's list of the staff out, in one transaction with its audit entries. Who is not on it
    /// stays as he is. Nobody is suspended when no active person would be left, and a supervisor not when no
    /// active supervisor would be: a vault that nobody can open sends nothing. Who is logged in works on
    /// until he locks. A version not above the last one changes nothing.
    virtual Answer<StaffOutcome> applyStaff(const QList<StaffOrder> &orders, qint64 version) = 0;
    /// A new draft that corrects `packet`, for which central's last word must be NeedsCorrection. Where the
    /// data are still here they are in it; else it is empty and only names the packet. Asked for again it
    /// answers the same draft while that is not sealed; StoreFault::Refused after that.
    virtual Answer<Enrolment> beginCorrection(PacketId packet, const Actor &actor, int formVersion) = 0;
};

} // namespace indraj
