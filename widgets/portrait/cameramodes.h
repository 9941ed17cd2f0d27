#pragma once

#include "devices/camera/cameraformat.h"

#include <QObject>

#include <optional>

namespace indraj {

/// In which of its modes the camera in use runs, and which one a person wants. The page only offers; the
/// device and what the station remembers are behind it. GUI thread; nothing here waits for the camera.
class CameraModes : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// As of the last start of this camera, and what it offers; nothing: it has given no picture yet.
    virtual std::optional<CameraMode> mode() const = 0;
    /// It gave pictures and gives none now: unplugged, frozen, or not to be had.
    virtual bool isSilent() const = 0;
    virtual std::optional<CameraFormat> wanted() const = 0; ///< nothing: the best (docs/decisions/0014)
    /// Remembered for this camera, and used at once, also by a live picture that is on.
    virtual void want(const std::optional<CameraFormat> &format) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace indraj
