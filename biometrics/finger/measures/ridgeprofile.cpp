#include "biometrics/finger/measures/ridgeprofile.h"

#include "biometrics/finger/measures/windows.h"

#include <cmath>

namespace indraj::fingermeasure {

std::vector<int> RidgeProfile::changes(int skipLast) const
{
    std::vector<int> found;
    const int end = int(ridge.size()) - 1 - skipLast;
    for (int i = 0; i < end; ++i) {
        if (ridge[size_t(i)] != ridge[size_t(i) + 1])
            found.push_back(i);
    }
    return found;
}

RidgeProfile ridgeProfile(const cv::Mat &turned)
{
    constexpr int length = 32, depth = 16, middle = patchSide / 2;
    RidgeProfile profile;
    profile.cut = turned(cv::Rect(middle - length / 2, middle - depth / 2, length, depth));
    std::vector<double> means(length);
    double sumY = 0, sumXY = 0;
    for (int x = 0; x < length; ++x) {
        means[size_t(x)] = cv::mean(profile.cut.col(x))[0];
        sumY += means[size_t(x)];
        sumXY += (x + 1) * means[size_t(x)];
    }
    // Least squares line over x = 1..32, rounded as NFIQ 2 does so that equal columns compare alike
    // everywhere.
    constexpr double sumX = length * (length + 1) / 2.0;
    constexpr double sumXX = length * (length + 1) * (2 * length + 1) / 6.0;
    const auto rounded = [](double value) { return std::round(value * 1e10) / 1e10; };
    const double slope = rounded((length * sumXY - sumX * sumY) / (length * sumXX - sumX * sumX));
    const double start
        = rounded((sumY - (length * sumXY - sumX * sumY) / (length * sumXX - sumX * sumX) * sumX) / length);
    for (int x = 0; x < length; ++x) {
        profile.border.push_back((x + 1) * slope + start);
        profile.ridge.push_back(means[size_t(x)] < profile.border.back());
    }
    return profile;
}

} // namespace indraj::fingermeasure
