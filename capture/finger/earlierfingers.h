#pragma once

#include "biometrics/finger/minutiae/fingermatch.h"
#include "enrollment/knownfinger.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace indraj {

/// A finger of this applicant that looks like one the station has seen before.
struct SeenFinger {
    FingerPosition finger = FingerPosition::RightThumb;
    double likeness = 0; ///< 0-100, as FingerMatch
    KnownFinger known;
};

/// Looks for an applicant's fingers among those of earlier enrolments and of the people who work here. Those
/// of earlier enrolments are compared with the same finger, thumbs and index fingers also with the other
/// hand's; those of the people with each. It only warns, once for each enrolment or person: a person looks
/// and decides. Lives on the thread that made it and never blocks it; compares in one thread of its own, of
/// low priority.
class EarlierFingers : public QObject {
    Q_OBJECT
public:
    using Template = std::shared_ptr<const FingerTemplate>;
    explicit EarlierFingers(QObject *parent = nullptr);
    ~EarlierFingers() override;

    /// What there is to compare with, before or after fingers are looked at. Records that cannot be read are
    /// left out.
    void setKnown(const QList<KnownFinger> &known);
    /// Compares it, in place of this finger's earlier template. Null: there is nothing to compare.
    void look(FingerPosition finger, const Template &own);
    void forget(FingerPosition finger);
    void clear(); ///< another applicant; what is under way is dropped
    bool isBusy() const { return m_underWay > 0; }
    const QList<SeenFinger> &seen() const { return m_seen; } ///< so far, of fingers that still count

Q_SIGNALS:
    void found(const indraj::SeenFinger &finger); ///< the first of that enrolment or person
    void rested(); ///< nothing is under way any more

private:
    struct Earlier {
        KnownFinger known;
        FingerTemplate finger;
    };
    using Gallery = std::shared_ptr<const std::vector<Earlier>>;
    using Stop = std::shared_ptr<std::atomic<bool>>;
    static QList<SeenFinger> search(FingerPosition finger, const FingerTemplate &own,
                                    const std::vector<Earlier> &gallery, const std::atomic<bool> &stop);
    void compare(FingerPosition finger);
    void compared(FingerPosition finger, const Template &own, const QList<SeenFinger> &found);
    void finishOne();

    QHash<FingerPosition, Template> m_own;
    Gallery m_gallery;
    QList<SeenFinger> m_seen;
    Stop m_stop; ///< of this applicant's comparisons; another one's answers are dropped
    int m_underWay = 0;
    QThreadPool m_pool;
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::SeenFinger)
