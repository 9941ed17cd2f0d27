#pragma once

#include "devices/fingerprint/scanner.h"
#include "devices/sbi/capturereply.h"
#include "devices/sbi/directory.h"
#include "devices/sbi/livestream.h"

#include <functional>
#include <optional>

namespace indraj::sbi {

/// What all three kinds of device share: choosing one, states, one capture at a time that ends exactly once,
/// waiting for a device, cancelling, the live picture. SlapScanner, IrisCamera and StillCamera over it only
/// translate. Lives on the directory's thread.
class Session : public QObject {
    Q_OBJECT
public:
    /// What to do with an answer once it may be told: made in the pool, run on the session's thread.
    struct Verdict {
        bool accepted = false; ///< the hash chain goes on from it
        std::function<void()> tell;
    };
    /// Runs in the pool: decodes what was captured.
    using Interpreter = std::function<Verdict(const Answer<Captured> &, const Device &)>;

    Session(Directory &directory, Modality modality, QObject *parent = nullptr);
    ~Session() override;

    void open();
    void close();
    ScannerState state() const { return m_state; }
    QList<BiometricDevice> devices() const;
    std::optional<BiometricDevice> device() const;
    void choose(const QString &id);
    void nextApplicant() { m_directory.newApplicant(); }

    void capture(const CapturePlan &plan, Interpreter interpreter);
    /// As failed(Cancelled), when there is one.
    void cancel();
    /// Ends what is pending with that error.
    void refuse(const Error &error);

    void setPreview(bool on);
    void setPreviewSides(bool left, bool right);

Q_SIGNALS:
    void devicesChanged();
    void stateChanged(indraj::ScannerState state);
    void preview(const QImage &picture);
    void failed(const indraj::DeviceError &error);

private:
    struct Pending {
        CapturePlan plan;
        Interpreter interpreter;
    };
    std::optional<Device> current() const;
    void directoryChanged();
    void begin();
    void answered(const Result<HttpAnswer> &answer, const Device &device, const Expectation &expected);
    void judge(const QByteArray &body, const Device &device, const Expectation &expected);
    void conclude(const QByteArray &hash, const Verdict &verdict);
    void waitWhileBusy(const Error &busy);
    void leaveAlone(std::chrono::milliseconds time);
    void refuseLater(const Error &error);
    void release();
    void updateState();
    void updatePreview();
    void setState(ScannerState state);

    Directory &m_directory;
    Modality m_modality;
    LiveStream m_stream;
    QString m_chosen;
    bool m_open = false;
    ScannerState m_state = ScannerState::NoDevice;
    std::optional<Pending> m_pending;
    HttpCall *m_call = nullptr;
    std::optional<Device> m_held; ///< what the running capture was asked of
    bool m_judging = false;
    quint64 m_number = 0; ///< of the capture: what belongs to an earlier one is for nobody
    QElapsedTimer m_leftAlone; ///< since a capture was left running in the device
    std::chrono::milliseconds m_leftFor{0};
    QTimer m_busyTimer;
    bool m_previewWanted = false;
    bool m_previewLeft = false;
    bool m_previewRight = false;
    QThreadPool m_pool;
};

} // namespace indraj::sbi
