#include "tests/central/httpsclient.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace indraj::testing {
namespace {

using namespace Qt::Literals::StringLiterals;
constexpr int patience = 30000;

} // namespace

HttpsClient::HttpsClient(quint16 port, const QByteArray &trustPem,
                         const std::shared_ptr<StationIdentity> &station)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromData(trustPem));
    if (station) {
        const auto key = station->privateKeyPem.bytes();
        tls.setLocalCertificateChain(QSslCertificate::fromData(station->certificatePem));
        tls.setPrivateKey(QSslKey(
            QByteArray(reinterpret_cast<const char *>(key.data()), static_cast<qsizetype>(key.size())),
            QSsl::Ec));
    }
    m_socket.setSslConfiguration(tls);
    m_socket.connectToHostEncrypted(u"localhost"_s, port);
}

bool HttpsClient::connected() { return connectedWithin(patience); }

bool HttpsClient::connectedWithin(int ms) { return m_socket.isEncrypted() || m_socket.waitForEncrypted(ms); }

void HttpsClient::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.waitForBytesWritten(patience);
}

HttpAnswer HttpsClient::read(bool head)
{
    qsizetype end = -1;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!m_socket.bytesAvailable() && !m_socket.waitForReadyRead(patience))
            return {};
        m_buffer += m_socket.readAll();
    }
    HttpAnswer answer;
    const QList<QByteArray> lines = m_buffer.left(end).split('\n');
    answer.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    m_buffer.remove(0, end + 4);
    const qsizetype length = head ? 0 : answer.headers.value("content-length").toLongLong();
    while (m_buffer.size() < length && m_socket.waitForReadyRead(patience))
        m_buffer += m_socket.readAll();
    answer.body = m_buffer.left(length);
    m_buffer.remove(0, length);
    return answer;
}

HttpAnswer HttpsClient::send(const QByteArray &method, const QByteArray &path,
                             const QList<QByteArray> &headers, const QByteArray &body)
{
    QByteArray request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n";
    for (const QByteArray &header : headers)
        request += header + "\r\n";
    if (!body.isEmpty() || method == "POST" || method == "PATCH")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    write(request + "\r\n" + body);
    return read(method == "HEAD");
}

bool HttpsClient::closedWithin(int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (m_socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < ms) {
        m_socket.waitForReadyRead(static_cast<int>(std::max<qint64>(1, ms - timer.elapsed())));
        m_socket.readAll();
    }
    return m_socket.state() != QAbstractSocket::ConnectedState;
}

} // namespace indraj::testing
