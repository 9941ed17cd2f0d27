#pragma once

#include "biometrics/shared/record/recordparts.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <tl/expected.hpp>

#include <optional>

/// Finger image records of ISO/IEC 19794-4:2011 ("FIR", version 020): big-endian, every length exact.
namespace indraj {

/// Table 9 of the standard.
enum class FingerCompression : quint8 {
    None = 0,
    NonePacked = 1,
    Wsq = 2,
    Jpeg = 3,
    Jpeg2000 = 4, ///< lossy
    Jpeg2000Lossless = 5,
    Png = 6,
};

/// Table 10 of the standard, as far as a counter needs it; the reader lets the other codes through as
/// numbers.
namespace fingerimpression {
inline constexpr quint8 livePlain = 0, liveRolled = 1, inkPlain = 2, inkRolled = 3, unknown = 29;
}

/// Codes of table 8 beyond the ten fingers of FingerPosition.
namespace fingerposition {
inline constexpr quint8 unknown = 0, rightFour = 13, leftFour = 14, bothThumbs = 15;
}

struct RecordCertification {
    quint16 authority = 0; ///< CBEFF organisation
    quint8 scheme = 0; ///< annex B: 1 appendix F, 2 PIV, 3 optical PIV
    friend bool operator==(const RecordCertification &, const RecordCertification &) = default;
};

/// Segmentation (1), annotation (2), comment (3) or a vendor's block, carried as it is.
struct RecordExtension {
    quint16 type = 0;
    QByteArray data; ///< without type and length; at most 65,531 bytes
    friend bool operator==(const RecordExtension &, const RecordExtension &) = default;
};

/// One picture of the record with all that is said about it.
struct FingerRepresentation {
    QDateTime capturedAt; ///< UTC, to the millisecond; null when not known
    quint8 technology = 0; ///< table 4: 0 unknown, 2 optical TIR bright field ...
    quint16 deviceVendor = 0;
    quint16 deviceType = 0;
    QList<RecordQuality> qualities; ///< at most 255
    QList<RecordCertification> certifications; ///< written only when the record says it has certifications
    quint8 position = fingerposition::unknown; ///< 1-10 as FingerPosition, or fingerposition::
    quint8 number = 0; ///< counts the representations of one position from 0
    bool perCentimetre = false; ///< unit of the four resolutions; else per inch
    quint16 scanResolutionX = 500, scanResolutionY = 500;
    quint16 imageResolutionX = 500, imageResolutionY = 500; ///< not above the scan's
    FingerCompression compression = FingerCompression::Jpeg2000Lossless;
    quint8 impression = fingerimpression::livePlain;
    quint16 width = 0, height = 0; ///< pixels; 8 bits each
    QByteArray image; ///< never empty
    QList<RecordExtension> extensions;
    friend bool operator==(const FingerRepresentation &, const FingerRepresentation &) = default;
};

struct FingerRecord {
    bool hasCertifications = false; ///< every representation then carries a list of them, which may be empty
    QList<FingerRepresentation> representations; ///< 1 to 672
    friend bool operator==(const FingerRecord &, const FingerRecord &) = default;
};

/// Strict: what is accepted writes back to the same bytes. Pure; any thread.
tl::expected<FingerRecord, RecordError> readFingerRecord(QByteArrayView bytes);

/// Fails with WrongField for what the reader would refuse. Pure; any thread.
tl::expected<QByteArray, RecordError> writeFingerRecord(const FingerRecord &record);

} // namespace indraj
