#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace indraj::testing {

/// A TCP relay before central that loses answers. It sees ciphertext only, so it goes by sizes: once `bytes`
/// have gone up on a connection, the next thing that comes down is thrown away and the connection is cut.
/// What came down is the answer to what went up: central had committed.
class CuttingProxy : public QObject {
    Q_OBJECT
public:
    explicit CuttingProxy(quint16 upstream);
    quint16 port() const { return m_server.serverPort(); }
    /// The next `times` connections that carry more than `bytes` upwards lose an answer.
    void loseAnswers(int times, qint64 bytes);
    int lost() const { return m_lost; }
    qint64 carried() const { return m_carried; } ///< bytes both ways, TLS and headers included

private:
    void accept();
    QTcpServer m_server;
    quint16 m_upstream;
    qint64 m_bytes = 0, m_carried = 0;
    int m_toLose = 0;
    int m_lost = 0;
};

} // namespace indraj::testing
