#pragma once

#include "biometrics/face/faceanalyser.h"
#include "capture/facecapture.h"

#include <QThreadPool>

#include <mutex>

namespace indraj {

/// Cuts candidates by hand on a thread of its own. Nothing of it touches a device: each order ends within
/// about a second, for which the destructor waits. useModels() from any thread, all else on the session's.
class HandWork {
public:
    /// `wholePictures` is held while a whole picture is decoded and measured, and must outlive this.
    explicit HandWork(std::mutex &wholePictures);

    void useModels(const StillAnalyser &models);
    /// See FaceCapture. @{
    QFuture<QImage> wholePicture(const FaceCandidate &candidate, QSize most);
    QFuture<FaceCandidate> cut(const FaceCandidate &automatic, const CropAdjustment &adjustment,
                               const PortraitProfile *profile);
    /// @}

private:
    std::mutex &m_wholePictures;
    std::mutex m_modelsMutex;
    std::optional<StillAnalyser> m_models; ///< guarded by m_modelsMutex
    QThreadPool m_thread; ///< last: it waits for what runs
};

} // namespace indraj
