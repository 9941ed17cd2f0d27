#include "capture/finger/fingercapturesession.h"

#include "capture/finger/fingerlog.h"

#include <QLoggingCategory>
#include <QtConcurrent>

Q_LOGGING_CATEGORY(fingerLog, "indraj.fingercapture")

namespace indraj {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int touchesPerTry = 3;

} // namespace

RetryReason retryReasonFor(FingerCause cause)
{
    switch (cause) {
    case FingerCause::NotAFinger:
        return RetryReason::NotAFinger;
    case FingerCause::SmallArea:
        return RetryReason::SmallArea;
    case FingerCause::TooWet:
        return RetryReason::TooWet;
    case FingerCause::PressHarder:
        return RetryReason::PressHarder;
    case FingerCause::TooDry:
        return RetryReason::TooDry;
    case FingerCause::PressLighter:
        return RetryReason::PressLighter;
    case FingerCause::Smudged:
        return RetryReason::Smudged;
    case FingerCause::OffCentre:
        return RetryReason::CentreFinger;
    }
    return RetryReason::General;
}

QString retryReasonCode(RetryReason reason)
{
    switch (reason) {
    case RetryReason::General:
        return u"try-again"_s;
    case RetryReason::TooShort:
        return u"too-short"_s;
    case RetryReason::CentreFinger:
        return u"centre-finger"_s;
    case RetryReason::RemoveFinger:
        return u"remove-finger"_s;
    case RetryReason::NotAFinger:
        return u"not-a-finger"_s;
    case RetryReason::TooDry:
        return u"too-dry"_s;
    case RetryReason::TooWet:
        return u"too-wet"_s;
    case RetryReason::PressHarder:
        return u"press-harder"_s;
    case RetryReason::PressLighter:
        return u"press-lighter"_s;
    case RetryReason::SmallArea:
        return u"small-area"_s;
    case RetryReason::Smudged:
        return u"smudged"_s;
    }
    return u"try-again"_s;
}

FingerCaptureSession::FingerCaptureSession(FingerScanner &scanner, std::shared_ptr<const FingerJudge> judge,
                                           FingerPolicy policy, QObject *parent)
    : FingerCapture(parent)
    , m_scanner(scanner)
    , m_judge(std::move(judge))
    , m_policy(std::move(policy))
{
    m_pool.setMaxThreadCount(2);
    m_askAgain.setSingleShot(true);
    m_askAgain.setInterval(1s); // a device that fails at once must not be asked in a circle
    connect(&m_askAgain, &QTimer::timeout, this, &FingerCaptureSession::ask);
    connect(&scanner, &FingerScanner::stateChanged, this, [this](ScannerState state) {
        Q_EMIT scannerChanged(state);
        updateAwaited();
    });
    connect(&scanner, &FingerScanner::captured, this, &FingerCaptureSession::onCaptured);
    connect(&scanner, &FingerScanner::retry, this, &FingerCaptureSession::onRetry);
    connect(&scanner, &FingerScanner::failed, this, &FingerCaptureSession::onFailed);
}

FingerCaptureSession::~FingerCaptureSession() { m_pool.waitForDone(); }

void FingerCaptureSession::closeScanner()
{
    cancel();
    m_scanner.close();
}

void FingerCaptureSession::begin(FingerPosition finger)
{
    if (m_active == finger && (m_asked || m_judging > 0 || m_askAgain.isActive()))
        return;
    cancel();
    m_active = finger;
    m_single = false;
    const Entry *kept = bestEntry(finger);
    if (kept && (isGood(finger, kept->attempt) || usedUp(finger))) {
        // Nothing to ask for; said later, so that the caller can first look at what begin() did.
        const bool good = isGood(finger, kept->attempt);
        QMetaObject::invokeMethod(
            this, [this, finger, good] { Q_EMIT finished(finger, good); }, Qt::QueuedConnection);
        return;
    }
    ask();
}

void FingerCaptureSession::tryAgain()
{
    if (!m_active || m_asked || m_judging > 0)
        return;
    m_single = true;
    ask();
}

void FingerCaptureSession::cancel()
{
    m_active.reset();
    m_askAgain.stop();
    awaitTouch(false);
    if (std::exchange(m_asked, false))
        m_scanner.cancel();
}

void FingerCaptureSession::clear(FingerPosition finger)
{
    if (m_active == finger)
        cancel();
    ++m_generation[finger];
    m_entries.remove(finger);
}

void FingerCaptureSession::clearAll()
{
    for (const FingerPosition finger : allFingers)
        clear(finger);
    m_age.reset();
}

QList<FingerTry> FingerCaptureSession::tries(FingerPosition finger) const
{
    QList<FingerTry> list;
    for (const Entry &entry : m_entries.value(finger))
        list.append(entry.attempt);
    return list;
}

std::optional<FingerTry> FingerCaptureSession::best(FingerPosition finger) const
{
    const Entry *entry = bestEntry(finger);
    return entry ? std::optional(entry->attempt) : std::nullopt;
}

std::optional<Sample> FingerCaptureSession::bestSample(FingerPosition finger) const
{
    const Entry *entry = bestEntry(finger);
    if (!entry)
        return {};
    Sample sample;
    sample.bytes = entry->encoded.bytes;
    SampleInfo &info = sample.info;
    info.id = entry->id;
    info.kind = SampleKind::Finger;
    info.finger = finger;
    info.mimeType = entry->encoded.mimeType;
    info.width = entry->width;
    info.height = entry->height;
    info.resolution = sampleResolution;
    info.quality = entry->attempt.quality;
    const SensorProfile &sensor = entry->attempt.image.sensor;
    info.device = u"%1 %2"_s.arg(sensor.driver, sensor.model).trimmed();
    info.capturedAt = entry->attempt.at;
    info.acceptFrom = acceptFrom(finger);
    for (const FingerTry &attempt : tries(finger)) {
        const bool asReason = attempt.reason && !isGood(finger, attempt);
        CaptureAttempt one{attempt.number, attempt.quality,
                           asReason ? retryReasonCode(*attempt.reason) : u"captured"_s, attempt.at,
                           m_policy.profile};
        if (!attempt.image.image.isNull())
            one.criteria.append(loggedSetting(scannerResolutionKey, attempt.image.sensor.resolution));
        info.attempts.append(one);
    }
    return sample;
}

void FingerCaptureSession::ask()
{
    if (!m_active)
        return;
    m_asked = true;
    m_scanner.capture(*m_active);
    updateAwaited(); // it may be waiting already
}

void FingerCaptureSession::updateAwaited()
{
    awaitTouch(m_asked && m_active && m_scanner.state() == ScannerState::WaitingFinger);
}

void FingerCaptureSession::awaitTouch(bool awaited)
{
    if (std::exchange(m_awaited, awaited) == awaited)
        return;
    if (awaited)
        Q_EMIT touchAwaited(*m_active);
    else
        Q_EMIT touchNotAwaited();
}

FingerCaptureSession::Judged FingerCaptureSession::judgePicture(const FingerJudge &judge,
                                                                const QImage &picture)
{
    Judged result;
    result.size = picture.size();
    result.judgement = judge.judge(picture);
    if (auto encoded = encodeLossless(picture))
        result.encoded = std::move(*encoded);
    return result;
}

void FingerCaptureSession::onCaptured(const FingerImage &image)
{
    m_asked = false;
    awaitTouch(false);
    if (!m_active)
        return;
    const Touch touch{*m_active, m_generation.value(*m_active), image};
    ++m_judging;
    QtConcurrent::run(&m_pool, [judge = m_judge, image] {
        Previewed preview;
        preview.picture = atSampleResolution(image.image, image.sensor.resolution);
        preview.judgement = judge->preview(preview.picture);
        return preview;
    }).then(this, [this, touch](const Previewed &preview) { judgeFully(touch, preview); });
}

void FingerCaptureSession::judgeFully(const Touch &touch, const Previewed &preview)
{
    if (touch.generation != m_generation.value(touch.finger)) {
        --m_judging;
        return;
    }
    FingerTry seen;
    seen.number = int(m_entries.value(touch.finger).size()) + 1;
    seen.image = touch.image;
    seen.quality = preview.judgement.quality;
    seen.at = touch.image.at;
    if (preview.judgement.cause && !isGood(touch.finger, seen))
        seen.reason = retryReasonFor(*preview.judgement.cause);
    Q_EMIT touchSeen(touch.finger, seen);
    QtConcurrent::run(&m_pool, [judge = m_judge, picture = preview.picture] {
        return judgePicture(*judge, picture);
    }).then(this, [this, touch](const Judged &judged) {
        --m_judging;
        if (touch.generation != m_generation.value(touch.finger))
            return;
        Entry entry;
        entry.attempt.image = touch.image;
        entry.attempt.quality = judged.judgement.quality;
        if (judged.judgement.cause)
            entry.attempt.reason = retryReasonFor(*judged.judgement.cause);
        entry.attempt.at = touch.image.at;
        entry.encoded = judged.encoded;
        entry.width = judged.size.width();
        entry.height = judged.size.height();
        entry.id = SampleId::create();
        record(touch.finger, entry);
    });
}

void FingerCaptureSession::onRetry(RetryReason reason)
{
    m_asked = false;
    awaitTouch(false);
    if (!m_active)
        return;
    Entry entry;
    entry.attempt.reason = reason;
    entry.attempt.at = QDateTime::currentDateTimeUtc();
    record(*m_active, entry);
}

void FingerCaptureSession::onFailed(const DeviceError &error)
{
    if (error.fault == DeviceFault::Cancelled)
        return;
    m_asked = false;
    awaitTouch(false);
    qCWarning(fingerLog, "scanner: fault %d, %s", int(error.fault), qUtf8Printable(error.detail));
    if (m_active && error.fault != DeviceFault::NotSupported)
        m_askAgain.start();
    Q_EMIT failed(error);
}

void FingerCaptureSession::record(FingerPosition finger, Entry entry)
{
    QList<Entry> &entries = m_entries[finger];
    entry.attempt.number = int(entries.size()) + 1;
    if (isGood(finger, entry.attempt))
        entry.attempt.reason.reset(); // good is good: nothing to tell the applicant
    else if (!entry.attempt.reason)
        entry.attempt.reason = RetryReason::General;
    entries.append(entry);
    Q_EMIT tryFinished(finger, entry.attempt);
    if (m_active == finger) // a slot may have gone elsewhere
        goOn(finger, entry);
}

void FingerCaptureSession::goOn(FingerPosition finger, const Entry &last)
{
    if (m_asked)
        return;
    const bool noPicture = last.attempt.image.image.isNull();
    const Entry *kept = bestEntry(finger);
    const bool good = kept && isGood(finger, kept->attempt);
    if (good || usedUp(finger) || (m_single && !noPicture))
        Q_EMIT finished(finger, good);
    else
        ask();
}

bool FingerCaptureSession::isGood(FingerPosition finger, const FingerTry &attempt) const
{
    return attempt.quality.isValid() && attempt.quality.value >= acceptFrom(finger);
}

bool FingerCaptureSession::usedUp(FingerPosition finger) const
{
    const QList<Entry> entries = m_entries.value(finger);
    const auto pictures = std::count_if(entries.begin(), entries.end(), [](const Entry &entry) {
        return !entry.attempt.image.image.isNull();
    });
    return pictures >= m_policy.maxTries || entries.size() >= touchesPerTry * m_policy.maxTries;
}

/// The picture with the highest score; one without a score only when there is no other, never an empty one.
const FingerCaptureSession::Entry *FingerCaptureSession::bestEntry(FingerPosition finger) const
{
    const auto found = m_entries.constFind(finger);
    if (found == m_entries.cend())
        return nullptr;
    const Entry *best = nullptr;
    const auto rank = [](const Entry &entry) {
        return entry.attempt.quality.isValid() ? entry.attempt.quality.value : -1;
    };
    for (const Entry &entry : *found) {
        if (!entry.encoded.bytes.isEmpty() && (!best || rank(entry) > rank(*best)))
            best = &entry;
    }
    return best;
}

} // namespace indraj
