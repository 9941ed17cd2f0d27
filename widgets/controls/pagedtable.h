#pragma once

#include "storage/storeerror.h"
#include "widgets/desk/onanswer.h"

#include <QAbstractTableModel>

namespace indraj {

/// The signals of PagedTable: a template has none of its own.
class PagedTableSignals : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

Q_SIGNALS:
    void loaded(); ///< a page has arrived
    void loadFailed(const indraj::StoreError &error);
};

/// A table that loads its rows a page at a time as the view nears its end, from a store that answers later.
/// The old rows stay until the first page of a new question is there, so nothing flickers.
template <class Row> class PagedTable : public PagedTableSignals {
public:
    using PagedTableSignals::PagedTableSignals;

    const Row *at(int row) const { return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr; }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    bool isBusy() const { return m_busy; }
    bool isComplete() const { return m_ended; }
    bool canFetchMore(const QModelIndex &parent) const override
    {
        return !parent.isValid() && m_asked && !m_busy && !m_ended;
    }
    void fetchMore(const QModelIndex &parent) override
    {
        if (canFetchMore(parent))
            load(m_rows.isEmpty() ? nullptr : &m_rows.last());
    }
    /// Asks anew from the first row.
    void reload()
    {
        m_asked = true;
        m_ended = false;
        load(nullptr);
    }
    void forget() ///< no rows, and answers under way are not for us any more
    {
        ++m_generation;
        m_asked = m_busy = m_ended = false;
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }

protected:
    virtual int pageSize() const { return 100; }
    /// The rows after `last` (null: from the first).
    virtual Answer<QList<Row>> ask(const Row *last) = 0;
    virtual bool hasPages() const { return true; } ///< false: the first answer is all there is

private:
    void load(const Row *last)
    {
        const int generation = ++m_generation;
        const bool first = last == nullptr;
        m_busy = true;
        onAnswer(this, ask(last),
                 [this, generation, first](const tl::expected<QList<Row>, StoreError> &answer) {
                     if (generation != m_generation)
                         return;
                     m_busy = false;
                     if (answer) {
                         take(*answer, first);
                         Q_EMIT loaded();
                     } else {
                         m_ended = true; // until somebody asks again
                         Q_EMIT loadFailed(answer.error());
                     }
                 });
    }
    void take(const QList<Row> &page, bool first)
    {
        m_ended = !hasPages() || page.size() < pageSize();
        if (first) {
            beginResetModel();
            m_rows = page;
            endResetModel();
        } else if (!page.isEmpty()) {
            beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + page.size()) - 1);
            m_rows += page;
            endInsertRows();
        }
    }

    QList<Row> m_rows;
    int m_generation = 0;
    bool m_asked = false;
    bool m_busy = false;
    bool m_ended = false;
};

} // namespace indraj
