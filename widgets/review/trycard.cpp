#include "widgets/review/trycard.h"

#include "widgets/theme/icons.h"

#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Ends in an ellipsis where there is no room; the tool tip and a screen reader have all of it.
void drawFitting(QPainter &painter, const QRectF &room, int side, const QString &text)
{
    painter.drawText(room, side, painter.fontMetrics().elidedText(text, Qt::ElideRight, int(room.width())));
}

} // namespace

TryCard::TryCard(QWidget *parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setView({});
}

void TryCard::setView(const TryView &view)
{
    m_view = view;
    setEnabled(!view.empty);
    setFocusPolicy(view.empty ? Qt::NoFocus : Qt::StrongFocus);
    setAccessibleName(QStringList{view.corner, view.score, view.judgement, view.choice}.join(u", "_s));
    setToolTip(view.empty ? QString() : view.judgement);
    updateGeometry();
    update();
}

void TryCard::paintFrame(QPainter &painter) const
{
    const Tokens &tokens = tokensOf(this);
    if (m_view.empty) {
        painter.setPen(QPen(tokens.border, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(QPen(m_view.chosen ? tokens.accent : tokens.border, m_view.chosen ? 2 : 1));
        painter.setBrush(tokens.surface);
    }
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    if (hasFocus()) {
        painter.setPen(QPen(tokens.focus, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 6, 6);
    }
}

void TryCard::paintWords(QPainter &painter, const QRectF &box) const
{
    const Tokens &tokens = tokensOf(this);
    const bool rtl = isRightToLeft();
    const int start = startSide(this);
    const int end = endSide(this);
    QFont font = latinFont(TextStyle::Body);
    font.setPixelSize(scaledText(20));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(tokens.text);
    painter.drawText(QRectF(box.left(), box.top() + scaledText(14), box.width(), scaledText(26)), start,
                     m_view.score);
    QFont small = fontFor(this, TextStyle::Small);
    painter.setFont(small);
    painter.setPen(tokens.textMuted);
    if (m_view.cornerIsKey && !m_view.corner.isEmpty()) {
        const int side = scaledText(20);
        const QRectF cap(rtl ? box.left() : box.right() - side - 1, box.top() + scaledText(17), side, side);
        painter.setPen(QPen(tokens.controlBorder, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(cap, 4, 4);
        QFont key = latinFont(TextStyle::Hint);
        key.setBold(true);
        painter.setFont(key);
        painter.setPen(tokens.text);
        painter.drawText(cap, Qt::AlignCenter, m_view.corner);
    } else if (!m_view.empty) {
        painter.drawText(QRectF(box.left(), box.top() + scaledText(14), box.width(), scaledText(26)), end,
                         m_view.corner);
    }
    QRectF line(box.left(), box.top() + scaledText(41), box.width(), scaledText(24));
    QRectF words = line;
    if (m_view.tone == MessageKind::Ok || m_view.tone == MessageKind::Warn
        || m_view.tone == MessageKind::Error) {
        const QRectF mark(rtl ? line.right() - 17 : line.left(), line.center().y() - 8, 16, 16);
        paintIcon(painter, mark.toRect(), messageIcon(m_view.tone), messageColour(tokens, m_view.tone));
        rtl ? words.setRight(mark.left() - 4) : words.setLeft(mark.right() + 4);
    }
    small.setBold(true);
    painter.setFont(small);
    painter.setPen(messageColour(tokens, m_view.tone));
    drawFitting(painter, words, start, m_view.judgement);
    small.setBold(m_view.chosen);
    painter.setFont(small);
    painter.setPen(m_view.chosen ? tokens.accent : tokens.textMuted);
    drawFitting(painter, QRectF(box.left(), box.top() + scaledText(65), box.width(), scaledText(24)), start,
                m_view.choice);
}

void TryCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection());
    paintFrame(painter);
    const Tokens &tokens = tokensOf(this);
    const bool rtl = isRightToLeft();
    const int photoWidth = m_view.wide ? 124 : 74;
    const QRectF photo(rtl ? width() - 9 - photoWidth : 9, 9, photoWidth, 95);
    const QRectF words = rtl ? QRectF(13, 0, photo.left() - 25, height())
                             : QRectF(photo.right() + 12, 0, width() - photo.right() - 25, height());
    if (!m_view.empty) {
        paintPicture(painter, photo, m_view.picture, tokens);
        paintWords(painter, words);
        return;
    }
    painter.setPen(QPen(tokens.border, 1, Qt::DashLine));
    painter.drawRoundedRect(photo, 6, 6);
    painter.setPen(tokens.textMuted);
    QFont font = fontFor(this, TextStyle::Small);
    font.setBold(true);
    painter.setFont(font);
    const int side = int(Qt::AlignAbsolute | (rtl ? Qt::AlignRight : Qt::AlignLeft));
    painter.drawText(words.adjusted(0, scaledText(24), 0, 0), side, m_view.corner);
    font.setBold(false);
    painter.setFont(font);
    painter.drawText(words.adjusted(0, scaledText(rtl ? 50 : 44), 0, 0), side | int(Qt::TextWordWrap),
                     m_view.judgement);
}

} // namespace indraj
