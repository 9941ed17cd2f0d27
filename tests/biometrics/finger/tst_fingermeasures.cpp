#include "csvtable.h"

#include "biometrics/finger/fingermeasures.h"
#include "tests/support/places.h"

#include <QDir>
#include <QTest>

using namespace indraj;

/// Our measures against those of NIST's own code on the same pictures.
class TestFingerMeasures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void equalNfiq2_data();
    void equalNfiq2();
    void blankIsUniform();
    void tooLargeIsRefused();
    void aPatchIsTooSmall();
    void colourIsRefused();
    void namesFitValues();

private:
    const QString m_data = indraj::test::sharedPath("");
};

void TestFingerMeasures::initTestCase()
{
    if (!QFile::exists(m_data + QStringLiteral("/nfiq2/nfiq2_scores.csv")))
        QSKIP("reference pictures and measures are absent");
}

void TestFingerMeasures::equalNfiq2_data()
{
    QTest::addColumn<testing::CsvRow>("row");
    const auto rows = testing::readCsv(m_data + QStringLiteral("/nfiq2/nfiq2_scores.csv"));
    QVERIFY(rows.size() > 20);
    for (const auto &row : rows)
        QTest::newRow(row.value("file").constData()) << row;
}

void TestFingerMeasures::equalNfiq2()
{
    QFETCH(testing::CsvRow, row);
    const QImage picture
        = QImage(m_data + QStringLiteral("/fingerprints/") + QString::fromUtf8(row.value("file")))
              .convertToFormat(QImage::Format_Grayscale8);
    QVERIFY(!picture.isNull());
    const auto measures = measureFinger(picture);
    if (!row.value("nfiq2_error").isEmpty()) {
        QVERIFY(!measures);
        QCOMPARE(measures.error(), MeasureFault::TooLarge);
        return;
    }
    QVERIFY(measures.has_value());
    QCOMPARE(measures->width, row.value("crop_w").toInt());
    QCOMPARE(measures->height, row.value("crop_h").toInt());
    const auto values = featureVector(*measures);
    int wrongBins = 0, bins = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        const QByteArray name = featureNames()[i];
        QVERIFY2(row.contains(name), name.constData());
        const double expected = row.value(name).toDouble();
        if (name.endsWith("Mean") || name.endsWith("StdDev") || name == "Mu" || name == "MMB") {
            QVERIFY2(std::abs(values[i] - expected) <= 1e-3,
                     qPrintable(QStringLiteral("%1: %2, not %3")
                                    .arg(QString::fromUtf8(name))
                                    .arg(values[i])
                                    .arg(expected)));
        } else {
            ++bins;
            wrongBins += qRound(values[i]) != qRound(expected);
        }
    }
    QVERIFY2(wrongBins * 50 <= bins, qPrintable(QStringLiteral("%1 of %2 bins").arg(wrongBins).arg(bins)));
}

void TestFingerMeasures::blankIsUniform()
{
    QImage blank(300, 400, QImage::Format_Grayscale8);
    for (const int grey : {0, 128, 255}) {
        blank.fill(grey);
        const auto measures = measureFinger(blank);
        QVERIFY(!measures);
        QCOMPARE(measures.error(), MeasureFault::Uniform);
    }
}

void TestFingerMeasures::tooLargeIsRefused()
{
    QImage large(900, 400, QImage::Format_Grayscale8);
    large.fill(100);
    QCOMPARE(measureFinger(large).error(), MeasureFault::TooLarge);
}

void TestFingerMeasures::aPatchIsTooSmall()
{
    QImage patch(60, 60, QImage::Format_Grayscale8);
    for (int y = 0; y < patch.height(); ++y) {
        for (int x = 0; x < patch.width(); ++x)
            patch.scanLine(y)[x] = uchar(x / 5 % 2 ? 40 : 220);
    }
    QCOMPARE(measureFinger(patch).error(), MeasureFault::TooSmall);
}

void TestFingerMeasures::colourIsRefused()
{
    QCOMPARE(measureFinger(QImage(100, 100, QImage::Format_RGB32)).error(), MeasureFault::NotGrey8);
    QCOMPARE(measureFinger(QImage()).error(), MeasureFault::NotGrey8);
}

void TestFingerMeasures::namesFitValues()
{
    QCOMPARE(featureVector(FingerMeasures{}).size(), featureNames().size());
    QCOMPARE(featureNames().size(), size_t(62));
}

QTEST_GUILESS_MAIN(TestFingerMeasures)
#include "tst_fingermeasures.moc"
