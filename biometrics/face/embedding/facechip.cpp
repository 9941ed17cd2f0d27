#include "biometrics/face/embedding/facechip.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>

namespace indraj {

namespace {

struct Anchor {
    std::size_t point; ///< of the mesh
    double x; ///< in the mean face, 0..1
    double y;
};

// The mean face is that of dlib (Boost Software License 1.0, image_transforms/interpolation.h): the average
// places of points 28-55 and 61-65 of the 68; the mesh point nearest to each stands beside it.
constexpr std::array<Anchor, 33> anchors{{
    {168, 0.490127, 0.203352}, {197, 0.490127, 0.307009}, {5, 0.490127, 0.409805},
    {4, 0.490127, 0.515625},   {98, 0.36688, 0.587326},   {97, 0.426036, 0.609345},
    {2, 0.490127, 0.628106},   {326, 0.554217, 0.609345}, {327, 0.613373, 0.587326},
    {33, 0.121737, 0.216423},  {160, 0.187122, 0.178758}, {158, 0.265825, 0.179852},
    {133, 0.334606, 0.231733}, {153, 0.260918, 0.245099}, {144, 0.182743, 0.244077},
    {362, 0.645647, 0.231733}, {385, 0.714428, 0.179852}, {387, 0.793132, 0.178758},
    {263, 0.858516, 0.216423}, {373, 0.79751, 0.244077},  {380, 0.719335, 0.245099},
    {61, 0.254149, 0.780233},  {39, 0.340985, 0.745405},  {37, 0.428858, 0.727388},
    {0, 0.490127, 0.742578},   {267, 0.551395, 0.727388}, {269, 0.639268, 0.745405},
    {291, 0.726104, 0.780233}, {78, 0.290379, 0.784792},  {81, 0.428096, 0.778746},
    {13, 0.490127, 0.785343},  {311, 0.552157, 0.778746}, {308, 0.689874, 0.784792},
}};

constexpr double padding = 0.25;

cv::Point2d placeOf(const Anchor &anchor)
{
    const double scale = faceChipSide / (1 + 2 * padding);
    return {(padding + anchor.x) * scale, (padding + anchor.y) * scale};
}

/// The similarity that brings the mesh points nearest to their places, by least squares.
std::optional<cv::Matx23d> similarity(const FaceMesh &mesh)
{
    cv::Point2d from(0, 0);
    cv::Point2d to(0, 0);
    for (const Anchor &anchor : anchors) {
        from += cv::Point2d(mesh.points[anchor.point].x, mesh.points[anchor.point].y);
        to += placeOf(anchor);
    }
    const double count = static_cast<double>(anchors.size());
    from /= count;
    to /= count;
    double along = 0;
    double across = 0;
    double spread = 0;
    for (const Anchor &anchor : anchors) {
        const cv::Point2d p = cv::Point2d(mesh.points[anchor.point].x, mesh.points[anchor.point].y) - from;
        const cv::Point2d q = placeOf(anchor) - to;
        along += p.dot(q);
        across += p.x * q.y - p.y * q.x;
        spread += p.dot(p);
    }
    if (spread < 1)
        return std::nullopt;
    const double c = along / spread;
    const double s = across / spread;
    return cv::Matx23d(c, -s, to.x - c * from.x + s * from.y, s, c, to.y - s * from.x - c * from.y);
}

} // namespace

cv::Mat faceChip(const cv::Mat &bgr, const FaceMesh &mesh)
{
    auto transform = similarity(mesh);
    if (!transform || bgr.empty())
        return {};
    // Halved until the rest shrinks less than twice: what a bilinear warp takes without aliasing.
    cv::Mat picture = bgr;
    double scale = std::hypot((*transform)(0, 0), (*transform)(1, 0));
    while (scale < 0.5 && std::min(picture.cols, picture.rows) > 1) {
        cv::Mat half;
        cv::resize(picture, half, cv::Size(), 0.5, 0.5, cv::INTER_AREA);
        picture = half;
        scale *= 2;
        for (int row = 0; row < 2; ++row) {
            (*transform)(row, 0) *= 2;
            (*transform)(row, 1) *= 2;
        }
    }
    cv::Mat chip;
    cv::warpAffine(picture, chip, *transform, cv::Size(faceChipSide, faceChipSide), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT);
    return chip;
}

} // namespace indraj
