#include "slapdesk.h"
#include "tests/capture/slap/fakeslapscanner.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/fingers/fingerpairpanel.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/fingers/slapguide.h"

#include <QSignalSpy>

using namespace indraj;
using indraj::test::FakeSlapScanner;
using namespace Qt::Literals::StringLiterals;

/// Whole hands at the fingers page over a scripted scanner. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneySlapHands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    /// A device that does not cut: we find one thumb on the whole glass, and one that is missing is passed.
    void fourOneFourOneFromTheWholeGlass()
    {
        FakeSlapScanner scanner;
        const FakeSlapScanner::Whole whole{};
        scanner.script = {whole, whole, whole, whole};
        scanner.holds = true;
        SlapDesk desk(scanner, policyOf("4-1-4-1"));
        QVERIFY(desk.begin());
        QTRY_VERIFY(scanner.isWaiting);
        desk.page.hands()->setFocus();
        Q_EMIT desk.page.hands()->chosen(FingerPosition::RightThumb);
        QTRY_COMPARE(scanner.requests.last().fingers, QList{FingerPosition::RightThumb});
        QTest::keyClick(&desk.page, Qt::Key_F8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1);
        QTRY_COMPARE(desk.saved().exceptions.size(), 1);
        QTRY_COMPARE(scanner.requests.last().fingers, fingersOf(SlapPlacement::LeftFour));
        scanner.holds = false;
        scanner.answer();
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 9, patience);
        QVERIFY(!desk.saved().finger(FingerPosition::RightThumb));
        for (const SlapPlacement placement : {SlapPlacement::LeftThumb, SlapPlacement::RightFour})
            QVERIFY(!desk.hands.tries(placement).last().picture.isNull());
    }

    void tenSinglesLeaveTheHandsAlone()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner, policyOf("singles"));
        QVERIFY(desk.begin());
        QVERIFY(!desk.page.takesHands());
        QVERIFY(!action(desk.page.chrome(), u"hands"_s) && !action(desk.page.chrome(), u"singles"_s));
        QList<FingerPosition> taken;
        for (qsizetype i = 0; i < qsizetype(allFingers.size()); ++i) {
            QTRY_VERIFY_WITH_TIMEOUT(desk.singles.asking, patience);
            taken << desk.singles.now;
            desk.singles.touch(70);
            QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), int(i + 1), patience);
        }
        QCOMPARE(taken, QList<FingerPosition>(allFingers.begin(), allFingers.end()));
        QVERIFY(scanner.requests.isEmpty());
    }

    void theTimeLeftIsCountedAndTheVerdictStandsAtOnce()
    {
        FakeSlapScanner scanner;
        scanner.holds = true;
        HandCaptureSession hands(scanner, realJudge(), {});
        SlapGuide guide(hands);
        QSignalSpy told(&guide, &SlapGuide::liveChanged);
        QCOMPARE(guide.secondsLeft(), 0);
        guide.ask(FingerPosition::LeftIndex);
        QTRY_VERIFY(guide.isAsking());
        const int all = hands.timeLimit() / 1000;
        QVERIFY(guide.secondsLeft() > all - 5 && guide.secondsLeft() <= all);
        QTRY_VERIFY(guide.secondsLeft() < all); // without a picture from the device
        QVERIFY(!told.isEmpty());
        QImage verdict; // is there before the try is among the tries
        connect(&hands, &HandCapture::tryJudged, &guide, [&](SlapPlacement placement, const SlapTry &) {
            QVERIFY(hands.tries(placement).isEmpty());
            verdict = guide.live();
        });
        scanner.answer();
        QTRY_VERIFY_WITH_TIMEOUT(!guide.isAsking(), patience);
        QCOMPARE(guide.secondsLeft(), 0);
        QVERIFY(!verdict.isNull());
    }

    void aMissingFingerIsMarkedInTwoStrokesAndNotWaitedFor()
    {
        FakeSlapScanner scanner;
        scanner.holds = true;
        SlapDesk desk(scanner);
        QVERIFY(desk.begin());
        QTRY_VERIFY(scanner.isWaiting);
        QCOMPARE(desk.page.current(), FingerPosition::RightIndex);
        QTest::keyClick(&desk.page, Qt::Key_F8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1);
        QTRY_COMPARE(desk.saved().exceptions.size(), 1);
        QTRY_COMPARE(scanner.requests.last().exceptions, QSet{FingerPosition::RightIndex});
        QTRY_VERIFY(scanner.isWaiting);
        shoot(desk.page, u"slap-missing"_s);
        scanner.holds = false;
        scanner.answer();
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 9, patience);
        QVERIFY(!desk.saved().finger(FingerPosition::RightIndex));
    }

    void singleFingersAtAnyMomentAndBack_TC_PAP_ACQ_FPS_SV_1_004()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner);
        scanner.script = {FakeSlapScanner::Cut{{{FingerPosition::RightRing, TouchKind::Light}}, {}}};
        QSignalSpy tried(&desk.hands, &HandCapture::tryFinished);
        connect(&desk.hands, &HandCapture::tryFinished, &scanner, [&scanner] { scanner.holds = true; });
        QVERIFY(desk.begin());
        QTRY_COMPARE_WITH_TIMEOUT(tried.size(), 1, patience);
        QTRY_VERIFY(scanner.isWaiting); // the second try at the right hand
        QCOMPARE(desk.fingersSaved(), 0);
        QCOMPARE(desk.tries()[0].tone, MessageKind::Warn);
        QVERIFY(desk.tries()[0].wide);
        shoot(desk.page, u"slap-low-try"_s);
        QCOMPARE(action(desk.page.chrome(), u"singles"_s)->key, QKeySequence(Qt::Key_F7));
        desk.page.trigger(u"singles"_s);
        // Good ones stay, the low one is asked for alone.
        QVERIFY(!scanner.isWaiting);
        QTRY_COMPARE(desk.fingersSaved(), 3);
        QVERIFY(desk.singles.asking);
        QCOMPARE(desk.singles.now, FingerPosition::RightRing);
        shoot(desk.page, u"slap-singles"_s);
        desk.singles.touch(77);
        QTRY_COMPARE(desk.fingersSaved(), 4);
        const SampleInfo *ring = desk.saved().finger(FingerPosition::RightRing);
        QCOMPARE(ring->quality.value, 77);
        QVERIFY(!ring->attempts.isEmpty());
        QCOMPARE(ring->attempts[0].number, 1);
        QVERIFY(ring->attempts[0].quality.value < 40); // the hand's try is told too
        // Back: what is open is taken by hands.
        desk.page.trigger(u"hands"_s);
        QTRY_VERIFY(scanner.isWaiting);
        QCOMPARE(scanner.requests.last().fingers, fingersOf(SlapPlacement::LeftFour));
        QVERIFY(!desk.singles.asking);
        scanner.holds = false;
        desk.hands.disconnect(&scanner);
        scanner.answer();
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
    }

    /// Segments with their quality, what is low, and the veto.
    void belowTheFloorOnlyWithAReason_TC_UI_FP_OP_001()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner);
        const FakeSlapScanner::Cut light{{{FingerPosition::RightMiddle, TouchKind::Light}}, {}};
        scanner.script = {light, light, light};
        QVERIFY(desk.begin());
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.current(), FingerPosition::RightMiddle, patience);
        QTRY_COMPARE(desk.fingersSaved(), 4);
        QCOMPARE(desk.page.hands()->finger(FingerPosition::RightIndex).mark, FingerMark::Good);
        QVERIFY(!desk.counter.desk.fingerDone(FingerPosition::RightMiddle));
        shoot(desk.page, u"slap-used-up"_s);
        // Every try is there with its segments, and each finger of the hand with its quality.
        for (const TryView &view : desk.tries()) {
            QVERIFY(!view.picture.isNull() && view.wide);
            QCOMPARE(view.tone, MessageKind::Warn);
        }
        for (const FingerPosition finger : fingersOf(SlapPlacement::RightFour)) {
            const int score = desk.page.hands()->finger(finger).score;
            QCOMPARE(score >= 40 && score <= 100, finger != FingerPosition::RightMiddle);
        }
        QVERIFY(action(desk.page.chrome(), u"again"_s)); // the veto works both ways
        QVERIFY(action(desk.page.chrome(), u"keep"_s));
        desk.page.trigger(u"keep"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1);
        QTRY_VERIFY(desk.saved().finger(FingerPosition::RightMiddle)->manual);
        QVERIFY(!desk.saved().finger(FingerPosition::RightMiddle)->manualReason.isEmpty());
        QCOMPARE(desk.saved().finger(FingerPosition::RightMiddle)->attempts.size(), 3);
        QVERIFY(!desk.saved().finger(FingerPosition::RightRing)->manual);
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
    }

    /// What is alike is pictured.
    void theOtherHandIsRefusedAndALikeFingerIsShown_TC_UI_FP_OP_002()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner);
        scanner.script
            = {FakeSlapScanner::Whole{{}, fingersOf(SlapPlacement::LeftFour)}, FakeSlapScanner::Cut{},
               FakeSlapScanner::Cut{{}, {{FingerPosition::LeftIndex, FingerPosition::RightIndex}}}};
        QStringList notices;
        connect(&desk.hands, &HandCapture::tryFinished, &desk.page, [&] { notices << desk.page.notice(); });
        auto *pair = desk.page.findChild<FingerPairPanel *>();
        QVERIFY(desk.begin());
        QTRY_VERIFY_WITH_TIMEOUT(pair->isVisible(), patience);
        QVERIFY(!notices.first().isEmpty());
        const LikePair &alike = pair->pair();
        QCOMPARE((QSet{alike.newer, alike.older}),
                 (QSet{FingerPosition::LeftIndex, FingerPosition::RightIndex}));
        QVERIFY(!alike.newerPicture.isNull() && !alike.olderPicture.isNull());
        QCOMPARE(desk.saved().finger(FingerPosition::RightIndex)->attempts[0].outcome, u"slap-other-hand"_s);
        QTRY_VERIFY(desk.fingersSaved() >= 8);
        shoot(desk.page, u"slap-alike"_s);
        // Taken again: the whole left hand, anew.
        Q_EMIT pair->takeAgain(FingerPosition::LeftIndex);
        pair->hide();
        QCOMPARE(scanner.requests.last().fingers, fingersOf(SlapPlacement::LeftFour));
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
    }
};

QTEST_MAIN(TestJourneySlapHands)
#include "tst_journey_slaphands.moc"
