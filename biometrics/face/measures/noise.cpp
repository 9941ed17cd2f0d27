#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

#include <array>

namespace indraj::measures {

namespace {

constexpr int block = 8;

constexpr int mostSide = 640; // px; a part of a large picture tells as much

/// The head and what is around it, or the middle of it, at the picture's own scale.
cv::Mat greyAroundFace(const FaceScene &scene)
{
    const cv::Rect2d box = scene.basics.faceBox;
    const cv::Size size(std::min(cvRound(box.width * 2), mostSide),
                        std::min(cvRound(box.height * 2), mostSide));
    const cv::Point2d middle = (box.tl() + box.br()) * 0.5;
    cv::Rect zone(cvRound(middle.x) - size.width / 2, cvRound(middle.y) - size.height / 2, size.width,
                  size.height);
    zone &= cv::Rect(0, 0, scene.picture.cols, scene.picture.rows);
    cv::Mat grey;
    if (zone.width > 4 * block && zone.height > 4 * block)
        cv::cvtColor(scene.picture(zone), grey, cv::COLOR_BGR2GRAY);
    return grey;
}

/// Standard deviation of the diagonal difference, which edges hardly show, in each block that is not clipped.
std::vector<double> blockDeviations(const cv::Mat &grey)
{
    constexpr float black = 12;
    constexpr float white = 243;
    cv::Mat values;
    grey.convertTo(values, CV_32F);
    const cv::Rect core(0, 0, values.cols - 1, values.rows - 1);
    const cv::Point right(1, 0);
    const cv::Point down(0, 1);
    const cv::Mat diagonal
        = (values(core) - values(core + right) - values(core + down) + values(core + right + down)) * 0.5;
    const cv::Size blocks(diagonal.cols / block, diagonal.rows / block);
    const cv::Rect whole(0, 0, blocks.width * block, blocks.height * block);
    cv::Mat means;
    cv::Mat squares;
    cv::resize(values(whole), means, blocks, 0, 0, cv::INTER_AREA);
    cv::resize(diagonal(whole).mul(diagonal(whole)), squares, blocks, 0, 0, cv::INTER_AREA);
    std::vector<double> deviations;
    for (int y = 0; y < blocks.height; ++y)
        for (int x = 0; x < blocks.width; ++x)
            if (means.at<float>(y, x) >= black && means.at<float>(y, x) <= white)
                deviations.push_back(std::sqrt(static_cast<double>(squares.at<float>(y, x))));
    return deviations;
}

/// Mean step between neighbours in a row, by column modulo 8; the strongest phase against the median of all.
double gridStrength(const cv::Mat &grey)
{
    cv::Mat values;
    grey.convertTo(values, CV_32F);
    const cv::Mat steps = cv::abs(values.colRange(1, values.cols) - values.colRange(0, values.cols - 1));
    std::array<double, block> sums{};
    std::array<int, block> counts{};
    cv::Mat columns;
    cv::reduce(steps, columns, 0, cv::REDUCE_AVG);
    for (int x = 0; x < steps.cols; ++x) {
        sums[static_cast<std::size_t>(x % block)] += columns.at<float>(x);
        ++counts[static_cast<std::size_t>(x % block)];
    }
    std::vector<double> phases;
    for (std::size_t k = 0; k < sums.size(); ++k)
        phases.push_back(sums[k] / std::max(1, counts[k]));
    constexpr double invisible = 0.3; // grey levels
    return (*std::max_element(phases.begin(), phases.end()) + invisible) / (medianOf(phases) + invisible);
}

} // namespace

Measured noise(const FaceScene &scene)
{
    const cv::Mat grey = greyAroundFace(scene);
    if (grey.empty())
        return tl::unexpected(NotAssessed::FaceTooSmall);
    auto deviations = blockDeviations(grey);
    constexpr std::size_t fewest = 40;
    if (deviations.size() < fewest)
        return tl::unexpected(NotAssessed::NoFlatArea);
    // The calmest fifth: skin, wall. What moves there is the sensor.
    const auto calm = deviations.begin() + static_cast<std::ptrdiff_t>(deviations.size() / 5);
    std::nth_element(deviations.begin(), calm, deviations.end());
    return Reading{*calm, 100 * (1 - sigmoid(*calm, 5, 1)), 0.8};
}

Measured compression(const FaceScene &scene)
{
    const cv::Mat grey = greyAroundFace(scene);
    if (grey.empty())
        return tl::unexpected(NotAssessed::FaceTooSmall);
    const double native = (gridStrength(grey) + gridStrength(grey.t())) / 2;
    // Blocks that were made before the picture was scaled do not lie on the grid: they are not seen.
    constexpr double confidence = 0.6;
    return Reading{native, 100 * (1 - sigmoid(native, 1.6, 0.12)), confidence};
}

} // namespace indraj::measures
