#pragma once

#include "devices/deviceerror.h"
#include "enrollment/eyes.h"
#include "enrollment/samples.h"

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

#include <optional>
#include <variant>

/// MOSIP's Secure Biometric Interface: device services on 127.0.0.1 that speak HTTP with verbs of their own.
/// 0.9.5 is "MDS specification 1.2.0", 1.0 is "Secure Biometric Interface Specification 1.0".
namespace indraj::sbi {

enum class Version { V095, V10 };
QString versionText(Version version); ///< "0.9.5", "1.0"
std::optional<Version> versionOf(QStringView text);

enum class Modality { Finger, Iris, Face };
QString modalityText(Modality modality); ///< "Finger", "Iris", "Face"
std::optional<Modality> modalityOf(QStringView text);

/// What broke, one by one, so that a log and a test can tell them apart; deviceFault() says it coarsely.
enum class Fault {
    Unreachable, ///< refused the connection, or closed it before the answer was whole
    TimedOut,
    TooLarge, ///< more bytes, parts or pixels than any honest answer has
    BadHttp, ///< an answer that is none, or a redirection
    BadJson, ///< not JSON, or not of the form the specification gives
    BadField, ///< a field is missing or outside its range
    NotSigned, ///< no JWS where one is due, or signed by another algorithm than RS256
    BadSignature, ///< the signature does not fit what was signed
    BadChain, ///< the certificate leads to no configured root, is out of date, or its key is too short
    WrongTransaction, ///< answers another request
    WrongTime, ///< made too long ago, or in the future
    WrongVersion, ///< of the specification
    WrongDevice, ///< signed by, or in the name of, another device
    WrongPurpose, ///< not for registration, another environment or another kind of biometric
    BrokenHashChain,
    BadRecord, ///< the ISO record cannot be read or says something else than its statement
    BadAddress, ///< a callback address that is not on this computer
    NotTrusted, ///< asked of a device whose identity did not hold
    NotRegistered, ///< 100
    Tampered, ///< 103
    NoManagementServer, ///< 104
    NoDevice, ///< 106, 202
    KeyExpired, ///< 107, 108
    NotSupported, ///< 109
    NotReady, ///< 110
    Busy, ///< 111, 703
    RequestRefused, ///< 112 and other complaints about the request
    Vendor, ///< a code of the vendor's own
    Cancelled,
};
QString faultCode(Fault fault); ///< stable: "broken-hash-chain"
DeviceFault deviceFault(Fault fault);

struct Error {
    Fault fault = Fault::Unreachable;
    int deviceCode = 0; ///< the service's own error code; 0 when it gave none
    QString detail = {}; ///< for the log; nothing personal
    /// With the stable code first.
    DeviceError asDeviceError(const QString &device) const;
    friend bool operator==(const Error &, const Error &) = default;
};

enum class RetryKind { General, NothingSeen, Missing, Unexpected, Twice, Misplaced, NotReadable };

/// Nothing broke; the person should do something differently.
struct Retry {
    RetryKind kind = RetryKind::General;
    QStringList subtypes = {}; ///< which, where the kind names some
    QString detail = {};
};

using Refusal = std::variant<Error, Retry>;
template <class T> using Answer = tl::expected<T, Refusal>;
template <class T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Fault fault, const QString &detail = {})
{
    return tl::unexpected(Error{fault, 0, detail});
}

/// What an error code of a service means; 0 is no error.
std::optional<Refusal> refusalOf(int code, const QString &info);

/// "Left IndexFinger" and so on; iris "Left" and "Right".
QString fingerSubtype(FingerPosition finger);
std::optional<FingerPosition> fingerOf(QStringView subtype);
QString eyeSubtype(EyePosition eye);
std::optional<EyePosition> eyeOf(QStringView subtype);

} // namespace indraj::sbi
