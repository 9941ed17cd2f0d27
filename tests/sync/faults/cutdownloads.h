#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace indraj::testing {

/// A TCP relay before central that ends every connection once so many bytes have come down on it, in the
/// middle of whatever was coming.
class CutDownloads : public QObject {
public:
    CutDownloads(quint16 upstream, qint64 bytes)
        : m_upstream(upstream)
        , m_bytes(bytes)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &CutDownloads::join);
        m_server.listen(QHostAddress::LocalHost, 0);
    }
    quint16 port() const { return m_server.serverPort(); }
    int cuts() const { return m_cuts; }
    qint64 carriedDown() const { return m_carried; }

private:
    void join()
    {
        QTcpSocket *station = m_server.nextPendingConnection();
        auto *central = new QTcpSocket(station);
        connect(station, &QTcpSocket::readyRead, central,
                [station, central] { central->write(station->readAll()); });
        connect(station, &QTcpSocket::disconnected, station, &QObject::deleteLater);
        connect(central, &QTcpSocket::disconnected, station, &QTcpSocket::disconnectFromHost);
        connect(central, &QTcpSocket::readyRead, station, [this, station, central, left = m_bytes]() mutable {
            const QByteArray bytes = central->read(left);
            left -= bytes.size();
            m_carried += bytes.size();
            station->write(bytes);
            if (left > 0)
                return;
            ++m_cuts;
            station->abort();
        });
        central->connectToHost(QHostAddress(QHostAddress::LocalHost), m_upstream);
    }

    QTcpServer m_server;
    quint16 m_upstream;
    qint64 m_bytes;
    qint64 m_carried = 0;
    int m_cuts = 0;
};

} // namespace indraj::testing
