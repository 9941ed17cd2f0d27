#pragma once

#include "storage/repair/heldvault.h"

#include <QSet>

namespace indraj {

/// What was read of one table.
struct TableRescue {
    QString table;
    qint64 copied = 0;
    qint64 refused = 0; ///< places where rows did not verify; each may stand for several rows
};

/// Copies what still verifies of a damaged database's tables into a new one of the same or a newer schema. A
/// row counts as read when SQLite gave it and every page under it held its HMAC; one that does not is passed
/// over: first row by row, then in growing steps. Storage thread of the repair command.
class TableRescuer {
public:
    TableRescuer(const HeldVault &vault, Database *fresh);

    /// Every table that both databases have, but for the search index and the seals, which are made anew.
    /// Tables keyed by enrolment are read enrolment by enrolment; `suspect` then names those of which
    /// something was passed over.
    Outcome<QList<TableRescue>> copyAll();
    const QSet<QString> &suspect() const { return m_suspect; }

private:
    struct Columns {
        QByteArray list; ///< quoted names, with commas
        int count = 0;
    };
    struct Table {
        QString name;
        bool withoutRowid = false;
        Columns columns;
    };
    Outcome<QList<Table>> commonTables();
    Outcome<Columns> commonColumns(const QString &table);
    Outcome<void> copyByRowid(const Table &table, TableRescue *result);
    Outcome<void> copyByEnrolment(const Table &table, TableRescue *result);
    /// The first row from `rowid` on: its rowid, 0 when there is none. Copied when `insert` is given.
    Outcome<qint64> readRow(const Table &table, qint64 rowid, Statement *insert);
    qint64 findNextReadable(const Table &table, qint64 broken);
    Outcome<void> copyRowsOf(const Table &table, const QString &enrolment, TableRescue *result);
    Outcome<void> keepPace();
    bool reopen();

    const HeldVault &m_vault;
    Database *m_fresh;
    Outcome<Database> m_old;
    std::optional<Statement> m_select; ///< of the table being read, on m_old
    QSet<QString> m_suspect;
    int m_uncommitted = 0;
};

} // namespace indraj
