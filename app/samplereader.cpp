#include "app/samplereader.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <memory>
#include <mutex>

#include <malloc.h>

namespace indraj {

namespace {
constexpr qsizetype large = 2 << 20; // bytes: a portrait, not a finger
}

QImage readSamplePicture(const Sample &sample)
{
    try {
        // OpenCV takes a mutable pointer but only reads.
        const cv::Mat bytes(1, int(sample.bytes.size()), CV_8UC1,
                            const_cast<char *>(sample.bytes.constData()));
        cv::Mat picture = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
        if (picture.empty() || picture.depth() != CV_8U)
            return {};
        if (picture.channels() == 2)
            return {};
        const bool grey = picture.channels() == 1;
        QImage image(picture.cols, picture.rows, grey ? QImage::Format_Grayscale8 : QImage::Format_RGB32);
        cv::Mat pixels(image.height(), image.width(), grey ? CV_8UC1 : CV_8UC4, image.bits(),
                       static_cast<std::size_t>(image.bytesPerLine()));
        if (picture.channels() == 3)
            cv::cvtColor(picture, pixels, cv::COLOR_BGR2BGRA);
        else
            picture.copyTo(pixels);
        picture.release();
        if (image.sizeInBytes() > large)
            malloc_trim(0); // it took five times that while it was decoded
        return image;
    } catch (const cv::Exception &) {
        // A damaged picture is an ordinary value here: the caller shows that there is none.
        return {};
    }
}

std::function<QImage(const Sample &)> sampleReader()
{
    return [turn = std::make_shared<std::mutex>()](const Sample &sample) {
        const std::lock_guard lock(*turn);
        return readSamplePicture(sample);
    };
}

} // namespace indraj
