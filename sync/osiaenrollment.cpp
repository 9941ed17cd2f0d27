#include "sync/osiaenrollment.h"

#include "sync/portraitmetadata.h"

#include <QJsonArray>

#include <array>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

/// In the order of the position codes 1-10.
constexpr std::array fingerNames{"right-thumb", "right-index", "right-middle", "right-ring", "right-little",
                                 "left-thumb",  "left-index",  "left-middle",  "left-ring",  "left-little"};

QString osiaFinger(FingerPosition finger) { return fingerName(finger).toUpper().replace(u'-', u'_'); }

QString osiaCompression(const QString &mimeType)
{
    if (mimeType == "image/jp2"_L1)
        return u"JPEG2000"_s;
    if (mimeType == "image/jpeg"_L1)
        return u"JPEG"_s;
    return mimeType == "image/png"_L1 ? u"PNG"_s : QString();
}

/// Leaves out what has no meaning, so that "0 dpi" is never taken for a measurement.
void setSize(QJsonObject &object, const SampleInfo &info)
{
    if (info.width > 0 && info.height > 0) {
        object["width"_L1] = info.width;
        object["height"_L1] = info.height;
    }
    object["mimeType"_L1] = info.mimeType;
    object["captureDate"_L1] = wireTime(info.capturedAt);
    if (!info.device.isEmpty())
        object["captureDevice"_L1] = info.device;
}

QJsonObject iris(const SampleInfo &info, const Enrolment &enrolment)
{
    QJsonObject object = osiaBiometric(info);
    if (const SampleInfo *record = enrolment.irisRecord(info.eye)) {
        object["templateRef"_L1] = sampleRef(record->id);
        object["templateFormat"_L1] = u"ISO_19794_6_2011"_s;
    }
    return object;
}

QJsonObject portrait(const SampleInfo &info, const Enrolment &enrolment)
{
    QJsonObject object = osiaBiometric(info);
    if (const SampleInfo *record = enrolment.portraitRecord()) {
        object["templateRef"_L1] = sampleRef(record->id);
        object["templateFormat"_L1] = u"ISO_19794_5_2011"_s;
    }
    object["metadata"_L1] = portraitMetadata(info, enrolment.faceAtSignOff(), enrolment.portraitTries());
    return object;
}

QJsonObject finger(const SampleInfo &info, const QString &record)
{
    QJsonObject object = osiaBiometric(info);
    if (!record.isEmpty()) {
        object["templateRef"_L1] = record;
        object["templateFormat"_L1] = u"ISO_19794_4_2011"_s;
    }
    return object;
}

QString osiaPresence(ExceptionKind kind)
{
    switch (kind) {
    case ExceptionKind::Bandaged:
        return u"BANDAGED"_s;
    case ExceptionKind::Damaged:
        return u"DAMAGED"_s;
    case ExceptionKind::Missing:
        break;
    }
    return u"AMPUTATED"_s;
}

template <class Exception>
QJsonObject missing(const QString &type, const QString &subType, const Exception &exception)
{
    QJsonObject object{{u"biometricType"_s, type},
                       {u"biometricSubType"_s, subType},
                       {u"missing"_s,
                        QJsonArray{QJsonObject{{u"biometricSubType"_s, subType},
                                               {u"presence"_s, osiaPresence(exception.kind)}}}}};
    if (exception.at.isValid())
        object["captureDate"_L1] = wireTime(exception.at);
    if (!exception.note.isEmpty())
        object["comment"_L1] = exception.note;
    return object;
}

QJsonObject notSigned(const NotSigned &answer)
{
    QJsonObject object{{u"biometricType"_s, u"SIGNATURE"_s},
                       {u"comment"_s, u"not signed: %1"_s.arg(answer.reasonCode)}};
    if (!answer.note.isEmpty())
        object["comment"_L1] = u"not signed: %1, %2"_s.arg(answer.reasonCode, answer.note);
    if (answer.at.isValid())
        object["captureDate"_L1] = wireTime(answer.at);
    return object;
}

QJsonObject document(const SampleInfo &info)
{
    QJsonObject part{{u"pages"_s, QJsonArray{1}}, {u"dataRef"_s, sampleRef(info.id)}};
    setSize(part, info);
    QJsonObject object{
        {u"documentType"_s, u"OTHER"_s}, {u"instance"_s, info.id.toString()}, {u"parts"_s, QJsonArray{part}}};
    if (info.kind == SampleKind::ExceptionPhoto)
        object["documentTypeOther"_L1] = u"exception photo"_s;
    else if (info.kind == SampleKind::EarlierCard)
        object["documentTypeOther"_L1] = u"earlier card"_s;
    else if (info.kind == SampleKind::CardPortrait)
        object["documentTypeOther"_L1] = u"card portrait"_s;
    return object;
}

} // namespace

QJsonObject osiaBiometric(const SampleInfo &info)
{
    QJsonObject object;
    switch (info.kind) {
    case SampleKind::FacePortrait:
        object["biometricType"_L1] = u"FACE"_s;
        object["biometricSubType"_L1] = u"PORTRAIT"_s;
        break;
    case SampleKind::Finger:
        object["biometricType"_L1] = u"FINGER"_s;
        object["biometricSubType"_L1] = osiaFinger(info.finger);
        object["impressionType"_L1] = u"LIVE_SCAN_PLAIN"_s;
        break;
    case SampleKind::Iris:
        object["biometricType"_L1] = u"IRIS"_s;
        object["biometricSubType"_L1] = u"EYE_"_s + eyeName(info.eye).toUpper();
        break;
    case SampleKind::ApplicantSignature:
    case SampleKind::Document:
    case SampleKind::FaceAtSignOff:
    case SampleKind::ExceptionPhoto:
    case SampleKind::PortraitRecord:
    case SampleKind::CardPortrait:
    case SampleKind::EarlierCard:
    case SampleKind::IrisRecord:
    case SampleKind::PortraitTries:
        object["biometricType"_L1] = u"SIGNATURE"_s;
        break;
    }
    setSize(object, info);
    object["imageRef"_L1] = sampleRef(info.id);
    if (info.resolution > 0)
        object["resolution"_L1] = info.resolution;
    if (const QString compression = osiaCompression(info.mimeType); !compression.isEmpty())
        object["compression"_L1] = compression;
    // ISO/IEC 29794-1: a score is nothing without its algorithm; 255 says that none could be computed.
    if (!info.quality.algorithm.isEmpty()) {
        object["quality"_L1] = info.quality.value;
        object["qualityFormat"_L1] = info.quality.algorithm;
    }
    if (info.manual)
        object["comment"_L1] = u"manual: %1"_s.arg(info.manualReason);
    return object;
}

QString sampleRef(SampleId id) { return u"urn:uuid:"_s + id.toString(); }

QString eyeName(EyePosition eye) { return eye == EyePosition::Left ? u"left"_s : u"right"_s; }

QString fingerName(FingerPosition finger)
{
    return QString::fromLatin1(fingerNames.at(static_cast<std::size_t>(finger) - 1));
}

QString wireTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

namespace {

/// What was captured, by the part of an enrolment that OSIA has it in.
struct Entries {
    QJsonArray biometrics, documents;
};

void addSample(Entries &entries, const SampleInfo &info, const Enrolment &enrolment,
               const QString &fingerRecord)
{
    switch (info.kind) {
    case SampleKind::Document:
    case SampleKind::ExceptionPhoto:
    case SampleKind::CardPortrait:
    case SampleKind::EarlierCard:
        entries.documents.append(document(info));
        break;
    case SampleKind::FacePortrait:
        entries.biometrics.append(portrait(info, enrolment));
        break;
    case SampleKind::Iris:
        entries.biometrics.append(iris(info, enrolment));
        break;
    case SampleKind::Finger:
        entries.biometrics.append(finger(info, fingerRecord));
        break;
    case SampleKind::ApplicantSignature:
        entries.biometrics.append(osiaBiometric(info));
        break;
    case SampleKind::PortraitRecord: // named by the portrait's entry
    case SampleKind::IrisRecord: // named by the iris's entry
    case SampleKind::PortraitTries: // in the metadata of the portrait's entry
    case SampleKind::FaceAtSignOff: // stays at the station
        break;
    }
}

Entries entriesOf(const Enrolment &enrolment, const QString &fingerRecord)
{
    Entries entries;
    for (const SampleInfo &info : enrolment.samples)
        addSample(entries, info, enrolment, fingerRecord);
    for (const BiometricException &exception : enrolment.exceptions)
        entries.biometrics.append(missing(u"FINGER"_s, osiaFinger(exception.finger), exception));
    for (const EyeException &exception : enrolment.eyeExceptions)
        entries.biometrics.append(
            missing(u"IRIS"_s, u"EYE_"_s + eyeName(exception.eye).toUpper(), exception));
    if (enrolment.notSigned)
        entries.biometrics.append(notSigned(*enrolment.notSigned));
    return entries;
}

QJsonObject requestOf(const Enrolment &enrolment)
{
    QJsonObject request{{u"requestType"_s, enrolment.service},
                        {u"formVersion"_s, enrolment.formVersion},
                        {u"token"_s, enrolment.token}};
    if (!enrolment.corrects.isNull())
        request["corrects"_L1] = enrolment.corrects.toString();
    return request;
}

} // namespace

QJsonObject osiaEnrollment(const Enrolment &enrolment, const QString &fingerRecord)
{
    QJsonObject biographic;
    for (auto field = enrolment.fields.cbegin(); field != enrolment.fields.cend(); ++field)
        biographic[field.key()] = field.value();
    const Entries entries = entriesOf(enrolment, fingerRecord);
    QJsonObject object{
        {u"enrollmentType"_s, u"citizen"_s},
        {u"requestData"_s, requestOf(enrolment)},
        {u"contextualData"_s,
         QJsonObject{{u"enrollmentDate"_s, wireTime(enrolment.createdAt)},
                     {u"capturedBy"_s, enrolment.capturedBy}}},
        {u"biographicData"_s, biographic},
        {u"biometricData"_s, entries.biometrics},
    };
    if (!entries.documents.isEmpty())
        object["documentData"_L1] = entries.documents;
    return object;
}

} // namespace indraj
