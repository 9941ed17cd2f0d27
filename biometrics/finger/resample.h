#pragma once

#include <QImage>

namespace indraj {

inline constexpr int sampleResolution
    = 500; ///< pixels per inch of every finger sample; ISO/IEC 19794-4 level 31

/// The picture at 500 pixels per inch; the same picture when it is so already. Format_Grayscale8 both. Pure.
QImage atSampleResolution(const QImage &picture, int resolution);

} // namespace indraj
