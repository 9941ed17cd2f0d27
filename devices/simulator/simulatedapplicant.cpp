#include "devices/simulator/simulatedapplicant.h"

#include "devices/simulator/randomsource.h"

#include <QtConcurrent>

#include <array>

namespace indraj {

using namespace std::chrono_literals;

namespace {

// The driver loses a picture that comes while it is not quite ready: a person would touch again.
constexpr auto unfeltAfter = 4s;

QByteArray numberPair(qint32 first, qint32 second)
{
    const std::array<qint32, 2> both{first, second}; // the driver reads its own machine's byte order
    return {reinterpret_cast<const char *>(both.data()), sizeof both};
}

QByteArray pictureMessage(const QImage &picture)
{
    QByteArray message = numberPair(picture.width(), picture.height());
    for (int y = 0; y < picture.height(); ++y)
        message.append(reinterpret_cast<const char *>(picture.constScanLine(y)), picture.width());
    return message;
}

struct Pressed {
    std::shared_ptr<const MasterFinger> master;
    QByteArray message;
};

} // namespace

SimulatedApplicant::SimulatedApplicant(QString socketPath, ApplicantScript script, QObject *parent)
    : QObject(parent)
    , m_path(std::move(socketPath))
    , m_script(std::move(script))
{
    m_pool.setMaxThreadCount(1);
    m_connectTimer.setInterval(100ms);
    connect(&m_connectTimer, &QTimer::timeout, this, &SimulatedApplicant::flush);
    connect(&m_socket, &QLocalSocket::connected, this, &SimulatedApplicant::flush);
    m_delayTimer.setSingleShot(true);
    connect(&m_delayTimer, &QTimer::timeout, this, [this] {
        if (!m_waiting)
            return;
        m_unsent.clear();
        press(*m_waiting, nextKind(*m_waiting), true);
        m_delayTimer.start(m_script.delay + unfeltAfter);
    });
}

SimulatedApplicant::~SimulatedApplicant()
{
    m_socket.disconnect(this);
    m_pool.waitForDone();
}

void SimulatedApplicant::nextApplicant(quint64 seed)
{
    m_script.seed = seed;
    ++m_person;
    m_touches.clear();
    m_masters.clear();
    onScannerStopped();
}

void SimulatedApplicant::onScannerWaiting(FingerPosition finger)
{
    m_waiting = finger;
    ++m_wait;
    m_delayTimer.start(m_script.delay);
}

void SimulatedApplicant::onScannerStopped()
{
    m_waiting.reset();
    ++m_wait;
    m_delayTimer.stop();
    m_unsent.clear(); // the driver would take them for the next finger's
}

void SimulatedApplicant::touch(FingerPosition finger) { press(finger, nextKind(finger), false); }

void SimulatedApplicant::touchAs(FingerPosition finger, TouchKind kind) { press(finger, kind, false); }

void SimulatedApplicant::unplug() { send(numberPair(-5, 0)); }

TouchKind SimulatedApplicant::nextKind(FingerPosition finger)
{
    const int made = m_touches[finger]++;
    const auto scripted = m_script.badTouches.constFind(finger);
    if (scripted != m_script.badTouches.cend())
        return made < scripted->size() ? scripted->at(made) : TouchKind::Good;
    constexpr std::array<TouchKind, 3> byTurns{TouchKind::Dry, TouchKind::Partial, TouchKind::Light};
    return made == 0 ? byTurns.at(size_t(finger) % byTurns.size()) : TouchKind::Good;
}

void SimulatedApplicant::press(FingerPosition finger, TouchKind kind, bool onlyIfAwaited)
{
    const quint64 person = m_person, wait = m_wait;
    const quint64 touchSeed = RandomSource::mix(m_script.seed, 1000 * ++m_pressed + quint64(finger));
    const auto work = [seed = m_script.seed, finger, kind, touchSeed, master = m_masters.value(finger)] {
        Pressed pressed;
        pressed.master = master ? master : std::make_shared<const MasterFinger>(growFinger(seed, finger));
        pressed.message = pictureMessage(pressFinger(*pressed.master, makeTouch(kind, touchSeed)));
        return pressed;
    };
    QtConcurrent::run(&m_pool, work)
        .then(this, [this, person, finger, kind, wait, onlyIfAwaited](const Pressed &pressed) {
            if (person != m_person)
                return;
            m_masters.insert(finger, pressed.master);
            if (onlyIfAwaited && wait != m_wait)
                return;
            send(pressed.message);
            Q_EMIT touched(finger, kind);
        });
}

void SimulatedApplicant::send(const QByteArray &message)
{
    m_unsent.push_back(message);
    flush();
}

/// A message goes out whole on one connection; none is sent twice.
void SimulatedApplicant::flush()
{
    if (m_unsent.empty()) {
        m_connectTimer.stop();
        return;
    }
    if (m_socket.state() == QLocalSocket::UnconnectedState) {
        m_connectTimer.start();
        m_socket.connectToServer(m_path, QIODevice::ReadWrite);
    }
    if (m_socket.state() != QLocalSocket::ConnectedState)
        return;
    for (const QByteArray &message : std::exchange(m_unsent, {}))
        m_socket.write(message);
    m_socket.flush();
}

} // namespace indraj
