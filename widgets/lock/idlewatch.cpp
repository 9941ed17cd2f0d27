#include "widgets/lock/idlewatch.h"

#include <QCoreApplication>
#include <QEvent>

#include <ctime>

namespace indraj {

namespace {

std::chrono::milliseconds sinceBoot()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now); // unlike the monotonic clock it goes on while the computer sleeps
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(now.tv_sec)
                                                                 + std::chrono::nanoseconds(now.tv_nsec));
}

bool isInput(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::InputMethod:
        return true;
    default:
        return false;
    }
}

} // namespace

IdleWatch::IdleWatch(std::chrono::milliseconds limit, QObject *parent)
    : QObject(parent)
    , m_limit(limit)
    , m_clock(sinceBoot)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::check);
    qApp->installEventFilter(this);
}

void IdleWatch::setClock(Clock clock)
{
    m_clock = std::move(clock);
    noteInput();
}

void IdleWatch::start()
{
    noteInput();
    m_timer.start();
}

void IdleWatch::stop() { m_timer.stop(); }

void IdleWatch::noteInput() { m_last = m_clock(); }

void IdleWatch::check()
{
    if (!isArmed() || m_clock() - m_last < m_limit)
        return;
    stop();
    Q_EMIT idle();
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (isArmed() && isInput(event->type()))
        noteInput();
    return QObject::eventFilter(watched, event);
}

} // namespace indraj
