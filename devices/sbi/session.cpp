#include "devices/sbi/session.h"

#include "devices/sbi/sbijson.h"

#include <algorithm>

namespace indraj::sbi {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// For signing and sending after the device's own time is over; as much as MOSIP's client allows.
constexpr std::chrono::milliseconds answerGrace = 30s;
constexpr std::chrono::milliseconds busyPause = 400ms;

bool saysBusy(const Answer<Captured> &checked)
{
    const auto *error = checked ? nullptr : std::get_if<Error>(&checked.error());
    return error && error->fault == Fault::Busy;
}

} // namespace

Session::Session(Directory &directory, Modality modality, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
    , m_modality(modality)
    , m_stream(directory.network())
{
    m_pool.setMaxThreadCount(1);
    connect(&directory, &Directory::changed, this, &Session::directoryChanged);
    connect(&m_stream, &LiveStream::picture, this, &Session::preview);
    m_busyTimer.setSingleShot(true);
    m_busyTimer.setInterval(busyPause);
    connect(&m_busyTimer, &QTimer::timeout, this, &Session::begin);
}

Session::~Session()
{
    release();
    m_directory.close(this);
    m_pool.waitForDone(); // a verdict is posted to us
}

void Session::open()
{
    if (m_open)
        return;
    m_open = true;
    m_directory.open(this);
    directoryChanged();
}

void Session::close()
{
    if (!m_open)
        return;
    cancel();
    m_open = false;
    m_previewWanted = false;
    m_directory.close(this);
    updatePreview();
    updateState();
}

QList<BiometricDevice> Session::devices() const
{
    QList<BiometricDevice> told;
    if (!m_open)
        return told;
    for (const Device &device : m_directory.devices(m_modality))
        told.append(device.described());
    return told;
}

std::optional<BiometricDevice> Session::device() const
{
    const auto found = current();
    if (!found)
        return {};
    return found->described();
}

/// Without a choice the first that can capture, else the first that at least is trusted.
std::optional<Device> Session::current() const
{
    if (!m_open)
        return {};
    const QList<Device> all = m_directory.devices(m_modality);
    const auto first = [&all](auto condition) -> std::optional<Device> {
        const auto found = std::find_if(all.begin(), all.end(), condition);
        return found == all.end() ? std::nullopt : std::optional(*found);
    };
    if (!m_chosen.isEmpty())
        return first([this](const Device &d) { return d.id() == m_chosen; });
    if (auto ready = first([](const Device &d) { return d.trusted && d.status == Status::Ready; }))
        return ready;
    if (auto trusted = first([](const Device &d) { return d.trusted; }))
        return trusted;
    return first([](const Device &) { return true; });
}

void Session::choose(const QString &id)
{
    if (m_chosen == id)
        return;
    m_chosen = id;
    updatePreview();
    begin();
    updateState();
}

void Session::directoryChanged()
{
    if (!m_open)
        return;
    Q_EMIT devicesChanged();
    updatePreview();
    begin();
    updateState();
}

void Session::capture(const CapturePlan &plan, Interpreter interpreter)
{
    cancel();
    ++m_number;
    m_pending = Pending{plan, std::move(interpreter)};
    begin();
    updateState();
}

void Session::begin()
{
    if (!m_open || !m_pending || m_call || m_judging || m_busyTimer.isActive())
        return;
    const auto device = current();
    if (!device)
        return; // kept until there is one
    if (!device->trusted || device->status == Status::NotRegistered) {
        const Fault fault = device->trusted ? Fault::NotRegistered : Fault::NotTrusted;
        refuseLater({fault, 0, device->problem});
        return;
    }
    const auto expected
        = expectationOf(*device, m_pending->plan, m_directory.options().environment, m_directory.chainHash());
    const HttpQuestion question{
        "RCAPTURE", device->base.resolved(QUrl(u"capture"_s)),
        captureBody(*device, m_pending->plan, expected, QDateTime::currentDateTimeUtc()),
        m_pending->plan.timeout + answerGrace, maxCaptureBytes};
    m_held = device;
    m_directory.hold(*device, true);
    m_call = new HttpCall(m_directory.network(), question, this);
    connect(m_call, &HttpCall::finished, this, [this, device, expected](const Result<HttpAnswer> &answer) {
        answered(answer, *device, expected);
    });
}

void Session::answered(const Result<HttpAnswer> &answer, const Device &device, const Expectation &expected)
{
    m_call->deleteLater();
    m_call = nullptr;
    if (answer) {
        judge(answer->body, device, expected);
        return;
    }
    const Error error = answer.error();
    release();
    m_pending.reset();
    if (error.fault == Fault::TimedOut)
        leaveAlone(answerGrace);
    if (error.fault == Fault::Unreachable)
        m_directory.dropped(device);
    updateState();
    Q_EMIT failed(error.asDeviceError(device.id()));
}

void Session::judge(const QByteArray &body, const Device &device, const Expectation &expected)
{
    m_judging = true;
    updateState();
    m_pool.start([this, body, device, expected, number = m_number, interpreter = m_pending->interpreter,
                  trust = m_directory.options().trust] {
        const auto checked = checkCapture(body, expected, trust, QDateTime::currentDateTimeUtc());
        const bool busy = saysBusy(checked);
        Verdict verdict = busy ? Verdict{} : interpreter(checked, device);
        const QByteArray hash = checked ? checked->hash : QByteArray();
        QMetaObject::invokeMethod(
            this,
            [this, number, hash, busy, verdict = std::move(verdict), checked] {
                if (number != m_number || !m_judging)
                    return;
                if (busy)
                    waitWhileBusy(std::get<Error>(checked.error()));
                else
                    conclude(hash, verdict);
            },
            Qt::QueuedConnection);
    });
}

/// The interface has no way to cancel: a capture that was cancelled here goes on in the device until its time
/// is over. A device that is busy with it is asked again.
void Session::waitWhileBusy(const Error &busy)
{
    release();
    if (!m_leftAlone.isValid() || m_leftAlone.hasExpired((m_leftFor + answerGrace).count())) {
        refuse(busy);
        return;
    }
    m_busyTimer.start();
    updateState();
}

void Session::conclude(const QByteArray &hash, const Verdict &verdict)
{
    m_leftAlone.invalidate();
    release();
    m_pending.reset();
    if (verdict.accepted)
        m_directory.setChainHash(hash);
    updateState();
    if (verdict.tell)
        verdict.tell();
}

void Session::refuse(const Error &error)
{
    release();
    m_pending.reset();
    updateState();
    const auto device = current();
    Q_EMIT failed(error.asDeviceError(device ? device->id() : modalityText(m_modality)));
}

/// Not before the caller has returned.
void Session::refuseLater(const Error &error)
{
    QMetaObject::invokeMethod(
        this,
        [this, error, number = m_number] {
            if (number == m_number && m_pending)
                refuse(error);
        },
        Qt::QueuedConnection);
}

void Session::cancel()
{
    m_busyTimer.stop();
    if (!m_pending)
        return;
    if (m_call)
        leaveAlone(m_pending->plan.timeout);
    ++m_number;
    refuse({Fault::Cancelled, 0, {}});
}

void Session::leaveAlone(std::chrono::milliseconds time)
{
    m_leftAlone.start();
    m_leftFor = time;
}

/// Lets go of the running call, if there is one.
void Session::release()
{
    m_judging = false;
    if (m_call) {
        m_call->disconnect(this);
        delete std::exchange(m_call, nullptr);
    }
    if (m_held) {
        m_directory.hold(*m_held, false);
        m_held.reset();
    }
}

void Session::setPreview(bool on)
{
    m_previewWanted = on;
    updatePreview();
}

void Session::setPreviewSides(bool left, bool right)
{
    m_previewLeft = left;
    m_previewRight = right;
    updatePreview();
}

void Session::updatePreview()
{
    const auto device = m_previewWanted ? current() : std::nullopt;
    if (device && device->trusted)
        m_stream.start(*device, device->subIdFor(m_previewLeft, m_previewRight));
    else
        m_stream.stop();
}

void Session::updateState()
{
    m_stream.setQuiet(m_call != nullptr);
    if (!current())
        setState(ScannerState::NoDevice);
    else if (m_judging)
        setState(ScannerState::Processing);
    else if (m_call)
        setState(ScannerState::WaitingFinger);
    else
        setState(ScannerState::Idle);
}

void Session::setState(ScannerState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace indraj::sbi
