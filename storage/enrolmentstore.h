#pragma once

#include "enrollment/enrolment.h"
#include "storage/storeerror.h"

#include <QDate>

namespace indraj {

/// Which enrolments a list shows. Empty `states` means all but Erased.
struct ListFilter {
    QList<EnrolmentState> states;
    /// Words, all of which must be found: beginning of a token, of a word of a name in either script, or of a
    /// CNIC (digits in either script). Empty: no restriction.
    QString text;
    bool similar = false; ///< names that sound or are spelt alike too, best first; one page only: with
                          ///< `before` nothing is found
    QDate from, to; ///< day of the token, station time, both inclusive; invalid: open
    qint64 before
        = 0; ///< keyset paging: only enrolments with a smaller EnrolmentSummary::number; 0: from the newest
    int limit = 200;
};

/// The vault as the pages see it. Every call answers from the storage thread; every change has committed the
/// enrolment, its audit entry and, where it moves the queue, the queue, in one transaction before it answers.
/// Methods may be called from any thread. After lock() every call answers StoreFault::Locked.
class EnrolmentStore {
public:
    virtual ~EnrolmentStore() = default;

    /// A new draft with the next token of this station.
    virtual Answer<Enrolment> createDraft(const Actor &actor, const QString &service, int formVersion) = 0;
    virtual Answer<Enrolment> load(EnrolmentId id) = 0;
    virtual Answer<QList<EnrolmentSummary>> list(const ListFilter &filter) = 0;

    /// Saves form values and the page the operator is on. Only in Draft.
    virtual Answer<Enrolment> saveFields(EnrolmentId id, const FieldValues &values, const QString &step,
                                         const Actor &actor)
        = 0;
    /// Adds a sample or replaces the one in the same place (SampleInfo::sharesPlace()); an exception for that
    /// finger or eye is removed.
    virtual Answer<Enrolment> saveSample(EnrolmentId id, const Sample &sample, const Actor &actor) = 0;
    /// Marks a finger as not capturable; a sample of that finger is removed.
    virtual Answer<Enrolment> saveException(EnrolmentId id, const BiometricException &exception,
                                            const Actor &actor)
        = 0;
    virtual Answer<Enrolment> clearException(EnrolmentId id, FingerPosition finger, const Actor &actor) = 0;
    /// Marks an iris as not capturable; a sample of that eye is removed, with its record.
    virtual Answer<Enrolment> saveEyeException(EnrolmentId id, const EyeException &exception,
                                               const Actor &actor)
        = 0;
    virtual Answer<Enrolment> clearEyeException(EnrolmentId id, EyePosition eye, const Actor &actor) = 0;
    /// The applicant did not sign: a signature is removed. Nothing takes that back; a signature does so too.
    virtual Answer<Enrolment> saveNotSigned(EnrolmentId id, const std::optional<NotSigned> &answer,
                                            const Actor &actor)
        = 0;
    /// The bytes, decrypted and verified; StoreFault::Damaged if the seal does not hold.
    virtual Answer<Sample> loadSample(EnrolmentId enrolment, SampleId sample) = 0;

    /// Review, SignOff (which also submits), Approve, Return, Reject, Reopen. Judged by
    /// enrollment/lifecycle.h inside the transaction, so that two windows cannot both decide.
    virtual Answer<Enrolment> act(EnrolmentId id, Act act, const Actor &actor, const QString &reasonCode,
                                  const QString &note)
        = 0;
};

} // namespace indraj
