#include "biometrics/finger/tool/judging.h"

#include <QDir>
#include <QFileInfo>

namespace indraj::fingertool {
namespace {

using namespace Qt::Literals::StringLiterals;

QString causeWords(FingerCause cause)
{
    switch (cause) {
    case FingerCause::NotAFinger:
        return u"not a finger"_s;
    case FingerCause::SmallArea:
        return u"too small an area: lay more of the finger on the glass"_s;
    case FingerCause::TooWet:
        return u"too wet: dry the finger"_s;
    case FingerCause::PressHarder:
        return u"press harder"_s;
    case FingerCause::TooDry:
        return u"too dry: moisten the finger"_s;
    case FingerCause::PressLighter:
        return u"press lighter"_s;
    case FingerCause::Smudged:
        return u"smudged: keep still, clean the glass"_s;
    case FingerCause::OffCentre:
        return u"off centre"_s;
    }
    return {};
}

QJsonObject ownMeasures(const FingerMeasures &m)
{
    return {{u"width"_s, m.width},
            {u"height"_s, m.height},
            {u"contrast"_s, m.contrast},
            {u"ridgeArea"_s, m.ridgeArea},
            {u"inkShare"_s, m.inkShare},
            {u"ridgeContrast"_s, m.ridgeContrast},
            {u"ridgeCertainty"_s, m.ridgeCertainty},
            {u"unclearShare"_s, m.unclearShare},
            {u"ridgeLeft"_s, m.ridgeBox.left()},
            {u"ridgeTop"_s, m.ridgeBox.top()},
            {u"ridgeWidth"_s, m.ridgeBox.width()},
            {u"ridgeHeight"_s, m.ridgeBox.height()}};
}

} // namespace

void addJudgingOptions(QCommandLineParser &parser)
{
    parser.addOptions(
        {{u"model"_s, u"Quality model to judge with."_s, u"file"_s,
          QString::fromUtf16(INDRAJ_RESOURCES_DIR) + u"/models/finger-quality.json"_s},
         {u"dpi"_s, u"Pixels per inch of pictures that do not say theirs (500)."_s, u"n"_s, u"500"_s},
         {u"format"_s, u"text, json or csv."_s, u"word"_s, u"text"_s}});
}

bool parseArguments(QCommandLineParser &parser, const QStringList &arguments)
{
    parser.addHelpOption();
    if (!parser.parse(arguments)) {
        complain(parser.errorText());
        return false;
    }
    if (parser.isSet(u"help"_s))
        parser.showHelp(Exit::Fine);
    return true;
}

std::optional<int> numberOption(const QCommandLineParser &parser, const QString &name, int least, int most)
{
    bool isNumber = false;
    const int value = parser.value(name).toInt(&isNumber);
    if (isNumber && value >= least && value <= most)
        return value;
    complain(u"--%1 takes a whole number from %2 to %3"_s.arg(name).arg(least).arg(most));
    return {};
}

tl::expected<JudgingOptions, Exit> judgingOptions(const QCommandLineParser &parser)
{
    const auto format = formatFrom(parser.value(u"format"_s));
    if (!format)
        complain(u"--format takes text, json or csv"_s);
    const auto resolution = numberOption(parser, u"dpi"_s, 100, 4000);
    if (!format || !resolution)
        return tl::unexpected(Exit::Usage);
    auto model = FingerQualityModel::load(parser.value(u"model"_s));
    if (!model) {
        complain(u"the quality model cannot be used: "_s + parser.value(u"model"_s));
        return tl::unexpected(Exit::Internal);
    }
    return JudgingOptions{FingerJudge(std::move(*model)), *resolution, *format};
}

QJsonObject judgementRow(const FingerJudgement &judgement, bool withMeasures)
{
    QJsonObject row;
    row[u"score"_s] = judgement.quality.value;
    row[u"algorithm"_s] = judgement.quality.algorithm;
    row[u"cause"_s] = judgement.cause ? fingerCauseCode(*judgement.cause) : QString();
    if (!withMeasures || !judgement.measures)
        return row;
    QJsonObject native;
    const auto values = featureVector(*judgement.measures);
    for (size_t i = 0; i < values.size(); ++i)
        native[QString::fromLatin1(featureNames()[i])] = values[i];
    row[u"native"_s] = native;
    row[u"own"_s] = ownMeasures(*judgement.measures);
    return row;
}

QString judgementLine(const FingerJudgement &judgement)
{
    QString line = judgement.quality.isValid() ? QString::number(judgement.quality.value) : u"no score"_s;
    line += u"  "_s + judgement.quality.algorithm;
    if (judgement.cause)
        line += u"  "_s + causeWords(*judgement.cause);
    return line;
}

bool savePicture(const QImage &picture, const QString &folder, const QString &source, const QString &suffix)
{
    QString name = QFileInfo(source).completeBaseName();
    if (const qsizetype number = source.lastIndexOf(u'#'); number > 0)
        name += u'-' + source.mid(number + 1);
    const QString path = QDir(folder).filePath(name + suffix + u".png"_s);
    if (QDir().mkpath(folder) && picture.save(path, "PNG"))
        return true;
    complain(path + u": cannot be written"_s);
    return false;
}

} // namespace indraj::fingertool
