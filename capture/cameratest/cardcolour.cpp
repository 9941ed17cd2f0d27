#include "capture/cameratest/cardcolour.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj {

namespace {

constexpr double plainest = 5; ///< CIELAB; a card under a lamp from the side changes by less
constexpr double mostCast = 40; ///< beyond it is no grey card
constexpr double mostMovement = 2.5; ///< grey levels, of the blurred picture

cv::Mat bgrIn(const cv::Mat &image, const cv::Rect &place)
{
    const cv::Mat part = image(place);
    if (part.channels() == 3)
        return part;
    cv::Mat bgr;
    cv::cvtColor(part, bgr, cv::COLOR_BGRA2BGR);
    return bgr;
}

bool isPicture(const cv::Mat &image)
{
    constexpr int leastSize = 48;
    return image.depth() == CV_8U && (image.channels() == 3 || image.channels() == 4)
        && image.cols >= leastSize && image.rows >= leastSize;
}

} // namespace

double CardColour::cast() const { return std::hypot(redness, yellowness); }

cv::Rect cardPlace(const cv::Size &picture)
{
    return {picture.width / 3, picture.height / 3, picture.width / 3, picture.height / 3};
}

std::optional<CardColour> cardColour(const cv::Mat &image)
{
    if (!isPicture(image))
        return std::nullopt;
    cv::Mat small; // in small pieces the grain is gone, and a pattern is not
    cv::resize(bgrIn(image, cardPlace(image.size())), small, cv::Size(16, 16), 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_32FC3, 1 / 255.0);
    cv::Mat lab;
    cv::cvtColor(small, lab, cv::COLOR_BGR2Lab);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(lab, mean, deviation);
    const CardColour card{mean[0], mean[1], mean[2]};
    const bool plain = deviation[0] <= plainest && std::hypot(deviation[1], deviation[2]) <= plainest;
    return plain && card.cast() <= mostCast ? std::optional(card) : std::nullopt;
}

std::optional<double> grain(const cv::Mat &before, const cv::Mat &now)
{
    if (!isPicture(before) || !isPicture(now) || before.size() != now.size())
        return std::nullopt;
    const cv::Rect place = cardPlace(now.size());
    cv::Mat a;
    cv::Mat b;
    cv::cvtColor(bgrIn(before, place), a, cv::COLOR_BGR2GRAY);
    cv::cvtColor(bgrIn(now, place), b, cv::COLOR_BGR2GRAY);
    a.convertTo(a, CV_32F);
    b.convertTo(b, CV_32F);
    cv::Mat change = b - a;
    cv::Mat slow;
    cv::blur(change, slow, cv::Size(15, 15));
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(slow, mean, deviation);
    if (std::abs(mean[0]) > mostMovement || deviation[0] > mostMovement)
        return std::nullopt; // a lamp flickers or something moves: that is not grain
    cv::meanStdDev(change - slow, mean, deviation);
    return deviation[0] / std::numbers::sqrt2;
}

} // namespace indraj
