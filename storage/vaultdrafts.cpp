#include "enrollment/reasons.h"
#include "storage/codes.h"
#include "storage/enrolmentrows.h"
#include "storage/fingers/fingernotes.h"
#include "storage/packetrows.h"
#include "storage/samplerows.h"
#include "storage/vault.h"

#include <algorithm>
#include <set>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestCode = 64;
constexpr qsizetype longestNote = 500;

bool isDecision(Act act) { return act == Act::Approve || act == Act::Return || act == Act::Reject; }

tl::unexpected<StoreError> notADraft(EnrolmentState state)
{
    const QString detail = u"only a draft can be changed, this is "_s + stateCode(state);
    return tl::unexpected(StoreError{StoreFault::Refused, detail, 0,
                                     LifecycleError{LifecycleFault::WrongState, state, Act::Review, detail}});
}

/// Codes only: what was decided against the judgement, and how many pictures were refused before.
QString portraitVetoDetail(const SampleInfo &info)
{
    const auto rejected
        = std::count_if(info.attempts.cbegin(), info.attempts.cend(),
                        [](const CaptureAttempt &each) { return each.veto == Veto::Rejected; });
    if (info.veto == Veto::None && rejected == 0)
        return {};
    const QString reason = info.veto == Veto::None ? QString() : u' ' + info.manualReason;
    return vetoCode(info.veto) + reason + u", rejected %1"_s.arg(rejected);
}

bool isVetoSound(const SampleInfo &info)
{
    return info.veto == Veto::None
        || (info.veto != Veto::Rejected && info.manual && !info.manualReason.isEmpty()
            && info.manualReason.size() <= longestCode);
}

/// Codes only: the gravest result first said, then which reference said what.
QString comparisonDetail(const SampleInfo &info)
{
    QStringList each{likenessCode(gravestOf(info.comparisons))};
    for (const FaceComparison &one : info.comparisons)
        each.append(one.reference + u' ' + likenessCode(one.likeness));
    return each.join(u", "_s);
}

/// Only the face at sign-off is compared, with few references, and every limit has a name of sane length.
bool areComparisonsSound(const SampleInfo &info)
{
    constexpr qsizetype mostReferences = 8;
    if (info.kind != SampleKind::FaceAtSignOff)
        return info.comparisons.isEmpty();
    return info.comparisons.size() <= mostReferences
        && std::all_of(info.comparisons.cbegin(), info.comparisons.cend(), [](const FaceComparison &one) {
               return !one.reference.isEmpty() && one.reference.size() <= longestCode
                   && one.reason.size() <= longestCode
                   && (one.likeness == Likeness::NotCompared) == !one.distance.has_value();
           });
}

/// Each kind once, with bytes and nothing of their own: the pictures of a portrait, the record of an iris.
bool areCompanionsSound(const Sample &sample)
{
    const bool iris = sample.info.kind == SampleKind::Iris;
    if (sample.info.kind != SampleKind::FacePortrait && !iris)
        return sample.companions.empty();
    std::set<SampleKind> seen;
    return std::all_of(sample.companions.cbegin(), sample.companions.cend(), [&](const Sample &one) {
        const bool known = iris
            ? one.info.kind == SampleKind::IrisRecord && one.info.eye == sample.info.eye
            : one.info.kind == SampleKind::PortraitRecord || one.info.kind == SampleKind::CardPortrait;
        const bool again = seen.contains(one.info.kind);
        seen.insert(one.info.kind);
        return known && !again && !one.bytes.isEmpty() && one.companions.empty();
    });
}

QString fingerDetail(FingerPosition finger) { return u"finger %1"_s.arg(static_cast<int>(finger)); }

} // namespace

Outcome<Enrolment> Vault::createDraft(const Actor &actor, const QString &service, int formVersion)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    if (service.isEmpty() || service.size() > longestCode || formVersion < 0)
        return failed(StoreFault::Invalid, u"an enrolment needs a service and its form version"_s);
    if (const auto may = checkMayBegin(); !may)
        return tl::unexpected(may.error());
    return m_session->database.transact([&] { return makeDraft(service, formVersion); });
}

Outcome<Enrolment> Vault::makeDraft(const QString &service, int formVersion)
{
    const auto number = takeNumber("next_token");
    if (!number)
        return tl::unexpected(number.error());
    Enrolment draft;
    draft.id = EnrolmentId::create();
    draft.token = u"T-%1"_s.arg(*number, 3, 10, QLatin1Char('0'));
    draft.service = service;
    draft.formVersion = formVersion;
    draft.capturedBy = m_session->actor.id;
    draft.createdAt = draft.savedAt = m_options.nowUtc();
    const auto key = makeDataKey(m_session->keys.blobs, draft.id);
    if (!key)
        return tl::unexpected(key.error());
    auto done = insertEnrolment(m_session->database, draft, *number, *key);
    if (done)
        done = addContributor(m_session->database, draft.id, m_session->actor.id);
    if (done)
        done = note(u"draft-created"_s, draft.id.toString(), draft.token);
    if (!done)
        return tl::unexpected(done.error());
    return readEnrolment(m_session->database, draft.id);
}

Outcome<Enrolment> Vault::load(EnrolmentId id)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return readEnrolment(m_session->database, id);
}

Outcome<QList<EnrolmentSummary>> Vault::list(const ListFilter &filter)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return listEnrolments(m_session->database, filter);
}

Outcome<Enrolment> Vault::changeDraft(EnrolmentId id, const Actor &actor, const QString &event,
                                      const QString &detail, const std::function<Outcome<void>()> &change)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Enrolment> {
        const auto state = readState(database, id);
        if (!state)
            return tl::unexpected(state.error());
        if (*state != EnrolmentState::Draft)
            return notADraft(*state);
        auto done = change();
        if (done)
            done = addContributor(database, id, m_session->actor.id);
        if (done)
            done = setSaved(database, id, m_options.nowUtc());
        if (done)
            done = note(event, id.toString(), detail);
        if (!done)
            return tl::unexpected(done.error());
        return readEnrolment(database, id);
    });
}

Outcome<Enrolment> Vault::saveFields(EnrolmentId id, const FieldValues &values, const QString &step,
                                     const Actor &actor)
{
    return changeDraft(id, actor, u"fields-saved"_s, step.left(longestCode), [&]() -> Outcome<void> {
        if (auto done = noteOutdated(id, values); !done)
            return done;
        if (auto done = mergeFields(m_session->database, id, values); !done)
            return done;
        return setStep(m_session->database, id, step);
    });
}

Outcome<Enrolment> Vault::saveSample(EnrolmentId id, const Sample &sample, const Actor &actor)
{
    const bool finger = sample.info.kind == SampleKind::Finger;
    if (!isVetoSound(sample.info))
        return failed(StoreFault::Invalid, u"a picture is accepted against the rules only with a reason"_s);
    if (!areCompanionsSound(sample))
        return failed(StoreFault::Invalid, u"only a portrait and an iris have others with them"_s);
    if (!areComparisonsSound(sample.info))
        return failed(StoreFault::Invalid, u"the comparisons of a face are not as they have to be"_s);
    const bool tries = sample.info.kind == SampleKind::PortraitTries; // noted with the portrait, once
    const QString veto = tries ? QString() : portraitVetoDetail(sample.info);
    const QString detail = finger ? fingerDetail(sample.info.finger)
        : sample.info.isOfEye()   ? u"%1 %2"_s.arg(kindCode(sample.info.kind)).arg(int(sample.info.eye))
                                  : kindCode(sample.info.kind);
    return changeDraft(id, actor, u"sample-saved"_s, detail, [&]() -> Outcome<void> {
        const auto key = readDataKey(m_session->database, m_session->keys.blobs, id);
        if (!key)
            return tl::unexpected(key.error());
        if (auto done = writeSample(m_session->database, *key, id, sample); !done)
            return done;
        if (!veto.isEmpty())
            if (auto done = note(u"portrait-veto"_s, id.toString(), veto); !done)
                return done;
        if (sample.info.kind == SampleKind::ApplicantSignature)
            return writeNotSigned(m_session->database, id, std::nullopt);
        if (sample.info.kind == SampleKind::FaceAtSignOff)
            return note(u"face-compared"_s, id.toString(), comparisonDetail(sample.info));
        if (sample.info.kind == SampleKind::FacePortrait)
            return replaceCompanions(id, *key, sample);
        if (sample.info.kind == SampleKind::Iris)
            return replaceIrisRecord(id, *key, sample);
        if (!finger)
            return {};
        if (sample.info.manual)
            if (auto done = note(u"finger-veto"_s, id.toString(), fingerVetoDetail(sample.info)); !done)
                return done;
        if (auto done = removeException(m_session->database, id, sample.info.finger); !done)
            return done;
        return dropIdlePhoto(id);
    });
}

/// What belongs to the portrait that was there goes with it, what was compared with it says nothing about
/// this one, and what was tried before is in it.
Outcome<void> Vault::replaceCompanions(EnrolmentId id, const SecretBytes &key, const Sample &portrait)
{
    for (const SampleKind kind : {SampleKind::FaceAtSignOff, SampleKind::PortraitRecord,
                                  SampleKind::CardPortrait, SampleKind::PortraitTries})
        if (auto done = removeKind(m_session->database, id, kind); !done)
            return done;
    for (const Sample &companion : portrait.companions) {
        if (auto done = writeSample(m_session->database, key, id, companion); !done)
            return done;
        if (auto done = note(u"sample-saved"_s, id.toString(), kindCode(companion.info.kind)); !done)
            return done;
    }
    return {};
}

Outcome<Enrolment> Vault::saveException(EnrolmentId id, const BiometricException &exception,
                                        const Actor &actor)
{
    return changeDraft(id, actor, u"exception-saved"_s, fingerDetail(exception.finger),
                       [&]() -> Outcome<void> {
                           BiometricException claimed = exception;
                           claimed.actorId = m_session->actor.id;
                           if (!claimed.at.isValid())
                               claimed.at = m_options.nowUtc();
                           if (auto done = writeException(m_session->database, id, claimed); !done)
                               return done;
                           return removeFinger(m_session->database, id, claimed.finger);
                       });
}

Outcome<Enrolment> Vault::clearException(EnrolmentId id, FingerPosition finger, const Actor &actor)
{
    return changeDraft(id, actor, u"exception-cleared"_s, fingerDetail(finger), [&]() -> Outcome<void> {
        if (auto done = removeException(m_session->database, id, finger); !done)
            return done;
        return dropIdlePhoto(id);
    });
}

/// Without an exception there is no reason to keep a photograph of hands.
Outcome<void> Vault::dropIdlePhoto(EnrolmentId id)
{
    const auto now = readEnrolment(m_session->database, id);
    if (!now)
        return tl::unexpected(now.error());
    if (!now->exceptions.isEmpty() || !now->exceptionPhoto())
        return {};
    if (auto done = removeKind(m_session->database, id, SampleKind::ExceptionPhoto); !done)
        return done;
    return note(u"exception-photo-dropped"_s, id.toString());
}

Outcome<Enrolment> Vault::saveNotSigned(EnrolmentId id, const std::optional<NotSigned> &answer,
                                        const Actor &actor)
{
    if (answer
        && (!reasons::notSignedCodes.contains(answer->reasonCode) || answer->note.size() > longestNote))
        return failed(StoreFault::Invalid, u"an applicant who does not sign needs a coded reason"_s);
    const QString event = answer ? u"not-signed"_s : u"not-signed-cleared"_s;
    return changeDraft(id, actor, event, answer ? answer->reasonCode : QString(), [&]() -> Outcome<void> {
        std::optional<NotSigned> claimed = answer;
        if (claimed) {
            claimed->actorId = m_session->actor.id;
            if (!claimed->at.isValid())
                claimed->at = m_options.nowUtc();
            if (auto done = removeKind(m_session->database, id, SampleKind::ApplicantSignature); !done)
                return done;
        }
        return writeNotSigned(m_session->database, id, claimed);
    });
}

Outcome<Sample> Vault::loadSample(EnrolmentId enrolment, SampleId sample)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    const auto key = readDataKey(m_session->database, m_session->keys.blobs, enrolment);
    if (!key)
        return tl::unexpected(key.error());
    return readSample(m_session->database, *key, enrolment, sample);
}

Outcome<Enrolment> Vault::act(EnrolmentId id, Act act, const Actor &actor, const QString &reasonCode,
                              const QString &note)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    if (act == Act::Delete)
        return failed(StoreFault::Refused, u"deleting needs two people: see RetentionStore"_s);
    if (reasonCode.size() > longestCode || note.size() > longestNote)
        return failed(StoreFault::Invalid, u"reason or note is too long"_s);
    auto outcome
        = m_session->database.transact([&] { return actInTransaction(id, act, actor, reasonCode, note); });
    if (outcome && (isDecision(act) || act == Act::SignOff))
        settle();
    return outcome;
}

Outcome<Enrolment> Vault::actInTransaction(EnrolmentId id, Act act, const Actor &actor,
                                           const QString &reasonCode, const QString &note)
{
    Database &database = m_session->database;
    auto enrolment = readEnrolment(database, id);
    if (!enrolment)
        return enrolment;
    LifecycleFacts facts{enrolment->state, enrolment->capturedBy,
                         m_options.isComplete && m_options.isComplete(*enrolment)};
    // Four eyes: whoever changed a draft of somebody else has captured it too.
    const auto own = hasContributed(database, id, actor.id);
    if (!own)
        return tl::unexpected(own.error());
    if (*own)
        facts.capturedBy = actor.id;
    const Performer performer
        = m_session->actor.role == Role::Supervisor ? Performer::Supervisor : Performer::Operator;
    const auto next = transition(facts, id, act, performer, actor.id, reasonCode);
    if (!next)
        return tl::unexpected(next.error());
    if (act == Act::SignOff) {
        facts.state = *next;
        const auto submitted = transition(facts, id, Act::Submit, Performer::Station, {}, {});
        if (!submitted)
            return tl::unexpected(submitted.error());
    }
    Outcome<void> done = noteFingers(*enrolment, act);
    const QDateTime now = m_options.nowUtc();
    if (done && isDecision(act))
        done = noteDecision(id, act, {actor.id, now, reasonCode, note});
    if (done)
        done = setSaved(database, id, now);
    if (!done)
        return tl::unexpected(done.error());
    return readEnrolment(database, id);
}

/// What the chain keeps about fingers that are not as they should be: claimed by one person at sign-off,
/// confirmed by another at approval.
Outcome<void> Vault::noteFingers(const Enrolment &enrolment, Act act)
{
    const QString claimed = act == Act::SignOff ? signedFingersDetail(enrolment) : QString();
    if (!claimed.isEmpty())
        return note(u"fingers-signed"_s, enrolment.id.toString(), claimed);
    const QString confirmed = act == Act::Approve ? confirmedExceptionsDetail(enrolment) : QString();
    if (!confirmed.isEmpty())
        return note(u"exceptions-confirmed"_s, enrolment.id.toString(), confirmed);
    return {};
}

Outcome<QList<FingerFigures>> Vault::fingerFigures()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return readFingerFigures(m_session->database);
}

Outcome<void> Vault::noteDecision(EnrolmentId id, Act act, const Decision &decision)
{
    if (auto done = setDecision(m_session->database, id, decision); !done)
        return done;
    if (act != Act::Approve)
        return {};
    return enqueuePacket(m_session->database, id, decision.actorId, decision.at);
}

} // namespace indraj
