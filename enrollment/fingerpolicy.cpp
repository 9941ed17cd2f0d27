#include "enrollment/fingerpolicy.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

int FingerFloors::of(FingerPosition finger) const
{
    switch ((static_cast<int>(finger) - 1) % 5) {
    case 0:
        return thumb;
    case 1:
        return index;
    case 2:
        return middle;
    case 3:
        return ring;
    default:
        return little;
    }
}

int FingerPolicy::acceptFrom(FingerPosition finger, std::optional<int> age) const
{
    if (bands.isEmpty())
        return FingerFloors{}.of(finger);
    int floor = 0;
    for (const FingerBand &band : bands) {
        if (!age)
            floor = std::max(floor, band.floors.of(finger));
        else if (*age >= band.fromAge)
            floor = band.floors.of(finger); // ascending: the last that fits is the applicant's
    }
    return floor;
}

int FingerPolicy::lowestFloor() const
{
    int lowest = 100;
    for (const FingerBand &band : bands.isEmpty() ? QList<FingerBand>{{}} : bands) {
        for (const FingerPosition finger : allFingers)
            lowest = std::min(lowest, band.floors.of(finger));
    }
    return lowest;
}

std::optional<int> ageOf(const Enrolment &enrolment, const QDate &today)
{
    const QDate birth = QDate::fromString(enrolment.fields.value(u"birth.date"_s), Qt::ISODate);
    if (!birth.isValid() || birth > today)
        return {};
    const bool beforeBirthday
        = today.month() < birth.month() || (today.month() == birth.month() && today.day() < birth.day());
    return today.year() - birth.year() - (beforeBirthday ? 1 : 0);
}

bool isLow(const FingerPolicy &policy, const SampleInfo &finger, std::optional<int> age)
{
    return !finger.quality.isValid() || finger.quality.value < policy.acceptFrom(finger.finger, age);
}

QList<FingerPosition> fingersToDecide(const FingerPolicy &policy, const Enrolment &enrolment,
                                      const QDate &today)
{
    QList<FingerPosition> open;
    const auto age = ageOf(enrolment, today);
    for (const FingerPosition finger : allFingers) {
        const SampleInfo *sample = enrolment.finger(finger);
        if (sample && !sample->manual && isLow(policy, *sample, age))
            open.append(finger);
    }
    return open;
}

} // namespace indraj
