#pragma once

#include "devices/sbi/devicelist.h"
#include "devices/sbi/httpcall.h"

#include <QElapsedTimer>
#include <QMap>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

namespace indraj::sbi {

/// How a station uses the interface.
struct Options {
    Trust trust; ///< who may sign; nobody: every device is listed as not trusted
    QString environment = QStringLiteral("Production"); ///< or Staging, Developer, Pre-Production
    QList<quint16> ports; ///< to be looked at; empty: 4501 to 4600
    std::chrono::milliseconds rescan{3000}; ///< between two looks
    std::chrono::milliseconds callLimit{5000}; ///< of discovery and info
};

/// Finds device services on this computer and keeps watch over them, for all kinds of devices together: one
/// of these for a station. Every port is tried in a look of its own, all at the same time; what answers is
/// asked by discovery and then by info, whose signature decides whether the device is trusted. Also holds
/// the hash chain of the present applicant, which runs across all devices. Lives on the thread that made
/// it; never blocks.
class Directory : public QObject {
    Q_OBJECT
public:
    explicit Directory(Options options, QObject *parent = nullptr);
    ~Directory() override;

    /// Watches while anybody wants it.
    void open(QObject *user);
    void close(QObject *user);

    QList<Device> devices(Modality modality) const;
    const Options &options() const { return m_options; }
    QNetworkAccessManager &network() { return m_network; }

    /// Not asked while a capture runs: many services do one thing at a time.
    void hold(const Device &device, bool held);
    /// It broke off: gone until it is found again, which is tried at once.
    void dropped(const Device &device);
    /// Asked again now, for its status.
    void refresh();

    QByteArray chainHash() const { return m_chain; }
    void setChainHash(const QByteArray &hash) { m_chain = hash; }
    void newApplicant();

Q_SIGNALS:
    void changed();

private:
    struct Port {
        QList<Device> devices;
        bool asking = false; ///< a probe or a call is under way
        int held = 0;
        int misses = 0;
        qint64 notBefore = 0; ///< milliseconds of m_clock
    };
    void look();
    void probe(quint16 port);
    void nextProbes();
    void ask(quint16 port, const HttpQuestion &question,
             std::function<void(const Result<HttpAnswer> &)> then);
    void askDiscovery(quint16 port, Version version);
    void askInfo(quint16 port, Version version, bool again);
    void noService(quint16 port, bool refused);
    void keep(quint16 port, const QList<Device> &devices);
    QUrl address(quint16 port, const char *path) const;

    Options m_options;
    QNetworkAccessManager m_network;
    QMap<quint16, Port> m_ports;
    QList<quint16> m_waiting; ///< ports to be tried
    int m_probing = 0;
    QList<QObject *> m_users;
    QTimer m_timer;
    QElapsedTimer m_clock;
    QByteArray m_chain;
};

} // namespace indraj::sbi
