#include "biometrics/finger/record/recordpicture.h"
#include "biometrics/finger/tool/commands.h"
#include "biometrics/finger/tool/inputpicture.h"
#include "biometrics/finger/tool/judging.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace indraj::fingertool {
namespace {

using namespace Qt::Literals::StringLiterals;

int writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return Fine;
    complain(path + u": "_s + file.errorString());
    return NoOutput;
}

/// A record of one finger: what the source's record said of it, else what the options say.
int writeRecord(const QString &path, const InputPicture &input, const QCommandLineParser &parser)
{
    FingerRepresentation part = input.representation.value_or(FingerRepresentation{});
    part.extensions.clear(); // they speak of the old coding's pixels
    part.certifications.clear();
    part.perCentimetre = false;
    part.imageResolutionX = part.imageResolutionY = 500;
    part.scanResolutionX = part.scanResolutionY = 500;
    if (parser.isSet(u"position"_s)) {
        const auto position = numberOption(parser, u"position"_s, 0, 15);
        if (!position)
            return Usage;
        part.position = quint8(*position);
    }
    if (parser.isSet(u"captured"_s)) {
        part.capturedAt = QDateTime::fromString(parser.value(u"captured"_s), Qt::ISODateWithMs).toUTC();
        if (!part.capturedAt.isValid()) {
            complain(u"--captured takes a time such as 2026-03-04T11:00:00Z"_s);
            return Usage;
        }
    }
    if (!setRepresentationPicture(part, input.picture)) {
        complain(input.name + u": cannot be coded"_s);
        return BadData;
    }
    const auto bytes = writeFingerRecord({false, {part}});
    if (!bytes) {
        complain(recordErrorText(bytes.error()));
        return Usage;
    }
    return writeFile(path, *bytes);
}

int writePicture(const QString &path, const QString &suffix, const InputPicture &input)
{
    if (suffix == "jp2"_L1) {
        const auto bytes = encodeJpeg2000(input.picture);
        if (bytes)
            return writeFile(path, *bytes);
        complain(input.name + u": cannot be coded"_s);
        return BadData;
    }
    if (input.picture.save(path, "PNG"))
        return Fine;
    complain(path + u": cannot be written"_s);
    return NoOutput;
}

QJsonObject describe(const FingerRepresentation &part)
{
    QJsonArray qualities;
    for (const RecordQuality &quality : part.qualities)
        qualities.append(QJsonObject{
            {u"score"_s, quality.score}, {u"vendor"_s, quality.vendor}, {u"algorithm"_s, quality.algorithm}});
    return {{u"capturedAt"_s, part.capturedAt.toString(Qt::ISODateWithMs)},
            {u"technology"_s, part.technology},
            {u"deviceVendor"_s, part.deviceVendor},
            {u"deviceType"_s, part.deviceType},
            {u"qualities"_s, qualities},
            {u"position"_s, part.position},
            {u"number"_s, part.number},
            {u"perCentimetre"_s, part.perCentimetre},
            {u"scanResolution"_s, QJsonArray{part.scanResolutionX, part.scanResolutionY}},
            {u"imageResolution"_s, QJsonArray{part.imageResolutionX, part.imageResolutionY}},
            {u"compression"_s, int(part.compression)},
            {u"impression"_s, part.impression},
            {u"width"_s, part.width},
            {u"height"_s, part.height},
            {u"imageBytes"_s, part.image.size()},
            {u"pixelsReadable"_s, representationPicture(part).has_value()},
            {u"extensions"_s, part.extensions.size()}};
}

} // namespace

int convertCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Converts a finger picture without loss; the target's suffix is png, jp2 or iso."_s);
    parser.addOptions(
        {{u"dpi"_s, u"Pixels per inch of a picture that does not say its own (500)."_s, u"n"_s, u"500"_s},
         {u"position"_s, u"Finger position code for a record."_s, u"n"_s},
         {u"captured"_s, u"Capture time for a record."_s, u"time"_s}});
    parser.addPositionalArgument(u"from"_s, u"PNG, JPEG 2000 or ISO/IEC 19794-4 record."_s);
    parser.addPositionalArgument(u"to"_s, u"File to write."_s);
    if (!parseArguments(parser, arguments))
        return Usage;
    const auto resolution = numberOption(parser, u"dpi"_s, 100, 4000);
    const QStringList files = parser.positionalArguments();
    const QString suffix = QFileInfo(files.value(1)).suffix().toLower();
    if (!resolution || files.size() != 2 || !QStringList({u"png"_s, u"jp2"_s, u"iso"_s}).contains(suffix)) {
        complain(u"needs a source and a target that ends in .png, .jp2 or .iso"_s);
        return Usage;
    }
    const auto pictures = readPictures(files.at(0), *resolution);
    if (!pictures)
        return pictures.error();
    if (pictures->size() != 1) {
        complain(files.at(0) + u": holds more than one picture"_s);
        return BadData;
    }
    return suffix == "iso"_L1 ? writeRecord(files.at(1), pictures->first(), parser)
                              : writePicture(files.at(1), suffix, pictures->first());
}

int inspectCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Checks an ISO/IEC 19794-4 record and prints its fields as JSON."_s);
    parser.addPositionalArgument(u"record"_s, u"The record."_s);
    if (!parseArguments(parser, arguments))
        return Usage;
    if (parser.positionalArguments().size() != 1) {
        complain(u"name one record"_s);
        return Usage;
    }
    const auto bytes = fileBytes(parser.positionalArguments().first());
    if (!bytes)
        return bytes.error();
    const auto record = readFingerRecord(*bytes);
    if (!record) {
        complain(recordErrorText(record.error()));
        return BadData;
    }
    QJsonArray parts;
    for (const FingerRepresentation &part : record->representations)
        parts.append(describe(part));
    printRows(parts, Format::Json);
    return Fine;
}

} // namespace indraj::fingertool
