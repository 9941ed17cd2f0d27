#include "stage.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/statuschip.h"
#include "widgets/controls/textlabel.h"
#include "widgets/gate/startproblem.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

bool clipped(const QLabel *label)
{
    if (label->text().isEmpty() || !label->pixmap().isNull() || label->property("clipAllowed").toBool())
        return false;
    const QSize needed = label->wordWrap() ? QSize(0, label->heightForWidth(label->width()))
                                           : QSize(label->sizeHint().width(), 0);
    return needed.width() > label->width() || needed.height() > label->height() + 2;
}

} // namespace

class FramePages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void wrongPassphraseSaysWhatToDo()
    {
        Stage stage;
        stage.showPage(u"login"_s);
        QSignalSpy in(stage.login, &LoginPage::loggedIn);
        auto *phrase = stage.login->findChild<QLineEdit *>(u"field.passphrase"_s);
        QTest::keyClicks(phrase, u"wrong"_s);
        QTest::keyClick(phrase, Qt::Key_Return);
        QVERIFY(stage.login->isBusy());
        QTRY_VERIFY(!stage.login->isBusy());
        QCOMPARE(in.size(), 0);
        QVERIFY(phrase->text().isEmpty());
        auto *message = stage.login->findChild<QLabel *>(u"message"_s);
        QVERIFY(message->text().contains(u"type it again"_s));
        QTest::keyClicks(phrase, u"blue river stone"_s);
        QTest::keyClick(phrase, Qt::Key_Return);
        QTRY_COMPARE(in.size(), 1);
        QCOMPARE(in.at(0).at(0).value<Actor>().id, u"op-1"_s);
    }

    void firstStartForgetsThePhrases()
    {
        Stage stage;
        stage.first->showCredentials({{stage.access.entries.first().actor, u"amber field"_s}});
        stage.showPage(u"first"_s);
        auto *shown = stage.first->findChild<QLabel *>(u"passphrase.op-1"_s);
        QVERIFY(shown && shown->text() == u"amber field"_s);
        QSignalSpy done(stage.first, &FirstStartPage::acknowledged);
        stage.first->trigger(u"acknowledge"_s);
        QCOMPARE(done.size(), 0);
        stage.first->findChild<QAbstractButton *>(u"field.writtenDown"_s)->click();
        stage.first->trigger(u"acknowledge"_s);
        QCOMPARE(done.size(), 1);
        stage.window.showPage(u"login"_s);
        QVERIFY(!stage.first->findChild<QLabel *>(u"passphrase.op-1"_s));
    }

    void phrasesStandBelowTheirNames()
    {
        Stage stage;
        stage.first->showCredentials({{stage.access.entries.at(0).actor, u"mmmm-mmmm-mmmm"_s},
                                      {stage.access.entries.at(1).actor, u"iiii-iiii-iiii"_s}});
        stage.showPage(u"first"_s);
        const auto place = [&stage](const char *id) {
            return stage.first->findChild<QLabel *>(u"passphrase."_s + QLatin1String(id))->geometry();
        };
        QVERIFY(place("op-1").width() != place("su-1").width());
        QCOMPARE(place("op-1").left(), place("su-1").left());
        stage.language.setLanguage(Language::Urdu);
        stage.settle();
        QCOMPARE(place("op-1").right(), place("su-1").right());
    }

    void everyTypeOfFieldIsThere()
    {
        Stage stage;
        stage.signIn();
        stage.openDetails();
        const FormSpec form = firstCardForm();
        for (const FieldSpec *spec : form.allFields()) {
            Field *field = stage.details->form()->field(spec->key);
            QVERIFY2(field, qPrintable(spec->key));
            QCOMPARE(field->input()->objectName(), QString(u"field."_s + spec->key));
            QVERIFY2(!field->input()->accessibleName().isEmpty(), qPrintable(spec->key));
        }
        QCOMPARE(stage.desk.enrolment().fields.value(u"birth.date"_s), u"1990-03-21"_s);
        QCOMPARE(stage.desk.enrolment().fields.value(u"name.ur"_s), u"سعدیہ نورین"_s);
    }

    void theServiceIsChosenWhereItBegins()
    {
        Stage stage;
        stage.signIn();
        stage.showPage(u"home"_s);
        QSignalSpy asked(&stage.window, &MainWindow::navigateRequested);
        QTest::keySequence(&stage.window, QKeySequence(u"Ctrl+N"_s));
        QTest::keySequence(&stage.window, QKeySequence(u"Ctrl+Shift+N"_s));
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0][0].toString(), u"new"_s);
        QCOMPARE(asked[1][0].toString(), u"new:renewal"_s);
    }

    void theFormIsThatOfTheService()
    {
        Stage stage;
        stage.signIn();
        stage.desk.startNew(u"renewal"_s);
        QTRY_VERIFY(stage.desk.hasEnrolment());
        const EnrolmentId renewal = stage.desk.enrolment().id;
        stage.showPage(u"details"_s);
        FormView *form = stage.details->form();
        QVERIFY(form->field(u"applicant.cnic"_s) && !form->field(u"introducer.cnic"_s));
        QTest::keyClicks(form->field(u"applicant.cnic"_s)->input(), u"9520276543211"_s);
        QCOMPARE(stage.desk.enrolment().fields.value(u"applicant.cnic"_s), u"95202-7654321-1"_s);
        stage.language.setLanguage(Language::Urdu);
        stage.settle();
        QCOMPARE(stage.window.findChild<QLabel *>(u"page.title.ur"_s)->text(), u"کوائف"_s);
        stage.language.setLanguage(Language::English);
        stage.openDetails(); // another citizen, a first card
        QVERIFY(!form->field(u"applicant.cnic"_s) && form->field(u"introducer.cnic"_s));
        stage.showPage(u"home"_s);
        stage.desk.open(renewal);
        QTRY_VERIFY(stage.desk.hasEnrolment());
        stage.showPage(u"details"_s);
        QCOMPARE(form->field(u"applicant.cnic"_s)->typed(), u"95202-7654321-1"_s);
        // One whose form is gone can be looked at, and says so.
        stage.desk.close();
        stage.store.content[renewal].service = u"withdrawn"_s;
        stage.desk.open(renewal);
        QTRY_VERIFY(stage.desk.hasEnrolment());
        stage.showPage(u"details"_s);
        QVERIFY(!form->field(u"name.en"_s));
        stage.language.setLanguage(Language::Urdu);
        stage.settle();
        QVERIFY(form->findChild<QLabel *>(u"form.unknown"_s)->text().contains(u"withdrawn"_s));
    }

    void placesDependOnEachOther()
    {
        Stage stage;
        stage.signIn();
        stage.openDetails();
        auto *province
            = qobject_cast<QComboBox *>(stage.details->form()->field(u"present.province"_s)->input());
        auto *district
            = qobject_cast<QComboBox *>(stage.details->form()->field(u"present.district"_s)->input());
        auto *tehsil = qobject_cast<QComboBox *>(stage.details->form()->field(u"present.tehsil"_s)->input());
        QCOMPARE(district->count(), 0);
        const auto pick = [](QComboBox *box, int index) {
            box->setCurrentIndex(index);
            Q_EMIT box->activated(index);
        };
        pick(province, 0);
        QVERIFY(district->count() > 0);
        pick(district, 0);
        QVERIFY(tehsil->count() > 0);
        pick(tehsil, 0);
        QVERIFY(!stage.desk.enrolment().fields.value(u"present.tehsil"_s).isEmpty());
        auto *same = stage.details->findChild<QAbstractButton *>(u"field.same.permanent"_s);
        same->click();
        QCOMPARE(stage.desk.enrolment().fields.value(u"permanent.tehsil"_s),
                 stage.desk.enrolment().fields.value(u"present.tehsil"_s));
        pick(province, 1);
        QVERIFY(stage.desk.enrolment().fields.value(u"present.tehsil"_s).isEmpty());
        QCOMPARE(stage.desk.enrolment().fields.value(u"permanent.province"_s),
                 stage.desk.enrolment().fields.value(u"present.province"_s));
    }

    /// The box that spares the whole second address is where Enter leads before it.
    void enterStopsAtTheBoxThatSparesFields()
    {
        Stage stage;
        stage.signIn();
        stage.openDetails();
        FormView *form = stage.details->form();
        auto *box = stage.details->findChild<QCheckBox *>(u"field.same.permanent"_s);
        form->field(u"present.ur"_s)->focusInput(); // places cannot be chosen before their province
        const auto enter = [](Qt::KeyboardModifiers keys = {}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, keys);
        };
        for (int i = 0; i < 4 && !box->hasFocus(); ++i)
            enter();
        QVERIFY(box->hasFocus());
        enter();
        QVERIFY(form->field(u"permanent.en"_s)->hasInputFocus());
        enter(Qt::ShiftModifier);
        QVERIFY(box->hasFocus());
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(box->isChecked());
        enter();
        QVERIFY(form->field(u"mobile"_s)->hasInputFocus());
    }

    void messageStandsBesideTheField()
    {
        Stage stage;
        stage.signIn();
        stage.openDetails();
        Field *cnic = stage.details->form()->field(u"introducer.cnic"_s);
        QVERIFY(cnic->message().isEmpty()); // still typing
        QTest::keyClicks(cnic->input(), u"1234567"_s);
        QTest::keyClick(cnic->input(), Qt::Key_Return);
        QCOMPARE(cnic->message(), u"Add the last digit, 13 in all."_s);
        QCOMPARE(stage.details->chrome().tool->text, u"1 to fix"_s);
        stage.language.setLanguage(Language::Urdu);
        stage.settle();
        QCOMPARE(cnic->message(), u"آخری ہندسہ لکھیں، کل 13 ہوتے ہیں۔"_s);
        QTest::keyClicks(cnic->input(), u"1"_s);
        QVERIFY(cnic->message().isEmpty());
        QCOMPARE(stage.desk.enrolment().fields.value(u"introducer.cnic"_s), u"90403-1234567-1"_s);
        QSignalSpy next(stage.details, &Page::navigate);
        stage.details->trigger(u"continue"_s);
        QCOMPARE(next.size(), 0);
        QVERIFY(stage.details->form()->shownProblems() > 5);
    }

    void languageChangesLive()
    {
        Stage stage;
        stage.signIn();
        stage.showPage(u"home"_s);
        QCOMPARE(stage.window.findChild<QLabel *>(u"page.title"_s)->text(), u"Today"_s);
        QTest::keySequence(&stage.window, QKeySequence(u"Ctrl+Shift+L"_s));
        stage.settle();
        QCOMPARE(stage.language.language(), Language::Urdu);
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
        QCOMPARE(stage.window.findChild<QLabel *>(u"page.title.ur"_s)->text(), u"آج"_s);
        QVERIFY(stage.window.findChild<QLabel *>(u"topBar.person"_s)->text().contains(u"آپریٹر"_s));
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), u"منسوخ کریں"_s);
    }

    void aStartThatFailsIsExplained()
    {
        LanguageSwitch language;
        const QString detail
            = u"first-card.json: sections[0].fields[2].type: \"chioce\" is not a field type"_s;
        QSet<QString> said;
        for (const StartCause cause :
             {StartCause::Form, StartCause::Rules, StartCause::Preparation, StartCause::Camera}) {
            StartProblem window(stageStation(), cause, detail, language);
            window.show();
            QCOMPARE(window.findChild<QLabel *>(u"startProblem.detail"_s)->text(), detail);
            const auto *message = window.findChild<MessageLine *>();
            const QString english = message->text();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            shootStart(window, u"start-problem-en"_s);
            window.trigger(u"language"_s);
            QCoreApplication::sendPostedEvents();
            QVERIFY(message->text() != english && message->text().contains(u"۔"_s)); // the Urdu full stop
            for (const QLabel *label : window.findChildren<QLabel *>())
                QTRY_VERIFY2(!label->isVisible() || !clipped(label), qPrintable(label->text()));
            shootStart(window, u"start-problem-ur"_s);
            window.trigger(u"language"_s);
            QCoreApplication::sendPostedEvents();
            QCOMPARE(message->text(), english);
            said << english;
            QSignalSpy quit(&window, &StartProblem::quitRequested);
            QTest::keyClick(window.focusWidget(), Qt::Key_Space);
            QCOMPARE(quit.size(), 1);
        }
        QCOMPARE(said.size(), 4);
    }

    void everyPageFitsAndSpeaksOneLanguage_data()
    {
        QTest::addColumn<QString>("key");
        for (const char *key : {"login", "first", "notice", "home", "details", "help"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }
    void everyPageFitsAndSpeaksOneLanguage()
    {
        QFETCH(QString, key);
        Stage stage;
        stage.fillList();
        if (key == u"home"_s || key == u"details"_s || key == u"help"_s)
            stage.signIn();
        stage.first->showCredentials({{stage.access.entries.at(0).actor, u"amber field quiet lamp"_s},
                                      {stage.access.entries.at(1).actor, u"river stone seven birds"_s}});
        stage.notice->setError(failure(StoreFault::AlreadyOpen));
        if (key == u"details"_s) {
            stage.openDetails();
            QTest::keyClick(stage.details->form()->field(u"introducer.cnic"_s)->input(), Qt::Key_Return);
            stage.details->form()->field(u"name.en"_s)->focusInput();
            stage.details->form()->ensureVisible(0, 0);
        } else {
            stage.showPage(key);
        }
        const QString shots = qEnvironmentVariable("INDRAJ_SHOTS");
        for (const Language language : {Language::English, Language::Urdu}) {
            stage.language.setLanguage(language);
            stage.settle();
            stage.window.resize(1366, 768);
            stage.settle();
            QCOMPARE(stage.window.size(), QSize(1366, 768));
            if (!shots.isEmpty())
                QVERIFY(stage.window.grab().save(
                    shots + u'/' + key + (language == Language::Urdu ? u"-ur.png"_s : u"-en.png"_s)));
            checkLabels(stage.window, language == Language::Urdu);
        }
        if (shots.isEmpty())
            return;
        stage.language.setLanguage(Language::English);
        for (const auto &[theme, name] :
             {std::pair{ThemeName::Dark, u"dark"_s}, std::pair{ThemeName::HighContrast, u"hc"_s}}) {
            applyTheme(*qApp, theme);
            stage.settle();
            QVERIFY(stage.window.grab().save(shots + u'/' + key + u'-' + name + u".png"_s));
        }
        applyTheme(*qApp, ThemeName::Light);
    }

private:
    static void shootStart(QWidget &window, const QString &name)
    {
        const QString shots = qEnvironmentVariable("INDRAJ_SHOTS");
        if (!shots.isEmpty())
            QVERIFY(window.grab().save(shots + u'/' + name + u".png"_s));
    }

    void checkLabels(const QWidget &window, bool urdu)
    {
        // Names, keys and numbers stay Latin in an Urdu page; a run of Latin words anywhere else is a missing
        // translation.
        const QStringList latinByRight{u"Sadia Noreen"_s,      u"TRN-01"_s,      u"T-0"_s, u"Ctrl+N"_s,
                                       u"~/indraj/training"_s, u"03xx-xxxxxxx"_s};
        for (const StatusChip *chip : window.findChildren<StatusChip *>())
            QVERIFY2(chip->parentWidget()->rect().contains(chip->geometry()), qPrintable(chip->text()));
        for (const QLabel *label : window.findChildren<QLabel *>()) {
            if (!label->isVisible())
                continue;
            QVERIFY2(!clipped(label),
                     qPrintable(label->text() + u" in "_s + label->parentWidget()->objectName()));
            const auto *box = qobject_cast<const Field *>(label->parentWidget());
            const bool englishBox
                = box && box->spec().type != FieldType::TextUrdu && !box->spec().pairedWith.isEmpty();
            if (!urdu || englishBox || label->objectName().startsWith(u"passphrase."_s))
                continue;
            QString text = label->text();
            for (const QString &allowed : latinByRight)
                text.remove(allowed);
            for (const QChar c : std::as_const(text))
                QVERIFY2(!(c.unicode() < 128 && c.isLetter()), qPrintable(label->text()));
        }
    }
};

QTEST_MAIN(FramePages)
#include "tst_frame_pages.moc"
