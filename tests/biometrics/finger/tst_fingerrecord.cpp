#include "biometrics/finger/record/fingerrecord.h"
#include "biometrics/finger/record/recordpicture.h"
#include "biometrics/shared/record/jp2header.h"
#include "tests/support/places.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>
#include <random>

using namespace indraj;

/// ISO/IEC 19794-4:2011 records: our bytes against the standard's layout, foreign records, damage.
class TestFingerRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bytesAreWhereTheStandardHasThem();
    void everyFieldComesBack();
    void pictureComesBackExactly();
    void foreignRecords_data();
    void foreignRecords();
    void everyCutIsRefused();
    void wrongFields_data();
    void wrongFields();
    void writerRefusesWhatReaderWould();
    void changedBytesNeverBreakTheRoundTrip();
    void jpeg2000HeaderIsHeldAgainstTheRecord();
    void hostileJpeg2000Headers();
};

namespace {

QImage ridges(int width, int height)
{
    QImage picture(width, height, QImage::Format_Grayscale8);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            picture.scanLine(y)[x]
                = uchar(128 + 100 * std::sin((x + y * 0.3) * 0.7) + (x * 31 + y * 17) % 13);
    }
    return picture;
}

FingerRepresentation sample()
{
    FingerRepresentation part;
    part.capturedAt = QDateTime({2026, 3, 4}, {11, 5, 6, 789}, Qt::UTC);
    part.technology = 2;
    part.deviceVendor = 0x1234;
    part.deviceType = 0x5678;
    part.qualities = {{62, 0, 1}, {255, 0x0101, 0x39}};
    part.position = 7;
    part.number = 2;
    part.impression = fingerimpression::livePlain;
    part.compression = FingerCompression::None;
    part.width = 3;
    part.height = 2;
    part.image = QByteArray("\x01\x02\x03\x04\x05\x06", 6);
    return part;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestFingerRecord::bytesAreWhereTheStandardHasThem()
{
    const auto bytes = writeFingerRecord({false, {sample()}});
    QVERIFY(bytes.has_value());
    const QByteArray expected = QByteArray::fromHex( // general header: 16 bytes
        "46495200 30323000 00000049 0001 00 01"
        // representation: length, time, device, two qualities
        "00000039 07EA 03 04 0B 05 06 0315 02 1234 5678"
        "02 3E 0000 0001 FF 0101 0039"
        // position, number, units, resolutions, depth, coding, impression, size
        "07 02 01 01F4 01F4 01F4 01F4 08 00 00 0003 0002"
        "00000006 010203040506");
    QCOMPARE(bytes->toHex(' '), expected.toHex(' '));
}

void TestFingerRecord::everyFieldComesBack()
{
    FingerRecord record;
    record.hasCertifications = true;
    FingerRepresentation first = sample();
    first.certifications = {{0x000A, 1}, {0x000B, 3}};
    first.extensions = {{1, QByteArray("segments")}, {3, QByteArray()}};
    FingerRepresentation second = sample();
    second.capturedAt = {};
    second.position = fingerposition::rightFour;
    second.perCentimetre = true;
    second.scanResolutionX = second.scanResolutionY = 394;
    second.imageResolutionX = second.imageResolutionY = 197;
    second.impression = fingerimpression::unknown;
    record.representations = {first, second};
    const auto bytes = writeFingerRecord(record);
    QVERIFY(bytes.has_value());
    const auto back = readFingerRecord(*bytes);
    QVERIFY(back.has_value());
    QVERIFY(*back == record);
}

void TestFingerRecord::pictureComesBackExactly()
{
    for (const QSize size : {QSize(384, 290), QSize(32, 32), QSize(33, 47), QSize(500, 701)}) {
        const QImage picture = ridges(size.width(), size.height());
        FingerRepresentation part = sample();
        QVERIFY(setRepresentationPicture(part, picture).has_value());
        QCOMPARE(part.compression, FingerCompression::Jpeg2000Lossless);
        const auto bytes = writeFingerRecord({false, {part}});
        QVERIFY(bytes.has_value());
        const auto record = readFingerRecord(*bytes);
        QVERIFY(record.has_value());
        const auto back = representationPicture(record->representations.first());
        QVERIFY(back.has_value());
        QCOMPARE(*back, picture);
        const auto header = readJp2Header(part.image);
        QVERIFY(header && header->reversible);
    }
    FingerRepresentation part = sample();
    QVERIFY(!setRepresentationPicture(part, QImage(10, 10, QImage::Format_RGB32)).has_value());
    QCOMPARE(setRepresentationPicture(part, ridges(31, 40)).error(), PictureFault::TooSmall);
    QCOMPARE(part.image, sample().image);
}

void TestFingerRecord::foreignRecords_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(indraj::test::sharedPath("/fingerprints/mosip_iso19794_4"));
    const QStringList names = folder.entryList({QStringLiteral("*.iso")});
    if (names.isEmpty())
        QSKIP("MOSIP's records are absent");
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestFingerRecord::foreignRecords()
{
    QFETCH(QString, path);
    const QByteArray bytes = contentOf(path);
    const auto record = readFingerRecord(bytes);
    QVERIFY(record.has_value());
    QCOMPARE(record->representations.size(), 1);
    QVERIFY(!record->hasCertifications);
    const FingerRepresentation &part = record->representations.first();
    // Fixed places of the layout, read without our reader.
    const auto number = [&](int at, int size) {
        quint32 value = 0;
        for (int i = 0; i < size; ++i)
            value = value << 8 | quint8(bytes.at(at + i));
        return value;
    };
    QCOMPARE(quint32(bytes.size()), number(8, 4));
    QCOMPARE(quint32(part.capturedAt.date().year()), number(20, 2));
    QCOMPARE(quint32(part.capturedAt.time().msec()), number(27, 2));
    QCOMPARE(part.qualities.size(), 1);
    QCOMPARE(quint32(part.qualities.first().score), number(35, 1));
    QCOMPARE(quint32(part.position), number(40, 1));
    QCOMPARE(quint32(part.width), number(54, 2));
    QCOMPARE(quint32(part.height), number(56, 2));
    QCOMPARE(quint32(part.image.size()), number(58, 4));
    QCOMPARE(part.image, bytes.mid(62));
    const auto picture = representationPicture(part);
    QVERIFY(picture.has_value());
    QString png = path;
    const QImage expected(png.replace(QStringLiteral(".iso"), QStringLiteral(".png")));
    QCOMPARE(*picture, expected.convertToFormat(QImage::Format_Grayscale8));
    QCOMPARE(*writeFingerRecord(*record), bytes);
}

void TestFingerRecord::everyCutIsRefused()
{
    FingerRepresentation part = sample();
    part.extensions = {{3, QByteArray("note")}};
    const auto bytes = writeFingerRecord({false, {part}});
    QVERIFY(bytes.has_value());
    for (qsizetype length = 0; length < bytes->size(); ++length) {
        QVERIFY(!readFingerRecord(bytes->first(length)));
        // Also when the outer length was put right.
        QByteArray cut = bytes->first(length);
        if (length >= 12) {
            cut[11] = char(length);
            QVERIFY(!readFingerRecord(cut));
        }
    }
    QVERIFY(!readFingerRecord(*bytes + 'x'));
}

void TestFingerRecord::wrongFields_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("value");
    QTest::addColumn<RecordFault>("fault");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *name, int at, int value, RecordFault fault, const char *field) {
        QTest::newRow(name) << at << value << fault << QByteArray(field);
    };
    using enum RecordFault;
    row("format", 0, 'X', NotARecord, "format identifier or version");
    row("version", 5, '1', NotARecord, "format identifier or version");
    row("record length", 11, 0x50, WrongLength, "record length");
    row("no representation", 13, 0, WrongField, "number of representations");
    row("more than there are", 13, 2, Truncated, "representation length");
    row("certification flag", 14, 2, WrongField, "certification flag");
    row("positions", 15, 2, WrongField, "number of positions");
    row("representation length", 19, 0x38, Truncated, "image data");
    row("month", 22, 13, WrongField, "capture date and time");
    row("hour", 24, 24, WrongField, "capture date and time");
    row("quality", 35, 101, WrongField, "quality");
    row("position", 45, 11, WrongField, "finger position");
    row("number", 46, 16, WrongField, "representation number");
    row("units", 47, 3, WrongField, "scale units");
    row("scan resolution", 48, 0, WrongField, "image resolution"); // 0x00F4 is below the picture's
    row("depth", 56, 16, NotSupported, "pixel depth");
    row("compression", 57, 7, WrongField, "compression");
    row("impression", 58, 30, WrongField, "impression type");
    row("width", 60, 0, WrongField, "line length");
    row("other width", 60, 4, WrongField, "image data length");
    row("image length", 66, 7, Truncated, "image data");
    row("shorter image", 66, 5, Truncated, "extended data");
}

void TestFingerRecord::wrongFields()
{
    QFETCH(int, at);
    QFETCH(int, value);
    QFETCH(RecordFault, fault);
    QFETCH(QByteArray, field);
    QByteArray bytes = *writeFingerRecord({false, {sample()}});
    QVERIFY(bytes.at(at) != char(value));
    bytes[at] = char(value);
    const auto record = readFingerRecord(bytes);
    QVERIFY(!record);
    QCOMPARE(record.error().field, field);
    QCOMPARE(record.error().fault, fault);
}

void TestFingerRecord::writerRefusesWhatReaderWould()
{
    const auto refuses = [](auto change) {
        FingerRecord record{false, {sample()}};
        change(record);
        return !writeFingerRecord(record);
    };
    QVERIFY(!refuses([](FingerRecord &) {}));
    QVERIFY(refuses([](FingerRecord &r) { r.representations.clear(); }));
    QVERIFY(refuses([](FingerRecord &r) { r.representations.first().image.clear(); }));
    QVERIFY(refuses([](FingerRecord &r) { r.representations.first().position = 11; }));
    QVERIFY(refuses([](FingerRecord &r) { r.representations.first().qualities = {{101, 0, 0}}; }));
    QVERIFY(refuses([](FingerRecord &r) { r.representations.first().certifications = {{1, 1}}; }));
    QVERIFY(refuses([](FingerRecord &r) { r.representations.first().extensions = {{0, "x"}}; }));
    QVERIFY(refuses([](FingerRecord &r) {
        r.representations.first().extensions = {{3, QByteArray(0x10000, 'x')}};
    }));
    QVERIFY(refuses([](FingerRecord &r) {
        r.representations.first().capturedAt = QDateTime({2026, 1, 1}, {1, 1}, Qt::LocalTime);
    }));
}

void TestFingerRecord::changedBytesNeverBreakTheRoundTrip()
{
    FingerRepresentation part = sample();
    part.extensions = {{1, QByteArray("abcdef")}};
    part.certifications = {{1, 2}};
    const QByteArray good = *writeFingerRecord({true, {part, sample()}});
    std::mt19937 random(7);
    int accepted = 0;
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes = good;
        for (int changes = 1 + int(random() % 3); changes > 0; --changes)
            bytes[qsizetype(random() % unsigned(bytes.size()))] = char(random());
        if (const auto record = readFingerRecord(bytes)) {
            ++accepted;
            const auto again = writeFingerRecord(*record);
            QVERIFY(again.has_value());
            QCOMPARE(*again, bytes);
        }
    }
    QVERIFY(accepted > 100);
}

void TestFingerRecord::jpeg2000HeaderIsHeldAgainstTheRecord()
{
    FingerRepresentation part = sample();
    QVERIFY(setRepresentationPicture(part, ridges(60, 50)).has_value());
    FingerRepresentation wrong = part;
    wrong.width = 61;
    QCOMPARE(representationPicture(wrong).error(), PictureFault::WrongSize);
    wrong = part;
    wrong.image.truncate(40);
    QCOMPARE(representationPicture(wrong).error(), PictureFault::Damaged);
    wrong = part;
    wrong.compression = FingerCompression::Wsq;
    QCOMPARE(representationPicture(wrong).error(), PictureFault::NotSupported);
    wrong = part;
    const qsizetype coding = wrong.image.indexOf("\xFF\x52"); // COD: the wavelet is 13 bytes on
    QVERIFY(coding > 0);
    wrong.image[coding + 13] = 0;
    QCOMPARE(representationPicture(wrong).error(), PictureFault::Lossy);
}

void TestFingerRecord::hostileJpeg2000Headers()
{
    const QByteArray good = *encodeJpeg2000(ridges(64, 48));
    QVERIFY(readJp2Header(good).has_value());
    const qsizetype stream = good.indexOf("\xFF\x90"); // the first tile ends the header
    QVERIFY(stream > 0);
    for (qsizetype length = 0; length < stream; ++length)
        QVERIFY(!readJp2Header(QByteArrayView(good).first(length)));
    std::mt19937 random(9);
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes = good.first(stream + 2);
        bytes[qsizetype(random() % unsigned(bytes.size()))] = char(random());
        const auto header = readJp2Header(bytes); // must only come back
        QVERIFY(!header || (header->width > 0 && header->height > 0));
    }
}

QTEST_GUILESS_MAIN(TestFingerRecord)
#include "tst_fingerrecord.moc"
