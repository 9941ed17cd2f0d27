#pragma once

#include "enrollment/enrolment.h"

#include <QHash>

namespace indraj {

/// `earlier`, and what came since; an attempt of both counts as it is in `attempts`.
QList<CaptureAttempt> withEarlier(QList<CaptureAttempt> earlier, const QList<CaptureAttempt> &attempts);

/// What was tried for an applicant and is in no saved portrait yet, by enrolment: who is sent away and comes
/// back has it in the log of the portrait that is saved at last. Values only, and only while the program
/// runs.
class TriedPictures {
public:
    void see(EnrolmentId id, const QList<CaptureAttempt> &attempts);
    QList<CaptureAttempt> of(EnrolmentId id) const { return m_tried.value(id); }
    void forget(EnrolmentId id) { m_tried.remove(id); }

private:
    QHash<EnrolmentId, QList<CaptureAttempt>> m_tried;
};

} // namespace indraj
