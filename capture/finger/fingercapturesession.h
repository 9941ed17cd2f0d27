#pragma once

#include "biometrics/finger/fingerjudge.h"
#include "capture/finger/samplepicture.h"
#include "capture/fingercapture.h"

#include <QHash>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace indraj {

/// The stable code of a retry reason, as CaptureAttempt::outcome carries it: "too-dry", "not-a-finger"...
QString retryReasonCode(RetryReason reason);
/// What the applicant is to change about it.
RetryReason retryReasonFor(FingerCause cause);

/// FingerCapture over any FingerScanner. Each picture is judged twice, first by the cheap measures so that
/// the applicant hears at once what to change, then by all. Pictures are judged, resampled to 500 pixels per
/// inch and encoded in a pool of its own; everything else happens on the thread it lives on. A touch without
/// a picture is recorded but does not use up a try, unless there are three times as many touches as tries.
class FingerCaptureSession : public FingerCapture {
    Q_OBJECT
public:
    /// The scanner must outlive the session.
    FingerCaptureSession(FingerScanner &scanner, std::shared_ptr<const FingerJudge> judge,
                         FingerPolicy policy, QObject *parent = nullptr);
    ~FingerCaptureSession() override;

    void openScanner() override { m_scanner.open(); }
    void closeScanner() override;
    ScannerState scannerState() const override { return m_scanner.state(); }
    SensorProfile sensor() const override { return m_scanner.sensor(); }
    FingerPolicy policy() const override { return m_policy; }
    void setAge(std::optional<int> age) override { m_age = age; }
    int acceptFrom(FingerPosition finger) const override { return m_policy.acceptFrom(finger, m_age); }
    void begin(FingerPosition finger) override;
    void tryAgain() override;
    void cancel() override;
    void clear(FingerPosition finger) override;
    void clearAll() override;
    QList<FingerTry> tries(FingerPosition finger) const override;
    std::optional<FingerTry> best(FingerPosition finger) const override;
    std::optional<Sample> bestSample(FingerPosition finger) const override;

Q_SIGNALS:
    /// The scanner now waits for a touch of this finger; what a simulated applicant acts upon.
    void touchAwaited(indraj::FingerPosition finger);
    void touchNotAwaited();

private:
    struct Entry {
        FingerTry attempt;
        EncodedPicture encoded; ///< empty without a picture
        int width = 0; ///< pixels of `encoded`
        int height = 0;
        SampleId id; ///< the same every time the sample is asked for
    };
    struct Previewed {
        QImage picture; ///< at 500 pixels per inch
        FingerJudgement judgement;
    };
    struct Judged {
        FingerJudgement judgement;
        EncodedPicture encoded;
        QSize size;
    };
    /// The touch a job in the pool belongs to.
    struct Touch {
        FingerPosition finger = FingerPosition::RightThumb;
        int generation = 0;
        FingerImage image;
    };
    static Judged judgePicture(const FingerJudge &judge, const QImage &picture);
    void judgeFully(const Touch &touch, const Previewed &preview);
    void ask();
    void updateAwaited();
    void onCaptured(const FingerImage &image);
    void onRetry(RetryReason reason);
    void onFailed(const DeviceError &error);
    void record(FingerPosition finger, Entry entry);
    void goOn(FingerPosition finger, const Entry &last);
    bool isGood(FingerPosition finger, const FingerTry &attempt) const;
    bool usedUp(FingerPosition finger) const;
    const Entry *bestEntry(FingerPosition finger) const;
    void awaitTouch(bool awaited);

    FingerScanner &m_scanner;
    std::shared_ptr<const FingerJudge> m_judge;
    FingerPolicy m_policy;
    std::optional<int> m_age;
    QHash<FingerPosition, QList<Entry>> m_entries;
    QHash<FingerPosition, int> m_generation; ///< raised by clear(): late judgements are dropped
    std::optional<FingerPosition> m_active;
    bool m_asked = false; ///< the scanner was asked and has not answered
    bool m_awaited = false;
    int m_judging = 0; ///< pictures in the pool
    bool m_single = false; ///< tryAgain(): one touch, whatever the tries
    QTimer m_askAgain;
    QThreadPool m_pool;
};

} // namespace indraj
