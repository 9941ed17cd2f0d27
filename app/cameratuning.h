#pragma once

#include "devices/camera/framesource.h"
#include "widgets/portrait/cameratune.h"

#include <QThreadPool>

namespace indraj {

/// The controls of the camera in use, by V4L2, on a thread of its own (a camera may take its time), and what
/// this station remembers about each camera: settings are written to it whenever it starts.
class CameraTuning : public CameraTune {
    Q_OBJECT
public:
    explicit CameraTuning(QString settingsFile, QObject *parent = nullptr);

    /// The camera has started: what is remembered is set, and its controls are read.
    void cameraStarted(const QString &address);
    QList<CameraControl> controls() const override { return m_controls; }
    void set(CameraControlId id, int value) override;
    void reset() override;

private:
    void work(const CameraSettings &settings);
    CameraSettings remembered() const;
    QString group() const;

    QString m_settingsFile;
    QString m_address;
    QList<CameraControl> m_controls;
    QThreadPool m_pool;
};

} // namespace indraj
