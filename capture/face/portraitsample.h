#pragma once

#include "capture/facecapture.h"

namespace indraj {

/// A portrait crop as picture bytes: lossless JPEG 2000, or PNG where OpenCV was built without it.
struct EncodedPortrait {
    QByteArray bytes;
    QString mimeType;
};
EncodedPortrait encodePortrait(const QImage &crop);

} // namespace indraj
