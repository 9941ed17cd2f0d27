#pragma once

#include "biometrics/signature/signature.h"

#include <QByteArray>
#include <QImage>

#include <tl/expected.hpp>

namespace indraj {

inline constexpr int signatureResolution = 300; ///< pixels per inch of the picture

/// The key of the PNG text that holds the strokes: a record of strokerecord.h in base64.
inline constexpr char16_t strokesTextKey[] = u"ISO-IEC-19794-7";

enum class SignaturePictureFault {
    NoPicture, ///< no PNG
    NoStrokes, ///< a picture without strokes
    BadStrokes, ///< the text is no base64, or no record that the strict reader takes
    NotWritable,
};

/// Black ink on white, 8-bit grey, at `resolution` pixels per inch: what was written with 3 mm around it, as
/// far as the field goes. The line is wider where the pen pressed. Null for a signature without a stroke.
/// Pure; any thread; some milliseconds.
QImage drawSignature(const Signature &signature, int resolution = signatureResolution);

/// A PNG of the drawing that carries its strokes: one sample, so that neither can be lost without the other.
/// Pure; any thread.
tl::expected<QByteArray, SignaturePictureFault> writeSignaturePicture(const Signature &signature);

/// The strokes in such a picture. Pure; any thread.
tl::expected<Signature, SignaturePictureFault> readSignaturePicture(const QByteArray &png);

} // namespace indraj
