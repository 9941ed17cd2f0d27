#pragma once

#include "capture/facecapture.h"

namespace indraj {

struct StillAnswer;

/// What became of the first picture of an answer; of the others it is "candidate". Stable codes of the
/// transaction log.
QString outcomeOf(const StillAnswer &answer);

/// Score and algorithm of a candidate: of the still, where it was judged as one.
QualityScore qualityOf(const FaceCandidate &candidate);

/// The values of a judged still with their thresholds, for the transaction log (BSI TR-03121 v6.0,
/// LOG-FI-GENERIC).
QList<CriterionValue> criteriaOf(const PortraitReport &report);

/// Hints as lines of the same log: level "inform", as they decide nothing; state "doubtful" where raised,
/// "good" where not, "notAssessed" where nothing could be told. `upper` is the limit; a score is 100 less the
/// value in hundredths.
QList<CriterionValue> criteriaOf(const QList<FaceHint> &hints);

/// What was raised while the applicant sat there belongs to the picture that is kept, even when it was taken
/// before: puts it in the lines of `attempt`.
void addRaised(CaptureAttempt &attempt, const QList<FaceHint> &raised);

/// The hints that were raised, of the lines of an attempt.
QList<FaceHintId> raisedHints(const CaptureAttempt &attempt);

/// Every capture of one applicant: values, thresholds, what became of it. Pixels are not in it, so a picture
/// that is refused leaves nothing else.
class CaptureLog {
public:
    /// `outcome`: "captured", "rules-not-met", "manual", "time-out", "candidate" or "adjusted". Beyond forty
    /// attempts the oldest mere candidates go first.
    void add(const FaceCandidate &candidate, const QString &outcome);
    void reject(const QDateTime &at, const QString &reasonCode);
    void clear();
    const QList<CaptureAttempt> &attempts() const { return m_attempts; }

private:
    QList<CaptureAttempt> m_attempts;
    int m_count = 0;
};

} // namespace indraj
