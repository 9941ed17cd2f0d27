#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpServer>
#include <QThread>

#include <atomic>
#include <chrono>
#include <memory>

namespace indraj::testing {

/// A poor line: what a satellite or a far mobile mast gives.
struct LineShape {
    qint64 bytesPerSecond = 8000; ///< each way, shared by all connections
    std::chrono::milliseconds delay{400}; ///< one way
    double loss = 0; ///< share of segments of 1448 bytes that come a retransmission later
};

/// A TCP relay on a thread of its own that gives every connection the shape of such a line. Loss cannot be
/// made above TCP, so a lost segment costs what TCP makes of it: its bytes twice on the line, and everything
/// behind it waits for the retransmission.
class ShapedLine : public QObject {
public:
    ShapedLine(quint16 upstream, const LineShape &shape);
    ~ShapedLine() override;
    quint16 port() const { return m_port; }
    qint64 carriedUp() const { return m_carriedUp; } ///< bytes from the station, TLS and headers included
    void cut(); ///< every connection ends at once, with what is on its way
    void setDead(bool dead); ///< cut, and new ones are refused until it lives again

private:
    QThread m_thread;
    QObject *m_relay = nullptr; ///< lives on m_thread
    quint16 m_port = 0;
    std::atomic<qint64> m_carriedUp = 0;
};

} // namespace indraj::testing
