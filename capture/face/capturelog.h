#pragma once

#include "capture/facecapture.h"

namespace indraj {

/// Score and algorithm of a candidate: of the still, where it was judged as one.
QualityScore qualityOf(const FaceCandidate &candidate);

/// The values of a judged still with their thresholds, for the transaction log (BSI TR-03121 v6.0,
/// LOG-FI-GENERIC).
QList<CriterionValue> criteriaOf(const PortraitReport &report);

/// Every capture of one applicant: values, thresholds, what became of it. Pixels are not in it, so a picture
/// that is refused leaves nothing else.
class CaptureLog {
public:
    /// `outcome`: "captured", "rules-not-met", "manual", "time-out" or "candidate". Beyond forty attempts the
    /// oldest mere candidates go first.
    void add(const FaceCandidate &candidate, const QString &outcome);
    void reject(const QDateTime &at, const QString &reasonCode);
    void clear();
    const QList<CaptureAttempt> &attempts() const { return m_attempts; }

private:
    QList<CaptureAttempt> m_attempts;
    int m_count = 0;
};

} // namespace indraj
