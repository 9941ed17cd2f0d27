#pragma once

#include "capture/facecapture.h"
#include "devices/camera/exposureloop.h"
#include "devices/camera/framesource.h"
#include "devices/camera/patientpool.h"
#include "widgets/portrait/cameratune.h"

#include <functional>
#include <optional>

namespace indraj {

/// The controls of the camera in use, by V4L2, on a thread of its own (a camera may take its time, or never
/// answer), and what this station remembers about each camera: settings are written to it whenever it starts.
/// Where the operator wants it, the exposure follows the face of the judged frames.
class CameraTuning : public CameraTune {
    Q_OBJECT
public:
    /// How controls are opened: by V4L2; tests answer themselves.
    using Open
        = std::function<tl::expected<std::unique_ptr<ControlPort>, DeviceError>(const CameraAddress &)>;
    explicit CameraTuning(QString settingsFile, QObject *parent = nullptr, Open open = openControls);

    /// The camera has started: what is remembered is set, and its controls are read.
    void cameraStarted(const QString &address);
    /// Every judged frame, for the exposure that follows the face.
    void faceSeen(const FaceJudgement &judgement);
    QList<CameraControl> controls() const override;
    void set(CameraControlId id, int value) override;
    void reset() override;

private:
    void work(const CameraSettings &settings);
    void taken(const QList<CameraControl> &controls);
    bool isSet(CameraControlId id) const; ///< a switch of the station
    std::optional<CameraControl> control(CameraControlId id) const; ///< of the camera
    CameraSettings remembered() const;
    QString group() const;

    QString m_settingsFile;
    QString m_address;
    Open m_open;
    QList<CameraControl> m_controls; ///< of the camera
    std::optional<ExposureLoop> m_exposure; ///< while it follows the face
    PatientPool m_pool; ///< one job after another: a slider writes faster than a camera answers
};

} // namespace indraj
