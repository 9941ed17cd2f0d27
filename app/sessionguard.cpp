#include "app/sessionguard.h"

#include "widgets/gate/loginpage.h"
#include "widgets/lock/handoverpage.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

SessionGuard::SessionGuard(const Parts &parts, std::chrono::milliseconds idleLock, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_idle(idleLock)
{
    connect(&m_idle, &IdleWatch::idle, this, &SessionGuard::lock);
    connect(&m_parts.window, &MainWindow::lockRequested, this, &SessionGuard::lock);
    connect(&m_parts.lockPage, &LoginPage::loggedIn, this, &SessionGuard::unlocked);
    connect(&m_parts.handOver, &HandOverPage::handOverRequested, this, &SessionGuard::endShift);
    connect(&m_parts.shift, &Shift::begun, &m_idle, &IdleWatch::start);
    connect(&m_parts.desk, &EnrolmentDesk::allSaved, this, [this] { m_parts.lockPage.setUnsaved(false); });
}

QString SessionGuard::openDraft() const
{
    if (!m_parts.desk.hasEnrolment())
        return {};
    const Enrolment &open = m_parts.desk.enrolment();
    const bool unfinished = open.state == EnrolmentState::Draft || open.state == EnrolmentState::Reviewed;
    return unfinished ? open.token : QString();
}

void SessionGuard::lock()
{
    if (!m_parts.shift.isOpen() || m_parts.window.isCovered())
        return;
    m_idle.stop();
    m_parts.desk.flush();
    m_parts.lockPage.setLocked(LockedWork{m_parts.shift.actor(), openDraft()});
    m_parts.lockPage.setUnsaved(!m_parts.desk.kept().isEmpty());
    m_parts.window.cover(u"lock"_s);
    m_parts.window.setActor(std::nullopt);
}

void SessionGuard::unlocked(const Actor &actor)
{
    if (!m_parts.shift.isOpen())
        return;
    if (actor.id != m_parts.shift.actor().id)
        return takeOver(actor);
    m_parts.shift.goOn(actor);
    m_parts.desk.setActor(actor);
    m_parts.window.setActor(actor);
    m_parts.window.uncover();
    m_idle.start();
}

void SessionGuard::takeOver(const Actor &actor)
{
    const Actor before = m_parts.shift.actor();
    const QString token = openDraft();
    // Below the lock, so that nothing of the citizen is seen by the next person.
    m_parts.window.showPage(u"home"_s);
    m_parts.desk.close();
    m_parts.shift.goOn(actor);
    m_parts.window.uncover();
    Q_EMIT tookOver(before, token);
}

void SessionGuard::endShift()
{
    m_idle.stop();
    Q_EMIT shiftEnded(); // the page goes first: nothing is on the screen while the vault closes
    m_parts.desk.close();
    m_parts.shift.end();
}

} // namespace indraj
