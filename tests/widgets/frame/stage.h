#pragma once

#include "fakes.h"
#include "widgets/details/detailspage.h"
#include "widgets/details/formview.h"
#include "widgets/gate/firststartpage.h"
#include "widgets/gate/loginpage.h"
#include "widgets/home/homepage.h"
#include "widgets/shell/helppage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

inline StationNames stageStation()
{
    return {{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, u"~/indraj/training"_s};
}

/// The window with every page of the frame, one returned and one paused enrolment.
struct Stage {
    LanguageSwitch language;
    MemoryStore store;
    MemoryAccess access;
    EnrolmentDesk desk{store, stationForms(), allPlaces()};
    MainWindow window{stageStation(), desk, language};
    LoginPage *login = new LoginPage(access, stageStation());
    FirstStartPage *first = new FirstStartPage(stageStation());
    GateNotice *notice = new GateNotice(stageStation());
    HomePage *home = new HomePage(store, desk);
    DetailsPage *details = new DetailsPage(desk);

    Stage()
    {
        window.addPage(u"login"_s, login);
        window.addPage(u"first"_s, first);
        window.addPage(u"notice"_s, notice);
        window.addPage(u"home"_s, home);
        window.addPage(u"details"_s, details);
        window.addPage(u"help"_s, new HelpPage);
        LineStatus line;
        line.online = true;
        line.unsent = 3;
        window.setLine(line);
        window.show();
    }
    ~Stage() { language.setLanguage(Language::English); }

    void signIn()
    {
        desk.setActor(access.entries.first().actor);
        window.setActor(access.entries.first().actor);
    }
    void fillList()
    {
        for (const auto state : {EnrolmentState::Returned, EnrolmentState::Draft,
                                 EnrolmentState::AwaitingApproval, EnrolmentState::Erased}) {
            Enrolment one;
            one.id = EnrolmentId::create();
            one.token = u"T-0%1"_s.arg(store.content.size() + 10);
            one.state = state;
            one.step = u"fingers"_s;
            one.capturedBy = u"op-1"_s;
            one.fields = {{u"name.en"_s, u"Sadia Noreen"_s}, {u"name.ur"_s, u"سعدیہ نورین"_s}};
            one.savedAt = QDateTime::currentDateTimeUtc();
            store.content[one.id] = one;
        }
    }
    void openDetails()
    {
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        window.showPage(u"details"_s);
        type(u"name.en"_s, u"Sadia Noreen"_s);
        typeUrdu(details->form()->field(u"name.ur"_s)->input(), u"سعديہ نورین"_s);
        type(u"birth.date"_s, u"21031990"_s);
        type(u"introducer.cnic"_s, u"90403"_s);
    }
    void type(const QString &key, const QString &text)
    {
        QTest::keyClicks(details->form()->field(key)->input(), text);
    }
    void settle()
    {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    void showPage(const QString &key)
    {
        window.showPage(key);
        settle();
    }
};

} // namespace indraj
