#include "storage/down/decisionrows.h"

#include "storage/codes.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestDecisionCode = 64;
constexpr qsizetype longestDecisionNote = 2000;
constexpr qsizetype mostDecisionFields = 100;

bool isStorable(const CentralDecision &decision)
{
    if (decision.number < 1 || decision.packet.isNull() || !decision.decidedAt.isValid()
        || decision.reason.size() > longestDecisionCode || decision.note.size() > longestDecisionNote
        || decision.fields.size() > mostDecisionFields)
        return false;
    return std::all_of(decision.fields.cbegin(), decision.fields.cend(), [](const QString &field) {
        return !field.isEmpty() && field.size() <= longestDecisionCode && !field.contains(u' ');
    });
}

} // namespace

Outcome<CentralDecision> readDecisionColumns(const Statement &row, int first, PacketId packet)
{
    const auto verdict = verdictFromCode(row.text(first + 1));
    if (!verdict)
        return tl::unexpected(verdict.error());
    return CentralDecision{row.integer(first),
                           packet,
                           *verdict,
                           row.text(first + 2),
                           row.text(first + 3).split(u' ', Qt::SkipEmptyParts),
                           row.text(first + 4),
                           row.time(first + 5)};
}

Outcome<std::optional<CentralDecision>> readLastDecision(Database &database, PacketId packet)
{
    Statement row = database.prepare("SELECT number, verdict, reason, fields, note, decided_at FROM decision"
                                     " WHERE packet = ? ORDER BY number DESC LIMIT 1");
    const auto found = row.bind(packet.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::optional<CentralDecision>();
    return readDecisionColumns(row, 0, packet).map([](const CentralDecision &decision) {
        return std::optional(decision);
    });
}

Outcome<void> insertDecision(Database &database, const CentralDecision &decision, const QDateTime &now)
{
    const QString verdict = verdictCode(decision.verdict);
    if (verdict.isEmpty() || !isStorable(decision))
        return failed(StoreFault::Invalid, u"decision %1 cannot be stored"_s.arg(decision.number));
    return database.run("INSERT INTO decision(number, packet, verdict, reason, fields, note, decided_at,"
                        " received_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                        decision.number, decision.packet.toString(), verdict, decision.reason,
                        decision.fields.join(u' '), decision.note, decision.decidedAt, now);
}

Outcome<EnrolmentId> readCorrection(Database &database, PacketId packet)
{
    Statement row
        = database.prepare("SELECT enrolment FROM correction WHERE packet = ? ORDER BY rowid DESC LIMIT 1");
    const auto found = row.bind(packet.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    return *found ? EnrolmentId::fromString(row.text(0)) : EnrolmentId();
}

Outcome<void> insertCorrection(Database &database, EnrolmentId draft, PacketId packet)
{
    return database.run("INSERT INTO correction(enrolment, packet) VALUES(?, ?)", draft.toString(),
                        packet.toString());
}

Outcome<DownwardState> readDownwardState(Database &database)
{
    DownwardState state;
    const auto last = database.readInteger("SELECT coalesce(max(number), 0) FROM decision");
    if (!last)
        return tl::unexpected(last.error());
    state.decisions = *last;
    Statement row = database.prepare("SELECT staff_version, reference_version FROM downward WHERE id = 1");
    const auto found = row.step();
    if (!found)
        return tl::unexpected(found.error());
    if (*found) {
        state.staffVersion = row.integer(0);
        state.referenceVersion = row.integer(1);
    }
    return state;
}

Outcome<void> writeStaffVersion(Database &database, qint64 version)
{
    return database.run("INSERT INTO downward(id, staff_version, reference_version) VALUES(1, ?, 0)"
                        " ON CONFLICT(id) DO UPDATE SET staff_version = excluded.staff_version",
                        version);
}

Outcome<void> writeReferenceVersion(Database &database, qint64 version)
{
    return database.run(
        "INSERT INTO downward(id, staff_version, reference_version) VALUES(1, 0, ?) ON CONFLICT(id)"
        " DO UPDATE SET reference_version = max(reference_version, excluded.reference_version)",
        version);
}

Outcome<void> writeStaffOrders(Database &database, const QList<StaffOrder> &orders)
{
    if (const auto done = database.run("DELETE FROM staff_order"); !done)
        return done;
    for (const StaffOrder &order : orders) {
        const auto done = database.run("INSERT INTO staff_order(person, suspended) VALUES(?, ?)",
                                       order.person.id, order.suspended ? 1 : 0);
        if (!done)
            return done;
    }
    return {};
}

Outcome<bool> isSuspendedByCentral(Database &database, const QString &personId)
{
    Statement row = database.prepare("SELECT 1 FROM staff_order WHERE person = ? AND suspended = 1");
    return row.bind(personId).step();
}

} // namespace indraj
