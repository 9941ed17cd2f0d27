#include "biometrics/iris/irispolicyfile.h"
#include "biometrics/iris/record/irisrecord.h"
#include "capture/iris/iriscapturesession.h"
#include "capture/iris/irisenrolment.h"
#include "fakeiriscamera.h"
#include "tests/support/places.h"

#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;
using enum EyePosition;

namespace {

IrisPolicy shipped(int tries = 3)
{
    IrisPolicy policy = loadIrisPolicy(sourcePath("/resources/thresholds/irises.json")).value();
    policy.maxTries = tries;
    return policy;
}

/// Drawn out of focus: an iris is found, and is not good.
EyeView blurred(double by = 4)
{
    EyeView view;
    view.blur = by;
    return view;
}

EyeView closed()
{
    EyeView view;
    view.openness = 0;
    return view;
}

} // namespace

/// A session over a scripted camera that shows drawn eyes: tries, faults, trouble, what becomes of them.
class TestIrisCapture : public QObject {
    Q_OBJECT

    struct World {
        FakeIrisCamera camera;
        IrisCaptureSession session;
        QSignalSpy tries{&session, &EyeCapture::tryFinished};
        QSignalSpy finished{&session, &EyeCapture::finished};
        QSignalSpy failed{&session, &EyeCapture::failed};
        explicit World(const IrisPolicy &policy = shipped())
            : session(camera, policy)
        {
            session.setPause(1);
            session.openCamera();
        }
        bool ends(int times = 1)
        {
            return QTest::qWaitFor([&] { return finished.size() >= times; }, 60'000);
        }
        bool good() const { return finished.last()[0].toBool(); }
    };

private Q_SLOTS:
    void goodEyesAreTakenAtOnce()
    {
        World world;
        QVERIFY(world.session.isAvailable());
        QVERIFY(world.camera.previews);
        world.session.begin();
        QCOMPARE(world.session.asking(), QList({Right, Left}));
        QVERIFY(world.ends());
        QVERIFY(world.good());
        QCOMPARE(world.camera.requests.size(), 1);
        QCOMPARE(world.camera.requests[0].requestedScore, shipped().acceptFrom);
        QVERIFY(world.session.toDecide().isEmpty());
        for (const EyePosition eye : bothEyes) {
            const auto sample = world.session.sample(eye);
            QVERIFY(sample);
            QCOMPARE(sample->eye, eye);
            QVERIFY(sample->isGood && !sample->veto);
            QVERIFY(sample->quality.value >= sample->acceptFrom);
            QCOMPARE(sample->device, u"fake Maker Iris simulator"_s);
            QCOMPARE(sample->attempts.size(), 1);
            QCOMPARE(sample->attempts[0].outcome, u"captured"_s);
            QCOMPARE(sample->attempts[0].criteria.size(),
                     qsizetype(allIrisMeasures.size()) + 1); // and the side
            // The record holds the very pixels that were judged.
            const auto record = readIrisRecord(sample->record);
            QVERIFY(record.has_value());
            const IrisRepresentation &part = record->representations[0];
            QCOMPARE(EyePosition(part.eye), eye);
            QCOMPARE(part.type, IrisImageType::Vga);
            QCOMPARE(int(part.qualities[0].score), sample->quality.value);
            const IrisEyeTry &judged = *world.session.tries(eye)[0].of(eye);
            QCOMPARE(*irisPicture(part), judged.picture);
            QVERIFY(part.centreX.least <= judged.irisCentre->x()
                    && part.centreX.most >= judged.irisCentre->x());
            const auto saved = enrolmentSample(*sample);
            QVERIFY(saved.has_value());
            QCOMPARE(saved->info.kind, SampleKind::Iris);
        }
        // Begun again, nothing is asked for.
        world.session.begin();
        QVERIFY(world.ends(2));
        QCOMPARE(world.camera.requests.size(), 1);
    }

    void onlyWhatIsNotGoodIsAskedAgainAndTheBestIsKept()
    {
        World world;
        world.camera.script
            = {FakeIrisCamera::Seen{{{Left, blurred(4)}}, {}}, FakeIrisCamera::Seen{{{Left, blurred(3)}}, {}},
               FakeIrisCamera::Seen{{{Left, blurred(6)}}, {}}};
        world.session.begin();
        QVERIFY(world.ends());
        QVERIFY(!world.good());
        QCOMPARE(world.camera.requests.size(), 3);
        QCOMPARE(world.camera.requests[0].expected(), QList({Right, Left}));
        QCOMPARE(world.camera.requests[1].expected(), QList{Left});
        QCOMPARE(world.camera.previewed, QList{Left});
        QVERIFY(world.session.isGood(Right) && !world.session.usedUp(Right));
        QVERIFY(!world.session.isGood(Left) && world.session.usedUp(Left));
        QCOMPARE(world.session.tries(Right).size(), 1);
        const QList<IrisTry> tries = world.session.tries(Left);
        QCOMPARE(tries.size(), 3);
        // The sharpest, not the last.
        QVERIFY(tries[1].of(Left)->quality.value > tries[0].of(Left)->quality.value);
        QCOMPARE(world.session.best(Left), 1);
        QCOMPARE(world.session.sample(Left)->sampleTry, tries[1].number);
        QCOMPARE(world.session.sample(Left)->attempts.size(), 3);
        QCOMPARE(world.session.sample(Left)->attempts[0].outcome, irisAdviceCode(IrisAdvice::HoldStill));
        QCOMPARE(world.session.toDecide(), QList{Left});
        world.session.tryAgain(Left); // a fourth, at the operator's word
        QVERIFY(world.ends(2));
        QVERIFY(world.good());
        QCOMPARE(world.session.best(Left), 3);
    }

    void aPersonDecidesWithAReasonOnly()
    {
        World world(shipped(1));
        world.camera.script = {FakeIrisCamera::Seen{{{Right, closed()}, {Left, blurred()}}, {}}};
        world.session.begin();
        QVERIFY(world.ends());
        const IrisVeto veto{Veto::AcceptedWithout, u"other"_s, u"shakes"_s};
        QVERIFY(!world.session.accept(Right, veto)); // there is no iris in it
        QVERIFY(!world.session.sample(Right));
        QVERIFY(!world.session.accept(Left, {Veto::AcceptedWithout, {}, {}}));
        QVERIFY(!world.session.accept(Left, {Veto::None, u"other"_s, {}}));
        QVERIFY(world.session.accept(Left, veto));
        QCOMPARE(world.session.toDecide(), QList{Right});
        QCOMPARE(world.session.sample(Left)->veto->note, veto.note);
        QVERIFY(!world.session.sample(Left)->isGood);
        QCOMPARE(world.session.sample(Left)->attempts[0].veto, Veto::AcceptedWithout);
        QCOMPARE(world.session.sample(Left)->attempts[0].vetoReason, u"other"_s);
        world.session.tryAgain(Left); // a better one ends it
        QVERIFY(world.ends(2));
        QVERIFY(!world.session.veto(Left));
        QVERIFY(world.session.isGood(Left));
        QVERIFY(!world.session.accept(Left, veto));
    }

    void exceptedEyesAreNotAskedFor()
    {
        World world;
        world.session.begin();
        QVERIFY(world.ends());
        world.session.setExceptions({Right});
        QVERIFY(world.session.tries(Right).isEmpty() && !world.session.sample(Right));
        QCOMPARE(world.session.tries(Left).size(), 1); // the other eye's stay
        QCOMPARE(world.session.expected(), QList{Left});
        world.session.clear(Left);
        QVERIFY(world.session.tries().isEmpty());
        world.session.tryAgain(Right);
        QCOMPARE(world.camera.requests.size(), 1);
        world.session.begin();
        QVERIFY(world.ends(2));
        QCOMPARE(world.camera.requests[1].expected(), QList{Left});
        QVERIFY(world.good() && world.session.toDecide().isEmpty());
        world.session.setExceptions({Right, Left});
        world.session.begin();
        QVERIFY(world.ends(3));
        QVERIFY(world.good()); // nothing to wait for
        QCOMPARE(world.camera.requests.size(), 2);
    }

    void oneIrisForBothEyesIsNeverKept()
    {
        World world;
        world.camera.script
            = {FakeIrisCamera::Seen{{}, {{Left, Right}}}, FakeIrisCamera::Seen{{{Left, blurred()}}, {}},
               FakeIrisCamera::Seen{{}, {{Left, Right}}}};
        world.session.begin();
        QVERIFY(world.ends());
        QVERIFY(world.good());
        const QList<IrisTry> tries = world.session.tries(Left);
        QCOMPARE(tries.size(), 4);
        QCOMPARE(tries[0].fault, std::optional(IrisFault::SameEyeTwice));
        QVERIFY(tries[0].eyes.isEmpty());
        QVERIFY(!tries[1].fault);
        QCOMPARE(tries[2].asked, QList{Left}); // against the one that was kept
        QCOMPARE(tries[2].fault, std::optional(IrisFault::SameEyeTwice));
        QCOMPARE(world.session.sample(Left)->attempts[2].outcome, irisFaultCode(IrisFault::SameEyeTwice));
        QCOMPARE(world.session.best(Left), 3);
    }

    void swappedEyesAreDoubtedAndKept()
    {
        World world;
        world.session.begin();
        QVERIFY(world.ends());
        for (const EyePosition eye : bothEyes) {
            const IrisEyeTry &own = *world.session.tries(eye)[0].of(eye);
            QCOMPARE(own.side.eye, std::optional(eye));
            QVERIFY(!own.isSideDoubted());
            const CriterionValue side = world.session.sample(eye)->attempts[0].criteria.last();
            QCOMPARE(side.key, eyeSideKey);
            QCOMPARE(side.state, u"good"_s);
        }
        world.session.clearAll();
        world.camera.script = {FakeIrisCamera::Seen{{}, {{Left, Right}, {Right, Left}}}};
        world.session.begin();
        QVERIFY(world.ends(2));
        QVERIFY(world.good()); // a warning stops nobody
        for (const EyePosition eye : bothEyes) {
            QVERIFY(world.session.tries(eye)[0].of(eye)->isSideDoubted());
            QCOMPARE(world.session.sample(eye)->attempts[0].criteria.last().state, u"bad"_s);
        }
    }

    void aSideThatCannotBeToldIsNeverGood()
    {
        World world;
        EyeView near;
        near.irisRadius = 150; // the corners are beyond the edges
        world.camera.script = {FakeIrisCamera::Seen{{{Right, near}, {Left, near}}, {}}};
        world.session.begin();
        QTRY_VERIFY_WITH_TIMEOUT(!world.session.tries().isEmpty(), 60'000);
        const IrisEyeTry own = *world.session.tries()[0].of(Right);
        QVERIFY(!own.side.eye && !own.isSideDoubted());
        QCOMPARE(own.side.why, std::optional(SideUnknown::CornerNotInPicture));
        const CriterionValue side = world.session.sample(Right)->attempts[0].criteria.last();
        QCOMPARE(side.key, eyeSideKey);
        QCOMPARE(side.state, u"notAssessed"_s);
        QCOMPARE(side.reason, u"corner-not-in-picture"_s);
        QVERIFY(!side.value);
    }

    /// Every measure of a picture without an iris is in the log, with the reason why it has no value.
    void whatCannotBeMeasuredSaysWhy()
    {
        World world;
        EyeView closed;
        closed.openness = 0;
        world.camera.script = {FakeIrisCamera::Seen{{{Right, closed}, {Left, closed}}, {}}};
        world.session.begin();
        QVERIFY(world.ends());
        QVERIFY(world.good()); // the second try
        QVERIFY(!world.session.tries(Right)[0].of(Right)->irisCentre);
        const QList<CriterionValue> lines = world.session.sample(Right)->attempts[0].criteria;
        QCOMPARE(lines.size(), qsizetype(allIrisMeasures.size()));
        for (const CriterionValue &line : lines) {
            QCOMPARE(line.state, u"notAssessed"_s);
            QCOMPARE(line.reason, u"no-iris"_s);
        }
        QCOMPARE(irisNotTakenCode(IrisMeasure::ScleraContrast, true), u"no-sclera"_s);
        QCOMPARE(irisNotTakenCode(IrisMeasure::PupilCircularity, true), u"pupil-covered"_s);
    }

    void whatTheCameraRefusesUsesUpNoTry()
    {
        World world(shipped(1));
        world.camera.script = {IrisRetry{IrisRetryReason::EyesMissing, {Left}, {}},
                               IrisRetry{IrisRetryReason::NothingSeen, {}, {}}};
        world.session.begin();
        QVERIFY(world.ends());
        QVERIFY(world.good());
        const QList<IrisTry> tries = world.session.tries(Left);
        QCOMPARE(tries.size(), 3);
        QCOMPARE(tries[0].fault, std::optional(IrisFault::EyesMissing));
        QCOMPARE(tries[0].faultEyes, QList{Left});
        // But not for ever: after three times as many as tries the operator decides.
        world.session.clearAll();
        const IrisRetry nothing{IrisRetryReason::NothingSeen, {}, {}};
        world.camera.script = {nothing, nothing, nothing};
        world.session.begin();
        QVERIFY(world.ends(2));
        QVERIFY(!world.good());
        QCOMPARE(world.session.best(Right), -1);
        QCOMPARE(world.session.toDecide(), QList({Right, Left}));
    }

    void pulledAndPluggedItGoesOnByItself()
    {
        World world;
        world.camera.holds = true;
        world.session.begin();
        QSignalSpy availability(&world.session, &EyeCapture::availabilityChanged);
        world.camera.unplug();
        QCOMPARE(world.failed.size(), 1);
        QVERIFY(!world.session.isAvailable() && !world.session.device());
        QCOMPARE(availability.size(), 1);
        world.camera.isThere = true;
        world.camera.holds = false;
        QVERIFY(world.ends());
        QVERIFY(world.good());
        // What is not to be trusted is not asked in a circle.
        world.session.clearAll();
        world.camera.script = {DeviceError{DeviceFault::Untrusted, {}, {}}};
        const auto asked = world.camera.requests.size();
        world.session.begin();
        QTRY_COMPARE(world.failed.size(), 2);
        QVERIFY(world.session.asking().isEmpty());
        QCOMPARE(world.camera.requests.size(), asked + 1);
    }

    void cancelledAndForced()
    {
        World world;
        world.camera.holds = true;
        world.session.begin();
        world.session.cancel();
        QVERIFY(!world.camera.isWaiting);
        QVERIFY(world.session.asking().isEmpty() && world.failed.isEmpty()); // ours, nobody's failure
        world.session.force(); // nothing is waited for
        QCOMPARE(world.camera.requests.size(), 1);
        world.session.begin();
        world.session.force();
        QCOMPARE(world.camera.requests.last().requestedScore, 0);
        QVERIFY(world.ends());
        QVERIFY(world.session.tries()[0].isForced);
        QCOMPARE(world.session.sample(Right)->attempts[0].outcome, u"forced"_s);
        world.session.closeCamera();
        QVERIFY(!world.camera.previews);
    }

    void aLateJudgementBelongsToNobody()
    {
        World world;
        world.session.begin();
        QTRY_VERIFY(world.session.isJudging());
        world.session.clearAll();
        QCOMPARE(world.camera.applicants, 1);
        QTRY_VERIFY_WITH_TIMEOUT(!world.session.isJudging(), 60'000);
        QVERIFY(world.session.tries().isEmpty() && world.tries.isEmpty());
        // One eye cleared: the other's try counts.
        world.session.begin();
        QTRY_VERIFY(world.session.isJudging());
        world.session.clear(Left);
        QTRY_VERIFY_WITH_TIMEOUT(!world.session.isJudging(), 60'000);
        QCOMPARE(world.session.tries(Right).size(), 1);
        QVERIFY(world.session.tries(Left).isEmpty());
        QVERIFY(world.session.isGood(Right) && !world.session.sample(Left));
    }
};

QTEST_MAIN(TestIrisCapture)
#include "tst_iriscapture.moc"
