#include "sync/policy/daybudget.h"

#include <QTimeZone>

#include <algorithm>

namespace indraj {

void DayBudget::restore(const QDate &day, qint64 used)
{
    m_day = day;
    m_used = std::max<qint64>(0, used);
}

void DayBudget::spend(qint64 bytes, const QDateTime &now)
{
    if (m_day != now.date())
        restore(now.date(), 0);
    m_used += bytes;
}

bool DayBudget::allows(qint64 bytes, const QDateTime &now) const
{
    return m_cap <= 0 || used(now) + bytes <= m_cap;
}

std::chrono::milliseconds DayBudget::untilNextDay(const QDateTime &now) const
{
    const QDateTime next = now.date().addDays(1).startOfDay(now.timeZone());
    return std::chrono::milliseconds(std::max<qint64>(1000, now.msecsTo(next)));
}

} // namespace indraj
