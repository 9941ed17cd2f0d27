#pragma once

#include <QByteArray>

#include <opencv2/core/mat.hpp>

namespace indraj {

/// Side of the tiles in which a photograph is coded, pixels. A tile takes some 10 MB while it is coded,
/// whatever the size of the picture; without tiles a picture takes some 21 bytes a pixel.
inline constexpr int photographTileSide = 512;

/// A photograph without loss as JPEG 2000 in its file format (ISO/IEC 15444-1: reversible colour transform,
/// reversible 5/3 wavelet, tiles of photographTileSide). `picture` is CV_8UC3 as BGR or CV_8UC4 as BGRx, of
/// which the fourth channel is left out; sides from 32 pixels. Empty for any other picture, and where there
/// is no memory for it. Pure; any thread; 55 to 100 ms a megapixel.
QByteArray encodePhotograph(const cv::Mat &picture);

} // namespace indraj
