#pragma once

#include <QDateTime>

#include <chrono>

namespace indraj {

/// What a station has sent and fetched in one day of its own calendar, against the cap of its SIM. Pure.
class DayBudget {
public:
    DayBudget() = default;
    /// `cap` in bytes; 0: none.
    explicit DayBudget(qint64 cap)
        : m_cap(cap)
    {
    }
    /// As it was when the program ended; another day than that of `now` counts as nothing.
    void restore(const QDate &day, qint64 used);
    /// `now` in the station's local time.
    void spend(qint64 bytes, const QDateTime &now);
    /// Whether `bytes` more may go at `now`.
    bool allows(qint64 bytes, const QDateTime &now) const;
    /// Until the next day begins; a clock set back makes a new day too.
    std::chrono::milliseconds untilNextDay(const QDateTime &now) const;

    QDate day() const { return m_day; }
    qint64 used(const QDateTime &now) const { return m_day == now.date() ? m_used : 0; }
    qint64 cap() const { return m_cap; }

private:
    qint64 m_cap = 0;
    QDate m_day;
    qint64 m_used = 0;
};

} // namespace indraj
