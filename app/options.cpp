#include "app/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString defaultCacheDir()
{
    QString fromEnvironment = qEnvironmentVariable("INDRAJ_CACHE_DIR");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/indraj"_s;
}

std::optional<ThemeName> themeFrom(const QString &text)
{
    if (text == u"light"_s)
        return ThemeName::Light;
    if (text == u"dark"_s)
        return ThemeName::Dark;
    if (text == u"high-contrast"_s)
        return ThemeName::HighContrast;
    return std::nullopt;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Enrolment workstation for a national identity authority"_s);
    parser.addOptions({
        {u"training"_s, u"Training mode: simulated devices and a private central under <dir>."_s, u"dir"_s},
        {u"vault"_s, u"Where the vault is (field mode)."_s, u"dir"_s},
        {u"rehearse"_s, u"Drive the windows through a whole enrolment and leave the evidence in <dir>."_s,
         u"dir"_s},
        {u"rehearsals"_s, u"How many enrolments to rehearse."_s, u"count"_s, u"1"_s},
        {u"lang"_s, u"Interface language: en or ur."_s, u"code"_s},
        {u"theme"_s, u"light, dark or high-contrast."_s, u"name"_s, u"light"_s},
        {u"camera"_s, u"v4l2:/dev/videoN, file:PATH, http://…, rtsp://… or pipeline:…"_s, u"address"_s},
        {u"slap"_s, u"Training mode: whole hands with a simulated slap scanner."_s},
        {u"iris"_s, u"Training mode: irises with a simulated iris camera."_s},
        {u"face"_s, u"Training mode: photographs by a simulated face camera of its own service."_s},
        {u"central"_s, u"Base URL of the intake service."_s, u"url"_s},
        {u"cache"_s, u"Folder of verified models and training pictures."_s, u"dir"_s, defaultCacheDir()},
        {u"idle-lock"_s, u"Seconds without input until the window locks (30 to 3600)."_s, u"seconds"_s},
        {u"resources"_s, u"Folder of forms and thresholds."_s, u"dir"_s},
        {u"check-reference"_s,
         u"Say whether this program can work with a folder of reference data, then quit."_s, u"dir"_s},
        {u"measure-start"_s, u"Print the time from process start to the first painted page, then quit."_s},
        {{u"h"_s, u"help"_s}, u"Show this text."_s},
        {{u"v"_s, u"version"_s}, u"Show the version."_s},
    });
}

tl::unexpected<OptionError> badValue(const QString &text)
{
    return tl::unexpected(OptionError{OptionFault::BadValue, text});
}

QString absolute(const QString &path) { return path.isEmpty() ? path : QDir(path).absolutePath(); }

tl::expected<Options, OptionError> checked(const QCommandLineParser &parser)
{
    Options options;
    const auto theme = themeFrom(parser.value(u"theme"_s));
    if (!theme)
        return badValue(u"--theme takes light, dark or high-contrast"_s);
    options.theme = *theme;
    options.language = parser.value(u"lang"_s);
    if (!options.language.isEmpty() && options.language != u"en"_s && options.language != u"ur"_s)
        return badValue(u"--lang takes en or ur"_s);
    bool isNumber = false;
    options.rehearsals = parser.value(u"rehearsals"_s).toInt(&isNumber);
    if (!isNumber || options.rehearsals < 1 || options.rehearsals > 1000)
        return badValue(u"--rehearsals takes a number from 1 to 1000"_s);
    options.trainingDir = absolute(parser.value(u"training"_s));
    options.vaultDir = options.trainingDir.isEmpty() ? absolute(parser.value(u"vault"_s))
                                                     : options.trainingDir + u"/vault"_s;
    if (options.vaultDir.isEmpty())
        options.vaultDir
            = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/indraj/vault"_s;
    options.rehearsalDir = absolute(parser.value(u"rehearse"_s));
    if (!options.rehearsalDir.isEmpty() && options.trainingDir.isEmpty())
        return badValue(u"--rehearse needs --training: a rehearsal never touches a field vault"_s);
    options.camera = parser.value(u"camera"_s);
    options.slap = parser.isSet(u"slap"_s);
    options.iris = parser.isSet(u"iris"_s);
    options.face = parser.isSet(u"face"_s);
    if (options.face && options.trainingDir.isEmpty())
        return badValue(u"--face needs --training: a simulated camera never serves a field vault"_s);
    if (options.iris && options.trainingDir.isEmpty())
        return badValue(u"--iris needs --training: a simulated camera never serves a field vault"_s);
    if (options.slap && options.trainingDir.isEmpty())
        return badValue(u"--slap needs --training: a simulated scanner never serves a field vault"_s);
    options.central = QUrl(parser.value(u"central"_s), QUrl::StrictMode);
    if (!options.central.isEmpty() && options.central.scheme() != u"https"_s)
        return badValue(u"--central takes an https:// address"_s);
    options.cacheDir = absolute(parser.value(u"cache"_s));
    options.resourcesDir = absolute(parser.value(u"resources"_s));
    if (options.resourcesDir.isEmpty())
        options.resourcesDir = QStringLiteral(INDRAJ_RESOURCES_DIR);
    if (parser.isSet(u"idle-lock"_s)) {
        options.idleLockSeconds = parser.value(u"idle-lock"_s).toInt(&isNumber);
        if (!isNumber || options.idleLockSeconds < 30 || options.idleLockSeconds > 3600)
            return badValue(u"--idle-lock takes a number from 30 to 3600"_s);
    }
    options.checkReference = absolute(parser.value(u"check-reference"_s));
    options.measureStart = parser.isSet(u"measure-start"_s);
    return options;
}

} // namespace

tl::expected<Options, OptionError> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(QStringList{u"indraj"_s} + arguments))
        return tl::unexpected(OptionError{OptionFault::UnknownOption, parser.errorText()});
    if (parser.isSet(u"help"_s))
        return tl::unexpected(OptionError{OptionFault::HelpWanted, parser.helpText()});
    if (parser.isSet(u"version"_s))
        return tl::unexpected(OptionError{OptionFault::VersionWanted, u"indraj " INDRAJ_VERSION ""_s});
    if (!parser.positionalArguments().isEmpty())
        return tl::unexpected(OptionError{OptionFault::UnknownOption,
                                          u"unknown argument: "_s + parser.positionalArguments().first()});
    return checked(parser);
}

} // namespace indraj
