#include "widgets/controls/datatable.h"

#include "widgets/controls/statuschip.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace indraj {

namespace {

constexpr int tableRow = 46;
constexpr int cellPadding = 12;
constexpr int between = 16;

bool isUrduText(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(),
                       [](QChar c) { return c.script() == QChar::Script_Arabic; });
}

QFont cellFont(const QString &text, bool bold)
{
    const bool urdu = isUrduText(text);
    QFont font = urdu ? naskhFont(TextStyle::Body) : latinFont(TextStyle::Body);
    font.setPixelSize(scaledText(urdu ? 16 : 14));
    font.setBold(bold);
    return font;
}

void drawCellText(QPainter &painter, const QRect &box, const QString &text, bool bold, bool right)
{
    const QFont font = cellFont(text, bold);
    painter.setFont(font);
    painter.setLayoutDirection(isUrduText(text) ? Qt::RightToLeft : Qt::LeftToRight);
    const auto side = Qt::AlignAbsolute | (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    painter.drawText(box, int(side), QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width()));
}

/// How two texts share a cell: by halves, where one does not leave room that the other can use.
std::pair<int, int> shares(int room, const QString &text, bool bold, const QString &second)
{
    const auto wide = [](const QString &words, bool heavy) {
        return QFontMetrics(cellFont(words, heavy)).horizontalAdvance(words) + 2;
    };
    const int needed = wide(text, bold);
    const int other = wide(second, false);
    const int first = needed + other <= room ? room - other : qMin(needed, qMax(room / 2, room - other));
    return {first, room - first};
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.widget);
    const bool rtl = option.direction == Qt::RightToLeft;
    const bool chosen = option.state & QStyle::State_Selected;
    painter->save();
    painter->fillRect(option.rect, chosen ? tokens.accentSoft : tokens.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.border);
    const QRect inner = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    const QVariant chip = index.data(ChipKindRole);
    const QString text = index.data().toString();
    if (chip.isValid()) {
        StatusChip::paint(*painter, QRect(inner.left(), inner.top(), inner.width(), inner.height()), tokens,
                          option.direction, static_cast<MessageKind>(chip.toInt()), text,
                          index.data(ChipIconRole).toString());
    } else {
        const bool bold = index.data(BoldRole).toBool();
        const QString second = index.data(SecondTextRole).toString();
        QRect box = inner;
        painter->setPen(index.data(MutedRole).toBool() ? tokens.textMuted : tokens.text);
        if (!second.isEmpty()) {
            const auto [first, rest] = shares(inner.width() - between, text, bold, second);
            const QRect other(rtl ? inner.left() : inner.right() - rest, inner.top(), rest, inner.height());
            drawCellText(*painter, other, second, false, !rtl);
            box = QRect(rtl ? inner.right() - first : inner.left(), inner.top(), first, inner.height());
        }
        drawCellText(*painter, box, text, bold, rtl);
    }
    if (chosen && index.column() == 0)
        painter->fillRect(QRect(rtl ? option.rect.right() - 3 : option.rect.left(), option.rect.top(), 4,
                                option.rect.height()),
                          tokens.accent);
    painter->restore();
}

void dressHeader(QHeaderView &header)
{
    const QFont font = uiFont(TextStyle::Label);
    header.setFont(font);
    // It is painted with the viewport's font, which under a style sheet is the application's as soon as that
    // changes.
    header.viewport()->setFont(font);
}

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    dress();
    setProperty("noFocusRing", true); // the chosen row shows where the keys go
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &DataTable::askForMore);
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT opened(index.row()); });
}

void DataTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { Q_EMIT rowChanged(current.row()); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] { Q_EMIT rowChanged(-1); });
}

void DataTable::askForMore()
{
    const QScrollBar *bar = verticalScrollBar();
    if (model() && bar->value() + bar->pageStep() >= bar->maximum() && model()->canFetchMore({}))
        model()->fetchMore({});
}

void DataTable::dress()
{
    verticalHeader()->setDefaultSectionSize(scaledRoom(tableRow));
    QHeaderView *header = horizontalHeader();
    dressHeader(*header);
    const double grown = textScale() / std::exchange(m_textScale, textScale());
    for (int i = 0; i < header->count(); ++i)
        if (header->sectionResizeMode(i) == QHeaderView::Fixed)
            header->resizeSection(i, qRound(header->sectionSize(i) * grown));
}

void DataTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        dress();
    QTableView::changeEvent(event);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier && currentRow() >= 0)
        Q_EMIT opened(currentRow());
    else
        QTableView::keyPressEvent(event);
}

} // namespace indraj
