#pragma once

#include "capture/face/rules/portraitrules.h"
#include "capture/face/thresholds.h"

#include <QSize>

namespace indraj {

/// The rules for live frames brought in line with those for stills: what a profile accepts of a still must
/// not be refused on the way to it, and the reverse. Covers the measures that both take (29794-5 7.4): second
/// face, eye distance, yaw, pitch, roll, eyes, mouth. A measure that only warns on stills fails no frame.
FaceThresholds inLineWith(const PortraitProfile &profile, FaceThresholds thresholds);

/// The pixels of the crop without which a portrait is refused (TR-03121 5.1, 5.2); 0 where it is not.
QSize leastPortrait(const PortraitProfile &profile);

} // namespace indraj
