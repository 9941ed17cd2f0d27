#pragma once

#include "biometrics/face/facemesh.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace indraj::test {

/// One lid of an eye from corner to corner, of the refined contour: where it is at each x.
class Lid {
public:
    Lid(const std::vector<cv::Point2f> &eye, std::size_t firstInner)
    {
        m_points = {eye.at(0), eye.at(8)};
        m_points.insert(m_points.end(), eye.begin() + static_cast<long>(firstInner),
                        eye.begin() + static_cast<long>(firstInner) + 7);
        std::sort(m_points.begin(), m_points.end(), [](auto &a, auto &b) { return a.x < b.x; });
    }
    float from() const { return m_points.front().x; }
    float to() const { return m_points.back().x; }
    float at(float x) const
    {
        for (std::size_t i = 1; i < m_points.size(); ++i)
            if (x <= m_points[i].x) {
                const cv::Point2f a = m_points[i - 1];
                const cv::Point2f b = m_points[i];
                return a.y + (b.y - a.y) * std::clamp((x - a.x) / std::max(1e-3F, b.x - a.x), 0.0F, 1.0F);
            }
        return m_points.back().y;
    }
    const std::vector<cv::Point2f> &points() const { return m_points; }

private:
    std::vector<cv::Point2f> m_points;
};

/// Both upper lids come down over `share` of the opening, by the skin above them being drawn out; at 1 the
/// lashes lie on the lower lid.
inline cv::Mat withLidsDown(const cv::Mat &image, const FaceMesh &mesh, float share)
{
    cv::Mat x(image.size(), CV_32F);
    cv::Mat y(image.size(), CV_32F);
    for (int row = 0; row < image.rows; ++row)
        for (int column = 0; column < image.cols; ++column) {
            x.at<float>(row, column) = static_cast<float>(column);
            y.at<float>(row, column) = static_cast<float>(row);
        }
    const auto eyes = static_cast<float>(cv::norm(mesh.imageLeftIris.at(0) - mesh.imageRightIris.at(0)));
    for (const auto *eye : {&mesh.imageLeftEye, &mesh.imageRightEye}) {
        const Lid upper(*eye, 9);
        const Lid lower(*eye, 1);
        for (int column = cvCeil(upper.from()); column <= cvFloor(upper.to()); ++column) {
            const float top = upper.at(static_cast<float>(column)) - 0.02F * eyes;
            const float bottom = lower.at(static_cast<float>(column)) + 0.012F * eyes;
            const float edge = top + (bottom - top) * share; // where the lid ends now
            const float begin = top - 0.2F * eyes; // from where its skin comes
            for (int row = std::max(0, cvFloor(begin)); row < std::min(image.rows, cvFloor(edge)); ++row)
                y.at<float>(row, column)
                    = begin + (static_cast<float>(row) - begin) * (top - begin) / (edge - begin);
        }
    }
    cv::Mat result;
    cv::remap(image, result, x, y, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    if (share < 1)
        return result;
    for (const auto *eye : {&mesh.imageLeftEye, &mesh.imageRightEye}) {
        const Lid lower(*eye, 1);
        const std::vector<cv::Point> lashes(lower.points().begin(), lower.points().end());
        cv::polylines(result, lashes, false, cv::Scalar(40, 45, 60), std::max(1, cvRound(0.018 * eyes)),
                      cv::LINE_AA);
    }
    return result;
}

} // namespace indraj::test
