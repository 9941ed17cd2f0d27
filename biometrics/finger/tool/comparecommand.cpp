#include "biometrics/finger/minutiae/fingermatch.h"
#include "biometrics/finger/tool/commands.h"
#include "biometrics/finger/tool/explaindrawing.h"
#include "biometrics/finger/tool/inputpicture.h"
#include "biometrics/finger/tool/judging.h"

#include <QFileInfo>

#include <cmath>

namespace indraj::fingertool {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Known {
    InputPicture input;
    FingerTemplate finger;
};

/// Pictures without ridges are named and left out; the status says so.
tl::expected<QList<Known>, Exit> readKnown(const QStringList &paths, int resolution, int *status)
{
    QList<Known> all;
    for (const QString &path : paths) {
        const auto pictures = readPictures(path, resolution);
        if (!pictures)
            return tl::unexpected(pictures.error());
        for (const InputPicture &input : *pictures) {
            const auto finger = fingerTemplate(input.picture);
            if (finger) {
                all.append({input, *finger});
                continue;
            }
            complain(input.name + u": no ridges that could be compared"_s);
            *status = Doubtful;
        }
    }
    return all;
}

QJsonObject rowOf(const Known &first, const Known &second, const FingerMatch &match)
{
    QJsonObject row;
    row[u"first"_s] = first.input.name;
    row[u"second"_s] = second.input.name;
    row[u"likeness"_s] = std::round(match.likeness * 10) / 10;
    row[u"same"_s] = match.likeness >= sameFingerFrom;
    row[u"pairs"_s] = int(match.pairs.size());
    row[u"minutiaeFirst"_s] = int(first.finger.minutiae.size());
    row[u"minutiaeSecond"_s] = int(second.finger.minutiae.size());
    return row;
}

QString lineOf(const Known &first, const Known &second, const FingerMatch &match)
{
    const QString verdict = match.likeness >= sameFingerFrom ? u"MAY BE THE SAME FINGER"_s : u"not alike"_s;
    return u"%1  %2: %3 of 100, %4 of %5 and %6 minutiae together, %7"_s
        .arg(first.input.name, second.input.name)
        .arg(match.likeness, 0, 'f', 1)
        .arg(match.pairs.size())
        .arg(first.finger.minutiae.size())
        .arg(second.finger.minutiae.size())
        .arg(verdict);
}

} // namespace

int compareCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Compares every two of the pictures. A likeness of %1 and more is worth a person's look; "
        u"it is a hint and proves nothing."_s.arg(sameFingerFrom));
    parser.addOptions(
        {{u"dpi"_s, u"Pixels per inch of pictures that do not say theirs (500)."_s, u"n"_s, u"500"_s},
         {u"format"_s, u"text, json or csv."_s, u"word"_s, u"text"_s},
         {u"explain"_s, u"Draw every two with their minutiae into this folder."_s, u"folder"_s}});
    parser.addPositionalArgument(u"picture"_s, u"PNG, JPEG 2000 or ISO/IEC 19794-4 record."_s,
                                 u"picture picture..."_s);
    if (!parseArguments(parser, arguments))
        return Usage;
    const auto format = formatFrom(parser.value(u"format"_s));
    const auto resolution = numberOption(parser, u"dpi"_s, 100, 4000);
    if (!format || !resolution || parser.positionalArguments().isEmpty()) {
        complain(u"needs two pictures, and --format text, json or csv"_s);
        return Usage;
    }
    int status = Fine;
    const auto known = readKnown(parser.positionalArguments(), *resolution, &status);
    if (!known)
        return known.error();
    if (known->size() < 2) {
        complain(u"needs two pictures"_s);
        return status == Fine ? Usage : status;
    }
    QJsonArray rows;
    for (qsizetype i = 0; i < known->size(); ++i) {
        for (qsizetype j = i + 1; j < known->size(); ++j) {
            const Known &first = known->at(i), &second = known->at(j);
            const FingerMatch match = compareFingers(first.finger, second.finger);
            rows.append(rowOf(first, second, match));
            if (*format == Format::Text)
                say(lineOf(first, second, match));
            const QString other = u"-"_s + QFileInfo(second.input.name).completeBaseName();
            if (parser.isSet(u"explain"_s)
                && !savePicture(drawMatch({first.input.picture, first.finger},
                                          {second.input.picture, second.finger}, match),
                                parser.value(u"explain"_s), first.input.name, other))
                return NoOutput;
        }
    }
    if (*format != Format::Text)
        printRows(rows, *format);
    return status;
}

} // namespace indraj::fingertool
