#include "storage/repair/backupformat.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView format = u"indraj-backup-1";
constexpr qsizetype mostParts = 64;

tl::unexpected<StoreError> brokenBackup(const QString &what)
{
    return failed(StoreFault::Damaged, u"backup: "_s + what);
}

bool acceptableName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 64 && !name.startsWith(u'.')
        && std::all_of(name.cbegin(), name.cend(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
                   || c == u'.' || c == u'-' || c == u'_';
           });
}

QJsonObject partToJson(const BackupPart &part)
{
    return {{u"name"_s, part.name},
            {u"offset"_s, part.offset},
            {u"size"_s, part.size},
            {u"sha256"_s, QString::fromLatin1(part.sha256.toHex())}};
}

BackupPart partFromJson(const QJsonObject &object)
{
    return {object[u"name"_s].toString(), object[u"offset"_s].toInteger(-1), object[u"size"_s].toInteger(-1),
            QByteArray::fromHex(object[u"sha256"_s].toString().toLatin1())};
}

Outcome<void> checkParts(const QList<BackupPart> &parts)
{
    qint64 next = backupformat::start.size();
    QStringList names;
    for (const BackupPart &part : parts) {
        if (!acceptableName(part.name) || names.contains(part.name))
            return brokenBackup(u"a part has a name that it cannot have"_s);
        if (part.offset != next || part.size < 0 || part.size > (1LL << 50)
            || part.sha256.size() != sizes::digest)
            return brokenBackup(u"a part is not where it should be"_s);
        next += part.size;
        names.append(part.name);
    }
    if (parts.isEmpty() || parts.size() > mostParts)
        return brokenBackup(u"no part, or too many"_s);
    return {};
}

} // namespace

QByteArray manifestToJson(const BackupManifest &manifest)
{
    QJsonArray parts;
    for (const BackupPart &part : manifest.parts)
        parts.append(partToJson(part));
    return QJsonDocument(QJsonObject{{u"format"_s, format.toString()},
                                     {u"vault"_s, manifest.vaultId},
                                     {u"station"_s, manifest.station},
                                     {u"madeAt"_s, manifest.madeAt.toMSecsSinceEpoch()},
                                     {u"schema"_s, manifest.schema},
                                     {u"auditSequence"_s, manifest.auditSequence},
                                     {u"auditHash"_s, QString::fromLatin1(manifest.auditHash.toHex())},
                                     {u"parts"_s, parts}})
        .toJson(QJsonDocument::Compact);
}

Outcome<BackupManifest> parseManifest(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object[u"format"_s].toString() != format)
        return brokenBackup(u"not a manifest of this format"_s);
    BackupManifest manifest;
    manifest.vaultId = object[u"vault"_s].toString();
    manifest.station = object[u"station"_s].toString();
    manifest.madeAt = QDateTime::fromMSecsSinceEpoch(object[u"madeAt"_s].toInteger(), Qt::UTC);
    manifest.schema = object[u"schema"_s].toInteger();
    manifest.auditSequence = object[u"auditSequence"_s].toInteger();
    manifest.auditHash = QByteArray::fromHex(object[u"auditHash"_s].toString().toLatin1());
    const QJsonArray parts = object[u"parts"_s].toArray();
    for (const auto &part : parts)
        manifest.parts.append(partFromJson(part.toObject()));
    if (const auto good = checkParts(manifest.parts); !good)
        return tl::unexpected(good.error());
    // What is read must be all there is: no second spelling, no unknown entry.
    if (manifestToJson(manifest) != json)
        return brokenBackup(u"the manifest is not in its one form"_s);
    return manifest;
}

Outcome<BackupTrailer> parseTrailer(QByteArrayView tail, qint64 fileSize)
{
    if (tail.size() != backupformat::trailerSize || !tail.endsWith(backupformat::end))
        return brokenBackup(u"the end is missing: it was cut off, or is none of ours"_s);
    BackupTrailer trailer;
    trailer.mac = tail.first(sizes::digest).toByteArray();
    trailer.manifestSize = qFromBigEndian<quint32>(tail.data() + sizes::digest);
    trailer.manifestOffset = fileSize - backupformat::trailerSize - trailer.manifestSize;
    if (trailer.manifestSize > backupformat::longestManifest
        || trailer.manifestOffset < backupformat::start.size())
        return brokenBackup(u"the manifest has no possible size"_s);
    return trailer;
}

QByteArray trailer(const QByteArray &manifest, const QByteArray &mac)
{
    QByteArray length(4, '\0');
    qToBigEndian(static_cast<quint32>(manifest.size()), length.data());
    return mac + length + backupformat::end.toByteArray();
}

Outcome<QByteArray> manifestMac(const SecretBytes &auditKey, const QByteArray &manifest)
{
    const auto key = hkdf(auditKey.bytes(), "indraj-backup-1", "indraj backup manifest");
    if (!key)
        return tl::unexpected(key.error());
    return hmacSha256(key->bytes(), lengthPrefixed({"indraj-backup-1", manifest}));
}

} // namespace indraj
