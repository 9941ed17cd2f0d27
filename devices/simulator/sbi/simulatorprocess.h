#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QProcess>

#include <functional>

namespace indraj::sbi {

/// How the simulator is started.
struct SimulatorStart {
    QString program; ///< path of indraj-sbi-simulator
    QString keys; ///< folder made by packaging/training-sbi-keys.sh
    QString version = QStringLiteral("0.9.5");
    QStringList types{QStringLiteral("Finger"), QStringLiteral("Iris"), QStringLiteral("Face")};
    quint16 port = 0; ///< 0: the first free one of 4501 to 4600
    quint64 person = 1; ///< seed of the first applicant
    QString serial = QStringLiteral("TRAINING"); ///< beginning of the serial numbers
    QString photograph; ///< what the face camera sees
};

/// The simulator in a process of its own, as a vendor's device service would be. Ends with this object.
/// Lives on the thread that made it; never blocks.
class SimulatorProcess : public QObject {
    Q_OBJECT
public:
    explicit SimulatorProcess(SimulatorStart start, QObject *parent = nullptr);
    ~SimulatorProcess() override;

    void start(); ///< ends in ready() or ended()
    void stop();
    quint16 port() const { return m_port; } ///< 0 until ready()
    qint64 processId() const { return m_process.processId(); }

    /// Calls POST /admin/`call`; `done` gets its answer, empty when it was not reached.
    void admin(const QString &call, const QJsonObject &body,
               std::function<void(const QJsonObject &)> done = {});

Q_SIGNALS:
    void ready(quint16 port);
    void ended(const QString &why);

private:
    void readOutput();
    SimulatorStart m_start;
    QProcess m_process;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
};

} // namespace indraj::sbi
