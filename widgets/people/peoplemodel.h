#pragma once

#include "storage/peoplestore.h"

#include <QAbstractTableModel>
#include <QHash>

namespace indraj {

/// The people of the station with role and state.
class PeopleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Id, RoleColumn, State, Changed, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setPeople(const QList<OperatorEntry> &people);
    /// What the audit chain says last about a person.
    void setLastChange(const QString &id, const QString &words);
    const OperatorEntry *at(int row) const;
    const QList<OperatorEntry> &people() const { return m_people; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<OperatorEntry> m_people;
    QHash<QString, QString> m_changes;
};

} // namespace indraj
