#include "biometrics/finger/measures/grey.h"

#include "biometrics/finger/measures/windows.h"

namespace indraj::fingermeasure {

double meanOfBlockMeans(const cv::Mat &picture)
{
    double sum = 0;
    int count = 0;
    for (int y = 0; y < picture.rows; y += blockSide) {
        for (int x = 0; x < picture.cols; x += blockSide) {
            sum += cv::mean(picture(cv::Rect(x, y, std::min(blockSide, picture.cols - x),
                                             std::min(blockSide, picture.rows - y))))[0];
            ++count;
        }
    }
    return sum / count;
}

} // namespace indraj::fingermeasure
