#pragma once

#include "biometrics/finger/minutiae/fingermatch.h"
#include "enrollment/samples.h"

#include <QHash>
#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <memory>

namespace indraj {

/// Two fingers of one applicant that look like one and the same: laid on twice, or hands that were swapped.
struct LikePair {
    FingerPosition newer = FingerPosition::RightThumb; ///< looked at last
    FingerPosition older = FingerPosition::RightThumb;
    double likeness = 0; ///< 0-100, as FingerMatch
    QImage newerPicture;
    QImage olderPicture;
};

/// The uniqueness check within one applicant (BSI TR-03121 ACQ-FPS-SV-1): every finger is compared with all
/// others, in a thread pool of its own. It only warns: a person looks and decides. Lives on the thread that
/// made it and never blocks it; its templates stay in memory and go with clear().
class LikeFingers : public QObject {
    Q_OBJECT
public:
    explicit LikeFingers(QObject *parent = nullptr);
    ~LikeFingers() override;

    /// Compares it with every finger known, and takes the place of this finger's earlier picture. 8-bit grey,
    /// `resolution` in pixels per inch. A picture that was looked at already is not looked at again.
    void look(FingerPosition finger, const QImage &picture, int resolution);
    bool knows(FingerPosition finger) const { return m_known.contains(finger); }
    void forget(FingerPosition finger);
    void clear(); ///< another applicant; what is under way is dropped
    bool isBusy() const { return m_underWay > 0; }
    const QList<LikePair> &pairs() const { return m_pairs; } ///< found so far, of pictures that still count

Q_SIGNALS:
    void alike(const indraj::LikePair &pair);
    /// What the picture of a finger comes to, for whoever compares it with others.
    void extracted(indraj::FingerPosition finger, const std::shared_ptr<const indraj::FingerTemplate> &known,
                   const QImage &picture);
    void rested(); ///< nothing is under way any more

private:
    using Template = std::shared_ptr<const FingerTemplate>;
    struct Known {
        QImage picture;
        Template known; ///< null until extracted, and when there are no ridges
        quint64 look = 0; ///< of which picture this is
    };
    void takeTemplate(FingerPosition finger, quint64 look, const Template &known);
    void compared(const QList<LikePair> &found, quint64 look);
    void finishOne();

    QHash<FingerPosition, Known> m_known;
    QList<LikePair> m_pairs;
    quint64 m_looks = 0;
    quint64 m_since = 0; ///< looks up to this one were of another applicant
    int m_underWay = 0;
    QThreadPool m_pool;
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::LikePair)
