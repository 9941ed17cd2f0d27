#include "capture/face/judgethread.h"

#include "biometrics/face/portrait.h"
#include "capture/face/facejudge.h"

#include <opencv2/core/utility.hpp>

namespace indraj {

namespace {

constexpr int previewWidth = 1280;
constexpr int previewHeight = 720;
constexpr std::chrono::seconds stillPresent{1};

QImage previewOf(const cv::Mat &bgrx)
{
    const QImage whole = imageSharing(bgrx);
    if (bgrx.cols <= previewWidth && bgrx.rows <= previewHeight)
        return whole;
    return whole.scaled(previewWidth, previewHeight, Qt::KeepAspectRatio, Qt::FastTransformation);
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

JudgeThread::JudgeThread(QString modelFolder, const FaceThresholds &thresholds, JudgeListener &listener)
    : m_modelFolder(std::move(modelFolder))
    , m_thresholds(thresholds)
    , m_listener(listener)
    , m_selector(thresholds)
    , m_guidance(thresholds.guidanceHold)
    , m_thread([this] { run(); })
{
}

JudgeThread::~JudgeThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quitting = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void JudgeThread::offer(CameraFrame frame)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_orders.frame)
            ++m_dropped;
        m_orders.frame = std::move(frame);
    }
    m_wake.notify_all();
}

void JudgeThread::arm()
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.arm = true;
    }
    m_wake.notify_all();
}

void JudgeThread::takeByHand(const QString &reasonCode)
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.byHand = reasonCode;
    }
    m_wake.notify_all();
}

quint64 JudgeThread::forget()
{
    quint64 epoch = 0;
    {
        const std::lock_guard lock(m_mutex);
        epoch = ++m_newestEpoch;
        m_orders = {};
        m_orders.forget = true;
    }
    m_wake.notify_all();
    return epoch;
}

std::optional<JudgeThread::Orders> JudgeThread::nextOrders()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] {
        return m_quitting || m_orders.frame || m_orders.arm || m_orders.forget || m_orders.byHand;
    });
    if (m_quitting)
        return std::nullopt;
    m_orders.epoch = m_newestEpoch;
    return std::exchange(m_orders, {});
}

void JudgeThread::run()
{
    cv::setNumThreads(1);
    auto analyser = FaceAnalyser::open(m_modelFolder);
    if (!analyser) {
        m_listener.modelsUnusable(analyser.error());
        return;
    }
    while (auto orders = nextOrders())
        if (!follow(*analyser, std::move(*orders)))
            return;
}

bool JudgeThread::follow(FaceAnalyser &analyser, Orders orders)
{
    m_epoch = orders.epoch;
    if (orders.forget) {
        analyser.forget();
        m_selector.forget();
        m_last.reset();
    }
    if (orders.arm)
        m_selector.arm();
    if (orders.byHand && !takeNow(analyser, *orders.byHand))
        return false;
    return !orders.frame || judge(analyser, std::move(*orders.frame));
}

bool JudgeThread::judge(FaceAnalyser &analyser, CameraFrame frame)
{
    const auto measures = analyser.analyse(frame.image);
    if (!measures) {
        m_listener.modelsUnusable(measures.error());
        return false;
    }
    Moment moment{frame.image, *measures, judgeFace(*measures, m_thresholds), frame.arrived,
                  QDateTime::currentDateTimeUtc()};
    ++m_judged;
    const auto outcome = m_selector.consider(moment);
    FaceJudgement shown = moment.judgement;
    shown.guidance = m_guidance.shown(moment.judgement.guidance, frame.arrived);
    m_listener.judged(previewOf(frame.image), shown, frame.arrived);
    m_last = std::move(moment);
    if (!outcome.candidate)
        return true;
    const auto candidate = candidateFrom(analyser, *outcome.candidate);
    if (!candidate)
        return false;
    m_listener.candidateFound(*candidate, m_epoch);
    if (outcome.accepted)
        m_listener.acceptedByItself(*candidate, m_epoch);
    return true;
}

bool JudgeThread::takeNow(FaceAnalyser &analyser, const QString &reasonCode)
{
    if (!m_last || Moment::Time::clock::now() - m_last->time > stillPresent)
        return true; // a frozen picture is not the applicant; the window shows that the camera stands still
    const auto candidate = candidateFrom(analyser, *m_last);
    if (!candidate)
        return false;
    m_selector.disarm();
    m_listener.takenByHand(*candidate, reasonCode, m_epoch);
    return true;
}

std::optional<FaceCandidate> JudgeThread::candidateFrom(FaceAnalyser &analyser, const Moment &moment)
{
    const auto portrait = cropPortrait(moment.image, moment.measures, analyser.personMask());
    if (!portrait) {
        m_listener.modelsUnusable(portrait.error());
        return std::nullopt;
    }
    const cv::Mat &pixels = portrait->image;
    const QImage crop = QImage(pixels.data, pixels.cols, pixels.rows, static_cast<qsizetype>(pixels.step[0]),
                               QImage::Format_BGR888)
                            .convertToFormat(QImage::Format_RGB32); // its own pixels
    return FaceCandidate{imageSharing(moment.image), crop, moment.judgement, moment.at};
}

} // namespace indraj
