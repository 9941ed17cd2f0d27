#include "capture/slap/singlefingerscanner.h"

#include "biometrics/finger/resample.h"
#include "biometrics/finger/slap/slapsegmenter.h"
#include "capture/finger/whendone.h"

#include <QtConcurrent>

#include <utility>

namespace indraj {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A device whose time ends at once must not be asked in a circle.
constexpr auto pauseAfterNothing = 300ms;
constexpr auto usualPatience = 1500ms;

/// One finger is a hand, or a pair of thumbs, of which the others are not waited for.
SlapKind kindAround(FingerPosition finger)
{
    if (finger == FingerPosition::RightThumb || finger == FingerPosition::LeftThumb)
        return SlapKind::BothThumbs;
    return int(finger) <= int(FingerPosition::RightLittle) ? SlapKind::RightFour : SlapKind::LeftFour;
}

RetryReason singleReasonFor(SlapRetryReason reason)
{
    switch (reason) {
    case SlapRetryReason::Misplaced:
        return RetryReason::CentreFinger;
    case SlapRetryReason::NotReadable:
        return RetryReason::NotAFinger;
    case SlapRetryReason::General:
    case SlapRetryReason::NothingSeen:
    case SlapRetryReason::FingersMissing:
    case SlapRetryReason::FingersUnexpected:
    case SlapRetryReason::SameFingerTwice:
        break;
    }
    return RetryReason::General;
}

struct SingleCut {
    QImage picture; ///< null: there is not exactly one finger
    bool nothing = false; ///< nothing lies there
};

SingleCut cutSingle(const SlapCapture &capture, FingerPosition finger)
{
    const QImage glass = atSampleResolution(capture.picture.convertToFormat(QImage::Format_Grayscale8),
                                            capture.pictureResolution);
    const SlapKind kind = kindAround(finger);
    const QList<FingerPosition> whole = expectedFingers(kind, {});
    QSet<FingerPosition> absent(whole.begin(), whole.end());
    absent.remove(finger);
    const SlapSegmentation seen = segmentSlap(glass, kind, absent);
    if (seen.problems.contains(SlapProblem::NoFingers))
        return {{}, true};
    for (const FingerSegment &segment : seen.fingers) {
        if (segment.position == finger)
            return {cutFinger(glass, segment), false};
    }
    return {};
}

SensorProfile profileOf(const BiometricDevice &device, int resolution)
{
    SensorProfile profile;
    profile.driver = device.driver;
    profile.model = u"%1 %2"_s.arg(device.make, device.model).simplified();
    if (device.simulated)
        profile.model += u" simulator"_s;
    profile.simulated = device.simulated;
    profile.resolution = resolution;
    return profile;
}

} // namespace

SingleFingerScanner::SingleFingerScanner(FingerScanner &own, SlapScanner &slap, FingerPolicy policy,
                                         QObject *parent)
    : FingerScanner(parent)
    , m_own(own)
    , m_slap(slap)
    , m_policy(std::move(policy))
{
    m_pool.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(usualPatience);
    m_askAgain.setSingleShot(true);
    m_askAgain.setInterval(pauseAfterNothing);
    connect(&m_askAgain, &QTimer::timeout, this, &SingleFingerScanner::askSlap);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_ownAbsent = !isOwnThere();
        look();
    });
    connect(&own, &FingerScanner::stateChanged, this, &SingleFingerScanner::ownStateChanged);
    connect(&own, &FingerScanner::captured, this, [this](const FingerImage &image) {
        if (m_onSlap || !std::exchange(m_asked, false))
            return;
        m_pending.reset();
        Q_EMIT captured(image);
    });
    connect(&own, &FingerScanner::retry, this, [this](RetryReason reason) {
        if (m_onSlap || !std::exchange(m_asked, false))
            return;
        m_pending.reset();
        Q_EMIT retry(reason);
    });
    connect(&own, &FingerScanner::failed, this, &SingleFingerScanner::ownFailed);
    connect(&slap, &SlapScanner::devicesChanged, this, &SingleFingerScanner::look);
    connect(&slap, &SlapScanner::stateChanged, this, &SingleFingerScanner::look);
    connect(&slap, &SlapScanner::captured, this, &SingleFingerScanner::slapCaptured);
    connect(&slap, &SlapScanner::retry, this, &SingleFingerScanner::slapRetry);
    connect(&slap, &SlapScanner::failed, this, &SingleFingerScanner::slapFailed);
}

SingleFingerScanner::~SingleFingerScanner() { m_pool.waitForDone(); }

bool SingleFingerScanner::isOwnThere() const
{
    return m_own.state() != ScannerState::NoDevice && m_own.state() != ScannerState::HelperLost;
}

bool SingleFingerScanner::isSlapThere() const
{
    const auto device = m_slap.device();
    return device && device->ready && device->trusted;
}

void SingleFingerScanner::open()
{
    if (std::exchange(m_open, true))
        return;
    m_patience.start();
    m_own.open();
    m_slap.open();
    look();
}

void SingleFingerScanner::close()
{
    if (!m_open)
        return;
    cancel();
    m_patience.stop();
    m_open = false;
    if (std::exchange(m_onSlap, false))
        m_slap.setPreview(false);
    m_slap.close();
    m_own.close();
    m_ownSeen = false;
    tellState();
}

ScannerState SingleFingerScanner::state() const
{
    if (!m_open)
        return ScannerState::NoDevice;
    if (m_onSlap)
        return m_cutting ? ScannerState::Processing : m_slap.state();
    // Both are still being looked for: nobody is told to plug in what is plugged in.
    if (m_own.state() == ScannerState::NoDevice && m_patience.isActive())
        return ScannerState::Idle;
    return m_own.state();
}

SensorProfile SingleFingerScanner::sensor() const
{
    if (!m_onSlap)
        return m_own.sensor();
    const auto device = m_slap.device();
    return device ? profileOf(*device, sampleResolution) : SensorProfile();
}

void SingleFingerScanner::ownStateChanged()
{
    const bool there = isOwnThere();
    if (there) {
        m_patience.stop();
        m_ownAbsent = false;
    } else if (m_ownSeen && m_open) {
        m_patience.start();
    }
    m_ownSeen = there;
    look();
}

/// Goes over to the other scanner where that is the one that is there, with what is asked for.
void SingleFingerScanner::look()
{
    if (!m_open)
        return;
    const bool wanted = !isOwnThere() && isSlapThere();
    const bool mayCome = m_patience.isActive() && !m_ownAbsent;
    if (wanted != m_onSlap && !(wanted && mayCome)) {
        const auto pending = m_pending;
        drop();
        m_onSlap = wanted;
        m_slap.setPreview(m_onSlap);
        m_pending = pending;
        ask();
    }
    tellState();
}

void SingleFingerScanner::tellState()
{
    if (const ScannerState now = state(); std::exchange(m_told, now) != now)
        Q_EMIT stateChanged(now);
}

void SingleFingerScanner::capture(FingerPosition finger)
{
    cancel();
    m_pending = finger;
    ask();
}

void SingleFingerScanner::cancel()
{
    if (!m_pending)
        return;
    drop();
    Q_EMIT failed({DeviceFault::Cancelled, sensor().driver, {}});
    tellState();
}

/// What is asked for is wanted no more; nothing is said of it.
void SingleFingerScanner::drop()
{
    m_pending.reset();
    m_askAgain.stop();
    m_cutting = false;
    ++m_turn;
    if (!std::exchange(m_asked, false))
        return;
    if (m_onSlap)
        m_slap.cancel();
    else
        m_own.cancel();
}

void SingleFingerScanner::ask()
{
    if (!m_pending)
        return;
    if (m_onSlap) {
        askSlap();
        return;
    }
    m_asked = true;
    m_own.capture(*m_pending);
}

void SingleFingerScanner::askSlap()
{
    if (!m_pending || !m_onSlap)
        return;
    SlapRequest request = SlapRequest::one(*m_pending);
    request.requestedScore = m_policy.acceptFrom(*m_pending, std::nullopt);
    m_asked = true;
    m_slap.setPreviewFingers(request.fingers);
    m_slap.capture(request);
}

void SingleFingerScanner::ownFailed(const DeviceError &error)
{
    if (m_onSlap || (error.fault == DeviceFault::Cancelled && !m_asked))
        return;
    if (std::exchange(m_asked, false))
        m_pending.reset();
    Q_EMIT failed(error);
}

void SingleFingerScanner::slapCaptured(const SlapCapture &capture)
{
    if (!m_onSlap || !m_pending || !std::exchange(m_asked, false))
        return;
    for (const SlapFinger &one : capture.fingers) {
        if (one.finger == *m_pending) {
            handOver(one.image, one.resolution, capture.device, capture.at);
            return;
        }
    }
    if (!capture.picture.isNull())
        cut(capture);
    else
        slapRetry({SlapRetryReason::FingersMissing, {*m_pending}, {}});
}

void SingleFingerScanner::cut(const SlapCapture &capture)
{
    m_cutting = true;
    tellState();
    whenDone(
        this, QtConcurrent::run(&m_pool, cutSingle, capture, *m_pending),
        [this, turn = m_turn, device = capture.device, at = capture.at](const SingleCut &found) {
            if (turn != m_turn)
                return;
            m_cutting = false;
            if (!found.picture.isNull())
                handOver(found.picture, sampleResolution, device, at);
            else
                slapRetry({found.nothing ? SlapRetryReason::NothingSeen : SlapRetryReason::General, {}, {}});
            tellState();
        });
}

void SingleFingerScanner::handOver(const QImage &picture, int resolution, const BiometricDevice &device,
                                   const QDateTime &at)
{
    m_pending.reset();
    Q_EMIT captured({picture, profileOf(device, resolution), at});
}

void SingleFingerScanner::slapRetry(const SlapRetry &told)
{
    if (!m_onSlap || !m_pending)
        return;
    m_asked = false;
    if (told.reason == SlapRetryReason::NothingSeen) {
        m_askAgain.start();
        return;
    }
    m_pending.reset();
    Q_EMIT retry(singleReasonFor(told.reason));
}

void SingleFingerScanner::slapFailed(const DeviceError &error)
{
    if (!m_onSlap || !std::exchange(m_asked, false))
        return;
    m_pending.reset();
    Q_EMIT failed(error);
}

} // namespace indraj
