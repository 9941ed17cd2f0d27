#include "sync/line/networkmanagermetering.h"

#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

constexpr int patience = 20000;
const QString service = u"org.freedesktop.NetworkManager"_s;
const QString path = u"/org/freedesktop/NetworkManager"_s;

/// Says what a test lets it say, by NetworkManager's names.
class FakeNetworkManager : public QDBusVirtualObject {
public:
    uint value = 0;
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        return message.member() == u"Get"_s && message.arguments() == QVariantList{service, u"Metered"_s}
        && bus.send(message.createReply(QVariant::fromValue(QDBusVariant(value))));
    }
};

} // namespace

/// NetworkManager's word, over a bus of the test's own.
class TestLineMetering : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void valuesAreUnderstood();
    void itFollowsTheService();
    void withoutABusNobodyKnows();

private:
    QDBusConnection serverBus() const
    {
        return QDBusConnection::connectToBus(QString::fromUtf8(m_address), u"server"_s);
    }
    void tell(uint value) const;
    QProcess m_daemon;
    QByteArray m_address;
};

void TestLineMetering::initTestCase()
{
    const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (daemon.isEmpty())
        QSKIP("SKIP_WHOLE_TEST: dbus-daemon is absent");
    m_daemon.start(daemon, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
    QVERIFY(QTest::qWaitFor([this] { return (m_address += m_daemon.readAll()).contains('\n'); }, patience));
    m_address = m_address.trimmed();
}

void TestLineMetering::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"server"_s);
    QDBusConnection::disconnectFromBus(u"station"_s);
    m_daemon.kill();
    m_daemon.waitForFinished();
}

void TestLineMetering::valuesAreUnderstood()
{
    QCOMPARE(meteringOf(0), Metering::Unknown);
    QCOMPARE(meteringOf(1), Metering::Metered);
    QCOMPARE(meteringOf(2), Metering::Unmetered);
    QCOMPARE(meteringOf(3), Metering::Metered);
    QCOMPARE(meteringOf(4), Metering::Unknown); // a guess lifts no cap
    QCOMPARE(meteringOf(5), Metering::Unknown);
}

void TestLineMetering::tell(uint value) const
{
    QDBusMessage signal
        = QDBusMessage::createSignal(path, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
    signal << service << QVariantMap{{u"Metered"_s, value}} << QStringList();
    QVERIFY(serverBus().send(signal));
}

void TestLineMetering::itFollowsTheService()
{
    NetworkManagerMetering metering(
        QDBusConnection::connectToBus(QString::fromUtf8(m_address), u"station"_s));
    QSignalSpy changed(&metering, &LineMetering::changed);
    QCOMPARE(metering.now(), Metering::Unknown); // there is no such service yet
    FakeNetworkManager manager;
    manager.value = 1;
    QDBusConnection server = serverBus();
    QVERIFY(server.registerVirtualObject(path, &manager));
    QVERIFY(server.registerService(service));
    QTRY_COMPARE_WITH_TIMEOUT(metering.now(), Metering::Metered, patience);
    tell(2);
    QTRY_COMPARE_WITH_TIMEOUT(metering.now(), Metering::Unmetered, patience);
    tell(4);
    QTRY_COMPARE_WITH_TIMEOUT(metering.now(), Metering::Unknown, patience);
    tell(2);
    QTRY_COMPARE_WITH_TIMEOUT(metering.now(), Metering::Unmetered, patience);
    // Who comes later is told at once; when the service goes, nobody knows.
    NetworkManagerMetering later(QDBusConnection::connectToBus(QString::fromUtf8(m_address), u"station"_s));
    QTRY_COMPARE_WITH_TIMEOUT(later.now(), Metering::Metered, patience); // its property is 1 still
    QVERIFY(server.unregisterService(service));
    QTRY_COMPARE_WITH_TIMEOUT(metering.now(), Metering::Unknown, patience);
    QCOMPARE(changed.size(), 5);
}

void TestLineMetering::withoutABusNobodyKnows()
{
    const NetworkManagerMetering metering(
        QDBusConnection::connectToBus(u"unix:path=/nowhere/bus"_s, u"none"_s));
    QCOMPARE(metering.now(), Metering::Unknown);
    QDBusConnection::disconnectFromBus(u"none"_s);
}

QTEST_GUILESS_MAIN(TestLineMetering)
#include "tst_linemetering.moc"
