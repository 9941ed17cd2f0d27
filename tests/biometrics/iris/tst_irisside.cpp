#include "biometrics/iris/irisside.h"
#include "devices/simulator/syntheticiris.h"

#include <QPainter>
#include <QSet>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;
using enum EyePosition;

namespace {

/// As a good camera gives it: both corners are in the picture.
EyeView wholeEye(quint64 seed)
{
    EyeView view;
    view.irisRadius = 100;
    view.seed = seed;
    return view;
}

IrisSideReading readingOf(const QImage &picture)
{
    const auto eye = segmentIris(picture);
    return eye ? readIrisSide(picture, *eye) : IrisSideReading();
}

/// One half of the picture laid over the other, mirrored: an eye with two equal corners.
QImage doubled(const QImage &picture, bool rightHalf)
{
    QImage both = picture.convertToFormat(QImage::Format_RGB32);
    const int half = picture.width() / 2;
    const QImage part = both.copy(rightHalf ? half : 0, 0, half, both.height()).mirrored(true, false);
    QPainter painter(&both);
    painter.drawImage(rightHalf ? 0 : half, 0, part);
    painter.end();
    return both.convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

/// Left or right, from the picture: told where it can be, and the reason where not.
class TestIrisSide : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothSidesAreTold_data()
    {
        QTest::addColumn<double>("roll");
        for (const double roll : {-12.0, -5.0, 0.0, 5.0, 12.0})
            QTest::addRow("head tilted by %.0f degrees", roll) << roll;
    }
    void bothSidesAreTold()
    {
        QFETCH(double, roll);
        for (quint64 person = 1; person <= 2; ++person) {
            for (const EyePosition eye : bothEyes) {
                EyeView view = wholeEye(person);
                view.roll = roll;
                const QImage picture = drawEye(person, eye, view).picture;
                const IrisSideReading reading = readingOf(picture);
                QCOMPARE(reading.eye, std::optional(eye));
                QVERIFY(!reading.why);
                const EyeCorner &nose = eye == Right ? reading.right : reading.left;
                QVERIFY(nose.inPicture && nose.duct >= tearDuctFrom);
                // A mirrored camera makes one eye of the other.
                const IrisSideReading mirrored = readingOf(picture.mirrored(true, false));
                QCOMPARE(mirrored.eye, std::optional(eye == Right ? Left : Right));
            }
        }
    }

    void whatTheEdgeCutsOffIsNotGuessed()
    {
        EyeView view = wholeEye(4);
        view.irisRadius = 150;
        const IrisSideReading reading = readingOf(drawEye(4, Right, view).picture);
        QVERIFY(!reading.eye);
        QCOMPARE(reading.why, std::optional(SideUnknown::CornerNotInPicture));
        QVERIFY(!reading.left.inPicture && !reading.right.inPicture);
    }

    void equalCornersTellNothing()
    {
        const QImage picture = drawEye(5, Right, wholeEye(5)).picture;
        const IrisSideReading dull = readingOf(doubled(picture, false));
        QVERIFY(!dull.eye);
        QCOMPARE(dull.why, std::optional(SideUnknown::NoTearDuct));
        const IrisSideReading bright = readingOf(doubled(picture, true));
        QVERIFY(!bright.eye);
        QCOMPARE(bright.why, std::optional(SideUnknown::BothAlike));
    }

    void aPupilOnTheOtherSideTakesItBack()
    {
        EyeView view = wholeEye(6);
        view.pupilShift = -0.06;
        const IrisSideReading reading = readingOf(drawEye(6, Right, view).picture);
        QVERIFY(!reading.eye);
        QCOMPARE(reading.why, std::optional(SideUnknown::CluesDisagree));
        QVERIFY(reading.pupilShift < 0);
    }

    void everyReasonHasItsCode()
    {
        QSet<QString> codes;
        for (const SideUnknown why :
             {SideUnknown::NoIris, SideUnknown::CornerNotInPicture, SideUnknown::NoTearDuct,
              SideUnknown::BothAlike, SideUnknown::CluesDisagree})
            codes.insert(sideUnknownCode(why));
        QCOMPARE(codes.size(), 5);
        QCOMPARE(IrisSideReading().why, std::optional(SideUnknown::NoIris));
    }
};

QTEST_MAIN(TestIrisSide)
#include "tst_irisside.moc"
