#pragma once

#include "capture/facecapture.h"

#include <vector>

namespace indraj {

/// A picture as bytes: lossless JPEG 2000, or PNG where that cannot be.
struct EncodedPortrait {
    QByteArray bytes; ///< empty: could not be encoded
    QString mimeType;
    QSize size; ///< px
};
EncodedPortrait encodePortrait(const QImage &crop);

/// How the whole frame is coded that a camera sent as JPEG and that was kept so.
enum class FrameCoding {
    Jpeg2000, ///< lossless JPEG 2000 of what that decodes to: the same pixels in three to four times the
              ///< bytes
    AsItCame, ///< the camera's own JPEG, byte for byte
};

/// What is kept of an accepted frame, whoever cut the portrait from it. Nothing is enlarged, and what the
/// camera gave is coded without loss: its own JPEG is the only lossy step.
struct PortraitOutput {
    EncodedPortrait
        portrait; ///< the crop in the largest of portraitSizes that fits; else with its own pixels
    EncodedPortrait card; ///< the crop in cardPortraitSize; empty where the portrait is not larger than that
    /// The whole frame: ISO/IEC 19794-5:2011 (`FAC`, `030`), image type basic, with score, pose and the
    /// centres of the eyes in it, which no crop by hand changes; lossless JPEG 2000, or of a frame that was
    /// kept as the camera's own JPEG what FrameCoding says (docs/decisions/0017). Empty: it could not be
    /// coded.
    QByteArray record;
    QSize frame; ///< px of the record's picture
};
/// Pure; any thread; about 0.12 s for 1280 x 720; of 2592 x 1944 the frame alone takes 0.3 to 0.5 s.
PortraitOutput encodeOutput(const FaceCandidate &candidate, FrameCoding large = FrameCoding::Jpeg2000);

/// The samples that go with a portrait (Sample::companions): `portrait` without its attempts and vetoes.
std::vector<Sample> companionsOf(const SampleInfo &portrait, const PortraitOutput &output);

} // namespace indraj
