#include "sync/line/networkmanagermetering.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView managerName("org.freedesktop.NetworkManager"); // of service and interface
constexpr QLatin1StringView managerPath("/org/freedesktop/NetworkManager");
constexpr QLatin1StringView propertiesName("org.freedesktop.DBus.Properties");
constexpr QLatin1StringView meteredName("Metered");

} // namespace

Metering meteringOf(uint networkManagerValue)
{
    switch (networkManagerValue) {
    case 1: // yes
    case 3: // guessed yes
        return Metering::Metered;
    case 2: // no
        return Metering::Unmetered;
    default: // unknown, guessed no: a phone's cable looks like a centre's
        return Metering::Unknown;
    }
}

NetworkManagerMetering::NetworkManagerMetering(QDBusConnection bus, QObject *parent)
    : LineMetering(parent)
    , m_bus(std::move(bus))
{
    if (!m_bus.isConnected())
        return;
    auto *watcher
        = new QDBusServiceWatcher(managerName, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &NetworkManagerMetering::ask);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] { set(Metering::Unknown); });
    m_bus.connect(managerName, managerPath, propertiesName, u"PropertiesChanged"_s, this,
                  SLOT(propertiesChanged(QString, QVariantMap, QStringList)));
    ask();
}

void NetworkManagerMetering::ask()
{
    QDBusMessage question
        = QDBusMessage::createMethodCall(managerName, managerPath, propertiesName, u"Get"_s);
    question << QString(managerName) << QString(meteredName);
    question.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        set(reply.isValid() ? meteringOf(reply.value().variant().toUInt()) : Metering::Unknown);
        watcher->deleteLater();
    });
}

void NetworkManagerMetering::propertiesChanged(const QString &interface, const QVariantMap &values,
                                               const QStringList &gone)
{
    if (interface != managerName)
        return;
    if (const auto found = values.constFind(meteredName); found != values.cend())
        set(meteringOf(found->toUInt()));
    else if (gone.contains(meteredName))
        ask();
}

void NetworkManagerMetering::set(Metering metering)
{
    if (std::exchange(m_now, metering) != metering)
        Q_EMIT changed();
}

} // namespace indraj
