#include "devices/fingerprint/sensortable.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace indraj;

/// Our own table of scanners, by vendor and product id.
class TestSensorTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatAScannerIs_data();
    void whatAScannerIs();
    void anUnknownProductIsTakenForItsDriversFirst();
    void anUnknownDriverIsSaid();
    void everyProductOfItsDriversIsThere();
};

void TestSensorTable::whatAScannerIs_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QList<int>>("id");
    QTest::addColumn<int>("sensor");
    QTest::addColumn<int>("resampling");
    QTest::addColumn<int>("picture");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::addColumn<bool>("press");
    const auto row = [](const char *driver, int vendor, int product, int sensor, int times, int picture,
                        double width, double height, bool press) {
        QTest::addRow("%s %04x:%04x", driver, vendor, product)
            << QString::fromLatin1(driver) << QList{vendor, product} << sensor << times << picture << width
            << height << press;
    };
    row("uru4000", 0x05ba, 0x000a, 512, 1, 512, 18.1, 14.6, true);
    row("uru4000", 0x045e, 0x00bd, 512, 1, 512, 18.1, 14.6, true);
    row("aes3500", 0x08ff, 0x5731, 500, 2, 1000, 6.5, 6.5, true);
    row("aes4000", 0x08ff, 0x5501, 250, 3, 750, 9.75, 9.75, true);
    row("egis0570", 0x1c7a, 0x0571, 508, 2, 1016, 5.7, 0, false);
    row("elan", 0x04f3, 0x0c26, 500, 1, 500, 0, 0, false);
}

void TestSensorTable::whatAScannerIs()
{
    QFETCH(QString, driver);
    QFETCH(QList<int>, id);
    QFETCH(bool, press);
    const auto found
        = lookUpSensor(driver, {quint16(id[0]), quint16(id[1])}, u"as it says", !press); // not libfprint's
    QVERIFY(found.known);
    QTEST(found.sensorResolution, "sensor");
    QTEST(found.resampling, "resampling");
    QTEST(found.profile.resolution, "picture");
    QTEST(found.profile.widthMillimetres, "width");
    QTEST(found.profile.heightMillimetres, "height");
    QCOMPARE(found.profile.press, press);
    QCOMPARE(found.profile.model, QStringLiteral("as it says"));
    QVERIFY(!found.profile.simulated);
}

void TestSensorTable::anUnknownProductIsTakenForItsDriversFirst()
{
    const auto found = lookUpSensor(u"uru4000", {0x05ba, 0x00ff}, u"", false);
    QVERIFY(!found.known);
    QCOMPARE(found.profile.resolution, 512);
    QVERIFY(found.profile.press);
    // The driver belongs to the key: another one that claims the same id is another device.
    QVERIFY(!lookUpSensor(u"nb1010", {0x05ba, 0x000a}, u"", true).known);
    // Without an id there is nothing to contradict the driver.
    QVERIFY(lookUpSensor(u"uru4000", {}, u"", true).known);
    const auto simulated = lookUpSensor(u"virtual_image", {}, u"", true);
    QVERIFY(simulated.known && simulated.profile.simulated);
}

void TestSensorTable::anUnknownDriverIsSaid()
{
    const auto found = lookUpSensor(u"another", {1, 2}, u"", false);
    QVERIFY(!found.known);
    QCOMPARE(found.profile.resolution, 500);
    QVERIFY(!found.profile.press); // libfprint's word
}

/// Against libfprint's own list of what its drivers claim, where it is installed.
void TestSensorTable::everyProductOfItsDriversIsThere()
{
    QFile list(QStringLiteral("/usr/lib/udev/hwdb.d/60-autosuspend-libfprint-2.hwdb"));
    if (!list.open(QIODevice::ReadOnly))
        QSKIP("libfprint's list of devices is not installed");
    const QStringList ours
        = QStringLiteral("uru4000 nb1010 upektc upektc_img aes1610 aes1660 aes2501 aes2550 aes2660 "
                         "aes3500 aes4000 vcom5s vfs0050 vfs101 vfs301 vfs5011 vfs7552 elan "
                         "egis0570 etes603 upeksonly")
              .split(u' ');
    const QRegularExpression claim(QStringLiteral("^usb:v([0-9A-F]{4})p([0-9A-F]{4})"));
    QString driver;
    int seen = 0;
    const QStringList lines = QString::fromUtf8(list.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'#')) // the last section is of devices without a driver
            driver = line.startsWith(u"# Supported by") ? line.section(u' ', -1) : QString();
        const auto match = claim.match(line);
        if (!match.hasMatch() || !ours.contains(driver))
            continue;
        ++seen;
        const UsbId id{match.captured(1).toUShort(nullptr, 16), match.captured(2).toUShort(nullptr, 16)};
        QVERIFY2(lookUpSensor(driver, id, u"", true).known, qPrintable(driver + u' ' + usbIdText(id)));
    }
    QVERIFY(seen > 100);
}

QTEST_GUILESS_MAIN(TestSensorTable)
#include "tst_sensortable.moc"
