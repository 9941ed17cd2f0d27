#pragma once

#include "devices/simulator/syntheticfinger.h"

#include <QHash>
#include <QLocalSocket>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace indraj {

/// What a simulated applicant does at the scanner.
struct ApplicantScript {
    quint64 seed = 1; ///< another seed is another person
    std::chrono::milliseconds delay{500}; ///< from the scanner's waiting to the touch
    /// The touches of a finger before its good ones. A finger that is not named is touched once badly and
    /// then well: dry, light or partly on the glass, by turns.
    QHash<FingerPosition, QList<TouchKind>> badTouches;
};

/// A person in training mode: lays fingers on libfprint's own virtual_image driver over its socket, so that
/// everything behind it is the real thing. Fingers are grown in a thread pool and kept. Never blocks;
/// connects again by itself when the helper is restarted.
class SimulatedApplicant : public QObject {
    Q_OBJECT
public:
    /// `socketPath` is the helper's FP_VIRTUAL_IMAGE.
    explicit SimulatedApplicant(QString socketPath, ApplicantScript script, QObject *parent = nullptr);
    ~SimulatedApplicant() override;

    /// The next person: other fingers, no touch made yet.
    void nextApplicant(quint64 seed);
    /// Lays the finger on the glass now, bad or good as the script says.
    void touch(FingerPosition finger);
    /// As touch(), with a kind of its own; does not count in the script.
    void touchAs(FingerPosition finger, TouchKind kind);
    /// Pulls the scanner's plug. It comes back when the helper finds it again.
    void unplug();

public Q_SLOTS:
    /// The scanner waits for this finger: it is touched after the script's delay, unless the scanner stops
    /// waiting.
    void onScannerWaiting(indraj::FingerPosition finger);
    void onScannerStopped();

Q_SIGNALS:
    /// A picture has been handed to the driver.
    void touched(indraj::FingerPosition finger, indraj::TouchKind kind);

private:
    TouchKind nextKind(FingerPosition finger);
    void press(FingerPosition finger, TouchKind kind, bool onlyIfAwaited);
    void send(const QByteArray &message);
    void flush();

    QString m_path;
    ApplicantScript m_script;
    QHash<FingerPosition, int> m_touches; ///< of this person so far
    QHash<FingerPosition, std::shared_ptr<const MasterFinger>> m_masters;
    quint64 m_person = 0; ///< changes with nextApplicant: late results of the last person are dropped
    quint64 m_pressed = 0;
    QLocalSocket m_socket;
    std::vector<QByteArray> m_unsent; ///< whole messages
    QTimer m_connectTimer;
    QTimer m_delayTimer;
    std::optional<FingerPosition> m_waiting;
    quint64 m_wait
        = 0; ///< changes with every wait: a touch grown for the last one is not laid on in this one
    QThreadPool m_pool;
};

} // namespace indraj
