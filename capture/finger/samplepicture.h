#pragma once

#include "biometrics/finger/resample.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <tl/expected.hpp>

namespace indraj {

struct EncodedPicture {
    QByteArray bytes;
    QString mimeType; ///< "image/jp2", or "image/png" where JPEG 2000 could not be written
};
enum class EncodeFault { NotGrey8, Failed };

/// Without loss: JPEG 2000 (ISO/IEC 15444-1, reversible 5/3 wavelet), decoded again and compared before it is
/// returned. Pure; any thread; about 25 ms.
tl::expected<EncodedPicture, EncodeFault> encodeLossless(const QImage &picture);

} // namespace indraj
