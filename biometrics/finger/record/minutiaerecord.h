#pragma once

#include "biometrics/finger/minutiae/fingertemplate.h"
#include "biometrics/finger/record/fingerrecord.h"

/// Finger minutiae records of ISO/IEC 19794-2:2011 ("FMR", version 030, record format), as far as our own
/// templates need them: one finger, no certifications, minutiae of six bytes at 197 pixels per centimetre
/// (500 per inch). The text of the standard was not at hand: the layout follows other public programs.
namespace indraj {

struct MinutiaeRecord {
    QDateTime capturedAt; ///< UTC, to the millisecond; null when not known
    quint8 technology = 0; ///< as in FingerRepresentation
    quint16 deviceVendor = 0;
    quint16 deviceType = 0;
    QList<RecordQuality> qualities; ///< at most 255
    quint8 position = fingerposition::unknown; ///< 0-10
    quint8 number = 0; ///< counts the representations of one position from 0; at most 15
    quint8 impression = fingerimpression::livePlain;
    /// 1 to 255 minutiae. Places are whole pixels, directions steps of 360/256 degrees and qualities of a
    /// hundredth in the record: writing rounds to them. With the map of ridge directions as an extended data
    /// block of ours when `cells` is not empty.
    FingerTemplate finger;
};

/// Type of the extended data block with the directions: cells across and down (two bytes each), then one byte
/// for each by rows, as FingerTemplate::directions. From 0x0100 on types are the vendor's.
inline constexpr quint16 directionsExtension = 0x0101;

/// Strict: what is accepted writes back to the same bytes. Pure; any thread.
tl::expected<MinutiaeRecord, RecordError> readMinutiaeRecord(QByteArrayView bytes);

/// Fails with WrongField for what the reader would refuse. Pure; any thread.
tl::expected<QByteArray, RecordError> writeMinutiaeRecord(const MinutiaeRecord &record);

} // namespace indraj
