#pragma once

#include "biometrics/face/facemesh.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace indraj::test {

/// Pictures spoiled in one way each, as cameras, light and people spoil them.

inline cv::Mat enlarged(const char *path, double scale)
{
    cv::Mat image = cv::imread(path);
    if (!image.empty())
        cv::resize(image, image, cv::Size(), scale, scale, cv::INTER_CUBIC);
    return image;
}

inline cv::Mat jpeg(const cv::Mat &image, int quality)
{
    std::vector<uchar> bytes;
    cv::imencode(".jpg", image, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

inline cv::Mat moved(const cv::Mat &image, int across, int down)
{
    cv::Mat result;
    cv::blur(image, result, cv::Size(across, down));
    return result;
}

inline cv::Mat noisy(const cv::Mat &image, double deviation)
{
    cv::Mat noise(image.size(), CV_16SC3);
    cv::RNG random(7);
    random.fill(noise, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(deviation));
    cv::Mat sum;
    cv::add(image, noise, sum, cv::noArray(), CV_8UC3);
    return sum;
}

/// Light from one side: `slope` more per pixel to the right of `middle`.
inline cv::Mat litFromTheSide(const cv::Mat &image, double middle, double slope)
{
    cv::Mat result = image.clone();
    for (int x = 0; x < image.cols; ++x)
        result.col(x) *= std::clamp(1 + slope * (x - middle), 0.15, 1.8);
    return result;
}

inline cv::Mat grey(const cv::Mat &image)
{
    cv::Mat result;
    cv::cvtColor(image, result, cv::COLOR_BGR2GRAY);
    cv::cvtColor(result, result, cv::COLOR_GRAY2BGR);
    return result;
}

inline cv::Mat cast(const cv::Mat &image)
{
    cv::Mat result;
    cv::multiply(image, cv::Scalar(0.6, 1, 1.25), result);
    return result;
}

/// An open eye that looks `aside`, in its own widths to the picture's right: white between the lids, a dark
/// iris.
inline void drawLook(cv::Mat &image, const std::vector<cv::Point2f> &contour, double aside)
{
    const std::vector<cv::Point> eye(contour.begin(), contour.begin() + 16);
    cv::Mat between = cv::Mat::zeros(image.size(), CV_8U);
    cv::fillPoly(between, std::vector<std::vector<cv::Point>>{eye}, cv::Scalar(255));
    const cv::Rect box = cv::boundingRect(eye);
    cv::Mat drawn(image.size(), image.type(), cv::Scalar(205, 210, 215));
    const cv::Point middle(box.x + cvRound(box.width * (0.5 + aside)), box.y + box.height / 2);
    cv::circle(drawn, middle, cvRound(box.width * 0.21), cv::Scalar(40, 55, 75), cv::FILLED, cv::LINE_AA);
    cv::circle(drawn, middle, cvRound(box.width * 0.09), cv::Scalar(10, 10, 10), cv::FILLED, cv::LINE_AA);
    drawn.copyTo(image, between);
}

inline cv::Mat onWall(const cv::Mat &image, double share)
{
    cv::Mat wall(cvRound(image.rows / share), cvRound(image.cols / share), image.type(),
                 cv::Scalar(200, 205, 205));
    image.copyTo(
        wall(cv::Rect((wall.cols - image.cols) / 2, (wall.rows - image.rows) / 2, image.cols, image.rows)));
    return wall;
}

/// Locks that hang over the image-left eye from the forehead to `until` eye distances below the eyes.
inline void drawLocks(cv::Mat &image, const FaceMesh &mesh, double distance, double until)
{
    const cv::Point2f eye = mesh.imageLeftIris.at(0);
    for (const double beside : {-0.2, -0.07, 0.06, 0.19}) {
        const cv::Point2d top(eye.x + beside * distance, eye.y - 0.8 * distance);
        const cv::Point2d foot(eye.x + (beside + 0.03) * distance, eye.y + until * distance);
        cv::line(image, top, foot, cv::Scalar(30, 40, 60), std::max(1, cvRound(0.03 * distance)),
                 cv::LINE_AA);
    }
}

} // namespace indraj::test
