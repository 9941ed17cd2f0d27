// Controls of a camera, on a camera that only answers: which are offered, what is written, in which order;
// and the exposure that follows the face, on a camera whose picture follows some frames later.
#include "devices/camera/cameracontrols.h"
#include "devices/camera/exposureloop.h"

#include <QMap>
#include <QTest>

#include <linux/videodev2.h>

#include <cmath>
#include <deque>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

/// A webcam as most are: exposure manual or aperture priority, white balance, no focus motor, zoom in tens.
class Webcam : public ControlPort {
public:
    QMap<quint32, Range> ranges;
    QMap<quint32, int> values;
    QList<std::pair<quint32, int>> written;

    Webcam()
    {
        add(V4L2_CID_EXPOSURE_AUTO, {0, 3, 1, 3, true, 1U << 1 | 1U << 3}, 3);
        add(V4L2_CID_EXPOSURE_ABSOLUTE, {3, 2047, 1, 250, false, 0}, 250);
        add(V4L2_CID_AUTO_WHITE_BALANCE, {0, 1, 1, 1, true, 0}, 1);
        add(V4L2_CID_WHITE_BALANCE_TEMPERATURE, {2000, 6500, 10, 4000, false, 0}, 4000);
        add(V4L2_CID_ZOOM_ABSOLUTE, {100, 195, 10, 100, true, 0}, 100);
    }
    void add(quint32 control, const Range &range, int value)
    {
        ranges[control] = range;
        values[control] = value;
    }
    std::optional<Range> rangeOf(quint32 control) override
    {
        if (!ranges.contains(control))
            return std::nullopt;
        Range range = ranges[control];
        // As drivers do: what the automatic has cannot be written.
        if (control == V4L2_CID_EXPOSURE_ABSOLUTE)
            range.usable = values[V4L2_CID_EXPOSURE_AUTO] == V4L2_EXPOSURE_MANUAL;
        if (control == V4L2_CID_WHITE_BALANCE_TEMPERATURE)
            range.usable = values[V4L2_CID_AUTO_WHITE_BALANCE] == 0;
        return range;
    }
    std::optional<int> read(quint32 control) override
    {
        return values.contains(control) ? std::optional(values[control]) : std::nullopt;
    }
    bool write(quint32 control, int value) override
    {
        written.append({control, value});
        values[control] = value;
        return true;
    }
};

/// A camera before a face: the light in the picture is exposure times the light of the room, some frames
/// late, never above white, and never quite still.
class LitFace {
public:
    explicit LitFace(ControlPort &camera, double room)
        : m_camera(camera)
        , m_room(room)
    {
        setControl(m_camera, CameraControlId::AutoExposure, 0);
    }
    void setRoom(double room) { m_room = room; }
    /// Runs the loop for some seconds at 30 frames a second; answers how often it wrote.
    int run(ExposureLoop &loop, int seconds)
    {
        int writes = 0;
        constexpr int framesASecond = 30;
        for (int frame = 0; frame < seconds * framesASecond; ++frame) {
            m_late.push_back(*m_camera.read(V4L2_CID_EXPOSURE_ABSOLUTE));
            if (m_late.size() > 4)
                m_late.pop_front();
            const double flicker = 1 + 0.04 * std::sin(0.9 * frame);
            m_light = m_room * m_late.front() * flicker;
            const double burnt = std::clamp((m_light - 0.6) / 0.6, 0.0, 1.0);
            m_now += std::chrono::milliseconds(33);
            const auto value = loop.consider(std::min(1.0, m_light), burnt, m_now);
            if (value && setControl(m_camera, CameraControlId::Exposure, *value))
                ++writes;
        }
        return writes;
    }
    double light() const { return m_light; }

private:
    ControlPort &m_camera;
    double m_room; ///< luminance per unit of exposure
    double m_light = 0;
    std::deque<int> m_late;
    ExposureLoop::Time m_now;
};

} // namespace

class CameraControlsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatTheCameraHasIsOffered()
    {
        Webcam camera;
        const auto controls = offeredControls(camera);
        QCOMPARE(controls.size(), 5);
        QCOMPARE(controls[0].id, CameraControlId::AutoExposure);
        QVERIFY(controls[0].isSwitch && controls[0].value == 1 && controls[0].usual == 1);
        QVERIFY(!controls[1].usable); // the automatic has it
        QCOMPARE(controls[1].most, 2047);
        QCOMPARE(controls[4].id, CameraControlId::Zoom);
        for (const CameraControl &control : controls)
            QVERIFY(control.id != CameraControlId::Focus && control.id != CameraControlId::AutoFocus);
    }
    void valuesAreBroughtIntoRangeAndOntoAStep()
    {
        Webcam camera;
        QVERIFY(setControl(camera, CameraControlId::Zoom, 134));
        QCOMPARE(camera.values[V4L2_CID_ZOOM_ABSOLUTE], 130);
        QVERIFY(setControl(camera, CameraControlId::Zoom, 9000));
        QCOMPARE(camera.values[V4L2_CID_ZOOM_ABSOLUTE], 190); // 200 would be beyond the end
        QVERIFY(setControl(camera, CameraControlId::Zoom, -5));
        QCOMPARE(camera.values[V4L2_CID_ZOOM_ABSOLUTE], 100);
        QVERIFY(!setControl(camera, CameraControlId::Focus, 10));
        QVERIFY(!setControl(camera, CameraControlId::Mirror, 1)); // not the camera's
        QVERIFY(!setControl(camera, CameraControlId::Exposure, 10)); // while it is automatic
    }
    void exposureByItselfIsWhatTheCameraCallsSo()
    {
        Webcam camera;
        QVERIFY(setControl(camera, CameraControlId::AutoExposure, 0));
        QCOMPARE(camera.values[V4L2_CID_EXPOSURE_AUTO], int(V4L2_EXPOSURE_MANUAL));
        QVERIFY(setControl(camera, CameraControlId::AutoExposure, 1));
        QCOMPARE(camera.values[V4L2_CID_EXPOSURE_AUTO], int(V4L2_EXPOSURE_APERTURE_PRIORITY));
        camera.ranges[V4L2_CID_EXPOSURE_AUTO].choices |= 1U << V4L2_EXPOSURE_AUTO;
        QVERIFY(setControl(camera, CameraControlId::AutoExposure, 1));
        QCOMPARE(camera.values[V4L2_CID_EXPOSURE_AUTO], int(V4L2_EXPOSURE_AUTO));
    }
    void automaticsAreSetBeforeWhatTheyGuard()
    {
        Webcam camera;
        applySettings(camera,
                      {{CameraControlId::Exposure, 120},
                       {CameraControlId::AutoExposure, 0},
                       {CameraControlId::WhiteBalance, 5203},
                       {CameraControlId::Focus, 7}});
        QCOMPARE(camera.values[V4L2_CID_EXPOSURE_AUTO], int(V4L2_EXPOSURE_MANUAL));
        QCOMPARE(camera.values[V4L2_CID_EXPOSURE_ABSOLUTE], 120);
        QCOMPARE(camera.values[V4L2_CID_WHITE_BALANCE_TEMPERATURE], 4000); // its automatic was left on
        QCOMPARE(camera.written.size(), 2);
    }
    void exposureFollowsTheFace_data()
    {
        QTest::addColumn<double>("room");
        QTest::newRow("far too dark") << 0.0002;
        QTest::newRow("dark") << 0.0004;
        QTest::newRow("bright window in front") << 0.004;
        QTest::newRow("burnt") << 0.012;
    }
    void exposureFollowsTheFace()
    {
        QFETCH(double, room);
        Webcam camera;
        LitFace face(camera, room);
        const ExposureLoop::Settings settings;
        ExposureLoop loop(settings, {3, 2047, 1}, 250);
        const int writes = face.run(loop, 6);
        QVERIFY2(writes >= 1 && writes <= 8, qPrintable(QString::number(writes)));
        const bool tooDark = room * settings.longest < settings.darkest;
        QVERIFY2(tooDark || (face.light() > settings.darkest * 0.9 && face.light() < settings.lightest * 1.1),
                 qPrintable(QString::number(face.light())));
        // No more light without losing frames: said, not tried for ever.
        QCOMPARE(loop.atItsEnd(), tooDark);
        QCOMPARE(face.run(loop, 6), 0); // and there it rests
    }
    void exposureComesBackWhenTheLightChanges()
    {
        Webcam camera;
        LitFace face(camera, 0.001);
        ExposureLoop loop({}, {3, 2047, 1}, 250);
        QCOMPARE(face.run(loop, 3), 0); // 0.25: inside, nothing to do
        face.setRoom(0.006); // the lamp is on
        QVERIFY(face.run(loop, 6) > 0);
        QVERIFY(face.light() < 0.5);
        face.setRoom(0.0008); // and off
        QVERIFY(face.run(loop, 6) > 0);
        QVERIFY(face.light() > 0.1);
        QCOMPARE(face.run(loop, 6), 0);
    }
    void aCoarseExposureControlDoesNotSwing()
    {
        // Steps of 100: between two of them lies what is wanted.
        Webcam camera;
        camera.add(V4L2_CID_EXPOSURE_ABSOLUTE, {100, 2000, 100, 200, false, 0}, 200);
        LitFace face(camera, 0.004);
        ExposureLoop loop({}, {100, 2000, 100}, 200);
        QCOMPARE(face.run(loop, 3), 1);
        QCOMPARE(face.run(loop, 6), 0);
    }
    void keysAreStable()
    {
        for (int k = 0; k <= int(CameraControlId::Mirror); ++k) {
            const auto id = static_cast<CameraControlId>(k);
            QCOMPARE(controlByKey(controlKey(id)).value(), id);
        }
        QVERIFY(!controlByKey(u"brightness"_s));
    }
    void camerasWithoutControlsSaySo()
    {
        const auto film = openControls(*CameraAddress::parse(u"file:/nowhere.avi"_s));
        QVERIFY(!film);
        QCOMPARE(film.error().fault, DeviceFault::NotSupported);
        const auto gone = openControls(*CameraAddress::parse(u"v4l2:/dev/video-that-is-not-there"_s));
        QVERIFY(!gone);
        QCOMPARE(gone.error().fault, DeviceFault::NoDevice);
        // A file that is no camera offers nothing, and does not break.
        const auto odd = openControls(*CameraAddress::parse(u"v4l2:/dev/null"_s));
        QVERIFY(odd.has_value());
        QVERIFY(offeredControls(**odd).isEmpty());
    }
};

QTEST_GUILESS_MAIN(CameraControlsTest)
#include "tst_cameracontrols.moc"
