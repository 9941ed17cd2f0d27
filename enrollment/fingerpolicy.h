#pragma once

#include "enrollment/enrolment.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace indraj {

/// The score from which a finger counts as good, 0-100 on the scale of NFIQ 2, for each kind of finger.
/// Always for one finger: never for the average of several.
struct FingerFloors {
    int thumb = 40;
    int index = 40;
    int middle = 40;
    int ring = 40;
    int little = 40;
    int of(FingerPosition finger) const;
    friend bool operator==(const FingerFloors &, const FingerFloors &) = default;
};

struct FingerBand {
    int fromAge = 0; ///< completed years
    FingerFloors floors;
};

/// What is laid on a slap scanner, one after the other (BSI TR-03121 QA-FP-APP).
enum class FingerSequence {
    FourFourTwo, ///< right four, left four, both thumbs
    FourOneFourOne, ///< right four, right thumb, left four, left thumb
    TenSingles,
};

/// What is made of the check whether the hand on the glass is the one that was asked for (BSI TR-03121
/// AS-FP-SLP). It can be made only where the device hands out the whole glass.
enum class HandCheck {
    On, ///< another hand is refused, one that cannot be told is looked at
    Off, ///< not asked
    Evaluate, ///< only written into the log of the try
};

/// How fingers are judged: one profile of resources/thresholds/fingers.json.
struct FingerPolicy {
    QString profile; ///< "tr-03121", "mosip"; empty: the built-in 40 for every finger
    int maxTries = 3; ///< after these the best is kept and the operator decides
    FingerSequence sequence = FingerSequence::FourFourTwo; ///< where the station has a slap scanner
    HandCheck handCheck = HandCheck::On;
    QList<FingerBand> bands; ///< by age, ascending, the first from 0; empty: 40 for every finger and age

    /// The floor of this finger. Without an age the highest of all bands: what is good then is good for
    /// whatever age turns out.
    int acceptFrom(FingerPosition finger, std::optional<int> age) const;
    int lowestFloor() const; ///< of all fingers and ages
};

/// Completed years of the applicant by the field "birth.date", none without a valid date.
std::optional<int> ageOf(const Enrolment &enrolment, const QDate &today);

/// Below its floor, or without a score.
bool isLow(const FingerPolicy &policy, const SampleInfo &finger, std::optional<int> age);

/// Fingers that are low and were not accepted by a person with a reason. While there is one, the enrolment is
/// not complete.
QList<FingerPosition> fingersToDecide(const FingerPolicy &policy, const Enrolment &enrolment,
                                      const QDate &today);

} // namespace indraj
