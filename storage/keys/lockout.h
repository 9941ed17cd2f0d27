#pragma once

#include "storage/outcome.h"

#include <QDateTime>
#include <QMap>
#include <QString>

#include <functional>

namespace indraj {

/// Time since the kernel started, asleep or not (CLOCK_BOOTTIME), and which start that was.
struct BootTime {
    QString bootId;
    qint64 milliseconds = 0;
};
BootTime readBootTime();

/// Counts wrong pass phrases per person and makes him wait after the fifth: 1, 2, 5, 15, then 60 minutes
/// each. Kept in a small file beside the key ring, because it must be known before anybody can open anything;
/// so whoever may write there can delete it, which the next log-in notices (mark()). Read again whenever
/// another program at the same vault has written it. Time is the greater of what has been seen before and the
/// wall clock; within one start of the machine the wall clock is not asked at all. Used under the vault's
/// lock, on the storage thread. docs/decisions/0007-two-persons.md has the limits.
class Lockout {
public:
    struct Clocks {
        std::function<QDateTime()> wall;
        std::function<BootTime()> boot;
    };
    /// Wrong tries of one person that no log-in has noted yet.
    struct Report {
        QString person;
        int wrong = 0;
        QDateTime lastAt; ///< UTC, by the clock of that moment
    };

    Lockout(const QString &file, Clocks clocks);

    /// StoreFault::LockedOut with `retryAt` while the person has to wait.
    Outcome<void> check(const QString &person);
    /// Counts a try as wrong before it is made, so that killing the process saves nobody a try. Returns when
    /// the person may try again should it be wrong; invalid: at once.
    QDateTime begin(const QString &person);
    /// The try opened the slot: what was wrong before it counts no more.
    void succeeded();
    /// The try failed, but not for a wrong pass phrase. Written with the next change.
    void takeBack();

    QList<Report> reports() const;
    /// Whether the file is the one that the last log-in left: `mark` is what that log-in remembered.
    bool hasMark(const QString &mark) const;
    /// Gives the file a new mark beside the one of the last log-in; the old one when it cannot be written.
    QString renewMark();
    /// After a log-in was noted: forgets reports, the person's own tries, and people of no slot.
    void settle(const QString &person, const QStringList &people);

private:
    struct Tries {
        int wrong = 0; ///< in a row
        qint64 until = 0; ///< station time, ms
        int unreported = 0;
        qint64 lastAt = 0; ///< ms since 1970 UTC
    };
    void load();
    bool save();
    qint64 stationTime();

    QString m_file;
    Clocks m_clocks;
    bool m_loaded = false;
    QByteArray m_seen; ///< the file as this process last read or wrote it
    qint64 m_time = 0; ///< the greatest station time seen, ms since 1970 UTC
    BootTime m_timeBoot; ///< when that was
    QString m_mark, m_previousMark;
    QMap<QString, Tries> m_people;
    QString m_trying;
    Tries m_before;
};

} // namespace indraj
