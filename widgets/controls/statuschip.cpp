#include "widgets/controls/statuschip.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace indraj {

namespace {

constexpr int innerGap = 6;
constexpr int startPadding = 9;
constexpr int endPadding = 11;

int chipHeight() { return scaledText(26); }

int chipGlyph() { return scaledRoom(16); }

QFont chipFont(MessageKind kind)
{
    QFont font = uiFont(TextStyle::Small);
    font.setBold(kind != MessageKind::Neutral);
    return font;
}

QString glyphOf(MessageKind kind, const QString &icon) { return icon.isEmpty() ? messageIcon(kind) : icon; }

} // namespace

StatusChip::StatusChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusChip::setState(MessageKind kind, const QString &text, const QString &icon)
{
    m_kind = kind;
    m_text = text;
    m_icon = icon;
    setAccessibleName(text);
    updateGeometry();
    update();
}

int StatusChip::widthFor(MessageKind kind, const QString &text, const QString &icon)
{
    const int glyphWidth = glyphOf(kind, icon).isEmpty() ? 0 : chipGlyph() + innerGap;
    return startPadding + glyphWidth + QFontMetrics(chipFont(kind)).horizontalAdvance(text) + endPadding + 2;
}

QSize StatusChip::sizeHint() const { return {widthFor(m_kind, m_text, m_icon), chipHeight()}; }

void StatusChip::paint(QPainter &painter, const QRect &box, const Tokens &tokens,
                       Qt::LayoutDirection direction, MessageKind kind, const QString &text,
                       const QString &icon)
{
    const int tall = chipHeight();
    const int wide = qMin(widthFor(kind, text, icon), box.width());
    const QRect logical(box.left(), box.center().y() - tall / 2 + 1, wide, tall);
    const QRect chip = QStyle::visualRect(direction, box, logical);
    const QColor ink = kind == MessageKind::Neutral ? tokens.text : messageColour(tokens, kind);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(messageColour(tokens, kind));
    painter.setBrush(messageSoftColour(tokens, kind));
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), tall / 2.0, tall / 2.0);
    QRect inner(chip.left() + startPadding, chip.top(), chip.width() - startPadding - endPadding,
                chip.height());
    if (direction == Qt::RightToLeft)
        inner.moveLeft(chip.left() + endPadding);
    const QString name = glyphOf(kind, icon);
    if (!name.isEmpty()) {
        const QRect at = QStyle::visualRect(direction, inner,
                                            QRect(inner.left(), inner.top(), chipGlyph(), inner.height()));
        paintIcon(painter, at, name, ink);
        inner = QStyle::visualRect(direction, inner, inner.adjusted(chipGlyph() + innerGap, 0, 0, 0));
    }
    painter.setPen(ink);
    painter.setFont(chipFont(kind));
    painter.setLayoutDirection(direction);
    painter.drawText(inner.adjusted(-2, 0, 2, 0), Qt::AlignCenter | Qt::TextDontClip,
                     QFontMetrics(chipFont(kind)).elidedText(text, Qt::ElideRight, inner.width() + 2));
    painter.restore();
}

void StatusChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), tokensOf(this), layoutDirection(), m_kind, m_text, m_icon);
}

void StatusChip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace indraj
