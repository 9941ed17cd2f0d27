// Pictures coded by OpenCV, whole, cut at every byte, and with markers moved.
#include "biometrics/shared/record/jpegscan.h"

#include <QTest>

#include <opencv2/imgcodecs.hpp>

using namespace indraj;

namespace {

/// 160 x 96 with noise, so that the scan has escaped bytes.
QByteArray picture(const std::vector<int> &options = {})
{
    cv::Mat noise(96, 160, CV_8UC3);
    cv::theRNG().state = 7;
    cv::randu(noise, cv::Scalar::all(0), cv::Scalar::all(255));
    std::vector<uchar> bytes;
    cv::imencode(".jpg", noise, bytes, options);
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

JpegFault faultOf(const QByteArray &bytes)
{
    const auto scanned = scanJpeg(bytes);
    return scanned ? static_cast<JpegFault>(-1) : scanned.error();
}

qsizetype markerAt(const QByteArray &bytes, uchar code, qsizetype from = 0)
{
    const char marker[] = {'\xFF', static_cast<char>(code)};
    return bytes.indexOf(QByteArrayView(marker, 2), from);
}

} // namespace

class JpegScanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholePicturesAreMeasured_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("baseline") << picture();
        QTest::newRow("progressive") << picture({cv::IMWRITE_JPEG_PROGRESSIVE, 1});
        QTest::newRow("restart markers") << picture({cv::IMWRITE_JPEG_RST_INTERVAL, 3});
        QTest::newRow("padded by its camera") << picture() + QByteArray(4096, '\0');
        QTest::newRow("other bytes behind") << picture() + picture().left(100);
        QByteArray filled = picture();
        filled.insert(markerAt(filled, 0xDA), "\xFF\xFF");
        QTest::newRow("fill bytes before a marker") << filled;
    }
    void wholePicturesAreMeasured()
    {
        QFETCH(QByteArray, bytes);
        const auto scanned = scanJpeg(bytes);
        QVERIFY(scanned.has_value());
        QCOMPARE(scanned->width, 160);
        QCOMPARE(scanned->height, 96);
    }

    void everyCutIsSeen_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("baseline") << picture();
        QTest::newRow("progressive") << picture({cv::IMWRITE_JPEG_PROGRESSIVE, 1});
        QTest::newRow("restart markers") << picture({cv::IMWRITE_JPEG_RST_INTERVAL, 3});
    }
    void everyCutIsSeen()
    {
        QFETCH(QByteArray, bytes);
        for (qsizetype length = 0; length < 2; ++length)
            QCOMPARE(faultOf(bytes.left(length)), JpegFault::NotJpeg);
        for (qsizetype length = 2; length < bytes.size(); ++length)
            QCOMPARE(faultOf(bytes.left(length)), JpegFault::CutShort);
    }

    void aPieceLostBetweenRestartMarkersIsSeen()
    {
        QByteArray bytes = picture({cv::IMWRITE_JPEG_RST_INTERVAL, 3});
        const auto scan = markerAt(bytes, 0xDA);
        const auto first = markerAt(bytes, 0xD1, scan);
        const auto next = markerAt(bytes, 0xD2, scan);
        QVERIFY(scan > 0 && first > scan && next > first);
        bytes.remove(first, next - first);
        QCOMPARE(faultOf(bytes), JpegFault::Malformed);
    }

    void nonsenseIsRefused()
    {
        const QByteArray whole = picture();
        QCOMPARE(faultOf({}), JpegFault::NotJpeg);
        QCOMPARE(faultOf("no picture at all"), JpegFault::NotJpeg);
        QCOMPARE(faultOf("\xFF\xD8\xFF\xD9"), JpegFault::Malformed); // ends without a picture
        QCOMPARE(faultOf(whole.left(2) + whole), JpegFault::Malformed); // begins twice
        QByteArray noScan = whole;
        noScan.remove(markerAt(whole, 0xDA), whole.size() - markerAt(whole, 0xDA) - 2);
        QCOMPARE(faultOf(noScan), JpegFault::Malformed);
        QByteArray noWidth = whole;
        noWidth.replace(markerAt(whole, 0xC0) + 7, 2, QByteArray(2, '\0'));
        QCOMPARE(faultOf(noWidth), JpegFault::Malformed);
        QByteArray noHeader = whole;
        noHeader.remove(markerAt(whole, 0xC0), 19);
        QCOMPARE(faultOf(noHeader), JpegFault::Malformed);
    }
};

QTEST_GUILESS_MAIN(JpegScanTest)
#include "tst_jpegscan.moc"
