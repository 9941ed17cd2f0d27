#include "devices/simulator/sbi/tinyhttp.h"

#include <QHostAddress>

namespace indraj::sbi {
namespace {

constexpr qsizetype mostHeader = 16 * 1024;
constexpr qsizetype mostBody = 1024 * 1024;

/// -1 when there is none, or it is none.
qsizetype lengthIn(const QByteArray &header)
{
    for (const QByteArray &line : header.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().toLower() == "content-length") {
            bool fine = false;
            const qlonglong value = line.sliced(colon + 1).trimmed().toLongLong(&fine);
            return fine && value >= 0 && value <= mostBody ? qsizetype(value) : -1;
        }
    }
    return 0;
}

} // namespace

TinyConnection::TinyConnection(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &TinyConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        Q_EMIT gone();
        deleteLater();
    });
}

void TinyConnection::read()
{
    if (m_told) {
        m_socket->readAll();
        return;
    }
    m_buffer += m_socket->readAll();
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_buffer.size() > mostHeader)
            drop();
        return;
    }
    const qsizetype length = lengthIn(m_buffer.first(end));
    if (length < 0) {
        drop();
        return;
    }
    if (m_buffer.size() < end + 4 + length)
        return;
    m_told = true;
    const QList<QByteArray> words = m_buffer.first(m_buffer.indexOf("\r\n")).split(' ');
    TinyRequest request;
    request.verb = words.value(0);
    request.path = words.value(1).split('?').first();
    request.body = m_buffer.sliced(end + 4, length);
    Q_EMIT requested(request);
}

void TinyConnection::answer(int status, const QByteArray &type, const QByteArray &body)
{
    m_socket->write("HTTP/1.1 " + QByteArray::number(status) + (status < 400 ? " OK" : " Error")
                    + "\r\nCACHE-CONTROL:no-store\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + QByteArray::number(body.size()) + "\r\nConnection: Closed\r\n\r\n");
    m_socket->write(body);
    m_socket->disconnectFromHost();
}

void TinyConnection::beginStream()
{
    m_socket->write("HTTP/1.0 200 OK\r\nServer: indraj-sbi-simulator\r\nConnection: close\r\n"
                    "Cache-Control: no-store\r\n"
                    "Content-Type: multipart/x-mixed-replace; boundary=--BoundaryString\r\n\r\n");
}

void TinyConnection::streamPart(const QByteArray &jpeg)
{
    m_socket->write("--BoundaryString\r\nContent-type: image/jpeg\r\nContent-Length: "
                    + QByteArray::number(jpeg.size()) + "\r\n\r\n");
    m_socket->write(jpeg);
    m_socket->write("\r\n\r\n");
}

void TinyConnection::streamRaw(const QByteArray &bytes) { m_socket->write(bytes); }

void TinyConnection::finishAndClose() { m_socket->disconnectFromHost(); }

void TinyConnection::drop() { m_socket->abort(); }

bool TinyServer::listen(quint16 port)
{
    connect(&m_server, &QTcpServer::newConnection, this, &TinyServer::accept);
    return m_server.listen(QHostAddress::LocalHost, port);
}

void TinyServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto *connection = new TinyConnection(socket, this);
        connect(connection, &TinyConnection::requested, this,
                [this, connection](const TinyRequest &request) { Q_EMIT requested(connection, request); });
    }
}

} // namespace indraj::sbi
