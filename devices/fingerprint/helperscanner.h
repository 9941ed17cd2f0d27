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
    /// How long a capture outlives its helper without a device: from the loss to failed(). Libfprint's helper
    /// needs up to 3 s to be back and to have looked twice.
    std::chrono::milliseconds returnLimit{8000};
};

/// A FingerScanner in an `indraj-scannerd` process. The process is started by open(), and started again with
/// growing pauses (0.2 s to 5 s) when it dies, is silent, or breaks the protocol. A capture that was asked
/// for goes on in the new process by itself; when the device does not come back with it within
/// `returnLimit`, it ends with failed(NotBack), or failed(HelperLost) while there is no helper either. What
/// is asked for after that is kept as any other. Lives on the thread that made it.
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
    void giveUp();

    HelperOptions m_options;
    QTemporaryDir m_folder; ///< of this user only; holds the socket
    QProcess *m_process = nullptr;
    std::unique_ptr<QLocalSocket> m_socket;
    std::unique_ptr<scannerproto::MessageReader> m_reader;
    QString m_socketName;
    QTimer m_connectTimer;
    QTimer m_beatTimer;
    QTimer m_relaunchTimer;
    QTimer m_returnTimer; ///< runs while a capture waits for a device that went with its helper
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
    QString m_lostDriver; ///< of the device that m_returnTimer waits for
    std::optional<FingerPosition> m_pending;
    quint32 m_request = 0;
    bool m_sent = false;
};

} // namespace indraj
