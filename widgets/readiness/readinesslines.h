#pragma once

#include "devices/biometricdevice.h"
#include "devices/fingerprint/scanner.h"
#include "storage/stationhealth.h"
#include "sync/sender.h"
#include "widgets/controls/message.h"

#include <optional>

namespace indraj {

enum class CameraTest { Waiting, Pictures, Failed };

/// What is known of the iris camera of a station that is set up with one.
struct IrisFacts {
    std::optional<BiometricDevice> device; ///< nothing: none is connected
    bool looking = false; ///< has just been asked: no device yet is no verdict
};

/// What the readiness page knows. Parts that have not answered yet are empty.
struct ReadinessFacts {
    std::optional<StationHealth> health;
    CameraTest camera = CameraTest::Waiting;
    QString cameraName;
    ScannerState scanner = ScannerState::Idle;
    bool scannerLooking = false; ///< its process has just been asked: no device yet is no verdict
    QString scannerName;
    bool devicesSimulated = false;
    std::optional<IrisFacts> iris; ///< nothing: the station takes no irises
    std::optional<LineStatus> line;
};

/// One tile: what is so, and what to do about it.
struct ReadinessLine {
    enum class Topic { Disk, Drafts, Offline, Central, Camera, Scanner, Iris, Chip, Recovery, Ballast };
    Topic topic = Topic::Disk;
    MessageKind kind = MessageKind::Ok; ///< Ok, Warn, Error; Neutral while it is being looked at
    QString icon;
    QString title;
    QString value; ///< in the operator's unit: "2,140 enrolments"
    QString advice; ///< what to do; or why nothing has to be done
};

/// One line per topic, in a fixed order; none for the iris camera where the station has none. Pure; in the
/// language of the interface.
QList<ReadinessLine> readinessLines(const ReadinessFacts &facts);

/// The warning to read first, by its own order of urgency; empty when there is none.
QString firstConcern(const StationHealth &health);

/// The vault refuses new enrolments in this state: the disk below its floor, or too long without central.
bool stopsEnrolling(const StationHealth &health);

/// "Ready", "Watch", "Stop", "Looking…"
QString readinessWord(MessageKind kind);

} // namespace indraj
