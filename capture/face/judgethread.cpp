#include "capture/face/judgethread.h"

#include "capture/face/facejudge.h"
#include "capture/face/profilethresholds.h"

#include <opencv2/core/utility.hpp>

namespace indraj {

namespace {

constexpr int previewWidth = 1280;
constexpr int previewHeight = 720;
constexpr std::chrono::seconds stillPresent{1};

QImage previewOf(const cv::Mat &bgrx)
{
    QImage whole = imageSharing(bgrx);
    if (bgrx.cols <= previewWidth && bgrx.rows <= previewHeight)
        return whole;
    return whole.scaled(previewWidth, previewHeight, Qt::KeepAspectRatio, Qt::FastTransformation);
}

StillCause causeOf(PortraitSelector::Cause cause)
{
    switch (cause) {
    case PortraitSelector::Cause::Automatic:
        return StillCause::Automatic;
    case PortraitSelector::Cause::TimeOut:
        return StillCause::TimeOut;
    case PortraitSelector::Cause::Candidate:
    case PortraitSelector::Cause::None:
        break;
    }
    return StillCause::Candidate;
}

} // namespace

JudgeThread::JudgeThread(QString modelFolder, const FaceThresholds &thresholds, JudgeListener &listener)
    : m_modelFolder(std::move(modelFolder))
    , m_basis(thresholds)
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
        m_orders.shownOnly = 0;
    }
    m_wake.notify_all();
}

void JudgeThread::show(CameraFrame frame, double pixels)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_orders.frame)
            ++m_dropped;
        m_orders.frame = std::move(frame);
        m_orders.shownOnly = pixels;
    }
    m_wake.notify_all();
}

void JudgeThread::offerPhotograph(CameraFrame photograph, const QString &reasonCode)
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.photograph = std::move(photograph);
        m_orders.photographReason = reasonCode;
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

void JudgeThread::useProfile(std::shared_ptr<const PortraitProfile> profile)
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.profile = std::move(profile);
    }
    m_wake.notify_all();
}

quint64 JudgeThread::forget()
{
    quint64 epoch = 0;
    {
        const std::lock_guard lock(m_mutex);
        epoch = ++m_newestEpoch;
        auto profile = std::move(m_orders.profile); // that order is about the rules, not about a picture
        m_orders = {};
        m_orders.profile = std::move(profile);
        m_orders.forget = true;
    }
    m_wake.notify_all();
    return epoch;
}

std::optional<JudgeThread::Orders> JudgeThread::nextOrders()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] {
        return m_quitting || m_orders.frame || m_orders.arm || m_orders.forget || m_orders.byHand
            || m_orders.goOn || m_orders.profile || m_orders.photograph;
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
    if (analyser)
        if (const auto warm = analyser->warmUp(); !warm)
            analyser = tl::unexpected(warm.error());
    if (!analyser) {
        m_listener.modelsUnusable(analyser.error());
        return;
    }
    m_listener.modelsReady(analyser->stills());
    StillThread stills(analyser->stills(), m_listener.wholePictures(),
                       [this](const auto &answer) { stillsAnswered(answer); });
    while (auto orders = nextOrders())
        if (!follow(*analyser, stills, std::move(*orders)))
            return;
}

bool JudgeThread::follow(FaceAnalyser &analyser, StillThread &stills, Orders orders)
{
    m_epoch = orders.epoch;
    if (orders.profile) {
        m_profile = std::move(orders.profile);
        m_thresholds = inLineWith(*m_profile, m_basis);
        m_selector.useThresholds(m_thresholds);
    }
    if (orders.forget) {
        analyser.forget();
        stills.forget();
        m_selector.forget();
        m_hints.forget();
        m_last.reset();
    }
    if (orders.arm)
        m_selector.arm();
    else if (orders.goOn)
        m_selector.goOn();
    if (orders.byHand)
        takeNow(stills, *orders.byHand);
    if (orders.photograph && !judgePhotograph(analyser, stills, orders))
        return false;
    if (orders.frame && orders.shownOnly > 0)
        return judgeShown(analyser, stills, orders);
    return !orders.frame || judge(analyser, stills, *orders.frame);
}

std::optional<Moment> JudgeThread::look(FaceAnalyser &analyser, const CameraFrame &frame, double pixels)
{
    const auto measures = analyser.analyse(frame.image);
    if (!measures) {
        m_listener.modelsUnusable(measures.error());
        return std::nullopt;
    }
    ++m_judged;
    // What is kept of a frame that came compressed is the JPEG alone: pixels are a tenth as often wanted and
    // ten times as large.
    return Moment{frame.whole.jpeg().isEmpty() ? frame.image : cv::Mat(),
                  *measures,
                  judgeFace(*measures, m_thresholds, pixels),
                  frame.arrived,
                  QDateTime::currentDateTimeUtc(),
                  frame.whole};
}

void JudgeThread::tell(const Moment &moment, const CameraFrame &frame)
{
    FaceJudgement shown = moment.judgement;
    shown.guidance = m_guidance.shown(moment.judgement.guidance, frame.arrived);
    m_listener.judged(previewOf(frame.image), shown, frame.arrived);
}

bool JudgeThread::judge(FaceAnalyser &analyser, StillThread &stills, const CameraFrame &frame)
{
    const double pixels = static_cast<double>(frame.whole.size().width) / frame.image.cols;
    auto moment = look(analyser, frame, frame.whole.isNull() ? 1 : pixels);
    if (!moment)
        return false;
    m_hints.see(frame.image, analyser.followed(), frame.arrived);
    moment->judgement.hints = m_hints.hints();
    auto outcome = m_selector.consider(*moment);
    tell(*moment, frame);
    m_last = std::move(moment);
    if (outcome.cause != PortraitSelector::Cause::None)
        stills.order({std::move(outcome.pictures), causeOf(outcome.cause), {}, m_epoch, m_profile});
    return true;
}

/// Of attacks nothing is said: such a camera draws into its live picture.
bool JudgeThread::judgeShown(FaceAnalyser &analyser, StillThread &stills, const Orders &orders)
{
    const auto moment = look(analyser, *orders.frame, orders.shownOnly);
    if (!moment)
        return false;
    const auto outcome = m_selector.pass(moment->time);
    tell(*moment, *orders.frame);
    if (outcome.cause != PortraitSelector::Cause::None)
        stills.order({outcome.pictures, causeOf(outcome.cause), {}, m_epoch, m_profile});
    return true;
}

bool JudgeThread::judgePhotograph(FaceAnalyser &analyser, StillThread &stills, const Orders &orders)
{
    CameraFrame frame = *orders.photograph;
    const int width = frame.whole.size().width;
    frame.image = frame.whole.pixelsAt(liveReduction(width));
    analyser.forget(); // the face it follows is that of the live picture, which has other pixels
    auto moment = look(analyser, frame, static_cast<double>(width) / frame.image.cols);
    analyser.forget();
    if (!moment)
        return false;
    moment->judgement.hints = m_hints.hints();
    tell(*moment, frame);
    if (!orders.photographReason.isEmpty()) {
        m_selector.disarm();
        stills.order({{*moment}, StillCause::ByHand, orders.photographReason, m_epoch, m_profile});
        return true;
    }
    auto outcome = m_selector.considerPhotograph(*moment);
    stills.order({std::move(outcome.pictures), causeOf(outcome.cause), {}, m_epoch, m_profile});
    return true;
}

void JudgeThread::takeNow(StillThread &stills, const QString &reasonCode)
{
    if (!m_last || Moment::Time::clock::now() - m_last->time > stillPresent)
        return; // a frozen picture is not the applicant; the window shows that the camera stands still
    m_selector.disarm();
    stills.order({{*m_last}, StillCause::ByHand, reasonCode, m_epoch, m_profile});
}

void JudgeThread::stillsAnswered(const tl::expected<StillAnswer, FaceModelError> &answer)
{
    if (!answer) {
        m_listener.modelsUnusable(answer.error());
        return;
    }
    if (answer->cause == StillCause::Automatic && answer->candidates.first().refused()) {
        {
            const std::lock_guard lock(m_mutex);
            m_orders.goOn = m_orders.goOn || answer->epoch == m_newestEpoch;
        }
        m_wake.notify_all();
    }
    m_listener.stillsJudged(*answer);
}

} // namespace indraj
