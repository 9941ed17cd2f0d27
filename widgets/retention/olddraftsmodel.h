#pragma once

#include "storage/retentionstore.h"
#include "widgets/desk/personnames.h"

#include <QAbstractTableModel>

namespace indraj {

/// The enrolments that were never sent and are past the policy's age, oldest first.
class OldDraftsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Token, Name, Begun, Days, By, Asked, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setPersonNames(PersonName names) { m_personName = std::move(names); }
    void setDrafts(const QList<OldDraft> &drafts);
    const OldDraft *at(int row) const; ///< nullptr: no such row
    int rowOf(EnrolmentId id) const; ///< -1: not among them
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const OldDraft &one, int column) const;
    PersonName m_personName = [](const QString &id) { return id; };
    QList<OldDraft> m_drafts;
};

} // namespace indraj
