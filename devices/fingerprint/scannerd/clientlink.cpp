#include "devices/fingerprint/scannerd/clientlink.h"

#include <QCoreApplication>
#include <QLoggingCategory>

Q_DECLARE_LOGGING_CATEGORY(scannerLog)

namespace indraj {

using namespace std::chrono_literals;
using namespace scannerproto;

ClientLink::ClientLink(FprintScanner &scanner, QObject *parent)
    : QObject(parent)
    , m_scanner(scanner)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ClientLink::accept);
    m_patience.setSingleShot(true);
    m_patience.setInterval(15s);
    connect(&m_patience, &QTimer::timeout, this, &ClientLink::finished);
    connect(&scanner, &FprintScanner::stateChanged, this, [this](ScannerState s) { send(StateReport{s}); });
    connect(&scanner, &FprintScanner::sensorChanged, this,
            [this](const SensorProfile &s) { send(SensorReport{s}); });
    connect(&scanner, &FprintScanner::captured, this, [this](const ImageReport &m) { send(m); });
    connect(&scanner, &FprintScanner::retry, this, [this](const RetryReport &m) { send(m); });
    connect(&scanner, &FprintScanner::failed, this, [this](const FailureReport &m) { send(m); });
}

bool ClientLink::listen(const QString &socketName)
{
    m_patience.start();
    return m_server.listen(socketName);
}

void ClientLink::accept()
{
    QLocalSocket *socket = m_server.nextPendingConnection();
    if (m_client) { // one client only, and a scanner is never shared
        socket->abort();
        socket->deleteLater();
        return;
    }
    m_client = socket;
    m_patience.stop();
    m_server.close();
    connect(socket, &QLocalSocket::readyRead, this, &ClientLink::read);
    connect(socket, &QLocalSocket::disconnected, this, &ClientLink::finished);
}

void ClientLink::read()
{
    m_reader.feed(m_client->readAll());
    for (;;) {
        const auto message = m_reader.next();
        if (!message) {
            qCWarning(scannerLog, "client broke the protocol, fault %d", int(message.error().fault));
            m_client->abort();
            return;
        }
        if (!message->has_value())
            return;
        obey(**message);
    }
}

void ClientLink::obey(const Message &message)
{
    if (std::holds_alternative<Hello>(message)) {
        m_greeted = true;
        send(Welcome{quint32(QCoreApplication::applicationPid())});
        if (m_scanner.sensor())
            send(SensorReport{*m_scanner.sensor()});
        send(StateReport{m_scanner.state()});
    } else if (const auto *ping = std::get_if<Ping>(&message)) {
        send(Pong{ping->number});
    } else if (const auto *capture = std::get_if<CaptureRequest>(&message)) {
        m_scanner.capture(capture->request);
    } else if (const auto *cancel = std::get_if<CancelRequest>(&message)) {
        m_scanner.cancel(cancel->request);
    }
}

void ClientLink::send(const Message &message)
{
    if (m_client && m_greeted && m_client->state() == QLocalSocket::ConnectedState)
        m_client->write(encode(message));
}

} // namespace indraj
