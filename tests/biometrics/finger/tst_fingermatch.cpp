#include "biometrics/finger/minutiae/fingermatch.h"
#include "devices/simulator/randomsource.h"
#include "devices/simulator/syntheticfinger.h"
#include "tests/support/places.h"

#include <QDir>
#include <QTest>
#include <QTransform>

#include <cmath>
#include <numbers>

using namespace indraj;

/// Minutiae and what is made of them: on a pattern drawn for the purpose, on invented fingers and on MOSIP's
/// ten.
class TestFingerMatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refused();
    void oneRidgeMoreIsOneMinutia_data();
    void oneRidgeMoreIsOneMinutia();
    void straightRidgesHaveNone();
    void turnedFingersLieOnEachOther_data();
    void turnedFingersLieOnEachOther();
    void theSameFingerAgainAndAgain();
    void differentFingers();
    void mosipsTenAreTenFingers();
    void noiseIsNobody();
};

namespace {

/// Vertical ridges, nine pixels apart, with `more` of them above the middle than below it.
QImage uprightRidges(int more)
{
    QImage picture(320, 320, QImage::Format_Grayscale8);
    for (int y = 0; y < 320; ++y) {
        for (int x = 0; x < 320; ++x) {
            const double phase = 2 * std::numbers::pi * x / 9 + more * std::atan2(y - 160.5, x - 160.5);
            picture.scanLine(y)[x] = uchar(std::lround(130 - 80 * std::cos(phase)));
        }
    }
    return picture;
}

QImage turned(const QImage &picture, double degrees)
{
    QImage canvas(460, 460, QImage::Format_Grayscale8);
    canvas.fill(238);
    const QTransform turn = QTransform().translate(230, 230).rotate(degrees).translate(
        -picture.width() / 2.0, -picture.height() / 2.0);
    const QTransform back = turn.inverted();
    for (int y = 0; y < canvas.height(); ++y) {
        for (int x = 0; x < canvas.width(); ++x) {
            const QPointF at = back.map(QPointF(x, y));
            const int left = int(std::floor(at.x())), top = int(std::floor(at.y()));
            if (left < 0 || top < 0 || left + 1 >= picture.width() || top + 1 >= picture.height())
                continue;
            const double fx = at.x() - left, fy = at.y() - top;
            const uchar *a = picture.constScanLine(top) + left, *b = picture.constScanLine(top + 1) + left;
            canvas.scanLine(y)[x] = uchar(
                std::lround((a[0] * (1 - fx) + a[1] * fx) * (1 - fy) + (b[0] * (1 - fx) + b[1] * fx) * fy));
        }
    }
    return canvas;
}

QImage touchOf(quint64 person, FingerPosition finger, quint64 seed)
{
    return pressFinger(growFinger(person, finger), makeTouch(TouchKind::Good, seed));
}

} // namespace

void TestFingerMatch::refused()
{
    QCOMPARE(fingerTemplate(QImage(300, 300, QImage::Format_RGB32)).error(), TemplateFault::NotGrey8);
    QImage small(63, 300, QImage::Format_Grayscale8);
    small.fill(128);
    QCOMPARE(fingerTemplate(small).error(), TemplateFault::WrongSize);
    QCOMPARE(fingerTemplate(QImage(300, 1601, QImage::Format_Grayscale8)).error(), TemplateFault::WrongSize);
    QImage blank(300, 300, QImage::Format_Grayscale8);
    blank.fill(240);
    QCOMPARE(fingerTemplate(blank).error(), TemplateFault::NoRidges);
    QCOMPARE(compareFingers({}, {}).likeness, 0.0);
}

void TestFingerMatch::oneRidgeMoreIsOneMinutia_data()
{
    QTest::addColumn<int>("more");
    QTest::addColumn<double>("angle");
    QTest::newRow("above") << 1 << -std::numbers::pi / 2;
    QTest::newRow("below") << -1 << std::numbers::pi / 2;
}

void TestFingerMatch::oneRidgeMoreIsOneMinutia()
{
    QFETCH(int, more);
    QFETCH(double, angle);
    const auto finger = fingerTemplate(uprightRidges(more));
    QVERIFY(finger.has_value());
    QCOMPARE(finger->minutiae.size(), size_t(1));
    const Minutia &found = finger->minutiae.front();
    QVERIFY(std::hypot(found.x - 160, found.y - 160) < 12);
    // Along the ridge that ends or into the fork: both look to where there is one ridge more.
    QVERIFY2(std::abs(double(found.angle) - angle) < 0.3, qPrintable(QString::number(double(found.angle))));
    QVERIFY(std::abs(int(finger->directionAt(60, 60)) - 90) < 6);
}

void TestFingerMatch::straightRidgesHaveNone()
{
    const auto finger = fingerTemplate(uprightRidges(0));
    QVERIFY(finger.has_value());
    QCOMPARE(finger->minutiae.size(), size_t(0));
    QCOMPARE(compareFingers(*finger, *finger).likeness, 0.0);
}

void TestFingerMatch::turnedFingersLieOnEachOther_data()
{
    QTest::addColumn<double>("degrees");
    for (const double degrees : {-90.0, -35.0, 0.0, 20.0, 45.0, 180.0})
        QTest::addRow("%.0f", degrees) << degrees;
}

void TestFingerMatch::turnedFingersLieOnEachOther()
{
    QFETCH(double, degrees);
    const QImage picture = touchOf(11, FingerPosition::RightMiddle, 1);
    const auto upright = fingerTemplate(turned(picture, 0)),
               leaning = fingerTemplate(turned(picture, degrees));
    QVERIFY(upright && leaning);
    const FingerMatch match = compareFingers(*upright, *leaning);
    QVERIFY2(match.likeness > 75, qPrintable(QString::number(match.likeness)));
    const double apart = std::remainder(match.rotation * 180 / std::numbers::pi - degrees, 360.0);
    QVERIFY2(std::abs(apart) < 2, qPrintable(QString::number(apart)));
    // Nothing but what is claimed: every pair lies together under the rotation and shift told.
    for (const auto &[i, j] : match.pairs) {
        const Minutia &a = upright->minutiae[size_t(i)], &b = leaning->minutiae[size_t(j)];
        const double c = std::cos(match.rotation), s = std::sin(match.rotation);
        const double x = c * double(a.x) - s * double(a.y) + match.shift.x();
        const double y = s * double(a.x) + c * double(a.y) + match.shift.y();
        QVERIFY(std::hypot(x - double(b.x), y - double(b.y)) < 22);
    }
}

void TestFingerMatch::theSameFingerAgainAndAgain()
{
    for (const FingerPosition position : allFingers) {
        const MasterFinger finger = growFinger(21, position);
        const auto first = fingerTemplate(pressFinger(finger, makeTouch(TouchKind::Good, 1)));
        for (quint64 seed = 2; seed < 5; ++seed) {
            const auto again = fingerTemplate(pressFinger(finger, makeTouch(TouchKind::Good, seed)));
            QVERIFY(first && again);
            const double likeness = compareFingers(*first, *again).likeness;
            QVERIFY2(likeness >= sameFingerFrom, qPrintable(QString::number(likeness)));
            QVERIFY(std::abs(likeness - compareFingers(*again, *first).likeness)
                    < 15); // whichever comes first
        }
    }
}

void TestFingerMatch::differentFingers()
{
    std::vector<FingerTemplate> all;
    for (quint64 person = 31; person < 33; ++person) {
        for (const FingerPosition position : allFingers) {
            const auto one = fingerTemplate(touchOf(person, position, person));
            QVERIFY(one.has_value());
            all.push_back(*one);
        }
    }
    for (size_t i = 0; i < all.size(); ++i) {
        for (size_t j = i + 1; j < all.size(); ++j) {
            const double likeness = compareFingers(all[i], all[j]).likeness;
            QVERIFY2(likeness < sameFingerFrom, qPrintable(QString::number(likeness)));
        }
    }
}

void TestFingerMatch::mosipsTenAreTenFingers()
{
    const QDir folder(indraj::test::sharedPath("/fingerprints/mosip_iso19794_4"));
    const QStringList names = folder.entryList({QStringLiteral("*.png")});
    if (names.isEmpty())
        QSKIP("the shared fingerprints are not here");
    std::vector<FingerTemplate> all;
    for (const QString &name : names) {
        const auto one
            = fingerTemplate(QImage(folder.filePath(name)).convertToFormat(QImage::Format_Grayscale8));
        QVERIFY2(one && one->minutiae.size() >= 15, qPrintable(name));
        all.push_back(*one);
    }
    for (size_t i = 0; i < all.size(); ++i) {
        QVERIFY(compareFingers(all[i], all[i]).likeness > 80);
        for (size_t j = i + 1; j < all.size(); ++j)
            QVERIFY(compareFingers(all[i], all[j]).likeness < sameFingerFrom);
    }
}

void TestFingerMatch::noiseIsNobody()
{
    RandomSource random(5);
    const auto finger = fingerTemplate(touchOf(11, FingerPosition::LeftThumb, 1));
    QVERIFY(finger.has_value());
    for (int i = 0; i < 5; ++i) {
        QImage noise(300, 400, QImage::Format_Grayscale8);
        for (int y = 0; y < noise.height(); ++y) {
            for (int x = 0; x < noise.width(); ++x)
                noise.scanLine(y)[x] = uchar(random.next() & 0xFF);
        }
        const auto found = fingerTemplate(noise);
        if (found)
            QVERIFY(compareFingers(*finger, *found).likeness < sameFingerFrom);
    }
}

QTEST_GUILESS_MAIN(TestFingerMatch)
#include "tst_fingermatch.moc"
