#pragma once

#include "enrollment/identifiers.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <array>

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
    ApplicantSignature,
    Document,
};

/// A quality score as ISO/IEC 29794-1 asks for it: never a number without its algorithm.
struct QualityScore {
    static constexpr int failed = 255; ///< no score could be computed
    int value = failed; ///< 0-100, higher is better, or `failed`
    QString algorithm; ///< id and version, e.g. "indraj-finger-1 (NFIQ 2 scale, estimate)"
    bool isValid() const { return value >= 0 && value <= 100; }
    friend bool operator==(const QualityScore &, const QualityScore &) = default;
};

/// One try at a capture: kept for every sample so that a supervisor sees how it came about.
struct CaptureAttempt {
    int number = 1;
    QualityScore quality;
    QString outcome; ///< stable code: "captured", or a retry reason code such as "too-dry"
    QDateTime at; ///< UTC
};

/// Everything about a sample but its bytes.
struct SampleInfo {
    SampleId id;
    SampleKind kind = SampleKind::FacePortrait;
    FingerPosition finger = FingerPosition::RightThumb; ///< meaningful for SampleKind::Finger only
    QString mimeType; ///< "image/jp2", "image/jpeg", "image/png"
    int width = 0; ///< pixels
    int height = 0; ///< pixels
    int resolution = 0; ///< pixels per inch; 0 where it has no meaning (face)
    QualityScore quality;
    QString device; ///< driver and model, e.g. "virtual_image simulator"
    QDateTime capturedAt; ///< UTC
    bool manual = false; ///< accepted by a person although a rule was not met (portrait and finger)
    QString manualReason; ///< coded reason, set when `manual`
    int acceptFrom = 0; ///< the score from which it would have counted as good; 0: not recorded
    QList<CaptureAttempt> attempts;
};

struct Sample {
    SampleInfo info;
    QByteArray bytes; ///< the encoded picture; never empty
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

} // namespace indraj
