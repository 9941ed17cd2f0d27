#include "devices/simulator/sbi/trainingperson.h"

#include "biometrics/finger/slap/slapsegmenter.h"
#include "devices/simulator/randomsource.h"

namespace indraj::sbi {

int scoreOfTouch(TouchKind kind, quint64 touchSeed)
{
    RandomSource random(RandomSource::mix(touchSeed, 0x73636F7265ULL));
    switch (kind) {
    case TouchKind::Good:
        return int(random.between(58, 84));
    case TouchKind::Dry:
        return int(random.between(14, 26));
    case TouchKind::Wet:
        return int(random.between(18, 30));
    case TouchKind::Partial:
    case TouchKind::Light:
        break;
    }
    return int(random.between(6, 16));
}

int scoreOfLook(bool poor, quint64 touchSeed)
{
    RandomSource random(RandomSource::mix(touchSeed, 0x6C6F6F6BULL));
    return int(poor ? random.between(20, 40) : random.between(68, 92));
}

MasterFinger TrainingPerson::grown(FingerPosition finger)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto known = m_fingers.value(finger))
            return *known;
    }
    auto made = std::make_shared<const MasterFinger>(growFinger(m_seed, finger));
    const QMutexLocker lock(&m_mutex);
    m_fingers.insert(finger, made);
    return *made;
}

SimulatedSlap TrainingPerson::press(const QList<FingerPosition> &fingers, quint64 touchSeed,
                                    const QHash<FingerPosition, TouchKind> &manners, double pressure)
{
    QList<MasterFinger> masters;
    for (const FingerPosition finger : fingers)
        masters.append(grown(finger));
    RandomSource random(RandomSource::mix(touchSeed, m_seed));
    SlapTouch touch;
    touch.tilt = random.normal() * 4;
    touch.shift = QPointF(random.normal() * 12, random.normal() * 8);
    touch.noise = 1.5;
    touch.manners = manners;
    touch.pressure = pressure;
    touch.seed = touchSeed;
    SimulatedSlap pressed;
    pressed.slap = pressSlap(masters, touch);
    for (const PlacedFinger &placed : pressed.slap.fingers) {
        FingerSegment segment;
        segment.centre = placed.centre;
        segment.size = placed.size;
        segment.tilt = touch.tilt;
        const TouchKind kind = manners.value(placed.position, TouchKind::Good);
        pressed.fingers.append({placed.position, cutFinger(pressed.slap.picture, segment),
                                scoreOfTouch(kind, touchSeed + quint64(placed.position))});
    }
    return pressed;
}

SyntheticEye TrainingPerson::look(EyePosition eye, quint64 touchSeed, bool poor) const
{
    RandomSource random(RandomSource::mix(touchSeed, m_seed + quint64(eye)));
    EyeView view;
    view.seed = random.next();
    view.centre = QPointF(320 + random.normal() * 14, 240 + random.normal() * 10);
    view.irisRadius = random.between(104, 124);
    view.pupilRatio = random.between(0.33, 0.48);
    view.roll = random.normal() * 3;
    view.openness = poor ? random.between(0.55, 0.65) : random.between(0.92, 1.05);
    view.blur = poor ? random.between(2.5, 4) : random.between(0.4, 0.9);
    return drawEye(m_seed, eye, view);
}

} // namespace indraj::sbi
