#include "storage/codes.h"

#include "storage/comparisoncodes.h"

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
constexpr std::array kinds{Code{SampleKind::FacePortrait, "portrait"_L1},
                           Code{SampleKind::Finger, "finger"_L1},
                           Code{SampleKind::ApplicantSignature, "signature"_L1},
                           Code{SampleKind::Document, "document"_L1},
                           Code{SampleKind::FaceAtSignOff, "face-at-sign-off"_L1},
                           Code{SampleKind::ExceptionPhoto, "exception-photo"_L1},
                           Code{SampleKind::PortraitRecord, "portrait-record"_L1},
                           Code{SampleKind::CardPortrait, "card-portrait"_L1},
                           Code{SampleKind::EarlierCard, "earlier-card"_L1},
                           Code{SampleKind::PortraitTries, "portrait-tries"_L1},
                           Code{SampleKind::Iris, "iris"_L1},
                           Code{SampleKind::IrisRecord, "iris-record"_L1}};
constexpr std::array exceptionKinds{Code{ExceptionKind::Missing, "missing"_L1},
                                    Code{ExceptionKind::Bandaged, "bandaged"_L1},
                                    Code{ExceptionKind::Damaged, "damaged"_L1}};
constexpr std::array vetoes{Code{Veto::None, "none"_L1}, Code{Veto::AcceptedObvious, "accepted-obvious"_L1},
                            Code{Veto::AcceptedWithout, "accepted-without"_L1},
                            Code{Veto::Rejected, "rejected"_L1}};
constexpr std::array faults{
    Code{UploadFault::None, "none"_L1},
    Code{UploadFault::NoConnection, "no-connection"_L1},
    Code{UploadFault::Timeout, "timeout"_L1},
    Code{UploadFault::TlsRefused, "tls-refused"_L1},
    Code{UploadFault::Busy, "busy"_L1},
    Code{UploadFault::Conflict, "conflict"_L1},
    Code{UploadFault::RefusedByCentral, "refused-by-central"_L1},
    Code{UploadFault::ReceiptInvalid, "receipt-invalid"_L1},
    Code{UploadFault::ReceiptOtherHead, "receipt-other-head"_L1},
    Code{UploadFault::SealFailed, "seal-failed"_L1},
    Code{UploadFault::LocalDamage, "local-damage"_L1},
    Code{UploadFault::NotCentral, "not-central"_L1},
};

constexpr std::array verdicts{Code{CentralVerdict::Accepted, "accepted"_L1},
                              Code{CentralVerdict::NeedsCorrection, "needs-correction"_L1},
                              Code{CentralVerdict::Duplicate, "duplicate"_L1},
                              Code{CentralVerdict::Rejected, "rejected"_L1}};

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

QJsonValue numberToJson(const std::optional<double> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

std::optional<double> numberFromJson(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QJsonValue agesEnd(const AgeSpan &ages)
{
    return ages.to ? QJsonValue(*ages.to) : QJsonValue(QJsonValue::Null);
}

std::optional<AgeSpan> agesFromJson(const QJsonArray &ages)
{
    if (ages.size() != 2)
        return std::nullopt;
    const QJsonValue end = ages.at(1);
    return AgeSpan{ages.at(0).toInt(), end.isDouble() ? std::optional(end.toInt()) : std::nullopt};
}

std::optional<CropAdjustment> cropFromJson(const QJsonArray &row)
{
    if (row.size() != 4)
        return std::nullopt;
    return CropAdjustment{row.at(0).toDouble(), row.at(1).toDouble(), row.at(2).toDouble(1),
                          row.at(3).toDouble()};
}

/// A row, not an object: forty of them stand in every attempt at a portrait.
QJsonArray criterionToJson(const CriterionValue &c)
{
    QJsonArray row{c.key,
                   numberToJson(c.value),
                   c.score,
                   c.least,
                   c.most,
                   numberToJson(c.lower),
                   numberToJson(c.upper),
                   c.level,
                   c.state};
    if (!c.reason.isEmpty())
        row.append(c.reason);
    return row;
}

CriterionValue criterionFromJson(const QJsonArray &row)
{
    CriterionValue c;
    c.key = row.at(0).toString();
    c.value = numberFromJson(row.at(1));
    c.score = row.at(2).toInt(QualityScore::failed);
    c.least = row.at(3).toDouble();
    c.most = row.at(4).toDouble();
    c.lower = numberFromJson(row.at(5));
    c.upper = numberFromJson(row.at(6));
    c.level = row.at(7).toString();
    c.state = row.at(8).toString();
    c.reason = row.at(9).toString();
    return c;
}

QJsonObject attemptToJson(const CaptureAttempt &attempt)
{
    QJsonObject object{{u"number"_s, attempt.number},
                       {u"quality"_s, qualityToJson(attempt.quality)},
                       {u"outcome"_s, attempt.outcome},
                       {u"at"_s, timeToJson(attempt.at)}};
    if (!attempt.profile.isEmpty())
        object[u"profile"_s] = attempt.profile;
    if (attempt.profileAges)
        object[u"ages"_s] = QJsonArray{attempt.profileAges->from, agesEnd(*attempt.profileAges)};
    QJsonArray criteria;
    for (const CriterionValue &criterion : attempt.criteria)
        criteria.append(criterionToJson(criterion));
    if (!criteria.isEmpty())
        object[u"criteria"_s] = criteria;
    if (attempt.veto != Veto::None) {
        object[u"veto"_s] = vetoCode(attempt.veto);
        object[u"vetoReason"_s] = attempt.vetoReason;
    }
    if (attempt.crop) {
        object[u"crop"_s]
            = QJsonArray{attempt.crop->right, attempt.crop->down, attempt.crop->size, attempt.crop->degrees};
        object[u"cutFrom"_s] = timeToJson(attempt.cutFrom);
    }
    return object;
}

Outcome<Veto> vetoFromJson(const QJsonObject &object)
{
    return vetoFromCode(object[u"veto"_s].toString(u"none"_s));
}

Outcome<CaptureAttempt> attemptFromJson(const QJsonObject &object)
{
    const auto veto = vetoFromJson(object);
    if (!veto)
        return tl::unexpected(veto.error());
    CaptureAttempt attempt{object[u"number"_s].toInt(), qualityFromJson(object[u"quality"_s]),
                           object[u"outcome"_s].toString(), timeFromJson(object[u"at"_s])};
    attempt.profile = object[u"profile"_s].toString();
    attempt.profileAges = agesFromJson(object[u"ages"_s].toArray());
    const QJsonArray criteria = object[u"criteria"_s].toArray();
    for (const auto &row : criteria)
        attempt.criteria.append(criterionFromJson(row.toArray()));
    attempt.veto = *veto;
    attempt.vetoReason = object[u"vetoReason"_s].toString();
    attempt.crop = cropFromJson(object[u"crop"_s].toArray());
    attempt.cutFrom = timeFromJson(object[u"cutFrom"_s]);
    return attempt;
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

QString verdictCode(CentralVerdict verdict) { return textOf(verdicts, verdict); }
Outcome<CentralVerdict> verdictFromCode(QStringView code) { return valueOf(verdicts, code); }

QString vetoCode(Veto veto) { return textOf(vetoes, veto); }
Outcome<Veto> vetoFromCode(QStringView code) { return valueOf(vetoes, code); }

bool isFinger(int code) { return code >= 1 && code <= 10; }
bool isEye(int code) { return code == 1 || code == 2; }

QByteArray sampleInfoToJson(const SampleInfo &info)
{
    QJsonArray attempts;
    for (const CaptureAttempt &attempt : info.attempts)
        attempts.append(attemptToJson(attempt));
    QJsonObject object{
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
    if (!info.manualNote.isEmpty())
        object[u"manualNote"_s] = info.manualNote;
    if (info.veto != Veto::None)
        object[u"veto"_s] = vetoCode(info.veto);
    if (info.isOfEye())
        object[u"eye"_s] = static_cast<int>(info.eye);
    addComparisons(object, info);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Outcome<SampleInfo> sampleInfoFromJson(SampleId id, const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto kind = kindFromCode(object[u"kind"_s].toString());
    const auto veto = vetoFromJson(object);
    const int finger = object[u"finger"_s].toInt();
    if (!kind || !veto || !isFinger(finger))
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
    info.manualNote = object[u"manualNote"_s].toString();
    info.veto = *veto;
    if (info.isOfEye()) {
        const int eye = object[u"eye"_s].toInt();
        if (!isEye(eye))
            return failed(StoreFault::Damaged, u"a picture of an eye does not say whose"_s);
        info.eye = static_cast<EyePosition>(eye);
    }
    const auto comparisons = comparisonsFrom(object);
    if (!comparisons)
        return tl::unexpected(comparisons.error());
    info.comparisons = *comparisons;
    const QJsonArray attempts = object[u"attempts"_s].toArray();
    for (const auto &value : attempts) {
        const auto attempt = attemptFromJson(value.toObject());
        if (!attempt)
            return tl::unexpected(attempt.error());
        info.attempts.append(*attempt);
    }
    return info;
}

} // namespace indraj
