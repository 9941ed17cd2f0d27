#include "devices/sbi/directory.h"

#include "devices/sbi/capturerequest.h"
#include "devices/sbi/sbijson.h"

#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <algorithm>

Q_LOGGING_CATEGORY(sbiLog, "indraj.sbi")

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int probesAtOnce = 25;
constexpr qint64 strangerPause = 30000; ///< ms until something that is no service is asked again
constexpr int missesToBeGone = 2;

QList<quint16> wholeRange()
{
    QList<quint16> ports;
    for (quint16 port = firstPort; port <= lastPort; ++port)
        ports.append(port);
    return ports;
}

} // namespace

Directory::Directory(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_chain(firstHash())
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    for (const quint16 port : m_options.ports.isEmpty() ? wholeRange() : m_options.ports)
        m_ports.insert(port, {});
    m_timer.setInterval(m_options.rescan);
    connect(&m_timer, &QTimer::timeout, this, &Directory::look);
    m_clock.start();
}

Directory::~Directory() = default;

void Directory::open(QObject *user)
{
    if (m_users.contains(user))
        return;
    m_users.append(user);
    if (m_users.size() > 1)
        return;
    m_timer.start();
    refresh();
}

void Directory::close(QObject *user)
{
    if (!m_users.removeOne(user) || !m_users.isEmpty())
        return;
    m_timer.stop();
    m_waiting.clear();
}

QList<Device> Directory::devices(Modality modality) const
{
    QList<Device> found;
    for (const Port &port : m_ports) {
        for (const Device &device : port.devices) {
            const bool known = std::any_of(found.begin(), found.end(),
                                           [&](const Device &other) { return other.id() == device.id(); });
            if (device.modality == modality && !known)
                found.append(device);
        }
    }
    return found;
}

void Directory::hold(const Device &device, bool held)
{
    const auto port = m_ports.find(quint16(device.base.port()));
    if (port != m_ports.end())
        port->held += held ? 1 : -1;
}

void Directory::dropped(const Device &device)
{
    const auto port = quint16(device.base.port());
    if (!m_ports.contains(port))
        return;
    noService(port, true);
    QMetaObject::invokeMethod(this, &Directory::refresh, Qt::QueuedConnection);
}

void Directory::refresh()
{
    for (Port &port : m_ports)
        port.notBefore = 0;
    look();
}

void Directory::newApplicant() { m_chain = firstHash(); }

void Directory::look()
{
    if (m_users.isEmpty())
        return;
    for (auto it = m_ports.begin(); it != m_ports.end(); ++it) {
        if (it->asking || it->held > 0)
            continue;
        if (!it->devices.isEmpty()) {
            it->asking = true;
            askInfo(it.key(), it->devices.first().version, false);
        } else if (m_clock.elapsed() >= it->notBefore && !m_waiting.contains(it.key())) {
            m_waiting.append(it.key());
        }
    }
    nextProbes();
}

void Directory::nextProbes()
{
    while (m_probing < probesAtOnce && !m_waiting.isEmpty())
        probe(m_waiting.takeFirst());
}

/// A plain connection first: nearly all of the hundred ports refuse it, which costs next to nothing.
void Directory::probe(quint16 port)
{
    ++m_probing;
    m_ports[port].asking = true;
    auto *socket = new QTcpSocket(this);
    socket->setProxy(QNetworkProxy::NoProxy);
    const auto done = [this, socket](auto next) {
        --m_probing;
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
        next();
        nextProbes();
    };
    connect(socket, &QTcpSocket::connected, this,
            [this, port, done] { done([&] { askDiscovery(port, Version::V095); }); });
    connect(socket, &QTcpSocket::errorOccurred, this,
            [this, port, done] { done([&] { noService(port, true); }); });
    socket->connectToHost(u"127.0.0.1"_s, port);
}

QUrl Directory::address(quint16 port, const char *path) const
{
    return QUrl(u"http://127.0.0.1:%1/%2"_s.arg(port).arg(QLatin1StringView(path)));
}

void Directory::ask(quint16 port, const HttpQuestion &question,
                    std::function<void(const Result<HttpAnswer> &)> then)
{
    auto *call = new HttpCall(m_network, question, this);
    connect(call, &HttpCall::finished, this,
            [this, call, port, then = std::move(then)](const Result<HttpAnswer> &answer) {
                call->deleteLater();
                if (m_ports.value(port).held > 0) { // a capture has begun meanwhile: its word is newer
                    m_ports[port].asking = false;
                    return;
                }
                then(answer);
            });
}

void Directory::askDiscovery(quint16 port, Version version)
{
    const HttpQuestion question{discoveryVerb(version), address(port, "device"), discoveryBody(version),
                                m_options.callLimit, maxInfoBytes};
    ask(port, question, [this, port, version](const Result<HttpAnswer> &answer) {
        const auto found = answer ? readDiscovery(answer->body, port)
                                  : Result<QList<Device>>(tl::unexpected(answer.error()));
        if (found && !found->isEmpty()) {
            askInfo(port, found->first().version, false);
            return;
        }
        if (version == Version::V095) { // a service of the newer version need not know the older verb
            askDiscovery(port, Version::V10);
            return;
        }
        if (!found)
            qCInfo(sbiLog, "port %d: %s", port, qUtf8Printable(faultCode(found.error().fault)));
        noService(port, found.has_value());
    });
}

void Directory::askInfo(quint16 port, Version version, bool again)
{
    const HttpQuestion question{infoVerb(version), address(port, "info"), infoBody(version),
                                m_options.callLimit, maxInfoBytes};
    ask(port, question, [this, port, version, again](const Result<HttpAnswer> &answer) {
        const auto found = answer
            ? readInfo(answer->body, port, m_options.trust, QDateTime::currentDateTimeUtc())
            : Result<QList<Device>>(tl::unexpected(answer.error()));
        if (found && !found->isEmpty()) {
            keep(port, *found);
            return;
        }
        const bool refused = !answer && answer.error().fault == Fault::Unreachable;
        if (!again && !refused) { // some answer to the older verb only, whatever they speak
            askInfo(port, version == Version::V10 ? Version::V095 : Version::V10, true);
            return;
        }
        if (!found)
            qCInfo(sbiLog, "port %d, info: %s: %s", port, qUtf8Printable(faultCode(found.error().fault)),
                   qUtf8Printable(found.error().detail));
        Port &entry = m_ports[port];
        if (!refused && !found.has_value() && !entry.devices.isEmpty() && ++entry.misses < missesToBeGone)
            entry.asking = false;
        else
            noService(port, refused || found.has_value());
    });
}

/// `ordinary`: nobody there, or a service without a device; else something that is no service.
void Directory::noService(quint16 port, bool ordinary)
{
    Port &entry = m_ports[port];
    entry.asking = false;
    entry.misses = 0;
    entry.notBefore = ordinary ? 0 : m_clock.elapsed() + strangerPause;
    if (entry.devices.isEmpty())
        return;
    entry.devices.clear();
    Q_EMIT changed();
}

void Directory::keep(quint16 port, const QList<Device> &devices)
{
    Port &entry = m_ports[port];
    entry.asking = false;
    entry.misses = 0;
    if (entry.devices == devices)
        return;
    for (const Device &device : devices) {
        if (!device.problem.isEmpty())
            qCWarning(sbiLog, "%s: %s", qUtf8Printable(device.id()), qUtf8Printable(device.problem));
    }
    entry.devices = devices;
    Q_EMIT changed();
}

} // namespace indraj::sbi
