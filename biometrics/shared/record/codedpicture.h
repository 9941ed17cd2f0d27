#pragma once

#include "biometrics/shared/record/jpeg2000.h"

namespace indraj {

/// The codings of grey pictures that records of fingers and irises have in common.
enum class PictureCoding { Raw, Jpeg, Png, Jpeg2000, Jpeg2000Lossless };

/// A picture as a record carries it, with what the record's own fields say of it.
struct CodedPicture {
    PictureCoding coding = PictureCoding::Raw;
    int width = 0; ///< pixels
    int height = 0; ///< pixels
    QByteArray bytes;
};

/// Its pixels, the coding's own header held against those fields before anything is decoded. Pure; any
/// thread.
tl::expected<QImage, PictureFault> pictureOf(const CodedPicture &coded);

/// As JPEG 2000 without loss; sides up to maxPictureSide. Pure; any thread.
tl::expected<CodedPicture, PictureFault> codedWithoutLoss(const QImage &picture);

} // namespace indraj
