#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include <tl/expected.hpp>

namespace indraj {

inline constexpr int sampleResolution
    = 500; ///< pixels per inch of every finger sample; ISO/IEC 19794-4 level 31

/// The picture at 500 pixels per inch; the same picture when it is so already. Format_Grayscale8 both.
QImage atSampleResolution(const QImage &picture, int resolution);

struct EncodedPicture {
    QByteArray bytes;
    QString mimeType; ///< "image/jp2", or "image/png" where JPEG 2000 could not be written
};
enum class EncodeFault { NotGrey8, Failed };

/// Without loss: JPEG 2000 (ISO/IEC 15444-1, reversible 5/3 wavelet), decoded again and compared before it is
/// returned. Pure; any thread; about 25 ms.
tl::expected<EncodedPicture, EncodeFault> encodeLossless(const QImage &picture);

} // namespace indraj
