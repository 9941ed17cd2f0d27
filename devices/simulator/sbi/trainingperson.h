#pragma once

#include "devices/simulator/syntheticiris.h"
#include "devices/simulator/syntheticslap.h"

#include <QImage>
#include <QMutex>

#include <memory>

namespace indraj::sbi {

/// One finger as a simulated scanner cuts it out of its slap.
struct SimulatedFinger {
    FingerPosition finger = FingerPosition::RightThumb;
    QImage image; ///< Format_Grayscale8, 500 pixels per inch
    int score = 0; ///< what the simulator says of it: by the manner of the touch, not by looking
};

struct SimulatedSlap {
    SyntheticSlap slap;
    QList<SimulatedFinger> fingers;
};

/// Somebody who does not exist, before the simulated devices: the same fingers and eyes at every capture,
/// laid on a little differently each time. Fingers are grown once and kept. Any thread; several at once.
class TrainingPerson {
public:
    explicit TrainingPerson(quint64 seed)
        : m_seed(seed)
    {
    }
    quint64 seed() const { return m_seed; }

    /// Lays these fingers on the glass. `touchSeed` makes the touch; `manners` are those not laid on well.
    SimulatedSlap press(const QList<FingerPosition> &fingers, quint64 touchSeed,
                        const QHash<FingerPosition, TouchKind> &manners, double pressure = 1);
    /// The eye once, and the score the simulator gives it.
    SyntheticEye look(EyePosition eye, quint64 touchSeed, bool poor) const;

private:
    MasterFinger grown(FingerPosition finger);

    quint64 m_seed;
    QMutex m_mutex;
    QHash<FingerPosition, std::shared_ptr<const MasterFinger>> m_fingers;
};

int scoreOfTouch(TouchKind kind, quint64 touchSeed); ///< 0-100
int scoreOfLook(bool poor, quint64 touchSeed); ///< 0-100

} // namespace indraj::sbi
