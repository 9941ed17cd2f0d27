#include "storage/queue/sendingrows.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

Outcome<std::optional<UnfinishedCarry>> readCarry(Database &database)
{
    Statement row = database.prepare("SELECT folder, station, list_sha256 FROM carrying WHERE id = 1");
    const auto found = row.step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    return UnfinishedCarry{row.text(0), row.text(1), row.bytes(2)};
}

Outcome<void> writeCarry(Database &database, const std::optional<UnfinishedCarry> &carry)
{
    if (!carry)
        return database.run("DELETE FROM carrying");
    return database.run("INSERT OR REPLACE INTO carrying(id, folder, station, list_sha256)"
                        " VALUES(1, ?, ?, ?)",
                        carry->folder, carry->station, carry->listSha256);
}

} // namespace

Outcome<SendingState> readSendingState(Database &database)
{
    Statement row = database.prepare("SELECT paused, day, day_bytes FROM sending WHERE id = 1");
    const auto found = row.step();
    if (!found)
        return tl::unexpected(found.error());
    SendingState state;
    if (*found) {
        state.paused = row.integer(0) != 0;
        state.day = QDate::fromString(row.text(1), Qt::ISODate);
        state.dayBytes = row.integer(2);
    }
    auto carry = readCarry(database);
    if (!carry)
        return tl::unexpected(carry.error());
    state.carry = std::move(*carry);
    return state;
}

Outcome<void> writeSendingState(Database &database, const SendingState &state)
{
    if (state.dayBytes < 0)
        return failed(StoreFault::Invalid, u"less than nothing sent in a day"_s);
    if (state.carry && (state.carry->folder.isEmpty() || state.carry->listSha256.size() != 32))
        return failed(StoreFault::Invalid, u"a disk without a place or a list"_s);
    auto done = database.run("INSERT INTO sending(id, paused, day, day_bytes) VALUES(1, ?, ?, ?)"
                             " ON CONFLICT(id) DO UPDATE SET paused = excluded.paused, day = excluded.day,"
                             " day_bytes = excluded.day_bytes",
                             state.paused ? 1 : 0,
                             state.day.isValid() ? state.day.toString(Qt::ISODate) : u""_s, state.dayBytes);
    return done ? writeCarry(database, state.carry) : done;
}

Outcome<QueueSummary> readQueueSummary(Database &database)
{
    const auto next = database.readInteger("SELECT next_sequence FROM station");
    if (!next)
        return tl::unexpected(next.error());
    QueueSummary summary;
    summary.lastSequence = *next - 1;
    Statement rows
        = database.prepare("SELECT p.sequence FROM packet p JOIN enrolment e ON e.id = p.enrolment"
                           " WHERE p.sequence IS NOT NULL AND p.receipt IS NULL ORDER BY p.sequence");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return summary;
        summary.owed.append(rows.integer(0));
    }
}

} // namespace indraj
