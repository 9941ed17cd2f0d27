#include "biometrics/iris/record/irisrecord.h"

#include <QRandomGenerator>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Byte offsets of the record that oneEye() makes, from the tables of ISO/IEC 19794-6:2011.
enum Offset {
    RecordLength = 8,
    Representations = 12,
    Certification = 14,
    Eyes = 15,
    PartLength = 16,
    CaptureTime = 20,
    Technology = 29,
    Vendor = 30,
    DeviceType = 32,
    QualityCount = 34,
    Quality = 35,
    Number = 40,
    Eye = 42,
    Type = 43,
    Format = 44,
    Properties = 45,
    Width = 46,
    Height = 48,
    Depth = 50,
    Range = 51,
    Roll = 53,
    RollUncertainty = 55,
    CentreX = 57,
    CentreY = 61,
    Diameter = 65,
    ImageLength = 69,
    Image = 73,
};

IrisRecord oneEye()
{
    IrisRepresentation part;
    part.capturedAt = QDateTime({2026, 3, 21}, QTime(9, 8, 7, 654), Qt::UTC);
    part.technology = 1;
    part.deviceVendor = 0x1122;
    part.deviceType = 0x3344;
    part.qualities = {{71, 0x5566, 0x7788}};
    part.eye = 2;
    part.type = IrisImageType::Cropped;
    part.format = IrisImageFormat::Raw;
    part.horizontal = IrisOrientation::Base;
    part.vertical = IrisOrientation::Flipped;
    part.history = IrisCompressionHistory::LosslessOrNone;
    part.width = 3;
    part.height = 2;
    part.range = 300;
    part.roll = 0x0102;
    part.rollUncertainty = 0x0304;
    part.centreX = {1, 2};
    part.centreY = {0, 1};
    part.diameter = {2, 3};
    part.image = "abcdef";
    return {{part}};
}

/// Written down by hand, so that writer and reader cannot be wrong together.
const QByteArray oneEyeBytes = QByteArray::fromHex("49495200 30323000 0000004f 0001 00 01" // general header
                                                   "0000003f 07ea 03 15 09 08 07 028e 01 1122 3344"
                                                   "01 47 5566 7788 0001 02 03 02 49"
                                                   "0003 0002 08 012c 0102 0304"
                                                   "0001 0002 0000 0001 0002 0003"
                                                   "00000006 616263646566");

} // namespace

class TestIrisRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fieldByField()
    {
        const auto written = writeIrisRecord(oneEye());
        QVERIFY(written.has_value());
        QCOMPARE(written->toHex(' '), oneEyeBytes.toHex(' '));
        const auto read = readIrisRecord(oneEyeBytes);
        QVERIFY(read.has_value());
        QVERIFY(*read == oneEye());
    }

    void twoEyes()
    {
        IrisRecord record = oneEye();
        record.representations.append(record.representations.first());
        record.representations[1].eye = 1;
        record.representations[1].number = 2;
        record.representations[1].capturedAt = {};
        record.representations[1].qualities.clear();
        const auto bytes = writeIrisRecord(record);
        QVERIFY(bytes.has_value());
        QCOMPARE(int(bytes->at(Eyes)), 2);
        QCOMPARE(int(bytes->at(Representations + 1)), 2);
        QVERIFY(*readIrisRecord(*bytes) == record);
        record.representations[1].eye = 0; // which eye is not known: neither is how many
        QCOMPARE(int(writeIrisRecord(record)->at(Eyes)), 0);
    }

    void refused_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QByteArray>("instead");
        QTest::addColumn<RecordFault>("fault");
        const auto row = [](const char *name, int offset, const char *hex, RecordFault fault) {
            QTest::newRow(name) << offset << QByteArray::fromHex(hex) << fault;
        };
        row("format", 0, "46", RecordFault::NotARecord);
        row("version", 6, "31", RecordFault::NotARecord);
        row("longer than it is", RecordLength + 3, "50", RecordFault::WrongLength);
        row("no representation", Representations, "0000", RecordFault::WrongField);
        row("one more representation", Representations, "0002", RecordFault::Truncated);
        row("certification", Certification, "01", RecordFault::WrongField);
        row("two eyes of one", Eyes, "02", RecordFault::WrongField);
        row("longer part", PartLength + 3, "40", RecordFault::Truncated);
        row("month 13", CaptureTime + 2, "0d", RecordFault::WrongField);
        row("technology", Technology, "02", RecordFault::WrongField);
        row("101 of 100", Quality, "65", RecordFault::WrongField);
        row("number 0", Number, "0000", RecordFault::WrongField);
        row("third eye", Eye, "03", RecordFault::WrongField);
        row("type", Type, "04", RecordFault::WrongField);
        row("VGA of other size", Type, "02", RecordFault::WrongField);
        row("colour", Format, "03", RecordFault::WrongField);
        row("reserved property", Properties, "59", RecordFault::WrongField);
        row("orientation 3", Properties, "4b", RecordFault::WrongField);
        row("no width", Width, "0000", RecordFault::WrongField);
        row("no height", Height, "0000", RecordFault::WrongField);
        row("16 bits", Depth, "10", RecordFault::NotSupported);
        row("centre turned round", CentreX, "0003", RecordFault::WrongField);
        row("centre turned round, down", CentreY, "0002", RecordFault::WrongField);
        row("diameter turned round", Diameter, "0004", RecordFault::WrongField);
        row("shorter picture", ImageLength + 3, "05", RecordFault::WrongLength);
        row("longer picture", ImageLength, "ffffffff", RecordFault::Truncated);
    }
    void refused()
    {
        QFETCH(int, offset);
        QFETCH(QByteArray, instead);
        QFETCH(RecordFault, fault);
        const auto read = readIrisRecord(QByteArray(oneEyeBytes).replace(offset, instead.size(), instead));
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().fault, fault);
        QVERIFY(!read.error().field.isEmpty());
    }

    void everyCutIsRefused()
    {
        for (qsizetype length = 0; length < oneEyeBytes.size(); ++length)
            QVERIFY(!readIrisRecord(oneEyeBytes.first(length)).has_value());
        QVERIFY(!readIrisRecord(oneEyeBytes + 'x').has_value());
    }

    void whatTheReaderRefusesIsNotWritten()
    {
        IrisRecord record = oneEye();
        record.representations[0].image.clear();
        QCOMPARE(writeIrisRecord(record).error().fault, RecordFault::WrongField);
        record = oneEye();
        record.representations[0].diameter = {9, 1};
        QCOMPARE(writeIrisRecord(record).error().field, QByteArray("iris diameter"));
        QVERIFY(!writeIrisRecord({}).has_value());
    }

    /// Whatever is changed: refused, or accepted and written back byte for byte.
    void changedRecordsComeBackOrAreRefused()
    {
        QRandomGenerator random(19794);
        int accepted = 0;
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = oneEyeBytes;
            for (int changes = 1 + random.bounded(3); changes > 0; --changes)
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            if (const auto read = readIrisRecord(bytes)) {
                ++accepted;
                const auto again = writeIrisRecord(*read);
                QVERIFY(again.has_value());
                QCOMPARE(*again, bytes);
            }
        }
        QVERIFY(accepted > 0);
    }

    void picturesComeBackExactly()
    {
        QImage eye(64, 48, QImage::Format_Grayscale8);
        QRandomGenerator random(6);
        for (int y = 0; y < eye.height(); ++y)
            for (int x = 0; x < eye.width(); ++x)
                eye.scanLine(y)[x] = uchar(random.bounded(256));
        IrisRecord record = oneEye();
        QVERIFY(setIrisPicture(record.representations[0], eye).has_value());
        QCOMPARE(record.representations[0].format, IrisImageFormat::Jpeg2000);
        const auto read = readIrisRecord(*writeIrisRecord(record));
        QVERIFY(read.has_value());
        QCOMPARE(*irisPicture(read->representations[0]), eye);
        // A header that says another size than the record is not believed.
        record.representations[0].width = 63;
        QVERIFY(!irisPicture(record.representations[0]).has_value());
    }
};

QTEST_GUILESS_MAIN(TestIrisRecord)
#include "tst_irisrecord.moc"
