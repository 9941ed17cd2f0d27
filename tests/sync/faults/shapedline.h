#pragma once

#include <QByteArray>
#include <QList>
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

/// What the way from the station has carried and missed.
struct LineCount {
    std::atomic<qint64> carriedUp = 0; ///< bytes, TLS and headers included
    std::atomic<qint64> cutUp = 0; ///< of those, what awaited its answer when a connection was cut
    std::atomic<qint64> idleUpMs = 0; ///< nothing to carry, although the line was alive
};

/// A TCP relay on a thread of its own that gives every connection the shape of such a line. Loss cannot be
/// made above TCP, so a lost segment costs what TCP makes of it: its bytes twice on the line, and everything
/// behind it waits for the retransmission.
class ShapedLine : public QObject {
public:
    ShapedLine(quint16 upstream, const LineShape &shape)
        : ShapedLine(QList<quint16>{upstream}, shape)
    {
    }
    /// Connections go to each port in turn, as a proxy before two instances would spread them.
    ShapedLine(const QList<quint16> &upstream, const LineShape &shape);
    ~ShapedLine() override;
    quint16 port() const { return m_port; }
    const LineCount &count() const { return m_count; }
    void cut(); ///< every connection ends at once, with what is on its way
    void setDead(bool dead); ///< cut, and new ones are refused until it lives again

private:
    QThread m_thread;
    QObject *m_relay = nullptr; ///< lives on m_thread
    quint16 m_port = 0;
    LineCount m_count;
};

} // namespace indraj::testing
