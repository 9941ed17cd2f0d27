#pragma once

#include "devices/iris/iriscamera.h"
#include "devices/simulator/syntheticiris.h"

#include <QHash>

#include <deque>
#include <variant>

namespace indraj::test {

/// A camera without a device: answers as its script says, from the event loop, as a driver does.
class FakeIrisCamera : public IrisCamera {
    Q_OBJECT
public:
    /// How each eye was held, well where not named. `as`: whose iris is seen where an eye is said to be.
    struct Seen {
        QHash<EyePosition, EyeView> views = {};
        QHash<EyePosition, EyePosition> as = {};
    };
    using Answer = std::variant<Seen, IrisRetry, DeviceError>;
    std::deque<Answer> script; ///< used up: good pictures
    QList<IrisRequest> requests;
    BiometricDevice present{QStringLiteral("d"),
                            QStringLiteral("fake"),
                            QStringLiteral("Maker"),
                            QStringLiteral("Iris"),
                            {},
                            {},
                            {},
                            true,
                            true,
                            true,
                            true};
    bool isThere = true;
    bool isWaiting = false; ///< a capture runs and is not answered by itself
    bool holds = false; ///< answers only on answer()
    bool previews = false;
    QList<EyePosition> previewed;
    int applicants = 0;

    void open() override { }
    void close() override { cancel(); }
    ScannerState state() const override
    {
        return isWaiting ? ScannerState::WaitingFinger : ScannerState::Idle;
    }
    QList<BiometricDevice> devices() const override
    {
        return isThere ? QList{present} : QList<BiometricDevice>{};
    }
    std::optional<BiometricDevice> device() const override
    {
        return isThere ? std::optional(present) : std::nullopt;
    }
    void choose(const QString &) override { }
    void nextApplicant() override { ++applicants; }
    void capture(const IrisRequest &request) override
    {
        if (isWaiting)
            cancel();
        requests << request;
        isWaiting = true;
        if (!holds || request.requestedScore == 0)
            answer();
    }
    void cancel() override
    {
        if (!std::exchange(isWaiting, false))
            return;
        ++m_turn;
        Q_EMIT failed({DeviceFault::Cancelled, {}, {}});
    }
    void setPreview(bool on) override { previews = on; }
    void setPreviewEyes(const QList<EyePosition> &eyes) override { previewed = eyes; }
    void answer()
    {
        QMetaObject::invokeMethod(
            this,
            [this, turn = ++m_turn] {
                if (turn == m_turn && isWaiting)
                    say();
            },
            Qt::QueuedConnection);
    }
    void unplug()
    {
        isThere = false;
        isWaiting = false;
        ++m_turn;
        Q_EMIT devicesChanged();
        Q_EMIT failed({DeviceFault::Removed, {}, {}});
    }

private:
    void say()
    {
        isWaiting = false;
        Answer next = Seen{};
        if (!script.empty()) {
            next = script.front();
            script.pop_front();
        }
        if (const auto *error = std::get_if<DeviceError>(&next)) {
            Q_EMIT failed(*error);
        } else if (const auto *again = std::get_if<IrisRetry>(&next)) {
            Q_EMIT retry(*again);
        } else {
            const Seen &seen = std::get<Seen>(next);
            IrisCapture capture{requests.last(), {}, present, QDateTime::currentDateTimeUtc()};
            for (const EyePosition eye : capture.request.expected()) {
                EyeView view = seen.views.value(eye);
                view.seed = ++m_seed;
                capture.eyes << EyeImage{eye, drawEye(3, seen.as.value(eye, eye), view).picture, {}, {}, {},
                                         {}};
            }
            Q_EMIT captured(capture);
        }
    }
    quint64 m_seed = 0;
    int m_turn = 0;
};

} // namespace indraj::test
