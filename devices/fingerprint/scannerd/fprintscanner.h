#pragma once

#include "devices/fingerprint/protocol.h"

#include <QObject>
#include <QTimer>

#include <fprint.h>

#include <chrono>
#include <memory>
#include <optional>

namespace indraj {

struct GObjectUnref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T> using GPointer = std::unique_ptr<T, GObjectUnref>;

/// Owns libfprint: finds one scanner, opens it, captures when asked. Must live on the main thread of a
/// process whose Qt event dispatcher is GLib's: libfprint iterates the default context itself.
///
/// Captures run in turns of 30 s at most that are armed again unseen, because libfprint's heat model counts
/// the time a capture waits; nothing runs while nothing is asked for.
class FprintScanner : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds longestTurn{30};
    explicit FprintScanner(std::chrono::seconds turnLength = longestTurn, QObject *parent = nullptr);
    ~FprintScanner() override;

    /// Looks for a scanner now and until one is found.
    void start();
    /// Cancels, closes the device and emits stopped().
    void stop();
    /// Replaces an earlier request. Kept while there is no device or it is too hot.
    void capture(quint32 request);
    void cancel(quint32 request);

    ScannerState state() const { return m_state; }
    const std::optional<SensorProfile> &sensor() const { return m_sensor; }

Q_SIGNALS:
    void stateChanged(indraj::ScannerState state);
    void sensorChanged(const indraj::SensorProfile &sensor);
    void captured(const indraj::scannerproto::ImageReport &image);
    void retry(const indraj::scannerproto::RetryReport &report);
    void failed(const indraj::scannerproto::FailureReport &report);
    void stopped();

private:
    enum class Phase { Searching, Opening, Ready, Capturing, Cooling, Closing, Stopped };

    void search();
    void dropContext();
    void consider(FpDevice *device);
    void opened(GAsyncResult *result);
    void beginTurn();
    void endTurn(); ///< the turn's time is up
    void turnFinished(GAsyncResult *result);
    void reportImage(FpImage *image);
    void reportError(const GError &error);
    void afterTurn();
    void coolDown();
    void closeDevice();
    void closed();
    void removed();
    void fingerStatusChanged();
    void setState(ScannerState state);
    void fail(DeviceFault fault, const QString &detail);

    GPointer<FpContext> m_context;
    GPointer<FpDevice> m_device;
    GPointer<GCancellable> m_cancellable;
    Phase m_phase = Phase::Searching;
    ScannerState m_state = ScannerState::NoDevice;
    std::optional<SensorProfile> m_sensor;
    std::optional<quint32> m_request; ///< what the client waits for
    std::optional<quint32> m_turnRequest; ///< what the running turn was begun for
    bool m_gone = false; ///< the device was pulled
    bool m_stopping = false;
    std::chrono::seconds m_turnLength;
    QTimer m_searchTimer;
    QTimer m_turnTimer;
    QTimer m_coolTimer;
};

} // namespace indraj
