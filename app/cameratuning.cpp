#include "app/cameratuning.h"

#include "widgets/desk/onanswer.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QtConcurrentRun>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<CameraControl> setAndRead(const CameraTuning::Open &open, const CameraAddress &address,
                                const CameraSettings &settings)
{
    const auto port = open(address);
    if (!port)
        return {};
    applySettings(**port, settings);
    return offeredControls(**port);
}

CameraControl stationSwitch(CameraControlId id, bool on) { return {id, true, on ? 1 : 0, 0, 1, 1, 0, true}; }

bool isOfTheStation(CameraControlId id)
{
    return id == CameraControlId::FaceExposure || id == CameraControlId::Mirror;
}

} // namespace

CameraTuning::CameraTuning(QString settingsFile, QObject *parent, Open open)
    : CameraTune(parent)
    , m_settingsFile(std::move(settingsFile))
    , m_open(std::move(open))
{
}

QString CameraTuning::group() const
{
    const auto digest = QCryptographicHash::hash(m_address.toUtf8(), QCryptographicHash::Sha256);
    return u"camera-controls-"_s + QString::fromLatin1(digest.toHex().left(16));
}

CameraSettings CameraTuning::remembered() const
{
    CameraSettings values;
    QSettings settings(m_settingsFile, QSettings::IniFormat);
    settings.beginGroup(group());
    const QStringList keys = settings.childKeys();
    for (const QString &key : keys)
        if (const auto id = controlByKey(key))
            values.insert(*id, settings.value(key).toInt());
    // What follows the face must not be held by the camera's own automatic.
    if (values.value(CameraControlId::FaceExposure) != 0)
        values.insert(CameraControlId::AutoExposure, 0);
    return values;
}

bool CameraTuning::isSet(CameraControlId id) const { return remembered().value(id) != 0; }

std::optional<CameraControl> CameraTuning::control(CameraControlId id) const
{
    const auto found = std::find_if(m_controls.cbegin(), m_controls.cend(),
                                    [id](const CameraControl &each) { return each.id == id; });
    return found == m_controls.cend() ? std::nullopt : std::optional(*found);
}

QList<CameraControl> CameraTuning::controls() const
{
    if (m_address.isEmpty())
        return {};
    QList<CameraControl> all{stationSwitch(CameraControlId::Mirror, isSet(CameraControlId::Mirror))};
    const bool follows = isSet(CameraControlId::FaceExposure);
    if (control(CameraControlId::Exposure))
        all.append(stationSwitch(CameraControlId::FaceExposure, follows));
    for (CameraControl each : m_controls) {
        if (follows && (each.id == CameraControlId::AutoExposure || each.id == CameraControlId::Exposure))
            each.usable = false; // the loop has it
        all.append(each);
    }
    return all;
}

void CameraTuning::cameraStarted(const QString &address)
{
    m_address = address;
    m_exposure.reset();
    work(remembered());
}

void CameraTuning::work(const CameraSettings &settings)
{
    const auto address = CameraAddress::parse(m_address);
    if (!address || address->kind != CameraAddress::Kind::V4l2) {
        taken({});
        return;
    }
    const auto answer = QtConcurrent::run(m_pool.get(), [open = m_open, address = *address, settings] {
        return setAndRead(open, address, settings);
    });
    onAnswer(this, answer, [this](const QList<CameraControl> &controls) { taken(controls); });
}

void CameraTuning::taken(const QList<CameraControl> &controls)
{
    m_controls = controls;
    const auto exposure = control(CameraControlId::Exposure);
    if (!exposure || !isSet(CameraControlId::FaceExposure))
        m_exposure.reset();
    else if (!m_exposure && exposure->usable)
        m_exposure.emplace(ExposureLoop::Settings{},
                           ExposureLoop::Range{exposure->least, exposure->most, exposure->step},
                           exposure->value);
    Q_EMIT changed();
}

void CameraTuning::faceSeen(const FaceJudgement &judgement)
{
    if (!m_exposure || judgement.faceBox.isEmpty())
        return;
    const auto value
        = m_exposure->consider(judgement.luminance, judgement.burnt, ExposureLoop::Time::clock::now());
    if (value)
        work({{CameraControlId::Exposure, *value}}); // not remembered: the light of tomorrow is another
}

void CameraTuning::set(CameraControlId id, int value)
{
    QSettings settings(m_settingsFile, QSettings::IniFormat);
    settings.setValue(group() + u'/' + controlKey(id), value);
    if (!isOfTheStation(id))
        return work({{id, value}});
    if (id == CameraControlId::FaceExposure)
        return work({{CameraControlId::AutoExposure, value != 0 ? 0 : 1}});
    Q_EMIT changed();
}

void CameraTuning::reset()
{
    QSettings(m_settingsFile, QSettings::IniFormat).remove(group());
    CameraSettings usual;
    for (const CameraControl &control : std::as_const(m_controls))
        usual.insert(control.id, control.usual);
    work(usual);
}

} // namespace indraj
