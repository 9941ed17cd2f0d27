#include "biometrics/finger/tool/commands.h"
#include "biometrics/finger/tool/explaindrawing.h"
#include "biometrics/finger/tool/inputpicture.h"
#include "biometrics/finger/tool/judging.h"

namespace indraj::fingertool {

using namespace Qt::Literals::StringLiterals;

int judgeCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Judges pictures and records of single plain fingers."_s);
    addJudgingOptions(parser);
    parser.addOptions({{u"preview"_s, u"Judge by the cheap measures only."_s},
                       {u"explain"_s, u"Draw the windows of each picture into this folder."_s, u"folder"_s}});
    parser.addPositionalArgument(u"picture"_s, u"PNG, JPEG 2000 or ISO/IEC 19794-4 record."_s,
                                 u"picture..."_s);
    if (!parseArguments(parser, arguments))
        return Usage;
    const auto options = judgingOptions(parser);
    if (!options)
        return options.error();
    if (parser.positionalArguments().isEmpty()) {
        complain(u"name at least one picture"_s);
        return Usage;
    }
    QJsonArray rows;
    int status = Fine;
    for (const QString &path : parser.positionalArguments()) {
        const auto pictures = readPictures(path, options->resolution);
        if (!pictures) {
            status = std::max<int>(status, pictures.error());
            continue;
        }
        for (const InputPicture &input : *pictures) {
            const FingerJudgement judgement = parser.isSet(u"preview"_s)
                ? options->judge.preview(input.picture)
                : options->judge.judge(input.picture);
            if (!judgement.quality.isValid())
                status = std::max<int>(status, Doubtful);
            if (options->format == Format::Text)
                say(input.name + u": "_s + judgementLine(judgement));
            QJsonObject row = judgementRow(judgement, true);
            row[u"file"_s] = input.name;
            rows.append(row);
            const QImage drawing = parser.isSet(u"explain"_s) ? drawWindows(input.picture) : QImage();
            if (!drawing.isNull()
                && !savePicture(drawing, parser.value(u"explain"_s), input.name, u"-windows"_s))
                return NoOutput;
        }
    }
    if (options->format != Format::Text)
        printRows(rows, options->format);
    return status;
}

} // namespace indraj::fingertool
