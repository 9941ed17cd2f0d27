#pragma once

#include "app/shift.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/lock/idlewatch.h"
#include "widgets/shell/mainwindow.h"

namespace indraj {

class HandOverPage;
class LoginPage;

/// Locks the window over the work, lets the same person go on exactly where he was, lets another one take
/// over, and ends a shift. Nothing is dropped on any of these ways; see docs/decisions/0009-idle-lock.md.
class SessionGuard : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Shift &shift;
        MainWindow &window;
        EnrolmentDesk &desk;
        LoginPage &lockPage; ///< page "lock" of the window
        HandOverPage &handOver; ///< page "handover"
    };
    SessionGuard(const Parts &parts, std::chrono::milliseconds idleLock, QObject *parent = nullptr);
    void lock();
    IdleWatch &idleWatch() { return m_idle; }

Q_SIGNALS:
    void shiftEnded(); ///< the keys are being forgotten: show the log-in page
    void tookOver(const indraj::Actor &before, const QString &keptToken); ///< empty: no draft was open

private:
    void unlocked(const Actor &actor);
    void takeOver(const Actor &actor);
    void endShift();
    QString openDraft() const;

    Parts m_parts;
    IdleWatch m_idle;
};

} // namespace indraj
