#pragma once

#include "storage/auditstore.h"
#include "widgets/controls/pagedtable.h"

namespace indraj {

/// Entries of the audit chain, newest first, loaded as the view scrolls.
class AuditModel : public PagedTable<AuditEntry> {
    Q_OBJECT
public:
    enum Column { Number, At, Who, Event, Subject, ColumnCount };
    explicit AuditModel(AuditStore &store, QObject *parent = nullptr);
    void setFilter(const AuditFilter &filter); ///< asks anew
    const AuditFilter &filter() const { return m_filter; }
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    Answer<QList<AuditEntry>> ask(const AuditEntry *last) override;

private:
    AuditStore &m_store;
    AuditFilter m_filter;
};

} // namespace indraj
