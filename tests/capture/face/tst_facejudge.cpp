// Rules of the portrait without a camera: thresholds, judgement, guidance. Time is given, not waited for.
#include "capture/face/facejudge.h"
#include "capture/face/guidance.h"
#include "capture/face/profilethresholds.h"
#include "scriptedmoment.h"
#include "tests/support/places.h"

#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using namespace std::chrono_literals;

namespace {

QByteArray shipped()
{
    QFile file(indraj::test::sourcePath("/resources/thresholds/face.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void shift(FaceMeasures &m, double x, double y)
{
    m.rightEye += cv::Point2d(x, y);
    m.leftEye += cv::Point2d(x, y);
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
    void pixelsThatRulesCannotDoWithoutAreKnown()
    {
        const auto of = [](const char *file) {
            const auto rules = loadPortraitRules(indraj::test::sourcePath(file));
            return rules ? leastPortrait(*rules->profile(u"adult"_s)) : QSize();
        };
        QCOMPARE(of("/resources/thresholds/portrait.json"), QSize(0, 0)); // only informs
        QCOMPARE(of("/resources/thresholds/portrait-tr03121.json"), QSize(1244, 1600));
    }
};

QTEST_GUILESS_MAIN(FaceJudgeTest)
#include "tst_facejudge.moc"
