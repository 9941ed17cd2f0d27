#include "capture/iris/iriscapturesession.h"

#include <QFutureWatcher>
#include <QLoggingCategory>
#include <QtConcurrent>

Q_LOGGING_CATEGORY(irisLog, "indraj.iriscapture")

namespace indraj {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int placementsPerIrisTry = 3;
constexpr std::chrono::milliseconds usualIrisTime = 10s;
constexpr int afterIrisTrouble
    = 1000; ///< milliseconds: a camera that fails at once must not be asked in a circle

IrisFault irisFaultFor(IrisRetryReason reason)
{
    switch (reason) {
    case IrisRetryReason::NothingSeen:
        return IrisFault::NothingSeen;
    case IrisRetryReason::EyesMissing:
        return IrisFault::EyesMissing;
    case IrisRetryReason::EyesUnexpected:
        return IrisFault::EyesUnexpected;
    case IrisRetryReason::SameEyeTwice:
        return IrisFault::SameEyeTwice;
    case IrisRetryReason::Misplaced:
        return IrisFault::Misplaced;
    case IrisRetryReason::General:
    case IrisRetryReason::NotReadable:
        break;
    }
    return IrisFault::NotReadable;
}

} // namespace

IrisCaptureSession::IrisCaptureSession(IrisCamera &camera, IrisPolicy policy, QObject *parent)
    : EyeCapture(parent)
    , m_camera(camera)
    , m_policy(std::move(policy))
{
    m_pool.setMaxThreadCount(1);
    m_askAgain.setSingleShot(true);
    connect(&m_askAgain, &QTimer::timeout, this, [this] { ask(false); });
    connect(&camera, &IrisCamera::devicesChanged, this, &EyeCapture::availabilityChanged);
    connect(&camera, &IrisCamera::stateChanged, this, &EyeCapture::cameraChanged);
    connect(&camera, &IrisCamera::preview, this, [this](const QImage &picture) {
        Q_EMIT preview(m_eyes.isEmpty() ? expected() : m_eyes, picture);
    });
    connect(&camera, &IrisCamera::captured, this, &IrisCaptureSession::onCaptured);
    connect(&camera, &IrisCamera::retry, this, &IrisCaptureSession::onRetry);
    connect(&camera, &IrisCamera::failed, this, &IrisCaptureSession::onFailed);
}

IrisCaptureSession::~IrisCaptureSession() { m_pool.waitForDone(); }

void IrisCaptureSession::openCamera()
{
    m_eyes.clear();
    m_camera.open();
    m_camera.setPreviewEyes(expected());
    m_camera.setPreview(true);
}

void IrisCaptureSession::closeCamera()
{
    cancel();
    m_camera.setPreview(false);
    m_camera.close();
}

bool IrisCaptureSession::isAvailable() const
{
    const auto device = m_camera.device();
    return device && device->ready && device->trusted;
}

int IrisCaptureSession::timeLimit() const { return int(usualIrisTime.count()); }

void IrisCaptureSession::setExceptions(const QSet<EyePosition> &eyes)
{
    const QSet<EyePosition> before = std::exchange(m_exceptions, eyes);
    for (const EyePosition eye : {EyePosition::Right, EyePosition::Left}) {
        if (before.contains(eye) != eyes.contains(eye))
            clear(eye);
    }
}

QList<EyePosition> IrisCaptureSession::expected() const
{
    QList<EyePosition> eyes{EyePosition::Right, EyePosition::Left};
    eyes.removeIf([this](EyePosition eye) { return m_exceptions.contains(eye); });
    return eyes;
}

QList<EyePosition> IrisCaptureSession::wanting() const
{
    QList<EyePosition> eyes = expected();
    eyes.removeIf([this](EyePosition eye) { return isGood(eye) || usedUp(eye); });
    return eyes;
}

void IrisCaptureSession::begin()
{
    if (m_active && !m_single && (m_asked || m_judging > 0 || m_askAgain.isActive()))
        return;
    cancel();
    if (wanting().isEmpty()) {
        // Said later, so that the caller can first look at what begin() did.
        const auto eyes = expected();
        const bool good
            = std::all_of(eyes.begin(), eyes.end(), [this](EyePosition eye) { return isGood(eye); });
        QMetaObject::invokeMethod(
            this, [this, good] { Q_EMIT finished(good); }, Qt::QueuedConnection);
        return;
    }
    m_active = true;
    ask(false);
}

void IrisCaptureSession::tryAgain(EyePosition eye)
{
    if (m_exceptions.contains(eye) || (m_active && m_single == eye && (m_asked || m_judging > 0)))
        return;
    cancel();
    m_active = true;
    m_single = eye;
    ask(false);
}

void IrisCaptureSession::force()
{
    if (m_active && m_asked)
        ask(true);
}

void IrisCaptureSession::ask(bool forced)
{
    if (!m_active)
        return;
    m_askAgain.stop();
    m_eyes = m_single ? QList{*m_single} : wanting();
    if (m_eyes.isEmpty())
        return;
    IrisRequest request;
    request.eyes = {EyePosition::Right, EyePosition::Left};
    request.exceptions = m_exceptions;
    if (m_eyes.size() == 1) { // the other is there but not wanted now: no exception of the applicant's
        request.eyes = m_eyes;
        request.exceptions.clear();
    }
    // A camera asked for no score at all captures what is there.
    request.requestedScore = forced ? 0 : m_policy.acceptFrom;
    request.timeout = usualIrisTime;
    m_asked = true;
    m_camera.setPreviewEyes(m_eyes);
    m_camera.capture(request); // ends the one before with Cancelled, which is ours to know
    m_forced = forced;
    Q_EMIT asked(m_eyes);
}

void IrisCaptureSession::cancel()
{
    m_active = false;
    m_single.reset();
    m_askAgain.stop();
    if (std::exchange(m_asked, false))
        m_camera.cancel();
}

void IrisCaptureSession::clear(EyePosition eye)
{
    if (m_eyes.contains(eye))
        cancel();
    ++m_generation[eye];
    m_accepted.remove(eye);
    for (Entry &entry : m_entries)
        entry.cleared.insert(eye);
    m_entries.removeIf([](const Entry &entry) {
        const auto &asked = entry.irises.attempt.asked;
        return std::all_of(asked.begin(), asked.end(),
                           [&entry](EyePosition one) { return entry.cleared.contains(one); });
    });
    if (m_entries.isEmpty())
        m_number = 0;
}

void IrisCaptureSession::clearAll()
{
    cancel();
    clear(EyePosition::Right);
    clear(EyePosition::Left);
    m_exceptions.clear();
    m_eyes.clear();
    m_camera.nextApplicant();
}

QList<EyePosition> IrisCaptureSession::asking() const { return m_asked ? m_eyes : QList<EyePosition>(); }

void IrisCaptureSession::onCaptured(const IrisCapture &capture)
{
    m_asked = false;
    if (!m_active)
        return;
    KeptStrips kept;
    for (const EyePosition eye : {EyePosition::Right, EyePosition::Left}) {
        if (const Entry *entry = bestEntry(eye))
            kept.insert(eye, entry->irises.strips.value(eye));
    }
    ++m_judging;
    auto *watcher = new QFutureWatcher<JudgedIrises>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, generation = m_generation, device = capture.device, forced = m_forced] {
                watcher->deleteLater();
                Entry entry{watcher->result(), device, {}};
                entry.irises.attempt.isForced = forced;
                judged(generation, std::move(entry));
            });
    watcher->setFuture(QtConcurrent::run(
        &m_pool, [capture, policy = m_policy, kept] { return judgeIrises(capture, policy, kept); }));
}

void IrisCaptureSession::judged(const Generations &begun, Entry entry)
{
    --m_judging;
    bool counts = false;
    for (const EyePosition eye : std::as_const(entry.irises.attempt.asked)) {
        if (begun.value(eye) == m_generation.value(eye))
            counts = true;
        else
            entry.cleared.insert(eye);
    }
    if (counts)
        record(std::move(entry));
    else if (m_active) // nobody is waiting for it, but for what comes after it
        goOn(false);
}

void IrisCaptureSession::onRetry(const IrisRetry &retry)
{
    m_asked = false;
    if (!m_active)
        return;
    Entry entry;
    IrisTry &attempt = entry.irises.attempt;
    attempt.at = QDateTime::currentDateTimeUtc();
    attempt.asked = m_eyes;
    attempt.fault = irisFaultFor(retry.reason);
    attempt.faultEyes = retry.eyes;
    attempt.isForced = m_forced;
    record(std::move(entry));
}

void IrisCaptureSession::onFailed(const DeviceError &error)
{
    if (error.fault == DeviceFault::Cancelled)
        return;
    m_asked = false;
    qCWarning(irisLog, "camera: fault %d, %s", int(error.fault), qUtf8Printable(error.detail));
    const bool forGood = error.fault == DeviceFault::NotSupported || error.fault == DeviceFault::Untrusted;
    if (forGood)
        m_active = false;
    else if (m_active)
        m_askAgain.start(afterIrisTrouble);
    Q_EMIT failed(error);
}

void IrisCaptureSession::record(Entry entry)
{
    entry.irises.attempt.number = ++m_number;
    const IrisTry attempt = entry.irises.attempt;
    m_entries.append(std::move(entry));
    for (const EyePosition eye : attempt.asked) {
        const auto accepted = m_accepted.constFind(eye);
        const Entry *chosen = bestEntry(eye);
        if (accepted != m_accepted.constEnd() && chosen && chosen->irises.attempt.number != accepted->number)
            m_accepted.erase(accepted);
    }
    Q_EMIT tryFinished(attempt);
    if (m_active) // a slot may have ended it
        goOn(attempt.isUsable());
}

void IrisCaptureSession::goOn(bool usable)
{
    if (m_asked || m_judging > 0 || m_askAgain.isActive())
        return;
    const bool done = m_single ? usable || isGood(*m_single) : wanting().isEmpty();
    if (!done) {
        m_askAgain.start(m_pause);
        return;
    }
    m_active = false;
    m_single.reset();
    const QList<EyePosition> eyes = expected();
    Q_EMIT finished(std::all_of(eyes.begin(), eyes.end(), [this](EyePosition eye) { return isGood(eye); }));
}

QList<IrisTry> IrisCaptureSession::tries() const
{
    QList<IrisTry> list;
    for (const Entry &entry : m_entries)
        list.append(entry.irises.attempt);
    return list;
}

QList<const IrisCaptureSession::Entry *> IrisCaptureSession::entries(EyePosition eye) const
{
    QList<const Entry *> list;
    for (const Entry &entry : m_entries) {
        if (entry.irises.attempt.asked.contains(eye) && !entry.cleared.contains(eye))
            list.append(&entry);
    }
    return list;
}

QList<IrisTry> IrisCaptureSession::tries(EyePosition eye) const
{
    QList<IrisTry> list;
    for (const Entry *entry : entries(eye))
        list.append(entry->irises.attempt);
    return list;
}

int IrisCaptureSession::best(EyePosition eye) const
{
    int chosen = -1;
    std::pair<bool, int> most{false, -1};
    const QList<const Entry *> all = entries(eye);
    for (int i = 0; i < int(all.size()); ++i) {
        const IrisEyeTry *one = all[i]->irises.attempt.of(eye);
        if (!one || !one->canBeAccepted() || !all[i]->irises.records.contains(eye))
            continue;
        const std::pair worth{one->isGood, one->quality.value};
        if (worth >= most) {
            most = worth;
            chosen = i;
        }
    }
    return chosen;
}

const IrisCaptureSession::Entry *IrisCaptureSession::bestEntry(EyePosition eye) const
{
    const int chosen = best(eye);
    return chosen < 0 ? nullptr : entries(eye)[chosen];
}

bool IrisCaptureSession::isGood(EyePosition eye) const
{
    const Entry *entry = bestEntry(eye);
    return entry && entry->irises.attempt.of(eye)->isGood;
}

bool IrisCaptureSession::usedUp(EyePosition eye) const
{
    const QList<const Entry *> all = entries(eye);
    const auto usable = std::count_if(all.begin(), all.end(),
                                      [](const Entry *entry) { return entry->irises.attempt.isUsable(); });
    return usable >= m_policy.maxTries || all.size() >= qsizetype(placementsPerIrisTry) * m_policy.maxTries;
}

bool IrisCaptureSession::accept(EyePosition eye, const IrisVeto &veto)
{
    const Entry *entry = bestEntry(eye);
    const bool accepts = veto.kind == Veto::AcceptedObvious || veto.kind == Veto::AcceptedWithout;
    if (!entry || isGood(eye) || !accepts || veto.reasonCode.isEmpty())
        return false;
    m_accepted.insert(eye, {veto, entry->irises.attempt.number});
    return true;
}

std::optional<IrisVeto> IrisCaptureSession::veto(EyePosition eye) const
{
    const auto accepted = m_accepted.constFind(eye);
    return accepted == m_accepted.constEnd() ? std::nullopt : std::optional(accepted->veto);
}

QList<EyePosition> IrisCaptureSession::toDecide() const
{
    QList<EyePosition> eyes = expected();
    eyes.removeIf([this](EyePosition eye) { return isGood(eye) || m_accepted.contains(eye); });
    return eyes;
}

} // namespace indraj
