#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QList>

#include <tl/expected.hpp>

#include <array>
#include <cstdint>

namespace indraj {

/// A landmark as ISO/IEC 19794-5:2011, 5.6 codes it: MPEG-4 feature point (type 1), code "major << 4 |
/// minor".
struct FaceLandmark {
    std::uint8_t type = 1;
    std::uint8_t code = 0;
    std::uint16_t x = 0; ///< px of the image
    std::uint16_t y = 0;
    std::uint16_t z = 0; ///< 0 for points of a flat picture
    bool operator==(const FaceLandmark &) const = default;
};

/// MPEG-4 feature points we write.
namespace landmark {
constexpr std::uint8_t leftEyeCentre = 0xC1; ///< 12.1, the person's left
constexpr std::uint8_t rightEyeCentre = 0xC2; ///< 12.2
constexpr std::uint8_t chin = 0x21; ///< 2.1
} // namespace landmark

struct FaceRecordQuality {
    std::uint8_t score = 255; ///< 0 to 100; 255 when it could not be computed
    std::uint16_t vendor = 0; ///< registered id, 0 when unknown
    std::uint16_t algorithm = 0;
    bool operator==(const FaceRecordQuality &) const = default;
};

enum class FaceImageType : std::uint8_t { Basic = 0, FullFrontal = 1, TokenFrontal = 2 };
enum class FaceImageCoding : std::uint8_t { Jpeg = 0, Jpeg2000Lossy = 1, Jpeg2000Lossless = 2, Png = 3 };
enum class FaceColourSpace : std::uint8_t { Unspecified = 0, Srgb = 1, Grey = 3 };

/// One representation of a face, ISO/IEC 19794-5:2011 (format "FAC", version "030"). What is not listed is
/// written as "not specified" (0) and must be 0 or a permitted value when read.
struct FaceRecord {
    QDateTime captured; ///< UTC, to the millisecond
    std::uint8_t technology = 0; ///< 0 unknown, 2 digital still camera, 6 digital video camera
    std::uint16_t captureVendor = 0;
    std::uint16_t captureDevice = 0;
    QList<FaceRecordQuality> qualities; ///< at most 255
    QList<FaceLandmark> landmarks; ///< at most 65535
    std::array<std::uint8_t, 3> pose{0, 0, 0}; ///< yaw, pitch, roll as poseByte() codes them
    std::array<std::uint8_t, 3> poseUncertainty{0, 0, 0}; ///< (degrees + 1), 0: not specified
    FaceImageType imageType = FaceImageType::FullFrontal;
    FaceImageCoding coding = FaceImageCoding::Jpeg2000Lossless;
    FaceColourSpace colourSpace = FaceColourSpace::Srgb;
    std::uint16_t width = 0; ///< px
    std::uint16_t height = 0;
    std::uint16_t processing = 0; ///< post-acquisition flags; bit 2 (0x0004): cropped
    QByteArray image; ///< the coded picture
    bool operator==(const FaceRecord &) const = default;
};

/// -180..180 degrees as 5.5.8 has it: 1 to 181 in steps of two degrees, 0 for "not specified".
std::uint8_t poseByte(double degrees);

enum class FaceRecordFault {
    TooShort, ///< ends before its fields do
    NotFace, ///< another format or version
    Length, ///< a length field disagrees with the bytes that are there
    Unsupported, ///< more than one representation, certification, 3-D or a type of image we do not know
    BadValue, ///< a field outside what the standard permits
    NoImage, ///< empty, or does not begin like the coding that is named; a JPEG that is cut short or of
             ///< another size
};

struct FaceRecordError {
    FaceRecordFault fault = FaceRecordFault::TooShort;
    qsizetype offset = 0; ///< of the field
};

/// Refuses a record that readFaceRecord() would not take.
tl::expected<QByteArray, FaceRecordError> writeFaceRecord(const FaceRecord &record);

/// Strict: every byte is accounted for, nothing may follow. Any input; reads no more than `bytes`.
tl::expected<FaceRecord, FaceRecordError> readFaceRecord(QByteArrayView bytes);

} // namespace indraj
