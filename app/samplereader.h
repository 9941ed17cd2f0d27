#pragma once

#include "enrollment/samples.h"

#include <QImage>

#include <functional>

namespace indraj {

/// The picture of a sample, for the screen: JPEG 2000, JPEG or PNG. Null when the bytes are no picture. Pure;
/// any thread.
QImage readSamplePicture(const Sample &sample);

/// readSamplePicture(), one picture at a time whoever asks: two portraits at once cost 80 MB.
std::function<QImage(const Sample &)> sampleReader();

} // namespace indraj
