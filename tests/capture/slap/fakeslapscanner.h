#pragma once

#include "devices/simulator/syntheticfinger.h"
#include "devices/simulator/syntheticslap.h"
#include "devices/slap/slapscanner.h"

#include <QHash>

#include <deque>
#include <map>
#include <memory>
#include <variant>

namespace indraj::test {

/// Grown once for all tests of a program: a finger takes some tenths of a second.
inline const MasterFinger &master(FingerPosition finger, quint64 person = 3)
{
    static std::map<std::pair<quint64, FingerPosition>, std::shared_ptr<const MasterFinger>> grown;
    auto &kept = grown[{person, finger}];
    if (!kept)
        kept = std::make_shared<const MasterFinger>(growFinger(person, finger));
    return *kept;
}

/// A scanner without a device: answers as its script says, from the event loop, as a driver does.
class FakeSlapScanner : public SlapScanner {
    Q_OBJECT
public:
    /// The device cuts the fingers itself; how each was touched, good where not named. `as`: whose ridges lie
    /// where a finger is said to be.
    struct Cut {
        QHash<FingerPosition, TouchKind> touches = {};
        QHash<FingerPosition, FingerPosition> as = {};
    };
    /// The device hands out the whole glass only.
    struct Whole {
        SlapTouch touch = {};
        QList<FingerPosition> laid = {}; ///< what really lies there; empty: what was asked for
    };
    using Answer = std::variant<Cut, Whole, SlapRetry, DeviceError>;
    std::deque<Answer> script; ///< used up: good fingers
    QList<SlapRequest> requests;
    BiometricDevice present{QStringLiteral("d"),
                            QStringLiteral("fake"),
                            QStringLiteral("Maker"),
                            QStringLiteral("Slap"),
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
    void capture(const SlapRequest &request) override
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
    void setPreviewFingers(const QList<FingerPosition> &fingers) override { previewed = fingers; }
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

    bool previews = false;
    QList<FingerPosition> previewed;
    quint64 person = 3;

private:
    void say()
    {
        isWaiting = false;
        Answer next = Cut{};
        if (!script.empty()) {
            next = script.front();
            script.pop_front();
        }
        const SlapRequest request = requests.last();
        if (const auto *error = std::get_if<DeviceError>(&next)) {
            Q_EMIT failed(*error);
        } else if (const auto *again = std::get_if<SlapRetry>(&next)) {
            Q_EMIT retry(*again);
        } else if (const auto *cut = std::get_if<Cut>(&next)) {
            SlapCapture capture = begun(request);
            for (const FingerPosition finger : request.expected()) {
                SlapFinger one;
                one.finger = finger;
                one.image = pressFinger(master(cut->as.value(finger, finger), person),
                                        makeTouch(cut->touches.value(finger, TouchKind::Good), ++m_seed));
                capture.fingers << one;
            }
            Q_EMIT captured(capture);
        } else {
            const Whole &whole = std::get<Whole>(next);
            SlapCapture capture = begun(request);
            QList<MasterFinger> laid;
            for (const FingerPosition finger : whole.laid.isEmpty() ? request.expected() : whole.laid)
                laid << master(finger, person);
            SlapTouch touch = whole.touch;
            touch.seed = ++m_seed;
            capture.picture = pressSlap(laid, touch).picture;
            Q_EMIT captured(capture);
        }
    }
    SlapCapture begun(const SlapRequest &request) const
    {
        SlapCapture capture;
        capture.request = request;
        capture.device = present;
        capture.at = QDateTime::currentDateTimeUtc();
        return capture;
    }
    quint64 m_seed = 0;
    int m_turn = 0;
};

} // namespace indraj::test
