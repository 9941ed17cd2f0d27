#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

class QHeaderView;

namespace indraj {

/// What CellDelegate asks a model for beside the text.
enum CellRole {
    ChipKindRole = Qt::UserRole + 1, ///< int of MessageKind: the text stands in a chip
    ChipIconRole, ///< icon of the chip
    SecondTextRole, ///< the same in the other script, at the other end of the cell
    BoldRole,
    MutedRole,
};

/// Paints a cell from its roles; the chosen row is tinted and marked at its start.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// The letters of a table's titles, for its first words and after each change of language. GUI thread.
void dressHeader(QHeaderView &header);

/// The table of list pages: whole rows, no grid, 46 px a row, more rows asked for before the end is reached.
/// Enter and double click open a row.
class DataTable : public QTableView {
    Q_OBJECT
public:
    explicit DataTable(QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    int currentRow() const { return currentIndex().row(); }

Q_SIGNALS:
    void rowChanged(int row); ///< -1: none
    void opened(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void askForMore();
    void dress();
    double m_textScale = 1.0; ///< the fixed columns have their width for
};

} // namespace indraj
