#pragma once

#include "capture/iris/irisjudging.h"

#include <QThreadPool>
#include <QTimer>

namespace indraj {

/// EyeCapture over any IrisCamera. A try of which nothing could be used is recorded but does not use up a
/// try, unless there are three times as many as tries.
class IrisCaptureSession : public EyeCapture {
    Q_OBJECT
public:
    /// The camera must outlive the session.
    IrisCaptureSession(IrisCamera &camera, IrisPolicy policy, QObject *parent = nullptr);
    ~IrisCaptureSession() override;

    void openCamera() override;
    void closeCamera() override;
    bool isAvailable() const override;
    std::optional<BiometricDevice> device() const override { return m_camera.device(); }
    ScannerState cameraState() const override { return m_camera.state(); }
    IrisPolicy policy() const override { return m_policy; }
    int timeLimit() const override;
    /// The pause between two tries, for the operator to see what came of the last, in milliseconds.
    void setPause(int milliseconds) { m_pause = milliseconds; }
    void setExceptions(const QSet<EyePosition> &eyes) override;
    QList<EyePosition> expected() const override;
    void begin() override;
    void tryAgain(EyePosition eye) override;
    void force() override;
    void cancel() override;
    void clear(EyePosition eye) override;
    void clearAll() override;
    QList<EyePosition> asking() const override;
    bool isJudging() const override { return m_judging > 0; }
    QList<IrisTry> tries() const override;
    QList<IrisTry> tries(EyePosition eye) const override;
    int best(EyePosition eye) const override;
    bool isGood(EyePosition eye) const override;
    bool usedUp(EyePosition eye) const override;
    bool accept(EyePosition eye, const IrisVeto &veto) override;
    std::optional<IrisVeto> veto(EyePosition eye) const override;
    QList<EyePosition> toDecide() const override;
    std::optional<IrisSample> sample(EyePosition eye) const override;

private:
    struct Entry {
        JudgedIrises irises;
        BiometricDevice device;
        QSet<EyePosition> cleared; ///< eyes for which this try counts no more
    };
    struct Accepted {
        IrisVeto veto;
        int number = 0; ///< of the try
    };
    using Generations = QHash<EyePosition, quint64>;
    QList<EyePosition> wanting() const; ///< expected, not good, with tries left
    QList<const Entry *> entries(EyePosition eye) const;
    const Entry *bestEntry(EyePosition eye) const;
    void ask(bool forced);
    void onCaptured(const IrisCapture &capture);
    void judged(const Generations &begun, Entry entry);
    void onRetry(const IrisRetry &retry);
    void onFailed(const DeviceError &error);
    void record(Entry entry);
    void goOn(bool usable);
    QList<CaptureAttempt> attemptsOf(EyePosition eye) const;

    IrisCamera &m_camera;
    IrisPolicy m_policy;
    QSet<EyePosition> m_exceptions;
    QList<Entry> m_entries;
    QHash<EyePosition, Accepted> m_accepted;
    QList<EyePosition> m_eyes; ///< asked for last
    std::optional<EyePosition> m_single; ///< tryAgain(): one try of this eye, whatever their number
    bool m_active = false;
    bool m_asked = false; ///< the camera was asked and has not answered
    bool m_forced = false;
    int m_judging = 0; ///< captures in the pool
    int m_number = 0; ///< of the last try
    Generations m_generation; ///< by eye, raised by clear(): late judgements are dropped
    int m_pause = 900;
    QTimer m_askAgain;
    QThreadPool m_pool;
};

} // namespace indraj
