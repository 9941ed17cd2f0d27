#pragma once

#include "enrollment/enrolment.h"

#include <QHash>

namespace indraj {

class EnrolmentDesk;

/// `earlier`, and what came since; an attempt of both counts as it is in `attempts`.
QList<CaptureAttempt> withEarlier(QList<CaptureAttempt> earlier, const QList<CaptureAttempt> &attempts);

/// What was tried for an applicant and is in no saved portrait yet: who is sent away and comes back has it in
/// the log of the portrait that is saved at last, also when the program ended in between. Values only. All is
/// about the desk's open enrolment; without one nothing happens.
class TriedPictures {
public:
    explicit TriedPictures(EnrolmentDesk &desk)
        : m_desk(desk)
    {
    }
    /// Everything that the capture has tried so far; what is new goes to the store at once.
    void see(const QList<CaptureAttempt> &attempts);
    QList<CaptureAttempt> beforeThisPicture() const; ///< with those of a portrait that is saved already
    void areInThePortrait(); ///< it was saved with them

private:
    QList<CaptureAttempt> known() const;

    EnrolmentDesk &m_desk;
    QHash<EnrolmentId, QList<CaptureAttempt>> m_tried; ///< may be ahead of the store
};

} // namespace indraj
