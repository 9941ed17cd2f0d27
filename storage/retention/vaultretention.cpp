#include "storage/enrolmentrows.h"
#include "storage/retention/deletionrows.h"
#include "storage/samplerows.h"
#include "storage/vault.h"

#include "enrollment/reasons.h"

#include <QFile>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

EnrolmentSummary summaryOf(const Enrolment &enrolment)
{
    EnrolmentSummary summary;
    summary.id = enrolment.id;
    summary.token = enrolment.token;
    summary.service = enrolment.service;
    summary.state = enrolment.state;
    summary.step = enrolment.step;
    summary.nameEnglish = enrolment.fields.value(u"name.en"_s);
    summary.nameUrdu = enrolment.fields.value(u"name.ur"_s);
    summary.capturedBy = enrolment.capturedBy;
    summary.createdAt = enrolment.createdAt;
    summary.savedAt = enrolment.savedAt;
    return summary;
}

int daysBetween(const QDateTime &from, const QDateTime &to)
{
    return static_cast<int>(from.secsTo(to) / 86400);
}

tl::unexpected<StoreError> refused(LifecycleFault fault, EnrolmentState state, const QString &detail)
{
    return tl::unexpected(
        StoreError{StoreFault::Refused, detail, 0, LifecycleError{fault, state, Act::Delete, detail}});
}

} // namespace

Outcome<QList<OldDraft>> Vault::oldDrafts()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    const QDateTime now = m_options.nowUtc();
    const auto ids = listUnsent(database, now.addDays(-m_options.retention.draftDays));
    if (!ids)
        return tl::unexpected(ids.error());
    QList<OldDraft> old;
    for (const EnrolmentId id : *ids) {
        const auto enrolment = readEnrolment(database, id);
        if (!enrolment)
            return tl::unexpected(enrolment.error());
        OldDraft draft{summaryOf(*enrolment), daysBetween(enrolment->createdAt, now), {}, {}, {}};
        const auto proposal = readProposal(database, id);
        if (!proposal && proposal.error().fault != StoreFault::NotFound)
            return tl::unexpected(proposal.error());
        if (proposal) {
            draft.proposedBy = proposal->proposedBy;
            draft.proposedAt = proposal->proposedAt;
            draft.reasonCode = proposal->reasonCode;
        }
        old.append(draft);
    }
    return old;
}

Outcome<Done> Vault::proposeDeletion(EnrolmentId id, const QString &reasonCode, const Actor &actor)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    if (!reasons::deletionCodes.contains(reasonCode))
        return failed(StoreFault::Invalid, u"deleting needs a coded reason"_s);
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Done> {
        const auto enrolment = readEnrolment(database, id);
        if (!enrolment)
            return tl::unexpected(enrolment.error());
        // The table of transitions says which states can be deleted at all.
        const auto possible = nextState({enrolment->state, enrolment->capturedBy, false}, Act::Delete,
                                        Performer::Supervisor, actor.id, reasonCode);
        if (!possible)
            return tl::unexpected(
                StoreError{StoreFault::Refused, possible.error().detail, 0, possible.error()});
        const QDateTime now = m_options.nowUtc();
        if (enrolment->createdAt > now.addDays(-m_options.retention.draftDays))
            return failed(StoreFault::Refused, u"it has not reached the policy's age"_s);
        if (const auto before = readProposal(database, id); before)
            return failed(StoreFault::Refused, u"its deletion was asked for already"_s);
        else if (before.error().fault != StoreFault::NotFound)
            return tl::unexpected(before.error());
        if (const auto done = writeProposal(database, id, {m_session->actor.id, now, reasonCode}); !done)
            return tl::unexpected(done.error());
        return note(u"deletion-proposed"_s, id.toString(), reasonCode).map([] { return Done{}; });
    });
}

Outcome<Done> Vault::withdrawDeletion(EnrolmentId id, const Actor &actor)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Done> {
        const auto proposal = readProposal(database, id);
        if (!proposal)
            return tl::unexpected(proposal.error());
        if (proposal->proposedBy != m_session->actor.id && m_session->actor.role != Role::Supervisor)
            return failed(StoreFault::Refused, u"only the proposer or a supervisor withdraws it"_s);
        if (const auto done = removeProposal(database, id); !done)
            return tl::unexpected(done.error());
        return note(u"deletion-withdrawn"_s, id.toString()).map([] { return Done{}; });
    });
}

Outcome<Done> Vault::deleteInTransaction(EnrolmentId id, const Actor &actor)
{
    Database &database = m_session->database;
    const auto enrolment = readEnrolment(database, id);
    const auto proposal = readProposal(database, id);
    if (!enrolment || !proposal)
        return tl::unexpected(enrolment ? proposal.error() : enrolment.error());
    if (proposal->proposedBy.compare(actor.id, Qt::CaseInsensitive) == 0)
        return refused(LifecycleFault::OwnWork, enrolment->state,
                       u"deletion by the person who asked for it"_s);
    const Performer performer
        = m_session->actor.role == Role::Supervisor ? Performer::Supervisor : Performer::Operator;
    const auto next = transition({enrolment->state, enrolment->capturedBy, false}, id, Act::Delete, performer,
                                 actor.id, proposal->reasonCode);
    if (!next)
        return tl::unexpected(next.error());
    const QDateTime now = m_options.nowUtc();
    auto done = closeProposal(database, id, actor.id, now);
    if (done)
        done = removeSamples(database, id);
    if (done)
        done = erasePersonal(database, id);
    if (done)
        done = setSaved(database, id, now);
    return done.map([] { return Done{}; });
}

Outcome<Done> Vault::confirmDeletion(EnrolmentId id, const Actor &actor)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    const auto attempt
        = [&] { return m_session->database.transact([&] { return deleteInTransaction(id, actor); }); };
    auto outcome = attempt();
    // Erasing needs room first; that is what the ballast is for.
    if (!outcome && outcome.error().fault == StoreFault::DiskFull && QFile::remove(path("ballast"_L1)))
        outcome = attempt();
    if (outcome)
        settle();
    return outcome;
}

} // namespace indraj
