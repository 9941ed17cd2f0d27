#include "biometrics/finger/slap/slapsegmenter.h"
#include "biometrics/finger/tool/commands.h"
#include "biometrics/finger/tool/explaindrawing.h"
#include "biometrics/finger/tool/inputpicture.h"
#include "biometrics/finger/tool/judging.h"

namespace indraj::fingertool {
namespace {

using namespace Qt::Literals::StringLiterals;

std::optional<SlapKind> slapFrom(const QString &word)
{
    if (word == "right"_L1)
        return SlapKind::RightFour;
    if (word == "left"_L1)
        return SlapKind::LeftFour;
    if (word == "thumbs"_L1)
        return SlapKind::BothThumbs;
    return {};
}

/// "2,5": codes of ISO/IEC 19794-4. None when one is no finger.
std::optional<QSet<FingerPosition>> missingFrom(const QString &list)
{
    QSet<FingerPosition> missing;
    for (const QString &word : list.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int code = word.toInt(&isNumber);
        if (!isNumber || code < 1 || code > 10)
            return {};
        missing.insert(FingerPosition(code));
    }
    return missing;
}

QJsonObject fingerRow(const FingerSegment &finger, const FingerJudgement &judgement)
{
    QJsonObject row = judgementRow(judgement, false);
    row[u"position"_s] = finger.position ? int(*finger.position) : 0;
    row[u"centreX"_s] = finger.centre.x();
    row[u"centreY"_s] = finger.centre.y();
    row[u"width"_s] = finger.size.width();
    row[u"height"_s] = finger.size.height();
    row[u"tilt"_s] = finger.tilt;
    QJsonArray doubts;
    for (const SegmentDoubt doubt : finger.doubts)
        doubts.append(segmentDoubtCode(doubt));
    row[u"doubts"_s] = doubts;
    return row;
}

QStringList problemsOf(const SlapSegmentation &slap)
{
    QStringList codes;
    for (const SlapProblem problem : slap.problems)
        codes.append(slapProblemCode(problem));
    return codes;
}

struct Task {
    SlapKind kind = SlapKind::RightFour;
    QSet<FingerPosition> missing;
    QString explain; ///< folder; empty for none
    QString out; ///< folder; empty for none
};

/// Segments one slap and judges each of its fingers; the status.
int segmentOne(const InputPicture &input, const Task &task, const JudgingOptions &options, QJsonArray &rows)
{
    const SlapSegmentation slap = segmentSlap(input.picture, task.kind, task.missing);
    const QString problems = problemsOf(slap).join(u' ');
    if (options.format == Format::Text)
        say(u"%1: %2 fingers, %3%4"_s.arg(input.name)
                .arg(slap.fingers.size())
                .arg(slap.isSure() ? u"sure"_s : u"NOT SURE"_s,
                     problems.isEmpty() ? QString() : u": "_s + problems));
    int status = slap.isSure() ? Fine : Doubtful;
    for (const FingerSegment &finger : slap.fingers) {
        const QImage picture = cutFinger(input.picture, finger);
        const FingerJudgement judgement = options.judge.judge(picture);
        QJsonObject row = fingerRow(finger, judgement);
        row[u"file"_s] = input.name;
        row[u"sure"_s] = slap.isSure();
        row[u"problems"_s] = problems;
        rows.append(row);
        if (options.format == Format::Text)
            say(u"  position %1, %2x%3 px, tilt %4: %5  %6"_s.arg(row[u"position"_s].toInt())
                    .arg(qRound(finger.size.width()))
                    .arg(qRound(finger.size.height()))
                    .arg(qRound(finger.tilt))
                    .arg(judgementLine(judgement), row[u"doubts"_s].toVariant().toStringList().join(u' ')));
        const QString suffix = u"-%1"_s.arg(rows.size());
        if (!task.out.isEmpty() && !savePicture(picture, task.out, input.name, suffix))
            return NoOutput;
    }
    if (!task.explain.isEmpty()
        && !savePicture(drawSegments(input.picture, slap), task.explain, input.name, u"-fingers"_s))
        return NoOutput;
    return status;
}

} // namespace

int segmentCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Finds, names and judges the fingers of a slap."_s);
    addJudgingOptions(parser);
    parser.addOptions({{u"slap"_s, u"right, left or thumbs."_s, u"word"_s},
                       {u"missing"_s, u"Codes of the fingers declared missing: 2,5"_s, u"list"_s},
                       {u"out"_s, u"Write each finger into this folder."_s, u"folder"_s},
                       {u"explain"_s, u"Draw the boxes into this folder."_s, u"folder"_s}});
    parser.addPositionalArgument(u"slap"_s, u"PNG, JPEG 2000 or ISO/IEC 19794-4 record."_s, u"picture..."_s);
    if (!parseArguments(parser, arguments))
        return Usage;
    const auto kind = slapFrom(parser.value(u"slap"_s));
    const auto missing = missingFrom(parser.value(u"missing"_s));
    if (!kind || !missing || parser.positionalArguments().isEmpty()) {
        complain(u"needs --slap right, left or thumbs, codes 1 to 10 in --missing, and a picture"_s);
        return Usage;
    }
    const auto options = judgingOptions(parser);
    if (!options)
        return options.error();
    const Task task{*kind, *missing, parser.value(u"explain"_s), parser.value(u"out"_s)};
    QJsonArray rows;
    int status = Fine;
    for (const QString &path : parser.positionalArguments()) {
        const auto pictures = readPictures(path, options->resolution);
        if (!pictures) {
            status = std::max<int>(status, pictures.error());
            continue;
        }
        for (const InputPicture &input : *pictures)
            status = std::max(status, segmentOne(input, task, *options, rows));
    }
    if (options->format != Format::Text)
        printRows(rows, options->format);
    return status;
}

} // namespace indraj::fingertool
