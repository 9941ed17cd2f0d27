#include "app/cameramodesetting.h"

#include <QCryptographicHash>
#include <QSettings>

#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A digest: an address may hold a password, which is written nowhere.
QString keyFor(const QString &address)
{
    const auto digest = QCryptographicHash::hash(address.toUtf8(), QCryptographicHash::Sha256);
    return u"camera/format-"_s + QString::fromLatin1(digest.toHex().left(16));
}

} // namespace

std::optional<CameraFormat> rememberedFormat(const QString &settingsFile, const QString &address)
{
    if (settingsFile.isEmpty())
        return std::nullopt;
    return CameraFormat::parse(
        QSettings(settingsFile, QSettings::IniFormat).value(keyFor(address)).toString());
}

CameraModeSetting::CameraModeSetting(QString settingsFile, const QString &address, Use use, QObject *parent)
    : CameraModes(parent)
    , m_settingsFile(std::move(settingsFile))
    , m_address(address)
    , m_use(std::move(use))
    , m_wanted(rememberedFormat(m_settingsFile, address))
{
}

void CameraModeSetting::cameraChosen(const QString &address)
{
    m_address = address;
    m_mode.reset();
    m_silent = false;
    m_wanted = rememberedFormat(m_settingsFile, address);
    Q_EMIT changed();
}

void CameraModeSetting::modeSeen(const CameraMode &mode)
{
    m_mode = mode;
    m_silent = false;
    Q_EMIT changed();
}

void CameraModeSetting::setSilent(bool silent)
{
    if (std::exchange(m_silent, silent) != silent)
        Q_EMIT changed();
}

void CameraModeSetting::want(const std::optional<CameraFormat> &format)
{
    if (format == m_wanted)
        return;
    m_wanted = format;
    if (m_mode) // what it did with the former wish says nothing about this one
        m_mode = CameraMode{m_mode->offered, {}, {}, false};
    if (!m_settingsFile.isEmpty()) {
        QSettings settings(m_settingsFile, QSettings::IniFormat);
        if (format)
            settings.setValue(keyFor(m_address), format->toText());
        else
            settings.remove(keyFor(m_address));
    }
    m_use(format);
    Q_EMIT changed();
}

} // namespace indraj
