#include "devices/sbi/devicelist.h"

#include "devices/sbi/sbijson.h"

#include <algorithm>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 120; ///< characters of what is shown or logged

QString shortText(const QJsonObject &object, QLatin1StringView key)
{
    return textOf(object.value(key)).simplified().left(longestName);
}

std::optional<Version> newestVersion(const QJsonValue &value)
{
    std::optional<Version> newest;
    for (const QString &text : textsOf(value)) {
        const auto version = versionOf(text);
        if (version && (!newest || *version > *newest))
            newest = version;
    }
    return newest;
}

Status statusOf(const QString &text)
{
    const QString plain = text.toLower().remove(u' ');
    if (plain == "ready"_L1)
        return Status::Ready;
    if (plain == "busy"_L1)
        return Status::Busy;
    return plain == "notregistered"_L1 ? Status::NotRegistered : Status::NotReady;
}

/// Its own certificate's serial number stands in the digital id; so does what it is.
void readDigitalId(const QJsonObject &id, Device &device)
{
    device.serial = shortText(id, "serialNo"_L1);
    device.make = shortText(id, "make"_L1);
    device.model = shortText(id, "model"_L1);
    device.provider = shortText(id, "deviceProvider"_L1);
    device.subType = shortText(id, "deviceSubType"_L1);
    if (device.subType.isEmpty())
        device.subType = shortText(id, "subType"_L1); // of an earlier draft, still sent by some
}

QJsonObject objectOf(const QByteArray &bytes)
{
    const auto document = parseJson(bytes, maxInfoBytes);
    return document ? document->object() : QJsonObject();
}

/// What discovery and info have in common. Nothing when it is no device of ours.
Result<std::optional<Device>> readCommon(const QJsonObject &entry, const QJsonObject &digitalId,
                                         quint16 askedPort)
{
    Device device;
    const auto version = newestVersion(entry.value("specVersion"_L1));
    const auto modality = modalityOf(textOf(digitalId.value("type"_L1)));
    const QString purpose = textOf(entry.value("purpose"_L1));
    if (!version || !modality || purpose.compare("Auth"_L1, Qt::CaseInsensitive) == 0)
        return std::nullopt;
    const auto base = callbackAddress(textOf(entry.value("callbackId"_L1)), askedPort);
    if (!base)
        return tl::unexpected(base.error());
    device.version = *version;
    device.modality = *modality;
    device.base = *base;
    device.status = statusOf(textOf(entry.value("deviceStatus"_L1)));
    device.deviceId = shortText(entry, "deviceId"_L1);
    device.firmware = shortText(entry, "firmware"_L1);
    device.environment = shortText(entry, "env"_L1);
    device.subIds = numbersOf(entry.value("deviceSubId"_L1));
    readDigitalId(digitalId, device);
    if (device.serial.isEmpty())
        device.serial = shortText(entry, device.version == Version::V10 ? "serialNo"_L1 : "deviceCode"_L1);
    if (device.serial.isEmpty())
        return fail(Fault::BadField, u"serialNo"_s);
    return device;
}

Result<QJsonArray> entriesOf(QByteArrayView body)
{
    const auto document = parseJson(body, maxInfoBytes);
    if (!document)
        return tl::unexpected(document.error());
    // MOSIP's test service answers some errors with the entry alone.
    const QJsonArray entries
        = document->isArray() ? document->array() : QJsonArray{QJsonValue(document->object())};
    if (entries.size() > maxEntries)
        return fail(Fault::TooLarge, u"%1 devices"_s.arg(entries.size()));
    return entries;
}

/// The signed part and the digital id within, both held against the roots.
Result<std::pair<QJsonObject, Signer>> verified(const QByteArray &text, const Trust &trust,
                                                const QDateTime &now)
{
    const auto jws = parseJws(text);
    if (!jws)
        return tl::unexpected(jws.error());
    auto signer = trust.verify(*jws, now);
    if (!signer)
        return tl::unexpected(signer.error());
    return std::pair{objectOf(jws->payload), std::move(*signer)};
}

Result<std::optional<Device>> readInfoEntry(const QJsonObject &entry, quint16 askedPort, const Trust &trust,
                                            const QDateTime &now)
{
    const QByteArray text = entry.value("deviceInfo"_L1).toString().toLatin1();
    const auto bare = unverifiedPayload(text);
    if (!bare)
        return tl::unexpected(bare.error());
    QJsonObject info = objectOf(*bare);
    const QByteArray idText = info.value("digitalId"_L1).toString().toLatin1();
    const auto bareId = unverifiedPayload(idText);
    if (!bareId)
        return tl::unexpected(bareId.error());
    auto device = readCommon(info, objectOf(*bareId), askedPort);
    if (!device || !*device)
        return device;
    const auto signedInfo = verified(text, trust, now);
    const auto signedId = verified(idText, trust, now);
    if (signedInfo && signedId) {
        (*device)->trusted = true;
        (*device)->training = signedInfo->second.training || signedId->second.training;
    } else {
        const Error &why = signedInfo ? signedId.error() : signedInfo.error();
        (*device)->problem = faultCode(why.fault) + u": "_s + why.detail;
    }
    if (const ToldError told = toldError(entry); told.code != 0) {
        if ((*device)->status == Status::Ready)
            (*device)->status = Status::NotReady;
        (*device)->problem = u"service says %1: %2"_s.arg(told.code).arg(told.info.left(longestName));
    }
    return device;
}

} // namespace

BiometricDevice Device::described() const
{
    BiometricDevice told;
    told.id = id();
    told.driver = u"sbi-"_s + versionText(version);
    told.make = make;
    told.model = model;
    told.serial = serial;
    told.provider = provider;
    told.firmware = firmware;
    told.ready = status == Status::Ready;
    told.trusted = trusted;
    told.previews = true;
    told.simulated = training;
    return told;
}

int Device::subIdFor(bool left, bool right) const
{
    const int wanted = left && right ? 3 : left ? 1 : right ? 2 : 0;
    if (subIds.isEmpty() || subIds.contains(wanted))
        return wanted;
    return subIds.contains(0) ? 0 : subIds.first();
}

Result<QUrl> callbackAddress(const QString &text, quint16 askedPort)
{
    QUrl url(text.isEmpty() ? u"http://127.0.0.1:%1/"_s.arg(askedPort) : text, QUrl::StrictMode);
    const bool local = url.host() == "127.0.0.1"_L1 || url.host() == "localhost"_L1;
    const int port = url.port();
    if (!url.isValid() || url.scheme() != "http"_L1 || !local || !url.userInfo().isEmpty() || port < firstPort
        || port > lastPort || url.hasQuery() || url.hasFragment())
        return fail(Fault::BadAddress, url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery).left(80));
    url.setHost(u"127.0.0.1"_s);
    if (!url.path().endsWith(u'/'))
        url.setPath(url.path() + u'/');
    return url;
}

Result<QList<Device>> readDiscovery(QByteArrayView body, quint16 askedPort)
{
    const auto entries = entriesOf(body);
    if (!entries)
        return tl::unexpected(entries.error());
    QList<Device> found;
    for (const QJsonValue &value : *entries) {
        const QJsonObject entry = value.toObject();
        const auto id = unverifiedPayload(entry.value("digitalId"_L1).toString().toLatin1());
        if (!id)
            return tl::unexpected(id.error());
        const auto device = readCommon(entry, objectOf(*id), askedPort);
        if (!device)
            return tl::unexpected(device.error());
        if (*device)
            found.append(**device);
    }
    return found;
}

Result<QList<Device>> readInfo(QByteArrayView body, quint16 askedPort, const Trust &trust,
                               const QDateTime &now)
{
    const auto entries = entriesOf(body);
    if (!entries)
        return tl::unexpected(entries.error());
    QList<Device> found;
    for (const QJsonValue &value : *entries) {
        const auto device = readInfoEntry(value.toObject(), askedPort, trust, now);
        if (!device)
            return tl::unexpected(device.error());
        if (*device)
            found.append(**device);
    }
    return found;
}

} // namespace indraj::sbi
