// The whole way from the camera to the sample, on the training video and on cameras that are not there.
#include "biometrics/face/record/facerecord.h"
#include "capture/face/capturelog.h"
#include "capture/face/facecapturesession.h"
#include "capture/face/jpegtables.h"
#include "capture/face/portraitsample.h"
#include "devices/camera/wholepicture.h"
#include "enrollment/portraitsize.h"
#include "tests/support/places.h"

#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");
const QString video = indraj::test::cachePath("/training/portrait.avi");

FaceCaptureSession::Setup setupFor(const QString &camera, const QString &models = modelFolder)
{
    return {*CameraAddress::parse(camera), models,
            *loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json")), true,
            *loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"))};
}

/// The coding goes on elsewhere: the answer comes by the event loop.
Sample sampleOf(const FaceCaptureSession &session, const FaceCandidate &candidate)
{
    const QFuture<Sample> made = session.sampleFrom(candidate);
    return QTest::qWaitFor([&made] { return made.isFinished(); }, 30000) ? made.result() : Sample();
}

bool isOfMotion(FaceHintId hint) { return hint == FaceHintId::FlatMotion || hint == FaceHintId::NoMotion; }

} // namespace

class FaceCaptureSessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(modelFolder + u"/manifest.json"_s) || !QFile::exists(video))
            QSKIP("SKIP_WHOLE_TEST models and training video have not been made: packaging/*.sh");
    }

    void steadySceneIsCapturedByItself()
    {
        FaceCaptureSession session(setupFor(u"file:"_s + video));
        QSignalSpy accepted(&session, &FaceCapture::accepted);
        QSet<FaceGuidance> spoken;
        bool sawTwoFaces = false;
        connect(&session, &FaceCapture::frame, this,
                [&](const QImage &preview, const FaceJudgement &judgement) {
                    QVERIFY(!preview.isNull() && preview.width() <= 1280 && preview.height() <= 720);
                    spoken.insert(judgement.guidance);
                    sawTwoFaces = sawTwoFaces || judgement.faces == 2;
                    // Hints of motion depend on which frames a busy machine gets to: tst_facehints has them.
                    for (const FaceHint &hint : judgement.hints)
                        QVERIFY2(!hint.raised || isOfMotion(hint.id), faceHintInfo(hint.id).key);
                    if (accepted.isEmpty())
                        QVERIFY(session.candidates().isEmpty());
                });
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 60000);
        // Everything that is wrong in the scenes before was said; it was taken only after them.
        for (const auto guidance : {FaceGuidance::HoldStill, FaceGuidance::MoveRight, FaceGuidance::TooDark,
                                    FaceGuidance::OneAtATime})
            QVERIFY2(spoken.contains(guidance), qPrintable(QString::number(int(guidance))));
        QVERIFY(sawTwoFaces);
        const auto candidate = accepted.first().at(0).value<FaceCandidate>();
        QCOMPARE(accepted.first().at(1).toBool(), false);
        QVERIFY(candidate.judgement.allRequiredMet && candidate.judgement.eyeDistance >= 118);
        QCOMPARE(candidate.judgement.faces, 1);
        QCOMPARE(candidate.image.size(), QSize(1280, 720));
        checkSample(session, candidate);
        session.retake();
        QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 2, 60000);
        QTRY_VERIFY(!session.candidates().isEmpty() && session.candidates().size() <= 3);
        rejectedPicturesLeaveTheirValues(session, session.candidates().first());
        const auto tried = session.attempts();
        QVERIFY(std::any_of(tried.cbegin(), tried.cend(),
                            [](const CaptureAttempt &each) { return each.veto == Veto::Rejected; }));
        session.clear();
        QVERIFY(session.candidates().isEmpty() && session.attempts().isEmpty());
        QVERIFY(sampleOf(session, candidate).info.attempts.isEmpty());
    }

    void manualCaptureNeedsAReason()
    {
        FaceCaptureSession session(setupFor(
            u"pipeline:videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=15/1"_s));
        QSignalSpy accepted(&session, &FaceCapture::accepted);
        QSignalSpy frames(&session, &FaceCapture::frame);
        session.captureManually(u"other"_s); // not running
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > 3, 30000);
        QCOMPARE(accepted.count(), 0);
        session.captureManually({});
        session.captureManually(u"because"_s);
        const auto seen = frames.count();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > seen + 6, 30000);
        QCOMPARE(accepted.count(), 0);
        session.captureManually(u"room-light"_s);
        QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 10000);
        const auto candidate = accepted.first().at(0).value<FaceCandidate>();
        QCOMPARE(accepted.first().at(1).toBool(), true);
        QCOMPARE(candidate.image.size(), QSize(320, 240)); // never enlarged
        QVERIFY(candidate.crop.height() <= 240);
        const Sample sample = sampleOf(session, candidate);
        QVERIFY(sample.info.manual);
        QCOMPARE(sample.info.manualReason, u"room-light"_s);
        QVERIFY(!sample.info.quality.isValid()); // nobody in the picture: 255, not an invented number
        QVERIFY(candidate.refused()); // and nothing that could not be told counts as good
        QCOMPARE(sample.info.attempts.size(), 1);
        QCOMPARE(sample.info.attempts.first().outcome, u"manual"_s);
        QVERIFY(sample.info.ownAttempt() != nullptr);
    }

    /// The largest size that fits, never enlarged; the card's beside it; the frame as it came.
    void sizesOfThePortrait_data()
    {
        QTest::addColumn<QSize>("crop");
        QTest::addColumn<double>("eyes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("card");
        QTest::newRow("full") << QSize(1300, 1672) << 330.0 << u"full"_s << true;
        QTest::newRow("eyes too close for full") << QSize(1300, 1672) << 290.0 << u"reduced"_s << true;
        QTest::newRow("reduced") << QSize(622, 800) << 150.0 << u"reduced"_s << true;
        QTest::newRow("card") << QSize(500, 643) << 120.0 << u"card"_s << false;
        QTest::newRow("too small for the card") << QSize(412, 530) << 120.0 << u"own"_s << false;
    }
    void sizesOfThePortrait()
    {
        QFETCH(QSize, crop);
        QFETCH(double, eyes);
        FaceCandidate candidate;
        candidate.image = QImage(crop * 1.2, QImage::Format_RGB32);
        for (int y = 0; y < candidate.image.height(); ++y)
            for (int x = 0; x < candidate.image.width(); ++x)
                candidate.image.setPixel(x, y, qRgb(x % 256, y % 256, (x + y) % 256));
        candidate.crop = candidate.image.copy(QRect(QPoint(20, 20), crop));
        candidate.judgement.frameSize = candidate.image.size();
        candidate.judgement.eyeDistance = eyes;
        candidate.at = QDateTime::currentDateTimeUtc();
        const PortraitOutput output = encodeOutput(candidate);
        QTEST(QString(portraitSizeName(output.portrait.size.width(), output.portrait.size.height())), "name");
        QTEST(!output.card.bytes.isEmpty(), "card");
        if (portraitSizeName(output.portrait.size.width(), output.portrait.size.height()) == "own"_L1)
            QCOMPARE(output.portrait.size, crop);
        const auto record = readFaceRecord(output.record);
        QVERIFY(record);
        QCOMPARE(QSize(record->width, record->height), candidate.image.size());
        QVERIFY(record->landmarks.isEmpty()); // nobody was found
        QCOMPARE(int(record->qualities.first().score), QualityScore::failed);
        SampleInfo info;
        info.manual = true;
        info.attempts.resize(2);
        const auto companions = companionsOf(info, output);
        QCOMPARE(companions.size(), output.card.bytes.isEmpty() ? std::size_t(1) : std::size_t(2));
        for (const Sample &each : companions)
            QVERIFY(!each.info.manual && each.info.attempts.isEmpty() && each.info.width > 0);
    }

    /// A near person before a camera of five megapixels: judged small, kept whole.
    void aLargeCameraGivesAFullPortrait()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"near.jpg"_s);
        const QByteArray jpeg = nearPerson(file);
        if (jpeg.isEmpty())
            QSKIP("the training applicant's photograph is not installed");
        FaceCaptureSession session(setupFor(
            u"pipeline:multifilesrc location=%1 loop=true "
            "caps=\"image/jpeg,width=2592,height=1944,framerate=15/1\" ! identity sleep-time=66000"_s.arg(
                file)));
        QSignalSpy accepted(&session, &FaceCapture::accepted);
        QSignalSpy modes(&session, &FaceCaptureSession::cameraModeChanged);
        QList<FaceJudgement> judged;
        connect(&session, &FaceCapture::frame, this,
                [&](const QImage &preview, const FaceJudgement &judgement) {
                    QVERIFY(preview.width() <= 1280 && preview.height() <= 720);
                    judged.append(judgement);
                });
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(!judged.isEmpty() && judged.last().faces == 1, 30000);
        QCOMPARE(modes.first().first().value<CameraMode>().used->toText(), u"2592x1944@15/1 jpeg"_s);
        QCOMPARE(judged.last().frameSize, QSize(1296, 972));
        const auto &distance = judged.last().checks.at(int(FaceCheck::Distance));
        QVERIFY(std::abs(distance.native - 2 * judged.last().eyeDistance) < 1); // in the camera's pixels
        session.captureManually(u"other"_s);
        QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 30000);
        const auto candidate = accepted.first().first().value<FaceCandidate>();
        QVERIFY(candidate.image.isNull()); // the JPEG has it
        QVERIFY(candidate.whole && candidate.whole->jpeg() == jpeg);
        largeFramesStayJpegWhereAskedFor(candidate, jpeg);
        const Sample sample = sampleOf(session, candidate);
        QCOMPARE(portraitSizeName(sample.info.width, sample.info.height), "full"_L1);
        QCOMPARE(sample.companions.size(), std::size_t(2));
        for (const Sample &each : sample.companions) {
            if (each.info.kind != SampleKind::PortraitRecord)
                continue;
            largeFrameIsJpeg2000(each.bytes, candidate);
            const auto record = readFaceRecord(each.bytes);
            QVERIFY(record);
            const int apart = record->landmarks.first().x - record->landmarks.last().x;
            QVERIFY(std::abs(std::abs(apart) - distance.native) < 20);
        }
    }

    /// Cameras leave the usual tables out; a record must be readable without knowing that.
    void missingHuffmanTablesArePutIn()
    {
        cv::Mat picture(64, 96, CV_8UC3, cv::Scalar(60, 120, 180));
        picture(cv::Rect(10, 10, 30, 30)) = cv::Scalar(250, 20, 90);
        std::vector<uchar> bytes;
        QVERIFY(cv::imencode(".jpg", picture, bytes));
        const QByteArray whole(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
        QCOMPARE(withHuffmanTables(whole), whole);
        QByteArray without = whole;
        const QByteArray marker("\xFF\xC4", 2);
        int removed = 0;
        for (auto at = without.indexOf(marker); at >= 0; at = without.indexOf(marker), ++removed)
            without.remove(at, 2 + uchar(without.at(at + 2)) * 256 + uchar(without.at(at + 3)));
        QVERIFY(removed > 0);
        const QByteArray again = withHuffmanTables(without);
        QVERIFY(again != without && again.contains(marker));
        QCOMPARE(QImage::fromData(again), QImage::fromData(whole));
        for (const QByteArray &bad : {QByteArray(), QByteArray("no picture"), whole.left(10),
                                      QByteArray("\xFF\xD8\xFF\xC4\x00\x00", 6)})
            QVERIFY(withHuffmanTables(bad).isEmpty());
    }

    void noCameraIsSaid()
    {
        FaceCaptureSession session(setupFor(u"v4l2:/dev/video-that-is-not-there"_s));
        QSignalSpy failed(&session, &FaceCapture::cameraFailed);
        session.start();
        QVERIFY(failed.wait(30000));
        QCOMPARE(failed.first().first().value<DeviceError>().fault, DeviceFault::NoDevice);
    }

    void missingModelsAreSaid()
    {
        FaceCaptureSession session(setupFor(u"file:"_s + video, u"/nowhere"_s));
        QSignalSpy failed(&session, &FaceCapture::cameraFailed);
        session.start();
        QVERIFY(failed.count() > 0 || failed.wait(30000));
        const auto error = failed.first().first().value<DeviceError>();
        QCOMPARE(error.fault, DeviceFault::NotSupported);
        QCOMPARE(error.device, u"face models"_s);
        session.start(); // says it again, does not hang
        QCOMPARE(failed.count(), 2);
    }

    void canBeDestroyedAtAnyTime()
    {
        for (int k = 0; k < 5; ++k) {
            FaceCaptureSession session(setupFor(u"file:"_s + video));
            QSignalSpy frames(&session, &FaceCapture::frame);
            session.start();
            QTRY_VERIFY_WITH_TIMEOUT(frames.count() >= k, 30000);
        }
    }

private:
    /// A photograph enlarged to stand in for a person close to a camera of 2592 x 1944.
    static QByteArray nearPerson(const QString &file)
    {
        const cv::Mat person
            = cv::imread("/usr/share/matplotlib/mpl-data/sample_data/grace_hopper.jpg", cv::IMREAD_COLOR);
        if (person.empty())
            return {};
        cv::Mat large;
        constexpr double nearness = 4.5;
        cv::resize(person, large, {}, nearness, nearness, cv::INTER_CUBIC);
        cv::Mat frame(1944, 2592, CV_8UC3, cv::Scalar(200, 205, 205));
        const int width = std::min(large.cols, frame.cols);
        large(cv::Rect((large.cols - width) / 2, 0, width, std::min(large.rows, frame.rows)))
            .copyTo(frame(cv::Rect((frame.cols - width) / 2, 0, width, std::min(large.rows, frame.rows))));
        if (!cv::imwrite(file.toStdString(), frame))
            return {};
        QFile written(file);
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    }
    static void largeFramesStayJpegWhereAskedFor(const FaceCandidate &candidate, const QByteArray &jpeg)
    {
        const auto record = readFaceRecord(encodeOutput(candidate, FrameCoding::AsItCame).record);
        QVERIFY(record);
        QCOMPARE(record->coding, FaceImageCoding::Jpeg);
        QCOMPARE(record->image, jpeg); // not a bit of it is lost
        QCOMPARE(QSize(record->width, record->height), QSize(2592, 1944));
    }
    /// The camera's JPEG stays the only step with loss: every pixel of it comes back.
    static void largeFrameIsJpeg2000(const QByteArray &bytesOfRecord, const FaceCandidate &candidate)
    {
        const auto record = readFaceRecord(bytesOfRecord);
        QVERIFY(record);
        QCOMPARE(record->coding, FaceImageCoding::Jpeg2000Lossless);
        QCOMPARE(QSize(record->width, record->height), QSize(2592, 1944));
        const std::vector<uchar> bytes(record->image.begin(), record->image.end());
        const cv::Mat decoded = cv::imdecode(bytes, cv::IMREAD_COLOR);
        cv::Mat whole;
        cv::cvtColor(candidate.whole->pixels(), whole, cv::COLOR_BGRA2BGR);
        QCOMPARE(decoded.size(), whole.size());
        QCOMPARE(cv::norm(decoded, whole, cv::NORM_INF), 0.0);
    }
    static void rejectedPicturesLeaveTheirValues(FaceCaptureSession &session, const FaceCandidate &candidate)
    {
        const auto before = session.candidates().size();
        QSignalSpy changed(&session, &FaceCapture::candidatesChanged);
        session.reject(candidate, u"expression"_s);
        QVERIFY(changed.count() >= 1);
        QVERIFY(session.candidates().size() < before);
        for (const FaceCandidate &left : session.candidates())
            QVERIFY(left.at != candidate.at);
        Sample sample = sampleOf(session, candidate);
        const CaptureAttempt *own = sample.info.ownAttempt();
        QVERIFY(own);
        QCOMPARE(own->veto, Veto::Rejected);
        QCOMPARE(own->vetoReason, u"expression"_s);
        QCOMPARE(own->criteria.size(), qsizetype(faceMeasureUnits().size() + allFaceHints.size()));
    }
    void checkSample(const FaceCaptureSession &session, const FaceCandidate &candidate)
    {
        const Sample sample = sampleOf(session, candidate);
        QCOMPARE(sample.info.kind, SampleKind::FacePortrait);
        QVERIFY(!sample.info.id.isNull());
        QCOMPARE(sample.info.quality.algorithm, stillQualityAlgorithm);
        QCOMPARE(sample.info.quality.value, candidate.report->score);
        QVERIFY(!candidate.refused());
        const CaptureAttempt *own = sample.info.ownAttempt();
        QVERIFY(own && own->outcome == u"captured"_s && own->profile == u"adult"_s);
        QCOMPARE(own->criteria.size(), qsizetype(faceMeasureUnits().size() + allFaceHints.size()));
        for (const FaceHintId raised : raisedHints(*own))
            QVERIFY2(isOfMotion(raised), faceHintInfo(raised).key);
        QCOMPARE(sample.info.veto, Veto::None);
        QVERIFY(!sample.info.manual);
        QCOMPARE(sample.info.device, u"portrait.avi simulator"_s);
        const std::vector<uchar> bytes(sample.bytes.begin(), sample.bytes.end());
        const cv::Mat decoded = cv::imdecode(bytes, cv::IMREAD_COLOR);
        QCOMPARE(decoded.size(), cv::Size(sample.info.width, sample.info.height));
        QVERIFY(std::abs(double(decoded.cols) / decoded.rows - 35.0 / 45.0) < 0.01);
        QCOMPARE(portraitSizeName(decoded.cols, decoded.rows), "card"_L1);
        QCOMPARE(sample.companions.size(), std::size_t(1)); // the portrait has the card's size already
        checkRecord(sample.companions.front(), candidate);
    }
    /// ISO/IEC 19794-5 of the whole frame, which it gives back bit by bit.
    void checkRecord(const Sample &sample, const FaceCandidate &candidate)
    {
        QCOMPARE(sample.info.kind, SampleKind::PortraitRecord);
        QVERIFY(sample.info.attempts.isEmpty() && !sample.info.manual);
        const auto record = readFaceRecord(sample.bytes);
        QVERIFY(record);
        QCOMPARE(record->captured, candidate.at);
        QCOMPARE(record->qualities.size(), 1);
        QCOMPARE(int(record->qualities.first().score), candidate.report->score);
        QCOMPARE(record->coding, FaceImageCoding::Jpeg2000Lossless);
        QCOMPARE(record->landmarks.size(), 2);
        const QPointF left = candidate.judgement.leftEye;
        QVERIFY(std::abs(record->landmarks.first().x - left.x()) <= 1
                && std::abs(record->landmarks.first().y - left.y()) <= 1);
        QCOMPARE(record->pose.at(2), poseByte(candidate.judgement.roll));
        const std::vector<uchar> bytes(record->image.begin(), record->image.end());
        const cv::Mat decoded = cv::imdecode(bytes, cv::IMREAD_COLOR);
        const QImage frame = candidate.image.convertToFormat(QImage::Format_BGR888);
        QCOMPARE(decoded.size(), cv::Size(frame.width(), frame.height()));
        for (int y = 0; y < decoded.rows; ++y)
            QVERIFY(std::equal(decoded.ptr(y), decoded.ptr(y) + std::ptrdiff_t(3) * decoded.cols,
                               frame.constScanLine(y)));
    }
};

QTEST_MAIN(FaceCaptureSessionTest)
#include "tst_facecapturesession.moc"
