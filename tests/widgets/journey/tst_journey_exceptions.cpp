#include "counter.h"
#include "storage/fingerfigures.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/fingers/handsphotopanel.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/parts.h"

#include <QLabel>
#include <QSignalSpy>

using namespace indraj;

/// A camera that shows a drawn person.
class FakePhoto : public PhotoCapture {
    Q_OBJECT
public:
    bool running = false;
    int takes = 0;
    void start() override
    {
        running = true;
        Q_EMIT frame(drawnFace({640, 360}), PhotoHint::None);
    }
    void stop() override { running = false; }
    bool simulated() const override { return true; }
    void take() override
    {
        ++takes;
        Sample sample;
        sample.info.id = SampleId::create();
        sample.info.kind = SampleKind::ExceptionPhoto;
        sample.info.mimeType = u"image/png"_s;
        sample.bytes = pngOf(drawnFace({1280, 720}));
        Q_EMIT taken(sample, drawnFace({1280, 720}));
    }
};

class FakeFigures : public FingerFigureStore {
public:
    QList<FingerFigures> all;
    Answer<QList<FingerFigures>> fingerFigures() override { return answered<QList<FingerFigures>>(all); }
};

/// Fingers that cannot be taken: their photograph, and the person who looks at it. INDRAJ_SHOTS=DIR keeps
/// pictures.
class TestJourneyExceptions : public QObject {
    Q_OBJECT

    struct World {
        Counter counter;
        FakeFingers fingers;
        FakePhoto photo;
        FingersPage page{fingers, counter.desk};
        QSignalSpy went{&page, &Page::navigate};
        World()
        {
            page.setPause(1);
            page.setPhotoCapture(photo);
            page.resize(854, 590);
            page.show();
        }
        /// All ten done but the left little finger, which the page asks for.
        bool atTheLast()
        {
            if (!counter.ready())
                return false;
            counter.fill();
            Enrolment &one = counter.store.content[counter.desk.enrolment().id];
            one.exceptions.clear();
            for (SampleInfo &info : one.samples)
                info.quality.value = 70;
            counter.desk.open(one.id);
            if (!QTest::qWaitFor([this] { return counter.desk.hasEnrolment(); }))
                return false;
            page.enter();
            return page.current() == FingerPosition::LeftLittle && QTest::qWaitForWindowExposed(&page);
        }
        const Enrolment &saved() { return counter.store.content[counter.desk.enrolment().id]; }
    };

private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void twoStrokesMarkAFingerAndThePhotoIsAskedFor()
    {
        World world;
        QVERIFY(world.atTheLast());
        QTest::keyClick(&world.page, Qt::Key_F8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1); // the first reason: missing
        QTRY_COMPARE(world.saved().exceptions.size(), 1);
        QCOMPARE(world.saved().exceptions[0].kind, ExceptionKind::Missing);
        QTRY_VERIFY(world.page.handsPhoto()->isVisible());
        QVERIFY(world.photo.running);
        shoot(world.page, u"hands-live"_s);
        QTest::keyClick(world.page.handsPhoto(), Qt::Key_Space);
        QVERIFY(world.page.handsPhoto()->hasTaken());
        shoot(world.page, u"hands-taken"_s);
        QTest::keyClick(world.page.handsPhoto(), Qt::Key_Space); // again
        QVERIFY(!world.page.handsPhoto()->hasTaken());
        QTest::keyClick(world.page.handsPhoto(), Qt::Key_Space);
        QTest::keyClick(world.page.handsPhoto(), Qt::Key_Return);
        QVERIFY(!world.page.handsPhoto()->isVisible());
        QVERIFY(!world.photo.running); // no camera longer than needed
        QCOMPARE(world.photo.takes, 2);
        QTRY_VERIFY(world.saved().exceptionPhoto());
        QTRY_VERIFY(!world.counter.desk.exceptionPhoto().isNull());
        QVERIFY(action(world.page.chrome(), u"next"_s)->enabled);
        shoot(world.page, u"fingers-exception"_s);
    }

    void withoutThePhotoNobodyGoesOn()
    {
        World world;
        QVERIFY(world.atTheLast());
        QTest::keyClick(&world.page, Qt::Key_F8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2);
        QTRY_VERIFY(world.page.handsPhoto()->isVisible());
        QTest::keyClick(world.page.handsPhoto(), Qt::Key_Escape);
        QVERIFY(!world.photo.running);
        QVERIFY(!action(world.page.chrome(), u"next"_s));
        QVERIFY(action(world.page.chrome(), u"photo"_s)->kind == ActionSpec::Kind::Primary);
        const auto fingersStep = [&] {
            for (const StepInfo &step : world.counter.desk.steps())
                if (step.key == u"fingers"_s)
                    return step.state;
            return StepInfo::State::ToFix;
        };
        world.counter.desk.setStep(u"details"_s);
        QCOMPARE(fingersStep(), StepInfo::State::ToDo);
        world.page.trigger(u"photo"_s);
        QVERIFY(world.page.handsPhoto()->isVisible());
        world.page.leave(); // a lock or another page: camera off, nothing left on the screen
        QVERIFY(!world.photo.running);
        QVERIFY(!world.page.handsPhoto()->isVisible());
    }

    void takingTheExceptionBackNeedsNoPhoto()
    {
        World world;
        QVERIFY(world.atTheLast());
        QTest::keyClick(&world.page, Qt::Key_F8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1);
        QTRY_VERIFY(world.page.handsPhoto()->isVisible());
        QTest::keyClick(world.page.handsPhoto(), Qt::Key_Escape);

        world.page.hands()->setFocus();
        Q_EMIT world.page.hands()->chosen(FingerPosition::LeftLittle);
        auto *undo = world.page.findChild<QAbstractButton *>(u"action.fingers.undo"_s);
        QVERIFY(undo->isVisible());
        undo->click();
        QTRY_VERIFY(world.saved().exceptions.isEmpty());
        world.fingers.touch(80);
        QTRY_VERIFY(action(world.page.chrome(), u"next"_s)
                    && action(world.page.chrome(), u"next"_s)->enabled);
        QVERIFY(!world.page.handsPhoto()->isVisible());
    }

    void theInChargeSeesHandsAndMarksTogether()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        const EnrolmentId id = counter.desk.enrolment().id;
        Sample photo;
        photo.info.id = SampleId::create();
        photo.info.kind = SampleKind::ExceptionPhoto;
        photo.bytes = pngOf(drawnFace({1280, 720}));
        counter.store.saveSample(id, photo, counter.desk.actor());
        counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        FakeFigures figures;
        figures.all = {{u"op-1"_s, 30, 24, 0}, {u"op-2"_s, 300, 15, 9}};
        ApprovalPage page(counter.store, counter.desk);
        page.setFigures(&figures);
        page.resize(1110, 600);
        page.show();
        page.enter();
        QTRY_COMPARE(page.concerns()->concerns().size(), 2);
        auto *shown = page.findChild<PictureBox *>(u"approval.exceptionPhoto"_s);
        QVERIFY(!shown->isVisible());
        QTRY_VERIFY(!counter.desk.exceptionPhoto().isNull());
        QTest::keyClick(&page, Qt::Key_2); // the exception
        QVERIFY(shown->isVisible());
        QVERIFY(!shown->picture().isNull());
        // 24 of 300 fingers where the others have 15 of 3000.
        const auto *rates = page.findChild<QLabel *>(u"approval.rates"_s);
        const QString unusual = rates->text();
        shoot(page, u"approval-exception"_s);
        figures.all[0].exceptions = 1;
        page.leave();
        page.enter();
        QTRY_VERIFY(rates->text() != unusual);
        QVERIFY(rates->text().size() < unusual.size());
        QVERIFY(!rates->text().contains(u"Eyes"_s)); // nobody's were asked for
        figures.all[0].eyes = 60;
        figures.all[0].eyeExceptions = 12;
        figures.all[1].eyes = 600;
        figures.all[1].eyeExceptions = 6;
        page.leave();
        page.enter();
        QTRY_VERIFY(rates->text().contains(u"Eyes not given"_s));
        QVERIFY(rates->text().contains(u"look closely"_s)); // 12 of 60 eyes where the others have 6 of 600
    }

    void unusualIsFarBeyondTheOthers()
    {
        const auto unusual = [](int own, int ownExceptions, int others, int otherExceptions) {
            return areUnusual({u"a"_s, own, ownExceptions, 0},
                              {{}, own + others, ownExceptions + otherExceptions, 0});
        };
        QVERIFY(!unusual(10, 4, 100, 0)); // too few to say anything
        QVERIFY(unusual(10, 8, 100, 2));
        QVERIFY(!unusual(100, 8, 100, 5));
        QVERIFY(unusual(100, 30, 300, 20));
        QVERIFY(areUnusual({u"a"_s, 10, 0, 0, 20, 8}, {{}, 110, 0, 0, 220, 10})); // eyes too
        QVERIFY(areUnusual({u"a"_s, 10, 0, 0, 20, 0, 8}, {{}, 110, 0, 0, 220, 0, 10}));
        // Where only ten enrolments were asked for eyes at all, eight are not far more than the others'
        // eight.
        QVERIFY(!areUnusual({u"a"_s, 10, 0, 0, 20, 8}, {{}, 110, 0, 0, 40, 16}));
        QVERIFY(!unusual(100, 100, 0, 0)); // alone at the station there is nobody to compare with
    }
};

QTEST_MAIN(TestJourneyExceptions)
#include "tst_journey_exceptions.moc"
