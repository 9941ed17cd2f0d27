// The face record against its layout, byte by byte, and against damage.
#include "biometrics/face/portraitsizes.h"
#include "biometrics/face/record/facerecord.h"

#include <QTest>

#include <cmath>

using namespace indraj;

namespace {

FaceRecord sample(int qualities = 1, int landmarks = 0)
{
    FaceRecord record;
    record.captured = QDateTime(QDate(2026, 11, 22), QTime(3, 4, 5, 678), Qt::UTC);
    record.technology = 6;
    record.captureVendor = 0x1234;
    record.captureDevice = 0x5678;
    for (int k = 0; k < qualities; ++k)
        record.qualities.append({static_cast<std::uint8_t>(80 + k % 20), 0x0040, 0x000f});
    for (int k = 0; k < landmarks; ++k)
        record.landmarks.append({1, landmark::leftEyeCentre, static_cast<std::uint16_t>(700 + k), 600, 0});
    record.pose = {poseByte(4), poseByte(-6), poseByte(0)};
    record.poseUncertainty = {3, 9, 2};
    record.width = 1244;
    record.height = 1600;
    record.processing = 0x0004;
    record.image = QByteArray("\x00\x00\x00\x0CjP  \r\n\x87\n", 12) + QByteArray(100, 'x');
    return record;
}

QByteArray written(const FaceRecord &record)
{
    const auto bytes = writeFaceRecord(record);
    return bytes ? *bytes : QByteArray();
}

} // namespace

class FaceRecordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyByteIsInItsPlace()
    {
        const QByteArray bytes = written(sample());
        // Format, version, length, one representation, no certification, no temporal semantics.
        const QByteArray head = QByteArray("FAC\0"
                                           "030\0",
                                           8)
            + QByteArray::fromHex("000000b9 0001 00 0000");
        QCOMPARE(bytes.left(17).toHex(), head.toHex());
        // Length; 2026-11-22 03:04:05.678; technology, vendor, device; one quality: score, vendor, algorithm.
        QCOMPARE(bytes.mid(17, 4).toHex(), QByteArray("000000a8"));
        QCOMPARE(bytes.mid(21, 9).toHex(), QByteArray("07ea0b1603040502a6"));
        QCOMPARE(bytes.mid(30, 5).toHex(), QByteArray("0612345678"));
        QCOMPARE(bytes.mid(35, 6).toHex(), QByteArray("01500040000f"));
        // No landmarks; nine bytes unspecified; pose and its uncertainty.
        QCOMPARE(bytes.mid(41, 17).toHex(),
                 QByteArray("0000"
                            "000000000000000000"
                            "03b201"
                            "030902"));
        // Full frontal, JPEG 2000 lossless, 1244 x 1600, no sampling rate, cropped, no cross reference, sRGB.
        QCOMPARE(bytes.mid(58, 11).toHex(),
                 QByteArray("010204dc0640000004"
                            "0001"));
        QCOMPARE(bytes.mid(69, 4).toHex(), QByteArray("00000070"));
        QCOMPARE(bytes.mid(73), sample().image); // where the known records have their JPEG 2000
        QCOMPARE(bytes.size(), 73 + 112);
    }
    void whatIsWrittenIsRead_data()
    {
        QTest::addColumn<int>("qualities");
        QTest::addColumn<int>("landmarks");
        QTest::newRow("bare") << 0 << 0;
        QTest::newRow("one of each") << 1 << 1;
        QTest::newRow("many") << 255 << 300;
    }
    void whatIsWrittenIsRead()
    {
        QFETCH(int, qualities);
        QFETCH(int, landmarks);
        const FaceRecord record = sample(qualities, landmarks);
        const auto read = readFaceRecord(written(record));
        QVERIFY(read.has_value());
        QVERIFY(*read == record);
    }
    void everyShorterOrLongerRecordIsRefused()
    {
        const QByteArray bytes = written(sample(1, 2));
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!readFaceRecord(bytes.left(size)));
        QCOMPARE(readFaceRecord(bytes + 'x').error().fault, FaceRecordFault::Length);
    }
    void noBitOfTheHeaderIsIgnored()
    {
        // Each flipped bit is refused or read as another record.
        const FaceRecord record = sample(1, 1);
        const QByteArray bytes = written(record);
        constexpr int header = 73 + 8;
        for (int bit = 0; bit < header * 8; ++bit) {
            QByteArray damaged = bytes;
            damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
            const auto read = readFaceRecord(damaged);
            QVERIFY2(!read || !(*read == record), qPrintable(QString::number(bit)));
        }
    }
    void faultsAreNamed_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("value");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, int offset, int value, FaceRecordFault fault) {
            QTest::newRow(name) << offset << value << int(fault);
        };
        row("finger record", 1, 'I', FaceRecordFault::NotFace);
        row("older version", 5, '1', FaceRecordFault::NotFace);
        row("two representations", 13, 2, FaceRecordFault::Unsupported);
        row("certification", 14, 1, FaceRecordFault::Unsupported);
        row("thirteenth month", 23, 13, FaceRecordFault::BadValue);
        row("score 101", 36, 101, FaceRecordFault::BadValue);
        row("pose 182", 52, 182, FaceRecordFault::BadValue);
        row("3-D", 58, 0x80, FaceRecordFault::Unsupported);
        row("another coding", 59, 0, FaceRecordFault::NoImage);
    }
    void faultsAreNamed()
    {
        QFETCH(int, offset);
        QFETCH(int, value);
        QFETCH(int, fault);
        QByteArray bytes = written(sample());
        bytes[offset] = static_cast<char>(value);
        const auto read = readFaceRecord(bytes);
        QVERIFY(!read);
        QCOMPARE(int(read.error().fault), fault);
    }
    void whatCannotBeReadIsNotWritten()
    {
        FaceRecord outside = sample(1, 1);
        outside.landmarks[0].x = outside.width;
        QCOMPARE(writeFaceRecord(outside).error().fault, FaceRecordFault::BadValue);
        FaceRecord empty = sample();
        empty.image.clear();
        QCOMPARE(writeFaceRecord(empty).error().fault, FaceRecordFault::NoImage);
        FaceRecord undated = sample();
        undated.captured = QDateTime();
        QVERIFY(!writeFaceRecord(undated));
    }
    void poseIsCodedInStepsOfTwo()
    {
        QCOMPARE(int(poseByte(0)), 1);
        QCOMPARE(int(poseByte(5)), 3);
        QCOMPARE(int(poseByte(180)), 91);
        QCOMPARE(int(poseByte(-2)), 180);
        QCOMPARE(int(poseByte(-180)), 91);
        QVERIFY(poseByte(1e9) >= 1 && poseByte(-1e9) <= 181 && poseByte(std::nan("")) == 1);
    }

    void portraitsAreNeverEnlarged()
    {
        for (const PortraitSize &size : portraitSizes) {
            const cv::Size pixels(size.width, size.height);
            const cv::Mat exact(pixels, CV_8UC3, cv::Scalar::all(90));
            const auto portrait = portraitIn(size, exact, 400);
            QVERIFY(portrait && portrait->size() == pixels);
            QVERIFY(!portraitIn(size, exact(cv::Rect(0, 0, exact.cols - 1, exact.rows)), 400));
            QVERIFY(!portraitIn(size, exact, size.leastEyeDistance - 1));
            const double aspect = static_cast<double>(size.width) / size.height;
            QVERIFY(std::abs(aspect - 35.0 / 45.0) < 0.001);
        }
    }
};

QTEST_GUILESS_MAIN(FaceRecordTest)
#include "tst_facerecord.moc"
