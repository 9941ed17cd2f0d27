// The steps of a rehearsal that are about the station: readiness, idle lock, hand-over, people, audit, find.
#include "app/rehearsal/rehearsal.h"
#include "widgets/people/peoplepage.h"
#include "widgets/readiness/camerachart.h"
#include "widgets/readiness/readinesspage.h"

#include <QAbstractItemView>
#include <QLineEdit>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int lockTimeoutMs = 15000;
}

bool Rehearsal::hasPage(const QString &key) const { return m_workstation.window().page(key) != nullptr; }

void Rehearsal::addGo(const QString &key)
{
    m_runner.add({key + u" page"_s, [this, key] { Q_EMIT m_workstation.window().navigateRequested(key); },
                  onPage(key)});
}

/// Before the first citizen of a shift the readiness page opens by itself where something has to be seen to.
void Rehearsal::addReadiness(bool pictures)
{
    m_runner.add({u"readiness or the first citizen"_s, {}, [this] {
                      const QString key = m_workstation.window().currentKey();
                      return key == u"readiness"_s || key == u"photo"_s;
                  }});
    if (hasPage(u"readiness"_s) && pictures) {
        m_runner.add({u"camera, scanner and central have answered"_s,
                      {},
                      [this] {
                          const auto tiles = m_workstation.window().findChildren<QWidget *>();
                          return m_workstation.window().currentKey() == u"photo"_s
                              || std::none_of(tiles.begin(), tiles.end(), [](const QWidget *tile) {
                                     return tile->isVisible() && tile->inherits("indraj::ReadinessTile")
                                         && tile->accessibleName().contains(u"Looking"_s);
                                 });
                      },
                      lockTimeoutMs});
        addPictures(u"readiness"_s);
    }
    m_runner.add({u"work begins"_s,
                  [this] {
                      if (m_workstation.window().currentKey() == u"readiness"_s)
                          m_hands.click(u"action.begin"_s);
                  },
                  [this] {
                      if (!m_workstation.desk().hasEnrolment()
                          || m_workstation.window().currentKey() != u"photo"_s)
                          return false;
                      m_enrolment = m_workstation.desk().enrolment().id;
                      return true;
                  }});
}

/// In the middle of a number: locked, and the same person goes on typing where he was.
void Rehearsal::addIdleLock(const QString &actorId, const QString &field, const QString &half)
{
    m_runner.add({u"half a number is typed and the window locked"_s,
                  [this, field, half] {
                      m_hands.type(field, half);
                      m_typedBeforeLock = m_hands.textOf(field);
                      Q_EMIT m_workstation.window().lockRequested();
                  },
                  onPage(u"lock"_s)});
    addPictures(u"lock"_s);
    m_runner.add({u"nothing of the citizen is seen"_s, {}, [this, field] {
                      return !m_hands.find(field) && m_workstation.desk().hasEnrolment();
                  }});
    m_runner.add({u"the same person types the pass phrase"_s,
                  [this, actorId] { m_hands.type(u"field.passphrase"_s, passphraseOf(actorId)); },
                  [this] { return m_hands.canClick(u"action.startShift"_s); }});
    m_runner.add({u"work goes on where it was"_s, [this] { m_hands.click(u"action.startShift"_s); },
                  [this, field] {
                      return m_workstation.window().currentKey() == u"details"_s
                          && m_hands.textOf(field) == m_typedBeforeLock;
                  },
                  lockTimeoutMs});
}

void Rehearsal::addHandOver(bool pictures)
{
    addGo(u"handover"_s);
    if (pictures)
        addPictures(u"handover"_s);
    addClick(u"shift is handed over"_s, u"action.handOver"_s, onPage(u"login"_s));
}

void Rehearsal::addFind()
{
    addGo(u"find"_s);
    m_runner.add({u"the token is looked for"_s, [this] { m_hands.type(u"field.find"_s, u"T-0"_s); },
                  [this] {
                      const auto *table = qobject_cast<QAbstractItemView *>(m_hands.find(u"find.table"_s));
                      return table && table->model()->rowCount() == 1;
                  }});
    addPictures(u"find"_s);
}

void Rehearsal::addHelpAndCameraTest()
{
    addGo(u"help"_s);
    addPictures(u"help"_s);
    const auto *readiness = qobject_cast<const ReadinessPage *>(m_workstation.window().page(u"readiness"_s));
    if (!readiness || !readiness->offersPictureTest())
        return;
    addGo(u"cameratest"_s);
    m_runner.add({u"camera shows its picture"_s,
                  {},
                  [this] {
                      const auto *sight = m_workstation.window().findChild<CameraSight *>();
                      return sight && sight->isVisible() && sight->hasPicture();
                  },
                  lockTimeoutMs});
    addPictures(u"cameratest"_s);
}

void Rehearsal::addOldDrafts()
{
    addGo(u"olddrafts"_s);
    addPictures(u"old-drafts"_s);
}

void Rehearsal::addAudit()
{
    if (!hasPage(u"audit"_s))
        return;
    addGo(u"audit"_s);
    m_runner.add({u"the chain is checked"_s,
                  {},
                  [this] { return m_hands.find(u"audit.table"_s) && m_hands.canClick(u"action.check"_s); },
                  lockTimeoutMs});
    addPictures(u"audit"_s);
}

/// The in-charge suspends nobody for real here: he asks for a new role of the operator, and the second person
/// confirms it.
void Rehearsal::addPeople(const QString &concerned, const QString &secondId)
{
    if (!hasPage(u"people"_s))
        return;
    addGo(u"people"_s);
    addPictures(u"people"_s);
    m_runner.add({u"a person is added"_s, [this] { m_hands.click(u"action.add"_s); },
                  [this] { return m_hands.find(u"field.person.id"_s) != nullptr; }});
    m_runner.add({u"the new person fills in"_s,
                  [this, concerned] {
                      m_hands.type(u"field.person.id"_s, concerned);
                      m_hands.type(u"field.person.en"_s, u"Training Clerk"_s);
                      m_hands.type(u"field.person.ur"_s, u"تربیتی کلرک"_s);
                      m_hands.type(u"field.newPassphrase"_s, u"green lamp far road"_s);
                      m_hands.type(u"field.newPassphraseAgain"_s, u"green lamp far road"_s);
                  },
                  [this] { return m_hands.canClick(u"action.ask"_s); }});
    addPictures(u"people-add"_s);
    addClick(u"the change is asked for"_s, u"action.ask"_s,
             [this] { return m_hands.find(u"field.secondPassphrase"_s) != nullptr; });
    m_runner.add({u"the second person types"_s,
                  [this, secondId] {
                      m_hands.choose(u"field.secondPerson"_s, secondId);
                      m_hands.type(u"field.secondPassphrase"_s, passphraseOf(secondId));
                  },
                  [this] { return m_hands.canClick(u"action.confirm"_s); }});
    addPictures(u"people-confirm"_s);
    m_runner.add({u"the second person confirms"_s, [this] { m_hands.click(u"action.confirm"_s); },
                  [this] { return m_hands.canClick(u"action.add"_s); }, lockTimeoutMs});
}

} // namespace indraj
