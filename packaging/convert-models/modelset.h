#pragma once

#include <QByteArray>
#include <QDir>

namespace indraj::convert {

/// The three downloads a model set is made from.
struct ModelSources {
    QByteArray faceMeshPack; ///< face_mesh_solution_packed_assets.data
    QByteArray faceMeshLoader; ///< its loader script, which says where the parts lie
    QByteArray faceDetection; ///< face_detection_full_range.tflite
    QByteArray segmentation; ///< selfie_segmentation_landscape.tflite
};

/// Writes the ONNX files and manifest.json (checksums, outputs, index lists of the attention heads) into an
/// existing folder. Throws ConversionError.
void writeModelSet(const ModelSources &sources, const QDir &folder);

} // namespace indraj::convert
