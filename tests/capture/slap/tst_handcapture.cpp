#include "capture/finger/fingercapturesession.h"
#include "capture/slap/handcapturesession.h"
#include "capture/slap/singlefingerscanner.h"
#include "fakeslapscanner.h"
#include "tests/capture/finger/fakescanner.h"
#include "tests/support/places.h"

#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

FingerPolicy floors(int floor, int tries = 3)
{
    FingerPolicy policy;
    policy.maxTries = tries;
    policy.bands = {{0, {floor, floor, floor, floor, floor}}};
    return policy;
}

std::shared_ptr<const FingerJudge> judge()
{
    static const auto made = std::make_shared<const FingerJudge>(
        FingerQualityModel::load(sourcePath("/resources/models/finger-quality.json")).value());
    return made;
}

} // namespace

/// A session over a scripted scanner: tries, faults, trouble, what becomes of them.
class TestHandCapture : public QObject {
    Q_OBJECT

    struct World {
        FakeSlapScanner scanner;
        HandCaptureSession session;
        QSignalSpy tries{&session, &HandCapture::tryFinished};
        QSignalSpy finished{&session, &HandCapture::finished};
        QSignalSpy failed{&session, &HandCapture::failed};
        explicit World(const FingerPolicy &policy = floors(30))
            : session(scanner, judge(), policy)
        {
            session.setPause(1);
            session.openScanner();
        }
        bool ends(int times = 1)
        {
            return QTest::qWaitFor([&] { return finished.size() >= times; }, 20'000);
        }
        bool good() const { return finished.last()[1].toBool(); }
    };

    struct Singles {
        testing::FakeScanner own;
        FakeSlapScanner slap;
        SingleFingerScanner source{own, slap, floors(30)};
        FingerCaptureSession session{source, judge(), floors(30)};
        QSignalSpy finished{&session, &FingerCapture::finished};
        Singles() { own.isAbsent = true; }
        bool ends()
        {
            return QTest::qWaitFor([&] { return !finished.isEmpty(); }, 20'000)
                && finished.last()[1].toBool();
        }
    };

private Q_SLOTS:
    void goodFingersAreTakenAtOnce()
    {
        World world;
        QVERIFY(world.session.isAvailable());
        QVERIFY(world.scanner.previews);
        SlapTry verdict; // comes before the pictures are coded, with the scores that count
        connect(&world.session, &HandCapture::tryJudged, &world.scanner,
                [&](SlapPlacement placement, const SlapTry &attempt) {
                    QVERIFY(world.session.tries(placement).isEmpty());
                    verdict = attempt;
                });
        world.session.begin(SlapPlacement::RightFour);
        QVERIFY(world.ends());
        QVERIFY(world.good());
        QCOMPARE(verdict.fingers.size(), 4);
        for (qsizetype i = 0; i < 4; ++i)
            QCOMPARE(verdict.fingers[i].quality,
                     world.session.tries(SlapPlacement::RightFour)[0].fingers[i].quality);
        QCOMPARE(world.scanner.requests.size(), 1);
        QCOMPARE(world.scanner.requests[0].requestedScore, 30);
        const QList<Sample> samples = world.session.bestSamples(SlapPlacement::RightFour);
        QCOMPARE(samples.size(), 4);
        QCOMPARE(samples[0].info.finger, FingerPosition::RightIndex);
        for (const Sample &sample : samples) {
            QCOMPARE(sample.info.kind, SampleKind::Finger);
            QCOMPARE(sample.info.mimeType, u"image/jp2"_s);
            QCOMPARE(sample.info.resolution, 500);
            QVERIFY(sample.info.quality.value >= 30 && sample.info.quality.value <= 100);
            QCOMPARE(sample.info.device, u"fake Maker Slap simulator"_s);
            QCOMPARE(sample.info.attempts.size(), 1);
            QCOMPARE(sample.info.attempts[0].outcome, u"captured"_s);
        }
        // The same samples, with the same ids, whenever they are asked for.
        QCOMPARE(world.session.bestSamples(SlapPlacement::RightFour)[0].info.id, samples[0].info.id);
    }

    void oneLowFingerIsNotHiddenByTheOthers()
    {
        World world(floors(35));
        const FakeSlapScanner::Cut light{{{FingerPosition::RightRing, TouchKind::Light}}, {}};
        world.scanner.script = {light, light, light};
        world.session.begin(SlapPlacement::RightFour);
        QVERIFY(world.ends());
        QVERIFY(!world.good()); // whatever the average
        QCOMPARE(world.session.tries(SlapPlacement::RightFour).size(), 3);
        for (const SlapTry &attempt : world.session.tries(SlapPlacement::RightFour)) {
            QVERIFY(!attempt.fingers[0].reason);
            QVERIFY(attempt.fingers[2].reason);
        }
        QCOMPARE(world.session.bestSamples(SlapPlacement::RightFour)[2].info.attempts.size(), 3);
        world.session.tryAgain(SlapPlacement::RightFour); // a fourth, at the operator's word
        QVERIFY(world.ends(2));
        QVERIFY(world.good());
        QCOMPARE(world.session.best(SlapPlacement::RightFour), 3);
        // Begun again, nothing is asked for.
        const auto asked = world.scanner.requests.size();
        world.session.begin(SlapPlacement::RightFour);
        QVERIFY(world.ends(3));
        QCOMPARE(world.scanner.requests.size(), asked);
    }

    void aDeviceThatOnlyGivesTheGlassIsCutHere()
    {
        World world;
        world.scanner.script = {FakeSlapScanner::Whole{}};
        world.session.begin(SlapPlacement::LeftFour);
        QVERIFY(world.ends());
        const SlapTry attempt = world.session.tries(SlapPlacement::LeftFour)[0];
        QVERIFY(!attempt.fault);
        QCOMPARE(attempt.fingers.size(), 4);
        QCOMPARE(attempt.fingers[0].finger, FingerPosition::LeftLittle);
        QCOMPARE(attempt.fingers[3].finger, FingerPosition::LeftIndex);
        QVERIFY(!attempt.picture.isNull());
        QVERIFY(!attempt.isDoubtful);
        QVERIFY(world.good());
    }

    void wrongPlacementsAreNamedAndNeverKept_data()
    {
        using enum FingerPosition;
        QTest::addColumn<QList<FingerPosition>>("laid");
        QTest::addColumn<SlapFault>("fault");
        QTest::newRow("other hand") << QList{LeftLittle, LeftRing, LeftMiddle, LeftIndex}
                                    << SlapFault::OtherHand;
        QTest::newRow("three of four")
            << QList{RightIndex, RightMiddle, RightRing} << SlapFault::FingersMissing;
    }
    void wrongPlacementsAreNamedAndNeverKept()
    {
        QFETCH(QList<FingerPosition>, laid);
        QFETCH(SlapFault, fault);
        World world;
        world.scanner.script = {FakeSlapScanner::Whole{{}, laid}};
        world.session.begin(SlapPlacement::RightFour);
        QVERIFY(world.ends()); // the second placement is right
        const QList<SlapTry> tries = world.session.tries(SlapPlacement::RightFour);
        QCOMPARE(tries.size(), 2);
        QCOMPARE(*tries[0].fault, fault);
        QVERIFY(tries[0].fingers.isEmpty());
        QVERIFY(world.good());
        QCOMPARE(world.session.best(SlapPlacement::RightFour), 1);
        const auto samples = world.session.bestSamples(SlapPlacement::RightFour);
        QCOMPARE(samples[0].info.attempts[0].outcome, slapFaultCode(fault));
        QVERIFY(!samples[0].info.attempts[0].quality.isValid());
    }

    void whatTheDeviceRefusesUsesUpNoTry()
    {
        World world(floors(30, 1));
        world.scanner.script = {SlapRetry{SlapRetryReason::FingersMissing, {FingerPosition::RightLittle}, {}},
                                SlapRetry{SlapRetryReason::NothingSeen, {}, {}}};
        world.session.begin(SlapPlacement::RightFour);
        QVERIFY(world.ends());
        QVERIFY(world.good());
        const QList<SlapTry> tries = world.session.tries(SlapPlacement::RightFour);
        QCOMPARE(tries.size(), 3);
        QCOMPARE(*tries[0].fault, SlapFault::FingersMissing);
        QCOMPARE(tries[0].faultFingers, QList{FingerPosition::RightLittle});
        // But not for ever: after three times as many as tries the operator decides.
        const SlapRetry nothing{SlapRetryReason::NothingSeen, {}, {}};
        world.scanner.script = {nothing, nothing, nothing};
        world.session.begin(SlapPlacement::LeftFour);
        QVERIFY(world.ends(2));
        QVERIFY(!world.good());
        QCOMPARE(world.session.best(SlapPlacement::LeftFour), -1);
        QVERIFY(world.session.bestSamples(SlapPlacement::LeftFour).isEmpty());
    }

    void missingFingersAreNotWaitedFor()
    {
        World world;
        world.session.setMissing({FingerPosition::RightRing, FingerPosition::LeftThumb});
        world.session.begin(SlapPlacement::RightFour);
        QVERIFY(world.ends());
        QCOMPARE(world.scanner.requests[0].exceptions, QSet{FingerPosition::RightRing});
        QCOMPARE(world.session.bestSamples(SlapPlacement::RightFour).size(), 3);
        // Found to be there after all: what was taken without it does not count.
        world.session.setMissing({FingerPosition::LeftThumb});
        QVERIFY(world.session.tries(SlapPlacement::RightFour).isEmpty());
        world.session.begin(SlapPlacement::LeftThumb);
        QVERIFY(world.ends(2));
        QVERIFY(world.good()); // nothing to wait for
        QCOMPARE(world.scanner.requests.size(), 1);
    }

    void pulledAndPluggedItGoesOnByItself()
    {
        World world;
        world.scanner.holds = true;
        world.session.begin(SlapPlacement::RightFour);
        QSignalSpy availability(&world.session, &HandCapture::availabilityChanged);
        world.scanner.unplug();
        QCOMPARE(world.failed.size(), 1);
        QVERIFY(!world.session.isAvailable());
        QCOMPARE(availability.size(), 1);
        world.scanner.isThere = true;
        world.scanner.holds = false;
        QVERIFY(world.ends());
        QVERIFY(world.good());
        // What is not to be trusted is not asked in a circle.
        world.scanner.script = {DeviceError{DeviceFault::Untrusted, {}, {}}};
        const auto asked = world.scanner.requests.size();
        world.session.begin(SlapPlacement::LeftFour);
        QTRY_COMPARE(world.failed.size(), 2);
        QCOMPARE(world.scanner.requests.size(), asked + 1);
        QVERIFY(world.tries.size() == 1);
    }

    void theNextApplicantStartsFromNothing()
    {
        World world;
        world.session.begin(SlapPlacement::BothThumbs);
        QVERIFY(world.ends());
        world.session.setMissing({FingerPosition::LeftLittle});
        world.session.clearAll();
        QCOMPARE(world.scanner.applicants, 1);
        QVERIFY(world.session.tries(SlapPlacement::BothThumbs).isEmpty());
        QCOMPARE(world.session.expected(SlapPlacement::LeftFour).size(), 4);
        // A judgement that comes late belongs to nobody.
        world.session.begin(SlapPlacement::BothThumbs);
        QTRY_VERIFY(!world.scanner.isWaiting);
        world.session.clearAll();
        world.session.begin(SlapPlacement::RightThumb);
        QVERIFY(world.ends(2));
        QVERIFY(world.session.tries(SlapPlacement::BothThumbs).isEmpty());
    }

    // Single fingers where there is nothing but a slap scanner.

    void aSingleFingerIsTakenOnTheSlapScannerAndJudgedAsOne()
    {
        Singles singles;
        // Cut by the device, whole, and touched poorly at first.
        singles.slap.script = {FakeSlapScanner::Cut{{{FingerPosition::LeftRing, TouchKind::Light}}, {}},
                               FakeSlapScanner::Whole{}};
        singles.session.openScanner();
        QVERIFY(!singles.source.isOnSlapScanner()); // the other one may still come
        QTRY_VERIFY(singles.source.isOnSlapScanner());
        QVERIFY(singles.slap.previews);
        QVERIFY(singles.session.sensor().simulated);
        singles.session.begin(FingerPosition::LeftRing);
        QVERIFY(singles.ends());
        QCOMPARE(singles.slap.requests.size(), 2);
        for (const SlapRequest &request : std::as_const(singles.slap.requests)) {
            QCOMPARE(request.fingers, QList{FingerPosition::LeftRing});
            QCOMPARE(request.requestedScore, 30);
        }
        const QList<FingerTry> tries = singles.session.tries(FingerPosition::LeftRing);
        QCOMPARE(tries.size(), 2);
        QVERIFY(tries[0].quality.value < 30);
        QVERIFY(tries[1].quality.value >= 30);
        QVERIFY(tries[1].image.image.width() < 500); // the finger, not the glass
        const auto sample = singles.session.bestSample(FingerPosition::LeftRing);
        QVERIFY(sample);
        QCOMPARE(sample->info.device, u"fake Maker Slap simulator"_s);
        QCOMPARE(sample->info.attempts.size(), 2);
        QVERIFY(singles.own.asked().isEmpty());
    }

    void nobodyTouchingIsNoTryAndOthersAreTold()
    {
        Singles singles;
        singles.source.setPatience(0);
        singles.slap.script
            = {SlapRetry{SlapRetryReason::NothingSeen, {}, {}}, SlapRetry{SlapRetryReason::Misplaced, {}, {}},
               FakeSlapScanner::Whole{{}, {FingerPosition::RightIndex, FingerPosition::RightMiddle}}};
        singles.session.openScanner();
        QTRY_VERIFY(singles.source.isOnSlapScanner());
        singles.session.begin(FingerPosition::RightIndex);
        QVERIFY(singles.ends());
        const QList<FingerTry> tries = singles.session.tries(FingerPosition::RightIndex);
        QCOMPARE(tries.size(), 3); // two fingers for one are a try without a picture
        QCOMPARE(tries[0].reason, RetryReason::CentreFinger);
        QCOMPARE(tries[1].reason, RetryReason::General);
        QVERIFY(tries[1].image.image.isNull());
        QVERIFY(!tries[2].reason);
    }

    void itMovesWithThePlugWhateverIsAskedFor()
    {
        Singles singles;
        singles.source.setPatience(0);
        singles.slap.holds = true;
        QSignalSpy failed(&singles.session, &FingerCapture::failed);
        singles.session.openScanner();
        QTRY_VERIFY(singles.source.isOnSlapScanner());
        singles.session.begin(FingerPosition::RightThumb);
        QVERIFY(singles.slap.isWaiting);
        QCOMPARE(singles.session.scannerState(), ScannerState::WaitingFinger);
        // A single-finger scanner is plugged in, and out again.
        singles.own.become(ScannerState::Idle);
        QVERIFY(!singles.slap.isWaiting && !singles.slap.previews);
        QCOMPARE(singles.own.asked(), QList{FingerPosition::RightThumb});
        singles.own.answer(DeviceFault::Removed);
        QTRY_VERIFY(singles.source.isOnSlapScanner());
        QTRY_VERIFY_WITH_TIMEOUT(singles.slap.isWaiting, 20'000); // the session asks again
        // Neither is there.
        singles.slap.unplug();
        QCOMPARE(singles.session.scannerState(), ScannerState::NoDevice);
        singles.slap.isThere = true;
        singles.slap.holds = false;
        Q_EMIT singles.slap.devicesChanged();
        QVERIFY(singles.ends());
        for (const QList<QVariant> &one : failed) // moving over is nobody's failure
            QCOMPARE(one[0].value<DeviceError>().fault, DeviceFault::Removed);
        // What is cancelled gives nothing, and the hands have the scanner to themselves.
        singles.slap.holds = true;
        singles.session.begin(FingerPosition::LeftThumb);
        QVERIFY(singles.slap.isWaiting);
        singles.session.closeScanner();
        QVERIFY(!singles.slap.isWaiting && !singles.slap.previews);
        singles.slap.holds = false;
        HandCaptureSession hands(singles.slap, judge(), floors(30));
        hands.openScanner();
        QSignalSpy handsFinished(&hands, &HandCapture::finished);
        hands.begin(SlapPlacement::BothThumbs);
        QTRY_COMPARE_WITH_TIMEOUT(handsFinished.size(), 1, 20'000);
        QVERIFY(singles.session.tries(FingerPosition::LeftThumb).isEmpty());
    }
};

QTEST_MAIN(TestHandCapture)
#include "tst_handcapture.moc"
