#include "biometrics/face/pixels.h"

#include <opencv2/imgproc.hpp>

namespace indraj {

cv::Mat bgrOf(const cv::Mat &image)
{
    if (image.type() == CV_8UC3)
        return image;
    cv::Mat result;
    cv::cvtColor(image, result, cv::COLOR_BGRA2BGR);
    return result;
}

bool isUsable(const cv::Mat &image)
{
    return (image.type() == CV_8UC3 || image.type() == CV_8UC4) && image.cols >= 32 && image.rows >= 32;
}

} // namespace indraj
