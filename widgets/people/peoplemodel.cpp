#include "widgets/people/peoplemodel.h"

#include "widgets/controls/datatable.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

namespace indraj {

void PeopleModel::setPeople(const QList<OperatorEntry> &people)
{
    beginResetModel();
    m_people = people;
    endResetModel();
}

void PeopleModel::setLastChange(const QString &id, const QString &words)
{
    m_changes.insert(id, words);
    for (int row = 0; row < m_people.size(); ++row)
        if (m_people.at(row).actor.id == id)
            Q_EMIT dataChanged(index(row, Changed), index(row, Changed));
}

const OperatorEntry *PeopleModel::at(int row) const
{
    return row >= 0 && row < m_people.size() ? &m_people.at(row) : nullptr;
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_people.size());
}

int PeopleModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    const OperatorEntry *entry = at(index.row());
    if (!entry)
        return {};
    const int column = index.column();
    if (column == State && role == ChipKindRole)
        return int(entry->suspended ? MessageKind::Warn : MessageKind::Ok);
    if (column == Name && role == SecondTextRole)
        return urduInterface() ? entry->actor.nameEnglish : entry->actor.nameUrdu;
    if (role == BoldRole)
        return column == Name;
    if (role == MutedRole)
        return column == Id || column == Changed;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Name:
        return actorName(entry->actor);
    case Id:
        return isolated(entry->actor.id);
    case RoleColumn:
        return roleWord(entry->actor.role);
    case State:
        return entry->suspended ? tr("Suspended") : tr("Active");
    case Changed:
        return m_changes.value(entry->actor.id);
    default:
        return {};
    }
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Id:
        return tr("Sign-in name");
    case RoleColumn:
        return tr("Role");
    case State:
        return tr("State");
    case Changed:
        return tr("Last change");
    default:
        return {};
    }
}

} // namespace indraj
