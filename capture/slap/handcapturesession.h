#pragma once

#include "capture/handcapture.h"
#include "capture/slap/slapjudge.h"

#include <QHash>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace indraj {

/// The stable code of a fault, as CaptureAttempt::outcome carries it: "slap-fingers-missing" ...
QString slapFaultCode(SlapFault fault);
/// Of the line in the log of a try that says what the check of the hand saw.
inline constexpr QLatin1StringView slapHandKey("slap-hand");

/// HandCapture over any SlapScanner. A placement of which nothing could be used is recorded but does not use
/// up a try, unless there are three times as many as tries.
class HandCaptureSession : public HandCapture {
    Q_OBJECT
public:
    /// The scanner must outlive the session.
    HandCaptureSession(SlapScanner &scanner, std::shared_ptr<const FingerJudge> judge, FingerPolicy policy,
                       QObject *parent = nullptr);
    ~HandCaptureSession() override;

    void openScanner() override;
    void closeScanner() override;
    bool isAvailable() const override;
    std::optional<BiometricDevice> device() const override { return m_scanner.device(); }
    ScannerState scannerState() const override { return m_scanner.state(); }
    FingerPolicy policy() const override { return m_policy; }
    void setAge(std::optional<int> age) override { m_age = age; }
    int acceptFrom(FingerPosition finger) const override { return m_policy.acceptFrom(finger, m_age); }
    void setMissing(const QSet<FingerPosition> &missing) override;
    QList<FingerPosition> expected(SlapPlacement placement) const override;
    int timeLimit() const override;
    /// The pause between two tries, for the operator to see what came of the last, in milliseconds.
    void setPause(int milliseconds) { m_pause = milliseconds; }
    void begin(SlapPlacement placement) override;
    void tryAgain(SlapPlacement placement) override;
    void force() override;
    void cancel() override;
    void clear(SlapPlacement placement) override;
    void clearAll() override;
    QList<SlapTry> tries(SlapPlacement placement) const override;
    int best(SlapPlacement placement) const override;
    QList<Sample> bestSamples(SlapPlacement placement) const override;

private:
    struct Entry {
        JudgedSlap slap;
        BiometricDevice device;
        QHash<FingerPosition, SampleId> ids; ///< the same every time the samples are asked for
    };
    void ask(bool forced);
    void onCaptured(const SlapCapture &capture);
    void onRetry(const SlapRetry &retry);
    void onFailed(const DeviceError &error);
    void judged(SlapPlacement placement, int generation, Entry entry);
    void record(SlapPlacement placement, Entry entry);
    void goOn(SlapPlacement placement);
    bool isGood(const SlapFingerTry &finger) const;
    bool isGood(SlapPlacement placement) const; ///< every expected finger of the best try
    bool isGood(SlapPlacement placement, const SlapTry &attempt) const;
    bool usedUp(SlapPlacement placement) const;
    QList<CaptureAttempt> attemptsOf(SlapPlacement placement, FingerPosition finger) const;

    SlapScanner &m_scanner;
    std::shared_ptr<const FingerJudge> m_judge;
    FingerPolicy m_policy;
    std::optional<int> m_age;
    QSet<FingerPosition> m_missing;
    QHash<SlapPlacement, QList<Entry>> m_entries;
    QHash<SlapPlacement, int> m_generation; ///< raised by clear(): late judgements are dropped
    std::optional<SlapPlacement> m_active;
    bool m_asked = false; ///< the scanner was asked and has not answered
    bool m_forced = false; ///< what it was asked for last
    bool m_single = false; ///< tryAgain(): one try, whatever their number
    int m_judging = 0; ///< captures in the pool
    int m_pause = 900;
    QTimer m_askAgain;
    QThreadPool m_pool;
};

} // namespace indraj
