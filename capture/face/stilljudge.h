#pragma once

#include "biometrics/face/faceanalyser.h"
#include "capture/face/portraitselector.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace indraj {

/// Why pictures are looked at as stills.
enum class StillCause { Candidate, Automatic, ByHand, TimeOut };

struct StillOrder {
    std::vector<Moment> moments;
    StillCause cause = StillCause::Candidate;
    QString reasonCode; ///< with ByHand
    quint64 epoch = 0;
    std::shared_ptr<const PortraitProfile> profile; ///< null: not judged by rules
};

struct StillAnswer {
    QList<FaceCandidate> candidates; ///< best first; empty only after TimeOut
    StillCause cause = StillCause::Candidate;
    QString reasonCode;
    quint64 epoch = 0;
};

/// One frame as a still: all measures, the rules, the crop. Without a face the middle of the picture,
/// refused.
tl::expected<FaceCandidate, FaceModelError> judgeStill(const StillAnalyser &analyser, const Moment &moment,
                                                       const PortraitProfile *profile);

/// Best first, by isBetterPortrait; without rules by the live score.
void sortBestFirst(QList<FaceCandidate> &candidates);
bool isBetterCandidate(const FaceCandidate &a, const FaceCandidate &b);

/// A picture for the window without copying the pixels; it keeps them alive. BGRx only.
QImage imageSharing(const cv::Mat &bgrx);

/// Judges stills on a thread of its own, one order after another, so that the live picture goes on. Both
/// functions return at once, from any thread; `answer` is called on the thread of the stills. The destructor
/// waits for the order under way without a limit: three stills at most, about a second of pure computation on
/// pictures that are here already. No device is asked, so there is nothing that could hang; and a thread that
/// was left behind would use nets and listener that are gone.
class StillThread {
public:
    using Answered = std::function<void(tl::expected<StillAnswer, FaceModelError>)>;
    /// `wholePictures` is held for each still and must outlive this.
    StillThread(StillAnalyser analyser, std::mutex &wholePictures, Answered answer);
    ~StillThread();
    StillThread(const StillThread &) = delete;
    StillThread &operator=(const StillThread &) = delete;

    void order(StillOrder order);
    void forget(); ///< orders that wait are not answered any more

private:
    void run();
    std::optional<StillOrder> next(); ///< nothing when it is time to go
    tl::expected<StillAnswer, FaceModelError> answerTo(const StillOrder &order) const;

    StillAnalyser m_analyser;
    std::mutex &m_wholePictures;
    Answered m_answer;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<StillOrder> m_orders;
    bool m_quitting = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace indraj
