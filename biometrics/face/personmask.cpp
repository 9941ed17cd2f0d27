#include "biometrics/face/personmask.h"

#include "biometrics/face/pixels.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace indraj {

namespace {
const cv::Size maskSize(256, 144);
}

tl::expected<cv::Mat, FaceModelError> personMask(Inference &net, const cv::Mat &image)
{
    const double scale = std::min(static_cast<double>(maskSize.width) / image.cols,
                                  static_cast<double>(maskSize.height) / image.rows);
    const cv::Size inner(std::clamp(cvRound(image.cols * scale), 1, maskSize.width),
                         std::clamp(cvRound(image.rows * scale), 1, maskSize.height));
    const cv::Rect place((maskSize.width - inner.width) / 2, (maskSize.height - inner.height) / 2,
                         inner.width, inner.height);
    cv::Mat small;
    cv::resize(image, small, inner, 0, 0, cv::INTER_AREA);
    cv::Mat fitted(maskSize, CV_8UC3, cv::Scalar::all(128));
    bgrOf(small).copyTo(fitted(place));
    const auto outputs = net.run(cv::dnn::blobFromImage(fitted, 1 / 255.0, cv::Size(), cv::Scalar(), true));
    if (!outputs)
        return tl::unexpected(outputs.error());
    if (outputs->at(0).total() != static_cast<std::size_t>(maskSize.area()))
        return tl::unexpected(FaceModelError{FaceModelFault::Failed, QStringLiteral("person-mask.onnx"),
                                             QStringLiteral("unexpected output size")});
    const cv::Mat coarse(maskSize, CV_32F, const_cast<float *>(outputs->at(0).ptr<float>()));
    cv::Mat mask;
    cv::resize(coarse(place), mask, image.size(), 0, 0, cv::INTER_LINEAR);
    return mask;
}

std::optional<int> topOfPerson(const cv::Mat &mask, double centre, double halfWidth)
{
    const int from = std::clamp(cvRound(centre - halfWidth), 0, mask.cols - 1);
    const int to = std::clamp(cvRound(centre + halfWidth) + 1, from + 1, mask.cols);
    for (int y = 0; y < mask.rows; ++y)
        if (cv::countNonZero(mask.row(y).colRange(from, to) > 0.5) * 2 > to - from)
            return y == 0 ? std::nullopt : std::optional<int>(y);
    return std::nullopt;
}

} // namespace indraj
