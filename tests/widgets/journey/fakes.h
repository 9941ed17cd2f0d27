#pragma once

#include "capture/fingercapture.h"
#include "capture/likenesscheck.h"
#include "devices/voice/voiceprompt.h"
#include "enrollment/formspec.h"
#include "enrollment/places.h"
#include "fakeface.h"
#include "storage/enrolmentstore.h"
#include "sync/sender.h"
#include "tests/support/places.h"

#include <QFile>
#include <QPainter>
#include <QPromise>

#include <deque>
#include <map>
#include <memory>

namespace indraj {

template <class T> Answer<T> answered(tl::expected<T, StoreError> value)
{
    QPromise<tl::expected<T, StoreError>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// In memory, with the real lifecycle, so that four eyes hold as in the vault.
class StoreInMemory : public EnrolmentStore {
public:
    std::map<EnrolmentId, Enrolment> content;
    std::map<SampleId, Sample> samples;
    QList<Act> acts;
    QString lastReason;

    Answer<Enrolment> createDraft(const Actor &actor, const QString &service, int version) override
    {
        Enrolment made;
        made.id = EnrolmentId::create();
        made.token = QStringLiteral("T-%1").arg(content.size() + 1, 3, 10, QLatin1Char('0'));
        made.service = service;
        made.formVersion = version;
        made.capturedBy = actor.id;
        made.createdAt = made.savedAt = QDateTime::currentDateTimeUtc();
        content[made.id] = made;
        return answered<Enrolment>(made);
    }
    Answer<Enrolment> load(EnrolmentId id) override { return give(id); }
    Answer<QList<EnrolmentSummary>> list(const ListFilter &filter) override
    {
        QList<EnrolmentSummary> rows;
        for (const auto &[id, one] : content) {
            if (!filter.states.contains(one.state))
                continue;
            EnrolmentSummary row;
            row.id = id;
            row.token = one.token;
            row.state = one.state;
            row.nameEnglish = one.fields.value(QStringLiteral("name.en"));
            row.nameUrdu = one.fields.value(QStringLiteral("name.ur"));
            row.capturedBy = one.capturedBy;
            row.savedAt = one.savedAt;
            row.service = one.service;
            row.registry = one.registry;
            row.match = one.match;
            row.exceptionCount = static_cast<int>(one.exceptions.size());
            row.eyeExceptionCount = static_cast<int>(one.eyeExceptions.size());
            for (const SampleInfo &info : one.samples)
                if (info.kind == SampleKind::Finger)
                    row.lowestFinger = qMin(row.lowestFinger, info.quality.value);
            rows << row;
        }
        return answered<QList<EnrolmentSummary>>(rows);
    }
    Answer<Enrolment> saveFields(EnrolmentId id, const FieldValues &values, const QString &step,
                                 const Actor &) override
    {
        content[id].fields = values;
        content[id].step = step;
        return give(id);
    }
    Answer<Enrolment> saveSample(EnrolmentId id, const Sample &sample, const Actor &) override
    {
        Enrolment &one = content[id];
        one.samples.removeIf([&](const SampleInfo &old) {
            return old.sharesPlace(sample.info)
                || (sample.info.kind == SampleKind::Iris && old.isOfEye() && old.eye == sample.info.eye);
        });
        if (sample.info.kind == SampleKind::FacePortrait)
            one.samples.removeIf([](const SampleInfo &old) {
                return old.kind == SampleKind::FaceAtSignOff || old.kind == SampleKind::PortraitTries;
            });
        one.samples << sample.info;
        if (sample.info.kind == SampleKind::ApplicantSignature)
            one.notSigned.reset();
        for (const Sample &companion : sample.companions) {
            one.samples << companion.info;
            samples[companion.info.id] = companion;
        }
        if (sample.info.kind == SampleKind::Iris)
            one.eyeExceptions.removeIf([&](const EyeException &old) { return old.eye == sample.info.eye; });
        samples[sample.info.id] = sample;
        one.savedAt = QDateTime::currentDateTimeUtc();
        return give(id);
    }
    Answer<Enrolment> saveException(EnrolmentId id, const BiometricException &exception,
                                    const Actor &) override
    {
        content[id].exceptions << exception;
        return give(id);
    }
    Answer<Enrolment> clearException(EnrolmentId id, FingerPosition finger, const Actor &) override
    {
        content[id].exceptions.removeIf([finger](const BiometricException &e) { return e.finger == finger; });
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
    Answer<Sample> loadSample(EnrolmentId, SampleId sample) override
    {
        const auto found = samples.find(sample);
        if (found == samples.end())
            return answered<Sample>(tl::unexpected(StoreError{StoreFault::NotFound, {}, 0, {}}));
        return answered<Sample>(found->second);
    }
    Answer<Enrolment> act(EnrolmentId id, Act act, const Actor &actor, const QString &reason,
                          const QString &) override
    {
        Enrolment &one = content[id];
        const Performer performer
            = actor.role == Role::Supervisor ? Performer::Supervisor : Performer::Operator;
        auto next = nextState({one.state, one.capturedBy, true}, act, performer, actor.id, reason);
        if (!next)
            return answered<Enrolment>(tl::unexpected(StoreError{StoreFault::Refused, {}, 0, next.error()}));
        one.state = act == Act::SignOff ? EnrolmentState::AwaitingApproval : *next;
        acts << act;
        lastReason = reason;
        return give(id);
    }

private:
    Answer<Enrolment> give(EnrolmentId id)
    {
        const auto found = content.find(id);
        if (found == content.end())
            return answered<Enrolment>(tl::unexpected(StoreError{StoreFault::NotFound, {}, 0, {}}));
        return answered<Enrolment>(found->second);
    }
};

inline QImage drawnFinger()
{
    QImage image(300, 400, QImage::Format_Grayscale8);
    image.fill(230);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(90, 90, 90), 5));
    for (int r = 12; r < 160; r += 12)
        painter.drawEllipse(QPointF(150, 190), r * 0.75, r);
    return image;
}

/// Says what the test wants it to say.
class FakeLikeness : public LikenessCheck {
    Q_OBJECT
public:
    Offer offered = Offer::Offered;
    QList<LikenessReference> asked;
    bool cancelled = false;

    Offer offer() const override { return offered; }
    int cohortFaces() const override { return 0; }
    void compare(const QImage &, const QList<LikenessReference> &references) override
    {
        asked = references;
        cancelled = false;
    }
    void cancel() override { cancelled = true; }
    void say(Likeness likeness, double distance) { Q_EMIT compared({answer(0, likeness, distance)}); }
    /// Of the portrait and of the earlier card; what is not fit is the card's fault.
    void say(Likeness likeness, double distance, Likeness card, double cardDistance)
    {
        FaceComparison second = answer(1, card, cardDistance);
        second.reasonIsReference = card == Likeness::NotCompared;
        Q_EMIT compared({answer(0, likeness, distance), second});
    }
    FaceComparison answer(int reference, Likeness likeness, double distance) const
    {
        FaceComparison one{asked.at(reference).name, asked.at(reference).sample, likeness};
        if (likeness == Likeness::NotCompared)
            one.reason = QStringLiteral("blurred");
        else
            one.distance = distance;
        one.agreesTo = 0.45;
        one.differsFrom = 0.60;
        return one;
    }
};

/// Writes down what it is asked to say.
class FakeVoice : public VoicePrompt {
    Q_OBJECT
public:
    State now = State::Ready;
    QStringList said;
    bool stopped = false;
    State state(Language) const override { return now; }
    void say(const QString &text, Language) override { said << text; }
    void stop() override { stopped = true; }
    void become(State state)
    {
        now = state;
        Q_EMIT stateChanged();
    }
};

class FakeFingers : public FingerCapture {
    Q_OBJECT
public:
    QMap<FingerPosition, QList<FingerTry>> done;
    QImage picture; ///< of the next touches; null: drawnFinger()
    FingerPosition now = FingerPosition::RightThumb;
    ScannerState state = ScannerState::WaitingFinger;
    bool asking = false;

    void openScanner() override { }
    void closeScanner() override { }
    ScannerState scannerState() const override { return state; }
    SensorProfile sensor() const override { return {QStringLiteral("virtual_image"), {}, 500, true, true}; }
    FingerPolicy policy() const override { return {}; }
    void setAge(std::optional<int>) override { }
    int acceptFrom(FingerPosition) const override { return 40; }
    void begin(FingerPosition finger) override
    {
        now = finger;
        asking = true;
    }
    void tryAgain() override { asking = true; }
    void cancel() override { asking = false; }
    void clear(FingerPosition finger) override { done.remove(finger); }
    void clearAll() override { done.clear(); }
    QList<FingerTry> tries(FingerPosition finger) const override { return done.value(finger); }
    std::optional<FingerTry> best(FingerPosition finger) const override
    {
        std::optional<FingerTry> found;
        for (const FingerTry &one : done.value(finger))
            if (!found || one.quality.value > found->quality.value)
                found = one;
        return found;
    }
    std::optional<Sample> bestSample(FingerPosition finger) const override
    {
        const auto one = best(finger);
        if (!one)
            return {};
        Sample sample;
        sample.info.id = SampleId::create();
        sample.info.kind = SampleKind::Finger;
        sample.info.finger = finger;
        sample.info.quality = one->quality;
        sample.bytes = pngOf(one->image.image);
        return sample;
    }
    /// One touch of this quality, judged as the contract says.
    void touch(int quality, std::optional<RetryReason> reason = {})
    {
        FingerTry attempt;
        attempt.number = static_cast<int>(done[now].size()) + 1;
        attempt.image.image = picture.isNull() ? drawnFinger() : picture;
        attempt.quality = {quality, QStringLiteral("indraj-finger-1")};
        attempt.reason = reason;
        done[now] << attempt;
        Q_EMIT tryFinished(now, attempt);
        if (quality >= acceptFrom(now) || done[now].size() >= policy().maxTries) {
            asking = false;
            Q_EMIT finished(now, quality >= acceptFrom(now));
        }
    }
    void become(ScannerState next)
    {
        state = next;
        Q_EMIT scannerChanged(next);
    }
};

class FakeSender : public Sender {
    Q_OBJECT
public:
    QList<UploadRecord> all;
    LineStatus status;
    int asked = 0;
    QString copiedTo, takenFrom, lookedAt, carriedFrom;
    int carryStops = 0;
    void start() override { }
    void stop() override { }
    void sendNow() override { ++asked; }
    void setPaused(bool paused) override
    {
        status.paused = paused;
        Q_EMIT lineChanged(status);
    }
    void copyTo(const QString &parentFolder) override { copiedTo = parentFolder; }
    void takeReceiptsFrom(const QString &folder) override { takenFrom = folder; }
    void lookAtDisk(const QString &folder) override { lookedAt = folder; }
    void carryDisk(const QString &folder) override { carriedFrom = folder; }
    void stopCarrying() override { ++carryStops; }
    void checkQueue() override { }
    LineStatus line() const override { return status; }
    QList<UploadRecord> records() const override { return all; }
};

inline QByteArray resource(const QString &name)
{
    QFile file(indraj::test::sourcePath("/resources/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace indraj
