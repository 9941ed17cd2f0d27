#include "tests/sync/faults/shapedline.h"

#include <QElapsedTimer>
#include <QQueue>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace indraj::testing {
namespace {

constexpr qint64 segment = 1448;
constexpr qint64 queueLimit = 16 << 10;

/// What may be on its way at once: what the line holds in one round trip, and a modem's queue before it.
qint64 windowOf(const LineShape &shape)
{
    return queueLimit + shape.bytesPerSecond * 2 * shape.delay.count() / 1000;
}

/// One way of the line; its bytes go out one after the other, whoever they belong to.
struct Way {
    double freeAtMs = 0;
    LineCount *count = nullptr;

    void pass(double nowMs, double costMs, qint64 bytes)
    {
        if (count && nowMs > freeAtMs)
            count->idleUpMs += qRound64(nowMs - freeAtMs);
        freeAtMs = std::max(freeAtMs, nowMs) + costMs;
        if (count)
            count->carriedUp += bytes;
    }
    void isDeadUntil(double nowMs) { freeAtMs = std::max(freeAtMs, nowMs); }
};

/// What a connection has brought up since something came down on it.
using Unanswered = std::shared_ptr<qint64>;

/// One way of one connection.
class Pipe : public QObject {
public:
    Pipe(QTcpSocket *from, QTcpSocket *to, const LineShape &shape, Way &way, const QElapsedTimer &clock,
         Unanswered unanswered)
        : QObject(from)
        , m_from(from)
        , m_to(to)
        , m_shape(shape)
        , m_way(way)
        , m_clock(clock)
        , m_unanswered(std::move(unanswered))
        , m_window(windowOf(shape))
        , m_timer(this)
    {
        from->setReadBufferSize(queueLimit);
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(from, &QTcpSocket::readyRead, this, &Pipe::take);
        connect(&m_timer, &QTimer::timeout, this, &Pipe::give);
    }

private:
    void take()
    {
        while (m_queued < m_window && m_from->bytesAvailable() > 0) {
            const QByteArray bytes = m_from->read(segment);
            const double cost = 1000.0 * double(bytes.size()) / double(m_shape.bytesPerSecond);
            m_way.pass(double(m_clock.elapsed()), cost, bytes.size());
            *m_unanswered = m_way.count ? *m_unanswered + bytes.size() : 0;
            double due = m_way.freeAtMs + double(m_shape.delay.count());
            if (QRandomGenerator::global()->generateDouble() < m_shape.loss) {
                m_way.freeAtMs += cost;
                due += cost + 3.0 * double(m_shape.delay.count());
            }
            m_lastDue = std::max(m_lastDue, due);
            m_queue.enqueue({m_lastDue, bytes});
            m_queued += bytes.size();
        }
        wind();
    }

    void wind()
    {
        if (!m_queue.isEmpty() && !m_timer.isActive())
            m_timer.start(int(std::max(0.0, m_queue.head().first - double(m_clock.elapsed()))));
    }

    void give()
    {
        while (!m_queue.isEmpty() && m_queue.head().first <= double(m_clock.elapsed()) + 0.5) {
            const QByteArray bytes = m_queue.dequeue().second;
            m_queued -= bytes.size();
            m_to->write(bytes);
        }
        take();
    }

    QTcpSocket *m_from;
    QTcpSocket *m_to;
    const LineShape &m_shape;
    Way &m_way;
    const QElapsedTimer &m_clock;
    Unanswered m_unanswered;
    qint64 m_window;
    QTimer m_timer;
    QQueue<std::pair<double, QByteArray>> m_queue;
    qint64 m_queued = 0;
    double m_lastDue = 0;
};

class Relay : public QTcpServer {
public:
    Relay(const QList<quint16> &upstream, const LineShape &shape, LineCount *count)
        : m_upstream(upstream)
        , m_shape(shape)
    {
        m_up.count = count;
        m_clock.start();
        connect(this, &QTcpServer::newConnection, this, &Relay::join);
        listen(QHostAddress::LocalHost, 0);
        m_port = serverPort();
    }

    void cut()
    {
        const auto sockets = findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
        for (QTcpSocket *socket : sockets)
            socket->abort();
        for (const std::weak_ptr<qint64> &each : std::exchange(m_unanswered, {})) {
            if (const Unanswered bytes = each.lock())
                m_up.count->cutUp += *bytes;
        }
    }

    void setDead(bool dead)
    {
        if (dead) {
            close();
            cut();
        } else {
            m_up.isDeadUntil(double(m_clock.elapsed()));
            listen(QHostAddress::LocalHost, m_port);
        }
    }

private:
    void join()
    {
        QTcpSocket *station = nextPendingConnection();
        auto *central = new QTcpSocket(station);
        connect(station, &QTcpSocket::disconnected, station, &QObject::deleteLater);
        connect(central, &QTcpSocket::disconnected, station, &QTcpSocket::abort);
        connect(central, &QTcpSocket::errorOccurred, station, &QTcpSocket::abort);
        connect(central, &QTcpSocket::connected, station, [this, station, central] {
            const auto unanswered = std::make_shared<qint64>(0);
            std::erase_if(m_unanswered, [](const auto &each) { return each.expired(); });
            m_unanswered.push_back(unanswered);
            new Pipe(station, central, m_shape, m_up, m_clock, unanswered);
            new Pipe(central, station, m_shape, m_down, m_clock, unanswered);
            Q_EMIT station->readyRead();
        });
        central->connectToHost(QHostAddress(QHostAddress::LocalHost), m_upstream[m_next]);
        m_next = (m_next + 1) % m_upstream.size();
    }

    const QList<quint16> m_upstream;
    qsizetype m_next = 0;
    quint16 m_port = 0;
    LineShape m_shape;
    Way m_up, m_down;
    QElapsedTimer m_clock;
    std::vector<std::weak_ptr<qint64>> m_unanswered;
};

} // namespace

ShapedLine::ShapedLine(const QList<quint16> &upstream, const LineShape &shape)
{
    m_thread.start();
    auto *starter = new QObject;
    starter->moveToThread(&m_thread);
    QMetaObject::invokeMethod(
        starter,
        [&] {
            auto *relay = new Relay(upstream, shape, &m_count);
            m_port = relay->serverPort();
            m_relay = relay;
        },
        Qt::BlockingQueuedConnection);
    QObject::connect(&m_thread, &QThread::finished, m_relay, &QObject::deleteLater);
    QObject::connect(&m_thread, &QThread::finished, starter, &QObject::deleteLater);
}

ShapedLine::~ShapedLine()
{
    m_thread.quit();
    m_thread.wait();
}

void ShapedLine::cut()
{
    QMetaObject::invokeMethod(
        m_relay, [relay = static_cast<Relay *>(m_relay)] { relay->cut(); }, Qt::QueuedConnection);
}

void ShapedLine::setDead(bool dead)
{
    QMetaObject::invokeMethod(
        m_relay, [relay = static_cast<Relay *>(m_relay), dead] { relay->setDead(dead); },
        Qt::BlockingQueuedConnection);
}

} // namespace indraj::testing
