#pragma once

#include <QString>

#include <array>
#include <optional>

namespace indraj {

/// Signs that a picture or a screen may be held before the camera instead of a face (passive presentation
/// attack hints, after ISO/IEC 30107-1). Hints only: each is wrong at a known rate, they are shown to the
/// operator, recorded, and stop nothing. Formal detection needs tests with real artefacts (ISO/IEC 30107-3),
/// which these have not seen.
enum class FaceHintId {
    ScreenPattern, ///< a regular pattern finer than any skin, as the dots of a screen or of print leave
                   ///< (moire)
    Drawing, ///< plain fields and hard edges, as a drawing has
    FlatMotion, ///< the head turns as a plane does
    NoMotion, ///< nothing moves, for seconds
};
inline constexpr std::array allFaceHints{FaceHintId::ScreenPattern, FaceHintId::Drawing,
                                         FaceHintId::FlatMotion, FaceHintId::NoMotion};

/// One hint as it stands. The larger the value, the more it speaks for an attack.
struct FaceHint {
    FaceHintId id = FaceHintId::ScreenPattern;
    std::optional<double> value; ///< 0 to 1; nothing: could not be told yet
    bool raised = false;
    friend bool operator==(const FaceHint &, const FaceHint &) = default;
};

/// How a hint did in the tests of docs/face-quality.md, counted on other faces than its limit was chosen on.
struct FaceHintError {
    int falseHints = 0; ///< faces for which it was raised although nothing was held
    int faces = 0;
    int missed = 0; ///< artefacts for which it was not
    int artefacts = 0;
};

/// From where on a hint is raised, and how often that was wrong. Not a matter of the rules' file: with
/// another limit the error would be another.
struct FaceHintInfo {
    FaceHintId id = FaceHintId::ScreenPattern;
    const char *key = ""; ///< ASCII, for files and logs
    double limit = 1; ///< raised from this value on
    FaceHintError error;
};
const FaceHintInfo &faceHintInfo(FaceHintId id);
std::optional<FaceHintId> faceHintByKey(const QString &key);

} // namespace indraj
