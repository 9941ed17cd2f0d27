// The part of Backend that builds the devices of MOSIP's Secure Biometric Interface, and chooses cameras.
#include "app/backend.h"
#include "app/backendparts.h"
#include "app/sbistation.h"
#include "biometrics/iris/irispolicyfile.h"
#include "capture/face/facecapturesession.h"
#include "capture/iris/iriscapturesession.h"
#include "capture/photo/photocapturesession.h"
#include "devices/camera/framesource.h"
#include "devices/sbi/sbiiriscamera.h"
#include "devices/sbi/sbislapscanner.h"
#include "devices/sbi/sbistillcamera.h"

#include <QCoreApplication>
#include <QSettings>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QString Backend::stationWord(const QSettings &settings, const QString &key, const QStringList &allowed)
{
    const StationWord word = readStationWord(settings, key, allowed);
    if (word.unknown)
        m_unknownWords.append(*word.unknown);
    return word.word;
}

/// Null without such a device. A rehearsal shows what the product does, not what somebody once chose: devices
/// of this kind only when the command line asks for them.
tl::expected<std::unique_ptr<SbiStation>, StartError>
Backend::buildSbi(bool wanted, const QString &key, const QStringList &words, const QString &type)
{
    const QSettings settings(settingsFile(), QSettings::IniFormat);
    SbiSetup setup;
    if (wanted)
        setup.source = SbiSource::Simulator;
    else if (m_options.rehearsalDir.isEmpty())
        setup.source = sbiSourceFrom(stationWord(settings, key, words));
    const bool simulated = setup.source == SbiSource::Simulator;
    if (setup.source == SbiSource::None)
        return std::unique_ptr<SbiStation>();
    if (simulated && !isTraining())
        return cannot(StartFault::TrainingNotPrepared,
                      u"station.ini: a simulated device is for training only (%1)"_s.arg(key));
    setup.type = type;
    setup.folder = stationFolder() + (simulated ? u"/sbi-keys"_s : u"/central/device-makers"_s);
    if (const auto video = CameraAddress::parse(trainingVideo()))
        setup.photograph = video->value;
    setup.program = QCoreApplication::applicationDirPath() + u"/indraj-sbi-simulator"_s;
    setup.environment = settings.value(u"sbi/environment"_s).toString();
    auto station = SbiStation::make(setup);
    if (!station)
        return cannot(simulated ? StartFault::TrainingNotPrepared : StartFault::PolicyUnreadable,
                      station.error());
    return std::move(*station);
}

tl::expected<void, StartError> Backend::buildSlaps()
{
    auto station = buildSbi(m_options.slap, u"fingers/scanner"_s, slapWords, u"Finger"_s);
    if (!station)
        return tl::unexpected(station.error());
    m_slaps = std::move(*station);
    if (m_slaps)
        m_slapScanner = std::make_unique<SbiSlapScanner>(m_slaps->directory());
    return {};
}

tl::expected<void, StartError> Backend::buildIrises()
{
    auto station = buildSbi(m_options.iris, u"iris/camera"_s, irisWords, u"Iris"_s);
    if (!station)
        return tl::unexpected(station.error());
    m_irisStation = std::move(*station);
    if (!m_irisStation)
        return {};
    const auto policy = loadIrisPolicy(m_reference->path(u"thresholds/irises.json"_s));
    if (!policy)
        return cannot(StartFault::ThresholdsUnreadable, u"irises.json: "_s + policy.error().detail);
    m_irisCamera = std::make_unique<SbiIrisCamera>(m_irisStation->directory());
    m_irises = std::make_unique<IrisCaptureSession>(*m_irisCamera, *policy);
    return {};
}

tl::expected<void, StartError> Backend::buildFaceCamera()
{
    auto station = buildSbi(m_options.face, u"face/camera"_s, faceWords, u"Face"_s);
    if (!station)
        return tl::unexpected(station.error());
    m_faceStation = std::move(*station);
    if (m_faceStation)
        m_faceCamera = std::make_unique<SbiStillCamera>(m_faceStation->directory());
    return {};
}

bool Backend::useCamera(const QString &address, const std::optional<CameraFormat> &format)
{
    if (isPhotographAddress(address) && m_faceCamera) {
        m_faceCamera->choose(photographDevice(address));
        m_face->usePhotographs();
        return true;
    }
    auto camera = CameraAddress::parse(address);
    if (camera) {
        camera->format = format;
        m_face->useCamera(*camera, address == trainingVideo());
        m_photo->useCamera(*camera, address == trainingVideo());
        m_cardPhoto->useCamera(*camera, address == trainingVideo());
    }
    return camera.has_value();
}

std::unique_ptr<StillCamera> Backend::faceCameraList()
{
    return m_faceStation ? std::make_unique<SbiStillCamera>(m_faceStation->directory()) : nullptr;
}

FaceCamera Backend::faceCamera() const
{
    if (!m_faceStation)
        return FaceCamera::None;
    return m_faceStation->isSimulated() ? FaceCamera::Simulator : FaceCamera::Device;
}

} // namespace indraj
