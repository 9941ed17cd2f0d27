#pragma once

#include "storage/packetstore.h"
#include "storage/stationaccess.h"
#include "sync/cms.h"

#include <QJsonObject>

namespace indraj {

/// The kind every packet of this program has on the wire.
inline constexpr QByteArrayView enrolmentKind{"enrolment"};
/// At most this many packets in one list.
inline constexpr qsizetype maxAnnounced = 1000;

/// Version of both signed lists: with the head of the audit chain in every entry.
inline constexpr int listVersion = 2;

/// One packet as every signed list names it.
QJsonObject announcedEntry(const UploadRecord &record);

/// The signed list that goes to central before any bytes (docs/packet.md), so that it sees what a station
/// still owes. CMS SignedData, DER. `records` must not be empty, and each must have been begun. Any thread.
CmsResult<QByteArray> signAnnouncement(const QList<UploadRecord> &records, const StationIdentity &station,
                                       const QDateTime &now);

} // namespace indraj
