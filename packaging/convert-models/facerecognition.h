#pragma once

#include <QByteArray>

#include <string>

namespace indraj::convert {

/// dlib's face recognition ResNet (29 convolutions) from the weights of the npm package @vladmandic/face-api
/// as an ONNX model: image 1 x 3 x 150 x 150 in, embedding 1 x 128 x 1 x 1 out. `weights`:
/// face_recognition_model.bin, `manifest`: its weights manifest. Throws ConversionError.
std::string faceRecognitionModel(const QByteArray &weights, const QByteArray &manifest);

} // namespace indraj::convert
