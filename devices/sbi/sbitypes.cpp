#include "devices/sbi/sbitypes.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FaultRow {
    Fault fault;
    const char *code;
    DeviceFault coarse;
};

constexpr std::array<FaultRow, 29> faultRows{{
    {Fault::Unreachable, "unreachable", DeviceFault::Removed},
    {Fault::TimedOut, "timed-out", DeviceFault::TimedOut},
    {Fault::TooLarge, "too-large", DeviceFault::Protocol},
    {Fault::BadHttp, "bad-http", DeviceFault::Protocol},
    {Fault::BadJson, "bad-json", DeviceFault::Protocol},
    {Fault::BadField, "bad-field", DeviceFault::Protocol},
    {Fault::NotSigned, "not-signed", DeviceFault::Untrusted},
    {Fault::BadSignature, "bad-signature", DeviceFault::Untrusted},
    {Fault::BadChain, "bad-chain", DeviceFault::Untrusted},
    {Fault::WrongTransaction, "wrong-transaction", DeviceFault::Untrusted},
    {Fault::WrongTime, "wrong-time", DeviceFault::Untrusted},
    {Fault::WrongVersion, "wrong-version", DeviceFault::Protocol},
    {Fault::WrongDevice, "wrong-device", DeviceFault::Untrusted},
    {Fault::WrongPurpose, "wrong-purpose", DeviceFault::Untrusted},
    {Fault::BrokenHashChain, "broken-hash-chain", DeviceFault::Untrusted},
    {Fault::BadRecord, "bad-record", DeviceFault::Protocol},
    {Fault::BadAddress, "bad-address", DeviceFault::Untrusted},
    {Fault::NotTrusted, "not-trusted", DeviceFault::Untrusted},
    {Fault::NotRegistered, "not-registered", DeviceFault::NotReady},
    {Fault::Tampered, "tampered", DeviceFault::Untrusted},
    {Fault::NoManagementServer, "no-management-server", DeviceFault::NotReady},
    {Fault::NoDevice, "no-device", DeviceFault::Removed},
    {Fault::KeyExpired, "key-expired", DeviceFault::NotReady},
    {Fault::NotSupported, "not-supported", DeviceFault::NotSupported},
    {Fault::NotReady, "not-ready", DeviceFault::NotReady},
    {Fault::Busy, "busy", DeviceFault::Busy},
    {Fault::RequestRefused, "request-refused", DeviceFault::Protocol},
    {Fault::Vendor, "vendor", DeviceFault::Protocol},
    {Fault::Cancelled, "cancelled", DeviceFault::Cancelled}, // last: what is not in the list
}};

const FaultRow &faultRow(Fault fault)
{
    return *std::find_if(faultRows.begin(), faultRows.end() - 1,
                         [fault](const FaultRow &row) { return row.fault == fault; });
}

struct CodeRow {
    int code;
    Fault fault;
};
// The specifications' lists of error codes, and those of MOSIP's own test service.
constexpr std::array<CodeRow, 13> errorCodes{{
    {100, Fault::NotRegistered},
    {103, Fault::Tampered},
    {104, Fault::NoManagementServer},
    {106, Fault::NoDevice},
    {107, Fault::KeyExpired},
    {108, Fault::KeyExpired},
    {109, Fault::NotSupported},
    {110, Fault::NotReady},
    {111, Fault::Busy},
    {112, Fault::RequestRefused},
    {202, Fault::NoDevice},
    {702, Fault::NotReady},
    {703, Fault::Busy},
}};

struct RetryRow {
    int code;
    RetryKind kind;
};
constexpr std::array<RetryRow, 4> retryCodes{{
    {101, RetryKind::NothingSeen},
    {102, RetryKind::NotReadable},
    {105, RetryKind::Misplaced},
    {701, RetryKind::NothingSeen}, // "capture timeout" of MOSIP's test service
}};

constexpr std::array<const char *, 5> fingerNames{"Thumb", "IndexFinger", "MiddleFinger", "RingFinger",
                                                  "LittleFinger"};

} // namespace

QString versionText(Version version) { return version == Version::V10 ? u"1.0"_s : u"0.9.5"_s; }

std::optional<Version> versionOf(QStringView text)
{
    if (text == u"0.9.5")
        return Version::V095;
    if (text == u"1.0" || text == u"1.0.0")
        return Version::V10;
    return {};
}

QString modalityText(Modality modality)
{
    constexpr std::array<const char *, 3> names{"Finger", "Iris", "Face"};
    return QString::fromLatin1(names.at(size_t(modality)));
}

std::optional<Modality> modalityOf(QStringView text)
{
    for (const Modality modality : {Modality::Finger, Modality::Iris, Modality::Face}) {
        if (text.compare(modalityText(modality), Qt::CaseInsensitive) == 0)
            return modality;
    }
    return {};
}

QString faultCode(Fault fault) { return QString::fromLatin1(faultRow(fault).code); }

DeviceFault deviceFault(Fault fault) { return faultRow(fault).coarse; }

DeviceError Error::asDeviceError(const QString &device) const
{
    QString text = faultCode(fault);
    if (deviceCode != 0)
        text += u" (%1)"_s.arg(deviceCode);
    if (!detail.isEmpty())
        text += u": "_s + detail;
    return {deviceFault(fault), device, text};
}

std::optional<Refusal> refusalOf(int code, const QString &info)
{
    if (code == 0)
        return {};
    const auto retry = std::find_if(retryCodes.begin(), retryCodes.end(),
                                    [code](const RetryRow &row) { return row.code == code; });
    const QString told = u"service says %1: %2"_s.arg(code).arg(info.left(200));
    if (retry != retryCodes.end())
        return Retry{retry->kind, {}, told};
    const auto row = std::find_if(errorCodes.begin(), errorCodes.end(),
                                  [code](const CodeRow &r) { return r.code == code; });
    return Error{row == errorCodes.end() ? Fault::Vendor : row->fault, code, info.left(200)};
}

QString fingerSubtype(FingerPosition finger)
{
    const int index = int(finger) - int(FingerPosition::RightThumb);
    const QString hand = index < 5 ? u"Right "_s : u"Left "_s;
    return hand + QString::fromLatin1(fingerNames.at(size_t(index % 5)));
}

std::optional<FingerPosition> fingerOf(QStringView subtype)
{
    for (const FingerPosition finger : allFingers) {
        if (subtype == fingerSubtype(finger))
            return finger;
    }
    return {};
}

QString eyeSubtype(EyePosition eye) { return eye == EyePosition::Right ? u"Right"_s : u"Left"_s; }

std::optional<EyePosition> eyeOf(QStringView subtype)
{
    for (const EyePosition eye : {EyePosition::Right, EyePosition::Left}) {
        if (subtype == eyeSubtype(eye))
            return eye;
    }
    return {};
}

} // namespace indraj::sbi
