#pragma once

#include "biometrics/finger/fingerjudge.h"
#include "biometrics/finger/tool/tooloutput.h"

#include <QCommandLineParser>

namespace indraj::fingertool {

/// The options that judge and segment share: --model, --dpi, --format.
void addJudgingOptions(QCommandLineParser &parser);

struct JudgingOptions {
    FingerJudge judge;
    int resolution = 500; ///< pixels per inch of pictures that do not say theirs
    Format format = Format::Text;
};
/// Says itself what is wrong.
tl::expected<JudgingOptions, Exit> judgingOptions(const QCommandLineParser &parser);

/// "score", "algorithm", "cause" and, when asked for, every measure by NIST's name and ours.
QJsonObject judgementRow(const FingerJudgement &judgement, bool withMeasures);

/// One line for people: score, scale, and what to do.
QString judgementLine(const FingerJudgement &judgement);

/// `argv` is a subcommand's own arguments. False after saying what is wrong with them.
bool parseArguments(QCommandLineParser &parser, const QStringList &arguments);

/// A whole number from an option; none after saying what is wrong.
std::optional<int> numberOption(const QCommandLineParser &parser, const QString &name, int least, int most);

/// Makes the folder and writes the picture as PNG into it; says itself what is wrong.
bool savePicture(const QImage &picture, const QString &folder, const QString &source, const QString &suffix);

} // namespace indraj::fingertool
