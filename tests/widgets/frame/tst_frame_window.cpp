#include "formstage.h"
#include "widgets/shell/citizencard.h"
#include "widgets/shell/citizenstrip.h"
#include "widgets/theme/tokens.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// What the keys of the window do over an open form: find an action, take back, enlarge.
class FrameWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }
    void cleanup() { applyTextScale(*qApp, 1.0); }

    void paletteFindsByWordsOfBothLanguages()
    {
        FormStage stage;
        stage.focus(u"name.en"_s);
        QLineEdit *name = stage.line(u"name.en"_s);
        name->setCursorPosition(0);
        QSignalSpy locked(&stage.window, &MainWindow::lockRequested);
        QSignalSpy gone(&stage.window, &MainWindow::navigateRequested);
        for (const Language language : {Language::English, Language::Urdu}) {
            stage.language.setLanguage(language);
            stage.settle();
            for (const QString &words : {u"loc"_s, u"لاک"_s}) {
                CommandPalette *palette = stage.palette();
                QVERIFY(palette->shown().size() > 10);
                typeUrdu(QApplication::focusWidget(), words);
                QVERIFY(palette->shown().size() >= 1);
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
                QVERIFY(!palette->isVisible());
                QVERIFY(name->hasFocus());
            }
        }
        QCOMPARE(locked.size(), 4);
        QCOMPARE(name->text(), u"Sadia Noreen"_s); // Ctrl+K is no key of the field
        QCOMPARE(gone.size(), 0);
    }

    void paletteOffersWhatCanBeDoneHere()
    {
        FormStage stage;
        CommandPalette *palette = stage.palette();
        const QStringList all = palette->shown();
        for (const QString &wanted :
             {u"Continue"_s, u"Save and pause"_s, u"Undo the last change"_s, u"Back"_s, u"Photo"_s,
              u"Today"_s, u"Help"_s, u"Larger text"_s, u"Lock"_s})
            QVERIFY2(all.contains(wanted), qPrintable(wanted + u" in "_s + all.join(u", "_s)));
        QCOMPARE(all.size(), QSet<QString>(all.begin(), all.end()).size());
        shoot(stage, u"palette"_s);
        // The keys of the page below do not act through it.
        QSignalSpy gone(&stage.window, &MainWindow::navigateRequested);
        QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Alt+Left"_s));
        QCOMPARE(gone.size(), 0);
        QTest::keyClicks(QApplication::focusWidget(), u"fing"_s);
        QCOMPARE(palette->shown().first(), u"Fingerprints"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone.first().first().toString(), u"step:fingers"_s);
        palette = stage.palette();
        const QString second = palette->shown().at(1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget()->accessibleDescription(), second);
        QTest::keyClicks(QApplication::focusWidget(), u"zzz"_s);
        QVERIFY(palette->shown().isEmpty());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // nothing to do, nothing happens
        QVERIFY(palette->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QCOMPARE(stage.window.currentKey(), u"details"_s);
        QCOMPARE(gone.size(), 1);
    }

    void paletteIsNotForStrangers()
    {
        Stage stage;
        stage.showPage(u"login"_s);
        QApplication::setActiveWindow(&stage.window);
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl+K"_s));
        QVERIFY(!stage.window.findChild<CommandPalette *>()->isVisible());
    }

    void changesOfTheFormAreTakenBack()
    {
        FormStage stage;
        const auto value = [&stage](const char16_t *key) {
            return stage.desk.enrolment().fields.value(QString::fromUtf16(key));
        };
        const auto undo = [] { QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl+Z"_s)); };
        const auto redo
            = [] { QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl+Shift+Z"_s)); };
        const auto pick = [&stage](const QString &key, int index) {
            auto *box = qobject_cast<QComboBox *>(stage.details->form()->field(key)->input());
            box->setFocus(Qt::OtherFocusReason);
            box->setCurrentIndex(index);
            Q_EMIT box->activated(index);
        };
        stage.focus(u"mobile"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"03001234567"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        pick(u"present.province"_s, 0);
        pick(u"present.district"_s, 1);
        const QString district = value(u"present.district");
        QVERIFY(!district.isEmpty());
        pick(u"present.province"_s, 1); // empties the district
        QVERIFY(value(u"present.district").isEmpty());
        undo();
        QCOMPARE(value(u"present.district"), district); // and both come back together
        QCOMPARE(stage.details->form()->field(u"present.district"_s)->typed(), district);
        QVERIFY(stage.details->form()->field(u"present.province"_s)->hasInputFocus());
        undo();
        undo();
        QVERIFY(value(u"present.province").isEmpty());
        undo();
        QVERIFY(value(u"mobile").isEmpty()); // all that was typed in one visit
        QVERIFY(stage.line(u"mobile"_s)->hasFocus() && stage.line(u"mobile"_s)->text().isEmpty());
        redo();
        QCOMPARE(value(u"mobile"), u"0300-1234567"_s);
        redo();
        redo();
        QCOMPARE(value(u"present.district"), district);
        // In a field that has letters of its own to take back, those go first.
        stage.focus(u"mark"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"Scar"_s);
        undo();
        QVERIFY(value(u"mark").isEmpty());
        QCOMPARE(value(u"present.district"), district);
        undo();
        QVERIFY(value(u"present.district").isEmpty());
    }

    void largeTextFoldsTheWindow()
    {
        FormStage stage;
        stage.fillList();
        QSignalSpy changed(&stage.window, &MainWindow::textScaleChanged);
        for (int i = 0; i < 6; ++i)
            QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl++"_s));
        QCOMPARE(changed.last().first().toDouble(), 2.0); // and not further
        for (const Language language : {Language::English, Language::Urdu}) {
            stage.language.setLanguage(language);
            stage.settle();
            QCOMPARE(stage.window.size(), QSize(1366, 768));
            QCOMPARE(stage.window.findChild<StepsRail *>()->width(), 64);
            QVERIFY(!stage.window.findChild<CitizenCard *>()->isVisible());
            const auto *strip = stage.window.findChild<CitizenStrip *>();
            QVERIFY(strip->isVisible() && strip->height() == 64);
            for (const QLabel *label : strip->findChildren<QLabel *>())
                QVERIFY(!label->isVisible() || strip->rect().contains(label->geometry()));
            int edge = -1;
            for (const FieldSpec *spec : stage.desk.form().allFields()) { // one column
                Field *field = stage.details->form()->field(spec->key);
                const int x = field->mapTo(stage.details->form()->widget(), QPoint()).x();
                edge = edge < 0 ? x : edge;
                QCOMPARE(x, edge);
                field->focusInput();
                stage.details->form()->ensureWidgetVisible(field);
                QVERIFY(!field->input()->visibleRegion().isEmpty());
            }
            stage.focus(u"name.en"_s);
            stage.details->form()->ensureVisible(0, 0);
            stage.settle();
            shoot(stage, u"details-200"_s);
            stage.showPage(u"home"_s);
            stage.settle();
            for (const QAbstractButton *button : stage.window.findChildren<QAbstractButton *>())
                if (button->isVisible() && !button->visibleRegion().isEmpty())
                    QVERIFY2(stage.window.rect().contains(
                                 QRect(button->mapTo(&stage.window, QPoint()), button->size())),
                             qPrintable(button->objectName()));
            shoot(stage, u"home-200"_s);
            stage.window.showPage(u"details"_s);
        }
        QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl+0"_s));
        stage.settle();
        QCOMPARE(changed.last().first().toDouble(), 1.0);
        QVERIFY(stage.window.findChild<CitizenCard *>()->isVisible());
        QCOMPARE(stage.window.size(), QSize(1366, 768));
    }
};

QTEST_MAIN(FrameWindow)
#include "tst_frame_window.moc"
