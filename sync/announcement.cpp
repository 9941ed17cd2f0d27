#include "sync/announcement.h"

#include "sync/canonicaljson.h"
#include "sync/osiaenrollment.h"

#include <QJsonArray>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QJsonObject announcedEntry(const UploadRecord &record)
{
    return {{u"packetId"_s, record.packet.toString()},
            {u"sequence"_s, record.sequence},
            {u"length"_s, record.size},
            {u"sha256"_s, QString::fromLatin1(record.sha256.toHex())},
            {u"audit"_s,
             QJsonObject{{u"head"_s, QString::fromLatin1(record.auditHead.toHex())},
                         {u"sequence"_s, record.auditSequence}}},
            {u"kind"_s, QString::fromLatin1(enrolmentKind)},
            {u"time"_s, wireTime(record.sealedAt)}};
}

CmsResult<QByteArray> signAnnouncement(const QList<UploadRecord> &records, const StationIdentity &station,
                                       const QDateTime &now)
{
    QJsonArray packets;
    for (const UploadRecord &record : records)
        packets.append(announcedEntry(record));
    const auto json = canonicalJson({{u"announcementVersion"_s, listVersion},
                                     {u"station"_s, station.stationId},
                                     {u"madeAt"_s, wireTime(now)},
                                     {u"packets"_s, packets}});
    if (!json)
        return tl::unexpected(CmsError{CmsError::Fault::Internal, json.error()});
    return cms::sign(*json, {station.certificatePem, station.privateKeyPem.bytes()});
}

} // namespace indraj
