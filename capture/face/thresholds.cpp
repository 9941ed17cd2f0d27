#include "capture/face/thresholds.h"

#include "capture/face/rules/thresholdsection.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Better { More, Less };
enum class Parts { WarnAndFail, WarnOnly, FailOnly };

FaceLimit limitOf(ThresholdSection &section, const QString &key, Better better, double high,
                  Parts parts = Parts::WarnAndFail)
{
    ThresholdSection entry = section.section(key);
    FaceLimit limit;
    if (parts != Parts::FailOnly)
        limit.warn = entry.number(u"warn"_s, 0, high);
    if (parts != Parts::WarnOnly)
        limit.fail = entry.number(u"fail"_s, 0, high);
    entry.finish();
    if (limit.warn && limit.fail
        && (better == Better::More ? *limit.warn < *limit.fail : *limit.warn > *limit.fail))
        section.fail(ThresholdFault::BadValue, key, u"warn must come before fail"_s);
    return limit;
}

void readFraming(ThresholdSection &root, FaceThresholds &t)
{
    ThresholdSection oneFace = root.section(u"oneFace"_s);
    t.oneFaceRequired = oneFace.flag(u"required"_s);
    t.secondFace = limitOf(oneFace, u"secondFace"_s, Better::Less, 1, Parts::FailOnly);
    oneFace.finish();
    ThresholdSection distance = root.section(u"distance"_s);
    t.distanceRequired = distance.flag(u"required"_s);
    t.eyeDistance = limitOf(distance, u"eyeDistance"_s, Better::More, 2000);
    t.headShare = limitOf(distance, u"headShare"_s, Better::Less, 1);
    distance.finish();
    ThresholdSection position = root.section(u"position"_s);
    t.positionRequired = position.flag(u"required"_s);
    t.sideways = limitOf(position, u"sideways"_s, Better::Less, 0.5);
    t.upright = limitOf(position, u"upright"_s, Better::Less, 0.5);
    position.finish();
    ThresholdSection straight = root.section(u"headStraight"_s);
    t.headStraightRequired = straight.flag(u"required"_s);
    t.yaw = limitOf(straight, u"yaw"_s, Better::Less, 90);
    t.pitch = limitOf(straight, u"pitch"_s, Better::Less, 90);
    t.usualPitch = straight.number(u"usualPitch"_s, -20, 20);
    t.roll = limitOf(straight, u"roll"_s, Better::Less, 90);
    straight.finish();
}

void readAppearance(ThresholdSection &root, FaceThresholds &t)
{
    ThresholdSection light = root.section(u"light"_s);
    t.lightRequired = light.flag(u"required"_s);
    t.entropy = limitOf(light, u"entropy"_s, Better::More, 8);
    t.overexposed = limitOf(light, u"overexposed"_s, Better::Less, 1);
    t.evenness = limitOf(light, u"evenness"_s, Better::More, 1);
    t.luminanceLow = limitOf(light, u"luminanceLow"_s, Better::More, 1, Parts::WarnOnly);
    t.luminanceHigh = limitOf(light, u"luminanceHigh"_s, Better::Less, 1, Parts::WarnOnly);
    light.finish();
    ThresholdSection eyes = root.section(u"eyesOpen"_s);
    t.eyesOpenRequired = eyes.flag(u"required"_s);
    t.eyeGap = limitOf(eyes, u"gap"_s, Better::More, 1);
    eyes.finish();
    ThresholdSection mouth = root.section(u"mouthClosed"_s);
    t.mouthClosedRequired = mouth.flag(u"required"_s);
    t.mouthGap = limitOf(mouth, u"gap"_s, Better::Less, 1);
    t.mouthWidth = limitOf(mouth, u"width"_s, Better::Less, 3, Parts::WarnOnly);
    mouth.finish();
    ThresholdSection sharp = root.section(u"sharp"_s);
    t.sharpRequired = sharp.flag(u"required"_s);
    t.sharpness = limitOf(sharp, u"sharpness"_s, Better::More, 10000);
    sharp.finish();
}

} // namespace

tl::expected<FaceThresholds, ThresholdError> parseFaceThresholds(const QByteArray &json)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return tl::unexpected(ThresholdError{ThresholdFault::Malformed, {}, problem.errorString()});
    std::optional<ThresholdError> fault;
    ThresholdSection root({}, document.object(), fault);
    if (root.text(u"format"_s) != "indraj-face-thresholds-1"_L1)
        return tl::unexpected(
            ThresholdError{ThresholdFault::Malformed, u"format"_s, u"not face thresholds"_s});
    FaceThresholds thresholds;
    thresholds.profile = root.text(u"profile"_s);
    readFraming(root, thresholds);
    readAppearance(root, thresholds);
    ThresholdSection timing = root.section(u"timing"_s);
    thresholds.guidanceHold = timing.milliseconds(u"guidanceHoldMs"_s);
    thresholds.acceptAfter = timing.milliseconds(u"acceptAfterMs"_s);
    thresholds.candidateSpacing = timing.milliseconds(u"candidateSpacingMs"_s);
    thresholds.timeOut = timing.milliseconds(u"timeOutMs"_s);
    timing.finish();
    root.finish();
    if (fault)
        return tl::unexpected(*fault);
    return thresholds;
}

tl::expected<FaceThresholds, ThresholdError> loadFaceThresholds(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            ThresholdError{ThresholdFault::Unreadable, QFileInfo(path).fileName(), file.errorString()});
    return parseFaceThresholds(file.readAll());
}

} // namespace indraj
