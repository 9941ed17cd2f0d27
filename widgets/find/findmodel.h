#pragma once

#include "storage/enrolmentstore.h"
#include "widgets/controls/pagedtable.h"
#include "widgets/desk/personnames.h"

namespace indraj {

/// Enrolments found, newest first (with similar names: best first, one page).
class FindModel : public PagedTable<EnrolmentSummary> {
    Q_OBJECT
public:
    enum Column { Token, Name, State, By, Saved, ColumnCount };
    explicit FindModel(EnrolmentStore &store, QObject *parent = nullptr);
    void setPersonNames(PersonName names) { m_personName = std::move(names); }
    void setFilter(const ListFilter &filter); ///< asks anew
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    Answer<QList<EnrolmentSummary>> ask(const EnrolmentSummary *last) override;
    bool hasPages() const override { return !m_filter.similar; }

private:
    QVariant text(const EnrolmentSummary &one, int column) const;
    PersonName m_personName = [](const QString &id) { return id; };
    EnrolmentStore &m_store;
    ListFilter m_filter;
};

} // namespace indraj
