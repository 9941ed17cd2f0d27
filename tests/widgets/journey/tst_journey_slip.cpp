#include "widgets/slip/slipdocument.h"
#include "widgets/theme/tokens.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#define ZX_USE_UTF8
#include <ReadBarcode.h>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestSlip : public QObject {
    Q_OBJECT

    static SlipData sample()
    {
        SlipData data;
        data.token = u"T-014"_s;
        data.enrolment = EnrolmentId::create();
        data.name = {u"Sadia Noreen"_s, u"سعدیہ نورین"_s};
        data.service = {u"First national identity card"_s, u"پہلا قومی شناختی کارڈ"_s};
        data.station = u"07"_s;
        data.at = QDateTime(QDate(2026, 11, 10), QTime(10, 42));
        data.portrait = QImage(350, 450, QImage::Format_RGB32);
        data.portrait.fill(QColor(0xC8, 0x93, 0x6C));
        return data;
    }
    static QString read(const QImage &page)
    {
        const QImage grey = page.convertToFormat(QImage::Format_Grayscale8);
        const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                    static_cast<int>(grey.bytesPerLine()));
        const auto result
            = ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode));
        return result.isValid() ? QString::fromStdString(result.text()) : QString();
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void theCodeHoldsNoPersonalData()
    {
        const QJsonObject held = QJsonDocument::fromJson(slipPayload(sample())).object();
        QCOMPARE(held.keys(), (QStringList{u"id"_s, u"station"_s, u"token"_s, u"v"_s}));
    }
    void theImageReadsBack_data()
    {
        QTest::addColumn<int>("paper");
        QTest::newRow("A6") << int(SlipPaper::A6);
        QTest::newRow("roll") << int(SlipPaper::Roll80);
    }
    void theImageReadsBack()
    {
        QFETCH(int, paper);
        const SlipData data = sample();
        const auto image = slipImage(data, static_cast<SlipPaper>(paper), 800);
        QVERIFY(image);
        QCOMPARE(read(*image).toUtf8(), slipPayload(data));
    }
    void thePdfReadsBack()
    {
        const QString tool = QStandardPaths::findExecutable(u"pdftoppm"_s);
        if (tool.isEmpty())
            QSKIP("pdftoppm (poppler-utils) is not installed");
        QTemporaryDir folder;
        const QString path = folder.filePath(u"slip.pdf"_s);
        const SlipData data = sample();
        QVERIFY(writeSlipPdf(path, data, SlipPaper::A6));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("pdfaid:part")); // the mark of PDF/A
        QCOMPARE(
            QProcess::execute(
                tool, {u"-r"_s, u"200"_s, u"-png"_s, u"-singlefile"_s, path, folder.filePath(u"page"_s)}),
            0);
        const QImage page(folder.filePath(u"page.png"_s));
        QVERIFY(qAbs(page.width() - 105 / 25.4 * 200) < 3);
        QCOMPARE(read(page).toUtf8(), slipPayload(data));
        const QString shots = qEnvironmentVariable("INDRAJ_SHOTS");
        if (!shots.isEmpty())
            QVERIFY(page.save(shots + u"/slip-pdf.png"_s));
    }
    void aFolderThatIsNotThere()
    {
        const auto result = writeSlipPdf(u"/nowhere/at/all/slip.pdf"_s, sample(), SlipPaper::A6);
        QVERIFY(!result);
        QCOMPARE(result.error().fault, SlipFault::CannotOpen);
    }
    void aPayloadThatDoesNotFit()
    {
        const auto code = slipCode(QByteArray(5000, 'x'));
        QVERIFY(!code);
        QCOMPARE(code.error().fault, SlipFault::CodeTooLong);
    }
};

QTEST_MAIN(TestSlip)
#include "tst_journey_slip.moc"
