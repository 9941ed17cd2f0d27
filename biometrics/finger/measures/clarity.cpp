#include "biometrics/finger/measures/clarity.h"

namespace indraj::fingermeasure {
namespace {

constexpr double widthUnit = 20; ///< NFIQ 2 compares widths as shares of five pixels at 125 pixels per inch

/// Mean run width, in widthUnit, of the kind of run that starts at `first`; the last run, cut off by the
/// window, does not count and the first one counts a pixel less. Widths are divided one by one, as NFIQ 2
/// does: means that equal a limit otherwise fall on its other side.
double meanRun(const std::vector<int> &changes, size_t first)
{
    double sum = 0;
    int count = 0;
    for (size_t i = first; i < changes.size(); i += 2) {
        sum += (i == 0 ? changes[0] : changes[i] - changes[i - 1]) / widthUnit;
        ++count;
    }
    return count ? sum * (1.0 / count) : 0;
}

} // namespace

double ridgeClarity(const RidgeProfile &profile)
{
    const std::vector<int> changes = profile.changes(0);
    if (changes.empty())
        return 0;
    const double ridgeWidth = meanRun(changes, profile.ridge[0] ? 0 : 1);
    const double valleyWidth = meanRun(changes, profile.ridge[0] ? 1 : 0);
    constexpr double minRidge = 3 / widthUnit, minValley = 2 / widthUnit, maxEither = 10 / widthUnit;
    if (ridgeWidth < minRidge || ridgeWidth > maxEither || valleyWidth < minValley || valleyWidth > maxEither)
        return 0;
    double wrongValley = 0, valley = 0, wrongRidge = 0, ridge = 0;
    for (int x = 0; x < profile.cut.cols; ++x) {
        const bool isRidge = profile.ridge[size_t(x)];
        const double border = profile.border[size_t(x)];
        (isRidge ? ridge : valley) += profile.cut.rows;
        for (int y = 0; y < profile.cut.rows; ++y) {
            const bool dark = profile.cut.at<uchar>(y, x) < border;
            if (isRidge && !dark)
                ++wrongRidge;
            else if (!isRidge && dark)
                ++wrongValley;
        }
    }
    return 1 - (wrongValley / valley + wrongRidge / ridge) / 2;
}

} // namespace indraj::fingermeasure
