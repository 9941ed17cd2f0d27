#pragma once

#include "capture/facecapture.h"

#include <vector>

namespace indraj {

/// A picture as bytes: lossless JPEG 2000, or PNG where OpenCV was built without it.
struct EncodedPortrait {
    QByteArray bytes; ///< empty: could not be encoded
    QString mimeType;
    QSize size; ///< px
};
EncodedPortrait encodePortrait(const QImage &crop);

/// What is kept of an accepted frame. Nothing is enlarged, and what the camera gave is coded without loss:
/// its own JPEG is the only lossy step.
struct PortraitOutput {
    EncodedPortrait
        portrait; ///< the crop in the largest of portraitSizes that fits; else with its own pixels
    EncodedPortrait card; ///< the crop in cardPortraitSize; empty where the portrait is not larger than that
    /// The whole frame: ISO/IEC 19794-5:2011 (`FAC`, `030`), image type basic, with score, pose and the
    /// centres of the eyes; lossless JPEG 2000, or the camera's own JPEG of a frame that was kept so
    /// (docs/decisions/0014). Empty: it could not be coded.
    QByteArray record;
    QSize frame; ///< px of the record's picture
};
/// Pure; any thread; about 0.4 s for 1280 x 720.
PortraitOutput encodeOutput(const FaceCandidate &candidate);

/// The samples that go with a portrait (Sample::companions): `portrait` without its attempts and vetoes.
std::vector<Sample> companionsOf(const SampleInfo &portrait, const PortraitOutput &output);

} // namespace indraj
