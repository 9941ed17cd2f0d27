// What is kept of a picture takes its time to be coded: nobody waits for it. And the camera changes its
// format under a session that runs.
#include "capture/face/facecapturesession.h"
#include "tests/support/places.h"

#include <QFile>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");

FaceCaptureSession::Setup setupFor(const QString &camera)
{
    return {*CameraAddress::parse(camera), modelFolder,
            *loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json")), true,
            *loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"))};
}

const QString pattern
    = u"pipeline:videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=15/1"_s;

/// A coder that waits for the test; what it was asked for is counted.
struct HeldCoder {
    QSemaphore go;
    std::atomic<int> asked{0};
    /// However the test ends, the thread that waits is let go before the session that joins it is taken down.
    auto letGoAtTheEnd()
    {
        return qScopeGuard([this] { go.release(1000); });
    }
    std::function<PortraitOutput(const FaceCandidate &)> coder()
    {
        return [this](const FaceCandidate &candidate) {
            ++asked;
            // Not for ever: a session that waits for this on the window's thread must fail, not hang.
            (void)go.tryAcquire(1, 20000);
            return encodeOutput(candidate);
        };
    }
};

} // namespace

class FaceCodingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(modelFolder + u"/manifest.json"_s))
            QSKIP("SKIP_WHOLE_TEST models have not been made: packaging/*.sh");
    }

    void theWindowGoesOnWhileAPictureIsCoded()
    {
        HeldCoder held;
        auto setup = setupFor(pattern);
        setup.coder = held.coder();
        FaceCaptureSession session(setup);
        const auto letGo = held.letGoAtTheEnd();
        QSignalSpy accepted(&session, &FaceCapture::accepted);
        QSignalSpy frames(&session, &FaceCapture::frame);
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > 3, 30000);
        session.captureManually(u"room-light"_s);
        QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 10000);
        QTRY_COMPARE_WITH_TIMEOUT(held.asked.load(), 1, 10000);
        const auto candidate = accepted.first().first().value<FaceCandidate>();
        const QFuture<Sample> one = session.sampleFrom(candidate);
        const QFuture<Sample> again = session.sampleFrom(candidate);
        QVERIFY(!one.isFinished() && !again.isFinished()); // asked twice, and here we are
        const auto seen = frames.count();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > seen + 5, 30000); // the live picture goes on
        QVERIFY(!one.isFinished());
        session.clear(); // the next applicant may come; this picture is finished all the same
        held.go.release();
        QTRY_VERIFY_WITH_TIMEOUT(one.isFinished() && again.isFinished(), 30000);
        QCOMPARE(held.asked.load(), 1); // coded once
        const Sample sample = one.result();
        QVERIFY(!sample.bytes.isEmpty() && sample.info.width > 0);
        QCOMPARE(sample.info.manualReason, u"room-light"_s); // as it was when it was asked for
        QCOMPARE(sample.info.attempts.size(), 1);
        QCOMPARE(again.result().bytes, sample.bytes);
        QVERIFY(again.result().info.id != sample.info.id);
    }

    void aSessionThatGoesLeavesNoAnswer()
    {
        HeldCoder held;
        auto setup = setupFor(pattern);
        setup.coder = held.coder();
        auto session = std::make_unique<FaceCaptureSession>(setup);
        const auto letGo = held.letGoAtTheEnd();
        QSignalSpy accepted(session.get(), &FaceCapture::accepted);
        QSignalSpy frames(session.get(), &FaceCapture::frame);
        session->start();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > 3, 30000);
        session->captureManually(u"other"_s);
        QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 10000);
        const QFuture<Sample> asked = session->sampleFrom(accepted.first().first().value<FaceCandidate>());
        held.go.release(10);
        session.reset();
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), 10000);
        QVERIFY(asked.resultCount() == 0);
    }

    void anotherFormatIsUsedByTheLivePicture()
    {
        const QString camera = u"pipeline:videotestsrc is-live=true ! jpegenc ! capsfilter caps=\""
                               "image/jpeg,width=1280,height=720,framerate=30/1;"
                               "image/jpeg,width=640,height=480,framerate=30/1\""_s;
        FaceCaptureSession session(setupFor(camera));
        QSignalSpy modes(&session, &FaceCapture::cameraModeChanged);
        QSize size;
        connect(&session, &FaceCapture::frame, this,
                [&size](const QImage &, const FaceJudgement &judgement) { size = judgement.frameSize; });
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(size, QSize(1280, 720), 30000);
        CameraAddress other = *CameraAddress::parse(camera);
        other.format = CameraFormat::parse(u"640x480@30/1 jpeg"_s);
        session.useCamera(other, true);
        QTRY_COMPARE_WITH_TIMEOUT(size, QSize(640, 480), 30000);
        QCOMPARE(modes.last().first().value<CameraMode>().used, other.format);
        other.format = CameraFormat::parse(u"1920x1080@30/1 jpeg"_s); // which it does not have
        session.useCamera(other, true);
        QTRY_COMPARE_WITH_TIMEOUT(size, QSize(1280, 720), 30000);
        QTRY_COMPARE(modes.last().first().value<CameraMode>().missed, other.format);
        QVERIFY(modes.last().first().value<CameraMode>().missedIsGone);
    }
};

QTEST_MAIN(FaceCodingTest)
#include "tst_facecoding.moc"
