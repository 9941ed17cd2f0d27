#include "widgets/find/findmodel.h"

#include "widgets/controls/datatable.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

namespace indraj {

FindModel::FindModel(EnrolmentStore &store, QObject *parent)
    : PagedTable<EnrolmentSummary>(parent)
    , m_store(store)
{
}

void FindModel::setFilter(const ListFilter &filter)
{
    m_filter = filter;
    m_filter.limit = pageSize();
    reload();
}

Answer<QList<EnrolmentSummary>> FindModel::ask(const EnrolmentSummary *last)
{
    ListFilter filter = m_filter;
    filter.before = last ? last->number : 0;
    return m_store.list(filter);
}

int FindModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FindModel::text(const EnrolmentSummary &one, int column) const
{
    switch (column) {
    case Token:
        return one.token;
    case Name: {
        const QString name = local({one.nameEnglish, one.nameUrdu});
        return name.isEmpty() && one.state == EnrolmentState::Erased ? tr("erased here") : name;
    }
    case State:
        return stateWords(one.state).text;
    case By:
        return m_personName(one.capturedBy);
    case Saved:
        return dayTimeWords(one.savedAt);
    default:
        return {};
    }
}

QVariant FindModel::data(const QModelIndex &index, int role) const
{
    const EnrolmentSummary *one = at(index.row());
    if (!one)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*one, column);
    case SecondTextRole:
        return column == Name ? QVariant(urduInterface() ? one->nameEnglish : one->nameUrdu) : QVariant();
    case ChipKindRole:
        return column == State ? QVariant(int(stateWords(one->state).kind)) : QVariant();
    case ChipIconRole:
        return column == State ? QVariant(stateWords(one->state).icon) : QVariant();
    case BoldRole:
        return column == Token;
    case MutedRole:
        return column == By || column == Saved;
    default:
        return {};
    }
}

QVariant FindModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Token:
        return tr("Token");
    case Name:
        return tr("Citizen");
    case State:
        return tr("State");
    case By:
        return tr("By");
    case Saved:
        return tr("Last saved");
    default:
        return {};
    }
}

} // namespace indraj
