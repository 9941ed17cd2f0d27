#include "counter.h"

#include "devices/simulator/syntheticfinger.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/fingers/fingerpairpanel.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/review/portraitwords.h"
#include "widgets/review/spokenwords.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// Step "fingers" with a scanner for one finger. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneyFingers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void fingersGoOnByThemselves()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(10);
        page.resize(902, 600);
        page.show();
        page.enter();
        QCOMPARE(page.current(), FingerPosition::RightThumb);
        fingers.touch(72);
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        QCOMPARE(page.hands()->finger(FingerPosition::RightThumb).mark, FingerMark::Good);
        QTRY_VERIFY(counter.desk.enrolment().finger(FingerPosition::RightThumb));
        fingers.touch(31, RetryReason::TooDry);
        QCOMPARE(page.panel()->words().english, wordsFor(RetryReason::TooDry).english);
        fingers.touch(37, RetryReason::PressHarder);
        shoot(page, u"fingers"_s);
        fingers.touch(20, RetryReason::TooDry);
        QVERIFY(action(page.chrome(), u"keep"_s)->text.contains(u"37"_s)); // the best of all, not the last
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        page.trigger(u"keep"_s);
        auto *picker = page.findChild<ReasonPicker *>();
        QVERIFY(picker->isVisible()); // below its floor only with a reason
        shoot(page, u"fingers-veto"_s);
        QTest::keyClick(picker, Qt::Key_1);
        QCOMPARE(page.current(), FingerPosition::RightMiddle);
        QTRY_VERIFY(counter.desk.fingerDone(FingerPosition::RightIndex));
        const SampleInfo *index = counter.desk.enrolment().finger(FingerPosition::RightIndex);
        QCOMPARE(index->quality.value, 37);
        QVERIFY(index->manual);
        QCOMPARE(index->manualReason, u"worn-skin"_s);
        QCOMPARE(index->acceptFrom, 40);
    }

    /// The operator's other hand may hold the citizen's: at every stage each act is one key alone. Going a
    /// page back is the shell's and has a button.
    void everyActIsOneKey()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(60000);
        page.show();
        page.enter();
        const auto chorded = [&page] {
            QStringList found;
            for (const ActionSpec &act : page.chrome().start + page.chrome().end)
                for (int i = 0; i < act.key.count(); ++i)
                    if (act.id != u"back"_s && act.key[i].keyboardModifiers() != Qt::NoModifier)
                        found << act.id;
            return found;
        };
        QCOMPARE(chorded(), QStringList()); // asking
        for (int i = 0; i < 3; ++i)
            fingers.touch(20 + i, RetryReason::TooDry);
        QVERIFY(action(page.chrome(), u"keep"_s));
        QCOMPARE(chorded(), QStringList()); // used up
        auto *picker = page.findChild<ReasonPicker *>();
        page.trigger(u"keep"_s);
        QTest::keyClick(picker, Qt::Key_1); // accepted, with its reason
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        QTest::keyClick(&page, Qt::Key_F8);
        QTest::keyClick(picker, Qt::Key_1); // cannot be taken
        QTRY_COMPARE(counter.desk.enrolment().exceptions.size(), 1);
        QTest::keyClick(page.hands(), Qt::Key_Right); // another finger
        QVERIFY(page.current() != FingerPosition::RightIndex);
        QCOMPARE(chorded(), QStringList());
    }

    void aTouchIsShownBeforeItIsJudged()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(60000);
        page.resize(902, 600);
        page.show();
        page.enter();
        FingerTry seen;
        seen.image.image = drawnFinger();
        seen.quality = {22, u"indraj-finger-preview-1"_s};
        seen.reason = RetryReason::PressLighter;
        Q_EMIT fingers.touchSeen(FingerPosition::LeftThumb, seen); // of a finger that was left meanwhile
        QVERIFY(page.panel()->words().english != wordsFor(RetryReason::PressLighter).english);
        Q_EMIT fingers.touchSeen(FingerPosition::RightThumb, seen);
        QCOMPARE(page.panel()->words().english, wordsFor(RetryReason::PressLighter).english);
        QCOMPARE(page.panel()->words().urdu, wordsFor(RetryReason::PressLighter).urdu);
        shoot(page, u"fingers-seen"_s);
        fingers.touch(70); // the full score takes its place
        QVERIFY(page.panel()->words().english != wordsFor(RetryReason::PressLighter).english);
    }

    void aLowFingerOfAnEarlierShiftIsDecidedFirst()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill(); // left ring 31
        QVERIFY(!counter.desk.fingerDone(FingerPosition::LeftRing));
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.show();
        page.enter();
        QCOMPARE(page.current(), FingerPosition::LeftRing);
        QVERIFY(!fingers.asking); // there is a picture: the operator chooses
        page.trigger(u"keep"_s);
        QTest::keyClick(page.findChild<ReasonPicker *>(), Qt::Key_4);
        QTRY_VERIFY(counter.desk.fingerDone(FingerPosition::LeftRing));
        QCOMPARE(counter.desk.enrolment().finger(FingerPosition::LeftRing)->manualReason, u"age"_s);
        QCOMPARE(counter.desk.enrolment().finger(FingerPosition::LeftRing)->attempts.size(), 3);
        QTRY_VERIFY(action(page.chrome(), u"next"_s)->enabled);
    }

    void theSameFingerTwiceIsPictured()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        const MasterFinger thumb = growFinger(4, FingerPosition::RightThumb);
        fingers.picture = pressFinger(thumb, makeTouch(TouchKind::Good, 1));
        FingersPage page(fingers, counter.desk);
        page.setPause(10);
        page.resize(902, 600);
        page.show();
        page.enter();
        fingers.touch(72);
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        auto *pair = page.findChild<FingerPairPanel *>();
        QVERIFY(!pair->isVisible());
        fingers.picture = pressFinger(thumb, makeTouch(TouchKind::Good, 2)); // the thumb once more
        fingers.touch(71);
        QTRY_VERIFY(pair->isVisible());
        QVERIFY(!fingers.asking); // nobody is asked for a finger meanwhile
        QCOMPARE(pair->pair().newer, FingerPosition::RightIndex);
        QCOMPARE(pair->pair().older, FingerPosition::RightThumb);
        shoot(page, u"fingers-alike"_s);
        QTest::keyClick(pair, Qt::Key_1);
        QVERIFY(!pair->isVisible());
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        QVERIFY(fingers.asking);
        QVERIFY(fingers.tries(FingerPosition::RightIndex).isEmpty());
        fingers.picture
            = pressFinger(growFinger(4, FingerPosition::RightIndex), makeTouch(TouchKind::Good, 1));
        fingers.touch(73);
        QTRY_COMPARE(page.current(), FingerPosition::RightMiddle);
        QTRY_COMPARE(counter.desk.enrolment().finger(FingerPosition::RightIndex)->quality.value, 73);
        QVERIFY(!pair->isVisible());
    }

    void theOperatorMaySayTheyAreDifferent()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        const MasterFinger thumb = growFinger(4, FingerPosition::RightThumb);
        fingers.picture = pressFinger(thumb, makeTouch(TouchKind::Good, 1));
        FingersPage page(fingers, counter.desk);
        page.setPause(10);
        page.show();
        page.enter();
        fingers.touch(72);
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        fingers.picture = pressFinger(thumb, makeTouch(TouchKind::Good, 2));
        fingers.touch(71);
        auto *pair = page.findChild<FingerPairPanel *>();
        QTRY_VERIFY(pair->isVisible());
        QTest::keyClick(pair, Qt::Key_Escape);
        QTRY_COMPARE(page.current(), FingerPosition::RightMiddle); // both are kept, work goes on
        QTRY_COMPARE(counter.desk.enrolment().finger(FingerPosition::RightIndex)->quality.value, 71);
        QVERIFY(fingers.asking);
    }

    void exceptionAndUndo()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(60000); // does not go on during this test
        page.resize(902, 600);
        page.show();
        page.enter();
        QTest::keyClick(&page, Qt::Key_F8);
        auto *picker = page.findChild<ReasonPicker *>();
        QVERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_2);
        QTRY_COMPARE(counter.desk.enrolment().exceptions.size(), 1);
        QCOMPARE(counter.desk.enrolment().exceptions.first().kind, ExceptionKind::Bandaged);
        QCOMPARE(page.hands()->finger(FingerPosition::RightThumb).mark, FingerMark::Exception);
        page.trigger(u"undo"_s);
        QTRY_VERIFY(counter.desk.enrolment().exceptions.isEmpty());
        QVERIFY(fingers.asking);
    }

    void scannerTroubleLosesNothing()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(10);
        page.enter();
        fingers.touch(72);
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        QStringList said;
        for (const ScannerState state :
             {ScannerState::NoDevice, ScannerState::HelperLost, ScannerState::TooHot}) {
            fingers.become(state);
            QVERIFY(!page.notice().isEmpty());
            QVERIFY(!said.contains(page.notice()));
            said << page.notice();
        }
        fingers.become(ScannerState::WaitingFinger);
        QVERIFY(page.notice().isEmpty());
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        QTRY_VERIFY(counter.desk.enrolment().finger(FingerPosition::RightThumb));
    }

    void scannerThatStaysAwayIsSaidUntilItIsBack()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(10);
        page.resize(902, 600);
        page.show();
        page.enter();
        fingers.touch(72);
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        QTRY_VERIFY(counter.desk.fingerDone(FingerPosition::RightThumb));
        fingers.touch(31, RetryReason::TooDry);
        fingers.become(ScannerState::HelperLost);
        fingers.become(ScannerState::NoDevice);
        const QString absent = page.notice();
        Q_EMIT fingers.failed({DeviceFault::NotBack, u"uru4000"_s, {}});
        QVERIFY(page.notice() != absent);
        for (int i = 0; i < 4; ++i) // the banner has two lines
            QCoreApplication::sendPostedEvents();
        shoot(page, u"fingers-scanner-away"_s);
        QVERIFY2(page.notice().contains(u"1 of 10 fingers, tries of this one: 1"_s),
                 qPrintable(page.notice()));
        const QString away = page.notice();
        fingers.become(ScannerState::HelperLost); // its new helper is lost too: that is no better
        QCOMPARE(page.notice(), away);
        fingers.become(ScannerState::WaitingFinger);
        QVERIFY(page.notice().isEmpty());
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        QCOMPARE(fingers.tries(FingerPosition::RightIndex).size(), 1);
        fingers.become(ScannerState::NoDevice); // pulled later, while nothing was lost: the usual words
        QCOMPARE(page.notice(), absent);
    }

    void resumesAtTheFirstOpenFinger()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTRY_COMPARE(counter.desk.enrolment().samples.size(), 11);
        counter.desk.clearException(FingerPosition::LeftLittle);
        QTRY_VERIFY(counter.desk.enrolment().exceptions.isEmpty());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.enter();
        QCOMPARE(page.current(), FingerPosition::LeftLittle);
        QCOMPARE(page.hands()->finger(FingerPosition::LeftRing).mark, FingerMark::Low);
        QCOMPARE(page.hands()->finger(FingerPosition::RightThumb).mark, FingerMark::Good);
    }

    void handsAreNotMirrored()
    {
        HandDiagram hands;
        hands.resize(534, 304);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            hands.setLayoutDirection(direction);
            QVERIFY(hands.tipOf(FingerPosition::LeftLittle).x()
                    < hands.tipOf(FingerPosition::RightLittle).x());
            QCOMPARE(hands.fingerAt(hands.tipOf(FingerPosition::LeftIndex)), int(FingerPosition::LeftIndex));
        }
        QSignalSpy chosen(&hands, &HandDiagram::chosen);
        QTest::mouseClick(&hands, Qt::LeftButton, {}, hands.tipOf(FingerPosition::RightRing).toPoint());
        QCOMPARE(chosen.first().first().value<FingerPosition>(), FingerPosition::RightRing);
    }
};

QTEST_MAIN(TestJourneyFingers)
#include "tst_journey_fingers.moc"
