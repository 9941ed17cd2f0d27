#pragma once

#include "enrollment/forms.h"
#include "enrollment/places.h"
#include "storage/enrolmentstore.h"
#include "storage/stationaccess.h"
#include "tests/support/places.h"

#include <QApplication>
#include <QFile>
#include <QInputMethodEvent>
#include <QPromise>
#include <QTest>

#include <map>

namespace indraj {

/// An answer that comes with the next turn of the event loop, as from another thread.
template <class T> Answer<T> answered(tl::expected<T, StoreError> value)
{
    auto promise = std::make_shared<QPromise<tl::expected<T, StoreError>>>();
    promise->start();
    QMetaObject::invokeMethod(
        qApp,
        [promise, value = std::move(value)] {
            promise->addResult(value);
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

inline StoreError failure(StoreFault fault)
{
    StoreError error;
    error.fault = fault;
    return error;
}

inline FieldSpec fieldSpec(const char *key, FieldType type, const char *pairedWith = "")
{
    FieldSpec spec;
    spec.key = QString::fromLatin1(key);
    spec.type = type;
    spec.pairedWith = QString::fromLatin1(pairedWith);
    return spec;
}

/// A store that lives in memory and can be told to refuse saving.
class MemoryStore : public EnrolmentStore {
public:
    bool failing = false;
    StoreFault fault = StoreFault::DiskFull; ///< while failing
    int saves = 0;
    QStringList order; ///< what was committed, in order
    std::map<EnrolmentId, Enrolment> content;

    Answer<Enrolment> createDraft(const Actor &actor, const QString &service, int formVersion) override
    {
        Enrolment made;
        made.id = EnrolmentId::create();
        made.token = QStringLiteral("T-%1").arg(content.size() + 1, 3, 10, QLatin1Char('0'));
        made.service = service;
        made.formVersion = formVersion;
        made.capturedBy = actor.id;
        made.createdAt = made.savedAt = QDateTime::currentDateTimeUtc();
        content[made.id] = made;
        return answered<Enrolment>(made);
    }
    Answer<Enrolment> load(EnrolmentId id) override { return give(id); }
    Answer<QList<EnrolmentSummary>> list(const ListFilter &) override
    {
        QList<EnrolmentSummary> rows;
        for (const auto &[id, one] : content)
            rows.append({.id = id,
                         .token = one.token,
                         .service = one.service,
                         .state = one.state,
                         .step = one.step,
                         .nameEnglish = one.fields.value(QStringLiteral("name.en")),
                         .nameUrdu = one.fields.value(QStringLiteral("name.ur")),
                         .capturedBy = one.capturedBy,
                         .createdAt = one.createdAt,
                         .savedAt = one.savedAt,
                         .fingersDone = 4,
                         .registry = one.registry,
                         .returnReason = QStringLiteral("photo-poor")});
        return answered<QList<EnrolmentSummary>>(rows);
    }
    Answer<Enrolment> saveFields(EnrolmentId id, const FieldValues &values, const QString &step,
                                 const Actor &) override
    {
        ++saves;
        if (failing)
            return refuse();
        order << QStringLiteral("fields");
        content[id].fields = values;
        content[id].step = step;
        content[id].savedAt = QDateTime::currentDateTimeUtc();
        return give(id);
    }
    Answer<Enrolment> saveSample(EnrolmentId id, const Sample &sample, const Actor &) override
    {
        if (failing)
            return refuse();
        order << QStringLiteral("sample %1").arg(int(sample.info.finger));
        content[id].samples.append(sample.info);
        return give(id);
    }
    Answer<Enrolment> saveException(EnrolmentId id, const BiometricException &exception,
                                    const Actor &) override
    {
        if (failing)
            return refuse();
        order << QStringLiteral("exception %1").arg(int(exception.finger));
        content[id].exceptions.append(exception);
        return give(id);
    }
    Answer<Enrolment> clearException(EnrolmentId id, FingerPosition finger, const Actor &) override
    {
        if (failing)
            return refuse();
        order << QStringLiteral("clear %1").arg(int(finger));
        content[id].exceptions.removeIf(
            [finger](const BiometricException &one) { return one.finger == finger; });
        return give(id);
    }
    Answer<Enrolment> saveEyeException(EnrolmentId id, const EyeException &exception, const Actor &) override
    {
        Enrolment &one = content[id];
        one.samples.removeIf(
            [&](const SampleInfo &old) { return old.isOfEye() && old.eye == exception.eye; });
        one.eyeExceptions.removeIf([&](const EyeException &old) { return old.eye == exception.eye; });
        one.eyeExceptions.append(exception);
        return give(id);
    }
    Answer<Enrolment> clearEyeException(EnrolmentId id, EyePosition eye, const Actor &) override
    {
        content[id].eyeExceptions.removeIf([eye](const EyeException &old) { return old.eye == eye; });
        return give(id);
    }
    Answer<Enrolment> saveNotSigned(EnrolmentId id, const std::optional<NotSigned> &answer,
                                    const Actor &) override
    {
        content[id].notSigned = answer;
        if (answer)
            content[id].samples.removeIf(
                [](const SampleInfo &old) { return old.kind == SampleKind::ApplicantSignature; });
        return give(id);
    }
    Answer<Sample> loadSample(EnrolmentId, SampleId) override
    {
        return answered<Sample>(tl::unexpected(failure(StoreFault::NotFound)));
    }
    Answer<Enrolment> act(EnrolmentId id, Act, const Actor &, const QString &, const QString &) override
    {
        content[id].state = EnrolmentState::Reviewed;
        return give(id);
    }

private:
    Answer<Enrolment> refuse() { return answered<Enrolment>(tl::unexpected(failure(fault))); }
    Answer<Enrolment> give(EnrolmentId id)
    {
        const auto found = content.find(id);
        if (found == content.end())
            return answered<Enrolment>(tl::unexpected(failure(StoreFault::NotFound)));
        return answered<Enrolment>(found->second);
    }
};

/// Two operators with one pass phrase.
class MemoryAccess : public StationAccess {
public:
    QDateTime lockedUntil; ///< valid: every try is answered with LockedOut
    int tries = 0;
    QList<OperatorEntry> entries{{{QStringLiteral("op-1"), Role::Operator, QStringLiteral("Nadia Jamil"),
                                   QStringLiteral("نادیہ جمیل")},
                                  false},
                                 {{QStringLiteral("su-1"), Role::Supervisor, QStringLiteral("Tariq Mehmood"),
                                   QStringLiteral("طارق محمود")},
                                  false}};

    bool exists() const override { return true; }
    Answer<Done> create(const QString &, std::vector<NewOperator>) override { return answered<Done>(Done{}); }
    tl::expected<QList<OperatorEntry>, StoreError> operators() const override { return entries; }
    Answer<Actor> unlock(const QString &operatorId, SecretBytes passphrase) override
    {
        ++tries;
        if (lockedUntil.isValid()) {
            StoreError error = failure(StoreFault::LockedOut);
            error.retryAt = lockedUntil;
            return answered<Actor>(tl::unexpected(error));
        }
        constexpr std::string_view right = "blue river stone";
        const auto bytes = passphrase.bytes();
        const bool fits = std::equal(bytes.begin(), bytes.end(), right.begin(), right.end());
        for (const OperatorEntry &entry : std::as_const(entries))
            if (entry.actor.id == operatorId && fits)
                return answered<Actor>(entry.actor);
        return answered<Actor>(tl::unexpected(failure(StoreFault::WrongPassphrase)));
    }
    Answer<Done> lock() override { return answered<Done>(Done{}); }
    Answer<QByteArray> certificateRequest() override { return answered<QByteArray>(QByteArray()); }
    Answer<Done> installCertificate(const QByteArray &) override { return answered<Done>(Done{}); }
    Answer<std::shared_ptr<StationIdentity>> identity() override
    {
        return answered<std::shared_ptr<StationIdentity>>(nullptr);
    }
};

inline QByteArray readFile(const QString &name)
{
    QFile file(indraj::test::sourcePath("/resources/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline FormSpec firstCardForm()
{
    return parseFormSpec(readFile(QStringLiteral("forms/first-card.json"))).value();
}
/// The services of the folder: the first card and the renewal.
inline Forms stationForms()
{
    return Forms({firstCardForm(), parseFormSpec(readFile(QStringLiteral("forms/renewal.json"))).value()});
}
inline Places allPlaces() { return parsePlaces(readFile(QStringLiteral("forms/places.json"))).value(); }

inline void typeUrdu(QWidget *widget, const QString &text)
{
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(widget, &event);
}

} // namespace indraj
