// What is seen of an attack over time, on heads made of points. Time is given, not waited for.
#include "capture/face/capturelog.h"
#include "capture/face/hintwatch.h"

#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace std::chrono_literals;

namespace {

/// A head of points, `depth` of its width deep, turned by `radians` before a camera eight of its widths away.
FaceMesh headOf(double depth, double radians, double right = 0)
{
    FaceMesh mesh;
    constexpr double width = 300;
    for (int k = 0; k < 468; ++k) {
        const int row = k / 21;
        const double x = width * (k % 21 - 10) / 20;
        const double y = width * (row - 11) / 20;
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

class HintWatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

QTEST_GUILESS_MAIN(HintWatchTest)
#include "tst_hintwatch.moc"
