#include "capture/slap/handcapturesession.h"

#include "capture/slap/slapranking.h"

#include <QLoggingCategory>
#include <QtConcurrent>

Q_LOGGING_CATEGORY(slapLog, "indraj.slapcapture")

namespace indraj {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int placementsPerTry = 3;
constexpr std::chrono::milliseconds usualTime = 10s;
constexpr int afterTrouble
    = 1000; ///< milliseconds: a device that fails at once must not be asked in a circle

SlapFault faultFor(SlapRetryReason reason)
{
    switch (reason) {
    case SlapRetryReason::NothingSeen:
        return SlapFault::NothingSeen;
    case SlapRetryReason::FingersMissing:
        return SlapFault::FingersMissing;
    case SlapRetryReason::FingersUnexpected:
        return SlapFault::FingersUnexpected;
    case SlapRetryReason::SameFingerTwice:
        return SlapFault::SameFingerTwice;
    case SlapRetryReason::Misplaced:
        return SlapFault::Misplaced;
    case SlapRetryReason::General:
    case SlapRetryReason::NotReadable:
        break;
    }
    return SlapFault::NotReadable;
}

} // namespace

QString slapFaultCode(SlapFault fault)
{
    switch (fault) {
    case SlapFault::NothingSeen:
        return u"slap-nothing-seen"_s;
    case SlapFault::FingersMissing:
        return u"slap-fingers-missing"_s;
    case SlapFault::FingersUnexpected:
        return u"slap-fingers-unexpected"_s;
    case SlapFault::SameFingerTwice:
        return u"slap-same-finger-twice"_s;
    case SlapFault::Misplaced:
        return u"slap-misplaced"_s;
    case SlapFault::OtherHand:
        return u"slap-other-hand"_s;
    case SlapFault::NotReadable:
        return u"slap-not-readable"_s;
    }
    return u"slap-not-readable"_s;
}

HandCaptureSession::HandCaptureSession(SlapScanner &scanner, std::shared_ptr<const FingerJudge> judge,
                                       FingerPolicy policy, QObject *parent)
    : HandCapture(parent)
    , m_scanner(scanner)
    , m_judge(std::move(judge))
    , m_policy(std::move(policy))
{
    m_pool.setMaxThreadCount(2);
    m_askAgain.setSingleShot(true);
    connect(&m_askAgain, &QTimer::timeout, this, [this] { ask(false); });
    connect(&scanner, &SlapScanner::devicesChanged, this, &HandCapture::availabilityChanged);
    connect(&scanner, &SlapScanner::stateChanged, this, &HandCapture::scannerChanged);
    connect(&scanner, &SlapScanner::preview, this, &HandCapture::preview);
    connect(&scanner, &SlapScanner::captured, this, &HandCaptureSession::onCaptured);
    connect(&scanner, &SlapScanner::retry, this, &HandCaptureSession::onRetry);
    connect(&scanner, &SlapScanner::failed, this, &HandCaptureSession::onFailed);
}

HandCaptureSession::~HandCaptureSession() { m_pool.waitForDone(); }

void HandCaptureSession::openScanner()
{
    m_scanner.open();
    m_scanner.setPreview(true);
}

void HandCaptureSession::closeScanner()
{
    cancel();
    m_scanner.setPreview(false);
    m_scanner.close();
}

bool HandCaptureSession::isAvailable() const
{
    const auto device = m_scanner.device();
    return device && device->ready && device->trusted;
}

int HandCaptureSession::timeLimit() const { return int(usualTime.count()); }

void HandCaptureSession::setMissing(const QSet<FingerPosition> &missing)
{
    using enum SlapPlacement;
    const QSet<FingerPosition> before = std::exchange(m_missing, missing);
    for (const SlapPlacement placement : {RightFour, LeftFour, BothThumbs, RightThumb, LeftThumb}) {
        const QList<FingerPosition> fingers = fingersOf(placement);
        const bool changed = std::any_of(fingers.begin(), fingers.end(), [&](FingerPosition finger) {
            return before.contains(finger) != missing.contains(finger);
        });
        if (changed)
            clear(placement);
    }
}

QList<FingerPosition> HandCaptureSession::expected(SlapPlacement placement) const
{
    QList<FingerPosition> fingers = fingersOf(placement);
    fingers.removeIf([this](FingerPosition finger) { return m_missing.contains(finger); });
    return fingers;
}

void HandCaptureSession::begin(SlapPlacement placement)
{
    if (m_active == placement && (m_asked || m_judging > 0 || m_askAgain.isActive()))
        return;
    cancel();
    m_active = placement;
    m_single = false;
    const bool nothing = expected(placement).isEmpty();
    if (nothing || isGood(placement) || usedUp(placement)) {
        // Said later, so that the caller can first look at what begin() did.
        const bool good = nothing || isGood(placement);
        QMetaObject::invokeMethod(
            this, [this, placement, good] { Q_EMIT finished(placement, good); }, Qt::QueuedConnection);
        return;
    }
    ask(false);
}

void HandCaptureSession::tryAgain(SlapPlacement placement)
{
    if (m_active == placement && (m_asked || m_judging > 0))
        return;
    cancel();
    m_active = placement;
    m_single = true;
    ask(false);
}

void HandCaptureSession::force()
{
    if (m_active && m_asked)
        ask(true);
}

void HandCaptureSession::ask(bool forced)
{
    if (!m_active)
        return;
    m_askAgain.stop();
    SlapRequest request;
    request.fingers = fingersOf(*m_active);
    int least = 100;
    for (const FingerPosition finger : std::as_const(request.fingers)) {
        if (m_missing.contains(finger))
            request.exceptions.insert(finger);
        else
            least = std::min(least, acceptFrom(finger));
    }
    // A device asked for no score at all captures what lies there.
    request.requestedScore = forced ? 0 : least;
    request.timeout = usualTime;
    m_asked = true;
    m_scanner.setPreviewFingers(request.fingers);
    m_scanner.capture(request); // ends the one before with Cancelled, which is ours to know
    m_forced = forced;
    Q_EMIT asked(*m_active);
}

void HandCaptureSession::cancel()
{
    m_active.reset();
    m_askAgain.stop();
    if (std::exchange(m_asked, false))
        m_scanner.cancel();
}

void HandCaptureSession::clear(SlapPlacement placement)
{
    if (m_active == placement)
        cancel();
    ++m_generation[placement];
    m_entries.remove(placement);
}

void HandCaptureSession::clearAll()
{
    using enum SlapPlacement;
    for (const SlapPlacement placement : {RightFour, LeftFour, BothThumbs, RightThumb, LeftThumb})
        clear(placement);
    m_age.reset();
    m_missing.clear();
    m_scanner.nextApplicant();
}

void HandCaptureSession::onCaptured(const SlapCapture &capture)
{
    m_asked = false;
    if (!m_active)
        return;
    const SlapPlacement placement = *m_active;
    ++m_judging;
    QtConcurrent::run(&m_pool,
                      [judge = m_judge, placement, capture, missing = m_missing, check = m_policy.handCheck] {
                          return judgeSlap(*judge, placement, capture, missing, check);
                      })
        .then(this,
              [this, placement, generation = m_generation.value(placement), device = capture.device,
               forced = m_forced](const JudgedSlap &slap) {
                  Entry entry{slap, device, {}};
                  entry.slap.attempt.isForced = forced;
                  judged(placement, generation, std::move(entry));
              });
}

void HandCaptureSession::judged(SlapPlacement placement, int generation, Entry entry)
{
    if (generation != m_generation.value(placement)) {
        --m_judging;
        return;
    }
    for (SlapFingerTry &finger : entry.slap.attempt.fingers) {
        entry.ids.insert(finger.finger, SampleId::create());
        if (isGood(finger))
            finger.reason.reset(); // good is good: nothing to tell the applicant
        else if (!finger.reason)
            finger.reason = RetryReason::General;
    }
    Q_EMIT tryJudged(placement, entry.slap.attempt); // coding takes longer than judging: it is not waited for
    QtConcurrent::run(&m_pool, [slap = entry.slap]() mutable {
        encodeFingers(slap);
        return slap;
    }).then(this, [this, placement, generation, entry](const JudgedSlap &slap) {
        --m_judging;
        if (generation != m_generation.value(placement))
            return;
        Entry coded = entry;
        coded.slap = slap;
        record(placement, std::move(coded));
    });
}

void HandCaptureSession::onRetry(const SlapRetry &retry)
{
    m_asked = false;
    if (!m_active)
        return;
    Entry entry;
    entry.slap.attempt.at = QDateTime::currentDateTimeUtc();
    entry.slap.attempt.fault = faultFor(retry.reason);
    entry.slap.attempt.faultFingers = retry.fingers;
    entry.slap.attempt.isForced = m_forced;
    record(*m_active, std::move(entry));
}

void HandCaptureSession::onFailed(const DeviceError &error)
{
    if (error.fault == DeviceFault::Cancelled)
        return;
    m_asked = false;
    qCWarning(slapLog, "scanner: fault %d, %s", int(error.fault), qUtf8Printable(error.detail));
    const bool forGood = error.fault == DeviceFault::NotSupported || error.fault == DeviceFault::Untrusted;
    if (m_active && !forGood)
        m_askAgain.start(afterTrouble);
    Q_EMIT failed(error);
}

void HandCaptureSession::record(SlapPlacement placement, Entry entry)
{
    QList<Entry> &entries = m_entries[placement];
    entry.slap.attempt.number = int(entries.size()) + 1;
    entries.append(entry);
    Q_EMIT tryFinished(placement, entry.slap.attempt);
    if (m_active == placement) // a slot may have gone elsewhere
        goOn(placement);
}

void HandCaptureSession::goOn(SlapPlacement placement)
{
    if (m_asked)
        return;
    const bool usable = m_entries.value(placement).last().slap.attempt.isUsable();
    if (isGood(placement) || usedUp(placement) || (m_single && usable))
        Q_EMIT finished(placement, isGood(placement));
    else
        m_askAgain.start(m_pause);
}

bool HandCaptureSession::isGood(const SlapFingerTry &finger) const
{
    return finger.quality.isValid() && finger.quality.value >= acceptFrom(finger.finger);
}

bool HandCaptureSession::isGood(SlapPlacement placement) const
{
    const int chosen = best(placement);
    return chosen >= 0 && isGood(placement, m_entries[placement][chosen].slap.attempt);
}

bool HandCaptureSession::isGood(SlapPlacement placement, const SlapTry &attempt) const
{
    return attempt.isUsable() && !attempt.isDoubtful && attempt.fingers.size() == expected(placement).size()
        && std::all_of(attempt.fingers.begin(), attempt.fingers.end(),
                       [this](const SlapFingerTry &finger) { return isGood(finger); });
}

bool HandCaptureSession::usedUp(SlapPlacement placement) const
{
    const QList<Entry> entries = m_entries.value(placement);
    const auto usable = std::count_if(entries.begin(), entries.end(),
                                      [](const Entry &entry) { return entry.slap.attempt.isUsable(); });
    return usable >= m_policy.maxTries || entries.size() >= placementsPerTry * m_policy.maxTries;
}

QList<SlapTry> HandCaptureSession::tries(SlapPlacement placement) const
{
    QList<SlapTry> list;
    for (const Entry &entry : m_entries.value(placement))
        list.append(entry.slap.attempt);
    return list;
}

/// The try that ended the placement, where one was good; else the rule of bestSlap().
int HandCaptureSession::best(SlapPlacement placement) const
{
    const QList<SlapTry> all = tries(placement);
    for (int i = int(all.size()) - 1; i >= 0; --i) {
        if (isGood(placement, all[i]))
            return i;
    }
    return bestSlap(placement, all);
}

} // namespace indraj
