#pragma once

#include "devices/camera/cameracontrols.h"

#include <QObject>

namespace indraj {

/// What the camera in use lets be set: exposure, white balance, focus, zoom; and what the station does with
/// it: exposure that follows the face, and the mirror. The page only offers; the device and what the station
/// remembers are behind it. GUI thread.
class CameraTune : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual QList<CameraControl> controls() const = 0; ///< as last read; empty: nothing to set
    virtual void set(CameraControlId id, int value) = 0; ///< at once, and remembered for this camera
    virtual void reset() = 0; ///< the values of the factory; nothing is remembered any more

Q_SIGNALS:
    void changed(); ///< controls() has been read again
};

} // namespace indraj
