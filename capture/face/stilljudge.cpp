#include "capture/face/stilljudge.h"

#include "biometrics/face/pixels.h"
#include "biometrics/face/portrait.h"

#include <algorithm>

#include <malloc.h>

namespace indraj {

namespace {

/// Its own pixels, as they will be coded.
QImage imageOf(const cv::Mat &bgr)
{
    return QImage(bgr.data, bgr.cols, bgr.rows, static_cast<qsizetype>(bgr.step[0]), QImage::Format_BGR888)
        .copy();
}

struct Crop {
    QImage image;
    QRect place; ///< px of the picture
};

Crop cropAt(const cv::Mat &bgr, const cv::Rect &place)
{
    return {imageOf(bgr), QRect(place.x, place.y, place.width, place.height)};
}

tl::expected<Crop, FaceModelError> cropOf(const StillAnalyser &analyser, const cv::Mat &picture,
                                          const FaceScene &scene)
{
    if (scene.crop)
        return cropAt(scene.picture(scene.crop->crop), scene.crop->crop);
    const auto portrait = cropPortrait(picture, scene.basics, analyser.personMask());
    if (!portrait)
        return tl::unexpected(portrait.error());
    return cropAt(portrait->image, portrait->geometry.crop);
}

/// As it was judged live; black where not even that comes back, which no rule accepts.
cv::Mat liveImage(const Moment &moment)
{
    if (!moment.image.empty())
        return moment.image;
    const cv::Mat again = moment.whole.pixelsAt(liveReduction(moment.whole.size().width));
    const QSize size = moment.judgement.frameSize;
    return again.empty() ? cv::Mat::zeros(size.height(), size.width(), CV_8UC4) : again;
}

int liveScore(const FaceCandidate &candidate)
{
    return candidate.judgement.score.isValid() ? candidate.judgement.score.value : -1;
}

} // namespace

QImage imageSharing(const cv::Mat &bgrx)
{
    auto owner = std::make_unique<cv::Mat>(bgrx);
    const cv::Mat &pixels = *owner;
    const auto release = [](void *mat) { delete static_cast<cv::Mat *>(mat); };
    const uchar *data = pixels.data; // const: whoever paints on the image gets a copy
    const int width = pixels.cols;
    const int height = pixels.rows;
    const auto stride = static_cast<qsizetype>(pixels.step[0]);
    return QImage(data, width, height, stride, QImage::Format_RGB32, release, owner.release());
}

tl::expected<FaceCandidate, FaceModelError> judgeStill(const StillAnalyser &analyser, const Moment &moment,
                                                       const PortraitProfile *profile)
{
    // A still is all that the camera gave; a damaged picture was seen well enough to be judged live.
    cv::Mat picture = moment.whole.cheapPixels();
    const bool isWhole = !picture.empty();
    if (!isWhole)
        picture = liveImage(moment);
    const auto scene = analyser.scene(picture);
    if (!scene)
        return tl::unexpected(scene.error());
    const auto crop = cropOf(analyser, picture, *scene);
    if (!crop)
        return tl::unexpected(crop.error());
    FaceCandidate candidate{moment.image.empty() ? QImage() : imageSharing(moment.image), crop->image,
                            moment.judgement, moment.at};
    candidate.place = crop->place;
    if (isWhole && picture.size() != moment.image.size())
        candidate.whole = std::make_shared<const WholePicture>(moment.whole);
    if (profile)
        candidate.report = judgePortrait(measureFace(*scene), *profile);
    return candidate;
}

bool isBetterCandidate(const FaceCandidate &a, const FaceCandidate &b)
{
    if (!a.report || !b.report)
        return liveScore(a) > liveScore(b);
    return isBetterPortrait(standingOf(*a.report), a.at.toMSecsSinceEpoch(), standingOf(*b.report),
                            b.at.toMSecsSinceEpoch());
}

void sortBestFirst(QList<FaceCandidate> &candidates)
{
    std::stable_sort(candidates.begin(), candidates.end(), isBetterCandidate);
}

StillThread::StillThread(StillAnalyser analyser, std::mutex &wholePictures, Answered answer)
    : m_analyser(std::move(analyser))
    , m_wholePictures(wholePictures)
    , m_answer(std::move(answer))
    , m_thread([this] { run(); })
{
}

StillThread::~StillThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quitting = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void StillThread::order(StillOrder order)
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.push_back(std::move(order));
    }
    m_wake.notify_all();
}

void StillThread::forget()
{
    const std::lock_guard lock(m_mutex);
    m_orders.clear();
}

std::optional<StillOrder> StillThread::next()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_quitting || !m_orders.empty(); });
    if (m_quitting)
        return std::nullopt;
    StillOrder order = std::move(m_orders.front());
    m_orders.pop_front();
    return order;
}

tl::expected<StillAnswer, FaceModelError> StillThread::answerTo(const StillOrder &order) const
{
    StillAnswer answer{{}, order.cause, order.reasonCode, order.epoch};
    for (const Moment &moment : order.moments) {
        const std::lock_guard lock(m_wholePictures);
        auto candidate = judgeStill(m_analyser, moment, order.profile.get());
        if (!candidate)
            return tl::unexpected(candidate.error());
        answer.candidates.append(std::move(*candidate));
    }
    sortBestFirst(answer.candidates);
    return answer;
}

void StillThread::run()
{
    while (const auto order = next()) {
        m_answer(answerTo(*order));
        malloc_trim(0); // whole pictures took several times what is kept of them
    }
}

} // namespace indraj
