#include "biometrics/face/facedetector.h"

#include "biometrics/face/pixels.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

constexpr int detectorSide = 192;
constexpr int cells = 48;
constexpr int valuesPerCell = 16; // box centre and size, then six points
constexpr float minConfidence = 0.6F;
constexpr float maxOverlap = 0.3F;

/// How the picture was fitted into the square input of the net.
struct Fit {
    float scale;
    int left;
    int top;
    cv::Point2f toPicture(float x, float y) const
    {
        return {(x * detectorSide - static_cast<float>(left)) / scale,
                (y * detectorSide - static_cast<float>(top)) / scale};
    }
};

cv::Mat fitted(const cv::Mat &image, Fit &fit)
{
    fit.scale = static_cast<float>(detectorSide) / static_cast<float>(std::max(image.cols, image.rows));
    const cv::Size size(std::clamp(cvRound(static_cast<float>(image.cols) * fit.scale), 1, detectorSide),
                        std::clamp(cvRound(static_cast<float>(image.rows) * fit.scale), 1, detectorSide));
    cv::Mat small;
    cv::resize(image, small, size, 0, 0, cv::INTER_AREA);
    fit.left = (detectorSide - size.width) / 2;
    fit.top = (detectorSide - size.height) / 2;
    cv::Mat square(detectorSide, detectorSide, CV_8UC3, cv::Scalar::all(0));
    bgrOf(small).copyTo(square(cv::Rect(cv::Point(fit.left, fit.top), size)));
    return square;
}

DetectedFace decoded(const float *values, int cell, float confidence, const Fit &fit)
{
    const int column = cell % cells, row = cell / cells;
    const float anchorX = (static_cast<float>(column) + 0.5F) / cells;
    const float anchorY = (static_cast<float>(row) + 0.5F) / cells;
    const auto x = [&](int k) { return values[k] / detectorSide + anchorX; };
    const auto y = [&](int k) { return values[k] / detectorSide + anchorY; };
    const float width = values[2] / detectorSide;
    const float height = values[3] / detectorSide;
    DetectedFace face;
    face.confidence = confidence;
    face.box = cv::Rect2f(fit.toPicture(x(0) - width / 2, y(1) - height / 2),
                          fit.toPicture(x(0) + width / 2, y(1) + height / 2));
    face.imageLeftEye = fit.toPicture(x(4), y(5));
    face.imageRightEye = fit.toPicture(x(6), y(7));
    return face;
}

float overlap(const cv::Rect2f &a, const cv::Rect2f &b)
{
    const float common = (a & b).area();
    return common / (a.area() + b.area() - common);
}

/// Non-maximum suppression: of faces that overlap, the surest stays.
std::vector<DetectedFace> distinct(std::vector<DetectedFace> faces)
{
    std::sort(faces.begin(), faces.end(),
              [](const auto &a, const auto &b) { return a.confidence > b.confidence; });
    std::vector<DetectedFace> kept;
    for (const auto &face : faces)
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const auto &other) { return overlap(face.box, other.box) > maxOverlap; }))
            kept.push_back(face);
    return kept;
}

} // namespace

tl::expected<std::vector<DetectedFace>, FaceModelError> detectFaces(Inference &net, const cv::Mat &image)
{
    Fit fit{};
    const cv::Mat square = fitted(image, fit);
    const auto outputs
        = net.run(cv::dnn::blobFromImage(square, 1 / 127.5, cv::Size(), cv::Scalar::all(127.5), true));
    if (!outputs)
        return tl::unexpected(outputs.error());
    const cv::Mat &boxes = outputs->at(0);
    const cv::Mat &scores = outputs->at(1);
    if (boxes.total() != cells * cells * valuesPerCell || scores.total() != cells * cells)
        return tl::unexpected(FaceModelError{FaceModelFault::Failed, QStringLiteral("face-detection.onnx"),
                                             QStringLiteral("unexpected output size")});
    std::vector<DetectedFace> faces;
    for (int cell = 0; cell < cells * cells; ++cell) {
        const float confidence = 1.F / (1.F + std::exp(-scores.ptr<float>()[cell]));
        if (confidence >= minConfidence)
            faces.push_back(decoded(boxes.ptr<float>() + valuesPerCell * cell, cell, confidence, fit));
    }
    faces = distinct(std::move(faces));
    std::sort(faces.begin(), faces.end(),
              [](const auto &a, const auto &b) { return a.box.area() > b.box.area(); });
    return faces;
}

} // namespace indraj
