#include "devices/fingerprint/sensortable.h"
#include "scannerbench.h"
#include "tests/support/places.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace indraj;
using namespace indraj::testing;

/// Recorded USB traffic of real scanners, replayed under umockdev to the real drivers in the real helper.
class TestRecordings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void identicalPictures_data();
    void identicalPictures();
    void fingersThroughTheEncryptedDriver_data();
    void fingersThroughTheEncryptedDriver();
    void blankTouchAsksAgain();

private:
    static std::optional<QImage> picture(const QString &path);
    static UsbId recordedId(const QString &folder);
    const QString m_real = indraj::test::sharedPath("/libfprint-recordings/");
    const QString m_fingers = indraj::test::sharedPath("/libfprint-recordings-synth/");
};

void TestRecordings::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("umockdev-run")).isEmpty())
        QSKIP("umockdev-run is not installed");
    if (!QFile::exists(m_real + QStringLiteral("uru4000-4500/device")))
        QSKIP("recorded scanners are absent");
}

std::optional<QImage> TestRecordings::picture(const QString &path)
{
    const QImage loaded(path);
    if (loaded.isNull())
        return {};
    return loaded.convertToFormat(QImage::Format_RGB32).convertToFormat(QImage::Format_Grayscale8);
}

/// Of the first device of the recording that names any: the scanner, then the hubs above it.
UsbId TestRecordings::recordedId(const QString &folder)
{
    QFile file(folder + QStringLiteral("/device"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    const auto number = [&text](const char *key) {
        const qsizetype at = text.indexOf(key);
        return at < 0 ? quint16(0) : text.mid(at + qsizetype(qstrlen(key)), 4).toUShort(nullptr, 16);
    };
    return {number("A: idVendor="), number("A: idProduct=")};
}

/// Whatever lies in the folder: "driver" or "driver-model" with what the picture must be.
void TestRecordings::identicalPictures_data()
{
    QTest::addColumn<QString>("folder");
    for (const QString &name : QDir(m_real).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (QFile::exists(m_real + name + QStringLiteral("/capture.png")))
            QTest::newRow(qPrintable(name)) << m_real + name;
    }
}

void TestRecordings::identicalPictures()
{
    QFETCH(QString, folder);
    const QString driver = QString::fromUtf8(QTest::currentDataTag()).section(QLatin1Char('-'), 0, 0);
    HelperScanner scanner(recordingOptions(folder));
    QSignalSpy captured(&scanner, &FingerScanner::captured);
    scanner.capture(FingerPosition::RightIndex);
    scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, 30000);
    const auto got = captured.at(0).at(0).value<FingerImage>();
    QCOMPARE(got.sensor.driver, driver);
    QVERIFY(!got.sensor.simulated);
    // The helper reads the id beside libfprint; the table has it, with the resolution that came over.
    const UsbId id = recordedId(folder);
    QVERIFY(id.isValid());
    QVERIFY2(got.sensor.model.endsWith(u'[' + usbIdText(id) + u']'), qPrintable(got.sensor.model));
    const SensorLookup row = lookUpSensor(driver, id, got.sensor.model, !got.sensor.press);
    QVERIFY2(row.known, "not in the sensor table");
    QCOMPARE(row.profile.resolution, got.sensor.resolution);
    QCOMPARE(row.profile.press, got.sensor.press);
    // Where the area is known, the picture is as large as area and resolution say.
    const auto millimetres = [&got](int pixels) { return pixels * 25.4 / got.sensor.resolution; };
    if (row.profile.press && row.profile.widthMillimetres > 0) {
        QVERIFY(std::abs(millimetres(got.image.width()) / row.profile.widthMillimetres - 1) < 0.1);
        QVERIFY(std::abs(millimetres(got.image.height()) / row.profile.heightMillimetres - 1) < 0.1);
    }
    const auto expected = picture(folder + QStringLiteral("/capture.png"));
    QVERIFY(expected.has_value());
    QCOMPARE(got.image, *expected);
    const auto pid = pid_t(scanner.helperProcessId());
    scanner.close();
    QTRY_VERIFY(::kill(pid, 0) != 0);
}

void TestRecordings::fingersThroughTheEncryptedDriver_data()
{
    QTest::addColumn<QString>("folder");
    const QStringList folders = QDir(m_fingers).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        if (folder != QStringLiteral("blank"))
            QTest::newRow(qPrintable(folder)) << m_fingers + folder;
    }
}

void TestRecordings::fingersThroughTheEncryptedDriver()
{
    QFETCH(QString, folder);
    HelperScanner scanner(recordingOptions(folder));
    QSignalSpy captured(&scanner, &FingerScanner::captured);
    scanner.capture(FingerPosition::RightIndex);
    scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, 30000);
    const QImage got = captured.at(0).at(0).value<FingerImage>().image;
    const auto expected = picture(folder + QStringLiteral("/expected.png"));
    QVERIFY(expected.has_value());
    QCOMPARE(got.size(), expected->size());
    int different = 0;
    for (int y = 0; y < got.height(); ++y) {
        for (int x = 0; x < got.width(); ++x)
            different += got.constScanLine(y)[x] != expected->constScanLine(y)[x];
    }
    QVERIFY2(different <= 330, qPrintable(QString::number(different)));
    const auto pid = pid_t(scanner.helperProcessId());
    scanner.close();
    QTRY_VERIFY(::kill(pid, 0) != 0);
}

void TestRecordings::blankTouchAsksAgain()
{
    HelperScanner scanner(recordingOptions(m_fingers + QStringLiteral("blank")));
    QSignalSpy captured(&scanner, &FingerScanner::captured), retries(&scanner, &FingerScanner::retry);
    scanner.capture(FingerPosition::RightIndex);
    scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(retries.size(), 1, 30000);
    QCOMPARE(retries.at(0).at(0).value<RetryReason>(), RetryReason::NotAFinger);
    QCOMPARE(captured.size(), 0);
    scanner.close();
}

QTEST_GUILESS_MAIN(TestRecordings)
#include "tst_recordings.moc"
