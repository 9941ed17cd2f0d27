#include "capture/face/rules/comparisonrules.h"

#include "capture/face/rules/thresholdsection.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double farthestFaces = 4; ///< no two vectors of the net are farther apart
constexpr double mostNearest = 50;

void readZones(ThresholdSection zone, double low, double &agreesTo, double &differsFrom)
{
    agreesTo = zone.number(u"agreesTo"_s, low, farthestFaces);
    differsFrom = zone.number(u"differsFrom"_s, low, farthestFaces);
    if (agreesTo > differsFrom)
        zone.fail(ThresholdFault::BadValue, u"agreesTo"_s, u"must not be above differsFrom"_s);
}

} // namespace

tl::expected<ComparisonRules, ThresholdError> parseComparisonRules(const QByteArray &json)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return tl::unexpected(ThresholdError{ThresholdFault::Malformed, {}, problem.errorString()});
    std::optional<ThresholdError> fault;
    ThresholdSection root({}, document.object(), fault);
    if (root.text(u"format"_s) != "indraj-face-comparison-rules-1"_L1)
        return tl::unexpected(
            ThresholdError{ThresholdFault::Malformed, u"format"_s, u"not rules for comparing faces"_s});
    ComparisonRules rules;
    ThresholdSection distance = root.section(u"distance"_s);
    distance.text(u"source"_s);
    readZones(distance.section(u"limits"_s), 0, rules.agreesTo, rules.differsFrom);
    distance.finish();
    ThresholdSection cohort = root.section(u"cohort"_s);
    cohort.text(u"source"_s);
    rules.nearest = static_cast<int>(cohort.number(u"nearest"_s, 1, mostNearest));
    readZones(cohort.section(u"limits"_s), -farthestFaces, rules.normalisedAgreesTo,
              rules.normalisedDiffersFrom);
    cohort.finish();
    ThresholdSection picture = root.section(u"picture"_s);
    picture.text(u"source"_s);
    rules.leastEyeDistance = picture.number(u"leastEyeDistance"_s, 1, 2000);
    rules.leastSharpness = picture.number(u"leastSharpness"_s, 0, 10000);
    rules.mostOverexposed = picture.number(u"mostOverexposed"_s, 0, 1);
    rules.mostTurned = picture.number(u"mostTurned"_s, 0, 90);
    picture.finish();
    root.finish();
    if (fault)
        return tl::unexpected(*fault);
    return rules;
}

tl::expected<ComparisonRules, ThresholdError> loadComparisonRules(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            ThresholdError{ThresholdFault::Unreadable, QFileInfo(path).fileName(), file.errorString()});
    constexpr qint64 mostBytes = 1 << 16;
    return parseComparisonRules(file.read(mostBytes));
}

} // namespace indraj
