#pragma once

#include "capture/face/portraitsample.h"

#include <QFuture>
#include <QHash>
#include <QThreadPool>

#include <functional>

namespace indraj {

/// Codes what is kept of candidates, one after another on a thread of its own: each takes several times its
/// memory. Lossless JPEG 2000 takes its time, so the picture that is offered first is begun before it is
/// asked for. GUI thread; only the destructor waits.
class PortraitCoding {
public:
    using Coder = std::function<PortraitOutput(const FaceCandidate &)>;
    explicit PortraitCoding(Coder coder); ///< runs on the coding thread
    /// So that it is ready when it is asked for.
    void begin(const FaceCandidate &candidate);
    /// What was begun, or begun now. `remember`: whoever asks again gets the same.
    QFuture<PortraitOutput> outputOf(const FaceCandidate &candidate, bool remember);
    QFuture<PortraitOutput> cropAlone(const FaceCandidate &candidate); ///< what is kept of a sign-off
    void keepOnly(const std::function<bool(qint64)> &wanted); ///< by the time of the candidate
    void forget(const FaceCandidate &candidate);
    void clear();

private:
    Coder m_coder;
    QHash<qint64, QFuture<PortraitOutput>> m_begun; ///< by the time of the candidate
    QThreadPool m_thread; ///< last: it waits for what runs
};

/// A sample of which all but the pictures is known, once these are coded. A future of a QFuture::then() takes
/// one continuation only, and a candidate may be asked for twice; this may be called any number of times.
/// Without a result when `owner` went first.
QFuture<Sample> sampleWhenCoded(const Sample &sample, const QFuture<PortraitOutput> &coding, QObject *owner);

} // namespace indraj
