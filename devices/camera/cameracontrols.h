#pragma once

#include "devices/camera/framesource.h"

#include <tl/expected.hpp>

#include <QList>
#include <QMap>

#include <memory>
#include <optional>

namespace indraj {

/// What a station sets on a camera, where the camera offers it. The order is that of lists.
enum class CameraControlId {
    AutoExposure, ///< switch
    Exposure, ///< in steps of the camera; only while AutoExposure is off
    AutoWhiteBalance, ///< switch
    WhiteBalance, ///< kelvin; only while AutoWhiteBalance is off
    AutoFocus, ///< switch
    Focus, ///< in steps of the camera; only while AutoFocus is off
    Zoom, ///< in steps of the camera
    FaceExposure, ///< switch of the station, not of the camera: the exposure follows the face
                  ///< (exposureloop.h)
    Mirror, ///< switch of the station: the live picture is shown mirrored; what is taken never is
};

struct CameraControl {
    CameraControlId id = CameraControlId::AutoExposure;
    bool isSwitch = false; ///< 0 or 1
    int value = 0;
    int least = 0;
    int most = 1;
    int step = 1;
    int usual = 0; ///< what the camera has from the factory
    bool usable = true; ///< false while its automatic has it
};

/// Values by control, as a station remembers them.
using CameraSettings = QMap<CameraControlId, int>;

/// Reads and writes single controls of a device by the numbers of videodev2.h. A seam: tests answer
/// themselves. Calls may take some milliseconds (USB): not on the GUI thread.
class ControlPort {
public:
    struct Range {
        int least = 0;
        int most = 0;
        int step = 1;
        int usual = 0;
        bool usable = true;
        quint32 choices = 0; ///< of a menu: bit k is set where k may be chosen
    };
    virtual ~ControlPort() = default;
    virtual std::optional<Range> rangeOf(quint32 control) = 0; ///< nothing: not offered
    virtual std::optional<int> read(quint32 control) = 0;
    virtual bool write(quint32 control, int value) = 0;
};

/// NotSupported for cameras that are not V4L2 devices; NoDevice, Busy or Refused as the device answers.
tl::expected<std::unique_ptr<ControlPort>, DeviceError> openControls(const CameraAddress &address);

QList<CameraControl> offeredControls(ControlPort &port);

/// Brings `value` into the range and onto a step of the control, and writes it. False: not offered, or the
/// camera refused.
bool setControl(ControlPort &port, CameraControlId id, int value);

/// Automatics first, then what they leave free. What the camera does not offer is passed over.
void applySettings(ControlPort &port, const CameraSettings &settings);

/// Stable names for settings files.
QString controlKey(CameraControlId id);
std::optional<CameraControlId> controlByKey(const QString &key);

} // namespace indraj
