#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace indraj {

/// Who has to wait after too many wrong pass phrases, and for how long still. The store enforces the wait;
/// this only says it. GUI thread.
class RetryCountdown : public QObject {
    Q_OBJECT
public:
    using Clock = std::function<QDateTime()>; ///< UTC
    explicit RetryCountdown(QObject *parent = nullptr);
    void setClock(Clock clock); ///< for tests
    void wait(const QString &person, const QDateTime &until);
    bool waits(const QString &person) const { return secondsLeft(person) > 0; }
    int secondsLeft(const QString &person) const;
    QDateTime until(const QString &person) const { return m_until.value(person); }
    /// "4:05", isolated.
    QString leftWords(const QString &person) const;
    void tick(); ///< once a second

Q_SIGNALS:
    void changed();

private:
    Clock m_clock = [] { return QDateTime::currentDateTimeUtc(); };
    QHash<QString, QDateTime> m_until;
    QTimer m_timer;
};

} // namespace indraj
