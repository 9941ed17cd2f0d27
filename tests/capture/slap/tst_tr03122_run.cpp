// The finger tests of BSI TR-03122 that need no laboratory data, under their ids: how a capture runs and what
// it leaves in the log. See tst_tr03122.
#include "biometrics/finger/minutiae/fingermatch.h"
#include "biometrics/finger/slap/slapsegmenter.h"
#include "capture/finger/fingercapturesession.h"
#include "capture/finger/fingerlog.h"
#include "enrollment/reasons.h"
#include "tests/capture/finger/fakescanner.h"
#include "tr03122world.h"

#include <QFile>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

class TestTr03122Run : public QObject {
    Q_OBJECT

    using World = SlapWorld;

    /// How many touches of a right hand are made until all of its fingers reach `floor`, three at most.
    static int triesAt(int floor, QList<int> *worst = nullptr)
    {
        FingerPolicy policy;
        policy.bands = {{0, {floor, floor, floor, floor, floor}}};
        FakeSlapScanner scanner;
        HandCaptureSession session(scanner, nfiqJudge(), policy);
        session.setPause(1);
        const auto all = [](TouchKind kind) {
            FakeSlapScanner::Cut cut;
            for (const FingerPosition finger : fingersOf(SlapPlacement::RightFour))
                cut.touches.insert(finger, kind);
            return cut;
        };
        scanner.script = {all(TouchKind::Light), all(TouchKind::Wet), all(TouchKind::Good)};
        QSignalSpy finished(&session, &HandCapture::finished);
        session.begin(SlapPlacement::RightFour);
        if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000))
            return 0;
        const QList<SlapTry> tries = session.tries(SlapPlacement::RightFour);
        for (const SlapTry &attempt : tries) {
            int least = 100;
            for (const SlapFingerTry &finger : attempt.fingers)
                least = std::min(least, finger.quality.value);
            if (worst)
                *worst << least;
        }
        return int(tries.size());
    }

    /// Every placement of the sequence is asked for in its turn, each once, and all ten fingers come.
    static void inOrder(FingerSequence sequence, const QList<SlapPlacement> &order)
    {
        QCOMPARE(placementsOf(sequence), order);
        World world;
        QList<QList<FingerPosition>> laid;
        int fingers = 0;
        for (const SlapPlacement placement : placementsOf(sequence)) {
            QVERIFY(world.take(placement));
            fingers += int(world.session.bestSamples(placement).size());
            laid << fingersOf(placement);
        }
        QCOMPARE(fingers, 10);
        QCOMPARE(world.scanner.requests.size(), order.size());
        for (qsizetype i = 0; i < order.size(); ++i)
            QCOMPARE(world.scanner.requests[i].fingers, laid[i]);
    }

    static std::optional<double> logged(const CaptureAttempt &attempt, QLatin1StringView key)
    {
        for (const CriterionValue &line : attempt.criteria)
            if (line.key == key)
                return line.value;
        return {};
    }

private Q_SLOTS:
    /// The device captures by itself from the score it is asked for: at three thresholds, the least floor.
    void TC_AS_FP_MF_001_thresholds_reach_the_device()
    {
        for (const int floor : {10, 40, 70}) {
            FingerPolicy policy;
            policy.bands = {{0, {floor + 20, floor + 10, floor, floor + 5, floor + 5}}};
            FakeSlapScanner scanner;
            scanner.holds = true;
            HandCaptureSession session(scanner, nfiqJudge(), policy);
            session.begin(SlapPlacement::RightFour);
            QCOMPARE(scanner.requests.last().requestedScore, floor);
            session.begin(SlapPlacement::RightThumb);
            QCOMPARE(scanner.requests.last().requestedScore, floor + 20);
        }
    }

    /// Three touches, each better than the one before: the lower the threshold, the earlier one is taken.
    void TC_AS_FP_MF_001_triggers_early_middle_and_late()
    {
        QList<int> reached; // by the worst finger of each touch
        QVERIFY2(triesAt(101, &reached) == 3, "no touch can reach 101");
        QVERIFY2(reached[0] < reached[1] && reached[1] < reached[2],
                 qPrintable(u"%1 %2 %3"_s.arg(reached[0]).arg(reached[1]).arg(reached[2])));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(triesAt(reached[i]), i + 1);
    }

    void TC_AS_FP_SF_001_triggers_early_middle_and_late()
    {
        using enum FingerPosition;
        QList<QImage> touches;
        QList<int> reached;
        for (const TouchKind kind : {TouchKind::Light, TouchKind::Wet, TouchKind::Good}) {
            touches << pressFinger(master(RightIndex), makeTouch(kind, 5));
            reached << nfiqJudge()->judge(touches.last()).quality.value;
        }
        QVERIFY(reached[0] < reached[1] && reached[1] < reached[2]);
        for (int i = 0; i < 3; ++i) {
            FingerPolicy policy;
            policy.bands = {{0, {100, reached[i], 100, 100, 100}}};
            testing::FakeScanner scanner;
            FingerCaptureSession session(scanner, nfiqJudge(), policy);
            QSignalSpy finished(&session, &FingerCapture::finished);
            session.openScanner();
            session.begin(RightIndex);
            for (int touch = 0; finished.isEmpty(); ++touch) {
                QVERIFY(touch < 3);
                QTRY_VERIFY_WITH_TIMEOUT(scanner.pending(), 20'000);
                scanner.answer(touches[touch]);
                QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty() || scanner.pending(), 20'000);
            }
            QVERIFY(finished[0][1].toBool());
            QCOMPARE(session.tries(RightIndex).size(), i + 1);
        }
    }

    /// The classifier on, off and in evaluation, of a hand that is the other one.
    void TC_AS_FP_SLP_003_off_gives_no_result()
    {
        struct Expected {
            HandCheck check;
            HandReading reading;
            bool isRefused;
            QString level;
        };
        for (const Expected &expected :
             {Expected{HandCheck::On, HandReading::Other, true, u"require"_s},
              Expected{HandCheck::Off, HandReading::NotChecked, false, {}},
              Expected{HandCheck::Evaluate, HandReading::Other, false, u"inform"_s}}) {
            FingerPolicy policy = plainEnrolment();
            policy.handCheck = expected.check;
            policy.maxTries = 1;
            FakeSlapScanner scanner;
            HandCaptureSession session(scanner, nfiqJudge(), policy);
            QSignalSpy tried(&session, &HandCapture::tryFinished);
            session.openScanner();
            scanner.script = {FakeSlapScanner::Whole{{}, fingersOf(SlapPlacement::RightFour)}};
            session.begin(SlapPlacement::LeftFour);
            QTRY_VERIFY_WITH_TIMEOUT(!tried.isEmpty(), 20'000);
            const SlapTry attempt = session.tries(SlapPlacement::LeftFour)[0];
            QCOMPARE(attempt.hand, expected.reading);
            QCOMPARE(attempt.fault == SlapFault::OtherHand, expected.isRefused);
            if (expected.isRefused)
                continue;
            const QList<Sample> samples = session.bestSamples(SlapPlacement::LeftFour);
            QCOMPARE(samples.size(), 4);
            QList<CriterionValue> lines = samples[0].info.attempts[0].criteria;
            lines.removeIf([](const CriterionValue &line) { return line.key != slapHandKey; });
            QCOMPARE(lines.size(), expected.level.isEmpty() ? 0 : 1);
            if (!lines.isEmpty()) {
                QCOMPARE(lines[0].key, QString(slapHandKey));
                QCOMPARE(lines[0].level, expected.level);
                QCOMPARE(lines[0].state, u"bad"_s);
            }
        }
    }

    void TC_PAP_ACQ_FPS_SV_1_001_four_fingers()
    {
        World world;
        QVERIFY(world.take(SlapPlacement::RightFour));
        QVERIFY(world.finished.last()[1].toBool());
        QCOMPARE(world.session.bestSamples(SlapPlacement::RightFour).size(), 4);
    }

    void TC_PAP_ACQ_FPS_SV_1_002_missing_finger()
    {
        World world;
        world.session.setMissing({FingerPosition::LeftMiddle});
        world.scanner.script = {FakeSlapScanner::Whole{}};
        QVERIFY(world.take(SlapPlacement::LeftFour));
        QList<FingerPosition> taken;
        for (const Sample &sample : world.session.bestSamples(SlapPlacement::LeftFour))
            taken << sample.info.finger;
        QCOMPARE(taken,
                 (QList{FingerPosition::LeftLittle, FingerPosition::LeftRing, FingerPosition::LeftIndex}));
    }

    /// The other hand again: told from the whole picture at once; where the device hands out cuts only, by
    /// the fingers, which are those of before (the page pictures them: tst_journey_slap).
    void TC_PAP_ACQ_FPS_SV_1_003_same_hand_twice()
    {
        World world;
        QVERIFY(world.take(SlapPlacement::RightFour));
        world.scanner.script = {FakeSlapScanner::Whole{{}, fingersOf(SlapPlacement::RightFour)}};
        QVERIFY(world.take(SlapPlacement::LeftFour));
        QCOMPARE(*world.session.tries(SlapPlacement::LeftFour)[0].fault, SlapFault::OtherHand);
        const auto again
            = fingerTemplate(pressFinger(master(FingerPosition::RightIndex), makeTouch(TouchKind::Good, 91)));
        const auto first
            = fingerTemplate(world.session.tries(SlapPlacement::RightFour)[0].fingers[0].picture);
        QVERIFY(compareFingers(*again, *first).likeness >= sameFingerFrom);
    }

    /// The fall-back, in the middle of a hand: what was good in it stays, the rest is taken finger by finger
    /// (when the operator asks for it is on the page: tst_journey_slap).
    void TC_PAP_ACQ_FPS_SV_1_004_fall_back_to_single_fingers()
    {
        using enum FingerPosition;
        World world;
        world.scanner.script = {FakeSlapScanner::Cut{{{RightRing, TouchKind::Light}}, {}}};
        QSignalSpy tried(&world.session, &HandCapture::tryFinished);
        connect(&world.session, &HandCapture::tryFinished, &world.scanner,
                [&world] { world.scanner.holds = true; });
        world.session.begin(SlapPlacement::RightFour);
        QTRY_COMPARE_WITH_TIMEOUT(tried.size(), 1, 20'000);
        QTRY_VERIFY(world.scanner.isWaiting);
        world.session.cancel();
        QCOMPARE(world.finished.size(), 0);
        QCOMPARE(world.session.bestSamples(SlapPlacement::RightFour).size(), 4);

        testing::FakeScanner single;
        FingerCaptureSession singles(single, nfiqJudge(), plainEnrolment());
        QSignalSpy done(&singles, &FingerCapture::finished);
        singles.openScanner();
        singles.begin(RightRing);
        QVERIFY(single.pending());
        single.answer(pressFinger(master(RightRing), makeTouch(TouchKind::Good, 77)));
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20'000);
        QVERIFY(done[0][1].toBool());
        QVERIFY(singles.bestSample(RightRing)->info.quality.value
                > world.session.tries(SlapPlacement::RightFour)[0].fingers[2].quality.value);
    }

    void TC_PAP_ACQ_FPS_SV_1_005_forced_capture()
    {
        World world;
        world.scanner.holds = true;
        world.session.begin(SlapPlacement::RightFour);
        QVERIFY(world.scanner.isWaiting);
        world.scanner.script = {FakeSlapScanner::Cut{{{FingerPosition::RightIndex, TouchKind::Light}}, {}}};
        world.session.force();
        QCOMPARE(world.scanner.requests.last().requestedScore, 0);
        QTRY_COMPARE(world.session.tries(SlapPlacement::RightFour).size(), 1);
        QVERIFY(world.session.tries(SlapPlacement::RightFour)[0].isForced);
        QCOMPARE(world.session.bestSamples(SlapPlacement::RightFour)[0].info.attempts[0].outcome,
                 u"forced"_s);
    }

    void TC_PAP_ACQ_FP442_SV_1_001_order()
    {
        using enum SlapPlacement;
        inOrder(FingerSequence::FourFourTwo, {RightFour, LeftFour, BothThumbs});
    }

    void TC_PAP_ACQ_FP4141_SV_1_001_order()
    {
        using enum SlapPlacement;
        inOrder(FingerSequence::FourOneFourOne, {RightFour, RightThumb, LeftFour, LeftThumb});
    }

    /// Five scripted runs, and what the samples tell of them.
    void TC_LOG_FP_GENERIC_001_the_samples_tell_what_was_done()
    {
        World world;
        const auto outcomes = [&](SlapPlacement placement) {
            QStringList list;
            for (const Sample &sample : world.session.bestSamples(placement).first(1))
                for (const CaptureAttempt &attempt : sample.info.attempts)
                    list << attempt.outcome;
            return list;
        };
        // Good.
        QVERIFY(world.take(SlapPlacement::RightFour));
        QCOMPARE(outcomes(SlapPlacement::RightFour), QStringList{u"captured"_s});
        // Cancelled: nothing is told, nothing is kept.
        world.scanner.holds = true;
        world.session.begin(SlapPlacement::LeftFour);
        world.session.cancel();
        QVERIFY(world.session.tries(SlapPlacement::LeftFour).isEmpty());
        world.scanner.holds = false;
        // Bad three times, with what was wrong: the operator's veto follows on the page.
        const FakeSlapScanner::Cut bad{
            {{FingerPosition::LeftLittle, TouchKind::Light}, {FingerPosition::LeftIndex, TouchKind::Light}},
            {}};
        world.scanner.script = {bad, SlapRetry{SlapRetryReason::Misplaced, {}, {}}, bad, bad};
        QVERIFY(world.take(SlapPlacement::LeftFour));
        QVERIFY(!world.finished.last()[1].toBool());
        const QStringList told = outcomes(SlapPlacement::LeftFour);
        QCOMPARE(told.size(), 4);
        QCOMPARE(told[1], u"slap-misplaced"_s);
        for (const Sample &sample : world.session.bestSamples(SlapPlacement::LeftFour)) {
            QCOMPARE(sample.info.acceptFrom, world.session.acceptFrom(sample.info.finger));
            QCOMPARE(sample.info.attempts.size(), 4);
            for (int i = 0; i < 4; ++i)
                QCOMPARE(sample.info.attempts[i].number, i + 1);
        }
        // A missing finger.
        world.session.setMissing({FingerPosition::LeftThumb});
        QVERIFY(world.take(SlapPlacement::BothThumbs));
        QCOMPARE(world.session.bestSamples(SlapPlacement::BothThumbs).size(), 1);
    }

    /// What every sample says of itself, so that a transaction can be followed: an id of its own, device,
    /// time, the profile with its floor, and each attempt with number, time and outcome.
    void TC_LOG_ALL_GENERIC_001_samples_identify_themselves()
    {
        World world;
        QSet<QString> ids;
        for (const SlapPlacement placement : placementsOf(FingerSequence::FourFourTwo)) {
            QVERIFY(world.take(placement));
            for (const Sample &sample : world.session.bestSamples(placement)) {
                const SampleInfo &info = sample.info;
                ids << info.id.toString();
                QVERIFY(info.device.startsWith(u"fake Maker Slap"));
                QVERIFY(info.capturedAt.isValid() && info.capturedAt.timeSpec() == Qt::UTC);
                QVERIFY(info.quality.algorithm.endsWith(u"estimate (NFIQ 2 scale)"));
                QCOMPARE(info.resolution, 500);
                QVERIFY(!info.attempts.isEmpty());
                for (const CaptureAttempt &attempt : info.attempts) {
                    QCOMPARE(attempt.profile, u"tr-03121"_s);
                    QVERIFY(attempt.at.isValid() && !attempt.outcome.isEmpty());
                    QCOMPARE(logged(attempt, scannerResolutionKey), std::optional(500.0));
                    QCOMPARE(logged(attempt, timeLimitKey), std::optional(double(world.session.timeLimit())));
                }
            }
        }
        QCOMPARE(ids.size(), 10);
    }

    /// Every code that a finger's log can hold is in the documented list.
    void TC_LOG_ALL_GENERIC_002_list_of_codes()
    {
        QFile file(sourcePath("/docs/finger-quality.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QStringList codes{u"captured"_s, u"forced"_s};
        for (const auto key : {slapHandKey, scannerResolutionKey, timeLimitKey})
            codes << key;
        for (int reason = 0; reason <= int(RetryReason::Smudged); ++reason)
            codes << retryReasonCode(static_cast<RetryReason>(reason));
        for (int fault = 0; fault <= int(SlapFault::NotReadable); ++fault)
            codes << slapFaultCode(static_cast<SlapFault>(fault));
        for (int problem = 0; problem <= int(SlapProblem::Tilted); ++problem)
            codes << slapProblemCode(static_cast<SlapProblem>(problem));
        for (int doubt = 0; doubt <= int(SegmentDoubt::OddHeight); ++doubt)
            codes << segmentDoubtCode(static_cast<SegmentDoubt>(doubt));
        codes += reasons::fingerVetoCodes;
        for (const QString &code : std::as_const(codes))
            QVERIFY2(text.contains(u'`' + code + u'`'), qPrintable(code));
    }
};

QTEST_MAIN(TestTr03122Run)
#include "tst_tr03122_run.moc"
