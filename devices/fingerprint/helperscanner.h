#pragma once

#include "devices/fingerprint/protocol.h"
#include "devices/fingerprint/scanner.h"

#include <QElapsedTimer>
#include <QLocalSocket>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace indraj {

/// How to start the helper.
struct HelperOptions {
    QString program; ///< path of indraj-scannerd
    QStringList wrapper; ///< put before the program, e.g. {"umockdev-run", "-d", ..., "--"}
    QStringList arguments; ///< after the socket's name
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    std::chrono::milliseconds silence{4000}; ///< no word for so long: it hangs
    std::chrono::milliseconds startLimit{10000}; ///< from start to its first word
};

/// A FingerScanner in an `indraj-scannerd` process. The process is started by open(), and started again with
/// growing pauses (0.2 s to 5 s) when it dies, is silent, or breaks the protocol. A capture that was asked
/// for goes on in the new process by itself. Lives on the thread that made it.
class HelperScanner : public FingerScanner {
    Q_OBJECT
public:
    explicit HelperScanner(HelperOptions options, QObject *parent = nullptr);
    ~HelperScanner() override;

    void open() override;
    void close() override;
    ScannerState state() const override { return m_state; }
    SensorProfile sensor() const override { return m_sensor; }
    void capture(FingerPosition finger) override;
    void cancel() override;

    /// Of the helper itself, as it says; 0 while there is none. For diagnosis and tests.
    qint64 helperProcessId() const { return m_helperPid; }
    /// How often a helper was lost since open().
    int losses() const { return m_losses; }

private:
    void launch();
    void tryConnect();
    void connected();
    void beat();
    void readMessages();
    void handle(const scannerproto::Message &message);
    void handleImage(const scannerproto::ImageReport &report);
    void send(const scannerproto::Message &message);
    void sendPending();
    bool answers(quint32 request);
    void lose(const QString &why);
    void dropHelper(bool politely);
    void setState(ScannerState state);

    HelperOptions m_options;
    QTemporaryDir m_folder; ///< of this user only; holds the socket
    QProcess *m_process = nullptr;
    std::unique_ptr<QLocalSocket> m_socket;
    std::unique_ptr<scannerproto::MessageReader> m_reader;
    QString m_socketName;
    QTimer m_connectTimer;
    QTimer m_beatTimer;
    QTimer m_relaunchTimer;
    QElapsedTimer m_heard;
    std::chrono::milliseconds m_pause;
    bool m_open = false;
    bool m_welcomed = false;
    int m_launches = 0;
    int m_losses = 0;
    qint64 m_helperPid = 0;
    quint32 m_pings = 0;
    ScannerState m_state = ScannerState::NoDevice;
    SensorProfile m_sensor;
    std::optional<FingerPosition> m_pending;
    quint32 m_request = 0;
    bool m_sent = false;
};

} // namespace indraj
