#include "tools/face/reportwriter.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

double rounded(double value) { return std::round(value * 1e5) / 1e5; }

QJsonArray rangeAsJson(const NativeRange &range)
{
    const auto end = [](const std::optional<double> &value) {
        return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
    };
    return {end(range.low), end(range.high)};
}

QJsonObject findingAsJson(const PortraitFinding &finding)
{
    const FaceMeasureInfo &info = faceMeasureInfo(finding.measure.id);
    QJsonObject object{{u"measure"_s, QString::fromLatin1(info.key)},
                       {u"clause"_s, QString::fromLatin1(info.clause)},
                       {u"state"_s, ruleStateKey(finding.state)},
                       {u"level"_s, ruleLevelKey(finding.rule.level)},
                       {u"good"_s, rangeAsJson(finding.rule.good)},
                       {u"accept"_s, rangeAsJson(finding.rule.accept)},
                       {u"source"_s, finding.rule.source},
                       {u"min"_s, info.low},
                       {u"max"_s, info.high}};
    if (finding.measure.notAssessed) {
        object[u"notAssessed"_s] = notAssessedKey(*finding.measure.notAssessed);
        return object;
    }
    object[u"value"_s] = rounded(finding.measure.native);
    object[u"unit"_s] = QString::fromLatin1(info.unit);
    object[u"score"_s] = finding.measure.score;
    object[u"confidence"_s] = rounded(finding.measure.confidence);
    return object;
}

QJsonObject pictureAsJson(const JudgedPicture &picture)
{
    if (picture.size.isEmpty())
        return {{u"file"_s, picture.name}, {u"verdict"_s, u"unreadable"_s}};
    QJsonArray measures;
    for (const PortraitFinding &finding : picture.report.findings)
        measures.append(findingAsJson(finding));
    return {{u"file"_s, picture.name},
            {u"width"_s, picture.size.width()},
            {u"height"_s, picture.size.height()},
            {u"verdict"_s, verdictKey(picture.report.verdict)},
            {u"score"_s, picture.report.score},
            {u"refusedBy"_s, QJsonArray::fromStringList(picture.report.keysThat(&PortraitFinding::refuses))},
            {u"warnedBy"_s, QJsonArray::fromStringList(picture.report.keysThat(&PortraitFinding::warns))},
            {u"confirm"_s, QJsonArray::fromStringList(picture.report.confirmations)},
            {u"milliseconds"_s, rounded(picture.milliseconds)},
            {u"measures"_s, measures}};
}

QString quoted(QString text)
{
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"';
}

} // namespace

QByteArray reportAsJson(const QList<JudgedPicture> &pictures, const QString &profile)
{
    QJsonArray entries;
    for (const JudgedPicture &picture : pictures)
        entries.append(pictureAsJson(picture));
    return QJsonDocument(QJsonObject{{u"format"_s, u"indraj-face-report-1"_s},
                                     {u"scoreAlgorithm"_s, stillQualityAlgorithm},
                                     {u"profile"_s, profile},
                                     {u"pictures"_s, entries}})
        .toJson();
}

QByteArray reportAsCsv(const QList<JudgedPicture> &pictures)
{
    QStringList header{u"file"_s, u"verdict"_s, u"score"_s, u"refusedBy"_s, u"warnedBy"_s, u"milliseconds"_s};
    for (const auto &unit : faceMeasureUnits())
        header.append(QString::fromLatin1(unit.info.key));
    QString text = header.join(u',') + u"\r\n"_s;
    for (const JudgedPicture &picture : pictures) {
        QStringList line{quoted(picture.name)};
        if (picture.size.isEmpty()) {
            line.append(u"unreadable"_s);
        } else {
            const PortraitReport &report = picture.report;
            line.append({verdictKey(report.verdict), QString::number(report.score),
                         report.keysThat(&PortraitFinding::refuses).join(u' '),
                         report.keysThat(&PortraitFinding::warns).join(u' '),
                         QString::number(picture.milliseconds, 'f', 1)});
            for (const PortraitFinding &finding : report.findings)
                line.append(finding.measure.notAssessed ? notAssessedKey(*finding.measure.notAssessed)
                                                        : QString::number(rounded(finding.measure.native)));
        }
        text += line.join(u',') + u"\r\n"_s;
    }
    return text.toUtf8();
}

} // namespace indraj
