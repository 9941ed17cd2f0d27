#include "biometrics/finger/measures/uniformity.h"

namespace indraj::fingermeasure {

void appendWidthRatios(const RidgeProfile &profile, std::vector<double> &ratios)
{
    const std::vector<int> changes = profile.changes(1);
    if (changes.size() < 3)
        return;
    std::vector<double> widths;
    for (size_t i = changes.size() - 1; i > 1; --i)
        widths.push_back(changes[i] - changes[i - 1]);
    const size_t startsWithRidge = profile.ridge[size_t(changes[0]) + 1] ? 1 : 0;
    for (size_t i = 0; i + 1 < widths.size(); ++i) {
        const double ratio = widths[i] / widths[i + 1];
        ratios.push_back(i % 2 == startsWithRidge ? 1 / ratio : ratio);
    }
}

} // namespace indraj::fingermeasure
