#include "app/cameratuning.h"

#include "widgets/desk/onanswer.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QtConcurrentRun>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<CameraControl> setAndRead(const CameraAddress &address, const CameraSettings &settings)
{
    const auto port = openControls(address);
    if (!port)
        return {};
    applySettings(**port, settings);
    return offeredControls(**port);
}

} // namespace

CameraTuning::CameraTuning(QString settingsFile, QObject *parent)
    : CameraTune(parent)
    , m_settingsFile(std::move(settingsFile))
{
    m_pool.setMaxThreadCount(1); // one after another: a slider writes faster than a camera answers
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
    return values;
}

void CameraTuning::cameraStarted(const QString &address)
{
    m_address = address;
    work(remembered());
}

void CameraTuning::work(const CameraSettings &settings)
{
    const auto address = CameraAddress::parse(m_address);
    if (!address || address->kind != CameraAddress::Kind::V4l2) {
        m_controls.clear();
        Q_EMIT changed();
        return;
    }
    const auto answer = QtConcurrent::run(
        &m_pool, [address = *address, settings] { return setAndRead(address, settings); });
    onAnswer(this, answer, [this](const QList<CameraControl> &controls) {
        m_controls = controls;
        Q_EMIT changed();
    });
}

void CameraTuning::set(CameraControlId id, int value)
{
    QSettings settings(m_settingsFile, QSettings::IniFormat);
    settings.setValue(group() + u'/' + controlKey(id), value);
    work({{id, value}});
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
