#include "widgets/desk/deskimpl.h"
#include "widgets/desk/onanswer.h"

namespace indraj {

void EnrolmentDesk::saveSample(const Sample &sample, const QImage &thumbnail)
{
    m_impl->put(PendingChange::Kind::Sample, [&](PendingChange &change) {
        change.sample = sample;
        change.thumbnail = thumbnail;
    });
}

void EnrolmentDesk::saveSample(const QFuture<Sample> &sample, const QImage &thumbnail,
                               const Complete &complete)
{
    if (!m_impl->enrolment)
        return;
    PendingChange change;
    change.kind = PendingChange::Kind::Sample;
    change.actor = m_impl->actor;
    change.thumbnail = thumbnail;
    m_impl->inWork.add(m_impl->enrolment->id, sample,
                       [this, id = m_impl->enrolment->id, change, complete](std::optional<Sample> made) {
                           if (!made) {
                               Q_EMIT saveFailed({StoreFault::Invalid, QStringLiteral("no sample came"), 0});
                               return;
                           }
                           complete(made->info);
                           PendingChange next = change;
                           next.sample = std::move(*made);
                           m_impl->pending.put(id, std::move(next));
                       });
}

void EnrolmentDesk::vetoFinger(FingerPosition finger, const QString &reasonCode)
{
    const SampleInfo *saved = m_impl->enrolment ? m_impl->enrolment->finger(finger) : nullptr;
    if (!saved)
        return;
    onAnswer(this, m_impl->store.loadSample(m_impl->enrolment->id, saved->id),
             [this, generation = m_impl->generation, finger, reasonCode,
              floor = acceptFrom(finger)](const tl::expected<Sample, StoreError> &answer) {
                 if (generation != m_impl->generation)
                     return;
                 if (!answer) {
                     Q_EMIT saveFailed(answer.error());
                     return;
                 }
                 Sample sample = *answer;
                 sample.info.manual = true;
                 sample.info.manualReason = reasonCode;
                 sample.info.acceptFrom = floor;
                 saveSample(sample, m_impl->pictures.fingers.value(finger));
             });
}

void EnrolmentDesk::saveException(const BiometricException &exception)
{
    m_impl->put(PendingChange::Kind::Exception, [&](PendingChange &change) { change.exception = exception; });
}

void EnrolmentDesk::clearException(FingerPosition finger)
{
    m_impl->put(PendingChange::Kind::ClearException,
                [&](PendingChange &change) { change.exception.finger = finger; });
}

void EnrolmentDesk::saveEyeException(const EyeException &exception)
{
    m_impl->put(PendingChange::Kind::EyeException,
                [&](PendingChange &change) { change.eyeException = exception; });
}

void EnrolmentDesk::clearEyeException(EyePosition eye)
{
    m_impl->put(PendingChange::Kind::ClearEyeException,
                [&](PendingChange &change) { change.eyeException.eye = eye; });
}

void EnrolmentDesk::saveNotSigned(const NotSigned &answer)
{
    m_impl->put(PendingChange::Kind::NotSigned, [&](PendingChange &change) { change.notSigned = answer; });
}

void EnrolmentDesk::clearNotSigned()
{
    m_impl->put(PendingChange::Kind::NotSigned, [](PendingChange &) {});
}

/// A sample that is still being made is part of what is decided about.
void EnrolmentDesk::actOnceMade(Act act, const QString &reasonCode, const QString &note)
{
    auto *waiting = new QObject(this);
    connect(
        &m_impl->inWork, &SamplesInWork::handedOn, waiting,
        [this, waiting, act, reasonCode, note, id = m_impl->enrolment->id](EnrolmentId madeId, bool came) {
            if (madeId != id)
                return;
            disconnect(&m_impl->inWork, nullptr, waiting, nullptr); // another may come in the same turn
            waiting->deleteLater();
            if (!m_impl->enrolment || m_impl->enrolment->id != id)
                return; // closed since: nobody is there to decide
            if (came)
                this->act(act, reasonCode, note);
            else
                Q_EMIT actRefused(act, {StoreFault::Invalid, QStringLiteral("no sample came"), 0});
        });
}

void EnrolmentDesk::act(Act act, const QString &reasonCode, const QString &note)
{
    if (!m_impl->enrolment)
        return;
    const EnrolmentId id = m_impl->enrolment->id;
    if (m_impl->inWork.waits(id))
        return actOnceMade(act, reasonCode, note);
    const auto decide = [this, id, act, reasonCode, note] {
        onAnswer(this, m_impl->store.act(id, act, m_impl->actor, reasonCode, note),
                 [this, generation = m_impl->generation, act](const EnrolmentAnswer &answer) {
                     if (generation != m_impl->generation)
                         return;
                     if (!answer) {
                         Q_EMIT actRefused(act, answer.error());
                         return;
                     }
                     m_impl->take(*answer);
                     Q_EMIT changed();
                     Q_EMIT acted(act);
                 });
    };
    if (!m_impl->pending.waits(id))
        return decide();
    // What was done must be in the store before anybody puts his name to it.
    auto *waiting = new QObject(this);
    connect(&m_impl->pending, &PendingSaves::settled, waiting, [id, waiting, decide](EnrolmentId settledId) {
        if (settledId != id)
            return;
        waiting->deleteLater();
        decide();
    });
    connect(&m_impl->pending, &PendingSaves::failed, waiting,
            [this, id, waiting, act](EnrolmentId failedId, const StoreError &error) {
                if (failedId != id)
                    return;
                waiting->deleteLater();
                Q_EMIT actRefused(act, error);
            });
    m_impl->pending.flush();
}

} // namespace indraj
