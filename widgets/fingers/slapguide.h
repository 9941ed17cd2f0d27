#pragma once

#include "capture/handcapture.h"

#include <QDeadlineTimer>
#include <QImage>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace indraj {

/// A finger that is to be saved: the sample and the picture it was encoded from.
struct ChosenFinger {
    Sample sample;
    QImage picture; ///< Format_Grayscale8
    int resolution = 500; ///< pixels per inch of `picture`
};

/// The better of two captures of one finger, with the tries of both, the slap's first. Pure.
ChosenFinger betterOf(const ChosenFinger &slap, const ChosenFinger &single);

/// Between the fingers page and HandCapture: which hand a finger belongs to, whether the operator went over
/// to single fingers, the live picture, the time that is left. GUI thread.
class SlapGuide : public QObject {
    Q_OBJECT
public:
    /// The capture must outlive it.
    explicit SlapGuide(HandCapture &capture, QObject *parent = nullptr);

    HandCapture &capture() const { return m_capture; }
    bool isOffered() const; ///< the policy's sequence has hands
    bool isOn() const { return !m_singles && isOffered(); }
    void setSingles(bool singles) { m_singles = singles; } ///< for the applicant at the counter
    void newApplicant(); ///< nothing of the last one stays
    /// Of the enrolment on the desk: what is missing besides what setMissing() was told of.
    void setApplicant(const QSet<FingerPosition> &missing, std::optional<int> age);
    void setMissing(FingerPosition finger, bool missing);

    /// The ten fingers in the order in which they are laid on the glass.
    QList<FingerPosition> order() const;
    std::optional<SlapPlacement> placementOf(FingerPosition finger) const;
    void ask(FingerPosition finger); ///< begins its hand, or goes on with it
    void again(FingerPosition finger); ///< one more try at its hand
    void stop();
    bool isAsking() const { return m_asking.has_value(); } ///< the scanner waits for a hand
    int secondsLeft() const; ///< of the try under way; 0: none is

    std::optional<ChosenFinger> best(FingerPosition finger) const; ///< of its hand's best try
    QList<SlapTry> tries(FingerPosition finger) const; ///< of its hand
    /// The live picture, then the try with its scores until it is among tries(); null before the first
    /// picture.
    QImage live() const { return m_live; }

Q_SIGNALS:
    void liveChanged(); ///< another live picture, or another second left

private:
    HandCapture &m_capture;
    QSet<FingerPosition> m_missing;
    std::optional<SlapPlacement> m_asking;
    QDeadlineTimer m_until;
    QTimer m_second;
    QImage m_live;
    bool m_singles = false;
};

/// The fingers of a try side by side as they lay, each over its score; the whole glass where nothing could be
/// cut. For cards and the plate: 600 x 460; null when there is nothing to show.
QImage drawSlapTry(const SlapTry &attempt, const std::function<int(FingerPosition)> &floorOf);

} // namespace indraj
