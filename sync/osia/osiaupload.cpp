#include "sync/osia/osiaupload.h"

#include "sync/canonicaljson.h"
#include "sync/cms.h"
#include "sync/osiaenrollment.h"

#include <QPointer>
#include <QUuid>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView osiaOwnReference("urn:uuid:");

QJsonObject withOsiaReference(QJsonObject object, QLatin1StringView key,
                              const std::function<QString(const QString &)> &change)
{
    if (object.contains(key))
        object[key] = change(object.value(key).toString());
    return object;
}

} // namespace

QJsonObject withReferences(const QJsonObject &enrollment,
                           const std::function<QString(const QString &)> &change)
{
    QJsonObject changed = enrollment;
    QJsonArray biometrics;
    const QJsonArray allBiometrics = enrollment.value("biometricData"_L1).toArray();
    for (const auto &value : allBiometrics)
        biometrics.append(withOsiaReference(value.toObject(), "imageRef"_L1, change));
    QJsonArray documents;
    const QJsonArray allDocuments = enrollment.value("documentData"_L1).toArray();
    for (const auto &value : allDocuments) {
        QJsonObject document = value.toObject();
        QJsonArray parts;
        const QJsonArray allParts = document.value("parts"_L1).toArray();
        for (const auto &part : allParts)
            parts.append(withOsiaReference(part.toObject(), "dataRef"_L1, change));
        document["parts"_L1] = parts;
        documents.append(document);
    }
    if (enrollment.contains("biometricData"_L1))
        changed["biometricData"_L1] = biometrics;
    if (enrollment.contains("documentData"_L1))
        changed["documentData"_L1] = documents;
    return changed;
}

OsiaUpload::OsiaUpload(Context context, const UploadRecord &record, QObject *parent)
    : Upload(parent)
    , m_context(std::move(context))
    , m_record(record)
    , m_id(record.packet.toString())
    , m_transaction(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

void OsiaUpload::cancel()
{
    Upload::cancel();
    m_ended = true;
    m_input = {};
    m_enrollment = {};
}

OsiaClient::Callback OsiaUpload::next(Step step)
{
    return [self = QPointer<OsiaUpload>(this), step](const OsiaAnswer &answer) {
        if (self && !self->m_ended)
            ((*self).*step)(answer);
    };
}

void OsiaUpload::start()
{
    m_record.lastTryAt = m_context.nowUtc();
    m_record.requestId = m_transaction;
    ++m_record.tries;
    when(m_context.store.packetContent(m_record.packet),
         [this](const tl::expected<SealInput, StoreError> &input) {
             if (!input)
                 return end(UploadFault::LocalDamage, input.error().detail);
             m_input = *input;
             m_enrollment = osiaEnrollment(m_input.enrolment);
             m_context.client.read(m_id, m_transaction, next(&OsiaUpload::lookThere));
         });
}

void OsiaUpload::lookThere(const OsiaAnswer &answer)
{
    if (answer.fault == OsiaFault::NotFound)
        return createThere();
    if (!answer.ok())
        return fail(answer);
    // Central's rule holds here too: other content under this id wants a person, and is not written over.
    if (answer.json.object().value("biographicData"_L1) != m_enrollment.value("biographicData"_L1))
        return end(UploadFault::Conflict, u"another enrolment is there under this id"_s);
    takeReferences(answer.json.object());
    if (answer.json.object().value("status"_L1) == "FINALIZED"_L1)
        return readBack(answer);
    noteProgress();
    sendNextPicture();
}

void OsiaUpload::createThere()
{
    m_context.client.create(m_id, m_enrollment, m_transaction, next(&OsiaUpload::created));
}

void OsiaUpload::created(const OsiaAnswer &answer)
{
    // Its answer was lost at another try, which is known by now: what is there is ours or somebody else's.
    if (answer.fault == OsiaFault::Exists)
        return end(UploadFault::Conflict, answer.detail);
    if (!answer.ok())
        return fail(answer);
    sendNextPicture();
}

/// What the server refers to by a buffer of its own has come. Only of an enrolment that is the same but for
/// that: an answer about another fills nothing.
void OsiaUpload::takeReferences(const QJsonObject &there)
{
    const QString buffers = m_context.client.bufferAddress(m_id, {});
    const auto none = [](const QString &) { return QString(); };
    const QJsonObject mine = withReferences(m_enrollment, none), theirs = withReferences(there, none);
    bool sound = true;
    withReferences(there, [&](const QString &reference) {
        sound = sound && (reference.startsWith(osiaOwnReference) || reference.startsWith(buffers));
        return reference;
    });
    for (const QLatin1StringView key : {"biometricData"_L1, "documentData"_L1}) {
        if (sound && mine.contains(key) && mine.value(key) == theirs.value(key))
            m_enrollment[key] = there.value(key);
    }
}

void OsiaUpload::sendNextPicture()
{
    QSet<QString> open;
    withReferences(m_enrollment, [&open](const QString &reference) {
        open.insert(reference);
        return reference;
    });
    while (m_sample < m_input.samples.size()
           && !open.contains(sampleRef(m_input.samples.at(m_sample).info.id)))
        ++m_sample;
    if (m_sample >= m_input.samples.size())
        return finalizeThere();
    const Sample &sample = m_input.samples.at(m_sample);
    if (m_context.mayGo && !m_context.mayGo(sample.bytes.size(), m_begun)) {
        m_ended = true;
        Q_EMIT finished(m_record, End::Held, {});
        return;
    }
    m_context.client.createBuffer(m_id, sample.info.mimeType.toLatin1(), sample.bytes, m_transaction,
                                  next(&OsiaUpload::pictureSent));
}

void OsiaUpload::pictureSent(const OsiaAnswer &answer)
{
    const QString buffer = answer.json.object().value("bufferId"_L1).toString();
    if (!answer.ok() || answer.status != 201 || buffer.isEmpty())
        return answer.ok() ? end(UploadFault::NotCentral, u"no bufferId"_s) : fail(answer);
    const QString own = sampleRef(m_input.samples.at(m_sample).info.id);
    const QString there = m_context.client.bufferAddress(m_id, buffer);
    m_enrollment = withReferences(
        m_enrollment, [&](const QString &reference) { return reference == own ? there : reference; });
    QJsonObject changes{{u"biometricData"_s, m_enrollment.value("biometricData"_L1)}};
    if (m_enrollment.contains("documentData"_L1))
        changes["documentData"_L1] = m_enrollment.value("documentData"_L1);
    m_context.client.patch(m_id, changes, m_transaction, next(&OsiaUpload::referenceWritten));
}

void OsiaUpload::referenceWritten(const OsiaAnswer &answer)
{
    if (!answer.ok())
        return fail(answer);
    m_begun = true;
    noteProgress();
    sendNextPicture();
}

/// In the measure of the packet, which is what people are shown.
void OsiaUpload::noteProgress()
{
    qint64 all = 0, sent = 0;
    QSet<QString> open;
    withReferences(m_enrollment, [&open](const QString &reference) {
        open.insert(reference);
        return reference;
    });
    for (const Sample &sample : std::as_const(m_input.samples)) {
        all += sample.bytes.size();
        if (!open.contains(sampleRef(sample.info.id)))
            sent += sample.bytes.size();
    }
    const qint64 committed = all > 0 ? m_record.size * sent / all : 0;
    if (committed <= m_record.committed)
        return;
    m_record.committed = committed;
    m_record.failures = 0;
    m_record.lastFault = UploadFault::None;
    m_record.lastDetail.clear();
    m_record.notBefore = {};
    m_record.state = EnrolmentState::Sending;
    when(m_context.store.recordAttempt(m_record),
         [this, told = m_record](const tl::expected<Done, StoreError> &done) {
             if (done && !m_ended)
                 Q_EMIT progressed(told);
         });
}

void OsiaUpload::finalizeThere()
{
    m_context.client.finalize(m_id, m_transaction, next(&OsiaUpload::finalized));
}

void OsiaUpload::finalized(const OsiaAnswer &answer)
{
    // Perhaps the answer to an earlier one was lost, and it cannot be finalized twice: what is there decides.
    if (!answer.ok() && !answer.answered())
        return fail(answer);
    m_finalizeAnswer = answer;
    m_context.client.read(m_id, m_transaction, next(&OsiaUpload::readBack));
}

bool OsiaUpload::hasAllReferences() const
{
    bool all = true;
    withReferences(m_enrollment, [&all](const QString &reference) {
        all = all && !reference.startsWith(osiaOwnReference);
        return reference;
    });
    return all;
}

/// FINALIZED counts only with everything in it.
void OsiaUpload::readBack(const OsiaAnswer &answer)
{
    if (!answer.ok())
        return fail(answer);
    const QJsonObject there = answer.json.object();
    if (!m_finalizeAnswer.ok() && there.value("status"_L1) != "FINALIZED"_L1)
        return fail(m_finalizeAnswer);
    const bool same = there.value("biographicData"_L1) == m_enrollment.value("biographicData"_L1)
        && there.value("biometricData"_L1) == m_enrollment.value("biometricData"_L1)
        && there.value("documentData"_L1) == m_enrollment.value("documentData"_L1);
    if (there.value("status"_L1) != "FINALIZED"_L1 || !same || !hasAllReferences())
        return end(UploadFault::Conflict, u"what is finalized there is not what is here"_s);
    keepWord();
}

/// OSIA has no receipt; the site's file says that FINALIZED is the authority's word, so what was read takes
/// its place.
void OsiaUpload::keepWord()
{
    const auto json = canonicalJson(m_enrollment);
    const QByteArray digest = cms::sha256(json.value_or(QByteArray()));
    const auto word = canonicalJson({{u"osiaWord"_s, 1},
                                     {u"server"_s, m_context.client.site().enrollment.toString()},
                                     {u"enrollmentId"_s, m_id},
                                     {u"status"_s, u"FINALIZED"_s},
                                     {u"enrollmentSha256"_s, QString::fromLatin1(digest.toHex())},
                                     {u"readAt"_s, wireTime(m_context.nowUtc())}});
    if (!word)
        return end(UploadFault::LocalDamage, word.error());
    when(m_context.store.recordReceipt(m_record.packet, *word),
         [this](const tl::expected<UploadRecord, StoreError> &tombstone) {
             if (m_ended)
                 return;
             if (!tombstone)
                 return end(UploadFault::LocalDamage, tombstone.error().detail);
             m_ended = true;
             Q_EMIT finished(*tombstone, End::Erased, {});
         });
}

void OsiaUpload::fail(const OsiaAnswer &answer) { end(uploadFaultOf(answer.fault), answer.detail); }

void OsiaUpload::end(UploadFault fault, const QString &detail)
{
    if (std::exchange(m_ended, true))
        return;
    ++m_record.failures;
    m_record.lastFault = fault;
    m_record.lastDetail = detail;
    Q_EMIT finished(m_record, End::Failed, {});
}

} // namespace indraj
