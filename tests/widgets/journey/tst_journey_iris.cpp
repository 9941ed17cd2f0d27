#include "counter.h"
#include "fakeeyes.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/iris/eyepanel.h"
#include "widgets/iris/irispage.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/fieldtext.h"
#include "widgets/review/irispair.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffpage.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// After the layout that its last words asked for, in the room a page has in a window of 1366 x 768.
void shootLaidOut(QWidget &page, const QString &name)
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    page.resize(page.width(), 590);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    shoot(page, name);
}

/// The page over a scripted camera.
struct IrisDesk {
    Counter counter;
    FakeEyes eyes;
    IrisPage page{eyes, counter.desk};
    IrisDesk()
    {
        counter.desk.setSampleDecoder([](const Sample &sample) {
            const QImage picture = QImage::fromData(sample.bytes);
            return picture.isNull() && sample.info.kind == SampleKind::Iris
                ? FakeEyes::picture(sample.info.eye)
                : picture;
        });
        counter.desk.setIrisAsked(true);
        page.resize(854, 590);
        page.show();
    }
    bool begin()
    {
        if (!counter.ready())
            return false;
        page.enter();
        return QTest::qWaitForWindowExposed(&page);
    }
    const Enrolment &saved() { return counter.store.content[counter.desk.enrolment().id]; }
    QString judgement(EyePosition eye) const { return page.panel(eye)->view().judgement; }
    StepInfo::State step()
    {
        const QList<StepInfo> steps = counter.desk.steps();
        for (const StepInfo &one : steps)
            if (one.key == u"iris")
                return one.state;
        return StepInfo::State::ToFix;
    }
    /// Both eyes side by side, as the camera sends them.
    void live()
    {
        const QImage right = FakeEyes::picture(EyePosition::Right);
        QImage both(right.width() * 2, right.height(), QImage::Format_Grayscale8);
        for (int y = 0; y < right.height(); ++y) {
            memcpy(both.scanLine(y), right.constScanLine(y), size_t(right.width()));
            memcpy(both.scanLine(y) + right.width(), FakeEyes::picture(EyePosition::Left).constScanLine(y),
                   size_t(right.width()));
        }
        Q_EMIT eyes.preview(eyes.waiting, both);
    }
};

} // namespace

/// Step "iris": the page, what becomes of each eye, and where it is shown. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneyIris : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void onlyWithACamera()
    {
        Counter counter;
        QVERIFY(counter.ready());
        QVERIFY(!counter.desk.pages().contains(u"iris"_s));
        QCOMPARE(counter.desk.steps().size(), 7);
        QVERIFY(!counter.desk.asksForIrises());
        QVERIFY(irisConcerns(counter.desk.enrolment(), false).isEmpty());
        counter.desk.setIrisAsked(true);
        const QStringList pages = counter.desk.pages();
        QCOMPARE(pages.indexOf(u"iris"_s), pages.indexOf(u"fingers"_s) + 1);
        QCOMPARE(irisConcerns(counter.desk.enrolment(), true).size(),
                 2); // passed over: the in-charge is told
    }

    void bothEyesAreSavedWithTheirRecords()
    {
        IrisDesk desk;
        QVERIFY(desk.begin());
        QCOMPARE(desk.eyes.waiting, (QList{EyePosition::Right, EyePosition::Left}));
        desk.live();
        QVERIFY(desk.page.panel(EyePosition::Right)->view().live);
        QCOMPARE(desk.page.panel(EyePosition::Left)->view().picture.size(), QSize(640, 480));
        shootLaidOut(desk.page, u"iris-live"_s);
        desk.eyes.answer({{EyePosition::Right, 84}, {EyePosition::Left, 41}});
        QTRY_VERIFY(desk.saved().iris(EyePosition::Right));
        QVERIFY(!desk.saved().iris(EyePosition::Left)); // there may be a better one
        QCOMPARE(desk.eyes.waiting, QList{EyePosition::Left}); // a good eye is not asked again
        QCOMPARE(desk.page.instruction().english, u"Open your eyes wider"_s);
        shootLaidOut(desk.page, u"iris-one"_s);
        desk.eyes.answer({{EyePosition::Left, 77}});
        QTRY_VERIFY(desk.saved().iris(EyePosition::Left));
        const SampleInfo *left = desk.saved().iris(EyePosition::Left);
        QCOMPARE(left->mimeType, u"image/jp2"_s);
        QCOMPARE(left->attempts.size(), 2);
        const Sample record = desk.counter.store.samples.at(desk.saved().irisRecord(EyePosition::Left)->id);
        const auto read = readIrisRecord(record.bytes);
        QVERIFY(read);
        QCOMPARE(read->representations[0].image, desk.counter.store.samples.at(left->id).bytes);
        QTRY_VERIFY(desk.counter.desk.irisDone(EyePosition::Left));
        QCOMPARE(action(desk.page.chrome(), u"next"_s)->kind, ActionSpec::Kind::Primary);
        QCOMPARE(desk.step(), StepInfo::State::Done);
        QVERIFY(irisConcerns(desk.counter.desk.enrolment(), true).isEmpty());
        shootLaidOut(desk.page, u"iris-done"_s);
    }

    void anEyeThatLooksLikeTheOtherIsKeptWithAWarning()
    {
        const bool urdu = qEnvironmentVariable("INDRAJ_LANGUAGE") == u"ur"_s; // as dressForJourney()
        IrisDesk desk;
        desk.eyes.camera->simulated = true;
        desk.eyes.lookLikeTheOther = {EyePosition::Left};
        QVERIFY(desk.begin());
        desk.eyes.answer({{EyePosition::Right, 84}, {EyePosition::Left, 77}});
        QTRY_VERIFY(desk.counter.desk.irisDone(EyePosition::Left));
        QVERIFY(urdu || desk.page.chrome().subtitle.contains(u"simulated"_s)); // in words
        const EyePanelView right = desk.page.panel(EyePosition::Right)->view();
        const EyePanelView left = desk.page.panel(EyePosition::Left)->view();
        QVERIFY(urdu ? !right.badge.isEmpty() : right.badge == u"Simulated"_s);
        QVERIFY(!right.sideDoubted && !right.side.isEmpty());
        QVERIFY(left.sideDoubted);
        QVERIFY(urdu || left.side.startsWith(u"It looks like the right eye"_s));
        const QList<Concern> concerns = irisConcerns(desk.counter.desk.enrolment(), true);
        QCOMPARE(concerns.size(), 1); // the second person looks at it
        QCOMPARE(concerns[0].detail.english, u"It looks like the right eye"_s);
        shootLaidOut(desk.page, u"iris-side"_s);
        // Told again from what is saved.
        desk.page.leave();
        desk.eyes.clearAll();
        desk.counter.desk.open(desk.counter.desk.enrolment().id);
        QVERIFY(desk.counter.ready());
        QTRY_VERIFY(!desk.counter.desk.iris(EyePosition::Left).isNull());
        desk.page.enter();
        QVERIFY(desk.page.panel(EyePosition::Left)->view().sideDoubted);
        // Where it cannot be told, the reason is there.
        desk.eyes.lookLikeTheOther.clear();
        desk.eyes.sideUnknown = SideUnknown::CornerNotInPicture;
        desk.page.trigger(u"again"_s);
        const EyePosition anew = desk.page.current();
        desk.eyes.answer({{anew, 90}});
        QVERIFY(urdu || desk.page.panel(anew)->view().side.contains(u"outside the picture"_s));
        QVERIFY(!desk.page.panel(anew)->view().sideDoubted);
        shootLaidOut(desk.page, u"iris-side-unknown"_s);
    }

    void belowTheRulesOnlyWithAReason()
    {
        IrisDesk desk;
        QVERIFY(desk.begin());
        for (const int score : {31, 52, 40}) {
            QVERIFY(!action(desk.page.chrome(), u"keep"_s));
            desk.eyes.answer({{EyePosition::Right, score}, {EyePosition::Left, score}});
        }
        QTRY_VERIFY(desk.saved().iris(EyePosition::Left)); // the best is kept, whatever is decided
        QCOMPARE(desk.saved().iris(EyePosition::Left)->quality.value, 52);
        QVERIFY(!desk.counter.desk.irisDone(EyePosition::Left));
        QCOMPARE(action(desk.page.chrome(), u"next"_s)->kind, ActionSpec::Kind::Normal); // no dead end
        QCOMPARE(irisConcerns(desk.counter.desk.enrolment(), true).size(), 2);
        shootLaidOut(desk.page, u"iris-low"_s);
        desk.page.trigger(u"keep"_s);
        auto *reasons = desk.page.findChild<ReasonPicker *>();
        QVERIFY(reasons->isVisible());
        QTest::keyClick(reasons, Qt::Key_1);
        QTRY_VERIFY(desk.saved().iris(EyePosition::Right)->manual);
        QCOMPARE(desk.saved().iris(EyePosition::Right)->manualReason, u"eye-disease"_s);
        QCOMPARE(desk.saved().iris(EyePosition::Right)->veto, Veto::AcceptedObvious);
        QTRY_COMPARE(desk.page.current(), EyePosition::Left); // the one that is still open
        QTest::keyClick(&desk.page, Qt::Key_Left);
        QCOMPARE(desk.page.current(), EyePosition::Right);
        QTest::keyClick(&desk.page, Qt::Key_Right);
        desk.page.trigger(u"again"_s);
        QCOMPARE(desk.eyes.waiting, QList{EyePosition::Left});
        desk.eyes.answer({{EyePosition::Left, 90}});
        QTRY_COMPARE(desk.saved().iris(EyePosition::Left)->quality.value, 90);
        QTRY_COMPARE(irisConcerns(desk.counter.desk.enrolment(), true).size(), 1);
    }

    void anEyeThatCannotBeGivenIsMarkedInTwoStrokes()
    {
        IrisDesk desk;
        QVERIFY(desk.begin());
        QTest::keyClick(&desk.page, Qt::Key_F8);
        auto *reasons = desk.page.findChild<ReasonPicker *>();
        QVERIFY(reasons->isVisible());
        shootLaidOut(desk.page, u"iris-reasons"_s);
        QTest::keyClick(reasons, Qt::Key_1);
        QTRY_COMPARE(desk.saved().eyeExceptions.size(), 1);
        QCOMPARE(desk.saved().eyeExceptions[0].kind, ExceptionKind::Missing);
        QTRY_COMPARE(desk.eyes.waiting, QList{EyePosition::Left}); // only the other one is asked for
        QTRY_COMPARE(desk.page.current(), EyePosition::Left);
        desk.eyes.answer({{EyePosition::Left, 80}});
        QTRY_COMPARE(desk.step(), StepInfo::State::Done);
        const QList<Concern> concerns = irisConcerns(desk.counter.desk.enrolment(), true);
        QCOMPARE(concerns.size(), 1); // the second person looks at it
        QVERIFY(concerns[0].detail.english.contains(u"Missing"_s));
        shootLaidOut(desk.page, u"iris-exception"_s);
        QTest::keyClick(&desk.page, Qt::Key_Left);
        QTest::keyClick(&desk.page, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(desk.saved().eyeExceptions.isEmpty());
        QTRY_COMPARE(desk.eyes.waiting, QList{EyePosition::Right});
    }

    void pulledOutItGoesOnOrWithoutIt()
    {
        IrisDesk desk;
        QVERIFY(desk.begin());
        desk.eyes.answer({{EyePosition::Right, 84}, {EyePosition::Left, 41}});
        desk.eyes.plug(false);
        QVERIFY(!desk.page.notice().isEmpty());
        QCOMPARE(desk.page.instruction().english, u"Camera not connected. Please wait"_s);
        QVERIFY(action(desk.page.chrome(), u"next"_s)->enabled);
        QVERIFY(!action(desk.page.chrome(), u"again"_s));
        shootLaidOut(desk.page, u"iris-unplugged"_s);
        QTRY_VERIFY(desk.saved().iris(EyePosition::Right)); // what was taken is kept
        desk.eyes.plug(true);
        QVERIFY(desk.page.notice().isEmpty());
        QCOMPARE(desk.eyes.waiting, QList{EyePosition::Left});
        desk.eyes.answer(IrisFault::NothingSeen);
        QVERIFY(desk.page.instruction().english.startsWith(u"No eye was seen"_s));
        QSignalSpy away(&desk.page, &Page::navigate);
        desk.page.trigger(u"next"_s);
        QCOMPARE(away.last().first().toString(), u"next"_s);
    }

    void whatIsSavedIsNotAskedForAgain()
    {
        IrisDesk desk;
        QVERIFY(desk.begin());
        desk.eyes.answer({{EyePosition::Right, 84}, {EyePosition::Left, 77}});
        QTRY_VERIFY(desk.counter.desk.irisDone(EyePosition::Left));
        desk.page.leave();
        desk.counter.desk.open(desk.counter.desk.enrolment().id);
        QVERIFY(desk.counter.ready());
        QTRY_VERIFY(!desk.counter.desk.iris(EyePosition::Right).isNull());
        desk.page.enter();
        QVERIFY(desk.eyes.waiting.isEmpty());
        QCOMPARE(desk.page.panel(EyePosition::Right)->view().score, u"84"_s);
        desk.page.trigger(u"again"_s);
        QCOMPARE(desk.eyes.waiting, QList{desk.page.current()});
        desk.eyes.answer({{desk.page.current(), 95}});
        QTRY_COMPARE(desk.saved().iris(desk.page.current())->quality.value, 95);
    }

    void reviewSignOffAndApprovalShowThem()
    {
        IrisDesk desk;
        QVERIFY(desk.begin());
        desk.eyes.answer({{EyePosition::Right, 84}, {EyePosition::Left, 77}});
        QTRY_VERIFY(desk.counter.desk.irisDone(EyePosition::Left));
        desk.page.leave();
        desk.counter.fill();
        Enrolment &one = desk.counter.store.content[desk.counter.desk.enrolment().id];
        one.eyeExceptions = {{EyePosition::Left, ExceptionKind::Bandaged, {}, u"op-1"_s, {}}};
        one.samples.removeIf(
            [](const SampleInfo &info) { return info.isOfEye() && info.eye == EyePosition::Left; });
        desk.counter.desk.open(one.id);
        QTRY_VERIFY(!desk.counter.desk.iris(EyePosition::Right).isNull());
        ReviewPage review(desk.counter.desk);
        SignOffPage signOff(desk.counter.desk);
        for (Page *page : {static_cast<Page *>(&review), static_cast<Page *>(&signOff)}) {
            page->resize(page == &review ? 1066 : 854, 590);
            page->show();
            page->enter();
            QVERIFY(QTest::qWaitForWindowExposed(page));
            QTRY_VERIFY(page->findChild<IrisPair *>()->isVisible());
            shootLaidOut(*page, page == &review ? u"iris-review"_s : u"iris-signoff"_s);
        }
        one.state = EnrolmentState::AwaitingApproval;
        desk.counter.desk.setActor({u"su-1"_s, Role::Supervisor, u"Kamran Shah"_s, u"کامران شاہ"_s});
        ApprovalPage approval(desk.counter.store, desk.counter.desk);
        approval.resize(1158, 590);
        approval.show();
        approval.enter();
        QTRY_VERIFY(approval.findChild<IrisPair *>()->isVisible());
        QTRY_VERIFY(!desk.counter.desk.iris(EyePosition::Right).isNull());
        shootLaidOut(approval, u"iris-approval"_s);
        auto *concerns = approval.findChild<ConcernList *>();
        const auto is = [](const Concern &concern) { return concern.kind == Concern::Kind::Iris; };
        const QList<Concern> told = concerns->concerns();
        const auto found = std::find_if(told.begin(), told.end(), is);
        QVERIFY(found != told.end());
        QTest::keyClick(&approval, Qt::Key(Qt::Key_1 + int(found - told.begin())));
        QTRY_COMPARE(concerns->seen(), 1);
        shootLaidOut(approval, u"iris-approval-eyes"_s);
    }
};

QTEST_MAIN(TestJourneyIris)
#include "tst_journey_iris.moc"
