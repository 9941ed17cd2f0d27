#pragma once

#include "storage/packetstore.h"
#include "storage/stationaccess.h"
#include "sync/container.h"
#include "sync/fingerrecordmaker.h"

#include <QJsonObject>

#include <optional>

namespace indraj {

enum class PacketFault {
    Incomplete, ///< the input cannot be sealed: no sample bytes, null ids, a digest of the wrong length
    BadContent, ///< text or number that has no canonical form; a kind of sample twice
    BadCertificate,
    BadKey,
    TooLarge,
    NotAPacket, ///< no CMS of the right kinds
    NotForUs, ///< our key opens no recipient entry, or the envelope's authentication failed
    BadSignature, ///< not signed by a station of the given authority
    BadContainer,
    BadManifest, ///< unknown version, missing or unknown members, wrong station
    PartMismatch, ///< a part's length or digest is not what the manifest says
    CryptoFailed,
};

struct PacketError {
    PacketFault fault = PacketFault::CryptoFailed;
    QString detail{}; ///< for the log: never content
};

/// The largest sealed packet this program makes or opens, in bytes.
inline constexpr qint64 maxPacketBytes = 64LL << 20;

/// For whom and by which program a packet is made.
struct SealContext {
    QList<QByteArray> recipientsPem; ///< central first, escrow if there is one; never empty
    QString softwareVersion;
    QDateTime sealedAt; ///< UTC
    qint64 referenceVersion = 0; ///< of the reference data in use; 0: the program's own
    FingerRecordMaker fingerRecord{}; ///< null: the packet has no record of the fingers
};

/// Makes the sealed packet of docs/packet.md: container, signed by the station, encrypted to every recipient.
/// 5 MB take about 15 ms. Any thread.
tl::expected<QByteArray, PacketError> sealPacket(const SealInput &input, const StationIdentity &station,
                                                 const SealContext &context);

/// The manifest, checked and typed.
struct PacketManifest {
    QString station;
    qint64 sequence = 0;
    PacketId packet;
    EnrolmentId enrolment;
    QString token;
    QString service;
    int formVersion = 0;
    QString capturedBy;
    QString approvedBy;
    QDateTime createdAt, approvedAt, sealedAt; ///< UTC
    QByteArray auditHead; ///< 32 bytes
    qint64 auditSequence = 0;
    QString softwareVersion;
    std::optional<bool> tpmSealed{}; ///< whether the station's vault needs its TPM; not said in version 1
    QStringList devices{}; ///< drivers and models that took the samples, sorted; from version 3 on
    PacketId corrects{}; ///< central asked for this packet to be corrected; null: an application of its own
    qint64 referenceVersion = 0; ///< of the reference data it was captured with; 0: the program's own
};

struct OpenedPacket {
    PacketManifest manifest;
    QJsonObject enrollment; ///< OSIA Enrollment
    QList<PacketPart> samples; ///< in the manifest's order
    QList<QString> references; ///< the samples' imageRef values, same order
    QByteArray manifestJson{}; ///< the two JSON parts as they were signed
    QByteArray enrollmentJson{};
};

/// Who may open, and whose stations are believed.
struct OpenKeys {
    QByteArray recipientPem;
    SecretBytes recipientKeyPem;
    QByteArray stationCaPem;
    /// 32 bytes, the digest fixed when the upload began; empty: not compared. The encryption authenticates
    /// content, not the recipient entries before it: without this digest a changed bit there may go
    /// unnoticed.
    QByteArray packetSha256{};
};

/// Opens, verifies and checks a packet completely. Used by tests, tools and the authority's inner zone; the
/// station has no key for it. Any thread.
tl::expected<OpenedPacket, PacketError> openPacket(const QByteArray &packet, const OpenKeys &keys);

/// The part of openPacket after decryption and signature: container and manifest against each other.
tl::expected<OpenedPacket, PacketError> readPacketContent(const QByteArray &content);

} // namespace indraj
