#include "sync/packet.h"

#include "sync/canonicaljson.h"
#include "sync/cms.h"
#include "sync/osiaenrollment.h"
#include "sync/packetmanifest.h"

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

tl::unexpected<PacketError> fault(PacketFault what, const QString &detail = {})
{
    return tl::unexpected(PacketError{what, detail});
}

PacketFault faultOf(CmsError::Fault cms)
{
    switch (cms) {
    case CmsError::Fault::BadCertificate:
        return PacketFault::BadCertificate;
    case CmsError::Fault::BadKey:
        return PacketFault::BadKey;
    case CmsError::Fault::NotCms:
        return PacketFault::NotAPacket;
    case CmsError::Fault::NotForUs:
        return PacketFault::NotForUs;
    case CmsError::Fault::BadSignature:
        return PacketFault::BadSignature;
    case CmsError::Fault::Internal:
        break;
    }
    return PacketFault::CryptoFailed;
}

tl::unexpected<PacketError> fault(const CmsError &error) { return fault(faultOf(error.fault), error.detail); }

QByteArray partName(const SampleInfo &info)
{
    const auto stem = [&info]() -> QString {
        switch (info.kind) {
        case SampleKind::FacePortrait:
            return u"face"_s;
        case SampleKind::Finger:
            return u"finger-"_s + fingerName(info.finger);
        case SampleKind::ApplicantSignature:
            return u"signature"_s;
        case SampleKind::ExceptionPhoto:
            return u"exception-photo"_s;
        case SampleKind::PortraitRecord:
            return u"face-record"_s;
        case SampleKind::CardPortrait:
            return u"face-card"_s;
        case SampleKind::EarlierCard:
            return u"earlier-card"_s;
        case SampleKind::Iris:
            return u"iris-"_s + eyeName(info.eye);
        case SampleKind::IrisRecord:
            return u"iris-%1-record"_s.arg(eyeName(info.eye));
        case SampleKind::Document:
        case SampleKind::FaceAtSignOff:
        case SampleKind::PortraitTries:
            break;
        }
        return u"document-"_s + info.id.toString();
    };
    const auto suffix = [&info]() -> QString {
        if (info.mimeType == "image/jp2"_L1)
            return u".jp2"_s;
        if (info.mimeType == "image/jpeg"_L1)
            return u".jpg"_s;
        if (info.mimeType == faceRecordType)
            return u".fac"_s;
        if (info.mimeType == irisRecordType)
            return u".iir"_s;
        return info.mimeType == "image/png"_L1 ? u".png"_s : u".bin"_s;
    };
    return (stem() + suffix()).toLatin1();
}

tl::expected<QByteArray, PacketError> canonical(const QJsonObject &object)
{
    auto bytes = canonicalJson(object);
    if (!bytes)
        return fault(PacketFault::BadContent, bytes.error());
    return *bytes;
}

/// The record is no sample of the vault: it is made when the packet is, with a name that only that packet's
/// id decides, so that sealing again gives the same.
SampleId fingerRecordId(const PacketId &packet)
{
    return {QUuid::createUuidV5(packet.value, QByteArray("finger-record"))};
}

/// The record of all fingers as the last part; none without fingers or without a maker.
tl::expected<QList<ManifestPart>, PacketError> fingerRecordPart(const SealInput &input,
                                                                const FingerRecordMaker &maker)
{
    if (!maker)
        return QList<ManifestPart>();
    const auto record = maker(input.samples);
    if (!record)
        return fault(PacketFault::BadContent, u"record of the fingers: "_s + record.error());
    if (record->isEmpty())
        return QList<ManifestPart>();
    return QList<ManifestPart>{{{QByteArrayLiteral("finger-record.fir"), *record},
                                QString(fingerRecordType),
                                sampleRef(fingerRecordId(input.packet))}};
}

/// Enrollment JSON, samples and the record of the fingers, in the order of the container.
tl::expected<QList<ManifestPart>, PacketError> contentParts(const SealInput &input,
                                                            const FingerRecordMaker &maker)
{
    const auto record = fingerRecordPart(input, maker);
    if (!record)
        return tl::unexpected(record.error());
    const auto enrollment = canonical(
        osiaEnrollment(input.enrolment, record->isEmpty() ? QString() : record->first().reference));
    if (!enrollment)
        return tl::unexpected(enrollment.error());
    QList<ManifestPart> parts{{{enrollmentPartName.toByteArray(), *enrollment}, u"application/json"_s, {}}};
    if (input.samples.size() != input.enrolment.samples.size())
        return fault(PacketFault::Incomplete, u"samples"_s);
    for (const SampleInfo &info : input.enrolment.samples) {
        // The one served the comparison and stays here until the enrolment is erased; the other is no
        // picture.
        if (info.kind == SampleKind::FaceAtSignOff || info.kind == SampleKind::PortraitTries)
            continue;
        const auto sample = std::find_if(input.samples.cbegin(), input.samples.cend(),
                                         [&info](const Sample &s) { return s.info.id == info.id; });
        if (sample == input.samples.cend() || sample->bytes.isEmpty())
            return fault(PacketFault::Incomplete, u"sample %1"_s.arg(info.id.toString()));
        parts.append({{partName(info), sample->bytes}, info.mimeType, sampleRef(info.id)});
    }
    return parts + *record;
}

/// What took the samples, by name and once each.
QStringList devicesOf(const Enrolment &enrolment)
{
    QStringList devices;
    for (const SampleInfo &info : enrolment.samples) {
        if (!info.device.isEmpty() && !devices.contains(info.device))
            devices.append(info.device);
    }
    devices.sort();
    return devices;
}

tl::expected<QList<QByteArray>, PacketError>
packetContent(const SealInput &input, const StationIdentity &station, const SealContext &context)
{
    if (input.packet.isNull() || input.enrolment.id.isNull() || input.sequence < 1
        || input.auditHead.size() != 32 || station.stationId.isEmpty() || input.approvedBy.isEmpty()
        || !input.approvedAt.isValid() || !context.sealedAt.isValid())
        return fault(PacketFault::Incomplete, u"manifest"_s);
    const auto parts = contentParts(input, context.fingerRecord);
    if (!parts)
        return tl::unexpected(parts.error());
    const PacketManifest manifest{station.stationId,
                                  input.sequence,
                                  input.packet,
                                  input.enrolment.id,
                                  input.enrolment.token,
                                  input.enrolment.service,
                                  input.enrolment.formVersion,
                                  input.enrolment.capturedBy,
                                  input.approvedBy,
                                  input.enrolment.createdAt,
                                  input.approvedAt,
                                  context.sealedAt,
                                  input.auditHead,
                                  input.auditSequence,
                                  context.softwareVersion,
                                  input.tpmSealed,
                                  devicesOf(input.enrolment),
                                  input.enrolment.corrects,
                                  context.referenceVersion};
    const auto json = canonical(manifestJson(manifest, *parts));
    if (!json)
        return tl::unexpected(json.error());
    QList<PacketPart> all{{manifestPartName.toByteArray(), *json}};
    for (const ManifestPart &part : *parts)
        all.append(part.part);
    auto pieces = containerPieces(all);
    if (!pieces) {
        const bool tooLarge = pieces.error().fault == ContainerFault::TooLarge
            || pieces.error().fault == ContainerFault::TooManyParts;
        return fault(tooLarge ? PacketFault::TooLarge : PacketFault::BadContent, u"container"_s);
    }
    return *pieces;
}

} // namespace

tl::expected<QByteArray, PacketError> sealPacket(const SealInput &input, const StationIdentity &station,
                                                 const SealContext &context)
{
    const auto content = packetContent(input, station, context);
    if (!content)
        return tl::unexpected(content.error());
    const CmsSigner signer{station.certificatePem, station.privateKeyPem.bytes()};
    auto packet = cms::signAndEncrypt(*content, signer, context.recipientsPem);
    if (!packet)
        return fault(packet.error());
    if (packet->size() > maxPacketBytes)
        return fault(PacketFault::TooLarge);
    return *packet;
}

tl::expected<OpenedPacket, PacketError> openPacket(const QByteArray &packet, const OpenKeys &keys)
{
    if (packet.size() > maxPacketBytes)
        return fault(PacketFault::TooLarge);
    if (!keys.packetSha256.isEmpty() && cms::sha256(packet) != keys.packetSha256)
        return fault(PacketFault::NotAPacket, u"digest"_s);
    const auto signedBytes = cms::decrypt(packet, keys.recipientPem, keys.recipientKeyPem.bytes());
    if (!signedBytes)
        return fault(signedBytes.error());
    const auto verified = cms::verify(*signedBytes, keys.stationCaPem, cms::Anchor::StationCa);
    if (!verified)
        return fault(verified.error());
    auto opened = readPacketContent(verified->content);
    if (opened && opened->manifest.station != verified->signerName)
        return fault(PacketFault::BadManifest, u"signed by another station than it names"_s);
    return opened;
}

tl::expected<OpenedPacket, PacketError> readPacketContent(const QByteArray &content)
{
    const auto parts = readContainer(content);
    if (!parts)
        return fault(PacketFault::BadContainer, u"at byte %1"_s.arg(parts.error().offset));
    if (parts->size() < 2 || parts->at(0).name != manifestPartName || parts->at(1).name != enrollmentPartName)
        return fault(PacketFault::BadContainer, u"first parts"_s);
    const auto json = parseCanonicalJson(parts->at(0).bytes);
    if (!json)
        return fault(PacketFault::BadManifest, json.error());
    const auto manifest = parseManifest(*json);
    if (!manifest)
        return fault(PacketFault::BadManifest, manifest.error());
    if (manifest->parts.size() + 1 != parts->size())
        return fault(PacketFault::PartMismatch, u"count"_s);
    OpenedPacket opened{manifest->facts, {}, {}, {}, parts->at(0).bytes, parts->at(1).bytes};
    for (qsizetype i = 0; i < manifest->parts.size(); ++i) {
        const DeclaredPart &declared = manifest->parts.at(i);
        const PacketPart &part = parts->at(i + 1);
        if (declared.name != part.name || declared.length != part.bytes.size()
            || declared.sha256 != cms::sha256(part.bytes))
            return fault(PacketFault::PartMismatch, QString::fromLatin1(part.name));
        if (i > 0) {
            opened.samples.append(part);
            opened.references.append(declared.reference);
        }
    }
    const auto enrollment = parseCanonicalJson(parts->at(1).bytes);
    if (!enrollment)
        return fault(PacketFault::BadContent, enrollment.error());
    opened.enrollment = *enrollment;
    return opened;
}

} // namespace indraj
