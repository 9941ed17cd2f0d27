#pragma once

#include "biometrics/face/hints/facehint.h"
#include "biometrics/face/hints/headmotion.h"

#include <QList>

#include <opencv2/core/mat.hpp>

#include <array>

namespace indraj {

/// The hints of an attack over a live picture. A hint is raised by two looks in a row that say so, and stays
/// raised for ten seconds after the last one, so that it can be read and the picture taken meanwhile carries
/// it. Motion is looked at every 0.1 s, the picture itself every 0.5 s, pattern and drawing in turn. When the
/// face is gone for a second everything is forgotten: the next face is another matter. One thread.
class HintWatch {
public:
    using Time = HeadMotionWatch::Time;
    /// `mesh`: of the face that is followed in `image` (BGR or BGRx); null when there is none.
    void see(const cv::Mat &image, const FaceMesh *mesh, Time now);
    /// One of each, in the order of allFaceHints.
    QList<FaceHint> hints() const;
    void forget();

private:
    struct Watched {
        std::optional<double> value; ///< of the last look; while raised the largest since
        bool once = false; ///< the last look said so
        std::optional<Time> until; ///< raised until then
    };
    void look(FaceHintId id, const std::optional<double> &value, Time now);

    HeadMotionWatch m_motion;
    std::array<Watched, allFaceHints.size()> m_watched;
    std::optional<Time> m_seen; ///< a face
    std::optional<Time> m_motionLooked;
    std::optional<Time> m_pictureLooked;
    bool m_drawingNext = false;
};

/// What was raised, gathered: `to` gets the largest value of each hint that is raised in `from`.
void gatherRaised(QList<FaceHint> &to, const QList<FaceHint> &from);

} // namespace indraj
