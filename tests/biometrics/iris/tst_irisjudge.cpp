#include "biometrics/iris/irisjudge.h"
#include "biometrics/iris/irispolicyfile.h"
#include "devices/simulator/syntheticiris.h"
#include "tests/support/places.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <functional>

Q_DECLARE_METATYPE(indraj::EyeView)
Q_DECLARE_METATYPE(indraj::IrisMeasure)

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

double apart(const IrisCircle &circle, const QPointF &centre)
{
    return std::hypot(circle.centre.x() - centre.x(), circle.centre.y() - centre.y());
}

QImage painted(const std::function<int(int, int)> &grey)
{
    QImage picture(640, 480, QImage::Format_Grayscale8);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            picture.scanLine(y)[x] = uchar(std::clamp(grey(x, y), 0, 255));
    }
    return picture;
}

EyeView viewed(const std::function<void(EyeView &)> &change)
{
    EyeView view;
    change(view);
    return view;
}

} // namespace

/// Drawn eyes whose truth is known, judged by the shipped thresholds.
class TestIrisJudge : public QObject {
    Q_OBJECT

    IrisPolicy m_policy;

    IrisJudgement judged(const EyeView &view, quint64 person = 5) const
    {
        return judgeIris(drawEye(person, EyePosition::Right, view).picture, m_policy);
    }
    static QStringList codesOf(const IrisJudgement &judgement)
    {
        QStringList codes;
        for (const IrisAdvice advice : judgement.advice)
            codes.append(irisAdviceCode(advice));
        return codes;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto policy = loadIrisPolicy(test::sourcePath("/resources/thresholds/irises.json"));
        QVERIFY2(policy.has_value(), policy ? "" : qPrintable(policy.error().detail));
        m_policy = *policy;
        QCOMPARE(m_policy.ranges.size(), qsizetype(allIrisMeasures.size()));
    }

    void bordersLieWhereTheEyeHasThem()
    {
        for (quint64 person = 1; person <= 6; ++person) {
            EyeView view;
            view.seed = person;
            view.centre = {280.0 + 10 * double(person), 260.0 - 5 * double(person)};
            view.irisRadius = 90 + 5 * double(person);
            view.pupilRatio = 0.28 + 0.04 * double(person);
            view.openness = person % 2 ? 1 : 0.8;
            view.roll = person % 3 ? 0 : 8;
            const EyePosition side = person % 2 ? EyePosition::Right : EyePosition::Left;
            const SyntheticEye eye = drawEye(person, side, view);
            const auto found = segmentIris(eye.picture);
            QVERIFY(found.has_value());
            const QString which = QString::number(person);
            QVERIFY2(apart(found->pupil, eye.truth.pupilCentre) < 3, qPrintable(which));
            QVERIFY2(apart(found->iris, eye.truth.irisCentre) < 0.08 * view.irisRadius, qPrintable(which));
            QVERIFY(std::abs(found->pupil.radius - eye.truth.pupilRadius) < 3);
            QVERIFY(std::abs(found->iris.radius - eye.truth.irisRadius) < 5);
            const IrisJudgement judgement = judgeIris(eye.picture, m_policy);
            const double usable = *judgement.criteria[int(IrisMeasure::UsableArea)].value;
            QVERIFY2(std::abs(usable - 100 * eye.truth.usable) < 15,
                     qPrintable(u"%1: %2, %3"_s.arg(which).arg(usable).arg(100 * eye.truth.usable)));
        }
    }

    void goodEyesAreGood()
    {
        for (quint64 person = 1; person <= 6; ++person) {
            const IrisJudgement judgement
                = judged(viewed([person](EyeView &view) { view.seed = person; }), person);
            QVERIFY2(judgement.isGood, qPrintable(codesOf(judgement).join(u' ')));
            QVERIFY(judgement.advice.isEmpty());
            QVERIFY(judgement.quality.value >= m_policy.acceptFrom);
            QCOMPARE(judgement.quality.algorithm, QString(irisQualityAlgorithm));
        }
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<EyeView>("view");
        QTest::addColumn<IrisMeasure>("measure");
        QTest::addColumn<IrisAdvice>("advice");
        const auto row
            = [](const char *name, const std::function<void(EyeView &)> &change, IrisMeasure measure,
                 IrisAdvice advice) { QTest::newRow(name) << viewed(change) << measure << advice; };
        using enum IrisMeasure;
        row(
            "out of focus", [](EyeView &v) { v.blur = 4; }, Sharpness, IrisAdvice::HoldStill);
        row(
            "half closed", [](EyeView &v) { v.openness = 0.5; }, UsableArea, IrisAdvice::OpenWider);
        row(
            "beside",
            [](EyeView &v) {
                v.centre = {140, 240};
            },
            Margin, IrisAdvice::MoveToMiddle);
        row(
            "below",
            [](EyeView &v) {
                v.centre = {320, 365};
            },
            Margin, IrisAdvice::MoveToMiddle);
        row(
            "far", [](EyeView &v) { v.irisRadius = 60; }, IrisRadius, IrisAdvice::ComeCloser);
        row(
            "faint", [](EyeView &v) { v.contrast = 0.3; }, PupilContrast, IrisAdvice::LowContrast);
        row(
            "dark", [](EyeView &v) { v.light = 0.3; }, GreyUse, IrisAdvice::TooDark);
        row(
            "burnt out", [](EyeView &v) { v.light = 2.2; }, GreyUse, IrisAdvice::TooBright);
        row(
            "wide pupil", [](EyeView &v) { v.pupilRatio = 0.76; }, PupilRatio, IrisAdvice::PupilTooWide);
        row(
            "narrow pupil", [](EyeView &v) { v.pupilRatio = 0.17; }, PupilRatio, IrisAdvice::PupilTooNarrow);
        row(
            "looks aside", [](EyeView &v) { v.pupilShift = 0.2; }, Concentricity, IrisAdvice::LookStraight);
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(EyeView, view);
        QFETCH(IrisMeasure, measure);
        QFETCH(IrisAdvice, advice);
        const IrisJudgement judgement = judged(view);
        QVERIFY(!judgement.isGood);
        QVERIFY(!judgement.criteria[int(measure)].isHeld);
        QVERIFY(!judgement.advice.isEmpty());
        QCOMPARE(irisAdviceCode(judgement.advice.first()), irisAdviceCode(advice));
        QVERIFY(judgement.quality.value < m_policy.acceptFrom);
    }

    void anIrisTooLargeForThePictureIsSentBack()
    {
        const IrisJudgement judgement = judged(viewed([](EyeView &view) {
            view.size = {320, 280};
            view.centre = {160, 140};
            view.irisRadius = 118;
        }));
        QVERIFY(judgement.eye.has_value());
        QCOMPARE(judgement.advice.first(), IrisAdvice::MoveBack);
    }

    void anEllipseIsNoCircle()
    {
        // Drawn larger in one direction, as an eye is seen from the side.
        const QImage round = drawEye(5, EyePosition::Right, {}).picture;
        const QImage wide = round.scaled(640, 384, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        const auto circularity = [this](const QImage &picture) {
            return judgeIris(picture.convertToFormat(QImage::Format_Grayscale8), m_policy)
                .criteria[int(IrisMeasure::PupilCircularity)]
                .value.value_or(0);
        };
        QVERIFY(circularity(round) > 95);
        QVERIFY(circularity(wide) < 70);
    }

    void whatIsNoEyeIsNeverOne_data()
    {
        QTest::addColumn<QImage>("picture");
        QTest::newRow("blank") << painted([](int, int) { return 140; });
        QTest::newRow("black") << painted([](int, int) { return 0; });
        QRandomGenerator random(7);
        QTest::newRow("noise") << painted([&](int, int) { return random.bounded(256); });
        QTest::newRow("disc") << painted(
            [](int x, int y) { return std::hypot(x - 320, y - 240) < 60 ? 30 : 150; });
        QTest::newRow("bright disc") << painted(
            [](int x, int y) { return std::hypot(x - 320, y - 240) < 60 ? 200 : 60; });
        QTest::newRow("squares") << painted([](int x, int y) { return (x / 40 + y / 40) % 2 ? 200 : 40; });
        QTest::newRow("ramp") << painted(
            [](int x, int y) { return int(0.6 * std::hypot(x - 320, y - 240)); });
        QTest::newRow("closed lids")
            << drawEye(5, EyePosition::Right, viewed([](EyeView &view) { view.openness = 0; })).picture;
        QTest::newRow("nearly closed lids")
            << drawEye(5, EyePosition::Right, viewed([](EyeView &view) { view.openness = 0.2; })).picture;
        QTest::newRow("colour") << QImage(640, 480, QImage::Format_RGB32);
        QTest::newRow("small") << drawEye(5, EyePosition::Right, {}).picture.copy(0, 0, 200, 480);
        QTest::newRow("nothing") << QImage();
    }
    void whatIsNoEyeIsNeverOne()
    {
        QFETCH(QImage, picture);
        const IrisJudgement judgement = judgeIris(picture, m_policy);
        QVERIFY(!judgement.isGood);
        QVERIFY(!judgement.quality.isValid());
        QCOMPARE(judgement.advice.first(), IrisAdvice::NotAnEye);
        for (const IrisCriterion &criterion : judgement.criteria)
            QVERIFY(!criterion.isHeld && !criterion.value);
        QVERIFY(!judgeIris(picture, {}).isGood); // whatever is asked for
    }

    void aScoreOfSixtyIsTheShippedThreshold()
    {
        for (const IrisRange &range : std::as_const(m_policy.ranges)) {
            if (range.lower)
                QCOMPARE(irisMeasureScore(range.measure, *range.lower), 60);
            if (range.upper)
                QCOMPARE(irisMeasureScore(range.measure, *range.upper), 60);
        }
        for (const IrisMeasure measure : allIrisMeasures) {
            QCOMPARE(irisMeasureOf(irisMeasureKey(measure)), std::optional(measure));
            QCOMPARE(irisMeasureScore(measure, 0), 0);
        }
    }

    void aPolicyIsReadStrictly()
    {
        const auto faultOf = [](const QByteArray &json) {
            const auto policy = readIrisPolicy(json);
            return policy ? std::optional<IrisPolicyFault>() : policy.error().fault;
        };
        const auto with = [](const QByteArray &inner) {
            return R"({"format":1,"profile":"a","profiles":{"a":{"acceptFrom":60,"maxTries":3,"measures":{)"
                + inner + "}}}}";
        };
        QCOMPARE(faultOf(with(R"("margin":{"lower":80})")), std::nullopt);
        QCOMPARE(faultOf(with(R"("margins":{"lower":80})")), IrisPolicyFault::UnknownKey);
        QCOMPARE(faultOf(with(R"("margin":{"lowest":80})")), IrisPolicyFault::UnknownKey);
        QCOMPARE(faultOf(with(R"("margin":{})")), IrisPolicyFault::OutOfRange);
        QCOMPARE(faultOf(with(R"("margin":{"lower":80,"upper":20})")), IrisPolicyFault::OutOfRange);
        QCOMPARE(faultOf(with(R"("margin":{"lower":"80"})")), IrisPolicyFault::OutOfRange);
        QCOMPARE(faultOf("[]"), IrisPolicyFault::NotJson);
        QCOMPARE(faultOf(R"({"format":2})"), IrisPolicyFault::WrongFormat);
        QCOMPARE(faultOf(R"({"format":1,"profile":"b","profiles":{}})"), IrisPolicyFault::UnknownKey);
        QCOMPARE(loadIrisPolicy(u"/none/there"_s).error().fault, IrisPolicyFault::NotReadable);
    }
};

QTEST_GUILESS_MAIN(TestIrisJudge)
#include "tst_irisjudge.moc"
