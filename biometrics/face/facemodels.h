#pragma once

#include "biometrics/face/inference.h"

namespace indraj {

/// Which mesh points steer an attention head, and the two that make it level.
struct AttentionIndex {
    std::vector<int> points;
    int levelFrom = 0;
    int levelTo = 0;
};

struct AttentionHead {
    AttentionIndex index;
    std::unique_ptr<Inference> net;
};

/// The nets that packaging/get-face-models.sh leaves in a folder.
struct FaceModels {
    std::unique_ptr<Inference> detection;
    std::unique_ptr<Inference> mesh;
    AttentionHead lips;
    AttentionHead imageLeftEye;
    AttentionHead imageRightEye;
    std::unique_ptr<Inference> personMask;

    /// Reads, verifies (SHA-256 of manifest.json) and opens all nets; about 0.1 s. Any thread.
    static tl::expected<FaceModels, FaceModelError> load(const QString &folder);
};

/// One net of such a folder by itself, verified; with the SHA-256 of its file, in hexadecimal.
struct OpenedNet {
    std::unique_ptr<Inference> net;
    QString digest;
};
tl::expected<OpenedNet, FaceModelError> openNetOf(const QString &folder, const QString &name);

} // namespace indraj
