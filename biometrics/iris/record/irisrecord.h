#pragma once

#include "biometrics/shared/record/jpeg2000.h"
#include "biometrics/shared/record/recordparts.h"

#include <QByteArray>
#include <QDateTime>
#include <QImage>
#include <QList>

#include <tl/expected.hpp>

#include <optional>

/// Iris image records of ISO/IEC 19794-6:2011 ("IIR", version 020): big-endian, every length exact. Faults,
/// qualities and codings of pictures are shared with the finger records.
namespace indraj {

enum class IrisImageType : quint8 {
    Uncropped = 1,
    Vga = 2, ///< 640 x 480, iris centred
    Cropped = 3,
    CroppedAndMasked = 7,
};

/// As far as grey pictures go; the standard's colour codings are not read.
enum class IrisImageFormat : quint8 { Raw = 2, Jpeg2000 = 10, Png = 14 };

enum class IrisOrientation : quint8 { Undefined = 0, Base = 1, Flipped = 2 };

/// What had happened to the pixels before.
enum class IrisCompressionHistory : quint8 { Undefined = 0, LosslessOrNone = 1, Lossy = 2 };

/// A range of a measure in pixels; 0 and 0: not known.
struct IrisExtent {
    quint16 least = 0;
    quint16 most = 0;
    friend bool operator==(const IrisExtent &, const IrisExtent &) = default;
};

/// One picture of the record with all that is said about it (table 4 of the standard).
struct IrisRepresentation {
    static constexpr quint16 angleUndefined = 0xFFFF;

    QDateTime capturedAt; ///< UTC, to the millisecond; null when not known
    quint8 technology = 0; ///< 0 unknown, 1 CMOS or CCD
    quint16 deviceVendor = 0;
    quint16 deviceType = 0;
    QList<RecordQuality> qualities; ///< at most 255
    quint16 number = 1; ///< counts the representations from 1
    quint8 eye = 0; ///< 0 undefined, else EyePosition
    IrisImageType type = IrisImageType::Uncropped;
    IrisImageFormat format = IrisImageFormat::Jpeg2000;
    IrisOrientation horizontal = IrisOrientation::Base;
    IrisOrientation vertical = IrisOrientation::Base;
    IrisCompressionHistory history = IrisCompressionHistory::LosslessOrNone;
    quint16 width = 0, height = 0; ///< pixels; 8 bits each
    quint16 range = 0; ///< millimetres from the camera; 0 not known, 1 failed, 65535 more
    quint16 roll = angleUndefined; ///< 65536ths of a turn
    quint16 rollUncertainty = angleUndefined;
    IrisExtent centreX, centreY, diameter;
    QByteArray image; ///< never empty
    friend bool operator==(const IrisRepresentation &, const IrisRepresentation &) = default;
};

struct IrisRecord {
    QList<IrisRepresentation> representations; ///< 1 to 65535
    friend bool operator==(const IrisRecord &, const IrisRecord &) = default;
};

/// Strict: what is accepted writes back to the same bytes. Pure; any thread.
tl::expected<IrisRecord, RecordError> readIrisRecord(QByteArrayView bytes);

/// Fails with WrongField for what the reader would refuse. Pure; any thread.
tl::expected<QByteArray, RecordError> writeIrisRecord(const IrisRecord &record);

/// The pixels of a representation, its coding's own header held against the record's fields. Pure.
tl::expected<QImage, PictureFault> irisPicture(const IrisRepresentation &part);

/// Puts a picture in, coded as JPEG 2000 without loss: sets image, format, width and height. Pure.
tl::expected<void, PictureFault> setIrisPicture(IrisRepresentation &part, const QImage &picture);

} // namespace indraj
