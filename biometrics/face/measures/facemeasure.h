#pragma once

#include <tl/expected.hpp>

#include <optional>
#include <span>
#include <vector>

#include <QString>

namespace indraj {

/// Everything that is measured on a still portrait. The order is that of lists and files.
enum class FaceMeasureId {
    FaceCount,
    SecondFace,
    EyeDistance,
    HeadSize,
    HeadHeight,
    HeadWidth,
    EyeLine,
    Centring,
    MarginLeft,
    MarginRight,
    MarginAbove,
    MarginBelow,
    PortraitWidth,
    PortraitHeight,
    Yaw,
    Pitch,
    Roll,
    EyesOpen,
    EyesVisible,
    HairOverEyes,
    Gaze,
    RedEyes,
    Glasses,
    Glare,
    MouthClosed,
    Smile,
    MouthVisible,
    LuminanceMean,
    LuminanceVariance,
    UnderExposure,
    OverExposure,
    PictureBrightness,
    IlluminationUniformity,
    DynamicRange,
    NaturalColour,
    Colourfulness,
    ColourSpace,
    IntensityValues,
    Sharpness,
    MotionBlur,
    Noise,
    Compression,
    BackgroundUniformity,
    BackgroundBrightness,
    BackgroundShadow,
};

/// Why a measure has no value. Whoever judges must never take it for a good one.
enum class NotAssessed {
    NoFace, ///< no face, or no landmarks on it
    FaceTooSmall, ///< too few pixels for this measure
    ZoneCut, ///< what is looked at lies outside the picture
    TurnedAway, ///< the head is turned too far for it
    TooDark, ///< too little light to tell
    Overexposed, ///< too much light to tell
    NoColour, ///< the picture is grey
    EyesShut,
    NoBackground, ///< the person fills the picture
    BackgroundBusy, ///< a pattern behind the head hides it
    NoFlatArea, ///< nowhere plain enough
};

/// What a measure depends on besides the thing it is named for. Such a measure may warn, never refuse.
enum class Dependence { None, Skin, Dress };

/// A measure of one picture.
struct FaceMeasure {
    FaceMeasureId id = FaceMeasureId::FaceCount;
    double native = 0; ///< in FaceMeasureInfo::unit; meaningless when not assessed
    int score = 255; ///< 0 to 100, higher is better; 255 when not assessed
    double confidence = 0; ///< 0 to 1, that `native` says what it is named for
    std::optional<NotAssessed> notAssessed;
};

/// What is known about a measure beforehand.
struct FaceMeasureInfo {
    FaceMeasureId id = FaceMeasureId::FaceCount;
    const char *key = nullptr; ///< in rules and reports, ASCII
    const char *clause = nullptr; ///< of the standard it follows; "own" where there is none
    const char *unit = nullptr;
    double low = 0; ///< of the native value, the smallest possible or sensible
    double high = 1;
    Dependence dependence = Dependence::None;
    bool live = false; ///< taken on every frame too; the others are for stills only
    /// Whether it counts in the unified score: not what depends on skin or dress, and not the place of the
    /// face in the whole picture, which the crop mends.
    bool scored = true;
};

const FaceMeasureInfo &faceMeasureInfo(FaceMeasureId id);
std::optional<FaceMeasureId> faceMeasureByKey(const QString &key);
QString faceMeasureKey(FaceMeasureId id);
QString notAssessedKey(NotAssessed reason); ///< for files and logs, ASCII

struct FaceScene;

/// One reading: native value, score 0..100 (clamped), confidence 0..1.
struct Reading {
    double native = 0;
    double score = 0;
    double confidence = 1;
};
using Measured = tl::expected<Reading, NotAssessed>;

/// A measure and what is known about it.
struct FaceMeasureUnit {
    FaceMeasureInfo info;
    Measured (*measure)(const FaceScene &scene) = nullptr;
    bool needsFace = true; ///< without landmarks it is not asked
};
std::span<const FaceMeasureUnit> faceMeasureUnits(); ///< in the order of FaceMeasureId

/// All measures of a still, one per FaceMeasureId, in order. Takes 40 to 100 ms. Any thread.
std::vector<FaceMeasure> measureFace(const FaceScene &scene);

/// Id and version of the unified score below. Ours: no claim to the scale of a standard is made.
inline const QString stillQualityAlgorithm = QStringLiteral("indraj-face-still-1");

/// 0 to 100, higher is better; 255 without a face. Half the weakest, half the mean of the scores of the
/// measures that count (FaceMeasureInfo::scored); one that could not be assessed counts as 0 in the mean.
int stillQuality(const std::vector<FaceMeasure> &measures);

} // namespace indraj
