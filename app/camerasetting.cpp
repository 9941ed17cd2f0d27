#include "app/camerasetting.h"

#include "devices/camera/framesource.h"

#include <QSettings>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString cameraKey = QStringLiteral("camera/address");
}

QString cameraToUse(const Options &options, const QString &trainingVideo, const QString &settingsFile,
                    FaceCamera faceCamera)
{
    if (!options.camera.isEmpty())
        return options.camera;
    // A rehearsal shows what the product does, not what somebody once chose.
    QString remembered = options.rehearsalDir.isEmpty()
        ? QSettings(settingsFile, QSettings::IniFormat).value(cameraKey).toString()
        : QString();
    if (CameraAddress::parse(remembered)
        || (isPhotographAddress(remembered) && faceCamera != FaceCamera::None))
        return remembered;
    if (faceCamera != FaceCamera::None)
        return photographAddress;
    return trainingVideo.isEmpty() ? u"v4l2:/dev/video0"_s : trainingVideo;
}

CameraSetting::CameraSetting(const Options &options, const QString &trainingVideo,
                             const QString &settingsFile, FaceCamera faceCamera, Use use, QObject *parent)
    : CameraLook(parent)
    , m_commandLine(options.camera)
    , m_trainingVideo(trainingVideo)
    , m_settingsFile(settingsFile)
    , m_faceCamera(faceCamera)
    , m_use(std::move(use))
    , m_chosen(cameraToUse(options, trainingVideo, settingsFile, faceCamera))
{
}

void CameraSetting::watch()
{
    if (m_list)
        return;
    m_list = std::make_unique<CameraList>();
    connect(m_list.get(), &CameraList::changed, this, &CameraLook::changed);
}

void CameraSetting::lookAmong(std::unique_ptr<StillCamera> faceCameras)
{
    m_faceCameras = std::move(faceCameras);
    if (m_faceCameras)
        connect(m_faceCameras.get(), &StillCamera::devicesChanged, this, &CameraSetting::seeFaceCameras);
}

void CameraSetting::setLooking(bool looking)
{
    if (!m_faceCameras)
        return;
    if (!looking)
        return m_faceCameras->close();
    m_faceCameras->open();
    seeFaceCameras();
}

void CameraSetting::seeFaceCameras()
{
    QList<BiometricDevice> seen;
    const auto devices = m_faceCameras->devices();
    for (const BiometricDevice &device : devices)
        if (device.trusted) // the name of another is what anybody may have written
            seen.append(device);
    const auto named = [](const BiometricDevice &a, const BiometricDevice &b) {
        return a.id == b.id && a.make == b.make && a.model == b.model;
    };
    if (std::equal(seen.cbegin(), seen.cend(), m_faceDevices.cbegin(), m_faceDevices.cend(), named))
        return;
    m_faceDevices = seen;
    Q_EMIT changed();
}

/// A site with one face camera has nothing to tell apart; with several each has its name. The serial number
/// comes first: a long name is cut at its end.
QList<CameraOffer> CameraSetting::faceOffers() const
{
    const bool simulated = m_faceCamera == FaceCamera::Simulator;
    QList<CameraOffer> offers{{{}, photographAddress, false, true, simulated}};
    for (const BiometricDevice &device : m_faceDevices) {
        const QString address = photographAddress + device.id;
        if (m_faceDevices.size() > 1 || address == m_chosen)
            offers.append({u"%1 · %2 %3"_s.arg(device.serial, device.make, device.model).simplified(),
                           address, false, true, device.simulated});
    }
    return offers;
}

QList<CameraOffer> CameraSetting::offers() const
{
    QList<CameraOffer> offers;
    if (!m_trainingVideo.isEmpty())
        offers.append({{}, m_trainingVideo, true});
    if (m_faceCamera != FaceCamera::None)
        offers.append(faceOffers());
    if (m_list)
        for (const CameraInfo &camera : m_list->cameras())
            offers.append({camera.name, camera.address});
    const bool listed = std::any_of(offers.cbegin(), offers.cend(), [this](const CameraOffer &offer) {
        return offer.address == m_commandLine;
    });
    if (!m_commandLine.isEmpty() && !listed)
        if (const auto address = CameraAddress::parse(m_commandLine))
            offers.append({address->displayName(), m_commandLine});
    return offers;
}

void CameraSetting::choose(const QString &address)
{
    if (address == m_chosen || !m_use(address))
        return;
    m_chosen = address;
    QSettings settings(m_settingsFile, QSettings::IniFormat);
    // The command line's own address may hold a password: it is not written anywhere.
    if (address == m_commandLine)
        settings.remove(cameraKey);
    else
        settings.setValue(cameraKey, address);
    Q_EMIT changed();
}

} // namespace indraj
