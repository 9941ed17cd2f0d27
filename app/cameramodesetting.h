#pragma once

#include "widgets/portrait/cameramodes.h"

#include <functional>

namespace indraj {

/// The format this station remembers for the camera of an address; nothing: the best, also where
/// `settingsFile` is empty, or holds what is no format.
std::optional<CameraFormat> rememberedFormat(const QString &settingsFile, const QString &address);

/// Remembers for each camera in which format it is to run, and has it used at once. GUI thread.
class CameraModeSetting : public CameraModes {
    Q_OBJECT
public:
    using Use = std::function<void(const std::optional<CameraFormat> &format)>;
    /// `settingsFile` empty: remembers nothing beyond this run. `use` puts the camera in use into the format.
    CameraModeSetting(QString settingsFile, const QString &address, Use use, QObject *parent = nullptr);
    /// Another camera: what is remembered for it is wanted, and what the former did is forgotten.
    void cameraChosen(const QString &address);
    void modeSeen(const CameraMode &mode); ///< the camera in use has started
    void setSilent(bool silent); ///< it stopped giving pictures, or they are back
    std::optional<CameraMode> mode() const override { return m_mode; }
    bool isSilent() const override { return m_silent; }
    std::optional<CameraFormat> wanted() const override { return m_wanted; }
    void want(const std::optional<CameraFormat> &format) override;

private:
    QString m_settingsFile;
    QString m_address;
    Use m_use;
    std::optional<CameraMode> m_mode;
    bool m_silent = false;
    std::optional<CameraFormat> m_wanted;
};

} // namespace indraj
