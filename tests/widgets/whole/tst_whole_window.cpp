#include "wholewindow.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/field.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/details/formview.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/stepsrail.h"
#include "widgets/theme/tokens.h"

#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QTableView>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a person can operate, in sight now.
QList<QWidget *> controlsOf(const QWidget &window)
{
    QList<QWidget *> controls;
    for (QWidget *one : window.findChildren<QWidget *>()) {
        const bool kind = qobject_cast<QAbstractButton *>(one) || qobject_cast<QLineEdit *>(one)
            || qobject_cast<QComboBox *>(one) || qobject_cast<QAbstractItemView *>(one)
            || qobject_cast<QAbstractSlider *>(one)
            || (one->focusPolicy() & Qt::TabFocus && !qobject_cast<Page *>(one));
        const bool part = qobject_cast<QScrollBar *>(one) || qobject_cast<QHeaderView *>(one)
            || qobject_cast<QComboBox *>(one->parentWidget()) || one->inherits("QTableCornerButton");
        if (one->isVisible() && kind && !part)
            controls << one;
    }
    return controls;
}

QString whatIs(const QWidget *widget)
{
    QString text = QString::fromLatin1(widget->metaObject()->className()) + u" \""_s + widget->objectName()
        + u"\" %1x%2"_s.arg(widget->width()).arg(widget->height());
    return text + u" in "_s + (widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
}

void pressKeys(const char *keys)
{
    QWidget *into = QApplication::focusWidget();
    QTest::keySequence(into ? into : QApplication::activeWindow(), QKeySequence(QString::fromLatin1(keys)));
}

} // namespace

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

    void everyControlIsNamedAndLargeEnough_data() { eachPage(WholeWindow::all()); }
    void everyControlIsNamedAndLargeEnough()
    {
        QFETCH(QString, key);
        WholeWindow &whole = shared();
        whole.show(key);
        constexpr int target = 44;
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            const QList<QWidget *> controls = controlsOf(whole.window);
            QVERIFY(controls.size() >= 2);
            for (QWidget *control : controls) {
                QAccessibleInterface *access = QAccessible::queryAccessibleInterface(control);
                QVERIFY2(access && !access->text(QAccessible::Name).trimmed().isEmpty(),
                         qPrintable(whatIs(control) + u" has no name"_s));
                QVERIFY2(!control->objectName().isEmpty(), qPrintable(whatIs(control)));
                const bool slider = qobject_cast<QAbstractSlider *>(control);
                QVERIFY2(slider || (control->width() >= target && control->height() >= target),
                         qPrintable(whatIs(control) + u" is too small"_s));
            }
            QCOMPARE(whole.window.size(), QSize(1366, 768));
        }
    }

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

    void tabFollowsTheReadingOrder()
    {
        WholeWindow whole;
        whole.show(u"details"_s);
        auto *page = qobject_cast<DetailsPage *>(whole.window.currentPage());
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            const bool urdu = language == Language::Urdu;
            page->form()->field(urdu ? u"name.ur"_s : u"name.en"_s)->focusInput();
            QStringList seen;
            for (int i = 0; i < 8; ++i) {
                for (const FieldSpec *spec : whole.desk.form().allFields())
                    if (page->form()->field(spec->key)->hasInputFocus()
                        || page->form()->field(spec->key)->isAncestorOf(QApplication::focusWidget()))
                        seen << spec->key;
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            }
            const QStringList pair
                = urdu ? QStringList{u"name.ur"_s, u"name.en"_s} : QStringList{u"name.en"_s, u"name.ur"_s};
            QCOMPARE(seen,
                     pair
                         + QStringList({u"gender"_s, u"birth.date"_s, u"birth.province"_s,
                                        u"birth.district"_s, u"marital"_s, u"religion"_s}));
        }
    }

    void fingersAreChildrenOfTheHands()
    {
        WholeWindow whole;
        whole.show(u"fingers"_s);
        auto *hands = whole.window.findChild<HandDiagram *>(u"fingers.hands"_s);
        hands->setFinger(FingerPosition::RightIndex, {FingerMark::Low, 37, 2});
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(hands);
        QCOMPARE(access->childCount(), 10);
        QSet<QString> names;
        for (int i = 0; i < 10; ++i) {
            QAccessibleInterface *finger = access->child(i);
            QVERIFY(finger && finger->isValid());
            QCOMPARE(finger->parent(), access);
            QCOMPARE(access->indexOfChild(finger), i);
            QVERIFY(finger->rect().width() >= 44 && access->rect().intersects(finger->rect()));
            const QPoint at = finger->rect().center();
            QCOMPARE(access->childAt(at.x(), at.y()), finger);
            names << finger->text(QAccessible::Name);
        }
        QCOMPARE(names.size(), 10);
        QAccessibleInterface *index = access->child(1);
        QCOMPARE(index->text(QAccessible::Name), u"Right index finger, 37, low, best kept, try 2"_s);
        QVERIFY(!index->state().selected);
        index->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QVERIFY(index->state().selected);
        QCOMPARE(hands->selected(), FingerPosition::RightIndex);
        hands->setFocus(Qt::TabFocusReason);
        QCOMPARE(access->focusChild(), index);
        QTest::keyClick(hands, Qt::Key_Right);
        QVERIFY(access->focusChild() != index);
        hands->setSelectable(false); // a picture only, as on the approval page
        QVERIFY(!index->actionInterface());
    }

    void largeTextKeepsEveryPageOperable_data() { eachPage(WholeWindow::all()); }
    void largeTextKeepsEveryPageOperable()
    {
        QFETCH(QString, key);
        WholeWindow &whole = shared();
        whole.show(key);
        whole.window.setTextScale(2.0);
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            whole.settle();
            QCOMPARE(whole.window.size(), QSize(1366, 768));
            // Bars never lose a button; what stands in the page can be scrolled to.
            for (const QWidget *control : controlsOf(whole.window)) {
                const QRect place(control->mapTo(&whole.window, QPoint()), control->size());
                bool scrolls = false;
                for (const QWidget *up = control->parentWidget(); up; up = up->parentWidget())
                    scrolls = scrolls || qobject_cast<const QAbstractScrollArea *>(up);
                QVERIFY2(scrolls || whole.window.rect().contains(place), qPrintable(whatIs(control)));
            }
            if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
                QVERIFY(whole.window.grab().save(
                    shots + u'/' + key + (language == Language::Urdu ? u"-200-ur.png"_s : u"-200-en.png"_s)));
        }
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
