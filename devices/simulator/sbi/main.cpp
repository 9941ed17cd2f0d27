// indraj-sbi-simulator: slap scanner, iris camera and face camera of MOSIP's Secure Biometric Interface that
// do not exist, for training and tests.
#include "devices/sbi/devicelist.h"
#include "devices/simulator/sbi/simulatorservice.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <sys/prctl.h>

#include <csignal>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

enum ExitCode { WrongUsage = 64, NoKeys = 66, NoPort = 73 };

int complain(const QString &text, ExitCode code)
{
    std::fprintf(stderr, "indraj-sbi-simulator: %s\n", qPrintable(text));
    return code;
}

QList<quint16> portsFrom(const QString &text)
{
    QList<quint16> ports;
    if (!text.isEmpty())
        return {text.toUShort()};
    for (quint16 port = sbi::firstPort; port <= sbi::lastPort; ++port)
        ports.append(port);
    return ports;
}

/// The last picture of a film of JPEG pictures, as the training video is: each begins with this, and nothing
/// inside one does.
QImage lastPictureOf(const QString &film)
{
    QFile file(film);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    const auto begins = bytes.lastIndexOf(QByteArrayView("\xFF\xD8\xFF"));
    return begins < 0 ? QImage() : QImage::fromData(bytes.mid(begins), "jpeg");
}

QImage photographFrom(const QString &path)
{
    QImage picture = path.isEmpty() ? QImage()
        : path.endsWith(u".avi"_s)  ? lastPictureOf(path)
                                    : QImage(path);
    if (picture.isNull()) { // a grey board: better than no camera
        picture = QImage(600, 800, QImage::Format_RGB32);
        picture.fill(0xFFB0B0B0);
    }
    constexpr int most = 1600;
    if (picture.width() > most)
        picture = picture.scaledToWidth(most, Qt::SmoothTransformation);
    return picture.convertToFormat(QImage::Format_RGB32);
}

} // namespace

int main(int argc, char **argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); // ends with the station that started it
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Simulated devices of MOSIP's Secure Biometric Interface, for TRAINING only."_s);
    parser.addHelpOption();
    parser.addOptions(
        {{u"keys"_s, u"folder made by training-sbi-keys.sh"_s, u"folder"_s},
         {u"spec"_s, u"0.9.5 or 1.0"_s, u"version"_s, u"0.9.5"_s},
         {u"types"_s, u"of Finger,Iris,Face"_s, u"list"_s, u"Finger,Iris,Face"_s},
         {u"port"_s, u"of 4501 to 4600; the first free one when not given"_s, u"number"_s},
         {u"person"_s, u"seed of the first applicant"_s, u"number"_s, u"1"_s},
         {u"face"_s, u"photograph that the face camera sees, or a film of JPEG pictures"_s, u"file"_s},
         {u"serial"_s, u"beginning of the serial numbers"_s, u"text"_s, u"TRAINING"_s}});
    parser.process(app);
    sbi::SimulatorOptions options;
    const auto version = sbi::versionOf(parser.value(u"spec"_s));
    options.modalities.clear();
    for (const QString &type : parser.value(u"types"_s).split(u',', Qt::SkipEmptyParts)) {
        if (const auto modality = sbi::modalityOf(type))
            options.modalities.append(*modality);
    }
    if (!version || options.modalities.isEmpty())
        return complain(u"unknown version or types; see --help"_s, WrongUsage);
    options.version = *version;
    options.person = parser.value(u"person"_s).toULongLong();
    options.photograph = photographFrom(parser.value(u"face"_s));
    options.serialPrefix = parser.value(u"serial"_s);
    auto keys = sbi::SimulatorKeys::load(parser.value(u"keys"_s));
    if (!keys)
        return complain(keys.error().detail, NoKeys);
    sbi::SimulatorService service(options, std::move(*keys));
    const quint16 port = service.listen(portsFrom(parser.value(u"port"_s)));
    if (port == 0)
        return complain(u"no free port"_s, NoPort);
    std::printf("READY %d\n", port);
    std::fflush(stdout);
    return app.exec();
}
