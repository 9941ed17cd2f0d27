// A picture within a record: a decoder must not make up what did not arrive.
#include "biometrics/shared/record/codedpicture.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

using namespace indraj;

class CodedPictureTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cutOnesAreDamaged_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<int>("coding");
        QTest::newRow("jpeg") << QByteArray("jpeg") << int(PictureCoding::Jpeg);
        QTest::newRow("png") << QByteArray("png") << int(PictureCoding::Png);
    }
    void cutOnesAreDamaged()
    {
        QFETCH(QByteArray, format);
        QFETCH(int, coding);
        QImage ramp(120, 90, QImage::Format_Grayscale8);
        for (int y = 0; y < ramp.height(); ++y)
            for (int x = 0; x < ramp.width(); ++x)
                ramp.scanLine(y)[x] = uchar((x * 7 + y * 13) % 251);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QVERIFY(ramp.save(&buffer, format.constData()));
        CodedPicture coded{PictureCoding(coding), ramp.width(), ramp.height(), bytes};
        QVERIFY(pictureOf(coded).has_value());
        coded.bytes.chop(bytes.size() / 3);
        const auto cut = pictureOf(coded);
        QVERIFY(!cut);
        QCOMPARE(cut.error(), PictureFault::Damaged);
    }
};

QTEST_GUILESS_MAIN(CodedPictureTest)
#include "tst_codedpicture.moc"
