#include "sync/osia/osiasite.h"

#include "enrollment/jsonreader.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestToken = 16 << 10;
constexpr qint64 longestTrust = 256 << 10;

bool isOsiaOwnMachine(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

QUrl osiaServer(JsonReader &reader, const QJsonObject &object, const QString &where, QLatin1StringView key)
{
    QUrl url(reader.text(object, where, key), QUrl::StrictMode);
    const bool fits = url.isValid() && !url.host().isEmpty() && !url.hasQuery()
        && (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isOsiaOwnMachine(url)));
    if (!fits && reader.ok())
        reader.fail(FormFault::BadValue, JsonReader::path(where, key), u"is no https address"_s);
    return url;
}

void readOsiaLookup(JsonReader &reader, const QJsonObject &lookup, OsiaSite *site)
{
    const QString where = u"lookup"_s;
    reader.onlyKeys(lookup, where,
                    {"persons"_L1, "counter"_L1, "abis"_L1, "counterBiometrics"_L1, "threshold"_L1,
                     "gallery"_L1, "mostCandidates"_L1, "attributes"_L1});
    if (lookup.contains("persons"_L1))
        site->persons = osiaServer(reader, lookup, where, "persons"_L1);
    site->counter = reader.boolean(lookup, where, "counter"_L1, false);
    if (site->counter && site->persons.isEmpty() && reader.ok())
        reader.fail(FormFault::BadValue, where + u".counter"_s, u"needs the server of persons"_s);
    if (lookup.contains("abis"_L1))
        site->abis = osiaServer(reader, lookup, where, "abis"_L1);
    site->counterBiometrics = reader.boolean(lookup, where, "counterBiometrics"_L1, false);
    if (site->counterBiometrics && site->abis.isEmpty() && reader.ok())
        reader.fail(FormFault::BadValue, where + u".counterBiometrics"_s, u"needs the server abis"_s);
    if (const QJsonValue threshold = lookup.value("threshold"_L1); threshold.isDouble())
        site->threshold = threshold.toDouble();
    else if (!threshold.isUndefined() && reader.ok())
        reader.fail(FormFault::BadValue, where + u".threshold"_s, u"is no number"_s);
    if (lookup.contains("gallery"_L1))
        site->gallery = reader.text(lookup, where, "gallery"_L1);
    if (lookup.contains("mostCandidates"_L1))
        site->mostCandidates = reader.integer(lookup, where, "mostCandidates"_L1, 1, 50);
    const QJsonObject names = lookup.value("attributes"_L1).toObject();
    reader.onlyKeys(names, where + u".attributes"_s,
                    {"name"_L1, "born"_L1, "status"_L1, "physicalStatus"_L1, "validUntil"_L1});
    OsiaAttributes &attributes = site->attributes;
    const std::pair<QLatin1StringView, QString *> all[] = {{"name"_L1, &attributes.name},
                                                           {"born"_L1, &attributes.born},
                                                           {"status"_L1, &attributes.status},
                                                           {"physicalStatus"_L1, &attributes.physicalStatus},
                                                           {"validUntil"_L1, &attributes.validUntil}};
    for (const auto &[key, text] : all) {
        if (names.contains(key))
            *text = reader.text(names, where + u".attributes"_s, key);
    }
}

} // namespace

tl::expected<OsiaSite, QString> parseOsiaSite(const QByteArray &json, const QString &folder)
{
    JsonReader reader;
    OsiaSite site;
    const QJsonObject root = reader.root(json);
    reader.onlyKeys(root, {}, {"version"_L1, "tokenFile"_L1, "trustFile"_L1, "enrollment"_L1, "lookup"_L1});
    reader.integer(root, {}, "version"_L1, 1, 1);
    site.tokenFile = QDir(folder).absoluteFilePath(reader.text(root, {}, "tokenFile"_L1));
    if (root.contains("enrollment"_L1)) {
        const QJsonObject enrollment = root.value("enrollment"_L1).toObject();
        reader.onlyKeys(enrollment, u"enrollment"_s, {"server"_L1, "finalizedCounts"_L1});
        site.enrollment = osiaServer(reader, enrollment, u"enrollment"_s, "server"_L1);
        if (!reader.boolean(enrollment, u"enrollment"_s, "finalizedCounts"_L1, false) && reader.ok())
            reader.fail(FormFault::BadValue, u"enrollment.finalizedCounts"_s,
                        u"has to be true: OSIA has no receipt"_s);
    }
    if (root.contains("lookup"_L1))
        readOsiaLookup(reader, root.value("lookup"_L1).toObject(), &site);
    if (root.contains("trustFile"_L1)) {
        QFile file(QDir(folder).absoluteFilePath(reader.text(root, {}, "trustFile"_L1)));
        if (file.open(QIODevice::ReadOnly))
            site.trustPem = file.read(longestTrust);
        else if (reader.ok())
            reader.fail(FormFault::BadValue, u"trustFile"_s, file.errorString());
    }
    if (const auto &error = reader.error())
        return tl::unexpected((error->where.isEmpty() ? QString() : error->where + u": "_s) + error->detail);
    for (const QUrl &url : {site.enrollment, site.persons, site.abis}) {
        if (!url.isEmpty() && !isOsiaOwnMachine(url) && site.trustPem.isEmpty())
            return tl::unexpected(u"trustFile: is needed for "_s + url.host());
    }
    return site;
}

std::shared_ptr<const SecretBytes> readToken(const QString &path)
{
    QFile file(path);
    const auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (file.size() > longestToken || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)
        || (file.permissions() & others) != 0)
        return nullptr;
    QByteArray text = file.readAll();
    while (!text.isEmpty() && (text.endsWith('\n') || text.endsWith('\r') || text.endsWith(' ')))
        text.chop(1);
    // What would end a header line must not be in one.
    if (text.isEmpty() || text.contains('\n') || text.contains('\r'))
        return nullptr;
    return std::make_shared<const SecretBytes>(SecretBytes::takeFrom(text));
}

bool mayHaveScope(const SecretBytes &token, const QByteArray &scope)
{
    const auto bytes = token.bytes();
    const QByteArrayView text(reinterpret_cast<const char *>(bytes.data()),
                              static_cast<qsizetype>(bytes.size()));
    const qsizetype begin = text.indexOf('.') + 1;
    const qsizetype end = text.indexOf('.', begin);
    if (begin <= 0 || end < 0)
        return true;
    const QByteArray claims = QByteArray::fromBase64(text.sliced(begin, end - begin).toByteArray(),
                                                     QByteArray::Base64UrlEncoding);
    const QJsonObject object = QJsonDocument::fromJson(claims).object();
    for (const QLatin1StringView key : {"scope"_L1, "scp"_L1}) {
        const QJsonValue value = object.value(key);
        QStringList scopes = value.toString().split(u' ', Qt::SkipEmptyParts);
        for (const QJsonValue each : value.toArray())
            scopes.append(each.toString());
        if (!scopes.isEmpty())
            return scopes.contains(QString::fromLatin1(scope));
    }
    return true;
}

} // namespace indraj
