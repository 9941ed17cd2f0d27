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
        || (remembered == photographAddress && faceCamera != FaceCamera::None))
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

QList<CameraOffer> CameraSetting::offers() const
{
    QList<CameraOffer> offers;
    if (!m_trainingVideo.isEmpty())
        offers.append({{}, m_trainingVideo, true});
    if (m_faceCamera != FaceCamera::None)
        offers.append({{}, photographAddress, false, true, m_faceCamera == FaceCamera::Simulator});
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
