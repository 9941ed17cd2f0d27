#pragma once

#include <QByteArray>
#include <QDir>

namespace indraj::convert {

/// The downloads a model set is made from.
struct ModelSources {
    QByteArray faceMeshPack; ///< face_mesh_solution_packed_assets.data
    QByteArray faceMeshLoader; ///< its loader script, which says where the parts lie
    QByteArray faceDetection; ///< face_detection_full_range.tflite
    QByteArray segmentation; ///< selfie_segmentation_landscape.tflite
    QByteArray recognition; ///< face_recognition_model.bin; empty: a set without comparison of faces
    QByteArray recognitionManifest; ///< face_recognition_model-weights_manifest.json
};

/// Writes the ONNX files and manifest.json (checksums, outputs, index lists of the attention heads) into an
/// existing folder. Throws ConversionError.
void writeModelSet(const ModelSources &sources, const QDir &folder);

} // namespace indraj::convert
