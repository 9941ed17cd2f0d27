#pragma once

#include "enrollment/enrolment.h"
#include "enrollment/fingerpolicy.h"
#include "enrollment/formspec.h"
#include "enrollment/knownfinger.h"
#include "enrollment/places.h"

namespace indraj {

/// A stored value as people read it, in both scripts where both exist. Dates as dd/MM/yyyy, codes as labels,
/// numbers the same on both sides. A text in one script leaves the other side empty.
BilingualText shownValue(const FieldSpec &field, const FieldValues &values, const Places &places);

/// One line of the review: a field, or the two scripts of a pair in one.
struct ReviewLine {
    QString key; ///< the field to jump to
    BilingualText label;
    BilingualText value;
};

/// All filled fields of the form, in its order; pairs share a line.
QList<ReviewLine> reviewLines(const FormSpec &form, const FieldValues &values, const Places &places);

/// What an in-charge should look at closely.
struct Concern {
    enum class Kind {
        ManualPortrait,
        LowFinger,
        Exception,
        LikeFingers,
        SeenFinger,
        Signature,
        Likeness,
        EarlierCard,
        PortraitRules,
        PortraitCrop,
        AttackHint,
        Iris,
        Registry,
        Match
    };
    Kind kind;
    FingerPosition finger = FingerPosition::RightThumb; ///< of the kinds about fingers
    BilingualText title;
    BilingualText detail;
    FingerPosition other = FingerPosition::RightThumb; ///< LikeFingers, SeenFinger: the one it looks like
    SampleId sample = {}; ///< SeenFinger: the picture of that one; null: there is none
    EnrolmentId enrolment = {}; ///< SeenFinger: where that is
};

/// Whether the concern is about `finger`.
bool isAboutFinger(const Concern &concern);

/// In the order: portrait, the rules it was judged by, low fingers, exceptions, signature. Empty: quiet.
QList<Concern> concernsOf(const Enrolment &enrolment, const FingerPolicy &policy);

/// What the site's registry said, where that does not fit the application.
QList<Concern> registryConcerns(const Enrolment &enrolment, bool renewsCard);

/// Irises below the rules, excepted or, where the station asks for them, not captured.
QList<Concern> irisConcerns(const Enrolment &enrolment, bool asked);

/// Two fingers that look like one.
Concern likeFingers(FingerPosition one, FingerPosition other);

/// A finger that looks like one of an earlier enrolment, or of a person of the station, whose name is `who`.
Concern seenFinger(FingerPosition finger, const KnownFinger &known, const QString &who);

} // namespace indraj
