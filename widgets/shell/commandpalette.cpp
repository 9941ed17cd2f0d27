#include "widgets/shell/commandpalette.h"

#include "enrollment/validation.h"
#include "widgets/controls/keycap.h"
#include "widgets/controls/keyswitch.h"
#include "widgets/controls/textlabel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int paletteWidth = 620;
constexpr int paletteTop = 64;
constexpr int paletteRows = 8;
constexpr int paletteRowHeight = 46;
constexpr int rowEdge = 12;
enum PaletteRole { OtherRole = Qt::UserRole + 1, KeyRole, IconRole, IndexRole };

/// One spelling for both: small letters, Urdu letters for Arabic ones, no vowel marks.
QString folded(const QString &text)
{
    FieldSpec urdu;
    urdu.type = FieldType::TextUrdu;
    QString plain = normaliseField(urdu, text).toCaseFolded();
    plain.removeIf([](QChar c) { return c.isMark(); });
    return plain;
}

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression between(u"[^\\p{L}\\p{N}+]+"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    return folded(text).split(between, Qt::SkipEmptyParts);
}

int rowSide(Qt::LayoutDirection direction, bool trailing)
{
    const bool right = (direction == Qt::RightToLeft) != trailing;
    return int(Qt::AlignVCenter | Qt::AlignAbsolute | (right ? Qt::AlignRight : Qt::AlignLeft));
}

class PaletteDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {paletteWidth / 2, scaledRoom(paletteRowHeight)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = tokensOf(option.widget);
        const bool chosen = option.state & QStyle::State_Selected;
        painter->save();
        painter->fillRect(option.rect, chosen ? tokens.accentSoft : tokens.surface);
        const QRect inner = option.rect.adjusted(rowEdge, 0, -rowEdge, 0);
        const auto at = [&](int from, int wide) {
            return QStyle::visualRect(option.direction, inner,
                                      QRect(inner.left() + from, inner.top(), wide, inner.height()));
        };
        if (const QString icon = index.data(IconRole).toString(); !icon.isEmpty())
            paintIcon(*painter, at(0, 20), icon, tokens.text);
        int end = inner.width();
        if (const QString key = index.data(KeyRole).toString(); !key.isEmpty()) {
            const int wide = keycapWidth(key);
            end -= wide;
            paintKeycap(*painter, at(end, wide), key, tokens.controlBorder, tokens.text);
            end -= rowEdge;
        }
        paintTexts(*painter, option, index, at, end);
        painter->restore();
    }

private:
    template <class At>
    void paintTexts(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const At &at, int end) const
    {
        const Tokens &tokens = tokensOf(option.widget);
        const QString text = index.data().toString();
        const QString other = index.data(OtherRole).toString();
        const QFont font = uiFont(TextStyle::Body);
        const QFont otherFont = urduInterface() ? latinFont(TextStyle::Small) : naskhFont(TextStyle::Small);
        constexpr int words = 32;
        const int textWide = qMin(QFontMetrics(font).horizontalAdvance(text) + 4, end - words);
        painter.setFont(font);
        painter.setPen(tokens.text);
        painter.drawText(at(words, textWide), rowSide(option.direction, false),
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, textWide));
        const int room = end - words - textWide - rowEdge;
        if (other.isEmpty() || room < 60)
            return;
        painter.setFont(otherFont);
        painter.setPen(tokens.textMuted);
        painter.setLayoutDirection(urduInterface() ? Qt::LeftToRight : Qt::RightToLeft);
        painter.drawText(at(words + textWide + rowEdge, room), rowSide(option.direction, true),
                         QFontMetrics(otherFont).elidedText(other, Qt::ElideRight, room));
    }
};

} // namespace

bool fitsCommand(const Command &command, const QString &typed)
{
    const QStringList words = wordsOf(command.text + u' ' + command.other + u' ' + command.key);
    const QStringList wanted = wordsOf(typed);
    return std::all_of(wanted.cbegin(), wanted.cend(), [&](const QString &part) {
        return std::any_of(words.cbegin(), words.cend(),
                           [&](const QString &word) { return word.startsWith(part); });
    });
}

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent)
    , m_words(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_title(new TextLabel(TextStyle::Label, this))
    , m_empty(new TextLabel(TextStyle::Body, this))
{
    setObjectName(u"palette"_s);
    setProperty("panel", u"picker"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    m_words->setObjectName(u"field.palette"_s);
    m_title->setBuddy(m_words);
    new KeySwitch(m_words, KeySwitch::Offer::Either);
    m_empty->setTone(u"muted"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName(u"palette.list"_s);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_words->installEventFilter(this);
    parent->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QAbstractItemView::clicked, this, &CommandPalette::run);
    retranslate();
    hide();
}

void CommandPalette::open(const QList<Command> &commands)
{
    m_before = QApplication::focusWidget();
    m_commands = commands;
    m_words->clear();
    search();
    show();
    raise();
    m_words->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss()
{
    if (isHidden())
        return;
    const bool inHand = m_words->hasFocus();
    hide();
    m_commands.clear();
    if (inHand && m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
}

QStringList CommandPalette::shown() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts << m_model->index(row, 0).data().toString();
    return texts;
}

void CommandPalette::search()
{
    m_model->clear();
    const QString typed = m_words->text();
    const QString begin = folded(typed);
    QList<int> first;
    QList<int> rest;
    for (int i = 0; i < m_commands.size(); ++i)
        if (fitsCommand(m_commands.at(i), typed))
            (folded(m_commands.at(i).text).startsWith(begin) ? first : rest).append(i);
    for (const int i : first + rest) {
        const Command &command = m_commands.at(i);
        auto *item = new QStandardItem(command.text);
        item->setData(command.other, OtherRole);
        item->setData(command.key, KeyRole);
        item->setData(command.icon, IconRole);
        item->setData(i, IndexRole);
        m_model->appendRow(item);
    }
    const int rows = m_model->rowCount();
    m_empty->setVisible(rows == 0);
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(qMax(1, qMin(rows, paletteRows)) * scaledRoom(paletteRowHeight));
    step(0);
    place();
}

void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = qBound(0, qMax(0, m_list->currentIndex().row()) + by, rows - 1);
    m_list->setCurrentIndex(m_model->index(row, 0));
    m_words->setAccessibleDescription(m_list->currentIndex().data().toString());
}

void CommandPalette::run()
{
    const QModelIndex chosen = m_list->currentIndex();
    if (!chosen.isValid())
        return;
    const auto command = m_commands.at(chosen.data(IndexRole).toInt());
    dismiss();
    if (command.run)
        command.run();
}

void CommandPalette::place()
{
    setFixedWidth(qMin(scaledRoom(paletteWidth), parentWidget()->width() - 32));
    layout()->activate();
    adjustSize();
    move((parentWidget()->width() - width()) / 2, paletteTop);
}

bool CommandPalette::takesKey(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_K:
        if (modifiers != Qt::ControlModifier)
            return false;
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(paletteRows);
        return true;
    case Qt::Key_PageUp:
        step(-paletteRows);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // there is nowhere to go
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_words)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        // The keys of the page below must not act through this one; those of the window may.
        const QKeySequence pressed(key->keyCombination());
        const bool ofWindow = pressed == QKeySequence(u"Ctrl+L"_s) || pressed == QKeySequence(u"Ctrl+Space"_s)
            || pressed == QKeySequence(u"Ctrl+Shift+L"_s);
        if (!ofWindow)
            event->accept();
        return !ofWindow;
    }
    case QEvent::KeyPress:
        return takesKey(key->key(), key->modifiers());
    case QEvent::FocusOut:
        if (static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason
            && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
            QMetaObject::invokeMethod(this, &CommandPalette::dismiss, Qt::QueuedConnection);
        return false;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void CommandPalette::retranslate()
{
    m_words->setFont(uiFont(TextStyle::Field));
    m_words->setMinimumHeight(scaledRoom(44));
    m_words->setAccessibleName(tr("Find an action"));
    m_title->setText(tr("What do you want to do?"));
    m_list->setAccessibleName(tr("Actions"));
    m_empty->setText(tr("Nothing here has this name. Try another word."));
}

void CommandPalette::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        dismiss(); // its texts are those of the language before
    }
    QFrame::changeEvent(event);
}

} // namespace indraj
