#pragma once

#include "enrollment/identifiers.h"
#include "enrollment/lifecycle.h"
#include "enrollment/registry.h"
#include "enrollment/samples.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace indraj {

/// Values of a form, by field key of the form spec ("name.en", "name.ur", "birth.date" ...).
/// Normalised: ASCII digits, Urdu yeh/kaf/heh, trimmed, dates as yyyy-MM-dd.
using FieldValues = QMap<QString, QString>;

/// Who did what to an enrolment last, with a coded reason for return and reject.
struct Decision {
    QString actorId;
    QDateTime at; ///< UTC
    QString reasonCode; ///< from enrollment/reasons.h; empty for approve
    QString note; ///< only with reason "other"
};

/// One application as the vault knows it, without the bytes of its samples.
struct Enrolment {
    EnrolmentId id;
    QString token; ///< the citizen's queue number and slip, e.g. "T-014"
    QString service; ///< form spec id, e.g. "first-card"
    int formVersion = 0;
    EnrolmentState state = EnrolmentState::Draft;
    QString step; ///< the page the operator was on; where a draft resumes
    FieldValues fields;
    QList<SampleInfo> samples;
    QList<BiometricException> exceptions;
    QList<EyeException> eyeExceptions;
    std::optional<NotSigned> notSigned; ///< never together with a signature
    QString capturedBy; ///< actor id of the operator who created it
    QDateTime createdAt; ///< UTC
    QDateTime savedAt; ///< UTC, last committed step
    std::optional<Decision> lastDecision;
    std::optional<RegistryNote> registry; ///< the last answer of the site's registry; nothing: it gave none
    std::optional<MatchNote> match; ///< likewise, about its pictures
    PacketId corrects; ///< central wants this packet corrected; null: an application of its own

    const SampleInfo *portrait() const;
    const SampleInfo *signature() const;
    const SampleInfo *faceAtSignOff() const;
    const SampleInfo *exceptionPhoto() const;
    const SampleInfo *portraitRecord() const;
    const SampleInfo *portraitTries() const;
    const SampleInfo *earlierCard() const;
    bool lacksExceptionPhoto() const; ///< there are exceptions and no photograph that shows them
    const SampleInfo *finger(FingerPosition position) const;
    const BiometricException *exceptionFor(FingerPosition position) const;
    const SampleInfo *iris(EyePosition eye) const;
    const SampleInfo *irisRecord(EyePosition eye) const;
    const EyeException *exceptionFor(EyePosition eye) const;
    bool saysOfIrises() const; ///< any sample or exception of an eye: a station with an iris camera took it
};

/// One row of a list: what a queue or status page shows without opening the enrolment.
struct EnrolmentSummary {
    EnrolmentId id;
    qint64 number = 0; ///< counts the enrolments of this station; lists page by it
    QString token;
    QString service;
    EnrolmentState state = EnrolmentState::Draft;
    QString step;
    QString nameEnglish; ///< empty once erased
    QString nameUrdu;
    QString capturedBy;
    QDateTime createdAt;
    QDateTime savedAt;
    int fingersDone = 0; ///< captured or excepted, 0-10
    int exceptionCount = 0; ///< of fingers
    int eyeExceptionCount = 0; ///< eyes that cannot be given, 0-2
    int lowestFinger = QualityScore::failed;
    bool manualPortrait = false; ///< the operator took it against the rules, with a reason
    bool faceInDoubt = false; ///< the face at sign-off was not found to agree with the portrait
    int vetoedFingers = 0; ///< fingers below their floor, accepted by the operator with a reason
    std::optional<RegistryNote> registry; ///< as in Enrolment; only while it awaits approval
    QString returnReason; ///< coded, when state is Returned or Rejected
    std::optional<MatchNote> match{}; ///< as `registry`
};

} // namespace indraj
