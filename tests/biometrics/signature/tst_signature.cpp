#include "biometrics/signature/strokerecord.h"
#include "capture/signature/signaturesample.h"

#include <QBuffer>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// Strokes, their record after ISO/IEC 19794-7, and the picture that carries them.
class TestSignature : public QObject {
    Q_OBJECT

    /// A loop and a dot, 200 x 70 mm.
    static Signature example(bool pressure = true)
    {
        Signature signature;
        signature.field = {20000, 7000};
        signature.hasPressure = pressure;
        PenStroke loop;
        for (int i = 0; i < 60; ++i)
            loop.append({5000 + 60 * i, 3000 + int(900 * std::sin(i / 5.0)), 8 * i, pressure ? 1000 * i : 0});
        signature.strokes = {loop, {{9000, 5000, 1900, pressure ? 65535 : 0}}};
        return signature;
    }
    static QByteArray record(const Signature &signature) { return writeStrokeRecord(signature).value(); }
    static StrokeFault faultOf(const QByteArray &bytes)
    {
        const auto read = readStrokeRecord(bytes);
        if (read)
            qFatal("was read");
        return read.error().fault;
    }

private Q_SLOTS:
    void theRecordIsTheOneOfTheDocument()
    {
        Signature dot;
        dot.field = {8000, 3000};
        dot.strokes = {{{100, 200, 0, 0}}};
        // docs/signature.md shows these bytes.
        const QByteArray shown = QByteArray::fromHex("53444900"
                                                     "20313000"
                                                     "C0A0"
                                                     "E0B48000001F40"
                                                     "E0B48000000BB8"
                                                     "80CFA0"
                                                     "00"
                                                     "00"
                                                     "00"
                                                     "000002"
                                                     "006400C8000001"
                                                     "006400C8000000");
        QCOMPARE(record(dot).toHex(), shown.toHex());
        QCOMPARE(readStrokeRecord(shown).value(), dot);
    }

    void whatIsWrittenComesBack_data()
    {
        QTest::addColumn<bool>("pressure");
        QTest::newRow("pen") << true;
        QTest::newRow("mouse") << false;
    }
    void whatIsWrittenComesBack()
    {
        QFETCH(bool, pressure);
        const Signature signature = example(pressure);
        const QByteArray bytes = record(signature);
        QCOMPARE(readStrokeRecord(bytes).value(), signature);
        QCOMPARE(record(readStrokeRecord(bytes).value()), bytes);
    }

    void aPauseBeyondTheChannelIsTheLongestThereIs()
    {
        Signature signature = example();
        signature.strokes[1][0].at = signature.strokes[0].last().at + 90'000;
        const Signature back = readStrokeRecord(record(signature)).value();
        QCOMPARE(back.strokes[1][0].at - back.strokes[0].last().at, 65'535);
        QCOMPARE(record(back), record(signature));
    }

    void everyTruncationIsRefused()
    {
        const QByteArray bytes = record(example());
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!readStrokeRecord(bytes.first(size)), qPrintable(QString::number(size)));
        QCOMPARE(faultOf(bytes + 'x'), StrokeFault::WrongLength);
    }

    void whatTheShapeDoesNotHaveIsRefused()
    {
        const QByteArray bytes = record(example());
        const auto with = [&bytes](qsizetype at, char value) {
            QByteArray changed = bytes;
            changed[at] = value;
            return changed;
        };
        QCOMPARE(faultOf(with(0, 'F')), StrokeFault::NotARecord);
        QCOMPARE(faultOf(with(5, '2')), StrokeFault::NotARecord);
        QCOMPARE(faultOf(with(9, '\xA1')), StrokeFault::WrongField); // another channel
        QCOMPARE(faultOf(with(10, '\xC0')), StrokeFault::WrongField); // X without its largest value
        QCOMPARE(faultOf(with(11, '\xB5')), StrokeFault::WrongField); // another scale
        const qsizetype first = bytes.size() - 9 * 63; // 61 touches and 2 lifts
        QCOMPARE(faultOf(with(first, '\x7F')), StrokeFault::WrongField); // beyond the field
        QCOMPARE(faultOf(with(first + 5, 1)), StrokeFault::WrongField); // the first has no time before it
        QCOMPARE(faultOf(with(first + 8, 0)), StrokeFault::WrongField); // begins with a lift
        QCOMPARE(faultOf(with(first + 8, 2)), StrokeFault::WrongField); // neither touching nor lifted
        QCOMPARE(faultOf(with(bytes.size() - 1, 1)), StrokeFault::WrongField); // never lifted
        QCOMPARE(faultOf(with(first - 3, '\x10')), StrokeFault::TooLarge); // a million points
    }

    void whatTheReaderWouldRefuseIsNotWritten()
    {
        const auto refused = [](const auto &change) {
            Signature signature = example();
            change(signature);
            return !writeStrokeRecord(signature);
        };
        QVERIFY(refused([](Signature &s) { s.strokes.clear(); }));
        QVERIFY(refused([](Signature &s) { s.strokes.append(PenStroke()); }));
        QVERIFY(refused([](Signature &s) { s.strokes[0][3].x = s.field.width() + 1; }));
        QVERIFY(refused([](Signature &s) { s.strokes[0][3].at = 1; })); // goes back
        QVERIFY(refused([](Signature &s) { s.strokes[0][0].at = 1; }));
        QVERIFY(refused([](Signature &s) { s.hasPressure = false; })); // pressure without a channel
        QVERIFY(refused([](Signature &s) { s.field = {40000, 7000}; }));
        QVERIFY(refused([](Signature &s) {
            s.strokes = QList<PenStroke>(Signature::mostStrokes + 1, PenStroke{{1, 1, 0, 0}});
        }));
        QVERIFY(refused([](Signature &s) {
            s.strokes = {PenStroke(Signature::mostPoints + 1, PenPoint{1, 1, 0, 0})};
        }));
        QVERIFY(!refused([](Signature &s) {
            s.strokes = {PenStroke(Signature::mostPoints, PenPoint{1, 1, 0, 0})};
        }));
    }

    void changedRecordsAreRefusedOrWriteBackAsTheyAre()
    {
        QRandomGenerator random(7);
        const QByteArray whole = record(example());
        int accepted = 0;
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = whole;
            const int changes = 1 + random.bounded(3);
            for (int n = 0; n < changes; ++n)
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            if (const auto read = readStrokeRecord(bytes)) {
                ++accepted;
                QCOMPARE(record(*read), bytes);
            }
        }
        QVERIFY(accepted > 1000); // another place inside the field is another signature
    }

    void thePictureShowsWhatWasWrittenAndCarriesIt()
    {
        const Signature signature = example();
        const QImage drawn = drawSignature(signature);
        QCOMPARE(drawn.format(), QImage::Format_Grayscale8);
        // 40 + 6 mm wide: what was written with its margin, 300 pixels per inch.
        QVERIFY2(qAbs(drawn.width() - int(46.0 / 25.4 * 300)) < 10,
                 qPrintable(QString::number(drawn.width())));
        int black = 0;
        for (int y = 0; y < drawn.height(); ++y)
            for (int x = 0; x < drawn.width(); ++x)
                black += drawn.constScanLine(y)[x] < 64 ? 1 : 0;
        QVERIFY(black > 2000);
        QVERIFY(black < drawn.width() * drawn.height() / 8);
        // The dot lies above the loop.
        QVERIFY(drawn.constScanLine(35)[int(43.0 / 25.4 * 300)] < 64);
        const QByteArray png = writeSignaturePicture(signature).value();
        QCOMPARE(readSignaturePicture(png).value(), signature);
        QVERIFY(png.size() < 60'000);
    }

    void aPictureWithoutItsStrokesIsToldApart()
    {
        QByteArray plain;
        QBuffer buffer(&plain);
        buffer.open(QIODevice::WriteOnly);
        QImage picture = drawSignature(example());
        QVERIFY(picture.save(&buffer, "png"));
        QCOMPARE(readSignaturePicture(plain).error(), SignaturePictureFault::NoStrokes);
        QCOMPARE(readSignaturePicture("no png").error(), SignaturePictureFault::NoPicture);
        picture.setText(QString::fromUtf16(strokesTextKey), u"bm90IGEgcmVjb3Jk"_s);
        QByteArray other;
        QBuffer second(&other);
        second.open(QIODevice::WriteOnly);
        QVERIFY(picture.save(&second, "png"));
        QCOMPARE(readSignaturePicture(other).error(), SignaturePictureFault::BadStrokes);
        QCOMPARE(writeSignaturePicture({}).error(), SignaturePictureFault::BadStrokes);
    }

    void factsAreMeasured()
    {
        const SignatureFacts facts = signatureFacts(example());
        QCOMPARE(facts.strokes, 2);
        QCOMPARE(facts.seconds, 1.9);
        QVERIFY(facts.inkMillimetres > 35 && facts.inkMillimetres < 80);
        QCOMPARE(facts.extent.width(), 40.0);
        QVERIFY(!facts.isScant());
        Signature dot;
        dot.field = {8000, 3000};
        dot.strokes = {{{100, 200, 0, 0}}};
        QVERIFY(signatureFacts(dot).isScant());
        QCOMPARE(signatureFacts({}).strokes, 0);
    }

    void theSampleSaysHowItCameAbout()
    {
        const QDateTime at({2026, 3, 4}, {9, 15}, Qt::UTC);
        const auto made = signatureSample(example(), PenKind::Pen, u"Tablet One"_s, at);
        QVERIFY(made);
        const SampleInfo &info = made->sample.info;
        QCOMPARE(info.kind, SampleKind::ApplicantSignature);
        QCOMPARE(info.mimeType, u"image/png"_s);
        QCOMPARE(info.device, u"pen Tablet One"_s);
        QCOMPARE(info.capturedAt, at);
        QCOMPARE(info.resolution, 300);
        QVERIFY(!info.quality.isValid()); // nobody scores it
        QCOMPARE(QSize(info.width, info.height), made->picture.size());
        QCOMPARE(readSignaturePicture(made->sample.bytes).value(), example());
        QVERIFY(!signatureSample({}, PenKind::Mouse, {}, at));
    }
};

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"
