#include "biometrics/finger/slap/slapsegmenter.h"
#include "devices/simulator/randomsource.h"
#include "devices/simulator/syntheticslap.h"
#include "tests/support/places.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace indraj;

/// Slaps: synthetic ones whose fingers' places are known, and NIST's with places marked by eye.
class TestSlap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void hands_data();
    void hands();
    void thumbs();
    void declaredMissing();
    void undeclaredMissingIsSaid();
    void presentThoughDeclaredMissingIsSaid();
    void otherHandIsSaid();
    void cutFingersAreSaid();
    void touchingFingers();
    void blankAndNoise();
    void cutFingerIsUpright();
    void expectedOrder();
    void nistSlaps_data();
    void nistSlaps();

private:
    QList<MasterFinger> m_right, m_left, m_thumbs;
};

namespace {

/// Whether a segment's box holds the finger: centre and width near its own.
bool isThere(const FingerSegment &segment, const PlacedFinger &finger)
{
    const double angle = segment.tilt * M_PI / 180;
    const QPointF off = segment.centre - finger.centre;
    const double across = off.x() * std::cos(angle) + off.y() * std::sin(angle);
    const double along = -off.x() * std::sin(angle) + off.y() * std::cos(angle);
    return segment.position == finger.position && std::abs(across) < 0.15 * finger.size.width()
        && std::abs(along) < 0.25 * finger.size.height()
        && std::abs(segment.size.width() / finger.size.width() - 1) < 0.3;
}

bool isRight(const SlapSegmentation &found, const QList<PlacedFinger> &truth)
{
    if (found.fingers.size() != truth.size())
        return false;
    for (qsizetype i = 0; i < truth.size(); ++i) {
        if (!isThere(found.fingers.at(i), truth.at(i)))
            return false;
    }
    return true;
}

QByteArray described(const SlapSegmentation &found)
{
    QString text = QStringLiteral("tilt %1").arg(found.tilt);
    for (const SlapProblem problem : found.problems)
        text += u' ' + slapProblemCode(problem);
    for (const FingerSegment &finger : found.fingers) {
        text += QStringLiteral(" [%1,%2 %3x%4")
                    .arg(qRound(finger.centre.x()))
                    .arg(qRound(finger.centre.y()))
                    .arg(qRound(finger.size.width()))
                    .arg(qRound(finger.size.height()));
        for (const SegmentDoubt doubt : finger.doubts)
            text += u' ' + segmentDoubtCode(doubt);
        text += u']';
    }
    return text.toUtf8();
}

SlapTouch randomTouch(quint64 seed, double tilt)
{
    RandomSource random(seed);
    SlapTouch touch;
    touch.seed = seed;
    touch.tilt = tilt;
    touch.spread = random.between(0.92, 1.08);
    touch.shift = QPointF(random.between(-30, 30), random.between(-20, 40));
    touch.withJoints = random.unit() < 0.5;
    touch.noise = random.between(0, 4);
    return touch;
}

} // namespace

void TestSlap::initTestCase()
{
    for (const FingerPosition finger : allFingers) {
        const int code = int(finger);
        (code == 1 || code == 6 ? m_thumbs : code < 6 ? m_right : m_left).append(growFinger(3, finger));
    }
}

void TestSlap::hands_data()
{
    QTest::addColumn<double>("tilt");
    for (const int tilt : {-30, -20, -10, 0, 10, 20, 30})
        QTest::addRow("%d", tilt) << double(tilt);
}

void TestSlap::hands()
{
    QFETCH(double, tilt);
    int right = 0, silent = 0;
    constexpr int slaps = 10;
    QByteArray wrong;
    for (int i = 0; i < slaps; ++i) {
        const bool isRightHand = i % 2 == 0;
        const SyntheticSlap slap = pressSlap(isRightHand ? m_right : m_left,
                                             randomTouch(quint64(1000 + i + int(tilt) * 16), tilt));
        const auto found = segmentSlap(slap.picture, isRightHand ? SlapKind::RightFour : SlapKind::LeftFour);
        const bool good = isRight(found, slap.fingers);
        right += good;
        silent += !good && found.isSure();
        if (!good)
            wrong += described(found) + "\n";
    }
    qInfo("tilt %.0f: %d of %d right, %d silently wrong", tilt, right, slaps, silent);
    QVERIFY2(silent == 0, wrong.constData());
    QVERIFY2(right * 10 >= slaps * 9, wrong.constData());
}

void TestSlap::thumbs()
{
    for (int i = 0; i < 10; ++i) {
        const SyntheticSlap slap = pressSlap(m_thumbs, randomTouch(quint64(50 + i), -20 + 4 * i));
        const auto found = segmentSlap(slap.picture, SlapKind::BothThumbs);
        QVERIFY2(isRight(found, slap.fingers), described(found).constData());
        QVERIFY(!found.handChecked);
    }
}

void TestSlap::declaredMissing()
{
    int sure = 0, all = 0;
    for (const MasterFinger &finger : m_right) {
        SlapTouch touch = randomTouch(quint64(finger.position), 8);
        touch.missing = {finger.position};
        const SyntheticSlap slap = pressSlap(m_right, touch);
        const auto found = segmentSlap(slap.picture, SlapKind::RightFour, touch.missing);
        QVERIFY2(isRight(found, slap.fingers), described(found).constData());
        sure += found.isSure();
        ++all;
    }
    QVERIFY(sure * 2 >= all);
}

void TestSlap::undeclaredMissingIsSaid()
{
    for (const MasterFinger &finger : m_left) {
        SlapTouch touch = randomTouch(quint64(finger.position), -8);
        touch.missing = {finger.position};
        const auto found = segmentSlap(pressSlap(m_left, touch).picture, SlapKind::LeftFour);
        QVERIFY2(found.problems.contains(SlapProblem::TooFew), described(found).constData());
        for (const FingerSegment &segment : found.fingers)
            QVERIFY(!segment.position);
    }
}

void TestSlap::presentThoughDeclaredMissingIsSaid()
{
    const auto found = segmentSlap(pressSlap(m_right, randomTouch(4, 0)).picture, SlapKind::RightFour,
                                   {FingerPosition::RightRing});
    QVERIFY2(found.problems.contains(SlapProblem::TooMany), described(found).constData());
    QVERIFY(!found.isSure());
}

void TestSlap::otherHandIsSaid()
{
    for (int i = 0; i < 12; ++i) {
        const bool isRightHand = i % 2 == 0;
        const SyntheticSlap slap
            = pressSlap(isRightHand ? m_right : m_left, randomTouch(quint64(300 + i), -22 + 4 * i));
        const auto found = segmentSlap(slap.picture, isRightHand ? SlapKind::LeftFour : SlapKind::RightFour);
        QVERIFY2(found.problems.contains(SlapProblem::WrongHand), described(found).constData());
    }
}

void TestSlap::cutFingersAreSaid()
{
    for (const QPointF shift : {QPointF(-420, 0), QPointF(420, 0), QPointF(0, -280)}) {
        SlapTouch touch;
        touch.shift = shift;
        touch.seed = 5;
        const auto found = segmentSlap(pressSlap(m_right, touch).picture, SlapKind::RightFour);
        QVERIFY2(!found.isSure(), described(found).constData());
    }
}

void TestSlap::touchingFingers()
{
    int right = 0, silent = 0;
    for (int i = 0; i < 10; ++i) {
        SlapTouch touch = randomTouch(quint64(700 + i), -18 + 4 * i);
        touch.spread = 0.78;
        const SyntheticSlap slap = pressSlap(m_right, touch);
        const auto found = segmentSlap(slap.picture, SlapKind::RightFour);
        const bool good = isRight(found, slap.fingers);
        right += good;
        silent += !good && found.isSure();
    }
    qInfo("touching fingers: %d of 10 right, %d silently wrong", right, silent);
    QCOMPARE(silent, 0);
}

void TestSlap::blankAndNoise()
{
    QImage picture(1600, 1000, QImage::Format_Grayscale8);
    RandomSource random(1);
    for (const double noise : {0.0, 5.0, 40.0}) {
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                picture.scanLine(y)[x] = uchar(std::clamp(200 + noise * random.normal(), 0.0, 255.0));
        }
        const auto found = segmentSlap(picture, SlapKind::RightFour);
        QVERIFY2(found.problems.contains(SlapProblem::NoFingers), described(found).constData());
    }
    QVERIFY(segmentSlap(QImage(), SlapKind::RightFour).problems.contains(SlapProblem::NoFingers));
    QImage tiny(20, 20, QImage::Format_Grayscale8);
    tiny.fill(100);
    QVERIFY(!segmentSlap(tiny, SlapKind::BothThumbs).isSure());
}

void TestSlap::cutFingerIsUpright()
{
    // A bar that leans by 20 degrees must come out straight and in the middle.
    QImage picture(400, 400, QImage::Format_Grayscale8);
    picture.fill(255);
    const double angle = 20 * M_PI / 180;
    for (int y = 0; y < 400; ++y) {
        for (int x = 0; x < 400; ++x) {
            const double across = (x - 200) * std::cos(angle) + (y - 200) * std::sin(angle);
            const double along = -(x - 200) * std::sin(angle) + (y - 200) * std::cos(angle);
            if (std::abs(across) < 30 && std::abs(along) < 100)
                picture.scanLine(y)[x] = 0;
        }
    }
    FingerSegment segment;
    segment.centre = QPointF(200, 200);
    segment.size = QSizeF(60, 200);
    segment.tilt = 20;
    const QImage cut = cutFinger(picture, segment);
    QCOMPARE(cut.size(), QSize(84, 224));
    for (const QPoint inside : {QPoint(15, 15), QPoint(68, 15), QPoint(15, 208), QPoint(68, 208)})
        QVERIFY(cut.pixelColor(inside).value() < 10);
    for (const QPoint outside : {QPoint(8, 112), QPoint(76, 112), QPoint(42, 7), QPoint(42, 217)})
        QVERIFY(cut.pixelColor(outside).value() > 245);
    // Beyond the picture is white; hardly leaning fingers keep their pixels.
    segment.centre = QPointF(0, 0);
    segment.tilt = 2;
    const QImage corner = cutFinger(picture, segment);
    QCOMPARE(corner.pixelColor(2, 2).value(), 255);
}

void TestSlap::expectedOrder()
{
    using enum FingerPosition;
    QCOMPARE(expectedFingers(SlapKind::LeftFour, {LeftRing}),
             (QList<FingerPosition>{LeftLittle, LeftMiddle, LeftIndex}));
    QCOMPARE(expectedFingers(SlapKind::BothThumbs, {}), (QList<FingerPosition>{LeftThumb, RightThumb}));
}

void TestSlap::nistSlaps_data()
{
    // Middles of the last phalanges, by eye, in pixels; what has to be right, or at least said. The index of
    // a001 and of the card, one hand's, runs from 485 to 955: a hole is punched through its lower half.
    QTest::addColumn<QString>("file");
    QTest::addColumn<SlapKind>("kind");
    QTest::addColumn<QList<QPointF>>("centres");
    QTest::addColumn<bool>("mustBeRight");
    const auto row = [](const char *file, SlapKind kind, QList<QPointF> centres, bool mustBeRight) {
        QTest::newRow(file) << QString::fromLatin1(file) << kind << centres << mustBeRight;
    };
    const QList<QPointF> thumbs{{636, 1290}, {962, 1290}};
    row("two_thumb_slap/sample_01.png", SlapKind::BothThumbs, thumbs, true);
    row("two_thumb_slap/sample_04.png", SlapKind::BothThumbs, thumbs, true);
    row("two_thumb_slap/sample_11.png", SlapKind::BothThumbs, thumbs, true);
    row("inked_slap4/a001.png", SlapKind::RightFour, {{205, 720}, {500, 250}, {870, 225}, {1300, 580}},
        false);
    row("inked_slap4/a018.png", SlapKind::RightFour, {{265, 490}, {580, 240}, {917, 415}, {1270, 770}},
        false);
    row("inked_slap4/a070.png", SlapKind::LeftFour, {{410, 715}, {695, 220}, {1000, 125}, {1400, 310}},
        false);
    row("inked_slap4/b124.png", SlapKind::LeftFour, {{278, 730}, {600, 350}, {975, 270}, {1360, 490}}, false);
    row("tenprint_card/13_right_four_slap.png", SlapKind::RightFour,
        {{262, 720}, {555, 260}, {930, 225}, {1360, 570}}, false);
}

void TestSlap::nistSlaps()
{
    QFETCH(QString, file);
    QFETCH(SlapKind, kind);
    QFETCH(QList<QPointF>, centres);
    QFETCH(bool, mustBeRight);
    const QString path = indraj::test::sharedPath("/fingerprints/") + file;
    if (!QFile::exists(path))
        QSKIP("NIST's slaps are absent");
    const auto found = segmentSlap(QImage(path).convertToFormat(QImage::Format_Grayscale8), kind);
    bool good = found.fingers.size() == centres.size();
    for (qsizetype i = 0; good && i < centres.size(); ++i) {
        const QPointF off = found.fingers.at(i).centre - centres.at(i);
        good = std::abs(off.x()) < 60 && std::abs(off.y()) < 110 && found.fingers.at(i).position;
    }
    qInfo("%s: %s, %s: %s", qPrintable(file), good ? "right" : "WRONG", found.isSure() ? "sure" : "not sure",
          described(found).constData());
    QVERIFY2(good || !found.isSure(), "silently wrong");
    QVERIFY(good || !mustBeRight);
}

QTEST_GUILESS_MAIN(TestSlap)
#include "tst_slap.moc"
