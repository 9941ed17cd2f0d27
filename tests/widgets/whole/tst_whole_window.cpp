#include "wholewindow.h"

#include "widgets/controls/field.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/details/formview.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/stepsrail.h"

#include <QAbstractButton>
#include <QShortcut>
#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

void pressKeys(const char *keys)
{
    QWidget *into = QApplication::focusWidget();
    QTest::keySequence(into ? into : QApplication::activeWindow(), QKeySequence(QString::fromLatin1(keys)));
}

} // namespace

/// The keys of the window and of its pages.
class WholeWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }
    void cleanup()
    {
        applyTextScale(*qApp, 1.0);
        if (m_shared)
            m_shared->language.setLanguage(Language::English);
    }
    void cleanupTestCase() { m_shared.reset(); }

    void noKeyIsClaimedTwice_data() { eachPage(WholeWindow::all()); }
    void noKeyIsClaimedTwice()
    {
        QFETCH(QString, key);
        WholeWindow &whole = shared();
        whole.show(key);
        QHash<QString, int> claims;
        for (const QShortcut *shortcut : whole.window.findChildren<QShortcut *>())
            if (shortcut->isEnabled() && qobject_cast<QWidget *>(shortcut->parent())->isVisible())
                ++claims[shortcut->key().toString()];
        for (auto claim = claims.cbegin(); claim != claims.cend(); ++claim)
            QVERIFY2(claim.value() == 1, qPrintable(claim.key()));
        // What an action shows as its key does that action and nothing else.
        const PageChrome chrome = whole.window.currentPage()->chrome();
        const QHash<QString, QString> alsoOfWindow{{u"Ctrl+F"_s, u"find"_s}};
        QStringList ofWindow{u"Ctrl+Shift+L"_s, u"Ctrl+L"_s, u"Ctrl+Space"_s, u"Ctrl+K"_s, u"F6"_s,
                             u"F1"_s,           u"Ctrl+F"_s, u"Ctrl++"_s,     u"Ctrl+-"_s, u"Ctrl+0"_s};
        for (int i = 1; i <= 9; ++i)
            ofWindow << u"Ctrl+%1"_s.arg(i) << u"Alt+%1"_s.arg(i);
        QList<ActionSpec> actions = chrome.start + chrome.end + chrome.more;
        if (chrome.tool)
            actions << *chrome.tool;
        for (const ActionSpec &action : std::as_const(actions)) {
            const QString keys = action.key.toString();
            if (keys.isEmpty() || !action.enabled || chrome.fullBleed)
                continue;
            QVERIFY2(claims.contains(keys), qPrintable(action.id + u' ' + keys));
            QVERIFY2(!ofWindow.contains(keys) || alsoOfWindow.value(keys) == action.id,
                     qPrintable(action.id + u" shows a key of the window: "_s + keys));
        }
    }

    void keysOfTheWindowWorkOnEveryPage_data()
    {
        eachPage(WholeWindow::ofCitizen() + WholeWindow::ofStation());
    }
    void keysOfTheWindowWorkOnEveryPage()
    {
        QFETCH(QString, key);
        WholeWindow &whole = shared();
        whole.show(key);
        QSignalSpy gone(&whole.window, &MainWindow::navigateRequested);
        QSignalSpy locked(&whole.window, &MainWindow::lockRequested);
        const auto goes = [&](const char *keys, const QString &to) {
            gone.clear();
            pressKeys(keys);
            return gone.size() == 1 && gone.first().first().toString() == to;
        };
        QVERIFY(goes("F1", u"help"_s));
        QVERIFY(goes("Ctrl+F", u"find"_s));
        pressKeys("Ctrl+L");
        QCOMPARE(locked.size(), 1);
        pressKeys("Ctrl+K");
        auto *palette = whole.window.findChild<CommandPalette *>();
        QVERIFY(palette->isVisible());
        QVERIFY(palette->shown().size() > 5);
        pressKeys("Esc");
        QVERIFY(!palette->isVisible());
        QCOMPARE(whole.window.currentKey(), key);
        pressKeys("Ctrl+Shift+L");
        QCOMPARE(whole.language.language(), Language::Urdu);
        pressKeys("Ctrl+Shift+L");
        whole.settle();
        const auto *rail = whole.window.findChild<StepsRail *>();
        if (rail->isVisible()) {
            QVERIFY(goes("Alt+2", u"step:photo"_s));
            QVERIFY(goes("Alt+7", u"step:signoff"_s));
        } else {
            QVERIFY(goes("Ctrl+2", u"sending"_s));
            QVERIFY(goes("Ctrl+6", u"audit"_s));
        }
        const PageChrome chrome = whole.window.currentPage()->chrome();
        if (!chrome.start.isEmpty() && chrome.start.first().id == u"back"_s) {
            gone.clear();
            pressKeys("Alt+Left");
            QCOMPARE(gone.size(), 1);
        }
    }

    void f6WalksTheRegions_data() { eachPage(WholeWindow::ofCitizen() + WholeWindow::ofStation()); }
    void f6WalksTheRegions()
    {
        QFETCH(QString, key);
        WholeWindow &whole = shared();
        whole.show(key);
        QSet<QString> regions;
        for (int i = 0; i < 4; ++i) {
            pressKeys("F6");
            const QWidget *focused = QApplication::focusWidget();
            QVERIFY(focused);
            for (const char *kind : {"indraj::StepsRail", "indraj::Navigation", "indraj::Page",
                                     "indraj::BottomBar", "indraj::Plate"})
                for (const QWidget *up = focused; up; up = up->parentWidget())
                    if (up->inherits(kind)) {
                        regions << QString::fromLatin1(kind);
                        break;
                    }
        }
        QVERIFY(regions.contains(u"indraj::StepsRail"_s) || regions.contains(u"indraj::Navigation"_s));
        QVERIFY(regions.contains(u"indraj::BottomBar"_s));
        const bool operable
            = key != u"help"_s && key != u"handover"_s && key != u"slip"_s && key != u"home"_s;
        QVERIFY(!operable || regions.contains(u"indraj::Page"_s));
    }

    void ctrlEnterDoesThePrimaryAction_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("target");
        QTest::newRow("home") << u"home"_s << u"new"_s;
        QTest::newRow("readiness") << u"readiness"_s << u"new"_s;
        QTest::newRow("review") << u"review"_s << u"next"_s;
        QTest::newRow("handover") << u"handover"_s << QString();
        QTest::newRow("sending") << u"sending"_s << QString();
    }
    void ctrlEnterDoesThePrimaryAction()
    {
        QFETCH(QString, key);
        QFETCH(QString, target);
        WholeWindow whole;
        whole.show(key);
        if (key == u"readiness"_s) {
            whole.readiness->setBeforeFirst(true);
            whole.settle();
        }
        QSignalSpy gone(&whole.window, &MainWindow::navigateRequested);
        pressKeys("Ctrl+Return");
        whole.settle();
        if (key == u"sending"_s)
            QCOMPARE(whole.sender.asked, 1);
        else if (target.isEmpty())
            QVERIFY(whole.window.currentKey() == key);
        else
            QTRY_VERIFY(gone.size() == 1 && gone.first().first().toString() == target);
    }

    void f5TestsOrSendsAgain()
    {
        WholeWindow whole;
        whole.show(u"sending"_s);
        pressKeys("F5");
        QCOMPARE(whole.sender.asked, 1);
        pressKeys("Ctrl+Shift+P");
        QVERIFY(whole.sender.status.paused);
        whole.show(u"readiness"_s);
        QVERIFY(!whole.face.running);
        pressKeys("F5");
        QVERIFY(whole.face.running);
    }

    void f7GoesToWhatIsToFix()
    {
        WholeWindow whole;
        whole.show(u"details"_s);
        auto *page = qobject_cast<DetailsPage *>(whole.window.currentPage());
        QTest::keyClicks(page->form()->field(u"mobile"_s)->input(), u"0412"_s);
        QTest::keyClick(page->form()->field(u"mobile"_s)->input(), Qt::Key_Return);
        whole.settle();
        page->form()->field(u"name.en"_s)->focusInput();
        pressKeys("F7");
        QVERIFY(page->form()->field(u"mobile"_s)->hasInputFocus());
    }

    void f8AndDigitsWorkFromAnywhere()
    {
        WholeWindow whole;
        for (const QString &key : {u"fingers"_s, u"photo"_s}) {
            whole.show(key);
            pressKeys("F6"); // the rail has the focus now, or the bar
            pressKeys("F6");
            QVERIFY(!whole.window.currentPage()->isAncestorOf(QApplication::focusWidget())
                    || QApplication::focusWidget()->inherits("indraj::RailRow"));
            pressKeys("F8");
            whole.settle();
            ReasonPicker *open = nullptr;
            for (ReasonPicker *picker : whole.window.currentPage()->findChildren<ReasonPicker *>())
                if (picker->isVisible())
                    open = picker;
            QVERIFY2(open, qPrintable(key));
            QTest::keyClick(open, Qt::Key_Escape);
            QVERIFY(!open->isVisible());
            QCOMPARE(whole.window.currentKey(), key); // Esc closes a picker, never a page
            pressKeys("Esc");
            QCOMPARE(whole.window.currentKey(), key);
        }
        // Digits choose a picture.
        whole.show(u"photo"_s);
        const auto primary = [&whole] { return whole.window.currentPage()->chrome().end.last().text; };
        pressKeys("2");
        const QString second = primary();
        pressKeys("1");
        QVERIFY2(primary() != second, qPrintable(second));
    }

    void spaceBelongsToTheButtonInHand()
    {
        WholeWindow whole;
        whole.show(u"photo"_s);
        QSignalSpy gone(&whole.window, &MainWindow::navigateRequested);
        auto *pause = whole.window.findChild<QAbstractButton *>(u"action.pause"_s);
        pause->setFocus(Qt::TabFocusReason);
        pressKeys("Space");
        QCOMPARE(gone.size(), 1); // and no picture was taken
        QCOMPARE(gone.first().first().toString(), u"home"_s);
    }

private:
    /// One window for all walks from page to page: a new one for each page costs more than the walk.
    WholeWindow &shared()
    {
        if (!m_shared)
            m_shared = std::make_unique<WholeWindow>();
        return *m_shared;
    }
    void eachPage(const QStringList &keys)
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : keys)
            QTest::newRow(qPrintable(key)) << key;
    }
    std::unique_ptr<WholeWindow> m_shared;
};

QTEST_MAIN(WholeWindowTest)
#include "tst_whole_window.moc"
