#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace indraj {

struct CameraInfo {
    QString name; ///< as the driver says
    QString address; ///< for CameraAddress::parse
};

/// Cameras that are plugged in, by GstDeviceMonitor; hot plug through changed(). GUI or worker thread.
class CameraList : public QObject {
    Q_OBJECT
public:
    explicit CameraList(QObject *parent = nullptr);
    /// Waits two seconds at most: a device that does not answer is left to itself. After that nothing is
    /// said.
    ~CameraList() override;
    QList<CameraInfo> cameras() const;
Q_SIGNALS:
    void changed();

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace indraj
