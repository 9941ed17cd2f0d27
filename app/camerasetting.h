#pragma once

#include "app/options.h"
#include "devices/camera/cameralist.h"
#include "widgets/readiness/cameralook.h"

#include <functional>
#include <memory>

namespace indraj {

/// The camera to start with: the command line, else the one chosen on this station, else the training video
/// or the first camera.
QString cameraToUse(const Options &options, const QString &trainingVideo, const QString &settingsFile);

/// Offers what is plugged in, remembers what is chosen, and has it used at once. GUI thread.
class CameraSetting : public CameraLook {
    Q_OBJECT
public:
    using Use = std::function<bool(const QString &address)>;
    CameraSetting(const Options &options, const QString &trainingVideo, const QString &settingsFile, Use use,
                  QObject *parent = nullptr);
    void watch(); ///< starts looking for cameras; the device monitor is a thread of its own
    QList<CameraOffer> offers() const override;
    QString chosen() const override { return m_chosen; }
    void choose(const QString &address) override;

private:
    QString m_commandLine;
    QString m_trainingVideo;
    QString m_settingsFile;
    Use m_use;
    QString m_chosen;
    std::unique_ptr<CameraList> m_list;
};

} // namespace indraj
