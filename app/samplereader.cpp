#include "app/samplereader.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace indraj {

QImage readSamplePicture(const Sample &sample)
{
    try {
        // OpenCV takes a mutable pointer but only reads.
        const cv::Mat bytes(1, int(sample.bytes.size()), CV_8UC1,
                            const_cast<char *>(sample.bytes.constData()));
        cv::Mat picture = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
        if (picture.empty() || picture.depth() != CV_8U)
            return {};
        if (picture.channels() == 1)
            return QImage(picture.data, picture.cols, picture.rows, qsizetype(picture.step),
                          QImage::Format_Grayscale8)
                .copy();
        cv::Mat bgra = picture;
        if (picture.channels() == 3)
            cv::cvtColor(picture, bgra, cv::COLOR_BGR2BGRA);
        if (bgra.channels() != 4)
            return {};
        return QImage(bgra.data, bgra.cols, bgra.rows, qsizetype(bgra.step), QImage::Format_RGB32).copy();
    } catch (const cv::Exception &) {
        // A damaged picture is an ordinary value here: the caller shows that there is none.
        return {};
    }
}

} // namespace indraj
