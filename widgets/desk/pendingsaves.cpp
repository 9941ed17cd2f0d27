#include "widgets/desk/pendingsaves.h"

#include "widgets/desk/onanswer.h"

#include <algorithm>

namespace indraj {

namespace {

constexpr int debounceMs = 400; // with the commit itself, under the half second the desk promises
constexpr int retryMs = 3000;

/// Faults that a later try can overcome.
bool passes(StoreFault fault)
{
    switch (fault) {
    case StoreFault::NotFound:
    case StoreFault::Refused:
    case StoreFault::Invalid:
    case StoreFault::Damaged:
        return false;
    default:
        return true;
    }
}

bool sameSample(const SampleInfo &a, const SampleInfo &b) { return a.sharesPlace(b); }

} // namespace

PendingSaves::PendingSaves(EnrolmentStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(debounceMs);
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryMs);
    connect(&m_debounce, &QTimer::timeout, this, &PendingSaves::flush);
    connect(&m_retry, &QTimer::timeout, this, &PendingSaves::flush);
}

void PendingSaves::putFields(EnrolmentId id, const FieldValues &values, const QString &step,
                             const Actor &actor)
{
    Queue &queue = m_queues[id];
    const bool lastIsUnderWay = queue.underWay && queue.changes.size() == 1;
    if (queue.changes.empty() || lastIsUnderWay || queue.changes.back().kind != PendingChange::Kind::Fields)
        queue.changes.emplace_back();
    PendingChange &change = queue.changes.back();
    change.values = values;
    change.step = step;
    change.actor = actor;
    m_debounce.start();
}

void PendingSaves::put(EnrolmentId id, PendingChange change)
{
    Queue &queue = m_queues[id];
    if (change.kind == PendingChange::Kind::Sample) {
        // Only the newest picture of a finger is worth waiting for.
        const auto first = queue.changes.begin() + (queue.underWay ? 1 : 0);
        queue.changes.erase(std::remove_if(first, queue.changes.end(),
                                           [&](const PendingChange &old) {
                                               return old.kind == PendingChange::Kind::Sample
                                                   && sameSample(old.sample.info, change.sample.info);
                                           }),
                            queue.changes.end());
    }
    queue.changes.push_back(std::move(change));
    flush();
}

const FieldValues *PendingSaves::find(EnrolmentId id) const
{
    const auto found = m_queues.find(id);
    if (found == m_queues.end())
        return nullptr;
    const auto &changes = found->second.changes;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        if (change->kind == PendingChange::Kind::Fields)
            return &change->values;
    return nullptr;
}

void PendingSaves::overlay(Enrolment &enrolment) const
{
    const auto found = m_queues.find(enrolment.id);
    if (found == m_queues.end())
        return;
    const auto sameFinger
        = [](FingerPosition finger) { return [finger](const auto &one) { return one.finger == finger; }; };
    const auto sameEye
        = [](EyePosition eye) { return [eye](const EyeException &one) { return one.eye == eye; }; };
    for (const PendingChange &change : found->second.changes) {
        switch (change.kind) {
        case PendingChange::Kind::Fields:
            enrolment.fields = change.values;
            break;
        case PendingChange::Kind::Sample:
            enrolment.samples.removeIf(
                [&](const SampleInfo &old) { return sameSample(old, change.sample.info); });
            enrolment.samples.append(change.sample.info);
            if (change.sample.info.kind == SampleKind::Finger)
                enrolment.exceptions.removeIf(sameFinger(change.sample.info.finger));
            else if (change.sample.info.kind == SampleKind::Iris)
                enrolment.eyeExceptions.removeIf(sameEye(change.sample.info.eye));
            else if (change.sample.info.kind == SampleKind::ApplicantSignature)
                enrolment.notSigned.reset();
            break;
        case PendingChange::Kind::Exception:
            enrolment.exceptions.removeIf(sameFinger(change.exception.finger));
            enrolment.exceptions.append(change.exception);
            enrolment.samples.removeIf([&](const SampleInfo &old) {
                return old.kind == SampleKind::Finger && old.finger == change.exception.finger;
            });
            break;
        case PendingChange::Kind::ClearException:
            enrolment.exceptions.removeIf(sameFinger(change.exception.finger));
            break;
        case PendingChange::Kind::EyeException:
            enrolment.eyeExceptions.removeIf(sameEye(change.eyeException.eye));
            enrolment.eyeExceptions.append(change.eyeException);
            enrolment.samples.removeIf(
                [&](const SampleInfo &old) { return old.isOfEye() && old.eye == change.eyeException.eye; });
            break;
        case PendingChange::Kind::ClearEyeException:
            enrolment.eyeExceptions.removeIf(sameEye(change.eyeException.eye));
            break;
        case PendingChange::Kind::NotSigned:
            enrolment.notSigned = change.notSigned;
            if (change.notSigned)
                enrolment.samples.removeIf(
                    [](const SampleInfo &old) { return old.kind == SampleKind::ApplicantSignature; });
            break;
        }
    }
}

QList<PendingChange> PendingSaves::samples(EnrolmentId id) const
{
    QList<PendingChange> list;
    const auto found = m_queues.find(id);
    if (found != m_queues.end())
        std::copy_if(found->second.changes.begin(), found->second.changes.end(), std::back_inserter(list),
                     [](const PendingChange &change) { return change.kind == PendingChange::Kind::Sample; });
    return list;
}

KeptWork PendingSaves::kept() const
{
    KeptWork kept;
    for (const auto &[id, queue] : m_queues)
        for (const PendingChange &change : queue.changes) {
            const bool sample = change.kind == PendingChange::Kind::Sample;
            if (change.kind == PendingChange::Kind::Fields)
                kept.fields = true;
            else if (sample && change.sample.info.kind == SampleKind::Finger)
                ++kept.fingers;
            else if (change.kind == PendingChange::Kind::EyeException
                     || change.kind == PendingChange::Kind::ClearEyeException
                     || (sample && change.sample.info.kind == SampleKind::Iris))
                ++kept.irises;
            else if (change.kind == PendingChange::Kind::NotSigned
                     || (sample && change.sample.info.kind == SampleKind::ApplicantSignature))
                kept.signature = true;
            else if (sample && change.sample.info.kind == SampleKind::PortraitTries)
                kept.photoTries = true;
            else if (sample)
                kept.photo = true;
            else
                ++kept.exceptions;
        }
    return kept;
}

void PendingSaves::flush()
{
    m_debounce.stop();
    for (auto &[id, queue] : m_queues)
        if (!queue.underWay && !queue.changes.empty())
            startFirst(id, queue);
}

Answer<Enrolment> PendingSaves::ask(EnrolmentId id, const PendingChange &change)
{
    switch (change.kind) {
    case PendingChange::Kind::Fields:
        return m_store.saveFields(id, change.values, change.step, change.actor);
    case PendingChange::Kind::Sample:
        return m_store.saveSample(id, change.sample, change.actor);
    case PendingChange::Kind::Exception:
        return m_store.saveException(id, change.exception, change.actor);
    case PendingChange::Kind::ClearException:
        return m_store.clearException(id, change.exception.finger, change.actor);
    case PendingChange::Kind::EyeException:
        return m_store.saveEyeException(id, change.eyeException, change.actor);
    case PendingChange::Kind::ClearEyeException:
        return m_store.clearEyeException(id, change.eyeException.eye, change.actor);
    case PendingChange::Kind::NotSigned:
        return m_store.saveNotSigned(id, change.notSigned, change.actor);
    }
    Q_UNREACHABLE();
}

void PendingSaves::startFirst(EnrolmentId id, Queue &queue)
{
    queue.underWay = true;
    onAnswer(this, ask(id, queue.changes.front()),
             [this, id](const tl::expected<Enrolment, StoreError> &answer) { finish(id, answer); });
}

void PendingSaves::finish(EnrolmentId id, const tl::expected<Enrolment, StoreError> &answer)
{
    const auto found = m_queues.find(id);
    if (found == m_queues.end())
        return;
    found->second.underWay = false;
    if (!answer)
        return refuse(id, found->second, answer.error());
    const PendingChange done = std::move(found->second.changes.front());
    found->second.changes.pop_front();
    Q_EMIT committed(id, *answer, done);
    goOn(id, *answer);
}

void PendingSaves::refuse(EnrolmentId id, Queue &queue, const StoreError &error)
{
    const bool typed = queue.changes.front().kind == PendingChange::Kind::Fields;
    const bool kept = passes(error.fault) || typed;
    if (!kept) {
        queue.changes.pop_front();
    } else if (!passes(error.fault) && queue.changes.size() > 1) {
        // What was typed is never dropped, but must not hold up what the store would take.
        std::rotate(queue.changes.begin(), queue.changes.begin() + 1, queue.changes.end());
    }
    if (queue.changes.empty())
        m_queues.erase(id);
    else
        m_retry.start();
    Q_EMIT failed(id, error, kept);
}

/// After a commit: the next one at once, typing when its moment has come.
void PendingSaves::goOn(EnrolmentId id, const Enrolment &enrolment)
{
    const auto found = m_queues.find(id);
    if (found == m_queues.end())
        return;
    Queue &queue = found->second;
    if (queue.changes.empty()) {
        m_queues.erase(found);
        Q_EMIT settled(id, enrolment);
    } else if (!queue.underWay
               && (queue.changes.front().kind != PendingChange::Kind::Fields || !m_debounce.isActive())) {
        startFirst(id, queue);
    }
}

} // namespace indraj
