#include "sync/packetmanifest.h"

#include "sync/cms.h"
#include "sync/osiaenrollment.h"

#include <QJsonArray>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString formatName = u"indraj-packet"_s;
/// 1 did not say how the vault is sealed, 2 not with which devices and reference data, nor what it corrects;
/// packets of those versions may still be on their way.
constexpr int manifestVersion = 3;
const QString schemaName = u"osia-enrollment-1.3.0"_s;

/// Takes members out of an object one by one and remembers the first that is not as it must be.
class Members {
public:
    explicit Members(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    QString text(QLatin1StringView key)
    {
        const QJsonValue value = m_object.take(key);
        return check(value.isString(), key) ? value.toString() : QString();
    }
    qint64 number(QLatin1StringView key)
    {
        const QJsonValue value = m_object.take(key);
        return check(value.isDouble() && value.toDouble() >= 0, key) ? value.toInteger() : 0;
    }
    bool flag(QLatin1StringView key)
    {
        const QJsonValue value = m_object.take(key);
        return check(value.isBool(), key) && value.toBool();
    }
    QDateTime time(QLatin1StringView key)
    {
        const QString raw = text(key);
        QDateTime time = QDateTime::fromString(raw, Qt::ISODateWithMs);
        check(time.isValid() && wireTime(time) == raw, key);
        return time;
    }
    template <class Id> Id id(QLatin1StringView key)
    {
        const QString raw = text(key);
        const Id id = Id::fromString(raw);
        check(!id.isNull() && id.toString() == raw, key);
        return id;
    }
    QByteArray digest(QLatin1StringView key)
    {
        const QByteArray raw = text(key).toLatin1();
        QByteArray bytes = QByteArray::fromHex(raw);
        check(bytes.size() == 32 && bytes.toHex() == raw, key);
        return bytes;
    }
    Members object(QLatin1StringView key)
    {
        const QJsonValue value = m_object.take(key);
        check(value.isObject(), key);
        return Members(value.toObject());
    }
    QJsonArray array(QLatin1StringView key)
    {
        const QJsonValue value = m_object.take(key);
        check(value.isArray(), key);
        return value.toArray();
    }
    bool check(bool holds, QLatin1StringView key)
    {
        if (!holds && m_bad.isEmpty())
            m_bad = key;
        return holds;
    }
    /// Nothing may be left over.
    QString end()
    {
        if (m_bad.isEmpty() && !m_object.isEmpty())
            m_bad = u"unknown: "_s + m_object.constBegin().key();
        return m_bad;
    }

private:
    QJsonObject m_object;
    QString m_bad;
};

QJsonArray partsJson(const QList<ManifestPart> &parts)
{
    QJsonArray array;
    for (const ManifestPart &part : parts) {
        const QByteArray digest = cms::sha256(part.part.bytes);
        array.append(QJsonObject{{u"name"_s, QString::fromLatin1(part.part.name)},
                                 {u"mimeType"_s, part.mimeType},
                                 {u"length"_s, part.part.bytes.size()},
                                 {u"sha256"_s, QString::fromLatin1(digest.toHex())},
                                 {u"reference"_s, part.reference}});
    }
    return array;
}

tl::expected<QList<DeclaredPart>, QString> declaredParts(const QJsonArray &array)
{
    QList<DeclaredPart> parts;
    for (const auto &value : array) {
        if (!value.isObject())
            return tl::unexpected(u"parts"_s);
        Members members(value.toObject());
        members.text("mimeType"_L1);
        const DeclaredPart part{members.text("name"_L1).toLatin1(), members.number("length"_L1),
                                members.digest("sha256"_L1), members.text("reference"_L1)};
        if (const QString bad = members.end(); !bad.isEmpty())
            return tl::unexpected(u"parts."_s + bad);
        parts.append(part);
    }
    return parts;
}

void takeVersion3(Members &members, PacketManifest *facts)
{
    for (const auto &device : members.array("devices"_L1)) {
        members.check(!device.toString().isEmpty(), "devices"_L1);
        facts->devices.append(device.toString());
    }
    const QString corrects = members.text("corrects"_L1);
    facts->corrects = PacketId::fromString(corrects);
    members.check(corrects.isEmpty() || facts->corrects.toString() == corrects, "corrects"_L1);
    facts->referenceVersion = members.number("referenceVersion"_L1);
}

} // namespace

QJsonObject manifestJson(const PacketManifest &manifest, const QList<ManifestPart> &parts)
{
    return {
        {u"format"_s, formatName},
        {u"formatVersion"_s, manifestVersion},
        {u"schema"_s, schemaName},
        {u"station"_s, manifest.station},
        {u"sequence"_s, manifest.sequence},
        {u"packetId"_s, manifest.packet.toString()},
        {u"enrolmentId"_s, manifest.enrolment.toString()},
        {u"token"_s, manifest.token},
        {u"service"_s, manifest.service},
        {u"formVersion"_s, manifest.formVersion},
        {u"operators"_s,
         QJsonObject{{u"capturedBy"_s, manifest.capturedBy},
                     {u"createdAt"_s, wireTime(manifest.createdAt)},
                     {u"approvedBy"_s, manifest.approvedBy},
                     {u"approvedAt"_s, wireTime(manifest.approvedAt)}}},
        {u"audit"_s,
         QJsonObject{{u"head"_s, QString::fromLatin1(manifest.auditHead.toHex())},
                     {u"sequence"_s, manifest.auditSequence}}},
        {u"software"_s, QJsonObject{{u"name"_s, u"indraj"_s}, {u"version"_s, manifest.softwareVersion}}},
        {u"sealedAt"_s, wireTime(manifest.sealedAt)},
        {u"tpmSealed"_s, manifest.tpmSealed.value_or(false)},
        {u"devices"_s, QJsonArray::fromStringList(manifest.devices)},
        {u"corrects"_s, manifest.corrects.isNull() ? QString() : manifest.corrects.toString()},
        {u"referenceVersion"_s, manifest.referenceVersion},
        {u"parts"_s, partsJson(parts)},
    };
}

tl::expected<ParsedManifest, QString> parseManifest(const QJsonObject &json)
{
    Members members(json);
    // The version is judged first: of an unknown one nothing else may be assumed.
    members.check(members.text("format"_L1) == formatName, "format"_L1);
    const qint64 version = members.number("formatVersion"_L1);
    members.check(version >= 1 && version <= manifestVersion, "formatVersion"_L1);
    members.check(members.text("schema"_L1) == schemaName, "schema"_L1);
    Members operators = members.object("operators"_L1);
    Members audit = members.object("audit"_L1);
    Members software = members.object("software"_L1);
    const auto parts = declaredParts(members.array("parts"_L1));
    if (!parts)
        return tl::unexpected(parts.error());
    software.check(software.text("name"_L1) == "indraj"_L1, "name"_L1);
    PacketManifest facts;
    facts.station = members.text("station"_L1);
    facts.sequence = members.number("sequence"_L1);
    facts.packet = members.id<PacketId>("packetId"_L1);
    facts.enrolment = members.id<EnrolmentId>("enrolmentId"_L1);
    facts.token = members.text("token"_L1);
    facts.service = members.text("service"_L1);
    facts.formVersion = static_cast<int>(members.number("formVersion"_L1));
    facts.capturedBy = operators.text("capturedBy"_L1);
    facts.createdAt = operators.time("createdAt"_L1);
    facts.approvedBy = operators.text("approvedBy"_L1);
    facts.approvedAt = operators.time("approvedAt"_L1);
    facts.auditHead = audit.digest("head"_L1);
    facts.auditSequence = audit.number("sequence"_L1);
    facts.softwareVersion = software.text("version"_L1);
    facts.sealedAt = members.time("sealedAt"_L1);
    if (version >= 2)
        facts.tpmSealed = members.flag("tpmSealed"_L1);
    if (version >= 3)
        takeVersion3(members, &facts);
    for (Members *object : {&members, &operators, &audit, &software}) {
        if (const QString bad = object->end(); !bad.isEmpty())
            return tl::unexpected(bad);
    }
    return ParsedManifest{facts, *parts};
}

} // namespace indraj
