#include "storage/audit/auditrows.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestList = 1000;
constexpr qsizetype mostEvents = 100;

/// The conditions of a filter, and after them what the caller adds.
QByteArray auditQuery(const AuditFilter &filter, bool page)
{
    QByteArray sql = "SELECT sequence, at, actor, event, subject, detail, hash FROM audit WHERE 1";
    if (filter.from.isValid())
        sql += " AND at >= ?";
    if (filter.to.isValid())
        sql += " AND at < ?";
    if (!filter.actor.isEmpty())
        sql += " AND actor = ?";
    if (!filter.subject.isEmpty())
        sql += " AND subject = ?";
    if (!filter.events.isEmpty())
        sql += " AND event IN (?" + QByteArray(", ?").repeated(filter.events.size() - 1) + ')';
    if (page && filter.before > 0)
        sql += " AND sequence < ?";
    return sql + (page ? " ORDER BY sequence DESC LIMIT ?" : " ORDER BY sequence");
}

void bindFilter(Statement &rows, const AuditFilter &filter)
{
    if (filter.from.isValid())
        rows.bind(filter.from.startOfDay());
    if (filter.to.isValid())
        rows.bind(filter.to.addDays(1).startOfDay());
    if (!filter.actor.isEmpty())
        rows.bind(filter.actor);
    if (!filter.subject.isEmpty())
        rows.bind(filter.subject);
    for (const QString &event : filter.events)
        rows.bind(event);
}

AuditEntry readEntry(const Statement &row)
{
    return {row.integer(0), row.time(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

Outcome<void> checkFilter(const AuditFilter &filter)
{
    if (filter.events.size() > mostEvents)
        return failed(StoreFault::Invalid, u"too many event codes in one filter"_s);
    return {};
}

Outcome<QStringList> readColumn(Statement rows)
{
    QStringList values;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return values;
        values.append(rows.text(0));
    }
}

} // namespace

Outcome<QList<AuditEntry>> listAudit(Database &database, const AuditFilter &filter)
{
    if (const auto good = checkFilter(filter); !good)
        return tl::unexpected(good.error());
    const QByteArray sql = auditQuery(filter, true);
    Statement rows = database.prepare(sql.constData());
    bindFilter(rows, filter);
    if (filter.before > 0)
        rows.bind(filter.before);
    rows.bind(std::clamp(filter.limit, 1, longestList));
    QList<AuditEntry> entries;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return entries;
        entries.append(readEntry(rows));
    }
}

Outcome<void> walkAudit(Database &database, const AuditFilter &filter,
                        const std::function<Outcome<void>(const HashedEntry &)> &each)
{
    if (const auto good = checkFilter(filter); !good)
        return good;
    const QByteArray sql = auditQuery(filter, false);
    Statement rows = database.prepare(sql.constData());
    bindFilter(rows, filter);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        if (const auto done = each({readEntry(rows), rows.bytes(6)}); !done)
            return done;
    }
}

// The distinct values by hopping through the index, one step for each, not for each entry.
Outcome<QStringList> listAuditEvents(Database &database)
{
    return readColumn(
        database.prepare("WITH RECURSIVE hop(v) AS (SELECT min(event) FROM audit UNION ALL"
                         " SELECT (SELECT min(event) FROM audit WHERE event > v) FROM hop WHERE v NOT NULL)"
                         " SELECT v FROM hop WHERE v NOT NULL"));
}

Outcome<QStringList> listAuditActors(Database &database)
{
    return readColumn(
        database.prepare("WITH RECURSIVE hop(v) AS (SELECT min(actor) FROM audit UNION ALL"
                         " SELECT (SELECT min(actor) FROM audit WHERE actor > v) FROM hop WHERE v NOT NULL)"
                         " SELECT v FROM hop WHERE v NOT NULL"));
}

} // namespace indraj
