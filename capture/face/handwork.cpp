#include "capture/face/handwork.h"

#include "biometrics/face/pixels.h"
#include "capture/face/cutbyhand.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <opencv2/imgproc.hpp>

#include <malloc.h>

namespace indraj {

namespace {

QImage shrunk(const cv::Mat &picture, QSize most)
{
    if (picture.empty())
        return {};
    const QSize size = QSize(picture.cols, picture.rows)
                           .boundedTo(QSize(picture.cols, picture.rows).scaled(most, Qt::KeepAspectRatio));
    cv::Mat small;
    cv::resize(picture, small, cv::Size(size.width(), size.height()), 0, 0, cv::INTER_AREA);
    const cv::Mat bgr = bgrOf(small);
    return QImage(bgr.data, bgr.cols, bgr.rows, static_cast<qsizetype>(bgr.step[0]), QImage::Format_BGR888)
        .convertToFormat(QImage::Format_RGB32);
}

} // namespace

HandWork::HandWork(std::mutex &wholePictures)
    : m_wholePictures(wholePictures)
{
    m_thread.setMaxThreadCount(1);
}

void HandWork::useModels(const StillAnalyser &models)
{
    const std::lock_guard lock(m_modelsMutex);
    m_models = models;
}

QFuture<QImage> HandWork::wholePicture(const FaceCandidate &candidate, QSize most)
{
    return QtConcurrent::run(&m_thread, [this, candidate, most] {
        const std::lock_guard lock(m_wholePictures);
        return shrunk(wholePixelsOf(candidate), most);
    });
}

QFuture<FaceCandidate> HandWork::cut(const FaceCandidate &automatic, const CropAdjustment &adjustment,
                                     const PortraitProfile *profile)
{
    std::optional<StillAnalyser> models;
    {
        const std::lock_guard lock(m_modelsMutex);
        models = m_models;
    }
    if (!models)
        return {};
    const auto rules = profile ? std::make_shared<const PortraitProfile>(*profile) : nullptr;
    return QtConcurrent::run(&m_thread,
                             [this, automatic, adjustment, rules, models](QPromise<FaceCandidate> &answer) {
                                 const std::lock_guard lock(m_wholePictures);
                                 if (auto cut = cutByHand(*models, automatic, adjustment, rules.get()))
                                     answer.addResult(std::move(*cut));
                                 malloc_trim(0); // a whole picture took several times what is kept of it
                             });
}

} // namespace indraj
