// Photographs of a camera that takes them itself, through the judge and rules of all portraits.
#include "capture/face/facecapturesession.h"
#include "devices/camera/stillcamera.h"
#include "tests/support/places.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

constexpr int patience = 60000; ///< ms: nets are read and run on a busy machine
const QString modelFolder = indraj::test::cachePath("/models");
const QString video = indraj::test::cachePath("/training/portrait.avi");

/// The steady last picture of the training video.
QImage goodPicture()
{
    QFile file(video);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return QImage::fromData(bytes.mid(bytes.lastIndexOf(QByteArrayView("\xFF\xD8\xFF"))), "jpeg");
}

QImage emptyPicture()
{
    QImage picture(1280, 720, QImage::Format_RGB32);
    picture.fill(0xFFB0B0B0);
    return picture;
}

/// A camera whose answers the test gives.
class FakeStills : public StillCamera {
    Q_OBJECT
public:
    QList<StillRequest> asked;
    int applicants = 0;
    bool pending = false;

    void open() override { become(ScannerState::Idle); }
    void close() override
    {
        cancel();
        m_state = ScannerState::NoDevice;
    }
    ScannerState state() const override { return m_state; }
    QList<BiometricDevice> devices() const override { return {described()}; }
    std::optional<BiometricDevice> device() const override { return described(); }
    void choose(const QString &) override { }
    void nextApplicant() override { ++applicants; }
    void capture(const StillRequest &request) override
    {
        cancel();
        asked.append(request);
        pending = true;
    }
    void cancel() override
    {
        if (std::exchange(pending, false))
            Q_EMIT failed({DeviceFault::Cancelled, {}, {}});
    }
    void setPreview(bool) override { }

    void become(ScannerState state)
    {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    void give(const QImage &image)
    {
        StillPicture picture;
        picture.request = asked.last();
        picture.image = image.convertToFormat(QImage::Format_RGB32);
        picture.device = described();
        picture.at = QDateTime::currentDateTimeUtc();
        pending = false;
        Q_EMIT captured(picture);
    }
    void refuse(DeviceFault fault)
    {
        pending = false;
        Q_EMIT failed({fault, u"face-1"_s, {}});
    }
    static BiometricDevice described()
    {
        BiometricDevice device;
        device.driver = u"sbi-1.0"_s;
        device.make = u"Maker"_s;
        device.model = u"Face"_s;
        device.simulated = true;
        return device;
    }

private:
    ScannerState m_state = ScannerState::NoDevice;
};

struct Bench {
    explicit Bench(std::chrono::milliseconds timeOut = std::chrono::minutes(5))
        : session(setup(camera, timeOut))
    {
        session.usePhotographs();
    }
    static FaceCaptureSession::Setup setup(FakeStills &camera, std::chrono::milliseconds timeOut)
    {
        FaceCaptureSession::Setup setup{
            *CameraAddress::parse(u"file:/nowhere.avi"_s), modelFolder,
            *loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json")), false,
            *loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"))};
        setup.thresholds.timeOut = timeOut;
        setup.snapshotRules
            = *loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/sign-off.json"));
        setup.photographs = &camera;
        return setup;
    }
    FakeStills camera;
    FaceCaptureSession session;
    QSignalSpy accepted{&session, &FaceCapture::accepted};
    QSignalSpy refused{&session, &FaceCapture::stillRefused};
    QSignalSpy frames{&session, &FaceCapture::frame};
    QSignalSpy timedOut{&session, &FaceCapture::timedOut};
    QSignalSpy failed{&session, &FaceCapture::cameraFailed};
    QSignalSpy resumed{&session, &FaceCapture::cameraResumed};
    QSignalSpy snapshots{&session, &FaceCapture::snapshotTaken};
};

Sample sampleOf(const FaceCaptureSession &session, const FaceCandidate &candidate)
{
    const QFuture<Sample> made = session.sampleFrom(candidate);
    return QTest::qWaitFor([&made] { return made.isFinished(); }, 30000) ? made.result() : Sample();
}

} // namespace

class TestPhotographs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(modelFolder + u"/manifest.json"_s) || !QFile::exists(video))
            QSKIP("SKIP_WHOLE_TEST models and training video have not been made: packaging/*.sh");
        m_good = goodPicture();
        QVERIFY(!m_good.isNull());
    }

    void aGoodOneIsTaken()
    {
        Bench b;
        b.session.start();
        QVERIFY(b.camera.pending);
        QVERIFY(b.session.simulated());
        b.camera.give(m_good);
        QTRY_COMPARE_WITH_TIMEOUT(b.accepted.size(), 1, patience);
        const auto candidate = b.accepted.first().at(0).value<FaceCandidate>();
        QCOMPARE(b.accepted.first().at(1).toBool(), false);
        QVERIFY(candidate.report && !candidate.refused());
        QCOMPARE(candidate.image.size(), m_good.size()); // every pixel of it
        QCOMPARE(candidate.judgement.faces, 1);
        const Sample sample = sampleOf(b.session, candidate);
        QVERIFY(!sample.bytes.isEmpty());
        QCOMPARE(sample.info.device, u"sbi-1.0 Maker Face simulator"_s);
        QCOMPARE(sample.info.attempts.size(), 1);
        QCOMPARE(sample.info.attempts.first().outcome, u"captured"_s);
        QVERIFY(!sample.info.attempts.first().criteria.isEmpty());
        QVERIFY(!b.camera.pending); // it rests, until another is wanted
        b.session.retake();
        QVERIFY(b.camera.pending);
    }

    void aRefusedOneIsFollowedByTheNext()
    {
        Bench b;
        b.session.start();
        b.camera.give(emptyPicture());
        QTRY_COMPARE_WITH_TIMEOUT(b.refused.size(), 1, patience);
        QCOMPARE(b.accepted.size(), 0);
        QVERIFY(!b.camera.pending); // not at once: the applicant has to change something
        QTRY_VERIFY(b.camera.pending);
        b.camera.give(m_good);
        QTRY_COMPARE_WITH_TIMEOUT(b.accepted.size(), 1, patience);
        QCOMPARE(b.session.attempts().size(), 2);
        QCOMPARE(b.session.attempts().first().outcome, u"rules-not-met"_s);
    }

    void theLivePictureGuidesAndIsNeverKept()
    {
        Bench b;
        b.session.start();
        for (int i = 0; i < 3; ++i) {
            const auto seen = b.frames.size();
            Q_EMIT b.camera.preview(m_good.scaledToWidth(640, Qt::SmoothTransformation));
            QTRY_VERIFY_WITH_TIMEOUT(b.frames.size() > seen, patience);
        }
        const auto judgement = b.frames.last().at(1).value<FaceJudgement>();
        QCOMPARE(judgement.faces, 1);
        QCOMPARE(judgement.checks.at(int(FaceCheck::Distance)).state, CheckState::Good);
        QVERIFY(b.session.candidates().isEmpty() && b.session.attempts().isEmpty());
        b.session.captureManually(u"room-light"_s); // asks the camera, which has the pixels
        QCOMPARE(b.camera.asked.last().requestedScore, 0);
        b.camera.give(m_good);
        QTRY_COMPARE_WITH_TIMEOUT(b.accepted.size(), 1, patience);
        QCOMPARE(b.accepted.first().at(1).toBool(), true);
        const auto candidate = b.accepted.first().at(0).value<FaceCandidate>();
        QCOMPARE(candidate.image.size(), m_good.size());
        QCOMPARE(sampleOf(b.session, candidate).info.manualReason, u"room-light"_s);
    }

    void whenTheTimeIsOverTheBestIsOffered()
    {
        Bench b(std::chrono::milliseconds(1500));
        b.session.start();
        b.camera.give(emptyPicture());
        QTRY_COMPARE_WITH_TIMEOUT(b.refused.size(), 1, patience);
        QTRY_VERIFY(b.camera.pending);
        b.camera.give(emptyPicture());
        QTRY_COMPARE_WITH_TIMEOUT(b.timedOut.size(), 1, patience);
        QVERIFY(!b.session.candidates().isEmpty());
    }

    void itsFaultsAreToldOnceAndItsReturnToo()
    {
        Bench b;
        b.session.start();
        b.camera.refuse(DeviceFault::TimedOut);
        QCOMPARE(b.failed.size(), 1);
        QTRY_VERIFY(b.camera.pending);
        b.camera.refuse(DeviceFault::TimedOut);
        QCOMPARE(b.failed.size(), 1);
        QTRY_VERIFY(b.camera.pending);
        b.camera.give(m_good);
        QCOMPARE(b.resumed.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(b.accepted.size(), 1, patience);
        b.session.retake();
        b.camera.refuse(DeviceFault::Untrusted); // for good
        QCOMPARE(b.failed.size(), 2);
        QVERIFY(!b.failed.wait(1500));
        QVERIFY(!b.camera.pending);
        b.session.stop();
    }

    void nothingOfWhoHasLeft()
    {
        Bench b;
        b.session.start();
        b.camera.give(m_good);
        b.session.clear(); // while it is being judged
        QCOMPARE(b.camera.applicants, 1);
        QVERIFY(b.camera.pending);
        QVERIFY(!b.accepted.wait(3000));
        QVERIFY(b.session.candidates().isEmpty());
    }

    void whoSignsOffIsTakenByItToo()
    {
        Bench b;
        b.session.startSnapshot();
        b.camera.give(emptyPicture());
        QTRY_VERIFY_WITH_TIMEOUT(!b.camera.pending && !b.frames.isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(b.camera.pending, patience);
        QCOMPARE(b.snapshots.size(), 0);
        b.camera.give(m_good);
        QTRY_COMPARE_WITH_TIMEOUT(b.snapshots.size(), 1, patience);
        QVERIFY(b.session.candidates().isEmpty());
    }

private:
    QImage m_good;
};

QTEST_GUILESS_MAIN(TestPhotographs)
#include "tst_photographs.moc"
