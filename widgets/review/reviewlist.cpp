#include "widgets/review/reviewlist.h"

#include "widgets/theme/textstyle.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

ReviewList::ReviewList(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"review.lines"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true); // the current line shows where the keys go
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ReviewList::setLines(const QList<ReviewLine> &lines)
{
    m_lines = lines;
    m_current = 0;
    QStringList all;
    for (const ReviewLine &line : lines)
        all << line.label.english + u": "_s + line.value.english + u" "_s + line.value.urdu;
    setAccessibleName(all.value(0));
    setAccessibleDescription(all.join(u'\n'));
    updateGeometry();
    update();
}

void ReviewList::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
}

void ReviewList::setTouchable(bool touchable)
{
    m_touchable = touchable;
    setFocusPolicy(touchable ? Qt::StrongFocus : Qt::NoFocus);
}

QSize ReviewList::sizeHint() const { return {600, static_cast<int>(m_lines.size()) * rowHeight()}; }

void ReviewList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokensOf(this).surface);
    for (int i = 0; i < m_lines.size(); ++i)
        paintLine(painter, QRectF(0, i * rowHeight(), width(), rowHeight()), m_lines[i],
                  m_touchable && hasFocus() && i == m_current);
}

void ReviewList::paintLine(QPainter &painter, const QRectF &box, const ReviewLine &line, bool current) const
{
    const Tokens &tokens = tokensOf(this);
    if (current) {
        painter.fillRect(box, tokens.accentSoft);
        painter.fillRect(QRectF(box.right() - 5, box.top(), 6, box.height()), tokens.accent);
    }
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), tokens.border);
    const QRectF inner = box.adjusted(16, 0, -18, 0);
    const qreal labelWidth = qMin(230.0, inner.width() * (m_compact ? 0.33 : 0.27));
    const QRectF label(inner.right() - labelWidth, inner.top(), labelWidth, inner.height());
    const qreal half = (inner.width() - labelWidth - 32) / 2;
    const QRectF urdu(label.left() - 16 - half, inner.top(), half, inner.height());
    const QRectF english(inner.left(), inner.top(), half, inner.height());
    constexpr int right = int(Qt::AlignAbsolute | Qt::AlignRight | Qt::AlignVCenter);
    constexpr int left = int(Qt::AlignAbsolute | Qt::AlignLeft | Qt::AlignVCenter);
    const auto draw = [&painter](const QRectF &where, int flags, QFont font, const QString &text, int least) {
        const int wide = QFontMetrics(font).horizontalAdvance(text);
        if (wide > where.width()) // addresses: smaller rather than cut
            font.setPixelSize(qMax(least, int(font.pixelSize() * where.width() / wide)));
        painter.setFont(font);
        const bool fits = QFontMetrics(font).horizontalAdvance(text) <= where.width();
        painter.drawText(where, flags | (fits ? int(Qt::TextSingleLine) : int(Qt::TextWordWrap)), text);
    };
    painter.setPen(tokens.textMuted);
    const qreal split = box.height() * 0.55;
    painter.setLayoutDirection(Qt::RightToLeft);
    draw(label.adjusted(0, m_compact ? 0 : 4, 0, split - box.height()), right,
         naskhFont(m_compact ? TextStyle::Small : TextStyle::Body), line.label.urdu, 12);
    painter.setPen(tokens.text);
    draw(urdu, right, naskhFont(m_compact ? TextStyle::Label : TextStyle::CitizenValue), line.value.urdu, 15);
    painter.setLayoutDirection(Qt::LeftToRight);
    draw(english, left, latinFont(m_compact ? TextStyle::Body : TextStyle::Field), line.value.english, 12);
    painter.setPen(tokens.textMuted);
    draw(label.adjusted(0, split - 2, 0, -4), right, latinFont(TextStyle::Hint), line.label.english, 10);
}

void ReviewList::mouseReleaseEvent(QMouseEvent *event)
{
    const auto row = int(event->position().y()) / rowHeight();
    if (m_touchable && row >= 0 && row < m_lines.size() && rect().contains(event->position().toPoint()))
        Q_EMIT touched(m_lines[row].key);
}

void ReviewList::keyPressEvent(QKeyEvent *event)
{
    if (!m_lines.isEmpty() && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        m_current = qBound(0, m_current + (event->key() == Qt::Key_Up ? -1 : 1), int(m_lines.size()) - 1);
        setAccessibleName(m_lines[m_current].label.english + u": "_s + m_lines[m_current].value.english);
        update();
    } else if (!m_lines.isEmpty() && event->key() == Qt::Key_Return && event->modifiers() == Qt::NoModifier) {
        Q_EMIT touched(m_lines[m_current].key);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace indraj
