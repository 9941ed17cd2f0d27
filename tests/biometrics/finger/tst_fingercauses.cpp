#include "biometrics/finger/fingerjudge.h"
#include "devices/simulator/syntheticfinger.h"

#include <QSet>
#include <QTest>

using namespace indraj;

/// Every cause, shown on touches that have it.
class TestFingerCauses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void causes_data();
    void causes();
    void codesAreDistinct();
    void measureSetsAgree();

private:
    QList<MasterFinger> m_fingers;
};

namespace {

using Change = QImage (*)(const MasterFinger &, quint64 seed);

QImage touched(const MasterFinger &finger, TouchKind kind, quint64 seed)
{
    return pressFinger(finger, makeTouch(kind, seed));
}

QImage pressedHard(const MasterFinger &finger, quint64 seed)
{
    Touch touch = makeTouch(TouchKind::Good, seed);
    touch.pressure = 1.0;
    touch.moisture = 0.76;
    return pressFinger(finger, touch);
}

/// The finger slid over the glass while it was read: every pixel is the mean of a stretch.
QImage slid(const MasterFinger &finger, quint64 seed)
{
    const QImage still = touched(finger, TouchKind::Good, seed);
    QImage moved = still;
    constexpr int stretch = 14;
    for (int y = 0; y < still.height(); ++y) {
        for (int x = 0; x < still.width(); ++x) {
            int sum = 0;
            for (int i = 0; i < stretch; ++i) {
                const int from = std::clamp(x - stretch / 2 + i, 0, still.width() - 1);
                const int row = std::clamp(y - stretch / 2 + i, 0, still.height() - 1);
                sum += still.constScanLine(row)[from];
            }
            moved.scanLine(y)[x]
                = uchar(sum / stretch + int((unsigned(x * 7 + y * 13) * 2654435761U) >> 27) - 16);
        }
    }
    return moved;
}

/// On a larger glass, over its left edge.
QImage offCentre(const MasterFinger &finger, quint64 seed)
{
    const QImage good = touched(finger, TouchKind::Good, seed);
    QImage glass(500, 480, QImage::Format_Grayscale8);
    glass.fill(238);
    for (int y = 0; y < good.height(); ++y)
        std::copy_n(good.constScanLine(y) + 70, good.width() - 70, glass.scanLine(y + 40));
    return glass;
}

template <TouchKind kind> QImage plain(const MasterFinger &finger, quint64 seed)
{
    return touched(finger, kind, seed);
}

} // namespace

Q_DECLARE_METATYPE(Change)

void TestFingerCauses::initTestCase()
{
    for (const FingerPosition finger : allFingers)
        m_fingers.append(growFinger(2, finger));
}

void TestFingerCauses::causes_data()
{
    QTest::addColumn<Change>("touch");
    QTest::addColumn<int>("cause");
    const auto row = [](const char *name, Change touch, int cause) { QTest::newRow(name) << touch << cause; };
    row("good", plain<TouchKind::Good>, -1);
    row("dry", plain<TouchKind::Dry>, int(FingerCause::TooDry));
    row("wet", plain<TouchKind::Wet>, int(FingerCause::TooWet));
    row("light", plain<TouchKind::Light>, int(FingerCause::PressHarder));
    row("partial", plain<TouchKind::Partial>, int(FingerCause::SmallArea));
    row("hard", pressedHard, int(FingerCause::PressLighter));
    row("slid", slid, int(FingerCause::Smudged));
    row("off centre", offCentre, int(FingerCause::OffCentre));
}

void TestFingerCauses::causes()
{
    QFETCH(Change, touch);
    QFETCH(int, cause);
    int named = 0;
    QByteArray seen;
    for (const MasterFinger &finger : m_fingers) {
        const auto measures
            = measureFinger(touch(finger, 900 + quint64(finger.position)), MeasureSet::Preview);
        QVERIFY(measures.has_value());
        const auto found = findCause(*measures);
        named += (found ? int(*found) : -1) == cause;
        seen += QStringLiteral("%1: ink %2 mean %3 ridges %4 certain %5 unclear %6 contrast %7 area %8\n")
                    .arg(found ? fingerCauseCode(*found) : QStringLiteral("none"))
                    .arg(measures->inkShare)
                    .arg(measures->mean)
                    .arg(measures->ridgeContrast)
                    .arg(measures->ridgeCertainty)
                    .arg(measures->unclearShare)
                    .arg(measures->contrast)
                    .arg(measures->ridgeArea)
                    .toUtf8();
    }
    qInfo("%d of %d", named, int(m_fingers.size()));
    QVERIFY2(named * 10 >= m_fingers.size() * 9, seen.constData());
}

void TestFingerCauses::codesAreDistinct()
{
    QSet<QString> codes;
    for (int cause = 0; cause <= int(FingerCause::OffCentre); ++cause)
        codes.insert(fingerCauseCode(FingerCause(cause)));
    QCOMPARE(codes.size(), int(FingerCause::OffCentre) + 1);
    QVERIFY(!codes.contains(QString()));
}

void TestFingerCauses::measureSetsAgree()
{
    const QImage picture = touched(m_fingers.first(), TouchKind::Good, 1);
    const auto all = measureFinger(picture);
    const auto preview = measureFinger(picture, MeasureSet::Preview);
    QVERIFY(all && preview);
    QCOMPARE(preview->frequency, all->frequency);
    QCOMPARE(preview->certainty, all->certainty);
    QCOMPARE(preview->meanOfBlocks, all->meanOfBlocks);
    QCOMPARE(preview->clarity.count, 0);
    QCOMPARE(findCause(*preview), findCause(*all));
    const auto windows = fingerWindows(picture);
    double sum = 0;
    int count = 0;
    for (const FingerWindow &window : windows) {
        QVERIFY(picture.rect().contains(window.area));
        if (window.foreground) {
            sum += window.frequency;
            ++count;
        }
    }
    QCOMPARE(count, all->frequency.count);
    QVERIFY(std::abs(sum / count - all->frequency.mean) < 1e-9);
}

QTEST_GUILESS_MAIN(TestFingerCauses)
#include "tst_fingercauses.moc"
