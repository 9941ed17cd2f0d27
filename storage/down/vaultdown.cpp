#include "storage/codes.h"
#include "storage/down/decisionrows.h"
#include "storage/enrolmentrows.h"
#include "storage/keys/slot.h"
#include "storage/packetrows.h"
#include "storage/samplerows.h"
#include "storage/vault.h"

#include <QSet>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostStaff = 500;
constexpr qsizetype longestStaffName = 100;

tl::unexpected<StoreError> noCorrection(const QString &why) { return failed(StoreFault::Refused, why); }

/// The page on which the operator begins.
QString firstStep(const CentralDecision &decision)
{
    if (decision.fields.contains(u"photo"_s))
        return u"photo"_s;
    return decision.fields.contains(u"fingers"_s) ? u"fingers"_s : u"details"_s;
}

bool canOpen(const OperatorEntry &entry, bool supervisorsOnly)
{
    return !entry.suspended && (!supervisorsOnly || entry.actor.role == Role::Supervisor);
}

/// Whether a change of one person leaves those who can open the vault, and who can approve, where there were
/// any before.
bool leavesEnough(const QList<OperatorEntry> &people, const OperatorEntry &after)
{
    const auto any = [&](bool supervisorsOnly, bool changed) {
        return std::any_of(people.cbegin(), people.cend(), [&](const OperatorEntry &entry) {
            const bool same = entry.actor.id == after.actor.id;
            return canOpen(changed && same ? after : entry, supervisorsOnly);
        });
    };
    return any(false, true) && (any(true, true) || !any(true, false));
}

int reach(const StaffOrder &order)
{
    return order.suspended ? 0 : order.person.role == Role::Supervisor ? 2 : 1;
}

bool isStaffSound(const QList<StaffOrder> &orders)
{
    QSet<QString> seen;
    return orders.size() <= mostStaff
        && std::all_of(orders.cbegin(), orders.cend(), [&seen](const StaffOrder &order) {
               const QString id = order.person.id.toLower();
               const bool fresh = !seen.contains(id);
               seen.insert(id);
               return fresh && acceptablePersonId(order.person.id)
                   && order.person.nameEnglish.size() <= longestStaffName
                   && order.person.nameUrdu.size() <= longestStaffName;
           });
}

} // namespace

Outcome<DownwardState> Vault::downwardState()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return readDownwardState(m_session->database);
}

Outcome<Done> Vault::recordReferenceVersion(qint64 version)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Done> {
        const auto before = readDownwardState(database);
        if (!before)
            return tl::unexpected(before.error());
        if (version <= before->referenceVersion)
            return Done{};
        auto done = writeReferenceVersion(database, version);
        if (done)
            done = noteStation(u"reference-received"_s, {}, QString::number(version));
        return done.map([] { return Done{}; });
    });
}

Outcome<Done> Vault::recordDecisions(const QList<CentralDecision> &decisions)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Done> {
        const auto state = readDownwardState(database);
        if (!state)
            return tl::unexpected(state.error());
        qint64 last = state->decisions;
        for (const CentralDecision &decision : decisions) {
            if (decision.number <= last)
                continue;
            if (decision.number != last + 1)
                return failed(StoreFault::Invalid, u"decision %1 is missing"_s.arg(last + 1));
            last = decision.number;
            auto done = insertDecision(database, decision, m_options.nowUtc());
            const QString detail = verdictCode(decision.verdict)
                + (decision.reason.isEmpty() ? QString() : u' ' + decision.reason);
            if (done)
                done = noteStation(u"central-decided"_s, decision.packet.toString(), detail);
            if (!done)
                return tl::unexpected(done.error());
        }
        return Done{};
    });
}

/// Everything a person may keep of what he has typed and captured: under the new draft's own key.
Outcome<void> Vault::copyContent(const Enrolment &from, EnrolmentId to)
{
    Database &database = m_session->database;
    const auto oldKey = readDataKey(database, m_session->keys.blobs, from.id);
    const auto newKey = readDataKey(database, m_session->keys.blobs, to);
    if (!oldKey || !newKey)
        return tl::unexpected(oldKey ? newKey.error() : oldKey.error());
    if (const auto done = mergeFields(database, to, from.fields); !done)
        return done;
    for (const SampleInfo &info : from.samples) {
        auto sample = readSample(database, *oldKey, from.id, info.id);
        if (!sample)
            return tl::unexpected(sample.error());
        sample->info.id = SampleId::create();
        if (const auto done = writeSample(database, *newKey, to, *sample); !done)
            return done;
    }
    for (const BiometricException &exception : from.exceptions) {
        if (const auto done = writeException(database, to, exception); !done)
            return done;
    }
    for (const EyeException &exception : from.eyeExceptions) {
        if (const auto done = writeEyeException(database, to, exception); !done)
            return done;
    }
    if (from.notSigned)
        return writeNotSigned(database, to, from.notSigned);
    return {};
}

/// The draft begun before, while it is one; an error: another must not be begun. Null id: one may be begun.
Outcome<Enrolment> Vault::correctionOf(const UploadRecord &record, int formVersion)
{
    Database &database = m_session->database;
    const auto before = readCorrection(database, record.packet);
    if (!before)
        return tl::unexpected(before.error());
    if (!before->isNull()) {
        const auto enrolment = readEnrolment(database, *before);
        if (!enrolment)
            return enrolment;
        switch (enrolment->state) {
        case EnrolmentState::Draft:
        case EnrolmentState::Reviewed:
        case EnrolmentState::SignedOff:
        case EnrolmentState::AwaitingApproval:
        case EnrolmentState::Returned:
            return enrolment;
        case EnrolmentState::Rejected:
            break;
        case EnrolmentState::Approved:
        case EnrolmentState::Sealed:
        case EnrolmentState::Sending:
        case EnrolmentState::Received:
            return noCorrection(u"its correction is on the way"_s);
        case EnrolmentState::Erased:
            // Deleted unsent it has no packet, and may be begun anew.
            if (readUploadOf(database, *before))
                return noCorrection(u"its correction was sent"_s);
            break;
        }
    }
    auto draft = makeDraft(record.service, formVersion);
    if (!draft)
        return draft;
    auto done = insertCorrection(database, draft->id, record.packet);
    const auto old = readEnrolment(database, record.enrolment);
    if (done && !old)
        done = tl::unexpected(old.error());
    if (done && record.state != EnrolmentState::Erased)
        done = copyContent(*old, draft->id);
    if (done)
        done = setStep(database, draft->id, firstStep(*record.decision));
    if (done)
        done = note(u"correction-begun"_s, draft->id.toString(), record.packet.toString());
    if (!done)
        return tl::unexpected(done.error());
    return readEnrolment(database, draft->id);
}

Outcome<Enrolment> Vault::beginCorrection(PacketId packet, const Actor &actor, int formVersion)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    if (formVersion < 0)
        return failed(StoreFault::Invalid, u"a form has a version"_s);
    if (const auto may = checkMayBegin(); !may)
        return tl::unexpected(may.error());
    return m_session->database.transact([&]() -> Outcome<Enrolment> {
        const auto record = readUpload(m_session->database, packet);
        if (!record)
            return tl::unexpected(record.error());
        if (!record->decision || record->decision->verdict != CentralVerdict::NeedsCorrection)
            return noCorrection(u"central does not ask for a correction"_s);
        return correctionOf(*record, formVersion);
    });
}

Outcome<KeyRing> Vault::ringAfterOrders(const QList<StaffOrder> &orders, StaffOutcome *outcome,
                                        QList<AuditEvent> *events) const
{
    KeyRing ring = m_session->ring;
    // Who may do more from now on comes first, so that he counts when another goes.
    QList<StaffOrder> sorted = orders;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const StaffOrder &a, const StaffOrder &b) { return reach(a) > reach(b); });
    for (const StaffOrder &order : std::as_const(sorted)) {
        const OperatorEntry *now = ring.entry(order.person.id);
        if (!now) {
            outcome->unknown.append(order.person.id);
            continue;
        }
        OperatorEntry after{order.person, order.suspended};
        after.actor.id = now->actor.id;
        const bool same = after.suspended == now->suspended && after.actor.role == now->actor.role
            && after.actor.nameEnglish == now->actor.nameEnglish
            && after.actor.nameUrdu == now->actor.nameUrdu;
        if (same)
            continue;
        if (!leavesEnough(ring.operators(), after) || ring.isOld(now->actor.id)) {
            outcome->heldBack.append(now->actor.id);
            continue;
        }
        auto next = ring.withEntry(after, m_session->master);
        if (!next)
            return next;
        ring = std::move(*next);
        ++outcome->changed;
        events->append({u"central"_s, u"person-ordered"_s, after.actor.id, {}});
        events->last().detail
            = roleCode(after.actor.role) + (after.suspended ? u" suspended"_s : u" active"_s);
    }
    return ring;
}

Outcome<StaffOutcome> Vault::applyStaff(const QList<StaffOrder> &orders, qint64 version)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    const auto state = readDownwardState(m_session->database);
    if (!state)
        return tl::unexpected(state.error());
    if (version < state->staffVersion)
        return StaffOutcome{};
    if (version < 1 || !isStaffSound(orders))
        return failed(StoreFault::Invalid, u"central's list of the staff cannot be carried out"_s);
    StaffOutcome outcome;
    QList<AuditEvent> events;
    const auto next = ringAfterOrders(orders, &outcome, &events);
    if (!next)
        return tl::unexpected(next.error());
    if (version == state->staffVersion && outcome.changed == 0)
        return outcome;
    const Record record = [&](Database &database, const SecretBytes &auditKey) {
        auto done = writeStaffVersion(database, version);
        if (done)
            done = writeStaffOrders(database, orders);
        const QString detail = u"list %1, %2 changed"_s.arg(version).arg(outcome.changed)
            + (outcome.heldBack.isEmpty() ? QString() : u", held back: "_s + outcome.heldBack.join(u' '));
        if (done)
            done = noteIn(database, auditKey, {u"station"_s, u"staff-list"_s, {}, detail});
        for (const AuditEvent &event : std::as_const(events)) {
            if (done)
                done = noteIn(database, auditKey, event);
        }
        return done;
    };
    if (outcome.changed == 0) {
        Database &database = m_session->database;
        const auto noted = database.transact([&] { return record(database, m_session->keys.audit); });
        return noted ? Outcome<StaffOutcome>(outcome) : tl::unexpected(noted.error());
    }
    return changeRing(*next, record).map([&] { return outcome; });
}

} // namespace indraj
