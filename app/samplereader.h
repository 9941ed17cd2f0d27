#pragma once

#include "enrollment/samples.h"

#include <QImage>

namespace indraj {

/// The picture of a sample, for the screen: JPEG 2000, JPEG or PNG. Null when the bytes are no picture. Pure;
/// any thread.
QImage readSamplePicture(const Sample &sample);

} // namespace indraj
