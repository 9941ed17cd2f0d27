#include "storage/retention/deletionrows.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Outcome<DeletionProposal> readProposal(Database &database, EnrolmentId id)
{
    Statement row = database.prepare("SELECT proposed_by, proposed_at, reason FROM deletion"
                                     " WHERE enrolment = ? AND confirmed_at IS NULL");
    const auto found = row.bind(id.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::NotFound, u"nobody has asked for its deletion"_s);
    return DeletionProposal{row.text(0), row.time(1), row.text(2)};
}

Outcome<void> writeProposal(Database &database, EnrolmentId id, const DeletionProposal &proposal)
{
    return database.run(
        "INSERT INTO deletion(enrolment, reason, proposed_by, proposed_at) VALUES(?, ?, ?, ?)", id.toString(),
        proposal.reasonCode, proposal.proposedBy, proposal.proposedAt);
}

Outcome<void> removeProposal(Database &database, EnrolmentId id)
{
    return database.run("DELETE FROM deletion WHERE enrolment = ? AND confirmed_at IS NULL", id.toString());
}

Outcome<void> closeProposal(Database &database, EnrolmentId id, const QString &confirmedBy,
                            const QDateTime &at)
{
    return database.run("UPDATE deletion SET confirmed_by = ?, confirmed_at = ? WHERE enrolment = ?",
                        confirmedBy, at, id.toString());
}

Outcome<QList<EnrolmentId>> listUnsent(Database &database, const QDateTime &begunBefore)
{
    QList<EnrolmentId> ids;
    Statement rows
        = database.prepare("SELECT id FROM enrolment WHERE created_at <= ? AND state IN"
                           " ('draft', 'reviewed', 'returned', 'rejected') ORDER BY created_at, number");
    rows.bind(begunBefore);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return ids;
        ids.append(EnrolmentId::fromString(rows.text(0)));
    }
}

} // namespace indraj
