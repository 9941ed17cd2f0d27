#pragma once

#include "enrollment/samples.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <array>
#include <optional>

namespace indraj {

/// What is measured of one iris picture in near infrared light, after ISO/IEC 29794-6:2015. The clause of
/// each is in docs/iris-quality.md.
enum class IrisMeasure {
    UsableArea, ///< per cent of the ring between pupil and sclera that no lid, lash or reflection covers
    ScleraContrast, ///< iris against sclera, 0-100
    PupilContrast, ///< iris against pupil, 0-100
    PupilCircularity, ///< roundness of the pupil's border, 0-100
    GreyUse, ///< entropy of the greys of the picture, 0-8 bits
    IrisRadius, ///< pixels
    PupilRatio, ///< radius of the pupil by that of the iris, per cent
    Concentricity, ///< of pupil and iris, 0-100
    Margin, ///< room around the iris by what is asked for, 0-100
    Sharpness, ///< energy of fine detail, 0-100
};

inline constexpr std::array<IrisMeasure, 10> allIrisMeasures{
    IrisMeasure::UsableArea,       IrisMeasure::ScleraContrast, IrisMeasure::PupilContrast,
    IrisMeasure::PupilCircularity, IrisMeasure::GreyUse,        IrisMeasure::IrisRadius,
    IrisMeasure::PupilRatio,       IrisMeasure::Concentricity,  IrisMeasure::Margin,
    IrisMeasure::Sharpness};

/// "usable-area", "sclera-contrast" ...: as thresholds and records name it.
QString irisMeasureKey(IrisMeasure measure);
std::optional<IrisMeasure> irisMeasureOf(QStringView key);

/// Why the measure has no value, as logs name it: "no-iris" where none was found, else what the measure did
/// not see ("no-sclera", "no-iris-seen", "pupil-covered").
QString irisNotTakenCode(IrisMeasure measure, bool irisFound);

/// What the applicant or the operator should do differently. Never an error. In the order in which they are
/// to be told: without contrast the borders are not to be trusted, and so on.
enum class IrisAdvice {
    NotAnEye, ///< no pupil with an iris around it was found
    TooDark,
    TooBright,
    LowContrast, ///< iris, pupil and sclera hardly differ: lens, fogged glass, light from the side
    ComeCloser, ///< the iris is too small
    MoveBack, ///< the iris is too large for the picture
    MoveToMiddle, ///< too near to the edge of the picture
    HoldStill, ///< blurred: out of focus or moved
    OpenWider, ///< lids, lashes or reflections cover too much
    PupilTooWide, ///< the room is too dark
    PupilTooNarrow, ///< a light shines into the eye
    LookStraight, ///< the eye looks aside
};

/// "not-an-eye", "come-closer" ...: as CaptureAttempt::outcome carries it.
QString irisAdviceCode(IrisAdvice advice);

/// One measure of one picture, held against its threshold.
struct IrisCriterion {
    IrisMeasure measure = IrisMeasure::UsableArea;
    std::optional<double> value; ///< in the measure's own unit; nothing: it could not be taken
    int score = QualityScore::failed; ///< 0-100; from 60 on at the shipped thresholds
    double least = 0, most = 100; ///< smallest and largest value there can be
    std::optional<double> lower, upper; ///< thresholds; nothing: none on this side
    bool isHeld = false; ///< within its thresholds; never without a value
    friend bool operator==(const IrisCriterion &, const IrisCriterion &) = default;
};

/// What of a picture is wanted, by measure.
struct IrisRange {
    IrisMeasure measure = IrisMeasure::UsableArea;
    std::optional<double> lower, upper;
    friend bool operator==(const IrisRange &, const IrisRange &) = default;
};

/// How irises are judged: one profile of resources/thresholds/irises.json.
struct IrisPolicy {
    QString profile; ///< "iso-29794-6"; empty: nothing is asked for but an eye
    int acceptFrom = 60; ///< the score from which an iris counts as good, 0-100
    int maxTries = 3; ///< per eye; after these the best is kept and the operator decides
    QList<IrisRange> ranges; ///< each measure once at most
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::IrisAdvice)
