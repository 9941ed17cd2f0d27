#pragma once

#include "sync/line/linemetering.h"

#include <QDBusConnection>

namespace indraj {

/// What NetworkManager says of the connection that carries the default route, over D-Bus. Never waits:
/// Unknown until the answer is there, without that service, and when it goes away.
class NetworkManagerMetering : public LineMetering {
    Q_OBJECT
public:
    /// `bus`: the system's; a test has one of its own.
    explicit NetworkManagerMetering(QDBusConnection bus, QObject *parent = nullptr);
    Metering now() const override { return m_now; }

private Q_SLOTS:
    void propertiesChanged(const QString &interface, const QVariantMap &values, const QStringList &gone);

private:
    void ask();
    void set(Metering metering);

    QDBusConnection m_bus;
    Metering m_now = Metering::Unknown;
};

/// Of NetworkManager's NMMetered. Pure.
Metering meteringOf(uint networkManagerValue);

} // namespace indraj
