#pragma once

#include <QByteArray>
#include <QImage>

#include <tl/expected.hpp>

namespace indraj {

enum class PictureFault {
    NotGrey8, ///< not a Format_Grayscale8 picture, or one without pixels
    NotWritten, ///< the encoder failed, or what it wrote does not come back as it was
    Damaged, ///< the bytes are no picture of this kind, or its header contradicts itself
    TooSmall, ///< to be written: below minPictureSide
    TooLarge, ///< over maxPictureSide
    NotGrey, ///< more than one component, or not eight bits each
    WrongSize, ///< not the size the record says
    Lossy, ///< said to be without loss, but coded with the irreversible wavelet
    NotSupported, ///< a coding we do not read (WSQ, packed bits)
};

inline constexpr int minPictureSide = 32; ///< pixels; less has no six resolution levels
inline constexpr int maxPictureSide = 5000; ///< pixels; a ten-inch platen

/// Without loss: JPEG 2000 in its file format (ISO/IEC 15444-1, reversible 5/3 wavelet), decoded again and
/// compared before it is returned. Sides from minPictureSide. Pure; any thread; about 25 ms for a finger.
tl::expected<QByteArray, PictureFault> encodeJpeg2000(const QImage &picture);

/// The header is checked before the decoder sees a byte. Pure; any thread.
tl::expected<QImage, PictureFault> decodeJpeg2000(QByteArrayView file);

/// The same for a photograph: one or three components of eight bits, as Format_RGB32. Pure; any thread.
tl::expected<QImage, PictureFault> decodeColourJpeg2000(QByteArrayView file);

} // namespace indraj
