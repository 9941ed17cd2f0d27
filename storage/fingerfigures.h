#pragma once

#include "storage/storeerror.h"

#include <QList>
#include <QString>

namespace indraj {

/// What one operator signed off, as the audit chain tells it: so it outlives the enrolments, and nobody can
/// change it unseen. An enrolment that was returned counts once, as it was signed off last.
struct FingerFigures {
    QString actor; ///< who signed off
    int enrolments = 0;
    int exceptions = 0; ///< fingers that could not be taken, of ten an enrolment
    int vetoes = 0; ///< fingers accepted below their floor
    /// Percent of the fingers; 0 without an enrolment.
    double exceptionRate() const { return enrolments == 0 ? 0 : 10.0 * exceptions / enrolments; }
    double vetoRate() const { return enrolments == 0 ? 0 : 10.0 * vetoes / enrolments; }
};

/// For supervisors: whose fingers are often missing. Same thread rules as EnrolmentStore.
class FingerFigureStore {
public:
    virtual ~FingerFigureStore() = default;
    virtual Answer<QList<FingerFigures>> fingerFigures() = 0; ///< by actor id, in its order
};

} // namespace indraj
