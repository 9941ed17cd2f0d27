#pragma once

#include "app/options.h"
#include "devices/camera/cameralist.h"
#include "devices/camera/stillcamera.h"
#include "widgets/readiness/cameralook.h"

#include <functional>
#include <memory>

namespace indraj {

/// What stands for the site's face camera that takes photographs itself, where others have an address:
/// whichever is ready. One of several has its id behind it: "sbi:Face:SERIAL".
inline const QString photographAddress = QStringLiteral("sbi:");
inline bool isPhotographAddress(const QString &address) { return address.startsWith(photographAddress); }
/// For StillCamera::choose(): the camera meant, or empty for whichever is ready.
inline QString photographDevice(const QString &address) { return address.mid(photographAddress.size()); }

/// Which face camera of a device service the site has.
enum class FaceCamera { None, Device, Simulator };

/// The camera to start with: the command line, else the one chosen on this station, else the site's face
/// camera, the training video or the first camera.
QString cameraToUse(const Options &options, const QString &trainingVideo, const QString &settingsFile,
                    FaceCamera faceCamera);

/// Offers what is plugged in, remembers what is chosen, and has it used at once. GUI thread.
class CameraSetting : public CameraLook {
    Q_OBJECT
public:
    using Use = std::function<bool(const QString &address)>;
    CameraSetting(const Options &options, const QString &trainingVideo, const QString &settingsFile,
                  FaceCamera faceCamera, Use use, QObject *parent = nullptr);
    void watch(); ///< starts looking for cameras; the device monitor is a thread of its own
    /// Where the names of the site's face cameras come from: one that nobody captures with. Their services
    /// are asked over and over, so only while somebody looks.
    void lookAmong(std::unique_ptr<StillCamera> faceCameras);
    void setLooking(bool looking) override;
    QList<CameraOffer> offers() const override;
    QString chosen() const override { return m_chosen; }
    void choose(const QString &address) override;

private:
    void seeFaceCameras();
    QList<CameraOffer> faceOffers() const;

    QString m_commandLine;
    QString m_trainingVideo;
    QString m_settingsFile;
    FaceCamera m_faceCamera;
    Use m_use;
    QString m_chosen;
    std::unique_ptr<CameraList> m_list;
    std::unique_ptr<StillCamera> m_faceCameras;
    QList<BiometricDevice> m_faceDevices; ///< that could prove who made them, as last seen
};

} // namespace indraj
