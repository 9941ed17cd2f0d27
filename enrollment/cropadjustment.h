#pragma once

namespace indraj {

/// How a person changed the frame of a portrait against the automatic one (BSI TR-03121 v6.0, ACQ-FI-SV-4).
/// Yaw and pitch are never corrected.
struct CropAdjustment {
    double right = 0; ///< px of the whole frame that the middle went to the right
    double down = 0; ///< px of the whole frame
    double size = 1; ///< height / height of the automatic frame: below 1 the head becomes larger
    double degrees = 0; ///< the frame was turned with the clock, so the head in it against the clock

    bool isNone() const { return *this == CropAdjustment{}; } ///< the automatic frame itself
    friend bool operator==(const CropAdjustment &, const CropAdjustment &) = default;
};

} // namespace indraj
