#include "capture/face/thresholds.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Better { More, Less };
enum class Parts { WarnAndFail, WarnOnly, FailOnly };

/// Reads values out of an object, remembers which keys were asked for and keeps the first fault.
class Section {
public:
    Section(QString path, const QJsonObject &object, std::optional<ThresholdError> &fault)
        : m_path(std::move(path))
        , m_object(object)
        , m_fault(fault)
    {
    }

    Section section(const QString &key)
    {
        const auto value = take(key);
        if (!value.isUndefined() && !value.isObject())
            fail(ThresholdFault::BadValue, key, u"must be an object"_s);
        return {pathOf(key), value.toObject(), m_fault};
    }

    bool flag(const QString &key)
    {
        const auto value = take(key);
        if (!value.isUndefined() && !value.isBool())
            fail(ThresholdFault::BadValue, key, u"must be true or false"_s);
        return value.toBool();
    }

    QString text(const QString &key)
    {
        const auto value = take(key);
        if (!value.isUndefined() && (!value.isString() || value.toString().isEmpty()))
            fail(ThresholdFault::BadValue, key, u"must be a text"_s);
        return value.toString();
    }

    double number(const QString &key, double low, double high)
    {
        const auto value = take(key);
        if (!value.isUndefined() && (!value.isDouble() || value.toDouble() < low || value.toDouble() > high))
            fail(ThresholdFault::BadValue, key, u"must be a number from %1 to %2"_s.arg(low).arg(high));
        return value.toDouble();
    }

    std::chrono::milliseconds milliseconds(const QString &key)
    {
        return std::chrono::milliseconds(qRound64(number(key, 0, 60000)));
    }

    FaceLimit limit(const QString &key, Better better, double high, Parts parts = Parts::WarnAndFail)
    {
        Section entry = section(key);
        FaceLimit limit;
        if (parts != Parts::FailOnly)
            limit.warn = entry.number(u"warn"_s, 0, high);
        if (parts != Parts::WarnOnly)
            limit.fail = entry.number(u"fail"_s, 0, high);
        entry.finish();
        if (limit.warn && limit.fail
            && (better == Better::More ? *limit.warn < *limit.fail : *limit.warn > *limit.fail))
            fail(ThresholdFault::BadValue, key, u"warn must come before fail"_s);
        return limit;
    }

    void finish()
    {
        for (const QString &key : m_object.keys())
            if (!m_asked.contains(key))
                fail(ThresholdFault::UnknownKey, key, u"no such key"_s);
    }

private:
    QJsonValue take(const QString &key)
    {
        m_asked.insert(key);
        const auto value = m_object.value(key);
        if (value.isUndefined())
            fail(ThresholdFault::MissingKey, key, u"is missing"_s);
        return value;
    }

    QString pathOf(const QString &key) const { return m_path.isEmpty() ? key : m_path + u'.' + key; }

    void fail(ThresholdFault fault, const QString &key, const QString &detail)
    {
        if (!m_fault)
            m_fault = ThresholdError{fault, pathOf(key), detail};
    }

    QString m_path;
    QJsonObject m_object;
    std::optional<ThresholdError> &m_fault;
    QSet<QString> m_asked;
};

void readFraming(Section &root, FaceThresholds &t)
{
    Section oneFace = root.section(u"oneFace"_s);
    t.oneFaceRequired = oneFace.flag(u"required"_s);
    t.secondFace = oneFace.limit(u"secondFace"_s, Better::Less, 1, Parts::FailOnly);
    oneFace.finish();
    Section distance = root.section(u"distance"_s);
    t.distanceRequired = distance.flag(u"required"_s);
    t.eyeDistance = distance.limit(u"eyeDistance"_s, Better::More, 2000);
    t.headShare = distance.limit(u"headShare"_s, Better::Less, 1);
    distance.finish();
    Section position = root.section(u"position"_s);
    t.positionRequired = position.flag(u"required"_s);
    t.sideways = position.limit(u"sideways"_s, Better::Less, 0.5);
    t.upright = position.limit(u"upright"_s, Better::Less, 0.5);
    position.finish();
    Section straight = root.section(u"headStraight"_s);
    t.headStraightRequired = straight.flag(u"required"_s);
    t.yaw = straight.limit(u"yaw"_s, Better::Less, 90);
    t.pitch = straight.limit(u"pitch"_s, Better::Less, 90);
    t.usualPitch = straight.number(u"usualPitch"_s, -20, 20);
    t.roll = straight.limit(u"roll"_s, Better::Less, 90);
    straight.finish();
}

void readAppearance(Section &root, FaceThresholds &t)
{
    Section light = root.section(u"light"_s);
    t.lightRequired = light.flag(u"required"_s);
    t.entropy = light.limit(u"entropy"_s, Better::More, 8);
    t.overexposed = light.limit(u"overexposed"_s, Better::Less, 1);
    t.evenness = light.limit(u"evenness"_s, Better::More, 1);
    t.luminanceLow = light.limit(u"luminanceLow"_s, Better::More, 1, Parts::WarnOnly);
    t.luminanceHigh = light.limit(u"luminanceHigh"_s, Better::Less, 1, Parts::WarnOnly);
    light.finish();
    Section eyes = root.section(u"eyesOpen"_s);
    t.eyesOpenRequired = eyes.flag(u"required"_s);
    t.eyeGap = eyes.limit(u"gap"_s, Better::More, 1);
    eyes.finish();
    Section mouth = root.section(u"mouthClosed"_s);
    t.mouthClosedRequired = mouth.flag(u"required"_s);
    t.mouthGap = mouth.limit(u"gap"_s, Better::Less, 1);
    t.mouthWidth = mouth.limit(u"width"_s, Better::Less, 3, Parts::WarnOnly);
    mouth.finish();
    Section sharp = root.section(u"sharp"_s);
    t.sharpRequired = sharp.flag(u"required"_s);
    t.sharpness = sharp.limit(u"sharpness"_s, Better::More, 10000);
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
    Section root({}, document.object(), fault);
    if (root.text(u"format"_s) != "indraj-face-thresholds-1"_L1)
        return tl::unexpected(
            ThresholdError{ThresholdFault::Malformed, u"format"_s, u"not face thresholds"_s});
    FaceThresholds thresholds;
    thresholds.profile = root.text(u"profile"_s);
    readFraming(root, thresholds);
    readAppearance(root, thresholds);
    Section timing = root.section(u"timing"_s);
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
