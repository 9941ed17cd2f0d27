#pragma once

#include "stationfakes.h"
#include "widgets/audit/auditpage.h"
#include "widgets/find/findpage.h"
#include "widgets/gate/loginpage.h"
#include "widgets/home/homepage.h"
#include "widgets/lock/handoverpage.h"
#include "widgets/people/peoplepage.h"
#include "widgets/people/recoverpage.h"
#include "widgets/readiness/readinesspage.h"
#include "widgets/retention/olddraftspage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

inline const StationNames station{{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, {}};

/// The window with every page about the station, an in-charge signed in.
struct Stage {
    LanguageSwitch language;
    LongStore store;
    MemoryAccess access;
    MemoryPeople people;
    MemoryAudit audit;
    MemoryHealth health;
    MemoryRetention retention;
    QuietFace face;
    QuietFingers fingers;
    TwoCameras cameras;
    EnrolmentDesk desk{store, firstCardForm(), allPlaces()};
    MainWindow window{station, desk, language};
    LoginPage *lock = new LoginPage(access, station);
    HandOverPage *handOver = new HandOverPage(store, desk);
    PeoplePage *peoplePage = new PeoplePage(people, audit, desk, u"TRN-01"_s);
    AuditPage *auditPage = new AuditPage(audit, access, desk);
    ReadinessPage *readiness = new ReadinessPage(health, face, fingers, cameras);
    FindPage *find = new FindPage(store, desk);
    OldDraftsPage *oldDrafts = new OldDraftsPage(retention, desk);
    RecoverPage *recover = new RecoverPage(people, access, station);

    Stage()
    {
        window.addPage(u"home"_s, new HomePage(store, desk));
        window.addPage(u"lock"_s, lock);
        window.addPage(u"handover"_s, handOver);
        window.addPage(u"people"_s, peoplePage);
        window.addPage(u"audit"_s, auditPage);
        window.addPage(u"readiness"_s, readiness);
        window.addPage(u"find"_s, find);
        window.addPage(u"olddrafts"_s, oldDrafts);
        readiness->offerOldDrafts();
        window.addPage(u"recover"_s, recover);
        const Actor inCharge = people.all.first().actor;
        desk.setActor(inCharge);
        window.setActor(inCharge);
        LineStatus line;
        line.online = true;
        line.unsent = 3;
        line.latencyMs = 320;
        line.dayCap = 250'000'000;
        line.dayBytes = 87'000'000;
        window.setLine(line);
        readiness->setLine(line);
        lock->setLocked(LockedWork{access.entries.first().actor, u"T-014"_s});
        window.show();
        window.resize(1366, 768);
    }
    ~Stage() { language.setLanguage(Language::English); }
    void settle()
    {
        // What is asked of the fakes is answered with the next turns of the loop, then laid out.
        for (int turn = 0; turn < 6; ++turn)
            (void)QTest::qWaitFor([turn, &asked = m_turns] { return ++asked % 2 == 0; }, 20);
    }
    void answerDevices()
    {
        Q_EMIT face.frame(QImage(8, 8, QImage::Format_RGB32), {});
        Q_EMIT fingers.scannerChanged(ScannerState::Idle);
    }

private:
    int m_turns = 0;
};

inline bool isOffered(const Page &page, const QString &id)
{
    const QList<ActionSpec> actions = page.chrome().end;
    return std::any_of(actions.begin(), actions.end(),
                       [&](const ActionSpec &action) { return action.id == id && action.enabled; });
}

inline const ReadinessLine &lineOf(const QList<ReadinessLine> &lines, ReadinessLine::Topic topic)
{
    return *std::find_if(lines.begin(), lines.end(),
                         [topic](const ReadinessLine &line) { return line.topic == topic; });
}
