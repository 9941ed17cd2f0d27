#include "devices/camera/framesource.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

class CameraAddressTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("value");
        QTest::newRow("device") << u"v4l2:/dev/video0"_s << int(CameraAddress::Kind::V4l2)
                                << u"/dev/video0"_s;
        QTest::newRow("file") << u"file:/a b/x.avi"_s << int(CameraAddress::Kind::File) << u"/a b/x.avi"_s;
        QTest::newRow("file url") << u"file:///a%20b/x.avi"_s << int(CameraAddress::Kind::File)
                                  << u"/a b/x.avi"_s;
        QTest::newRow("http") << u"http://cam/mjpeg"_s << int(CameraAddress::Kind::HttpMjpeg)
                              << u"http://cam/mjpeg"_s;
        QTest::newRow("rtsp") << u"rtsp://cam:554/1"_s << int(CameraAddress::Kind::Rtsp)
                              << u"rtsp://cam:554/1"_s;
        QTest::newRow("pipeline") << u"pipeline: videotestsrc"_s << int(CameraAddress::Kind::Pipeline)
                                  << u"videotestsrc"_s;
        for (const char *bad :
             {"", "v4l2:", "file:", "http://", "ftp://cam/x", "/dev/video0", "pipeline:  ", "rtsp://"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << -1 << QString();
    }
    void parses()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, value);
        const auto address = CameraAddress::parse(text);
        QCOMPARE(address.has_value(), kind >= 0);
        if (!address)
            return;
        QCOMPARE(int(address->kind), kind);
        QCOMPARE(address->value, value);
    }
    void namesCarryNoSecrets()
    {
        const auto name = [](const QString &text) { return CameraAddress::parse(text)->displayName(); };
        QCOMPARE(name(u"http://user:secret@cam:8080/mjpeg?token=abc"_s), u"http://cam:8080/mjpeg"_s);
        QCOMPARE(name(u"rtsp://user:secret@cam/1"_s), u"rtsp://cam/1"_s);
        QVERIFY(
            !name(u"pipeline:souphttpsrc location=http://u:secret@cam ! jpegdec"_s).contains(u"secret"_s));
        QCOMPARE(name(u"file:/srv/recordings/x.avi"_s), u"x.avi"_s);
    }
};

QTEST_GUILESS_MAIN(CameraAddressTest)
#include "tst_cameraaddress.moc"
