// What a station sets on a camera and remembers, on a camera that answers by itself.
#include "app/cameratuning.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <memory>
#include <mutex>

#include <linux/videodev2.h>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

/// The values of a camera; ports come and go, the camera stays. Used from the thread of the controls.
struct Webcam {
    QMutex mutex;
    int automatic = V4L2_EXPOSURE_APERTURE_PRIORITY;
    int exposure = 250;
    int writes = 0;
};

class WebcamPort : public ControlPort {
public:
    explicit WebcamPort(std::shared_ptr<Webcam> camera)
        : m_owner(std::move(camera))
        , m_camera(*m_owner)
    {
    }
    std::optional<Range> rangeOf(quint32 control) override
    {
        const QMutexLocker lock(&m_camera.mutex);
        if (control == V4L2_CID_EXPOSURE_AUTO)
            return Range{0, 3, 1, 3, true, 1U << 1 | 1U << 3};
        if (control == V4L2_CID_EXPOSURE_ABSOLUTE)
            return Range{3, 2047, 1, 250, m_camera.automatic == V4L2_EXPOSURE_MANUAL, 0};
        return std::nullopt;
    }
    std::optional<int> read(quint32 control) override
    {
        const QMutexLocker lock(&m_camera.mutex);
        return control == V4L2_CID_EXPOSURE_AUTO ? m_camera.automatic : m_camera.exposure;
    }
    bool write(quint32 control, int value) override
    {
        const QMutexLocker lock(&m_camera.mutex);
        (control == V4L2_CID_EXPOSURE_AUTO ? m_camera.automatic : m_camera.exposure) = value;
        ++m_camera.writes;
        return true;
    }

private:
    std::shared_ptr<Webcam> m_owner;
    Webcam &m_camera;
};

FaceJudgement faceOf(double luminance)
{
    FaceJudgement judgement;
    judgement.faceBox = QRectF(500, 200, 250, 300);
    judgement.luminance = luminance;
    return judgement;
}

std::optional<CameraControl> offered(const CameraTuning &tuning, CameraControlId id)
{
    for (const CameraControl &control : tuning.controls())
        if (control.id == id)
            return control;
    return std::nullopt;
}

} // namespace

class CameraTuningTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString settings() const { return m_folder.filePath(u"station.ini"_s); }
    std::unique_ptr<CameraTuning> tuningOf(const std::shared_ptr<Webcam> &camera) const
    {
        return std::make_unique<CameraTuning>(
            settings(), nullptr,
            [camera](const CameraAddress &) -> tl::expected<std::unique_ptr<ControlPort>, DeviceError> {
                return std::make_unique<WebcamPort>(camera);
            });
    }

private Q_SLOTS:
    void init() { QFile::remove(settings()); }

    void exposureFollowsTheFaceOnceWanted()
    {
        const auto camera = std::make_shared<Webcam>();
        const auto tuning = tuningOf(camera);
        QSignalSpy changed(tuning.get(), &CameraTune::changed);
        tuning->cameraStarted(u"v4l2:/dev/video0"_s);
        QVERIFY(changed.wait(10000));
        QVERIFY(offered(*tuning, CameraControlId::FaceExposure));
        for (int k = 0; k < 30; ++k)
            tuning->faceSeen(faceOf(0.02));
        QCOMPARE(camera->writes, 0); // not wanted
        tuning->set(CameraControlId::FaceExposure, 1);
        QTRY_COMPARE_WITH_TIMEOUT(camera->automatic, int(V4L2_EXPOSURE_MANUAL), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(offered(*tuning, CameraControlId::FaceExposure)->value == 1, 10000);
        QVERIFY(!offered(*tuning, CameraControlId::Exposure)->usable); // the loop has it
        const auto feed = [&] {
            tuning->faceSeen(faceOf(0.02));
            return camera->exposure > 250;
        };
        QTRY_VERIFY_WITH_TIMEOUT(feed(), 10000);
        FaceJudgement nobody = faceOf(0.9);
        nobody.faceBox = {};
        const int before = camera->exposure;
        for (int k = 0; k < 30; ++k)
            tuning->faceSeen(nobody);
        QCOMPARE(camera->exposure, before);
        // Wanted again tomorrow, with the light of tomorrow.
        const auto later = tuningOf(camera);
        QSignalSpy again(later.get(), &CameraTune::changed);
        later->cameraStarted(u"v4l2:/dev/video0"_s);
        QVERIFY(again.wait(10000));
        QCOMPARE(offered(*later, CameraControlId::FaceExposure)->value, 1);
        QVERIFY(!QSettings(settings(), QSettings::IniFormat).allKeys().join(u' ').contains(u"/exposure"_s));
        later->set(CameraControlId::FaceExposure, 0);
        QTRY_COMPARE_WITH_TIMEOUT(camera->automatic, int(V4L2_EXPOSURE_APERTURE_PRIORITY), 10000);
    }
    /// A device that does not answer holds nobody: what waits for it goes after two seconds, and the call
    /// that was left ends by itself when the device gives it back.
    void deviceThatHangsHoldsNobody()
    {
        struct Gate {
            std::mutex mutex;
            std::condition_variable wake;
            bool shut = true;
            int inside = 0, through = 0;
        };
        const auto gate = std::make_shared<Gate>();
        const auto counted = [gate](int Gate::*what) {
            const std::lock_guard lock(gate->mutex);
            return (*gate).*what;
        };
        QElapsedTimer since;
        {
            CameraTuning tuning(
                settings(), nullptr,
                [gate](const CameraAddress &) -> tl::expected<std::unique_ptr<ControlPort>, DeviceError> {
                    std::unique_lock lock(gate->mutex);
                    ++gate->inside;
                    gate->wake.wait(lock, [&] { return !gate->shut; });
                    ++gate->through;
                    return tl::unexpected(DeviceError{DeviceFault::NoDevice, {}, {}});
                });
            since.start();
            tuning.cameraStarted(u"v4l2:/dev/video0"_s);
            QTRY_COMPARE_WITH_TIMEOUT(counted(&Gate::inside), 1, 10000);
            tuning.cameraStarted(u"v4l2:/dev/video0"_s); // waits behind it, and is given up
            QVERIFY2(since.elapsed() < 1500, qPrintable(QString::number(since.elapsed())));
            since.start();
        }
        QVERIFY2(since.elapsed() >= 1900 && since.elapsed() < 4000,
                 qPrintable(QString::number(since.elapsed())));
        QCOMPARE(counted(&Gate::through), 0);
        {
            const std::lock_guard lock(gate->mutex);
            gate->shut = false;
        }
        gate->wake.notify_all();
        QTRY_COMPARE_WITH_TIMEOUT(counted(&Gate::through), 1, 10000);
        QCOMPARE(counted(&Gate::inside), 1);
    }
    void mirrorIsOfTheStationAndOfEveryCamera()
    {
        const auto camera = std::make_shared<Webcam>();
        const auto tuning = tuningOf(camera);
        QVERIFY(tuning->controls().isEmpty()); // no camera yet
        tuning->cameraStarted(u"file:/film.avi"_s);
        QCOMPARE(tuning->controls().size(), 1);
        QCOMPARE(offered(*tuning, CameraControlId::Mirror)->value, 0);
        tuning->set(CameraControlId::Mirror, 1);
        QCOMPARE(offered(*tuning, CameraControlId::Mirror)->value, 1);
        QCOMPARE(camera->writes, 0);
        tuning->cameraStarted(u"file:/another.avi"_s); // remembered for each camera
        QCOMPARE(offered(*tuning, CameraControlId::Mirror)->value, 0);
        tuning->cameraStarted(u"file:/film.avi"_s);
        QCOMPARE(offered(*tuning, CameraControlId::Mirror)->value, 1);
        tuning->reset();
        QCOMPARE(offered(*tuning, CameraControlId::Mirror)->value, 0);
    }
};

QTEST_GUILESS_MAIN(CameraTuningTest)
#include "tst_cameratuning.moc"
