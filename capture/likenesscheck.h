#pragma once

#include "enrollment/likeness.h"

#include <QImage>
#include <QList>
#include <QObject>

namespace indraj {

/// Names of FaceComparison::reference, as they are kept and sent.
namespace likenessref {
inline constexpr QLatin1StringView portrait("portrait"); ///< of this enrolment
inline constexpr QLatin1StringView earlierPortrait("earlier-portrait"); ///< on the card that is renewed
} // namespace likenessref

/// What a face is held against: the portrait of this enrolment, or that of an earlier card.
struct LikenessReference {
    QString name; ///< of FaceComparison::reference
    SampleId sample; ///< null: not a sample of this enrolment
    QImage picture;
};

/// Compares a face with others. It warns, it never decides; what the net makes of a face is forgotten with
/// each comparison. GUI thread; the work is done elsewhere.
class LikenessCheck : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Whether faces are compared at this station, and if not, why.
    enum class Offer {
        Unknown, ///< still looking
        Offered,
        NoModel, ///< the net has not been installed
        ModelUnusable, ///< it is damaged, or the engine refuses it
        CohortUnusable, ///< a cohort is configured and cannot be used; without it the bias would come back
    };
    virtual Offer offer() const = 0;
    virtual int cohortFaces() const = 0; ///< 0: compared without a cohort
    /// Answers by compared() or failed(), once, unless cancelled or asked anew. Pictures without a face, or
    /// not fit, give Likeness::NotCompared with the reason.
    virtual void compare(const QImage &probe, const QList<LikenessReference> &references) = 0;
    virtual void cancel() = 0;

Q_SIGNALS:
    void offerChanged();
    void compared(const QList<indraj::FaceComparison> &comparisons); ///< one per reference, in order
    void failed(); ///< the net broke; nothing was compared. The log says how
};

} // namespace indraj
