#include "tests/sync/cuttingproxy.h"

#include <memory>

namespace indraj::testing {

CuttingProxy::CuttingProxy(quint16 upstream)
    : m_upstream(upstream)
{
    connect(&m_server, &QTcpServer::newConnection, this, &CuttingProxy::accept);
    m_server.listen(QHostAddress::LocalHost, 0);
}

void CuttingProxy::loseAnswers(int times, qint64 bytes)
{
    m_toLose = times;
    m_bytes = bytes;
}

void CuttingProxy::accept()
{
    QTcpSocket *down = m_server.nextPendingConnection();
    auto *up = new QTcpSocket(down);
    auto carried = std::make_shared<qint64>(0);
    connect(down, &QTcpSocket::disconnected, down, &QObject::deleteLater);
    connect(up, &QTcpSocket::disconnected, down, &QTcpSocket::disconnectFromHost);
    connect(up, &QTcpSocket::errorOccurred, down, &QTcpSocket::disconnectFromHost);
    connect(up, &QTcpSocket::connected, down, [this, down, up, carried] {
        const QByteArray early = down->readAll();
        m_carried += early.size();
        *carried += early.size();
        up->write(early);
    });
    connect(down, &QTcpSocket::readyRead, up, [this, down, up, carried] {
        if (up->state() != QAbstractSocket::ConnectedState)
            return;
        const QByteArray bytes = down->readAll();
        m_carried += bytes.size();
        *carried += bytes.size();
        up->write(bytes);
    });
    connect(up, &QTcpSocket::readyRead, down, [this, down, up, carried] {
        const QByteArray bytes = up->readAll();
        m_carried += bytes.size();
        if (m_toLose > 0 && *carried > m_bytes) {
            --m_toLose;
            ++m_lost;
            up->abort();
            down->abort();
            return;
        }
        down->write(bytes);
    });
    up->connectToHost(QHostAddress(QHostAddress::LocalHost), m_upstream);
}

} // namespace indraj::testing
