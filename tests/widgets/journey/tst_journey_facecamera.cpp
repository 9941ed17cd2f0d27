#include "capture/face/facecapturesession.h"
#include "counter.h"
#include "devices/sbi/sbistillcamera.h"
#include "tests/devices/sbi/sbibench.h"
#include "widgets/portrait/croppanel.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/portrait/previewwidget.h"

#include <QFile>
#include <QSignalSpy>

using namespace indraj;
using namespace indraj::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 60000; ///< ms: a process starts, and nets are read, on a busy machine
const QString modelFolder = indraj::test::cachePath("/models");
const QString video = indraj::test::cachePath("/training/portrait.avi");

} // namespace

/// Step "photo" with a face camera of the Secure Biometric Interface: the simulator in its process, the
/// driver, the judge and the page are those of a station. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneyFaceCamera : public QObject {
    Q_OBJECT

    void tell(const QString &call, const QJsonObject &body)
    {
        bool answered = false;
        m_simulator->admin(call, body, [&answered](const QJsonObject &) { answered = true; });
        QVERIFY(QTest::qWaitFor([&answered] { return answered; }, patience));
    }
    sbi::Options options() const
    {
        sbi::Options options;
        options.trust = m_keys.trust();
        options.environment = u"Developer"_s;
        options.ports = {m_port};
        options.rescan = 250ms;
        return options;
    }
    static FaceCaptureSession::Setup setup(StillCamera &camera)
    {
        FaceCaptureSession::Setup setup{
            *CameraAddress::parse(u"file:/nowhere.avi"_s), modelFolder,
            *loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json")), false,
            *loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"))};
        setup.photographs = &camera;
        return setup;
    }
    struct Desk {
        explicit Desk(const sbi::Options &options)
            : directory(options)
        {
            session.usePhotographs();
            page.resize(1110, 600);
            page.show();
        }
        sbi::Directory directory;
        SbiStillCamera camera{directory};
        FaceCaptureSession session{setup(camera)};
        Counter counter;
        PortraitPage page{session, counter.desk};
        QSignalSpy accepted{&session, &FaceCapture::accepted};
        QSignalSpy frames{&session, &FaceCapture::frame};
        QSignalSpy failed{&session, &FaceCapture::cameraFailed};
    };

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(modelFolder + u"/manifest.json"_s) || !QFile::exists(video))
            QSKIP("SKIP_WHOLE_TEST models and training video have not been made: packaging/*.sh");
        dressForJourney();
        QVERIFY(m_keys.made());
        sbi::SimulatorStart start = simulatorStart(m_keys, u"1.0"_s);
        start.types = {u"Face"_s};
        start.photograph = video;
        m_port = start.port;
        m_simulator = std::make_unique<sbi::SimulatorProcess>(start);
        m_simulator->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_simulator->port() != 0, patience);
        tell(u"switches"_s, {{u"manner"_s, u"good"_s}, {u"delay"_s, 2500}});
    }
    void cleanupTestCase() { m_simulator.reset(); }

    void thePhotographIsJudgedAndSavedAsAnyPortrait()
    {
        Desk d(options());
        QVERIFY(d.counter.ready());
        d.page.enter();
        QTRY_VERIFY_WITH_TIMEOUT(d.frames.size() >= 2, patience);
        QVERIFY(d.page.preview()->badges().contains(QStringLiteral("Simulated"))
                || !qEnvironmentVariableIsEmpty("INDRAJ_LANGUAGE"));
        shoot(d.page, u"face-camera-live"_s);
        QTRY_COMPARE_WITH_TIMEOUT(d.accepted.size(), 1, patience);
        shoot(d.page, u"face-camera-taken"_s);
        const CropAdjustment crop = cutByHand_TC_PAP_ACQ_FI_SV_4_001(d);
        d.page.trigger(u"use"_s);
        QTRY_VERIFY_WITH_TIMEOUT(d.counter.desk.enrolment().portrait() != nullptr, patience);
        const SampleInfo *portrait = d.counter.desk.enrolment().portrait();
        QVERIFY2(portrait->device.startsWith(u"sbi-1.0"_s) && portrait->device.endsWith(u"simulator"_s),
                 qPrintable(portrait->device));
        QVERIFY(!portrait->attempts.isEmpty() && !portrait->attempts.first().criteria.isEmpty());
        QVERIFY(portrait->ownAttempt() && portrait->ownAttempt()->crop == crop);
        QCOMPARE(portrait->ownAttempt()->outcome, u"adjusted"_s);
        d.page.leave();
    }

    void whoCannotProveItselfIsSaid()
    {
        tell(u"switches"_s, {{u"chain"_s, u"stranger"_s}, {u"delay"_s, 100}});
        Desk d(options());
        QVERIFY(d.counter.ready());
        d.page.enter();
        QTRY_COMPARE_WITH_TIMEOUT(d.failed.size(), 1, patience);
        QVERIFY(!d.page.notice().isEmpty());
        shoot(d.page, u"face-camera-stranger"_s);
        QCOMPARE(d.accepted.size(), 0);
        QVERIFY(d.session.candidates().isEmpty());
        d.page.leave();
        tell(u"switches"_s, {{u"reset"_s, true}});
    }

private:
    /// The photograph's frame, turned and moved by keys; judged by the nets while the keys go on.
    static CropAdjustment cutByHand_TC_PAP_ACQ_FI_SV_4_001(Desk &d)
    {
        QTest::keyClick(&d.page, Qt::Key_F4);
        auto *panel = d.page.findChild<CropPanel *>();
        if (!panel->isOpen())
            return {};
        for (int k = 0; k < 6; ++k)
            QTest::keyClick(panel, Qt::Key_BracketRight);
        QTest::keyClick(panel, Qt::Key_Minus);
        QTest::keyClick(panel, Qt::Key_Right, Qt::ShiftModifier);
        const CropAdjustment crop = panel->adjustment();
        if (!QTest::qWaitFor([panel] { return !panel->statement().isEmpty(); }, patience))
            return {};
        shoot(d.page, u"face-camera-crop"_s);
        d.page.trigger(u"crop.apply"_s);
        return crop;
    }

    TrainingKeys m_keys;
    quint16 m_port = 0;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator;
};

QTEST_MAIN(TestJourneyFaceCamera)
#include "tst_journey_facecamera.moc"
