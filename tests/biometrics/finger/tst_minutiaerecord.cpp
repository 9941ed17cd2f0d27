#include "biometrics/finger/record/minutiaerecord.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace indraj;

/// Minutiae of ISO/IEC 19794-2: our bytes against the standard's layout, damage, what cannot be written.
class TestMinutiaeRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void minutiaeAreWhereTheStandardHasThem();
    void changedMinutiaeNeverBreakTheRoundTrip();
    void minutiaeThatCannotBeAreNotWritten();
};

namespace {

MinutiaeRecord minutiae()
{
    MinutiaeRecord record;
    record.capturedAt = QDateTime({2026, 3, 4}, {11, 5, 6, 789}, Qt::UTC);
    record.technology = 2;
    record.deviceVendor = 0x1234;
    record.deviceType = 0x5678;
    record.qualities = {{62, 0, 1}};
    record.position = 7;
    record.finger.pictureSize = {20, 17};
    record.finger.minutiae = {{3.4F, 16, 0, 0.5F, Minutia::Kind::Ending},
                              {19, 0.6F, std::numbers::pi_v<float> / 2, 1, Minutia::Kind::Bifurcation}};
    record.finger.cells = {3, 2};
    record.finger.directions = {0, 179, FingerTemplate::outside, 45, 90, 135};
    return record;
}

} // namespace

void TestMinutiaeRecord::minutiaeAreWhereTheStandardHasThem()
{
    const auto bytes = writeMinutiaeRecord(minutiae());
    QVERIFY(bytes.has_value());
    const QByteArray expected = QByteArray::fromHex( // general header: 15 bytes
        "464D5200 30333000 00000050 0001 00"
        // representation: length, time, device, one quality
        "00000041 07EA 03 04 0B 05 06 0315 02 1234 5678 01 3E 0000 0001"
        // position, number, 197 pixels per centimetre, impression, size
        "07 00 00C5 00C5 00 0014 0011"
        // six bytes each; a ridge end, then a fork, whose direction the standard counts the other way round
        "60 02 4003 0010 00 32 8013 0001 C0 64"
        // our extension: the directions along the ridges
        "000E 0101 000E 0003 0002 00B3FF2D5A87");
    QCOMPARE(bytes->toHex(' '), expected.toHex(' '));
    const auto back = readMinutiaeRecord(*bytes);
    QVERIFY(back.has_value());
    QCOMPARE(back->capturedAt, minutiae().capturedAt);
    QCOMPARE(back->position, quint8(7));
    QCOMPARE(back->finger.minutiae.size(), size_t(2));
    QCOMPARE(back->finger.minutiae[1].angle, std::numbers::pi_v<float> / 2);
    QVERIFY(back->finger.minutiae[1].kind == Minutia::Kind::Bifurcation);
    QVERIFY(back->finger.directions == minutiae().finger.directions);
    for (qsizetype length = 0; length < bytes->size(); ++length)
        QVERIFY(!readMinutiaeRecord(bytes->first(length)));
    QVERIFY(!readMinutiaeRecord(*bytes + 'x'));
}

void TestMinutiaeRecord::changedMinutiaeNeverBreakTheRoundTrip()
{
    const QByteArray good = *writeMinutiaeRecord(minutiae());
    std::mt19937 random(7);
    int accepted = 0;
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes = good;
        for (int changes = 1 + int(random() % 3); changes > 0; --changes)
            bytes[qsizetype(random() % unsigned(bytes.size()))] = char(random());
        if (const auto record = readMinutiaeRecord(bytes)) {
            ++accepted;
            const auto again = writeMinutiaeRecord(*record);
            QVERIFY(again.has_value());
            QCOMPARE(*again, bytes);
        }
    }
    QVERIFY(accepted > 100);
}

void TestMinutiaeRecord::minutiaeThatCannotBeAreNotWritten()
{
    const auto fault = [](auto change) {
        MinutiaeRecord record = minutiae();
        change(record);
        const auto written = writeMinutiaeRecord(record);
        return written ? QByteArray() : written.error().field;
    };
    QCOMPARE(fault([](MinutiaeRecord &) {}), QByteArray());
    QCOMPARE(fault([](MinutiaeRecord &r) { r.finger.minutiae.clear(); }), "number of minutiae");
    QCOMPARE(fault([](MinutiaeRecord &r) { r.finger.minutiae[0].x = 20; }), "minutia");
    QCOMPARE(fault([](MinutiaeRecord &r) { r.finger.minutiae[0].quality = NAN; }), "minutia");
    QCOMPARE(fault([](MinutiaeRecord &r) { r.finger.directions[1] = 180; }), "directions");
    QCOMPARE(fault([](MinutiaeRecord &r) { r.finger.cells = {2, 2}; }), "directions");
    QCOMPARE(fault([](MinutiaeRecord &r) { r.position = 11; }), "finger position");
    QCOMPARE(fault([](MinutiaeRecord &r) { r.finger.pictureSize = {}; }), "picture size");
}

QTEST_GUILESS_MAIN(TestMinutiaeRecord)
#include "tst_minutiaerecord.moc"
