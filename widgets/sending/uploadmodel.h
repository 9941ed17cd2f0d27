#pragma once

#include "storage/packetstore.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QStyledItemDelegate>

namespace indraj {

/// The rows of the sending table. Only tokens: a tombstone knows no name.
class UploadModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    enum Column { Token, State, Since, Size, Sent, ColumnCount };

    void setRecords(const QList<UploadRecord> &records, const QDateTime &now, bool urdu);
    void setProgress(PacketId packet, qint64 committed);
    const UploadRecord *at(int row) const;
    int rowOf(PacketId packet) const;
    int firstNeedingPerson() const; ///< -1: none
    static int percent(const UploadRecord &record);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString stateWords(const UploadRecord &record) const;
    QString sinceWords(const UploadRecord &record) const;
    QList<UploadRecord> m_records;
    QDateTime m_now;
    bool m_urdu = false;
};

/// Chips for the state, a bar for what central has committed.
class UploadDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace indraj
