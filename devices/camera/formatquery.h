#pragma once

#include "devices/camera/cameraformat.h"
#include "devices/camera/framesource.h"

#include <gst/gst.h>

namespace indraj {

/// How the source of an address is written for gst_parse_launch, with its element named "source" where the
/// address does not bring its own; no decoder behind it.
QString sourceText(const CameraAddress &address);
/// Sets where the source reads from: as a property, because an address must not write pipeline text.
void aimSource(GstElement *pipeline, const CameraAddress &address);

struct SourceOffer {
    QList<CameraFormat> formats; ///< bestFirst(); empty: one mode, or none that is named
    bool onlyJpeg = false; ///< whatever comes is JPEG
};

/// The modes in what an element says it can give. Sizes without an end (a test picture) are no mode.
SourceOffer offerIn(const GstCaps *caps);

/// Asks the source, without starting it: V4L2 devices and pipelines; others have what they have. Opens the
/// device and may take a second; the camera's own thread. What cannot be asked offers nothing.
SourceOffer askSource(const CameraAddress &address);

} // namespace indraj
