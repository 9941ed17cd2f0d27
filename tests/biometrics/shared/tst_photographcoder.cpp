// A photograph comes back as it was, in whatever size, and takes little memory while it is coded.
#include "biometrics/shared/record/jp2header.h"
#include "biometrics/shared/record/photographcoder.h"

#include <QFile>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <malloc.h>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Slopes, edges and noise in three colours.
cv::Mat photograph(int width, int height)
{
    cv::Mat picture(height, width, CV_8UC3);
    cv::RNG random(42);
    random.fill(picture, cv::RNG::UNIFORM, 0, 24);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture.at<cv::Vec3b>(y, x) += cv::Vec3b(uchar(x * 199 / width), uchar(y * 199 / height),
                                                     uchar((x / 20 + y / 30) % 2 * 180));
    return picture;
}

cv::Mat decoded(const QByteArray &file)
{
    return cv::imdecode(cv::Mat(1, int(file.size()), CV_8U, const_cast<char *>(file.data())),
                        cv::IMREAD_UNCHANGED);
}

qint64 memory(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const auto lines = status.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toLongLong();
    return -1;
}

} // namespace

class PhotographCoderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("the smallest") << QSize(32, 32);
        QTest::newRow("picture of the card") << QSize(413, 531);
        QTest::newRow("one tile exactly") << QSize(512, 512);
        QTest::newRow("tiles of one pixel at the edges") << QSize(1025, 513);
        QTest::newRow("portrait") << QSize(1244, 1600);
        QTest::newRow("low and wide") << QSize(1500, 33);
        QTest::newRow("high and narrow") << QSize(37, 1201);
    }
    void comesBackAsItWas()
    {
        QFETCH(QSize, size);
        const cv::Mat picture = photograph(size.width(), size.height());
        const QByteArray file = encodePhotograph(picture);
        const auto header = readJp2Header(file);
        QVERIFY(header);
        QVERIFY(header->reversible);
        QCOMPARE(header->components, 3);
        QCOMPARE(QSize(int(header->width), int(header->height)), size);
        const cv::Mat back = decoded(file);
        QCOMPARE(back.type(), CV_8UC3);
        QCOMPARE(cv::norm(back, picture, cv::NORM_INF), 0.0);
        QVERIFY(file.size() < qsizetype(picture.total() * 3));
    }
    void fourthChannelIsLeftOut()
    {
        const cv::Mat picture = photograph(700, 300);
        cv::Mat four;
        cv::cvtColor(picture, four, cv::COLOR_BGR2BGRA);
        QCOMPARE(encodePhotograph(four), encodePhotograph(picture));
    }
    void partOfALargerPictureIsCodedAlone()
    {
        const cv::Mat part = photograph(900, 700)(cv::Rect(33, 17, 640, 600));
        QCOMPARE(encodePhotograph(part), encodePhotograph(part.clone()));
    }
    void otherPicturesAreNotCoded()
    {
        QVERIFY(encodePhotograph({}).isEmpty());
        QVERIFY(encodePhotograph(cv::Mat(100, 100, CV_8UC1, cv::Scalar(7))).isEmpty());
        QVERIFY(encodePhotograph(cv::Mat(100, 100, CV_16UC3, cv::Scalar(7, 7, 7))).isEmpty());
        QVERIFY(encodePhotograph(cv::Mat(31, 100, CV_8UC3, cv::Scalar(7, 7, 7))).isEmpty());
    }
    void takesLittleMemory()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer keeps what is freed");
#else
        const cv::Mat picture = photograph(2592, 1944);
        QVERIFY(!encodePhotograph(photograph(600, 600)).isEmpty()); // OpenJPEG is loaded
        ::malloc_trim(0);
        QFile reset(u"/proc/self/clear_refs"_s);
        if (!reset.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || reset.write("5") != 1)
            QSKIP("the kernel does not set the highest value back");
        const qint64 before = memory("VmRSS:");
        const QByteArray file = encodePhotograph(picture);
        const qint64 added = memory("VmHWM:") - before - file.size() / 1024;
        qInfo("coding 2592x1944 took %lld KiB beside its %lld KiB", added, qlonglong(file.size() / 1024));
        QVERIFY(!file.isEmpty());
        QVERIFY2(before > 0 && added < (32 << 10), qPrintable(QString::number(added)));
#endif
    }
};

QTEST_GUILESS_MAIN(PhotographCoderTest)

#include "tst_photographcoder.moc"
