#pragma once

#include "storage/storeerror.h"

#include <QList>
#include <QString>

#include <cmath>

namespace indraj {

/// What one operator signed off, as the audit chain tells it: so it outlives the enrolments, and nobody can
/// change it unseen. An enrolment that was returned counts once, as it was signed off last.
struct FingerFigures {
    QString actor; ///< who signed off
    int enrolments = 0;
    int exceptions = 0; ///< fingers that could not be taken, of ten an enrolment
    int vetoes = 0; ///< fingers accepted below their floor
    int eyes = 0; ///< eyes that were asked for: taken, or told that they cannot be given
    int eyeExceptions = 0; ///< of these, eyes that could not be given
    int irisVetoes = 0; ///< irises accepted below the rules
    /// Percent of the fingers; 0 without an enrolment.
    double exceptionRate() const { return enrolments == 0 ? 0 : 10.0 * exceptions / enrolments; }
    double vetoRate() const { return enrolments == 0 ? 0 : 10.0 * vetoes / enrolments; }
    /// Percent of the eyes that were asked for; 0 where none was.
    double eyeExceptionRate() const { return eyes == 0 ? 0 : 100.0 * eyeExceptions / eyes; }
    double irisVetoRate() const { return eyes == 0 ? 0 : 100.0 * irisVetoes / eyes; }
};

/// Whether one person's fingers or eyes are missing, or are accepted low, far more often than the others': at
/// least five, and more than three standard deviations (Poisson's) above what the others' rate lets expect. A
/// reason to ask, not a proof. `station` includes `own`.
inline bool areUnusual(const FingerFigures &own, const FingerFigures &station)
{
    const auto beyond = [&](int FingerFigures::*what, int FingerFigures::*of) {
        const int count = own.*what, others = station.*of - own.*of;
        if (count < 5 || others <= 0)
            return false;
        // One more than was seen of the others: from none of a few nothing follows.
        const double expected = double(own.*of) * (station.*what - count + 1) / others;
        return count > expected + 3 * std::sqrt(expected);
    };
    using F = FingerFigures;
    return beyond(&F::exceptions, &F::enrolments) || beyond(&F::vetoes, &F::enrolments)
        || beyond(&F::eyeExceptions, &F::eyes) || beyond(&F::irisVetoes, &F::eyes);
}

/// For supervisors: whose fingers and eyes are often missing. Same thread rules as EnrolmentStore.
class FingerFigureStore {
public:
    virtual ~FingerFigureStore() = default;
    virtual Answer<QList<FingerFigures>> fingerFigures() = 0; ///< by actor id, in its order
};

} // namespace indraj
