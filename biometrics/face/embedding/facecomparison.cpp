#include "biometrics/face/embedding/facecomparison.h"

#include <algorithm>
#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const FaceMeasure *measureOf(const std::vector<FaceMeasure> &measures, FaceMeasureId id)
{
    const auto found = std::find_if(measures.begin(), measures.end(),
                                    [id](const FaceMeasure &measure) { return measure.id == id; });
    return found == measures.end() || found->notAssessed ? nullptr : &*found;
}

} // namespace

std::optional<NotComparable> unfitness(const std::vector<FaceMeasure> &measures, const ComparisonRules &rules)
{
    const FaceMeasure *eyes = measureOf(measures, FaceMeasureId::EyeDistance);
    if (!eyes)
        return NotComparable::NoFace;
    if (eyes->native < rules.leastEyeDistance)
        return NotComparable::TooSmall;
    const FaceMeasure *yaw = measureOf(measures, FaceMeasureId::Yaw);
    if (!yaw || std::abs(yaw->native) > rules.mostTurned)
        return NotComparable::TurnedAway;
    const FaceMeasure *burnt = measureOf(measures, FaceMeasureId::OverExposure);
    if (!burnt || burnt->native > rules.mostOverexposed)
        return NotComparable::Overexposed;
    const FaceMeasure *sharp = measureOf(measures, FaceMeasureId::Sharpness);
    if (!sharp || sharp->native < rules.leastSharpness)
        return NotComparable::Blurred;
    return std::nullopt;
}

SameFace stateOf(double distance, const ComparisonRules &rules)
{
    if (distance <= rules.agreesTo)
        return SameFace::Agrees;
    return distance <= rules.differsFrom ? SameFace::LookClosely : SameFace::Differs;
}

QString sameFaceKey(SameFace state)
{
    switch (state) {
    case SameFace::Agrees:
        return u"agrees"_s;
    case SameFace::LookClosely:
        return u"lookClosely"_s;
    case SameFace::Differs:
        return u"differs"_s;
    }
    return {};
}

QString notComparableKey(NotComparable reason)
{
    switch (reason) {
    case NotComparable::NoFace:
        return u"noFace"_s;
    case NotComparable::TooSmall:
        return u"tooSmall"_s;
    case NotComparable::Blurred:
        return u"blurred"_s;
    case NotComparable::Overexposed:
        return u"overexposed"_s;
    case NotComparable::TurnedAway:
        return u"turnedAway"_s;
    }
    return {};
}

} // namespace indraj
