#include "widgets/audit/auditmodel.h"

#include "widgets/audit/auditwords.h"
#include "widgets/controls/datatable.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

namespace indraj {

AuditModel::AuditModel(AuditStore &store, QObject *parent)
    : PagedTable<AuditEntry>(parent)
    , m_store(store)
{
}

void AuditModel::setFilter(const AuditFilter &filter)
{
    m_filter = filter;
    m_filter.limit = pageSize();
    reload();
}

Answer<QList<AuditEntry>> AuditModel::ask(const AuditEntry *last)
{
    AuditFilter filter = m_filter;
    filter.before = last ? last->sequence : 0;
    return m_store.auditEntries(filter);
}

int AuditModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    const AuditEntry *entry = at(index.row());
    if (!entry)
        return {};
    const int column = index.column();
    if (role == BoldRole)
        return column == Event;
    if (role == MutedRole)
        return column == Number || column == At;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Number:
        return isolated(QString::number(entry->sequence));
    case At:
        return isolated(entry->at.toLocalTime().toString(QStringLiteral("dd/MM/yyyy HH:mm:ss")));
    case Who:
        return auditActorWords(entry->actor);
    case Event:
        return auditEventWords(entry->event);
    case Subject:
        return entry->subject.isEmpty() ? QString() : isolated(entry->subject);
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case At:
        return tr("Time");
    case Who:
        return tr("Who");
    case Event:
        return tr("What happened");
    case Subject:
        return tr("To what");
    default:
        return {};
    }
}

} // namespace indraj
