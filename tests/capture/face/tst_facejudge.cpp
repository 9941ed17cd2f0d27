// Rules of the portrait without a camera: thresholds, judgement, guidance, selection. Time is given, not
// waited for.
#include "capture/face/capturelog.h"
#include "capture/face/facejudge.h"
#include "capture/face/guidance.h"
#include "capture/face/hintwatch.h"
#include "capture/face/portraitselector.h"
#include "capture/face/profilethresholds.h"
#include "tests/support/places.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace std::chrono_literals;

namespace {

QByteArray shipped()
{
    QFile file(indraj::test::sourcePath("/resources/thresholds/face.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

FaceMeasures good()
{
    FaceMeasures m;
    m.faces = 1;
    m.hasLandmarks = true;
    m.pictureSize = {1280, 720};
    m.eyeDistance = 130;
    m.eyesToChin = 235;
    m.rightEye = {575, 324};
    m.leftEye = {705, 324};
    m.pitch = 4;
    m.eyesOpen = 0.06;
    m.mouthWidth = 0.85;
    m.luminance = 0.3;
    m.entropy = 7;
    m.evenness = 0.9;
    m.sharpness = 300;
    return m;
}

void shift(FaceMeasures &m, double x, double y)
{
    m.rightEye += cv::Point2d(x, y);
    m.leftEye += cv::Point2d(x, y);
}

/// A head of points, `depth` of its width deep, turned by `radians` before a camera eight of its widths away.
FaceMesh headOf(double depth, double radians, double right = 0)
{
    FaceMesh mesh;
    constexpr double width = 300;
    for (int k = 0; k < 468; ++k) {
        const double x = width * (k % 21 - 10) / 20;
        const double y = width * (k / 21 - 11) / 20;
        const double z = depth * (x * x + y * y) / width * 2;
        const double s = 8 * width / (8 * width + z * std::cos(radians) - x * std::sin(radians));
        mesh.points.emplace_back(
            static_cast<float>(640 + right + s * (x * std::cos(radians) + z * std::sin(radians))),
            static_cast<float>(360 + s * y), 0.F);
    }
    mesh.imageLeftIris = {{570, 320}};
    mesh.imageRightIris = {{710, 320}};
    mesh.lips.resize(80, {640, 440});
    return mesh;
}

bool isRaised(const HintWatch &watch, FaceHintId id)
{
    return watch.hints().at(static_cast<qsizetype>(id)).raised;
}

} // namespace

Q_DECLARE_METATYPE(FaceMeasures)

class FaceJudgeTest : public QObject {
    Q_OBJECT
private:
    FaceThresholds m_thresholds;

private Q_SLOTS:
    void initTestCase()
    {
        const auto parsed = parseFaceThresholds(shipped());
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().where));
        m_thresholds = *parsed;
        QCOMPARE(m_thresholds.guidanceHold, 700ms);
    }

    void malformedThresholdsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("fault");
        QTest::newRow("no json") << QByteArray("{") << QByteArray("(") << int(ThresholdFault::Malformed);
        QTest::newRow("format") << QByteArray("thresholds-1") << QByteArray("thresholds-9")
                                << int(ThresholdFault::Malformed);
        QTest::newRow("key") << QByteArray("\"yaw\"") << QByteArray("\"yaww\"")
                             << int(ThresholdFault::MissingKey);
        QTest::newRow("extra") << QByteArray("\"usualPitch\"") << QByteArray("\"more\": 1, \"usualPitch\"")
                               << int(ThresholdFault::UnknownKey);
        QTest::newRow("type") << QByteArray("\"required\": true") << QByteArray("\"required\": 1")
                              << int(ThresholdFault::BadValue);
        QTest::newRow("range") << QByteArray("\"fail\": 0.025") << QByteArray("\"fail\": -1")
                               << int(ThresholdFault::BadValue);
        QTest::newRow("order") << QByteArray("\"warn\": 120") << QByteArray("\"warn\": 12")
                               << int(ThresholdFault::BadValue);
        QTest::newRow("luminance must not fail")
            << QByteArray("\"luminanceLow\": {\"warn\": 0.2}")
            << QByteArray("\"luminanceLow\": {\"warn\": 0.2, \"fail\": 0.1}")
            << int(ThresholdFault::UnknownKey);
    }
    void malformedThresholdsAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, fault);
        QByteArray json = shipped();
        QVERIFY(json.contains(from));
        json.replace(json.indexOf(from), from.size(), to);
        const auto parsed = parseFaceThresholds(json);
        QVERIFY(!parsed);
        QCOMPARE(int(parsed.error().fault), fault);
    }
    void missingThresholdsAreUnreadable()
    {
        QCOMPARE(loadFaceThresholds(u"/nowhere/face.json"_s).error().fault, ThresholdFault::Unreadable);
    }

    void guidanceNamesTheDefect_data()
    {
        QTest::addColumn<FaceMeasures>("measures");
        QTest::addColumn<int>("guidance");
        const auto row = [](const char *name, FaceGuidance guidance, auto change) {
            FaceMeasures m = good();
            change(m);
            QTest::newRow(name) << m << int(guidance);
        };
        row("good", FaceGuidance::None, [](auto &) {});
        row("nobody", FaceGuidance::NoFace, [](auto &m) { m = FaceMeasures(); });
        row("two", FaceGuidance::OneAtATime, [](auto &m) { m.faces = 2, m.secondFaceArea = 0.5; });
        row("far", FaceGuidance::ComeCloser, [](auto &m) { m.eyeDistance = 60; });
        row("near", FaceGuidance::MoveBack, [](auto &m) { m.eyesToChin = 300; });
        // Too far to the right in the picture is too far to the person's left.
        row("right in picture", FaceGuidance::MoveRight, [](auto &m) { shift(m, 300, 0); });
        row("left in picture", FaceGuidance::MoveLeft, [](auto &m) { shift(m, -300, 0); });
        row("low", FaceGuidance::MoveUp, [](auto &m) { shift(m, 0, 200); });
        row("high", FaceGuidance::MoveDown, [](auto &m) { shift(m, 0, -200); });
        row("dark", FaceGuidance::TooDark, [](auto &m) { m.entropy = 3, m.luminance = 0.02; });
        row("bright", FaceGuidance::TooBright, [](auto &m) { m.overexposed = 0.5; });
        row("uneven", FaceGuidance::UnevenLight, [](auto &m) { m.evenness = 0.05; });
        row("turned left", FaceGuidance::TurnRight, [](auto &m) { m.yaw = 20; });
        row("turned right", FaceGuidance::TurnLeft, [](auto &m) { m.yaw = -20; });
        row("looks down", FaceGuidance::ChinUp, [](auto &m) { m.pitch = 30; });
        row("looks up", FaceGuidance::ChinDown, [](auto &m) { m.pitch = -20; });
        row("tilted", FaceGuidance::HeadUpright, [](auto &m) { m.roll = -15; });
        row("blurred", FaceGuidance::HoldStill, [](auto &m) { m.sharpness = 20; });
        row("eyes shut", FaceGuidance::OpenEyes, [](auto &m) { m.eyesOpen = 0.01; });
        row("mouth open", FaceGuidance::CloseMouth, [](auto &m) { m.mouthOpen = 0.1; });
        row("profile", FaceGuidance::LookStraight, [](auto &m) { m.hasLandmarks = false; });
    }
    void guidanceNamesTheDefect()
    {
        QFETCH(FaceMeasures, measures);
        QFETCH(int, guidance);
        const auto judgement = judgeFace(measures, m_thresholds);
        QCOMPARE(int(judgement.guidance), guidance);
        QCOMPARE(judgement.allRequiredMet, guidance == int(FaceGuidance::None));
        QCOMPARE(judgement.checks.size(), 8);
        for (qsizetype k = 0; k < 8; ++k)
            QCOMPARE(int(judgement.checks[k].check), int(k));
    }
    void skinToneWarnsAndNeverBlocks()
    {
        auto m = good();
        m.luminance = 0.05;
        const auto judgement = judgeFace(m, m_thresholds);
        QCOMPARE(judgement.checks[int(FaceCheck::Light)].state, CheckState::Warn);
        QVERIFY(judgement.allRequiredMet);
        QCOMPARE(judgement.guidance, FaceGuidance::None);
    }
    void ruleThatIsNotRequiredDoesNotBlock()
    {
        auto thresholds = m_thresholds;
        thresholds.mouthClosedRequired = false;
        auto m = good();
        m.mouthOpen = 0.2;
        QVERIFY(judgeFace(m, thresholds).allRequiredMet);
        QVERIFY(!judgeFace(FaceMeasures(), thresholds).allRequiredMet);
    }

    void guidanceStaysAndIgnoresOddFrames()
    {
        GuidanceHold hold(700ms);
        const GuidanceHold::Time t0;
        QCOMPARE(hold.shown(FaceGuidance::NoFace, t0), FaceGuidance::NoFace);
        QCOMPARE(hold.shown(FaceGuidance::ComeCloser, t0 + 100ms), FaceGuidance::NoFace);
        QCOMPARE(hold.shown(FaceGuidance::ComeCloser, t0 + 699ms), FaceGuidance::NoFace);
        QCOMPARE(hold.shown(FaceGuidance::ComeCloser, t0 + 700ms), FaceGuidance::ComeCloser);
        QCOMPARE(hold.shown(FaceGuidance::ComeCloser, t0 + 1500ms), FaceGuidance::ComeCloser);
        QCOMPARE(hold.shown(FaceGuidance::OpenEyes, t0 + 1533ms), FaceGuidance::ComeCloser); // a blink
        QCOMPARE(hold.shown(FaceGuidance::ComeCloser, t0 + 1566ms), FaceGuidance::ComeCloser);
        // Flicker at 30 frames a second never changes it faster than every 0.7 s.
        GuidanceHold::Time lastChange = t0;
        FaceGuidance last = FaceGuidance::ComeCloser;
        for (auto t = t0 + 1600ms; t < t0 + 10s; t += 33ms) {
            const auto raw = (t - t0) / 150ms % 2 == 0 ? FaceGuidance::TooDark : FaceGuidance::MoveLeft;
            const auto shown = hold.shown(raw, t);
            if (shown == last)
                continue;
            QVERIFY(t - lastChange >= 700ms);
            last = shown;
            lastChange = t;
        }
        QVERIFY(lastChange > t0);
    }

    void bestFrameOfAGoodRunIsAccepted()
    {
        PortraitSelector selector(m_thresholds);
        for (auto t = 0ms; t < 450ms; t += 33ms) // too short
            QCOMPARE(selector.consider(moment(true, 90, t)).cause, Cause::None);
        QCOMPARE(selector.consider(moment(false, 10, 460ms)).cause, Cause::None);
        PortraitSelector::Outcome outcome;
        for (auto t = 500ms; t < 2s && outcome.cause == Cause::None; t += 33ms)
            outcome = selector.consider(moment(true, t == 731ms ? 99 : 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        QVERIFY(outcome.pictures.size() > 1
                && outcome.pictures.size() <= 3); // the stills decide between them
        QCOMPARE(outcome.pictures.front().judgement.score.value, 99);
        QVERIFY(outcome.pictures.front().time == Moment::Time(731ms));
        for (const Moment &each : outcome.pictures)
            QVERIFY(each.time >= Moment::Time(500ms)); // none of the run that broke off
        // Not a second time until it is armed again; but two further ones, to choose from, one a second.
        int candidates = 0;
        for (auto t = 2s + 0ms; t < 9s; t += 33ms) {
            outcome = selector.consider(moment(true, 70, t));
            QVERIFY(outcome.cause == Cause::None || outcome.cause == Cause::Candidate);
            candidates += outcome.cause == Cause::Candidate ? 1 : 0;
        }
        QCOMPARE(candidates, 2);
        selector.arm();
        bool again = false;
        for (auto t = 10s + 0ms; t < 11s; t += 33ms)
            again = again || selector.consider(moment(true, 70, t)).cause == Cause::Automatic;
        QVERIFY(again);
    }
    void theRingForgetsWhatIsOlderThanTwoSeconds()
    {
        // One odd score at the beginning of a run that is too long to be remembered.
        auto slow = m_thresholds;
        slow.acceptAfter = 4s;
        PortraitSelector selector(slow);
        PortraitSelector::Outcome outcome;
        for (auto t = 0ms; t < 5s && outcome.cause == Cause::None; t += 33ms)
            outcome = selector.consider(moment(true, t == 33ms ? 100 : 60, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        for (const Moment &each : outcome.pictures)
            QVERIFY(each.time > Moment::Time(1500ms));
    }
    /// TC-PAP-ACQ-FI-SV-4-001: a bad face is never taken by itself, and at time-out the best so far is shown.
    void timeOutShowsTheBestSoFar_TC_PAP_ACQ_FI_SV_4_001()
    {
        PortraitSelector selector(m_thresholds);
        PortraitSelector::Outcome outcome;
        auto t = 0ms;
        for (; t < 40s && outcome.cause == Cause::None; t += 100ms)
            outcome = selector.consider(moment(false, t == 7s ? 55 : t == 15s ? 50 : 20, t));
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t >= 30s && t < 31s);
        QCOMPARE(outcome.pictures.size(), std::size_t(2));
        QCOMPARE(outcome.pictures[0].judgement.score.value, 55);
        QCOMPARE(outcome.pictures[1].judgement.score.value, 50);
        // Once only, and the capture goes on: a good run is still taken.
        for (; t < 80s; t += 100ms)
            QCOMPARE(selector.consider(moment(false, 20, t)).cause, Cause::None);
        for (; t < 82s && outcome.cause != Cause::Automatic; t += 33ms)
            outcome = selector.consider(moment(true, 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
    }
    /// TC-PAP-ACQ-FI-SV-4-001: rejecting at 70 % of the time begins it anew.
    void rejectingResetsTheTime_TC_PAP_ACQ_FI_SV_4_001()
    {
        PortraitSelector selector(m_thresholds);
        auto t = 0ms;
        for (; t < 21s; t += 100ms)
            QCOMPARE(selector.consider(moment(false, 20, t)).cause, Cause::None);
        selector.arm();
        PortraitSelector::Outcome outcome;
        for (; t < 60s && outcome.cause == Cause::None; t += 100ms)
            outcome = selector.consider(moment(false, 20, t));
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t >= 51s && t < 52s);
    }
    /// TC-PAP-ACQ-FI-SV-4-001 (empty scene) and TC-AS-FI-ICS3-002: nobody there ends without a picture.
    void emptySceneEndsWithoutAPicture_TC_AS_FI_ICS3_002()
    {
        PortraitSelector selector(m_thresholds);
        PortraitSelector::Outcome outcome;
        for (auto t = 0ms; t < 40s && outcome.cause == Cause::None; t += 100ms) {
            Moment empty = moment(false, QualityScore::failed, t);
            empty.measures.hasLandmarks = false;
            outcome = selector.consider(empty);
        }
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(outcome.pictures.empty());
    }
    /// TC-AS-FI-ICS3-001: two people, no capture.
    void twoFacesAreNeverTaken_TC_AS_FI_ICS3_001()
    {
        PortraitSelector selector(m_thresholds);
        auto measures = good();
        measures.faces = 2;
        measures.secondFaceArea = 0.8;
        for (auto t = 0ms; t < 20s; t += 33ms) {
            Moment both = moment(true, 90, t);
            both.judgement = judgeFace(measures, m_thresholds);
            QCOMPARE(selector.consider(both).cause, Cause::None);
        }
    }
    void afterRefusedStillsThereIsAPause()
    {
        PortraitSelector selector(m_thresholds);
        PortraitSelector::Outcome outcome;
        auto t = 0ms;
        for (; outcome.cause == Cause::None && t < 2s; t += 33ms)
            outcome = selector.consider(moment(true, 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        const auto before = t;
        selector.goOn();
        outcome = {};
        for (; outcome.cause == Cause::None && t < 10s; t += 33ms)
            outcome = selector.consider(moment(true, 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        QVERIFY(t - before >= 2500ms);
        QCOMPARE(outcome.pictures.size(), std::size_t(1)); // costs one still, not three
        // The time goes on meanwhile.
        selector.goOn();
        for (outcome = {}; outcome.cause == Cause::None && t < 40s; t += 100ms)
            outcome = selector.consider(moment(false, 20, t));
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t < 31s);
    }
    void candidatesLieApart()
    {
        struct Entry {
            int score;
            qint64 at;
        };
        const QList<Entry> entries{{70, 0}, {90, 500}, {80, 1400}, {60, 3000}, {50, 9000}};
        const auto best = bestApart(
            entries, 3, 1000ms, [](const Entry &a, const Entry &b) { return a.score > b.score; },
            [](const Entry &e) { return e.at; });
        QCOMPARE(best.size(), 3);
        QCOMPARE(best[0].score, 90);
        QCOMPARE(best[1].score, 60);
        QCOMPARE(best[2].score, 50);
    }
    void profilesAreInLineWithLiveRules()
    {
        const auto rules = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
        QVERIFY(rules.has_value());
        const auto adult = inLineWith(*rules->profile(u"adult"_s), m_thresholds);
        const auto infant = inLineWith(*rules->profile(u"infant"_s), m_thresholds);
        auto m = good();
        m.eyesOpen = 0.01; // asleep
        m.yaw = 12;
        QVERIFY(!judgeFace(m, adult).allRequiredMet);
        QVERIFY(judgeFace(m, infant).allRequiredMet);
        m.yaw = 20;
        QVERIFY(!judgeFace(m, infant).allRequiredMet);
    }

private:
    using Cause = PortraitSelector::Cause;
    static Moment moment(bool met, int score, std::chrono::milliseconds at)
    {
        Moment m;
        m.measures.hasLandmarks = true;
        m.judgement.allRequiredMet = met;
        m.judgement.score.value = score;
        m.time = Moment::Time(at);
        return m;
    }

    void aPlaneThatTurnsIsHintedAndAHeadIsNot()
    {
        const cv::Mat dark(720, 1280, CV_8UC3, cv::Scalar::all(0));
        for (const double depth : {0.0, 0.6}) {
            HintWatch watch;
            HintWatch::Time now{};
            for (int k = 0; k < 10; ++k, now += 100ms) {
                const FaceMesh mesh = headOf(depth, 0.05 * k, 3 * k);
                watch.see(dark, &mesh, now);
            }
            QCOMPARE(isRaised(watch, FaceHintId::FlatMotion), depth == 0.0);
            QVERIFY(!isRaised(watch, FaceHintId::NoMotion));
            QVERIFY(!isRaised(watch, FaceHintId::ScreenPattern)); // nothing to see on black
            QVERIFY(!isRaised(watch, FaceHintId::Drawing));
        }
    }

    void whatDoesNotMoveIsHintedUntilTheFaceGoes()
    {
        const cv::Mat dark(720, 1280, CV_8UC3, cv::Scalar::all(0));
        const FaceMesh mesh = headOf(0.6, 0);
        HintWatch watch;
        HintWatch::Time now{};
        for (int k = 0; k < 45; ++k, now += 100ms)
            watch.see(dark, &mesh, now);
        QVERIFY(!isRaised(watch, FaceHintId::NoMotion)); // not before five seconds are over
        QVERIFY(!watch.hints().at(qsizetype(FaceHintId::NoMotion)).value);
        for (int k = 0; k < 10; ++k, now += 100ms)
            watch.see(dark, &mesh, now);
        QVERIFY(isRaised(watch, FaceHintId::NoMotion));
        // It moves again: the hint stays long enough to be read and to be recorded, and no longer.
        for (int k = 0; k < 160; ++k, now += 100ms) {
            const FaceMesh moving = headOf(0.6, 0, 12 * std::sin(k));
            watch.see(dark, &moving, now);
            if (k == 50)
                QVERIFY(isRaised(watch, FaceHintId::NoMotion));
        }
        QVERIFY(!isRaised(watch, FaceHintId::NoMotion));
        for (int k = 0; k < 60; ++k, now += 100ms)
            watch.see(dark, &mesh, now);
        QVERIFY(isRaised(watch, FaceHintId::NoMotion));
        now += 1100ms;
        watch.see(dark, &mesh, now);
        QVERIFY(!isRaised(watch, FaceHintId::NoMotion)); // another face, perhaps
    }

    void aRegularPatternIsHintedAtTheSecondLook()
    {
        cv::Mat dots(720, 1280, CV_8UC3);
        for (int y = 0; y < dots.rows; ++y)
            for (int x = 0; x < dots.cols; ++x)
                dots.at<cv::Vec3b>(y, x)
                    = cv::Vec3b::all(cv::saturate_cast<uchar>(120 + 20 * std::sin(x * 1.1 + y * 0.3)));
        HintWatch watch;
        HintWatch::Time now{};
        for (int k = 0; k < 20; ++k, now += 100ms) {
            const FaceMesh mesh = headOf(0.6, 0, 5 * std::sin(k));
            watch.see(dots, &mesh, now);
            if (k == 5)
                QVERIFY(!isRaised(watch, FaceHintId::ScreenPattern));
        }
        QVERIFY(isRaised(watch, FaceHintId::ScreenPattern));
        QVERIFY(watch.hints().first().value > 0.9);
    }

    void hintsAreLinesOfTheLogAndDecideNothing()
    {
        FaceCandidate candidate;
        candidate.at = QDateTime::currentDateTimeUtc();
        candidate.judgement.hints
            = {{FaceHintId::ScreenPattern, 0.1, false}, {FaceHintId::NoMotion, std::nullopt, false}};
        CaptureLog log;
        log.add(candidate, u"captured"_s);
        CaptureAttempt attempt = log.attempts().first();
        QCOMPARE(attempt.criteria.size(), 2);
        QCOMPARE(attempt.criteria[0].state, u"good"_s);
        QCOMPARE(attempt.criteria[0].score, 90);
        QCOMPARE(attempt.criteria[1].state, u"notAssessed"_s); // and not good
        QVERIFY(raisedHints(attempt).isEmpty());
        QList<FaceHint> raised;
        gatherRaised(raised, {{FaceHintId::NoMotion, 0.8, true}, {FaceHintId::Drawing, 0.9, false}});
        gatherRaised(raised, {{FaceHintId::NoMotion, 0.7, true}, {FaceHintId::FlatMotion, 0.6, true}});
        addRaised(attempt, raised);
        QCOMPARE(raisedHints(attempt), (QList{FaceHintId::NoMotion, FaceHintId::FlatMotion}));
        QCOMPARE(attempt.criteria.size(), 3);
        QCOMPARE(attempt.criteria[1].value, 0.8);
        for (const CriterionValue &line : std::as_const(attempt.criteria))
            QCOMPARE(line.level, u"inform"_s);
    }
};

QTEST_GUILESS_MAIN(FaceJudgeTest)
#include "tests/support/places.h"
#include "tst_facejudge.moc"
