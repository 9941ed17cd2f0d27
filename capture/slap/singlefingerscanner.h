#pragma once

#include "devices/fingerprint/scanner.h"
#include "devices/slap/slapscanner.h"
#include "enrollment/fingerpolicy.h"

#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace indraj {

/// Single fingers from what the station has: its single-finger scanner while that is connected, else its slap
/// scanner, asked for one finger at a time. A capture under way moves with the plug. The slap scanner waits
/// as a single one does: that nobody touched it in its time is not told, it is asked again. A device that
/// hands out only the whole glass has its one finger cut here. Lives on the thread of both scanners, which
/// must outlive it; cuts in a thread of its own.
class SingleFingerScanner : public FingerScanner {
    Q_OBJECT
public:
    /// `policy`: from which score on a slap scanner captures by itself.
    SingleFingerScanner(FingerScanner &own, SlapScanner &slap, FingerPolicy policy,
                        QObject *parent = nullptr);
    ~SingleFingerScanner() override;

    void open() override;
    void close() override;
    ScannerState state() const override;
    SensorProfile sensor() const override;
    void capture(FingerPosition finger) override;
    void cancel() override;

    /// How long the single-finger scanner may take to say that it is there, after open() or when it went
    /// away, in milliseconds. Once it was found absent it is not waited for again.
    void setPatience(int milliseconds) { m_patience.setInterval(milliseconds); }
    bool isOnSlapScanner() const { return m_onSlap; }

private:
    bool isOwnThere() const;
    bool isSlapThere() const;
    void look();
    void tellState();
    void ask();
    void askSlap();
    void drop();
    void ownStateChanged();
    void ownFailed(const DeviceError &error);
    void slapCaptured(const SlapCapture &capture);
    void cut(const SlapCapture &capture);
    void handOver(const QImage &picture, int resolution, const BiometricDevice &device, const QDateTime &at);
    void slapRetry(const SlapRetry &told);
    void slapFailed(const DeviceError &error);

    FingerScanner &m_own;
    SlapScanner &m_slap;
    FingerPolicy m_policy;
    std::optional<FingerPosition> m_pending;
    bool m_open = false;
    bool m_onSlap = false;
    bool m_asked = false; ///< the scanner in use was asked and has not answered
    bool m_cutting = false;
    bool m_ownSeen = false; ///< the single-finger scanner was there when last looked at
    bool m_ownAbsent = false; ///< it was waited for in vain
    int m_turn = 0; ///< raised by drop(): a late cut is of no use
    ScannerState m_told = ScannerState::NoDevice;
    QTimer m_patience;
    QTimer m_askAgain;
    QThreadPool m_pool;
};

} // namespace indraj
