#pragma once

#include "enrollment/identifiers.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace indraj {

/// What a comparison of two faces said. For people to look at; nothing is ever decided by it.
enum class Likeness {
    Agrees, ///< nothing speaks against the same person
    LookClosely, ///< the grey zone
    Differs, ///< it looks like somebody else
    NotCompared, ///< a picture is not fit for it; see `reason`
};

/// One comparison of a face with a reference (ISO/IEC 2382-37: a probe with a reference), as it is kept with
/// the probe. It holds figures only: what the net makes of a face is forgotten with the comparison.
struct FaceComparison {
    QString reference; ///< "portrait", or "earlier-portrait" of a card that is renewed
    SampleId referenceId; ///< null: not a sample of this enrolment
    Likeness likeness = Likeness::NotCompared;
    QString reason = {}; ///< NotCompared: code of the fault, e.g. "blurred"
    bool reasonIsReference = false; ///< the fault is the reference's, not the probe's
    std::optional<double> distance = {}; ///< of the two faces; smaller is more alike
    std::optional<double> normalised = {}; ///< the same against a cohort; below 0 is more alike than others
    double agreesTo = 0; ///< limits of `normalised` where there is one, else of `distance`
    double differsFrom = 0;
    int cohortFaces = 0; ///< 0: without a cohort
    QString cohortDigest = {}; ///< SHA-256 of the cohort file, hexadecimal
    QString modelDigest = {}; ///< SHA-256 of the net, hexadecimal
    QDateTime at = {}; ///< UTC
    friend bool operator==(const FaceComparison &, const FaceComparison &) = default;
};

/// The one to look at first: differs, look closely, not compared, agrees. Without any: not compared.
Likeness gravestOf(const QList<FaceComparison> &comparisons);

/// Stable codes of storage and wire: "agrees", "look-closely", "differs", "not-compared".
QString likenessCode(Likeness likeness);
std::optional<Likeness> likenessFromCode(QStringView code);

} // namespace indraj
