#include "storage/repair/tablerescue.h"

#include "storage/engine.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Rows are tried singly this far beyond a broken one; a page of small rows holds fewer.
constexpr qint64 singleSteps = 400;
/// Beyond this no table of ours has rows.
constexpr qint64 lastRowid = 1LL << 40;
constexpr int rowsPerCommit = 100;

QByteArray quoted(const QString &name) { return '"' + QString(name).replace(u'"', u"\"\""_s).toUtf8() + '"'; }

Outcome<QStringList> columnNames(Database &database, const QString &table)
{
    QStringList names;
    Statement rows = database.prepare("SELECT name FROM pragma_table_info(?)");
    rows.bind(table);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return names;
        names.append(rows.text(0));
    }
}

QByteArray insertInto(const QByteArray &table, const QByteArray &columns, int count)
{
    return "INSERT INTO " + table + '(' + columns + ") VALUES(" + QByteArray("?, ").repeated(count).chopped(2)
        + ')';
}

} // namespace

TableRescuer::TableRescuer(const HeldVault &vault, Database *fresh)
    : m_vault(vault)
    , m_fresh(fresh)
    , m_old(vault.open())
{
}

bool TableRescuer::reopen()
{
    m_select.reset();
    m_old = m_vault.open();
    return m_old.has_value();
}

Outcome<TableRescuer::Columns> TableRescuer::commonColumns(const QString &table)
{
    const auto fresh = columnNames(*m_fresh, table);
    const auto old = columnNames(*m_old, table);
    if (!fresh || !old)
        return tl::unexpected(fresh ? old.error() : fresh.error());
    Columns columns;
    for (const QString &name : *old) {
        if (!fresh->contains(name))
            continue;
        columns.list += (columns.count ? ", " : "") + quoted(name);
        ++columns.count;
    }
    return columns;
}

Outcome<QList<TableRescuer::Table>> TableRescuer::commonTables()
{
    QList<Table> tables;
    {
        Statement rows = m_fresh->prepare("SELECT name, wr FROM pragma_table_list WHERE schema = 'main'"
                                          " AND type = 'table' AND name NOT LIKE 'sqlite_%'"
                                          " AND name NOT LIKE 'search%' AND name <> 'enrolment_seal'"
                                          " ORDER BY name <> 'enrolment', name");
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            tables.append({rows.text(0), rows.integer(1) != 0, {}});
        }
    }
    for (Table &table : tables) {
        auto columns = commonColumns(table.name);
        if (!columns)
            return tl::unexpected(columns.error());
        table.columns = std::move(*columns);
    }
    tables.removeIf([](const Table &table) { return table.columns.count == 0; });
    return tables;
}

Outcome<QList<TableRescue>> TableRescuer::copyAll()
{
    if (!m_old)
        return tl::unexpected(m_old.error());
    const auto tables = commonTables();
    if (!tables)
        return tl::unexpected(tables.error());
    QList<TableRescue> results;
    // Parents may be lost while children are read; what belongs to nothing is taken out afterwards.
    if (const auto off = m_fresh->run("PRAGMA foreign_keys=OFF"); !off)
        return tl::unexpected(off.error());
    if (const auto begun = m_fresh->run("BEGIN IMMEDIATE"); !begun)
        return tl::unexpected(begun.error());
    for (const Table &table : *tables) {
        TableRescue result{table.name, 0, 0};
        const auto done = table.withoutRowid ? copyByEnrolment(table, &result) : copyByRowid(table, &result);
        if (!done)
            return tl::unexpected(done.error());
        results.append(result);
    }
    auto done = m_fresh->run("COMMIT");
    if (done)
        done = m_fresh->run("PRAGMA foreign_keys=ON");
    if (!done)
        return tl::unexpected(done.error());
    return results;
}

Outcome<void> TableRescuer::keepPace()
{
    if (++m_uncommitted < rowsPerCommit)
        return {};
    m_uncommitted = 0;
    if (const auto done = m_fresh->run("COMMIT"); !done)
        return done;
    return m_fresh->run("BEGIN IMMEDIATE");
}

Outcome<qint64> TableRescuer::readRow(const Table &table, qint64 rowid, Statement *insert)
{
    if (!m_old)
        return tl::unexpected(m_old.error());
    if (!m_select) {
        const QByteArray sql = "SELECT rowid, " + table.columns.list + " FROM " + quoted(table.name)
            + " NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1";
        m_select.emplace(m_old->prepare(sql.constData()));
    }
    const auto row = m_select->reset().bind(rowid).step();
    const auto held = row ? pagesHeld(*m_old) : Outcome<bool>(false);
    if (!row || !held || !*held)
        return failed(StoreFault::Damaged, u"a row does not verify"_s);
    if (!*row)
        return 0;
    const qint64 found = m_select->integer(0);
    if (insert) {
        insert->reset();
        for (int column = 1; column <= table.columns.count; ++column)
            insert->bindColumn(*m_select, column);
        if (const auto done = insert->run(); !done)
            return tl::unexpected(done.error());
    }
    m_select->reset();
    return found;
}

qint64 TableRescuer::findNextReadable(const Table &table, qint64 broken)
{
    const auto readable
        = [&](qint64 rowid) { return reopen() && readRow(table, rowid, nullptr).has_value(); };
    for (qint64 rowid = broken + 1; rowid <= broken + singleSteps; ++rowid) {
        if (readable(rowid))
            return rowid;
    }
    qint64 bad = broken + singleSteps, good = 0;
    for (qint64 step = singleSteps; good == 0; step *= 2) {
        if (bad + step > lastRowid)
            return lastRowid;
        if (readable(bad + step))
            good = bad + step;
        else
            bad += step;
    }
    while (good - bad > 1) {
        const qint64 middle = bad + (good - bad) / 2;
        (readable(middle) ? good : bad) = middle;
    }
    return good;
}

Outcome<void> TableRescuer::copyByRowid(const Table &table, TableRescue *result)
{
    if (!m_old && !reopen())
        return tl::unexpected(m_old.error());
    m_select.reset();
    const QByteArray sql = insertInto(quoted(table.name), table.columns.list, table.columns.count);
    Statement insert = m_fresh->prepare(sql.constData());
    for (qint64 rowid = 1; rowid < lastRowid;) {
        const auto found = readRow(table, rowid, &insert);
        if (found && *found == 0)
            break;
        if (found) {
            ++result->copied;
            rowid = *found + 1;
            if (const auto done = keepPace(); !done)
                return done;
        } else if (found.error().fault == StoreFault::Damaged || found.error().fault == StoreFault::Invalid) {
            ++result->refused;
            rowid = findNextReadable(table, rowid);
        } else {
            return tl::unexpected(found.error());
        }
    }
    m_select.reset();
    return {};
}

Outcome<void> TableRescuer::copyRowsOf(const Table &table, const QString &enrolment, TableRescue *result)
{
    const QByteArray read
        = "SELECT " + table.columns.list + " FROM " + quoted(table.name) + " WHERE enrolment = ?";
    const QByteArray write = insertInto(quoted(table.name), table.columns.list, table.columns.count);
    Statement rows = m_old->prepare(read.constData());
    Statement insert = m_fresh->prepare(write.constData());
    rows.bind(enrolment);
    for (;;) {
        const auto row = rows.step();
        const auto held = row ? pagesHeld(*m_old) : Outcome<bool>(false);
        if (!row || !held || !*held)
            return failed(StoreFault::Damaged, u"rows do not verify"_s);
        if (!*row)
            return {};
        insert.reset();
        for (int column = 0; column < table.columns.count; ++column)
            insert.bindColumn(rows, column);
        if (const auto done = insert.run(); !done)
            return failed(StoreFault::IoFailed, done.error().detail);
        ++result->copied;
    }
}

Outcome<void> TableRescuer::copyByEnrolment(const Table &table, TableRescue *result)
{
    if (!table.columns.list.contains("\"enrolment\""))
        return {};
    QStringList ids;
    {
        Statement rows = m_fresh->prepare("SELECT id FROM enrolment ORDER BY number");
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            ids.append(rows.text(0));
        }
    }
    for (const QString &id : std::as_const(ids)) {
        if (!m_old && !reopen())
            return tl::unexpected(m_old.error());
        const auto done = copyRowsOf(table, id, result);
        if (!done && done.error().fault != StoreFault::Damaged)
            return done;
        if (!done) {
            ++result->refused;
            // A proposal that is lost can be made again; everything else is what was captured.
            if (table.name != u"deletion")
                m_suspect.insert(id);
            reopen();
        }
        if (const auto paced = keepPace(); !paced)
            return paced;
    }
    return {};
}

} // namespace indraj
