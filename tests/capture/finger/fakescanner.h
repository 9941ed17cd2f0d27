#pragma once

#include "devices/fingerprint/scanner.h"

namespace indraj::testing {

/// A scanner whose answers the test gives.
class FakeScanner : public FingerScanner {
    Q_OBJECT
public:
    bool isAbsent = false; ///< it is not plugged in when it is opened
    void open() override
    {
        if (!isAbsent)
            become(ScannerState::Idle);
    }
    void close() override { become(ScannerState::NoDevice); }
    ScannerState state() const override { return m_state; }
    SensorProfile sensor() const override { return m_sensor; }
    void capture(FingerPosition finger) override
    {
        m_asked.append(finger);
        m_pending = true;
        if (m_state == ScannerState::Idle)
            become(ScannerState::WaitingFinger);
    }
    void cancel() override
    {
        if (std::exchange(m_pending, false)) {
            become(ScannerState::Idle);
            Q_EMIT failed({DeviceFault::Cancelled, {}, {}});
        }
    }

    void become(ScannerState state)
    {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    void answer(const QImage &picture)
    {
        m_pending = false;
        become(ScannerState::Idle);
        Q_EMIT captured({picture, m_sensor, QDateTime::currentDateTimeUtc()});
    }
    void answer(RetryReason reason)
    {
        m_pending = false;
        become(ScannerState::Idle);
        Q_EMIT retry(reason);
    }
    void answer(DeviceFault fault)
    {
        m_pending = false;
        become(ScannerState::NoDevice);
        Q_EMIT failed({fault, {}, {}});
    }
    const QList<FingerPosition> &asked() const { return m_asked; }
    bool pending() const { return m_pending; }
    void setResolution(int resolution) { m_sensor.resolution = resolution; }

private:
    ScannerState m_state = ScannerState::NoDevice;
    SensorProfile m_sensor{QStringLiteral("fake"), QStringLiteral("Scanner"), 500, true, true, 0, 0};
    QList<FingerPosition> m_asked;
    bool m_pending = false;
};

} // namespace indraj::testing
