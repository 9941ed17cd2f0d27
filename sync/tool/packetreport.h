#pragma once

#include "sync/cms.h"
#include "sync/packet.h"

#include <QJsonObject>

namespace indraj {

/// What can be said of a packet without any key.
struct PacketOutside {
    qint64 size = 0; ///< bytes
    QByteArray sha256; ///< 32 bytes: what create and receipt name
    QList<CmsRecipient> recipients;
};

/// PacketFault::NotAPacket when it is no AuthEnvelopedData.
tl::expected<PacketOutside, PacketError> inspectPacket(const QByteArray &packet);

/// Plain English for a person at a terminal: what is wrong with the packet, and what to try. `keyIdentifier`
/// is that of the recipient certificate that was tried, empty if none.
QString explainFault(const PacketError &error, const PacketOutside &outside, const QByteArray &keyIdentifier);

/// Reports without personal data: no field of the form, no token. @{
QJsonObject reportOf(const PacketOutside &outside);
QJsonObject reportOf(const OpenedPacket &opened);
/// @}
/// "name: value" lines of a report, nested members indented.
QString textOf(const QJsonObject &report, int indent = 0);

} // namespace indraj
