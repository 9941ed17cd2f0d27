#pragma once

#include "enrollment/fees.h"
#include "enrollment/fingerpolicy.h"
#include "enrollment/forms.h"
#include "enrollment/places.h"
#include "storage/enrolmentstore.h"
#include "widgets/desk/keptwork.h"

#include <QFuture>
#include <QHash>
#include <QImage>
#include <QObject>

#include <functional>
#include <memory>

namespace indraj {

struct PendingChange;

/// Steps of an enrolment, in order; keys are stored as Enrolment::step.
/// "service", "photo", "card" (of a service that renews one), "fingers", "iris" (of a station with an iris
/// camera), "signature", "details", "review", "signoff"
struct StepInfo {
    QString key;
    enum class State { ToDo, Now, Done, ToFix } state = State::ToDo;
    int problems = 0;
};

/// The enrolment at the counter: what the pages of one citizen share. GUI thread. Every change goes straight
/// to the store, in the order it was made; saved() comes only after the commit. What the disk does not take
/// is kept and tried again, also after close(): typed values, pictures and exceptions alike; kept() says
/// what.
class EnrolmentDesk : public QObject {
    Q_OBJECT
public:
    EnrolmentDesk(EnrolmentStore &store, const Forms &forms, const Places &places, QObject *parent = nullptr);

    /// How the bytes of a sample become a picture; runs in the thread pool. Without one, Qt's own readers are
    /// used, which do not know JPEG 2000.
    using SampleDecoder = std::function<QImage(const Sample &)>;
    void setSampleDecoder(SampleDecoder decoder);

    /// The floors of this station's fingers; without it 40 for every finger.
    void setFingerPolicy(const FingerPolicy &policy);
    const FingerPolicy &fingerPolicy() const;
    void setFees(const Fees &fees); ///< without it no fee is known
    std::optional<Fee> fee() const; ///< of the open enrolment's service, where one is known
    std::optional<int> age() const; ///< of the open enrolment's applicant, by the birth date typed so far
    int acceptFrom(FingerPosition finger) const; ///< the floor for that applicant
    /// Captured or excepted, and where it is below its floor accepted by a person.
    bool fingerDone(FingerPosition finger) const;

    /// The station has an iris camera: irises are a step of every enrolment.
    void setIrisAsked(bool asked);
    /// The step is there, or the open enrolment has irises from a station that had one.
    bool asksForIrises() const;
    bool irisDone(EyePosition eye) const; ///< saved and good or accepted by a person, or excepted

    void setActor(const Actor &actor);
    const Actor &actor() const;
    const Forms &forms() const;
    /// Of the open enrolment's service, else of the default one. A service that is not known here has a form
    /// without sections, and cannot be completed.
    const FormSpec &form() const;
    bool knowsForm() const;
    bool renewsCard() const; ///< the open enrolment's service takes a picture of an earlier card
    const Places &places() const;

    bool hasEnrolment() const;
    const Enrolment &enrolment() const;
    void startNew(const QString &service = {}); ///< a new draft with a token; empty: the default service
    void open(EnrolmentId id); ///< resumes a draft or opens one for a decision; thumbnails follow
    void close();

    QList<StepInfo> steps() const;
    QStringList pages() const; ///< keys of the steps that have a page, in order
    void setStep(const QString &key);

    /// Keeps the value and saves within 0.5 s of the last change (and at once on setStep/flush).
    void setField(const QString &key, const QString &normalisedValue);
    void flush();
    void saveSample(const Sample &sample, const QImage &thumbnail);
    /// One that is still being made: it goes to the enrolment that is open now, in the name of who works now,
    /// also when that is closed by then. `complete` adds what the page knows, once the rest is there. Until
    /// it is committed kept() names it and saved() is not said; when it never comes, saveFailed() is.
    using Complete = std::function<void(SampleInfo &info)>;
    void saveSample(const QFuture<Sample> &sample, const QImage &thumbnail, const Complete &complete);
    /// The saved finger is accepted although it is below its floor, with a code of reasons::fingerVetoCodes.
    /// Its bytes come from the store; when they do not, saveFailed() says why.
    void vetoFinger(FingerPosition finger, const QString &reasonCode);
    void saveException(const BiometricException &exception);
    void clearException(FingerPosition finger);
    void saveEyeException(const EyeException &exception);
    void clearEyeException(EyePosition eye);
    void saveNotSigned(const NotSigned &answer); ///< a saved signature goes
    void clearNotSigned();
    /// What the store answered to a note about the registry; of another enrolment than the open one: nothing.
    void takeRegistryNote(const Enrolment &answer);
    KeptWork kept() const; ///< of all enrolments; empty: the store has everything
    void act(Act act, const QString &reasonCode = {}, const QString &note = {});

    /// Decoded pictures of the samples; null until loaded.
    QImage portrait() const;
    QImage faceAtSignOff() const;
    QImage finger(FingerPosition position) const;
    QImage iris(EyePosition eye) const;
    QImage signature() const;
    QImage exceptionPhoto() const; ///< null without an exception
    QImage earlierCard() const;
    /// The picture of any enrolment's sample; null where it cannot be had.
    QFuture<QImage> pictureOf(EnrolmentId id, SampleId sample) const;

Q_SIGNALS:
    void opened();
    void closed();
    void changed(); ///< any part of the enrolment
    void picturesChanged();
    void saved(const QDateTime &at); ///< all of the open enrolment
    void allSaved(); ///< nothing is kept any more, of any enrolment
    void saveFailed(const indraj::StoreError &error);
    void acted(indraj::Act act);
    void actRefused(indraj::Act act, const indraj::StoreError &error);
    void openFailed(const indraj::StoreError &error);

private:
    struct Impl;
    void loadPicture(EnrolmentId id, const SampleInfo &info);
    void actOnceMade(Act act, const QString &reasonCode, const QString &note);
    void takeCommitted(EnrolmentId id, const Enrolment &answer, const PendingChange &change);
    std::shared_ptr<Impl> m_impl;
};

} // namespace indraj
