#pragma once

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QList>

namespace indraj::testing {

using CsvRow = QHash<QByteArray, QByteArray>;

/// A small table of comma-separated values with quotes: rows by column name.
inline QList<CsvRow> readCsv(const QString &path)
{
    QFile file(path);
    QList<CsvRow> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    QList<QByteArray> head;
    while (!file.atEnd()) {
        QList<QByteArray> cells{QByteArray()};
        bool quoted = false;
        for (const char c : file.readLine().trimmed()) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.append(QByteArray());
            else
                cells.last().append(c);
        }
        if (head.isEmpty()) {
            head = cells;
            continue;
        }
        CsvRow row;
        for (qsizetype i = 0; i < std::min(head.size(), cells.size()); ++i)
            row.insert(head.at(i), cells.at(i));
        rows.append(row);
    }
    return rows;
}

} // namespace indraj::testing
