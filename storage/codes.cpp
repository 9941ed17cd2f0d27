#include "storage/codes.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Value> struct Code {
    Value value;
    QLatin1StringView text;
};
template <class Value> Code(Value, QLatin1StringView) -> Code<Value>; // clang 14 does not deduce aggregates

constexpr std::array roles{Code{Role::Operator, "operator"_L1}, Code{Role::Supervisor, "supervisor"_L1}};
constexpr std::array kinds{
    Code{SampleKind::FacePortrait, "portrait"_L1}, Code{SampleKind::Finger, "finger"_L1},
    Code{SampleKind::ApplicantSignature, "signature"_L1}, Code{SampleKind::Document, "document"_L1}};
constexpr std::array exceptionKinds{Code{ExceptionKind::Missing, "missing"_L1},
                                    Code{ExceptionKind::Bandaged, "bandaged"_L1},
                                    Code{ExceptionKind::Damaged, "damaged"_L1}};
constexpr std::array faults{
    Code{UploadFault::None, "none"_L1},
    Code{UploadFault::NoConnection, "no-connection"_L1},
    Code{UploadFault::Timeout, "timeout"_L1},
    Code{UploadFault::TlsRefused, "tls-refused"_L1},
    Code{UploadFault::Busy, "busy"_L1},
    Code{UploadFault::Conflict, "conflict"_L1},
    Code{UploadFault::RefusedByCentral, "refused-by-central"_L1},
    Code{UploadFault::ReceiptInvalid, "receipt-invalid"_L1},
    Code{UploadFault::SealFailed, "seal-failed"_L1},
    Code{UploadFault::LocalDamage, "local-damage"_L1},
    Code{UploadFault::NotCentral, "not-central"_L1},
};

/// Empty for a value outside the enumeration, which the callers treat as invalid input.
template <class Table, class Value> QString textOf(const Table &table, Value value)
{
    const auto found
        = std::find_if(table.begin(), table.end(), [&](const auto &code) { return code.value == value; });
    return found == table.end() ? QString() : QString(found->text);
}

template <class Table>
auto valueOf(const Table &table, QStringView text) -> Outcome<decltype(table.front().value)>
{
    const auto found
        = std::find_if(table.begin(), table.end(), [&](const auto &code) { return code.text == text; });
    if (found == table.end())
        return failed(StoreFault::Damaged, u"unknown code in the vault"_s);
    return found->value;
}

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toMSecsSinceEpoch()) : QJsonValue(QJsonValue::Null);
}

QDateTime timeFromJson(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

QJsonObject qualityToJson(const QualityScore &score)
{
    return {{u"value"_s, score.value}, {u"algorithm"_s, score.algorithm}};
}

QualityScore qualityFromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    return {object[u"value"_s].toInt(QualityScore::failed), object[u"algorithm"_s].toString()};
}

} // namespace

QString roleCode(Role role) { return textOf(roles, role); }
Outcome<Role> roleFromCode(QStringView code) { return valueOf(roles, code); }
QString kindCode(SampleKind kind) { return textOf(kinds, kind); }
Outcome<SampleKind> kindFromCode(QStringView code) { return valueOf(kinds, code); }
QString exceptionCode(ExceptionKind kind) { return textOf(exceptionKinds, kind); }
Outcome<ExceptionKind> exceptionFromCode(QStringView code) { return valueOf(exceptionKinds, code); }
QString faultCode(UploadFault fault) { return textOf(faults, fault); }
Outcome<UploadFault> faultFromCode(QStringView code) { return valueOf(faults, code); }

bool isFinger(int code) { return code >= 1 && code <= 10; }

QByteArray sampleInfoToJson(const SampleInfo &info)
{
    QJsonArray attempts;
    for (const CaptureAttempt &attempt : info.attempts) {
        attempts.append(QJsonObject{{u"number"_s, attempt.number},
                                    {u"quality"_s, qualityToJson(attempt.quality)},
                                    {u"outcome"_s, attempt.outcome},
                                    {u"at"_s, timeToJson(attempt.at)}});
    }
    const QJsonObject object{
        {u"kind"_s, kindCode(info.kind)},
        {u"finger"_s, static_cast<int>(info.finger)},
        {u"mimeType"_s, info.mimeType},
        {u"width"_s, info.width},
        {u"height"_s, info.height},
        {u"resolution"_s, info.resolution},
        {u"quality"_s, qualityToJson(info.quality)},
        {u"device"_s, info.device},
        {u"capturedAt"_s, timeToJson(info.capturedAt)},
        {u"manual"_s, info.manual},
        {u"manualReason"_s, info.manualReason},
        {u"acceptFrom"_s, info.acceptFrom},
        {u"attempts"_s, attempts},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Outcome<SampleInfo> sampleInfoFromJson(SampleId id, const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto kind = kindFromCode(object[u"kind"_s].toString());
    const int finger = object[u"finger"_s].toInt();
    if (!kind || !isFinger(finger))
        return failed(StoreFault::Damaged, u"the description of a sample cannot be read"_s);
    SampleInfo info;
    info.id = id;
    info.kind = *kind;
    info.finger = static_cast<FingerPosition>(finger);
    info.mimeType = object[u"mimeType"_s].toString();
    info.width = object[u"width"_s].toInt();
    info.height = object[u"height"_s].toInt();
    info.resolution = object[u"resolution"_s].toInt();
    info.quality = qualityFromJson(object[u"quality"_s]);
    info.device = object[u"device"_s].toString();
    info.capturedAt = timeFromJson(object[u"capturedAt"_s]);
    info.manual = object[u"manual"_s].toBool();
    info.manualReason = object[u"manualReason"_s].toString();
    info.acceptFrom = object[u"acceptFrom"_s].toInt();
    const QJsonArray attempts = object[u"attempts"_s].toArray();
    for (const auto &value : attempts) {
        const QJsonObject attempt = value.toObject();
        info.attempts.append({attempt[u"number"_s].toInt(), qualityFromJson(attempt[u"quality"_s]),
                              attempt[u"outcome"_s].toString(), timeFromJson(attempt[u"at"_s])});
    }
    return info;
}

} // namespace indraj
