#include "widgets/gate/retrycountdown.h"

#include "widgets/theme/textstyle.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

RetryCountdown::RetryCountdown(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &RetryCountdown::tick);
}

void RetryCountdown::setClock(Clock clock) { m_clock = std::move(clock); }

void RetryCountdown::wait(const QString &person, const QDateTime &until)
{
    m_until.insert(person, until);
    m_timer.start();
    Q_EMIT changed();
}

int RetryCountdown::secondsLeft(const QString &person) const
{
    const QDateTime until = m_until.value(person);
    if (!until.isValid())
        return 0;
    // Begun seconds count: at "0:00" the next try is allowed.
    return int(qMax<qint64>(0, (m_clock().msecsTo(until) + 999) / 1000));
}

QString RetryCountdown::leftWords(const QString &person) const
{
    const int left = secondsLeft(person);
    if (left < 3600)
        return isolated(u"%1:%2"_s.arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0')));
    return isolated(u"%1:%2:%3"_s.arg(left / 3600)
                        .arg(left / 60 % 60, 2, 10, QLatin1Char('0'))
                        .arg(left % 60, 2, 10, QLatin1Char('0')));
}

void RetryCountdown::tick()
{
    m_until.removeIf([this](const auto &entry) { return m_clock() >= entry.value(); });
    if (m_until.isEmpty())
        m_timer.stop();
    Q_EMIT changed();
}

} // namespace indraj
