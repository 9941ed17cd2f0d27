#pragma once

#include "enrollment/cropadjustment.h"
#include "enrollment/eyes.h"
#include "enrollment/identifiers.h"
#include "enrollment/likeness.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace indraj {

/// Finger positions with the codes of ISO/IEC 19794-4:2011, table 8.
enum class FingerPosition : int {
    RightThumb = 1,
    RightIndex = 2,
    RightMiddle = 3,
    RightRing = 4,
    RightLittle = 5,
    LeftThumb = 6,
    LeftIndex = 7,
    LeftMiddle = 8,
    LeftRing = 9,
    LeftLittle = 10,
};

inline constexpr std::array<FingerPosition, 10> allFingers{
    FingerPosition::RightThumb, FingerPosition::RightIndex,  FingerPosition::RightMiddle,
    FingerPosition::RightRing,  FingerPosition::RightLittle, FingerPosition::LeftThumb,
    FingerPosition::LeftIndex,  FingerPosition::LeftMiddle,  FingerPosition::LeftRing,
    FingerPosition::LeftLittle};

enum class SampleKind {
    FacePortrait, ///< the accepted portrait
    Finger, ///< one plain finger; `finger` says which
    ApplicantSignature, ///< a picture that carries its strokes (docs/signature.md)
    Document,
    FaceAtSignOff, ///< who stood there when it was signed off; never leaves the station
    ExceptionPhoto, ///< face and both hands, where fingers cannot be captured
    PortraitRecord, ///< the whole frame of the portrait, ISO/IEC 19794-5:2011; comes and goes with it
    CardPortrait, ///< the portrait in the size of the card; comes and goes with it, where it is larger
    EarlierCard, ///< photograph of the card that is renewed
    Iris, ///< one iris in near infrared light; `eye` says whose
    IrisRecord, ///< the same picture as ISO/IEC 19794-6:2011; comes and goes with it
    /// What was tried for a portrait and is in no saved one yet: `attempts`, no picture. Goes with the next
    /// portrait, whose attempts then hold it.
    PortraitTries,
};

/// Mime type of a PortraitRecord; no registered one exists.
inline constexpr QLatin1StringView faceRecordType("application/x-iso-19794-5");

/// Mime type of an IrisRecord; no registered one exists.
inline constexpr QLatin1StringView irisRecordType("application/x-iso-19794-6");

/// Mime type of PortraitTries; no registered one exists. The bytes only say so: there has to be something
/// that the seal over `attempts` can close.
inline constexpr QLatin1StringView portraitTriesType("application/x-indraj-portrait-tries");

/// A quality score as ISO/IEC 29794-1 asks for it: never a number without its algorithm.
struct QualityScore {
    static constexpr int failed = 255; ///< no score could be computed
    int value = failed; ///< 0-100, higher is better, or `failed`
    QString algorithm; ///< id and version, e.g. "indraj-finger-1 (NFIQ 2 scale, estimate)"
    bool isValid() const { return value >= 0 && value <= 100; }
    friend bool operator==(const QualityScore &, const QualityScore &) = default;
};

/// What a person decided against the judgement of the software: the vetoes of BSI TR-03121 v6.0, UI-FI-OP.
enum class Veto {
    None,
    AcceptedObvious, ///< accepted below the rules for a reason that anybody sees, such as a disability
    AcceptedWithout, ///< accepted below the rules without such a reason
    Rejected, ///< refused by the person: its pixels are gone, its values stay
};

/// One criterion of one judged capture: a line of the transaction log (BSI TR-03121 v6.0, LOG-FI-GENERIC).
struct CriterionValue {
    QString key; ///< of the measure, e.g. "yaw"
    std::optional<double> value; ///< in the unit of the measure; nothing: it could not be taken
    int score = QualityScore::failed; ///< 0-100, higher is better
    double least = 0; ///< smallest possible value
    double most = 0; ///< largest possible value
    std::optional<double> lower; ///< threshold; nothing: none on this side
    std::optional<double> upper;
    QString level; ///< "require", "warn" or "inform"
    QString state; ///< "good", "uncertain", "doubtful", "bad" or "notAssessed"
    QString reason = {}; ///< with "notAssessed": why, a stable code such as "no-sclera"; empty: not recorded
    friend bool operator==(const CriterionValue &, const CriterionValue &) = default;
};

/// Whom a set of rules is for, in completed years.
struct AgeSpan {
    int from = 0;
    std::optional<int> to; ///< inclusive; nothing: no end
    bool holds(int age) const { return age >= from && (!to || age <= *to); }
    friend bool operator==(const AgeSpan &, const AgeSpan &) = default;
};

/// One try at a capture: kept for every sample so that a supervisor sees how it came about.
struct CaptureAttempt {
    int number = 1;
    QualityScore quality;
    QString outcome; ///< stable code: "captured", or a retry reason code such as "too-dry"
    QDateTime at; ///< UTC
    QString profile = {}; ///< the rules it was judged by; empty: not judged by rules
    QList<CriterionValue> criteria = {};
    Veto veto = Veto::None;
    QString vetoReason = {}; ///< code of enrollment/reasons.h, with a veto
    std::optional<AgeSpan> profileAges = {}; ///< whom `profile` is for; nothing: not recorded
    std::optional<CropAdjustment> crop = {}; ///< of a portrait whose frame a person changed
    QDateTime cutFrom = {}; ///< UTC, with `crop`: the attempt that had the automatic frame
};

/// Everything about a sample but its bytes.
struct SampleInfo {
    SampleId id;
    SampleKind kind = SampleKind::FacePortrait;
    FingerPosition finger = FingerPosition::RightThumb; ///< meaningful for SampleKind::Finger only
    QString mimeType; ///< "image/jp2", "image/jpeg", "image/png"; of records faceRecordType, irisRecordType
    int width = 0; ///< pixels
    int height = 0; ///< pixels
    int resolution = 0; ///< pixels per inch; 0 where it has no meaning (face)
    QualityScore quality;
    QString device; ///< driver and model, e.g. "virtual_image simulator"
    QDateTime capturedAt; ///< UTC
    bool manual
        = false; ///< taken or accepted by a person although a rule was not met (portrait, finger and iris)
    QString manualReason; ///< coded reason, set when `manual`
    QString manualNote; ///< the sentence that goes with the reason "other"
    int acceptFrom
        = 0; ///< finger and iris: the score from which it would have counted as good; 0: not recorded
    Veto veto = Veto::None; ///< how a portrait was accepted; never Rejected
    QList<CaptureAttempt> attempts;
    QList<FaceComparison> comparisons = {}; ///< SampleKind::FaceAtSignOff: with what it was compared
    EyePosition eye = EyePosition::Right; ///< meaningful for SampleKind::Iris and IrisRecord only

    bool isOfEye() const { return kind == SampleKind::Iris || kind == SampleKind::IrisRecord; }
    /// Of the same kind and, where a kind has several, of the same finger or eye: one takes the other's
    /// place.
    bool sharesPlace(const SampleInfo &other) const;
    /// The attempt that this sample is; nullptr when it is not among them.
    const CaptureAttempt *ownAttempt() const;
    /// Accepts this sample against the judgement: noted here and in its attempt.
    void accept(Veto decision, const QString &reasonCode, const QString &note);
};

struct Sample {
    SampleInfo info;
    QByteArray bytes; ///< the encoded picture or record; never empty
    std::vector<Sample> companions
        = {}; ///< FacePortrait, Iris: saved with it, all or nothing; empty when loaded
};

/// OSIA 1.3.0 `missing[].presence`, as far as a counter can tell.
enum class ExceptionKind { Missing, Bandaged, Damaged };

/// A finger that cannot be captured, and why. ISO/IEC 2382-37 calls the cause a biometric exception.
struct BiometricException {
    FingerPosition finger = FingerPosition::RightThumb;
    ExceptionKind kind = ExceptionKind::Missing;
    QString note; ///< free text, only for `Damaged`; may be empty
    QString actorId; ///< who claimed it
    QDateTime at; ///< UTC
};

/// An iris that cannot be captured, and why.
struct EyeException {
    EyePosition eye = EyePosition::Right;
    ExceptionKind kind
        = ExceptionKind::Missing; ///< Bandaged: covered for a time; Damaged: not to be captured
    QString note; ///< free text, only for `Damaged`; may be empty
    QString actorId; ///< who claimed it
    QDateTime at; ///< UTC
};

/// The applicant did not sign, and why: an answer like a signature, not a gap.
struct NotSigned {
    QString reasonCode; ///< of reasons::notSignedCodes
    QString note; ///< the sentence that goes with the reason "other"
    QString actorId; ///< who says so
    QDateTime at; ///< UTC
};

} // namespace indraj
