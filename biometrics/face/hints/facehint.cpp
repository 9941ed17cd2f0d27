#include "biometrics/face/hints/facehint.h"

namespace indraj {

namespace {

// The limits were chosen on every second face of the reference set, the errors counted on the others.
constexpr std::array hintTable{
    FaceHintInfo{FaceHintId::ScreenPattern, "hintScreenPattern", 0.3, {0, 27, 3, 108}},
    FaceHintInfo{FaceHintId::Drawing, "hintDrawing", 0.45, {0, 27, 0, 9}},
    FaceHintInfo{FaceHintId::FlatMotion, "hintFlatMotion", 0.5, {1, 27, 2, 27}},
    FaceHintInfo{FaceHintId::NoMotion, "hintNoMotion", 0.4, {0, 18, 0, 9}},
};

} // namespace

const FaceHintInfo &faceHintInfo(FaceHintId id)
{
    for (const FaceHintInfo &info : hintTable)
        if (info.id == id)
            return info;
    return hintTable.front();
}

std::optional<FaceHintId> faceHintByKey(const QString &key)
{
    for (const FaceHintInfo &info : hintTable)
        if (key == QLatin1StringView(info.key))
            return info.id;
    return std::nullopt;
}

} // namespace indraj
