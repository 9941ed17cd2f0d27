#pragma once

#include <QString>
#include <QStringList>

namespace indraj {

/// Coded reasons. The words for them are made in widgets/; the code is what is stored and sent.
namespace reasons {

/// Why an in-charge returns an enrolment to its operator.
inline const QStringList returnCodes{QStringLiteral("photo-poor"), QStringLiteral("finger-poor"),
                                     QStringLiteral("details-wrong"), QStringLiteral("exception-unproven"),
                                     QStringLiteral("other")};

/// Why an in-charge rejects it for good.
inline const QStringList rejectCodes{QStringLiteral("not-eligible"), QStringLiteral("identity-doubt"),
                                     QStringLiteral("duplicate"), QStringLiteral("withdrawn"),
                                     QStringLiteral("other")};

/// Why an enrolment that was never sent is deleted after its greatest age.
inline const QStringList deletionCodes{QStringLiteral("abandoned"), QStringLiteral("duplicate"),
                                       QStringLiteral("made-in-error"), QStringLiteral("withdrawn"),
                                       QStringLiteral("other")};

/// Why an operator takes a portrait by hand although a rule is not met.
inline const QStringList manualPortraitCodes{
    QStringLiteral("medical-condition"), QStringLiteral("cannot-hold-still"),
    QStringLiteral("assistive-device"), QStringLiteral("room-light"), QStringLiteral("other")};

/// Why an operator accepts a finger below its floor.
inline const QStringList fingerVetoCodes{QStringLiteral("worn-skin"), QStringLiteral("skin-condition"),
                                         QStringLiteral("injury"), QStringLiteral("age"),
                                         QStringLiteral("best-possible")};

/// Why an operator accepts an iris below its floor.
inline const QStringList irisVetoCodes{QStringLiteral("eye-disease"), QStringLiteral("lids-or-lashes"),
                                       QStringLiteral("cannot-hold-still"), QStringLiteral("age"),
                                       QStringLiteral("best-possible")};

/// Why a portrait below the rules is accepted: what anybody can see (BSI TR-03121 UI-FI-OP, "OK for an
/// obvious reason"), and everything else ("OK without").
inline const QStringList vetoObviousCodes{
    QStringLiteral("medical-condition"), QStringLiteral("cannot-hold-still"),
    QStringLiteral("assistive-device"), QStringLiteral("young-child"), QStringLiteral("other")};
inline const QStringList vetoWithoutCodes{QStringLiteral("best-possible"), QStringLiteral("judgement-wrong"),
                                          QStringLiteral("room-light"), QStringLiteral("other")};

/// Why an operator refuses a portrait, also one that meets the rules.
inline const QStringList vetoRejectCodes{QStringLiteral("not-applicant"), QStringLiteral("expression"),
                                         QStringLiteral("face-covered"), QStringLiteral("shadow-or-light"),
                                         QStringLiteral("other")};

/// Why the applicant did not sign.
inline const QStringList notSignedCodes{QStringLiteral("does-not-write"), QStringLiteral("hand-unable"),
                                        QStringLiteral("declined"), QStringLiteral("pad-broken"),
                                        QStringLiteral("other")};

} // namespace reasons
} // namespace indraj
