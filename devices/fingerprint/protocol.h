#pragma once

#include "devices/fingerprint/scanner.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <tl/expected.hpp>

#include <optional>
#include <variant>

/// What the workstation and a scanner helper process say to each other; see PROTOCOL.md. Both sides share
/// this file. Pure functions and values; no thread, no device.
namespace indraj::scannerproto {

inline constexpr quint8 protocolVersion = 1;
inline constexpr int headerSize = 8; ///< bytes before every payload
inline constexpr int maxSide = 2000; ///< pixels of a picture's side
inline constexpr int maxPixels = 3'000'000; ///< pixels of a whole picture
inline constexpr int maxText = 200; ///< bytes of UTF-8 in any text

// To the helper.
struct Hello { }; ///< the first message of a client
struct CaptureRequest {
    quint32 request = 0; ///< chosen by the client; comes back with the answer
    FingerPosition finger = FingerPosition::RightThumb;
};
struct CancelRequest {
    quint32 request = 0; ///< no answer to this request will be sent after its cancel was read
};
struct Ping {
    quint32 number = 0;
};

// From the helper.
struct Welcome {
    quint32 processId = 0; ///< of the helper itself, also when a wrapper started it
};
struct StateReport {
    ScannerState state = ScannerState::NoDevice; ///< never HelperLost
};
struct SensorReport {
    SensorProfile sensor;
};
struct ImageReport {
    quint32 request = 0;
    int width = 0; ///< pixels
    int height = 0; ///< pixels
    qint64 atMilliseconds = 0; ///< since 1970, UTC
    QByteArray pixels; ///< width * height bytes, rows from the top, dark ridges on light
};
struct RetryReport {
    quint32 request = 0;
    RetryReason reason = RetryReason::General;
};
struct FailureReport {
    quint32 request = 0;
    DeviceFault fault = DeviceFault::Protocol;
    QString detail; ///< for the log
};
struct Pong {
    quint32 number = 0;
};

using Message = std::variant<Hello, CaptureRequest, CancelRequest, Ping, Welcome, StateReport, SensorReport,
                             ImageReport, RetryReport, FailureReport, Pong>;

enum class Direction { ToHelper, FromHelper };

enum class ProtocolFault {
    BadMagic,
    BadVersion,
    UnknownType, ///< or one that this side never receives
    BadLength, ///< outside the limits of its type
    BadPayload, ///< a value outside its range, or left-over bytes
};

struct ProtocolError {
    ProtocolFault fault = ProtocolFault::BadMagic;
    int type = 0; ///< as received
    quint32 length = 0; ///< as received
};

/// The bytes of one whole message. Texts longer than maxText are cut.
QByteArray encode(const Message &message);

/// Cuts a stream into messages. After the first error it stays broken: there is no way to find the next
/// message in a stream that lied once, so the connection has to be closed.
class MessageReader {
public:
    explicit MessageReader(Direction direction)
        : m_direction(direction)
    {
    }
    void feed(QByteArrayView bytes);
    /// The next message, or nullopt when more bytes are needed.
    tl::expected<std::optional<Message>, ProtocolError> next();

private:
    Direction m_direction;
    QByteArray m_buffer;
    std::optional<ProtocolError> m_error;
};

} // namespace indraj::scannerproto
