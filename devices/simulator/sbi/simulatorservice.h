#pragma once

#include "devices/simulator/sbi/simulatedcapture.h"
#include "devices/simulator/sbi/tinyhttp.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>

namespace indraj::sbi {

struct SimulatorOptions {
    Version version = Version::V095;
    QList<Modality> modalities{Modality::Finger, Modality::Iris, Modality::Face};
    QString environment = QStringLiteral("Developer");
    QImage photograph; ///< what a face camera sees
    quint64 person = 1;
    QString serialPrefix = QStringLiteral("TRAINING");
};

/// A device service as MOSIP's specification has it, on one port, with devices that do not exist: discovery,
/// info, live picture, registration capture, and admin calls of our own by which it is told what to do
/// wrong (POST /admin/switches with a JSON object, GET /admin/state, POST /admin/person {"seed": n}).
/// Drawing and signing run in a pool.
class SimulatorService : public QObject {
    Q_OBJECT
public:
    SimulatorService(SimulatorOptions options, SimulatorKeys keys, QObject *parent = nullptr);
    ~SimulatorService() override;
    /// The first free one of these; 0 when none is.
    quint16 listen(const QList<quint16> &ports);

private:
    struct Stream {
        QPointer<TinyConnection> connection;
        Modality modality = Modality::Finger;
        QList<QByteArray> frames;
        int at = 0;
    };
    void handle(TinyConnection *connection, const TinyRequest &request);
    void handleAdmin(TinyConnection &connection, const TinyRequest &request);
    void discover(TinyConnection &connection, const QJsonObject &request);
    void inform(TinyConnection &connection);
    void beginStream(TinyConnection *connection, const QJsonObject &request);
    void streamOn();
    void capture(TinyConnection *connection, const QJsonObject &request);
    void finish(const QPointer<TinyConnection> &connection, const CaptureTask &task, bool nothing);
    void answerCapture(TinyConnection &connection, const QByteArray &body);
    void refuse(TinyConnection &connection, int code, const char *info);
    std::optional<SimulatedDevice> deviceOf(const QJsonObject &request, Modality modality) const;
    Result<CaptureTask> taskOf(const QJsonObject &request);
    QJsonObject entryOf(const SimulatedDevice &device) const;
    QList<SimulatedDevice> present() const;
    void newPerson(quint64 seed);

    SimulatorOptions m_options;
    SimulatorKeys m_keys;
    Switches m_switches;
    TinyServer m_server;
    QList<SimulatedDevice> m_devices;
    std::shared_ptr<TrainingPerson> m_person;
    bool m_chainUsed = false; ///< this person has been captured: an empty chain is the next one
    QSet<QString> m_transactions;
    QHash<QString, int> m_touches; ///< of this person, by placement
    QList<Stream> m_streams;
    QTimer m_streamTimer;
    bool m_busy = false;
    int m_captures = 0; ///< asked for since the start
    quint64 m_touchCount = 0;
    QThreadPool m_pool;
};

} // namespace indraj::sbi
