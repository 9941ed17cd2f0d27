#include "widgets/retention/olddraftsmodel.h"

#include "widgets/controls/datatable.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

namespace indraj {

void OldDraftsModel::setDrafts(const QList<OldDraft> &drafts)
{
    beginResetModel();
    m_drafts = drafts;
    endResetModel();
}

const OldDraft *OldDraftsModel::at(int row) const
{
    return row >= 0 && row < m_drafts.size() ? &m_drafts.at(row) : nullptr;
}

int OldDraftsModel::rowOf(EnrolmentId id) const
{
    for (int row = 0; row < m_drafts.size(); ++row)
        if (m_drafts.at(row).summary.id == id)
            return row;
    return -1;
}

int OldDraftsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_drafts.size());
}

int OldDraftsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OldDraftsModel::text(const OldDraft &one, int column) const
{
    switch (column) {
    case Token:
        return one.summary.token;
    case Name:
        return local({one.summary.nameEnglish, one.summary.nameUrdu});
    case Begun:
        return dateWords(one.summary.createdAt.toLocalTime().date());
    case Days:
        return isolated(QString::number(one.days));
    case By:
        return m_personName(one.summary.capturedBy);
    case Asked:
        return one.proposedBy.isEmpty() ? tr("Not asked for") : tr("Asked for");
    default:
        return {};
    }
}

QVariant OldDraftsModel::data(const QModelIndex &index, int role) const
{
    const OldDraft *one = at(index.row());
    if (!one)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*one, column);
    case SecondTextRole:
        return column == Name ? QVariant(urduInterface() ? one->summary.nameEnglish : one->summary.nameUrdu)
                              : QVariant();
    case ChipKindRole:
        return column == Asked
            ? QVariant(int(one->proposedBy.isEmpty() ? MessageKind::Neutral : MessageKind::Warn))
            : QVariant();
    case BoldRole:
        return column == Token;
    case MutedRole:
        return column == By || column == Begun;
    default:
        return {};
    }
}

QVariant OldDraftsModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case Begun:
        return tr("Begun");
    case Days:
        return tr("Days");
    case By:
        return tr("By");
    case Asked:
        return tr("Deletion");
    default:
        return {};
    }
}

} // namespace indraj
