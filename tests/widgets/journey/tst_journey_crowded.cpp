#include "counter.h"
#include "fakeeyes.h"
#include "storage/fingerfigures.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/controls/textlabel.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/concernroom.h"
#include "widgets/review/signoffpage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

#include <QScrollArea>
#include <QScrollBar>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

const StationNames station{{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, {}};

SampleInfo irisOf(EyePosition eye, int score)
{
    SampleInfo info;
    info.id = SampleId::create();
    info.kind = SampleKind::Iris;
    info.eye = eye;
    info.quality = {score, u"indraj-iris-1"_s};
    info.acceptFrom = 60;
    return info;
}

void accept(SampleInfo &info, const QString &reason)
{
    info.manual = true;
    info.manualReason = reason;
}

/// Face, finger and iris each accepted with a reason; with `more` also a finger and an eye that cannot be
/// given.
void crowd(Enrolment &one, bool more)
{
    for (SampleInfo &info : one.samples) {
        if (info.kind == SampleKind::FacePortrait)
            accept(info, u"medical-condition"_s);
        if (info.kind == SampleKind::Finger && info.finger == FingerPosition::LeftRing)
            accept(info, u"worn-skin"_s);
    }
    one.samples << irisOf(EyePosition::Right, 42);
    accept(one.samples.last(), u"eye-disease"_s);
    if (more) {
        one.eyeExceptions = {{EyePosition::Left, ExceptionKind::Bandaged, {}, u"op-1"_s, {}}};
        return;
    }
    one.samples << irisOf(EyePosition::Left, 88);
    one.exceptions.clear();
}

/// A label's words do not fit into it, or it does not fit into what holds it.
QString cutIn(const QWidget &page)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        // A single line needs the height that the theme gives it; Qt's own hint has some room over it.
        const int high = label->wordWrap()  ? label->heightForWidth(label->width())
            : label->text().contains(u'\n') ? label->sizeHint().height()
                                            : label->minimumHeight();
        const int wide = label->wordWrap() ? 0 : label->sizeHint().width();
        if (high > label->height() + 2 || wide > label->width() + 1)
            return u"%1: %2 x %3 in %4 x %5"_s.arg(label->text())
                .arg(wide)
                .arg(high)
                .arg(label->width())
                .arg(label->height());
    }
    return {};
}

/// Rates of whoever captured here: one line more.
class EyeFigures : public FingerFigureStore {
public:
    Answer<QList<FingerFigures>> fingerFigures() override
    {
        return answered<QList<FingerFigures>>(
            QList<FingerFigures>{{u"op-1"_s, 30, 4, 2, 12, 3}, {u"op-2"_s, 300, 15, 9, 6, 2}});
    }
};

} // namespace

/// Sign-off and approval with much to look at, in a window of 1366 x 768. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneyCrowded : public QObject {
    Q_OBJECT

    struct Stage {
        Counter counter;
        EyeFigures figures;
        LanguageSwitch language;
        MainWindow window{station, counter.desk, language};
        SignOffPage *signOff = new SignOffPage(counter.desk);
        ApprovalPage *approval = new ApprovalPage(counter.store, counter.desk);
        Stage()
        {
            counter.desk.setIrisAsked(true);
            approval->setFigures(&figures);
            window.addPage(u"signoff"_s, signOff);
            window.addPage(u"approval"_s, approval);
            window.setActor(counter.desk.actor());
            window.show();
            window.resize(1366, 768);
        }
        ~Stage() { language.setLanguage(Language::English); }
        bool begin(bool more)
        {
            if (!counter.ready())
                return false;
            counter.fill();
            Enrolment &one = counter.store.content[counter.desk.enrolment().id];
            crowd(one, more);
            counter.desk.open(one.id);
            return QTest::qWaitFor(
                [&] { return counter.desk.enrolment().iris(EyePosition::Right) != nullptr; });
        }
        void layOut()
        {
            for (int i = 0; i < 4; ++i) // what one layout asks of the next
                QCoreApplication::sendPostedEvents();
        }
    };

    static void look(Stage &stage, const QWidget &page, const QString &name)
    {
        for (const Language language : {Language::English, Language::Urdu}) {
            stage.language.setLanguage(language);
            stage.layOut();
            QCOMPARE(stage.window.size(), QSize(1366, 768));
            shoot(stage.window, name + (language == Language::Urdu ? u"-ur"_s : u"-en"_s));
            const QString cut = cutIn(page);
            QVERIFY2(cut.isEmpty(), qPrintable(cut));
            for (const QWidget *around = page.parentWidget(); around; around = around->parentWidget())
                if (const auto *scroll = qobject_cast<const QScrollArea *>(around))
                    QCOMPARE(scroll->verticalScrollBar()->maximum(), 0); // all of the page is seen
        }
        stage.language.setLanguage(Language::English);
        stage.layOut();
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void everythingFits_data()
    {
        QTest::addColumn<bool>("more");
        QTest::newRow("three concerns") << false;
        QTest::newRow("five concerns") << true;
    }
    void everythingFits()
    {
        QFETCH(bool, more);
        const int expected = more ? 5 : 3;
        Stage stage;
        QVERIFY(stage.begin(more));
        stage.window.showPage(u"signoff"_s);
        QCOMPARE(stage.signOff->findChild<ConcernList *>()->concerns().size(), expected);
        look(stage, *stage.signOff, u"crowded-signoff-%1"_s.arg(expected));
        stage.counter.store.content[stage.counter.desk.enrolment().id].state
            = EnrolmentState::AwaitingApproval;
        const Actor inCharge{u"su-1"_s, Role::Supervisor, u"Kamran Shah"_s, u"کامران شاہ"_s};
        stage.counter.desk.setActor(inCharge);
        stage.window.setActor(inCharge);
        stage.window.showPage(u"approval"_s);
        QTRY_COMPARE(stage.approval->concerns()->concerns().size(), expected);
        look(stage, *stage.approval, u"crowded-approval-%1"_s.arg(expected));
        // The last one is opened by its key, and seen.
        QTest::keyClick(stage.approval, Qt::Key(Qt::Key_0 + expected));
        QCOMPARE(stage.approval->concerns()->seen(), 1);
        stage.layOut();
        const auto *room = stage.approval->findChild<ConcernRoom *>();
        const QRect line(0, (expected - 1) * stage.approval->concerns()->lineHeight(), 10,
                         stage.approval->concerns()->lineHeight());
        const QPoint top = stage.approval->concerns()->mapTo(room->viewport(), line.topLeft());
        QVERIFY(top.y() >= 0 && top.y() + line.height() <= room->viewport()->height() + 2);
        look(stage, *stage.approval, u"crowded-approval-%1-opened"_s.arg(expected));
    }
};

QTEST_MAIN(TestJourneyCrowded)
#include "tst_journey_crowded.moc"
