#include "picture.h"

#include <opencv2/imgcodecs.hpp>

/// OpenCV is really used, so its libraries and the SQLite they drag in are really in the process.
int usePictures()
{
    std::vector<uchar> png;
    return cv::imencode(".png", cv::Mat(8, 8, CV_8UC1, cv::Scalar(7)), png) ? static_cast<int>(png.size())
                                                                            : 0;
}
