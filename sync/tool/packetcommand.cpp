#include "sync/tool/packetcommand.h"

#include "sync/packetmanifest.h"
#include "sync/tool/packetreport.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTextStream>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto usageText
    = "usage: indraj-packet inspect PACKET [--json]\n"
      "       indraj-packet verify PACKET --recipient CRT --key KEY --stations CA [--sha256 HEX] [--json]\n"
      "       indraj-packet open PACKET DIR --recipient CRT --key KEY --stations CA [--sha256 HEX] [--json]\n"
      "inspect needs no key. verify opens in memory and says why it does not hold. open writes the parts "
      "into DIR,\n"
      "which must not exist and becomes readable by you alone.\n"
      "exit: 0 it holds, 1 it does not, 2 wrong usage, 5 a file cannot be read or written\n"_L1;

struct Failure {
    int code;
    QString text;
};
template <class T> using Step = tl::expected<T, Failure>;

Step<QByteArray> readFile(const QString &path, qint64 limit)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            Failure{packetexit::io, u"cannot read '%1': %2"_s.arg(path, file.errorString())});
    QByteArray bytes = file.read(limit + 1);
    if (bytes.size() > limit)
        return tl::unexpected(Failure{packetexit::refused, u"'%1' is too large"_s.arg(path)});
    return bytes;
}

void describeOptions(QCommandLineParser *options)
{
    options->addOptions({{u"json"_s, u"report as JSON"_s},
                         {u"recipient"_s, u"certificate the packet is encrypted to, PEM"_s, u"file"_s},
                         {u"key"_s, u"its private key, PEM"_s, u"file"_s},
                         {u"stations"_s, u"certificate of the station authority, PEM"_s, u"file"_s},
                         {u"sha256"_s, u"digest named by the announcement or the receipt"_s, u"hex"_s},
                         {{u"h"_s, u"help"_s}, u"this text"_s}});
}

Step<OpenKeys> readKeys(const QCommandLineParser &options)
{
    constexpr qint64 longestPem = 64 * 1024;
    auto recipient = readFile(options.value(u"recipient"_s), longestPem);
    auto key = readFile(options.value(u"key"_s), longestPem);
    auto stations = readFile(options.value(u"stations"_s), longestPem);
    for (const auto *read : {&recipient, &key, &stations}) {
        if (!*read)
            return tl::unexpected(read->error());
    }
    const QByteArray digest = QByteArray::fromHex(options.value(u"sha256"_s).toLatin1());
    if (options.isSet(u"sha256"_s) && digest.size() != 32)
        return tl::unexpected(Failure{packetexit::usage, u"--sha256 wants 64 hexadecimal digits"_s});
    return OpenKeys{*recipient, SecretBytes::takeFrom(*key), *stations, digest};
}

Step<OpenedPacket> openChecked(const QByteArray &packet, const PacketOutside &outside, const OpenKeys &keys)
{
    auto opened = openPacket(packet, keys);
    if (opened)
        return std::move(*opened);
    const QByteArray identifier = cms::keyIdentifier(keys.recipientPem).value_or(QByteArray());
    return tl::unexpected(Failure{packetexit::refused, explainFault(opened.error(), outside, identifier)});
}

/// The parts as files of a new folder that only this user can read. A folder half written is removed.
Step<void> writeParts(const OpenedPacket &opened, const QString &folder)
{
    if (QFileInfo::exists(folder))
        return tl::unexpected(Failure{packetexit::io, u"'%1' exists; nothing is overwritten"_s.arg(folder)});
    if (!QDir().mkdir(folder)
        || !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return tl::unexpected(Failure{packetexit::io, u"cannot make '%1'"_s.arg(folder)});
    QList<PacketPart> parts = opened.samples;
    parts.prepend({enrollmentPartName.toByteArray(), opened.enrollmentJson});
    parts.prepend({manifestPartName.toByteArray(), opened.manifestJson});
    for (const PacketPart &part : std::as_const(parts)) {
        // Names were checked when the container was read: no separators, no leading dot.
        QSaveFile file(folder + u'/' + QString::fromLatin1(part.name));
        if (!file.open(QIODevice::WriteOnly) || file.write(part.bytes) != part.bytes.size()
            || !file.commit()) {
            QDir(folder).removeRecursively();
            return tl::unexpected(
                Failure{packetexit::io, u"cannot write into '%1'; it is removed again"_s.arg(folder)});
        }
    }
    return {};
}

Step<QJsonObject> run(const QCommandLineParser &options, const QStringList &words)
{
    const auto packet = readFile(words[1], maxPacketBytes);
    if (!packet)
        return tl::unexpected(packet.error());
    const auto outside = inspectPacket(*packet);
    if (!outside)
        return tl::unexpected(Failure{packetexit::refused, explainFault(outside.error(), {}, {})});
    if (words[0] == "inspect"_L1)
        return reportOf(*outside);
    const auto keys = readKeys(options);
    if (!keys)
        return tl::unexpected(keys.error());
    const auto opened = openChecked(*packet, *outside, *keys);
    if (!opened)
        return tl::unexpected(opened.error());
    if (words[0] == "open"_L1) {
        if (const auto written = writeParts(*opened, words[2]); !written)
            return tl::unexpected(written.error());
    }
    QJsonObject report = reportOf(*opened);
    report[u"sha256"_s] = QString::fromLatin1(outside->sha256.toHex());
    report[u"holds"_s] = true;
    return report;
}

} // namespace

int runPacketCommand(const QStringList &arguments, QTextStream &out, QTextStream &err)
{
    QCommandLineParser options;
    describeOptions(&options);
    const bool parsed = options.parse(arguments);
    if (parsed && options.isSet(u"help"_s)) {
        out << usageText;
        return packetexit::good;
    }
    const QStringList words = options.positionalArguments();
    const QHash<QString, qsizetype> commands{{u"inspect"_s, 2}, {u"verify"_s, 2}, {u"open"_s, 3}};
    if (!parsed || words.isEmpty() || commands.value(words[0]) != words.size()) {
        err << (parsed ? QString() : options.errorText() + u'\n') << usageText;
        return packetexit::usage;
    }
    const auto report = run(options, words);
    if (!report) {
        if (options.isSet(u"json"_s))
            out << QJsonDocument(QJsonObject{{u"holds"_s, false}, {u"why"_s, report.error().text}}).toJson();
        err << "indraj-packet: " << report.error().text << '\n';
        return report.error().code;
    }
    out << (options.isSet(u"json"_s) ? QString::fromUtf8(QJsonDocument(*report).toJson()) : textOf(*report));
    return packetexit::good;
}

} // namespace indraj
