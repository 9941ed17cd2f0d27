#pragma once

#include "enrollment/samples.h"

#include <QImage>

#include <functional>

namespace indraj {

/// The picture of a sample, for the screen: JPEG 2000, JPEG or PNG. Null when the bytes are no picture. Pure;
/// any thread.
QImage readSamplePicture(const Sample &sample);

/// readSamplePicture(), one picture at a time whoever asks: a full portrait takes 33 MiB while it is decoded.
std::function<QImage(const Sample &)> sampleReader();

} // namespace indraj
