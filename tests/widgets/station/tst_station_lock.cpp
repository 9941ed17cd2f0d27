#include "stationfakes.h"
#include "tests/support/places.h"
#include "widgets/controls/banner.h"
#include "widgets/details/detailspage.h"
#include "widgets/details/formview.h"
#include "widgets/gate/loginpage.h"
#include "widgets/home/homepage.h"
#include "widgets/lock/handoverpage.h"
#include "widgets/lock/idlewatch.h"
#include "widgets/lock/sessionpolicy.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const StationNames station{{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, {}};

/// The window in the middle of a form.
struct Counter {
    LanguageSwitch language;
    MemoryStore store;
    MemoryAccess access;
    EnrolmentDesk desk{store, firstCardForm(), allPlaces()};
    MainWindow window{station, desk, language};
    LoginPage *lock = new LoginPage(access, station);
    DetailsPage *details = new DetailsPage(desk);

    Counter()
    {
        window.addPage(u"home"_s, new HomePage(store, desk));
        window.addPage(u"details"_s, details);
        window.addPage(u"lock"_s, lock);
        desk.setActor(access.entries.first().actor);
        window.setActor(access.entries.first().actor);
        window.show();
        desk.startNew();
    }
    bool openForm()
    {
        if (!QTest::qWaitFor([this] { return desk.hasEnrolment(); }))
            return false;
        window.showPage(u"details"_s);
        type(u"name.en"_s, u"Sadia Noreen"_s);
        type(u"introducer.cnic"_s, u"904031"_s); // half a number
        return true;
    }
    QWidget *input(const QString &key) { return details->form()->field(key)->input(); }
    void type(const QString &key, const QString &text)
    {
        input(key)->setFocus();
        QTest::keyClicks(input(key), text);
    }
    QStringList visibleTexts() const
    {
        QStringList texts{window.windowTitle()};
        for (const QLabel *label : window.findChildren<QLabel *>())
            if (label->isVisible())
                texts << label->text();
        for (const QLineEdit *line : window.findChildren<QLineEdit *>())
            if (line->isVisible())
                texts << line->text();
        return texts;
    }
};

} // namespace

class StationLock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void idleOnlyAfterTheLimitWithoutInput()
    {
        std::chrono::milliseconds now = 1000ms;
        IdleWatch watch(300s);
        watch.setClock([&now] { return now; });
        QSignalSpy idle(&watch, &IdleWatch::idle);
        watch.start();
        now += 299s;
        watch.check();
        QCOMPARE(idle.size(), 0);
        QWidget somewhere;
        QTest::keyClick(&somewhere, Qt::Key_A); // any input of the program counts
        now += 299s;
        watch.check();
        QCOMPARE(idle.size(), 0);
        now += 1s;
        watch.check();
        QCOMPARE(idle.size(), 1);
        now += 900s;
        watch.check(); // said once; armed again by start()
        QCOMPARE(idle.size(), 1);
        QVERIFY(!watch.isArmed());
    }

    void policyIsReadStrictly()
    {
        const auto shipped = loadSessionPolicy(indraj::test::sourcePath("/resources/policy/session.json"));
        QVERIFY(shipped);
        QCOMPARE(shipped->idleLock, 300s);
        const auto fault = [](const QByteArray &json) { return readSessionPolicy(json).error().fault; };
        QCOMPARE(fault("{\"format\":1,\"idleLockSeconds\":0}"), SessionPolicyFault::OutOfRange);
        QCOMPARE(fault("{\"format\":1,\"idleLockSeconds\":\"300\"}"), SessionPolicyFault::OutOfRange);
        QCOMPARE(fault("{\"format\":1}"), SessionPolicyFault::OutOfRange);
        QCOMPARE(fault("{\"format\":2,\"idleLockSeconds\":300}"), SessionPolicyFault::WrongFormat);
        QCOMPARE(fault("{\"format\":1,\"idleLockSeconds\":300,\"idle\":1}"), SessionPolicyFault::UnknownKey);
        QCOMPARE(fault("[]"), SessionPolicyFault::NotJson);
    }

    void lockCoversEverythingAndKeepsIt()
    {
        Counter counter;
        QVERIFY(counter.openForm());
        auto *cnic = qobject_cast<QLineEdit *>(counter.input(u"introducer.cnic"_s));
        const QString typed = cnic->text();
        const int cursor = cnic->cursorPosition();
        counter.window.showBanner(MessageKind::Warn, u"Sadia Noreen"_s);
        counter.desk.flush();
        counter.lock->setLocked(
            LockedWork{counter.access.entries.first().actor, counter.desk.enrolment().token});
        counter.window.cover(u"lock"_s);
        counter.window.setActor(std::nullopt);
        QCOMPARE(counter.window.currentKey(), u"lock"_s);
        for (const QString &text : counter.visibleTexts())
            QVERIFY2(!text.contains(u"Sadia"_s) && !text.contains(u"90403"_s), qPrintable(text));
        QVERIFY(counter.desk.hasEnrolment());

        counter.window.setActor(counter.access.entries.first().actor);
        counter.window.uncover();
        QCOMPARE(counter.window.currentKey(), u"details"_s);
        QCOMPARE(cnic->text(), typed);
        QCOMPARE(cnic->cursorPosition(), cursor);
        QTRY_COMPARE(QApplication::focusWidget(), cnic);
        QVERIFY(counter.window.findChild<Banner *>(u"banner"_s)->isVisible());
        QTest::keyClicks(cnic, u"7"_s);
        QVERIFY(cnic->text().startsWith(typed)); // typing goes on in the middle of the number
    }

    void anotherPersonFindsTodayBelowTheLock()
    {
        Counter counter;
        QVERIFY(counter.openForm());
        counter.window.cover(u"lock"_s);
        counter.window.showPage(u"home"_s); // asked for while covered: not seen yet
        QCOMPARE(counter.window.currentKey(), u"lock"_s);
        counter.desk.close();
        counter.window.uncover();
        QCOMPARE(counter.window.currentKey(), u"home"_s);
        QTRY_VERIFY(counter.store.content.begin()->second.fields.contains(u"name.en"_s)); // the draft is kept
    }

    void openListsAreClosedByTheLock()
    {
        Counter counter;
        QVERIFY(counter.openForm());
        auto *box = qobject_cast<QComboBox *>(counter.input(u"present.province"_s));
        QVERIFY(box);
        box->showPopup();
        QTRY_VERIFY(QApplication::activePopupWidget());
        counter.window.cover(u"lock"_s);
        QVERIFY(!QApplication::activePopupWidget());
    }

    void takingOverSaysWhatHappens()
    {
        MemoryAccess access;
        LoginPage page(access, station);
        page.setLocked(LockedWork{access.entries.first().actor, u"T-014"_s});
        page.show();
        page.enter();
        auto *box = page.findChild<QComboBox *>(u"field.operator"_s);
        auto *words = page.findChild<QWidget *>(u"login.takeOver"_s);
        QCOMPARE(box->currentData().toString(), u"op-1"_s); // who locked stands first
        QVERIFY(words->isHidden());
        box->setCurrentIndex(box->findData(u"su-1"_s));
        QVERIFY(!words->isHidden());
        QVERIFY(words->accessibleName().contains(u"T-014"_s));
        auto *start = page.findChild<QAbstractButton *>(u"action.startShift"_s);
        QVERIFY(start->isEnabled());
        page.setUnsaved(true); // something typed is not on the disk: nobody else may come in
        QVERIFY(!start->isEnabled());
        box->setCurrentIndex(box->findData(u"op-1"_s));
        QVERIFY(start->isEnabled());
        box->setCurrentIndex(box->findData(u"su-1"_s));
        page.setUnsaved(false);
        QVERIFY(start->isEnabled());
        QTest::keyClicks(page.findChild<QLineEdit *>(u"field.passphrase"_s), u"blue river stone"_s);
        QSignalSpy in(&page, &LoginPage::loggedIn);
        start->click();
        QTRY_COMPARE(in.size(), 1);
        QCOMPARE(in.first().first().value<Actor>().id, u"su-1"_s);
    }

    void waitRunsDownAndIsOfThePerson()
    {
        QDateTime now = QDateTime::currentDateTimeUtc();
        MemoryAccess access;
        access.lockedUntil = now.addSecs(85);
        LoginPage page(access, station);
        page.countdown().setClock([&now] { return now; });
        page.show();
        page.enter();
        auto *phrase = page.findChild<QLineEdit *>(u"field.passphrase"_s);
        QTest::keyClicks(phrase, u"wrong"_s);
        QTest::keyClick(phrase, Qt::Key_Return);
        QTRY_VERIFY(page.message().contains(u"1:25"_s));
        QVERIFY(!phrase->isEnabled());
        page.trigger(u"startShift"_s);
        QCOMPARE(access.tries, 1); // no try is made while waiting
        now = now.addSecs(80);
        page.countdown().tick();
        QVERIFY2(page.message().contains(u"0:05"_s), qPrintable(page.message()));
        auto *box = page.findChild<QComboBox *>(u"field.operator"_s);
        box->setCurrentIndex(box->findData(u"su-1"_s));
        QVERIFY(phrase->isEnabled()); // the wait is of one person
        box->setCurrentIndex(box->findData(u"op-1"_s));
        QVERIFY(!phrase->isEnabled());
        now = now.addSecs(6);
        page.countdown().tick();
        QVERIFY(phrase->isEnabled());
        QVERIFY(page.message().isEmpty());
    }

    void handOverWaitsForTheLastSave()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        desk.setActor({u"op-1"_s, Role::Operator, u"Nadia Jamil"_s, u"نادیہ جمیل"_s});
        HandOverPage page(store, desk);
        QSignalSpy over(&page, &HandOverPage::handOverRequested);
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        page.show();
        page.enter();
        store.failing = true;
        desk.setField(u"name.en"_s, u"Sadia"_s);
        page.trigger(u"handOver"_s);
        QTRY_VERIFY(!page.notice().isEmpty());
        QCOMPARE(over.size(), 0);
        store.failing = false;
        page.trigger(u"handOver"_s);
        QTRY_COMPARE(over.size(), 1);
        QCOMPARE(store.content.begin()->second.fields.value(u"name.en"_s), u"Sadia"_s);
    }
};

QTEST_MAIN(StationLock)
#include "tst_station_lock.moc"
