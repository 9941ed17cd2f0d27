#include "devices/fingerprint/helperscanner.h"

#include <QLoggingCategory>

#include <algorithm>
#include <cstring>

Q_LOGGING_CATEGORY(helperLog, "indraj.scanner")

namespace indraj {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using namespace scannerproto;

namespace {
constexpr std::chrono::milliseconds firstPause = 200ms;
constexpr std::chrono::milliseconds longestPause = 5000ms;
constexpr std::chrono::milliseconds politeEnd = 3000ms; ///< the helper itself allows 2 s for closing a device
} // namespace

HelperScanner::HelperScanner(HelperOptions options, QObject *parent)
    : FingerScanner(parent)
    , m_options(std::move(options))
    , m_pause(firstPause)
{
    m_connectTimer.setInterval(30ms);
    connect(&m_connectTimer, &QTimer::timeout, this, &HelperScanner::tryConnect);
    m_beatTimer.setInterval(std::min<std::chrono::milliseconds>(1000ms, m_options.silence / 4));
    connect(&m_beatTimer, &QTimer::timeout, this, &HelperScanner::beat);
    m_relaunchTimer.setSingleShot(true);
    connect(&m_relaunchTimer, &QTimer::timeout, this, &HelperScanner::launch);
    m_returnTimer.setSingleShot(true);
    m_returnTimer.setInterval(m_options.returnLimit);
    connect(&m_returnTimer, &QTimer::timeout, this, &HelperScanner::giveUp);
}

HelperScanner::~HelperScanner()
{
    if (m_socket)
        m_socket->disconnect(this);
    dropHelper(false);
    // A killed process ends within milliseconds; QProcess wants to have seen it.
    for (QProcess *process : findChildren<QProcess *>()) {
        process->kill();
        process->waitForFinished(500);
    }
}

void HelperScanner::open()
{
    if (m_open)
        return;
    m_open = true;
    m_losses = 0;
    m_pause = firstPause;
    launch();
}

void HelperScanner::close()
{
    cancel();
    m_open = false;
    m_relaunchTimer.stop();
    dropHelper(true);
    setState(ScannerState::NoDevice);
}

void HelperScanner::launch()
{
    m_socketName = m_folder.filePath(u"s%1"_s.arg(++m_launches));
    m_reader = std::make_unique<MessageReader>(Direction::FromHelper);
    m_socket = std::make_unique<QLocalSocket>();
    connect(m_socket.get(), &QLocalSocket::connected, this, &HelperScanner::connected);
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &HelperScanner::readMessages);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, [this] { lose(u"connection closed"_s); });
    m_process = new QProcess(this);
    m_process->setProcessEnvironment(m_options.environment);
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            lose(u"cannot be started"_s);
    });
    connect(m_process, &QProcess::finished, this, [this](int code) { lose(u"ended with %1"_s.arg(code)); });
    QStringList command = m_options.wrapper;
    command << m_options.program << m_socketName << m_options.arguments;
    const QString first = command.takeFirst();
    m_heard.start();
    m_connectTimer.start();
    m_process->start(first, command);
}

void HelperScanner::tryConnect()
{
    if (m_heard.hasExpired(m_options.startLimit.count()))
        lose(u"did not answer after its start"_s);
    else if (m_socket->state() == QLocalSocket::UnconnectedState)
        m_socket->connectToServer(m_socketName);
}

void HelperScanner::connected() { send(Hello{}); }

void HelperScanner::beat()
{
    if (m_heard.hasExpired(m_options.silence.count()))
        lose(u"silent"_s);
    else
        send(Ping{++m_pings});
}

void HelperScanner::readMessages()
{
    m_heard.start();
    m_reader->feed(m_socket->readAll());
    // A message may make us lose or leave the helper, and with it the reader.
    while (m_socket && m_reader) {
        const auto message = m_reader->next();
        if (!message) {
            lose(u"broke the protocol, fault %1 in type %2"_s.arg(int(message.error().fault))
                     .arg(message.error().type));
            return;
        }
        if (!message->has_value())
            return;
        handle(**message);
    }
}

void HelperScanner::handle(const Message &message)
{
    if (const auto *welcome = std::get_if<Welcome>(&message)) {
        m_welcomed = true;
        m_helperPid = welcome->processId;
        m_connectTimer.stop();
        m_beatTimer.start();
        sendPending();
        return;
    }
    if (!m_welcomed) {
        lose(u"spoke before its greeting"_s);
    } else if (const auto *sensor = std::get_if<SensorReport>(&message)) {
        m_sensor = sensor->sensor;
    } else if (const auto *state = std::get_if<StateReport>(&message)) {
        setState(state->state);
    } else if (const auto *image = std::get_if<ImageReport>(&message)) {
        handleImage(*image);
    } else if (const auto *retryReport = std::get_if<RetryReport>(&message)) {
        if (answers(retryReport->request))
            Q_EMIT retry(retryReport->reason);
    } else if (const auto *failure = std::get_if<FailureReport>(&message)) {
        if (answers(failure->request))
            Q_EMIT failed({failure->fault, m_sensor.driver, failure->detail});
    }
}

void HelperScanner::handleImage(const ImageReport &report)
{
    if (!answers(report.request))
        return;
    m_pause = firstPause; // it works: forget earlier losses
    FingerImage finger;
    finger.image = QImage(report.width, report.height, QImage::Format_Grayscale8);
    for (int y = 0; y < report.height; ++y)
        std::memcpy(finger.image.scanLine(y), report.pixels.constData() + qsizetype(y) * report.width,
                    size_t(report.width));
    finger.sensor = m_sensor;
    finger.at = QDateTime::fromMSecsSinceEpoch(report.atMilliseconds, Qt::UTC);
    Q_EMIT captured(finger);
}

/// True when it is the answer that is waited for, which is then no longer waited for.
bool HelperScanner::answers(quint32 request)
{
    if (!m_pending || !m_sent || request != m_request)
        return false;
    m_pending.reset();
    m_sent = false;
    m_returnTimer.stop();
    return true;
}

void HelperScanner::capture(FingerPosition finger)
{
    if (m_pending)
        cancel();
    m_pending = finger;
    m_sent = false;
    sendPending();
}

void HelperScanner::cancel()
{
    if (!m_pending)
        return;
    m_returnTimer.stop();
    m_pending.reset();
    if (m_sent)
        send(CancelRequest{m_request});
    m_sent = false;
    Q_EMIT failed({DeviceFault::Cancelled, m_sensor.driver, {}});
}

/// The device went with its helper and did not come back in time.
void HelperScanner::giveUp()
{
    if (!m_pending)
        return;
    m_pending.reset();
    if (std::exchange(m_sent, false))
        send(CancelRequest{m_request}); // a device that comes now must not answer it
    const DeviceFault fault = m_welcomed ? DeviceFault::NotBack : DeviceFault::HelperLost;
    Q_EMIT failed(
        {fault, m_lostDriver, u"no device %1 ms after its helper was lost"_s.arg(m_returnTimer.interval())});
}

void HelperScanner::sendPending()
{
    if (!m_pending || m_sent || !m_welcomed)
        return;
    m_sent = true;
    send(CaptureRequest{++m_request, *m_pending});
}

void HelperScanner::send(const Message &message)
{
    if (m_socket && m_socket->state() == QLocalSocket::ConnectedState)
        m_socket->write(encode(message));
}

void HelperScanner::lose(const QString &why)
{
    if (!m_open || !m_process)
        return;
    ++m_losses;
    qCWarning(helperLog, "scanner helper lost: %s", qUtf8Printable(why));
    if (m_pending && m_sent && m_state != ScannerState::NoDevice && m_state != ScannerState::HelperLost) {
        m_lostDriver = m_sensor.driver;
        m_returnTimer.start();
    }
    dropHelper(false);
    m_relaunchTimer.start(m_pause);
    m_pause = std::min(m_pause * 2, longestPause);
    setState(ScannerState::HelperLost);
}

/// Lets go of the present helper without waiting for it.
void HelperScanner::dropHelper(bool politely)
{
    m_connectTimer.stop();
    m_beatTimer.stop();
    m_welcomed = false;
    m_sent = false;
    m_helperPid = 0;
    m_sensor = {};
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort(); // the helper ends by itself when it sees this
        m_socket.release()->deleteLater(); // we may be inside one of its signals
    }
    if (!m_process)
        return;
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    if (politely)
        QTimer::singleShot(politeEnd, process, &QProcess::kill);
    else
        process->kill();
}

void HelperScanner::setState(ScannerState state)
{
    if (m_state == state)
        return;
    m_state = state;
    if (state != ScannerState::NoDevice && state != ScannerState::HelperLost)
        m_returnTimer.stop();
    Q_EMIT stateChanged(state);
}

} // namespace indraj
