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

SameFace stateBetween(double value, double agreesTo, double differsFrom)
{
    if (value <= agreesTo)
        return SameFace::Agrees;
    return value <= differsFrom ? SameFace::LookClosely : SameFace::Differs;
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
    return stateBetween(distance, rules.agreesTo, rules.differsFrom);
}

FaceLikeness likenessOf(const FaceEmbedding &a, const FaceEmbedding &b, const ComparisonRules &rules,
                        const FaceCohort *cohort)
{
    FaceLikeness likeness{
        SameFace::LookClosely, distanceBetween(a, b), {}, rules.agreesTo, rules.differsFrom};
    likeness.state = stateOf(likeness.distance, rules);
    if (!cohort || cohort->faces.empty())
        return likeness;
    const bool farApart = likeness.state == SameFace::Differs;
    likeness.normalised = cohortNormalised(likeness.distance, a, b, *cohort, rules.nearest);
    likeness.agreesTo = rules.normalisedAgreesTo;
    likeness.differsFrom = rules.normalisedDiffersFrom;
    likeness.state = stateBetween(*likeness.normalised, likeness.agreesTo, likeness.differsFrom);
    if (farApart && likeness.state == SameFace::Agrees)
        likeness.state = SameFace::LookClosely;
    return likeness;
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
