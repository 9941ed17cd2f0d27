#include "biometrics/finger/measures/certainty.h"

#include "biometrics/finger/measures/windows.h"

namespace indraj::fingermeasure {

std::vector<double> orientationCertainties(const cv::Mat &picture)
{
    std::vector<double> values;
    for (int y = 0; y + blockSide <= picture.rows; y += blockSide) {
        for (int x = 0; x + blockSide <= picture.cols; x += blockSide) {
            const double value
                = gradientCovariance(picture(cv::Rect(x, y, blockSide, blockSide))).certainty();
            if (value >= 0)
                values.push_back(value);
        }
    }
    return values;
}

} // namespace indraj::fingermeasure
