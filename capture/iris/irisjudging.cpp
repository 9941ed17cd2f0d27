#include "capture/iris/irisjudging.h"

#include "capture/iris/irisrecordof.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(irisJudgingLog, "indraj.irisjudging")

namespace indraj {
namespace {

IrisEyeTry eyeTry(const EyeImage &image, const QImage &grey, const IrisJudgement &judgement)
{
    IrisEyeTry one;
    one.eye = image.eye;
    one.picture = grey;
    one.quality = judgement.quality;
    one.criteria = judgement.criteria;
    one.advice = judgement.advice;
    one.isGood = judgement.isGood;
    if (judgement.eye) {
        one.irisCentre = judgement.eye->iris.centre;
        one.irisRadius = judgement.eye->iris.radius;
        one.pupilRadius = judgement.eye->pupil.radius;
    }
    return one;
}

bool isSameTwice(const KeptStrips &now, const KeptStrips &kept)
{
    for (const auto &[eye, strip] : now.asKeyValueRange()) {
        const EyePosition other = eye == EyePosition::Right ? EyePosition::Left : EyePosition::Right;
        const auto &against = now.contains(other) ? now.value(other) : kept.value(other);
        if (against && irisLikeness(*strip, *against) >= sameIrisFrom)
            return true;
    }
    return false;
}

} // namespace

JudgedIrises judgeIrises(const IrisCapture &capture, const IrisPolicy &policy, const KeptStrips &kept)
{
    JudgedIrises judged;
    judged.attempt.at = capture.at;
    judged.attempt.asked = capture.request.expected();
    for (const EyeImage &image : capture.eyes) {
        const QImage grey = image.image.convertToFormat(QImage::Format_Grayscale8);
        const IrisJudgement judgement = judgeIris(grey, policy);
        judged.attempt.eyes.append(eyeTry(image, grey, judgement));
        if (!judgement.eye)
            continue;
        judged.attempt.eyes.last().side = readIrisSide(grey, *judgement.eye);
        judged.strips.insert(image.eye, std::make_shared<const IrisStrip>(unrollIris(grey, *judgement.eye)));
        if (const auto record = irisRecordFor(image.eye, grey, capture.at, judgement))
            judged.records.insert(image.eye, *record);
        else
            qCWarning(irisJudgingLog, "no record: %s", qUtf8Printable(record.error()));
    }
    if (judged.attempt.eyes.isEmpty())
        judged.attempt.fault = IrisFault::NotReadable;
    else if (isSameTwice(judged.strips, kept)) {
        judged.attempt.fault = IrisFault::SameEyeTwice;
        judged.attempt.faultEyes = {EyePosition::Right, EyePosition::Left};
        judged.attempt.eyes.clear();
        judged.records.clear();
        judged.strips.clear();
    }
    return judged;
}

} // namespace indraj
