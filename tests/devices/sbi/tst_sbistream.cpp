#include "devices/sbi/livestream.h"
#include "devices/sbi/multipart.h"
#include "sbibench.h"

#include <QBuffer>
#include <QTest>

using namespace indraj;
using namespace indraj::sbi;
using namespace indraj::testing;
using namespace Qt::Literals::StringLiterals;

/// The live picture as bytes: parts of every vendor's form, and none too large.
class TestSbiStream : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void multipartForms_data();
    void multipartForms();
    void multipartIsBounded();
    void previewsAreBounded();
};

void TestSbiStream::multipartForms_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("as MOSIP's service")
        << QByteArray("multipart/x-mixed-replace; boundary=--BoundaryString")
        << QByteArray(
               "--BoundaryString\r\nContent-type: image/jpeg\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
               "--BoundaryString\r\nContent-type: image/jpeg\r\nContent-Length: 4\r\n\r\nde\r\n\r\n\r\n");
    QTest::newRow("as the standard") << QByteArray("multipart/x-mixed-replace;boundary=\"B1\"; charset=x")
                                     << QByteArray("preamble\r\n--B1\r\nContent-Type: image/jpeg\r\n"
                                                   "content-length:3\r\n\r\nabc\r\n--B1\r\n"
                                                   "Content-Length: 4\r\n\r\nde\r\n\r\n--B1--\r\nmore");
    QTest::newRow("without lengths") << QByteArray("multipart/x-mixed-replace; boundary=B1")
                                     << QByteArray("--B1\r\nContent-Type: image/jpeg\r\n\r\nabc\r\n--B1\r\n"
                                                   "\r\nde\r\n\r\n--B1\r\n\r\nlast");
    QTest::newRow("bare line ends") << QByteArray("multipart/mixed; boundary=B1")
                                    << QByteArray(
                                           "--B1\nContent-Length: 3\n\nabc\n--B1\nContent-Length: 4\n\n"
                                           "de\r\n--B1\n");
}

void TestSbiStream::multipartForms()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, stream);
    for (const qsizetype piece : {qsizetype(1), qsizetype(7), stream.size()}) {
        auto reader = MultipartReader::forContentType(type);
        QVERIFY(reader.has_value());
        QList<QByteArray> parts;
        for (qsizetype at = 0; at < stream.size(); at += piece) {
            reader->feed(stream.mid(at, piece));
            for (;;) {
                const auto part = reader->next();
                QVERIFY(part.has_value());
                if (!part->has_value())
                    break;
                parts.append(**part);
            }
        }
        QCOMPARE(parts.size(), 2);
        QCOMPARE(parts.at(0), QByteArray("abc"));
        QCOMPARE(parts.at(1), QByteArray("de\r\n"));
    }
}

void TestSbiStream::multipartIsBounded()
{
    QVERIFY(!MultipartReader::forContentType("application/json").has_value());
    QVERIFY(!MultipartReader::forContentType("multipart/x-mixed-replace").has_value());
    const auto fault = [](const QByteArray &stream) {
        auto reader = MultipartReader::forContentType("multipart/mixed; boundary=B1");
        reader->feed(stream);
        const auto part = reader->next();
        return part ? Fault::Cancelled : part.error().fault;
    };
    QCOMPARE(fault("--B1\r\nContent-Length: 900000000\r\n\r\n"), Fault::TooLarge);
    QCOMPARE(fault("--B1\r\nContent-Length: -1\r\n\r\n"), Fault::BadHttp);
    QCOMPARE(fault("--B1\r\nContent-Length: 12x\r\n\r\n"), Fault::BadHttp);
    QCOMPARE(fault("--B1\r\n" + QByteArray("x: y\r\n").repeated(2000)), Fault::TooLarge);
    QCOMPARE(fault(QByteArray("no delimiter\r\n").repeated(1000)), Fault::BadHttp);
    QCOMPARE(fault(QByteArray(MultipartReader::maxHeader + 1, 'x')), Fault::BadHttp);
    QCOMPARE(fault("--B1\r\n\r\n" + QByteArray(MultipartReader::maxPart + 100, 'x')), Fault::TooLarge);
}

void TestSbiStream::previewsAreBounded()
{
    const auto jpeg = [](QSize size) {
        QImage picture(size, QImage::Format_RGB32);
        picture.fill(Qt::gray);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        picture.save(&buffer, "jpeg");
        return bytes;
    };
    const auto shown = decodePreview(jpeg({640, 480}));
    QVERIFY(shown && shown->format() == QImage::Format_RGB32);
    QVERIFY(!decodePreview(jpeg({maxPreviewSide + 1, 10})).has_value());
    QVERIFY(!decodePreview("no picture").has_value());
    QVERIFY(!decodePreview(jpeg({640, 480}).first(400)).has_value());
}

QTEST_GUILESS_MAIN(TestSbiStream)
#include "tst_sbistream.moc"
