#include "biometrics/face/measures/facemeasure.h"

#include "biometrics/face/measures/facescene.h"
#include "biometrics/face/measures/units.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

using Id = FaceMeasureId;
constexpr auto none = Dependence::None;
constexpr auto skin = Dependence::Skin;
constexpr auto dress = Dependence::Dress;
constexpr bool live = true;
constexpr bool still = false;

// Clauses: "29794-5" is ISO/IEC 29794-5:2025, "19794-5" is ISO/IEC 19794-5:2011, "TR" is BSI TR-03121
// QA-FI-GENERIC. Ranges are what a reader must expect, wide enough for any picture.
const std::array<FaceMeasureUnit, 45> units{{
    {{Id::FaceCount, "faceCount", "29794-5 7.4.2", "faces", 0, 1000, none, live}, measures::faceCount, false},
    {{Id::SecondFace, "secondFace", "29794-5 7.4.2", "share", 0, 1, none, live}, measures::secondFace, false},
    {{Id::EyeDistance, "eyeDistance", "29794-5 7.4.8", "px", 0, 20000, none, live}, measures::eyeDistance},
    {{Id::HeadSize, "headSize", "29794-5 7.4.9", "share", 0, 10, none, live, false}, measures::headSize},
    {{Id::HeadHeight, "headHeight", "TR 5.4", "share", 0, 10, dress, still, false}, measures::headHeight},
    {{Id::HeadWidth, "headWidth", "TR 5.3", "share", 0, 10, none, still}, measures::headWidth},
    {{Id::EyeLine, "eyeLine", "TR 5.5", "share", -5, 5, none, still}, measures::eyeLine},
    {{Id::Centring, "centring", "TR 5.6", "share", -5, 5, none, still}, measures::centring},
    {{Id::MarginLeft, "marginLeft", "29794-5 7.4.10", "eye distances", -1, 1000, none, live, false},
     measures::marginLeft},
    {{Id::MarginRight, "marginRight", "29794-5 7.4.10", "eye distances", -1, 1000, none, live, false},
     measures::marginRight},
    {{Id::MarginAbove, "marginAbove", "29794-5 7.4.10", "T", -1, 1000, none, live, false},
     measures::marginAbove},
    {{Id::MarginBelow, "marginBelow", "29794-5 7.4.10", "T", -1, 1000, none, live, false},
     measures::marginBelow},
    {{Id::PortraitWidth, "portraitWidth", "TR 5.2", "px", 0, 20000, none, still, false},
     measures::portraitWidth},
    {{Id::PortraitHeight, "portraitHeight", "TR 5.1", "px", 0, 20000, none, still, false},
     measures::portraitHeight},
    {{Id::Yaw, "yaw", "29794-5 7.4.11", "degrees", -90, 90, none, live}, measures::yaw},
    {{Id::Pitch, "pitch", "29794-5 7.4.11", "degrees", -110, 110, none, live}, measures::pitch},
    {{Id::Roll, "roll", "29794-5 7.4.11", "degrees", -180, 180, none, live}, measures::roll},
    {{Id::EyesOpen, "eyesOpen", "29794-5 7.4.3", "T", 0, 5, none, live}, measures::eyesOpen},
    {{Id::EyesVisible, "eyesVisible", "29794-5 7.4.5", "of skin luminance", 0, 300, none, still},
     measures::eyesVisible},
    {{Id::HairOverEyes, "hairOverEyes", "29794-5 7.4.5", "share per pixel", 0, 10, dress, still, false},
     measures::hairOverEyes},
    {{Id::Gaze, "gaze", "TR 3.3", "eye widths", 0, 10, none, still}, measures::gaze},
    {{Id::RedEyes, "redEyes", "TR 7.4", "share", 0, 1, none, still}, measures::redEyes},
    {{Id::Glasses, "glasses", "own", "grey levels", 0, 2000, dress, still, false}, measures::glasses},
    {{Id::Glare, "glare", "TR 6.4", "eye distances squared", 0, 10, dress, still, false}, measures::glare},
    {{Id::MouthClosed, "mouthClosed", "29794-5 7.4.4", "T", 0, 5, none, live}, measures::mouthClosed},
    {{Id::Smile, "smile", "TR 2.1", "eye distances", 0, 10, none, live, false}, measures::smile},
    {{Id::MouthVisible, "mouthVisible", "29794-5 7.4.6", "CIELAB difference", 0, 300, none, still},
     measures::mouthVisible},
    {{Id::LuminanceMean, "luminanceMean", "29794-5 7.3.4", "0..1", 0, 1, skin, live, false},
     measures::luminanceMean},
    {{Id::LuminanceVariance, "luminanceVariance", "29794-5 7.3.4", "0..1", 0, 1, skin, still, false},
     measures::luminanceVariance},
    {{Id::UnderExposure, "underExposure", "29794-5 7.3.5", "share", 0, 1, skin, still, false},
     measures::underExposure},
    {{Id::OverExposure, "overExposure", "29794-5 7.3.6", "share", 0, 1, none, live}, measures::overExposure},
    {{Id::PictureBrightness, "pictureBrightness", "TR 7.1", "grey levels", 0, 255, none, still},
     measures::pictureBrightness},
    {{Id::IlluminationUniformity, "illuminationUniformity", "29794-5 7.3.3", "ratio", 0, 1, none, still},
     measures::illuminationUniformity},
    {{Id::DynamicRange, "dynamicRange", "29794-5 7.3.7", "bits", 0, 8, none, still}, measures::dynamicRange},
    {{Id::NaturalColour, "naturalColour", "29794-5 7.3.10", "CIELAB", 0, 300, skin, still, false},
     measures::naturalColour},
    {{Id::Colourfulness, "colourfulness", "19794-5 7.3.4", "CIELAB", 0, 300, none, still},
     measures::colourfulness},
    {{Id::ColourSpace, "colourSpace", "TR 7.5", "code, 1 = RGB24", 0, 255, none, still, false},
     measures::colourSpace},
    {{Id::IntensityValues, "intensityValues", "TR 7.6", "values", 0, 256, none, still, false},
     measures::intensityValues},
    {{Id::Sharpness, "sharpness", "29794-5 7.3.8", "fine / coarse x 1000", 0, 1e9, none, still},
     measures::sharpness},
    {{Id::MotionBlur, "motionBlur", "own", "ratio", 0, 1, none, still}, measures::motionBlur},
    {{Id::Noise, "noise", "own", "grey levels", 0, 255, none, still}, measures::noise},
    {{Id::Compression, "compression", "29794-5 7.3.9", "ratio", 1, 1000, none, still}, measures::compression},
    {{Id::BackgroundUniformity, "backgroundUniformity", "29794-5 7.3.2", "gradient", 0, 1500, none, still},
     measures::backgroundUniformity},
    {{Id::BackgroundBrightness, "backgroundBrightness", "TR AH-FI-DC2", "grey levels", 0, 255, none, still},
     measures::backgroundBrightness},
    {{Id::BackgroundShadow, "backgroundShadow", "TR 4.2", "ratio", 0, 2, none, still},
     measures::backgroundShadow},
}};

FaceMeasure taken(const FaceMeasureUnit &unit, const FaceScene &scene)
{
    FaceMeasure measure;
    measure.id = unit.info.id;
    if (unit.needsFace && !scene.mesh) {
        measure.notAssessed = NotAssessed::NoFace;
        return measure;
    }
    const Measured reading = unit.measure(scene);
    if (!reading) {
        measure.notAssessed = reading.error();
        return measure;
    }
    measure.native = std::clamp(reading->native, unit.info.low, unit.info.high);
    measure.score = static_cast<int>(std::lround(std::clamp(reading->score, 0.0, 100.0)));
    measure.confidence = std::clamp(reading->confidence, 0.0, 1.0);
    return measure;
}

} // namespace

std::span<const FaceMeasureUnit> faceMeasureUnits() { return units; }

const FaceMeasureInfo &faceMeasureInfo(FaceMeasureId id) { return units[static_cast<std::size_t>(id)].info; }

QString faceMeasureKey(FaceMeasureId id) { return QString::fromLatin1(faceMeasureInfo(id).key); }

std::optional<FaceMeasureId> faceMeasureByKey(const QString &key)
{
    for (const auto &unit : units)
        if (key == QLatin1StringView(unit.info.key))
            return unit.info.id;
    return std::nullopt;
}

QString notAssessedKey(NotAssessed reason)
{
    switch (reason) {
    case NotAssessed::NoFace:
        return u"noFace"_s;
    case NotAssessed::FaceTooSmall:
        return u"faceTooSmall"_s;
    case NotAssessed::ZoneCut:
        return u"zoneCut"_s;
    case NotAssessed::TurnedAway:
        return u"turnedAway"_s;
    case NotAssessed::TooDark:
        return u"tooDark"_s;
    case NotAssessed::Overexposed:
        return u"overexposed"_s;
    case NotAssessed::NoColour:
        return u"noColour"_s;
    case NotAssessed::EyesShut:
        return u"eyesShut"_s;
    case NotAssessed::NoBackground:
        return u"noBackground"_s;
    case NotAssessed::BackgroundBusy:
        return u"backgroundBusy"_s;
    case NotAssessed::NoFlatArea:
        return u"noFlatArea"_s;
    }
    return {};
}

std::vector<FaceMeasure> measureFace(const FaceScene &scene)
{
    std::vector<FaceMeasure> measures;
    measures.reserve(units.size());
    for (const auto &unit : units)
        measures.push_back(taken(unit, scene));
    return measures;
}

int stillQuality(const std::vector<FaceMeasure> &measures)
{
    constexpr int failed = 255;
    double sum = 0;
    int count = 0;
    int weakest = 100;
    for (const FaceMeasure &measure : measures) {
        if (measure.notAssessed == NotAssessed::NoFace)
            return failed;
        if (!faceMeasureInfo(measure.id).scored)
            continue;
        ++count;
        if (measure.notAssessed)
            continue;
        sum += measure.score;
        weakest = std::min(weakest, measure.score);
    }
    return count == 0 ? failed : static_cast<int>(std::lround((weakest + sum / count) / 2));
}

} // namespace indraj
