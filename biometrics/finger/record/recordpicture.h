#pragma once

#include "biometrics/finger/record/fingerrecord.h"
#include "biometrics/shared/record/jpeg2000.h"

namespace indraj {

/// The pixels of a representation, its coding's own header held against the record's fields. Reads
/// uncompressed pixels, JPEG 2000, JPEG and PNG. Pure; any thread.
tl::expected<QImage, PictureFault> representationPicture(const FingerRepresentation &part);

/// Puts a picture in, coded as JPEG 2000 without loss: sets image, compression, width and height. Pure.
tl::expected<void, PictureFault> setRepresentationPicture(FingerRepresentation &part, const QImage &picture);

} // namespace indraj
