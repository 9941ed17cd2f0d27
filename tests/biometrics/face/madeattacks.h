#pragma once

#include "biometrics/face/facemesh.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

namespace indraj::test {

inline double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// A print of the picture, turned about the upright and the level axis before a camera five of its widths
/// away.
inline cv::Mat tiltedPrint(const cv::Mat &image, double yaw, double pitch)
{
    const double w = image.cols;
    const double h = image.rows;
    const double away = 5 * w;
    const auto seen = [&](double x, double y) {
        const double X = (x - w / 2) * std::cos(radians(yaw));
        const double Z1 = -(x - w / 2) * std::sin(radians(yaw));
        const double Y = (y - h / 2) * std::cos(radians(pitch)) - Z1 * std::sin(radians(pitch));
        const double Z = (y - h / 2) * std::sin(radians(pitch)) + Z1 * std::cos(radians(pitch));
        const double s = away / (away + Z);
        return cv::Point2f(static_cast<float>(w / 2 + X * s), static_cast<float>(h / 2 + Y * s));
    };
    const std::vector<cv::Point2f> from{{0, 0},
                                        {static_cast<float>(w), 0},
                                        {static_cast<float>(w), static_cast<float>(h)},
                                        {0, static_cast<float>(h)}};
    std::vector<cv::Point2f> to;
    to.reserve(from.size());
    for (const auto &p : from)
        to.push_back(seen(static_cast<double>(p.x), static_cast<double>(p.y)));
    cv::Mat result;
    cv::warpPerspective(image, result, cv::getPerspectiveTransform(from, to), image.size(), cv::INTER_LINEAR,
                        cv::BORDER_REPLICATE);
    return result;
}

/// The head of the picture turned in depth, as far as its mesh knows its depth: every triangle of the mesh is
/// moved to where it would be seen.
inline cv::Mat turnedHead(const cv::Mat &image, const FaceMesh &mesh, double yaw, double pitch)
{
    cv::Point3f middle(0, 0, 0);
    for (const auto &p : mesh.points)
        middle += p * (1.F / static_cast<float>(mesh.points.size()));
    const auto c = static_cast<float>(std::cos(radians(yaw)));
    const auto s = static_cast<float>(std::sin(radians(yaw)));
    const auto cp = static_cast<float>(std::cos(radians(pitch)));
    const auto sp = static_cast<float>(std::sin(radians(pitch)));
    std::vector<cv::Point2f> from;
    std::vector<cv::Point2f> to;
    for (const auto &p : mesh.points) {
        const cv::Point3f q = p - middle;
        const float x = q.x * c + q.z * s;
        const float z = -q.x * s + q.z * c;
        const float y = q.y * cp - z * sp;
        from.emplace_back(p.x, p.y);
        to.emplace_back(x + middle.x, y + middle.y);
    }
    // The picture around stands still.
    const auto w = static_cast<float>(image.cols - 1);
    const auto h = static_cast<float>(image.rows - 1);
    for (int k = 0; k <= 8; ++k) {
        const float t = static_cast<float>(k) / 8;
        for (const cv::Point2f edge :
             {cv::Point2f(t * w, 0), cv::Point2f(t * w, h), cv::Point2f(0, t * h), cv::Point2f(w, t * h)}) {
            from.push_back(edge);
            to.push_back(edge);
        }
    }
    cv::Subdiv2D net(cv::Rect(-10, -10, image.cols + 20, image.rows + 20));
    std::map<std::pair<int, int>, std::size_t> known;
    for (std::size_t k = 0; k < to.size(); ++k) {
        const cv::Point2f p(std::clamp(to[k].x, 0.F, w), std::clamp(to[k].y, 0.F, h));
        to[k] = p;
        known[{cvRound(p.x * 8), cvRound(p.y * 8)}] = k;
        net.insert(
            cv::Point2f(static_cast<float>(cvRound(p.x * 8)) / 8, static_cast<float>(cvRound(p.y * 8)) / 8));
    }
    std::vector<cv::Vec6f> triangles;
    net.getTriangleList(triangles);
    cv::Mat result = image.clone();
    for (const auto &t : triangles) {
        std::vector<cv::Point2f> a;
        std::vector<cv::Point2f> b;
        for (int k = 0; k < 3; ++k) {
            const auto found = known.find({cvRound(t[2 * k] * 8), cvRound(t[2 * k + 1] * 8)});
            if (found == known.end())
                break;
            a.push_back(from[found->second]);
            b.push_back(to[found->second]);
        }
        if (a.size() != 3)
            continue;
        const cv::Rect place = cv::boundingRect(b) & cv::Rect({0, 0}, image.size());
        if (place.empty())
            continue;
        cv::Mat warp = cv::getAffineTransform(a, b);
        warp.at<double>(0, 2) -= place.x;
        warp.at<double>(1, 2) -= place.y;
        cv::Mat patch;
        cv::warpAffine(image, patch, warp, place.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        cv::Mat mask = cv::Mat::zeros(place.size(), CV_8U);
        std::vector<cv::Point> corners;
        corners.reserve(b.size());
        for (const auto &p : b)
            corners.emplace_back(cvRound(p.x) - place.x, cvRound(p.y) - place.y);
        cv::fillConvexPoly(mask, corners, cv::Scalar(255));
        patch.copyTo(result(place), mask);
    }
    return result;
}

/// How much of a pattern of period 1, lit from `from` over `width`, lies between `a` and `b`.
inline double litBetween(double a, double b, double from, double width)
{
    const auto until
        = [&](double x) { return std::floor(x) * width + std::clamp(x - std::floor(x) - from, 0.0, width); };
    return (until(b) - until(a)) / (b - a);
}

/// The picture shown on a screen and filmed off: each pixel of the screen as three stripes with a dark line
/// below, turned a little, seen by a camera whose own pixels are `pitch` screen pixels wide; its lens spreads
/// a point over a third more. With the camera's noise, as MJPEG.
inline cv::Mat filmedScreen(const cv::Mat &image, double pitch, double degrees)
{
    constexpr double gamma = 2.2;
    constexpr double stripe = 0.3;
    constexpr double row = 0.85;
    constexpr double steps = 8192;
    static const auto light = [] {
        std::array<double, 256> table{};
        for (std::size_t k = 0; k < table.size(); ++k)
            table[k] = std::pow(static_cast<double>(k) / 255, gamma);
        return table;
    }();
    static const auto levels = [] {
        std::array<uchar, static_cast<std::size_t>(steps) + 1> table{};
        for (std::size_t k = 0; k < table.size(); ++k)
            table[k] = cv::saturate_cast<uchar>(255 * std::pow(static_cast<double>(k) / steps, 1 / gamma));
        return table;
    }();
    const double reach = pitch * 1.33 / 2;
    const double c = pitch * std::cos(radians(degrees));
    const double s = pitch * std::sin(radians(degrees));
    cv::Mat filmed(image.size(), CV_8UC3);
    for (int y = 0; y < image.rows; ++y)
        for (int x = 0; x < image.cols; ++x) {
            const double u = x * c - y * s;
            const double v = x * s + y * c;
            const double rows = litBetween(v - reach, v + reach, 0, row) / row;
            const auto &from = image.at<cv::Vec3b>(y, x);
            auto &to = filmed.at<cv::Vec3b>(y, x);
            for (int k = 0; k < 3; ++k) {
                const double stripes = litBetween(u - reach, u + reach, (2 - k) / 3.0, stripe) / stripe;
                to[k] = levels[static_cast<std::size_t>(std::clamp(light[from[k]] * rows * stripes, 0.0, 1.0)
                                                        * steps)];
            }
        }
    return filmed;
}

inline cv::Mat withNoise(const cv::Mat &image, double sigma, unsigned seed)
{
    cv::RNG random(seed);
    cv::Mat noise(image.size(), CV_16SC3);
    random.fill(noise, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(sigma));
    cv::Mat result;
    cv::add(image, noise, result, cv::noArray(), CV_8UC3);
    return result;
}

inline cv::Mat asMjpeg(const cv::Mat &image, int quality)
{
    std::vector<uchar> bytes;
    cv::imencode(".jpg", image, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

inline cv::Mat moved(const cv::Mat &image, double right, double down)
{
    const cv::Mat shift = (cv::Mat_<double>(2, 3) << 1, 0, right, 0, 1, down);
    cv::Mat result;
    cv::warpAffine(image, result, shift, image.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return result;
}

/// Plain fields with outlines, as a drawing made from a photo has.
inline cv::Mat drawn(const cv::Mat &image)
{
    cv::Mat fields;
    cv::pyrMeanShiftFiltering(image, fields, 6, 30, 2);
    for (int y = 0; y < fields.rows; ++y)
        for (cv::Vec3b *p = fields.ptr<cv::Vec3b>(y), *end = p + fields.cols; p != end; ++p)
            for (int c = 0; c < 3; ++c)
                (*p)[c] = static_cast<uchar>((*p)[c] / 36 * 36 + 18);
    cv::medianBlur(fields, fields, 7);
    cv::Mat grey;
    cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
    cv::medianBlur(grey, grey, 7);
    cv::Mat lines;
    cv::adaptiveThreshold(grey, lines, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, 9, 6);
    fields.setTo(cv::Scalar::all(10), lines);
    return fields;
}

} // namespace indraj::test
