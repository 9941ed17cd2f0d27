#include "widgets/controls/textlabel.h"

#include <QEvent>
#include <QHash>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>
#include <QVariant>

namespace indraj {

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

TextLabel::TextLabel(TextStyle style, QWidget *parent, Script script)
    : QLabel(parent)
    , m_style(style)
    , m_script(script)
{
    setTextFormat(Qt::PlainText);
    setFocusPolicy(Qt::NoFocus);
    refresh();
    refreshColour();
}

TextLabel::TextLabel(TextStyle style, const QString &text, QWidget *parent)
    : TextLabel(style, parent)
{
    setText(text);
}

void TextLabel::setTone(const QString &tone)
{
    setProperty("tone", tone);
    refreshColour();
}

void TextLabel::setBold(bool bold)
{
    m_bold = bold;
    refresh();
}

void TextLabel::setTrailing(bool trailing)
{
    m_trailing = trailing;
    refresh();
}

void TextLabel::setNastaliqSize(int pixels)
{
    m_nastaliqSize = pixels;
    refresh();
}

void TextLabel::refresh()
{
    constexpr double nastaliqLineFactor = 2.5;
    const bool urdu = m_script == Script::Urdu || (m_script == Script::Interface && urduInterface());
    QFont made = urdu ? naskhFont(m_style) : latinFont(m_style);
    int height = lineHeight(m_style, urdu);
    if (m_script == Script::Nastaliq) {
        made = nastaliqFont(scaledText(m_nastaliqSize));
        height = qRound(scaledText(m_nastaliqSize) * nastaliqLineFactor);
    } else if (m_bold) {
        made.setBold(*m_bold);
    }
    setFont(made);
    if (m_script == Script::Interface && !(alignment() & Qt::AlignHCenter)) {
        const Qt::Alignment side = urduInterface() != m_trailing ? Qt::AlignRight : Qt::AlignLeft;
        setAlignment(Qt::AlignAbsolute | side | (alignment() & Qt::AlignVertical_Mask));
    }
    setMinimumHeight(height);
    if (m_script == Script::English)
        setLayoutDirection(Qt::LeftToRight);
    else if (m_script != Script::Interface)
        setLayoutDirection(Qt::RightToLeft);
}

void TextLabel::refreshColour()
{
    const Tokens &tokens = tokensOf(this);
    const QHash<QString, QColor> tones{
        {QStringLiteral("muted"), tokens.textMuted}, {QStringLiteral("accent"), tokens.accent},
        {QStringLiteral("ok"), tokens.ok},           {QStringLiteral("warn"), tokens.warn},
        {QStringLiteral("error"), tokens.error},     {QStringLiteral("info"), tokens.info},
        {QStringLiteral("chrome"), tokens.onChrome}, {QStringLiteral("chromeMuted"), tokens.chromeMuted}};
    const QColor colour = tones.value(property("tone").toString(), tokens.text);
    if (palette().color(QPalette::WindowText) == colour)
        return;
    QPalette toned = palette();
    toned.setColor(QPalette::WindowText, colour);
    setPalette(toned);
}

/// QPainter::drawText moves each line of wrapped right-to-left text to the left by the blank it was broken
/// at, out of the label (Qt 6.4); QTextLayout does not.
void TextLabel::paintUrduLines(QPainter &painter) const
{
    const QRectF box = contentsRect();
    QTextOption option(QStyle::visualAlignment(Qt::RightToLeft, alignment()) | Qt::AlignAbsolute);
    option.setTextDirection(Qt::RightToLeft);
    option.setWrapMode(QTextOption::WordWrap);
    QString lines = text();
    lines.replace(u'\n', QChar::LineSeparator); // a layout ends a line at this alone
    QTextLayout layout(lines, font());
    layout.setTextOption(option);
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(box.width());
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    qreal top = (box.height() - height) / 2;
    if (alignment() & Qt::AlignTop)
        top = 0;
    else if (alignment() & Qt::AlignBottom)
        top = box.height() - height;
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    layout.draw(&painter, {box.left(), box.top() + top});
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    const bool selectable
        = textInteractionFlags() & (Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    if (!wordWrap() || selectable || !text().isRightToLeft() || textFormat() != Qt::PlainText)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    paintUrduLines(painter);
}

void TextLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    if (event->type() == QEvent::PaletteChange)
        refreshColour();
    QLabel::changeEvent(event);
}

} // namespace indraj
