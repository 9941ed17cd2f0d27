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
    static HelperOptions replay(const QString &folder, const QString &driver);
    static std::optional<QImage> picture(const QString &path);
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

/// One recording serves exactly one open, capture and close.
HelperOptions TestRecordings::replay(const QString &folder, const QString &driver)
{
    const QDir dir(folder);
    QFile device(dir.filePath(QStringLiteral("device")));
    HelperOptions options;
    if (!device.open(QIODevice::ReadOnly))
        return options;
    options.program = helperProgram();
    options.wrapper = QStringList{QStringLiteral("umockdev-run"), QStringLiteral("-d"), device.fileName()};
    const QString usb = dir.filePath(QStringLiteral("capture.pcapng"));
    QFile ioctl(dir.filePath(QStringLiteral("capture.ioctl")));
    if (QFile::exists(usb)) {
        const QString path = QString::fromUtf8(device.readLine().trimmed()).mid(3); // "P: /devices/..."
        options.wrapper << QStringLiteral("-p") << QStringLiteral("/sys%1=%2").arg(path, usb);
    } else if (ioctl.open(QIODevice::ReadOnly)) {
        const QString path = QString::fromUtf8(ioctl.readLine().trimmed()).mid(5); // "@DEV /dev/..."
        options.wrapper << QStringLiteral("-i") << QStringLiteral("%1=%2").arg(path, ioctl.fileName());
    }
    options.wrapper << QStringLiteral("--");
    options.environment.insert(QStringLiteral("FP_DEVICE_EMULATION"), QStringLiteral("1"));
    options.environment.insert(QStringLiteral("FP_DRIVERS_WHITELIST"), driver);
    options.environment.insert(QStringLiteral("LIBUSB_DEBUG"),
                               QStringLiteral("0")); // floods at a replay's end
    return options;
}

std::optional<QImage> TestRecordings::picture(const QString &path)
{
    const QImage loaded(path);
    if (loaded.isNull())
        return {};
    return loaded.convertToFormat(QImage::Format_RGB32).convertToFormat(QImage::Format_Grayscale8);
}

void TestRecordings::identicalPictures_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<bool>("press");
    QTest::newRow("uru4000-4500") << QStringLiteral("uru4000") << true;
    QTest::newRow("nb1010") << QStringLiteral("nb1010") << true;
    QTest::newRow("egis0570") << QStringLiteral("egis0570") << false;
}

void TestRecordings::identicalPictures()
{
    QFETCH(QString, driver);
    QFETCH(bool, press);
    const QString folder = m_real + QString::fromUtf8(QTest::currentDataTag());
    HelperScanner scanner(replay(folder, driver));
    QSignalSpy captured(&scanner, &FingerScanner::captured);
    scanner.capture(FingerPosition::RightIndex);
    scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, 15000);
    const auto got = captured.at(0).at(0).value<FingerImage>();
    QCOMPARE(got.sensor.driver, driver);
    QCOMPARE(got.sensor.press, press);
    QVERIFY(!got.sensor.simulated);
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
    HelperScanner scanner(replay(folder, QStringLiteral("uru4000")));
    QSignalSpy captured(&scanner, &FingerScanner::captured);
    scanner.capture(FingerPosition::RightIndex);
    scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, 15000);
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
    HelperScanner scanner(replay(m_fingers + QStringLiteral("blank"), QStringLiteral("uru4000")));
    QSignalSpy captured(&scanner, &FingerScanner::captured), retries(&scanner, &FingerScanner::retry);
    scanner.capture(FingerPosition::RightIndex);
    scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(retries.size(), 1, 15000);
    QCOMPARE(retries.at(0).at(0).value<RetryReason>(), RetryReason::NotAFinger);
    QCOMPARE(captured.size(), 0);
    scanner.close();
}

QTEST_GUILESS_MAIN(TestRecordings)
#include "tst_recordings.moc"
