#include "biometrics/face/photometry.h"

#include "biometrics/face/pixels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>

namespace indraj {

namespace {

// The aligned picture of 616 x 616 and where its five points lie; we cut out brows to chin.
const std::array<cv::Point2f, 5> alignedPoints{
    cv::Point2f{251, 272}, {364, 272}, {308, 336}, {262, 402}, {355, 402}};
const cv::Rect cut(160, 215, 296, 285);
constexpr int noseTip = 1;
constexpr int zoneSide = 34; // 0.3 of the eye distance
const cv::Rect leftCheekZone(251 - zoneSide - cut.x, 337 - cut.y, zoneSide, zoneSide);
const cv::Rect rightCheekZone(364 - cut.x, 337 - cut.y, zoneSide, zoneSide);
constexpr int overexposedFrom = 247;

/// The similarity (turn, scale, shift) that brings five points closest to the aligned ones, least squares.
cv::Matx23f similarity(const std::array<cv::Point2f, 5> &from)
{
    using Complex = std::complex<double>;
    const auto complex = [](const cv::Point2f &p) { return Complex(p.x, p.y); };
    Complex fromMean;
    Complex toMean;
    for (std::size_t k = 0; k < from.size(); ++k) {
        fromMean += complex(from[k]) / 5.0;
        toMean += complex(alignedPoints[k]) / 5.0;
    }
    Complex product;
    double norm = 1e-9;
    for (std::size_t k = 0; k < from.size(); ++k) {
        const Complex centred = complex(from[k]) - fromMean;
        product += std::conj(centred) * (complex(alignedPoints[k]) - toMean);
        norm += std::norm(centred);
    }
    const Complex turn = product / norm;
    const Complex shift = toMean - turn * fromMean;
    const auto real = [](double value) { return static_cast<float>(value); };
    return {real(turn.real()), real(-turn.imag()), real(shift.real()),
            real(turn.imag()), real(turn.real()),  real(shift.imag())};
}

/// sRGB to linear, weighted per channel, in 1/65536 of full luminance.
std::array<std::uint32_t, 256> linearTable(double weight)
{
    std::array<std::uint32_t, 256> table{};
    for (std::size_t k = 0; k < table.size(); ++k) {
        const double value = static_cast<double>(k) / 255.0;
        const double linear = value > 0.04045 ? std::pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
        table[k] = static_cast<std::uint32_t>(std::lround(linear * weight * 255.0 * 256.0));
    }
    return table;
}

int luminanceOf(const cv::Vec3b &pixel)
{
    static const auto blue = linearTable(0.0722);
    static const auto green = linearTable(0.7152);
    static const auto red = linearTable(0.2126);
    return std::min(255, static_cast<int>((blue[pixel[0]] + green[pixel[1]] + red[pixel[2]] + 128U) >> 8U));
}

double meanLuminance(const cv::Mat &pixels)
{
    double sum = 0;
    for (int y = 0; y < pixels.rows; ++y)
        for (const cv::Vec3b *p = pixels.ptr<cv::Vec3b>(y), *end = p + pixels.cols; p != end; ++p)
            sum += luminanceOf(*p);
    return sum / static_cast<double>(pixels.total());
}

} // namespace

cv::Matx23f alignment(const FaceMesh &mesh)
{
    return similarity({mesh.imageLeftIris.at(0), mesh.imageRightIris.at(0), mesh.point(noseTip),
                       mesh.lips.at(0), mesh.lips.at(10)});
}

AlignedFace alignFace(const cv::Mat &image, const FaceMesh &mesh)
{
    cv::Matx23f transform = alignment(mesh);
    transform(0, 2) -= static_cast<float>(cut.x);
    transform(1, 2) -= static_cast<float>(cut.y);
    AlignedFace face;
    cv::Mat patch;
    cv::warpAffine(image, patch, transform, cut.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    face.pixels = bgrOf(patch);
    std::vector<cv::Point> points;
    points.reserve(mesh.points.size());
    for (const auto &p : mesh.points)
        points.emplace_back(cvRound(transform(0, 0) * p.x + transform(0, 1) * p.y + transform(0, 2)),
                            cvRound(transform(1, 0) * p.x + transform(1, 1) * p.y + transform(1, 2)));
    std::vector<cv::Point> hull;
    cv::convexHull(points, hull);
    face.mask = cv::Mat::zeros(cut.size(), CV_8U);
    cv::fillConvexPoly(face.mask, hull, cv::Scalar(255));
    return face;
}

LuminanceMoments luminanceMoments(const AlignedFace &face)
{
    std::array<int, 256> histogram{};
    for (int y = 0; y < face.pixels.rows; ++y) {
        const auto *pixels = face.pixels.ptr<cv::Vec3b>(y);
        const auto *mask = face.mask.ptr<uchar>(y);
        for (int x = 0; x < face.pixels.cols; ++x)
            if (mask[x] != 0)
                ++histogram[static_cast<std::size_t>(luminanceOf(pixels[x]))];
    }
    double total = 0;
    for (const int count : histogram)
        total += count;
    LuminanceMoments moments;
    if (total <= 0)
        return moments;
    for (int level = 0; level < 256; ++level) {
        const double share = histogram[static_cast<std::size_t>(level)] / total;
        moments.mean += share * level / 255.0;
        if (level >= overexposedFrom)
            moments.overexposed += share;
        if (share > 0)
            moments.entropy -= share * std::log2(share);
    }
    return moments;
}

double illuminationEvenness(const AlignedFace &face)
{
    const double left = meanLuminance(face.pixels(leftCheekZone)) + 0.5; // half a step: black cheeks are even
    const double right = meanLuminance(face.pixels(rightCheekZone)) + 0.5;
    return std::min(left, right) / std::max(left, right);
}

double sharpness(const AlignedFace &face)
{
    cv::Mat grey;
    cv::cvtColor(face.pixels, grey, cv::COLOR_BGR2GRAY);
    cv::GaussianBlur(grey, grey, cv::Size(3, 3), 0); // takes the sensor's noise out of the measure
    cv::Mat edges;
    cv::Laplacian(grey, edges, CV_16S, 3);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(edges, mean, deviation, face.mask);
    return deviation[0] * deviation[0];
}

void measureLight(const cv::Mat &image, const FaceMesh &mesh, FaceMeasures &measures)
{
    const AlignedFace face = alignFace(image, mesh);
    const LuminanceMoments moments = luminanceMoments(face);
    measures.luminance = moments.mean;
    measures.overexposed = moments.overexposed;
    measures.entropy = moments.entropy;
    measures.evenness = illuminationEvenness(face);
    measures.sharpness = sharpness(face);
}

} // namespace indraj
