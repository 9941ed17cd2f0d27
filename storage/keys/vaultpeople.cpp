#include "storage/codes.h"
#include "storage/down/decisionrows.h"
#include "storage/fingers/templaterows.h"
#include "storage/keys/peoplerows.h"
#include "storage/vault.h"

#include <QUuid>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostProposals = 100;

bool needsPassphrase(PersonChange change)
{
    return change == PersonChange::Add || change == PersonChange::NewPassphrase;
}

/// The event of the audit chain, once two people have agreed.
QString eventOf(PersonChange change)
{
    switch (change) {
    case PersonChange::Add:
        return u"person-added"_s;
    case PersonChange::Suspend:
        return u"person-suspended"_s;
    case PersonChange::Resume:
        return u"person-resumed"_s;
    case PersonChange::NewPassphrase:
        return u"person-new-passphrase"_s;
    case PersonChange::ChangeRole:
        return u"person-role-changed"_s;
    case PersonChange::Remove:
        break;
    }
    return u"person-removed"_s;
}

/// The entry of the person as the change leaves it.
OperatorEntry entryAfter(const OperatorEntry &now, const PersonProposal &proposal)
{
    OperatorEntry after = now;
    if (proposal.change == PersonChange::Suspend || proposal.change == PersonChange::Resume)
        after.suspended = proposal.change == PersonChange::Suspend;
    if (proposal.change == PersonChange::ChangeRole)
        after.actor.role = proposal.person.role;
    return after;
}

bool leavesSupervisor(const QList<OperatorEntry> &people, const PersonProposal &proposal)
{
    return std::any_of(people.begin(), people.end(), [&](const OperatorEntry &entry) {
        if (entry.actor.id != proposal.person.id)
            return entry.actor.role == Role::Supervisor && !entry.suspended;
        const OperatorEntry after = entryAfter(entry, proposal);
        return proposal.change != PersonChange::Remove && after.actor.role == Role::Supervisor
            && !after.suspended;
    });
}

/// Case does not make another person of an id.
bool isTaken(const QList<OperatorEntry> &people, const QString &id)
{
    return std::any_of(people.begin(), people.end(), [&](const OperatorEntry &entry) {
        return entry.actor.id.compare(id, Qt::CaseInsensitive) == 0;
    });
}

tl::unexpected<StoreError> refused(const QString &why) { return failed(StoreFault::Refused, why); }

} // namespace

Outcome<QList<OperatorEntry>> Vault::people()
{
    return checkUnlocked().map([this] { return m_session->ring.operators(); });
}

Outcome<QList<PersonProposal>> Vault::proposals()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return listProposals(m_session->database);
}

Outcome<void> Vault::checkSupervisor(const Actor &actor) const
{
    if (const auto known = checkActor(actor); !known)
        return known;
    if (m_session->actor.role != Role::Supervisor)
        return refused(u"only a supervisor may do this"_s);
    return {};
}

/// What must hold when a change is proposed and again when it is confirmed: between the two others may have
/// changed.
Outcome<void> Vault::checkProposal(const PersonProposal &proposal)
{
    const QList<OperatorEntry> everybody = m_session->ring.operators();
    const OperatorEntry *now = m_session->ring.entry(proposal.person.id);
    const OperatorEntry *proposer = m_session->ring.entry(proposal.proposedBy);
    if (!proposer || proposer->suspended || proposer->actor.role != Role::Supervisor)
        return refused(u"the proposer is no active supervisor"_s);
    if (proposal.person.id == proposal.proposedBy && proposal.change != PersonChange::NewPassphrase)
        return refused(u"nobody proposes a change about himself"_s);
    if (proposal.change == PersonChange::Add) {
        if (!acceptablePersonId(proposal.person.id) || isTaken(everybody, proposal.person.id)
            || proposal.person.nameEnglish.size() > 100 || proposal.person.nameUrdu.size() > 100)
            return failed(StoreFault::Invalid, u"the id is taken, or id or names are not usable"_s);
        return {};
    }
    if (!now)
        return failed(StoreFault::Invalid, u"nobody of this id has a slot"_s);
    const bool back
        = proposal.change == PersonChange::Resume || proposal.change == PersonChange::NewPassphrase;
    if (const auto barred = isSuspendedByCentral(m_session->database, proposal.person.id); !barred)
        return tl::unexpected(barred.error());
    else if (*barred && back)
        return refused(u"central has suspended this person"_s);
    const OperatorEntry after = entryAfter(*now, proposal);
    const bool changes = needsPassphrase(proposal.change) || proposal.change == PersonChange::Remove
        || after.suspended != now->suspended || after.actor.role != now->actor.role;
    if (!changes)
        return failed(StoreFault::Invalid, u"it is so already"_s);
    if (!leavesSupervisor(everybody, proposal))
        return refused(u"no active supervisor would be left"_s);
    return {};
}

Outcome<PersonProposal> Vault::propose(PersonChange change, const Actor &person,
                                       const SecretBytes &passphrase, const Actor &proposer)
{
    if (const auto known = checkSupervisor(proposer); !known)
        return tl::unexpected(known.error());
    StoredProposal stored{
        {QUuid::createUuid().toString(QUuid::WithoutBraces), change, person, proposer.id, m_options.nowUtc()},
        std::nullopt};
    PersonProposal &proposal = stored.proposal;
    if (const auto allowed = checkProposal(proposal); !allowed)
        return tl::unexpected(allowed.error());
    if (const OperatorEntry *now = m_session->ring.entry(person.id))
        proposal.person = entryAfter(*now, proposal).actor;
    const auto waiting = listProposals(m_session->database);
    if (!waiting)
        return tl::unexpected(waiting.error());
    if (waiting->size() >= mostProposals)
        return failed(StoreFault::Invalid, u"too many proposals wait"_s);
    if (needsPassphrase(change)) {
        if (!acceptablePassphrase(passphrase))
            return failed(StoreFault::Invalid, u"the pass phrase is too short"_s);
        const auto share = m_session->ring.isFormat1()
            ? Outcome<SecretBytes>(refused(u"the key ring is still of the old format"_s))
            : m_session->ring.shareFor(m_session->master);
        auto keys = share
            ? makeSlotKeys(m_session->ring.vaultId(), proposal.person.id, passphrase, *share, m_options.kdf)
            : Outcome<SlotKeys>(tl::unexpected(share.error()));
        if (!keys)
            return tl::unexpected(keys.error());
        stored.keys = std::move(*keys);
    }
    return m_session->database.transact([&]() -> Outcome<PersonProposal> {
        auto done = insertProposal(m_session->database, stored);
        if (done)
            done = note(u"person-change-proposed"_s, proposal.person.id, changeCode(change));
        if (done)
            done = sealPeople(m_session->database, m_session->keys.audit, m_options.nowUtc());
        if (!done)
            return tl::unexpected(done.error());
        return proposal;
    });
}

/// The second person: another active supervisor whom the change does not concern; where there is none, any
/// other active person whom it does not concern.
Outcome<void> Vault::checkConfirmer(const QString &confirmerId, const QString &proposerId,
                                    const QString &concernedId, const SecretBytes &passphrase)
{
    const auto eligible = [&](const OperatorEntry &entry) {
        return !entry.suspended && entry.actor.id != proposerId && entry.actor.id != concernedId;
    };
    const QList<OperatorEntry> everybody = m_session->ring.operators();
    const bool otherSupervisor
        = std::any_of(everybody.begin(), everybody.end(), [&](const OperatorEntry &entry) {
              return eligible(entry) && entry.actor.role == Role::Supervisor;
          });
    const OperatorEntry *confirmer = m_session->ring.entry(confirmerId);
    if (!confirmer || !eligible(*confirmer))
        return refused(u"this person may not confirm it"_s);
    if (otherSupervisor && confirmer->actor.role != Role::Supervisor)
        return refused(u"another supervisor has to confirm it"_s);
    const auto share = m_session->ring.isFormat1() ? Outcome<SecretBytes>(SecretBytes())
                                                   : m_session->ring.shareFor(m_session->master);
    if (!share)
        return tl::unexpected(share.error());
    const auto opened = openSlot(m_session->ring, confirmerId, passphrase, *share);
    return opened ? Outcome<void>() : Outcome<void>(tl::unexpected(opened.error()));
}

Outcome<KeyRing> Vault::ringAfter(const StoredProposal &stored) const
{
    const PersonProposal &proposal = stored.proposal;
    const KeyRing &ring = m_session->ring;
    const OperatorEntry *now = ring.entry(proposal.person.id);
    const OperatorEntry before = now ? *now : OperatorEntry{proposal.person, false};
    if (proposal.change == PersonChange::Remove)
        return ring.withoutPerson(proposal.person.id, m_session->master);
    if (needsPassphrase(proposal.change)) {
        if (!stored.keys)
            return failed(StoreFault::Damaged, u"a proposal has lost its keys"_s);
        return ring.withPerson(before, *stored.keys, m_session->master);
    }
    return ring.withEntry(entryAfter(before, proposal), m_session->master);
}

Outcome<Done> Vault::confirm(const QString &proposalId, const QString &confirmerId,
                             const SecretBytes &passphrase)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    const auto stored = readProposal(m_session->database, proposalId);
    if (!stored)
        return tl::unexpected(stored.error());
    const PersonProposal &proposal = stored->proposal;
    if (const auto allowed = checkProposal(proposal); !allowed)
        return tl::unexpected(allowed.error());
    if (proposal.person.id == m_session->actor.id && proposal.change != PersonChange::NewPassphrase)
        return refused(u"the person whom it concerns is logged in"_s);
    const auto second = checkConfirmer(confirmerId, proposal.proposedBy, proposal.person.id, passphrase);
    if (!second)
        return tl::unexpected(second.error());
    const auto next = ringAfter(*stored);
    if (!next)
        return tl::unexpected(next.error());
    const Record record = [&](Database &database, const SecretBytes &auditKey) {
        auto done = proposal.change == PersonChange::Remove
            ? removeProposalsAbout(database, proposal.person.id)
            : removeProposal(database, proposalId);
        if (done && proposal.change == PersonChange::Remove)
            done = removeOwnFingers(database, proposal.person.id);
        const QString detail
            = u"proposed by %1, role %2"_s.arg(proposal.proposedBy, roleCode(proposal.person.role));
        if (done)
            done = noteIn(database, auditKey,
                          {confirmerId, eventOf(proposal.change), proposal.person.id, detail});
        return done;
    };
    // Who leaves has known the master key, so it does not stay. One step: removed and renewed, or neither.
    const auto changed
        = proposal.change == PersonChange::Remove ? renewMaster(*next, record) : changeRing(*next, record);
    return changed.map([] { return Done{}; });
}

Outcome<Done> Vault::withdraw(const QString &proposalId, const Actor &actor)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    const auto stored = readProposal(m_session->database, proposalId);
    if (!stored)
        return tl::unexpected(stored.error());
    if (stored->proposal.proposedBy != actor.id && m_session->actor.role != Role::Supervisor)
        return refused(u"only its proposer or a supervisor may withdraw it"_s);
    return m_session->database.transact([&]() -> Outcome<Done> {
        auto done = removeProposal(m_session->database, proposalId);
        if (done)
            done = note(u"person-change-withdrawn"_s, stored->proposal.person.id,
                        changeCode(stored->proposal.change));
        if (done)
            done = sealPeople(m_session->database, m_session->keys.audit, m_options.nowUtc());
        return done.map([] { return Done{}; });
    });
}

} // namespace indraj
