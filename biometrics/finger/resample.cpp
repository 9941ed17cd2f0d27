#include "biometrics/finger/resample.h"

#include "biometrics/shared/pixels.h"

#include <opencv2/imgproc.hpp>

namespace indraj {

QImage atSampleResolution(const QImage &picture, int resolution)
{
    if (resolution == sampleResolution || resolution <= 0 || picture.isNull())
        return picture;
    const double factor = double(sampleResolution) / resolution;
    const cv::Size size(std::max(1, qRound(picture.width() * factor)),
                        std::max(1, qRound(picture.height() * factor)));
    cv::Mat target;
    cv::resize(greyView(picture), target, size, 0, 0, factor < 0.8 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return greyImage(target);
}

} // namespace indraj
