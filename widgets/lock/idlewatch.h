#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace indraj {

/// Notices that nobody has used keyboard, mouse or touch for a while. Time in which the computer slept
/// counts: a laptop that is opened again after ten minutes is locked at once. GUI thread.
class IdleWatch : public QObject {
    Q_OBJECT
public:
    using Clock = std::function<std::chrono::milliseconds()>; ///< since any fixed moment, never going back
    /// Watches every event of the application from now on.
    explicit IdleWatch(std::chrono::milliseconds limit, QObject *parent = nullptr);
    void setClock(Clock clock); ///< for tests; counts as input
    void start(); ///< armed: idle() is said once when the limit is reached
    void stop();
    bool isArmed() const { return m_timer.isActive(); }
    void noteInput();
    void check(); ///< once a second
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void idle();

private:
    std::chrono::milliseconds m_limit;
    Clock m_clock;
    std::chrono::milliseconds m_last{};
    QTimer m_timer;
};

} // namespace indraj
