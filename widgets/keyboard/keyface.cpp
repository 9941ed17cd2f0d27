#include "widgets/keyboard/keyface.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QPainter>

namespace indraj {

namespace {

constexpr int faceHeight = 46;
constexpr int tallestFace = 60; // four rows of it must leave room for the field
constexpr char16_t dottedCircle = u'\u25CC';

bool writesUrduLetter(const QString &text)
{
    return !text.isEmpty() && text.at(0).script() != QChar::Script_Latin && text.at(0).unicode() > 0x7f;
}

} // namespace

KeyFace::KeyFace(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void KeyFace::setFace(const QString &text, const QString &corner)
{
    setText(text);
    setAccessibleName(text);
    setAccessibleDescription(corner);
    m_corner = corner;
    update();
}

void KeyFace::setIconName(const QString &icon)
{
    m_icon = icon;
    update();
}

void KeyFace::setHeld(bool held)
{
    m_held = held;
    update();
}

void KeyFace::setWord(bool word)
{
    m_word = word;
    update();
}

QSize KeyFace::sizeHint() const { return {48, qMin(scaledRoom(faceHeight), tallestFace)}; }

QFont KeyFace::faceFont() const
{
    if (m_word)
        return uiFont(TextStyle::Small);
    return writesUrduLetter(text()) ? naskhFont(TextStyle::Field) : latinFont(TextStyle::Field);
}

void KeyFace::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool pressed = isDown() || m_held;
    painter.setPen(pressed ? tokens.accent : isEnabled() ? tokens.controlBorder : tokens.border);
    painter.setBrush(!isEnabled()       ? tokens.sunken
                         : pressed      ? tokens.accentSoft
                         : underMouse() ? tokens.sunken
                                        : tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QColor ink = !isEnabled() ? tokens.textMuted : pressed ? tokens.accent : tokens.text;
    if (!m_corner.isEmpty()) {
        painter.setFont(latinFont(TextStyle::Hint));
        painter.setPen(isEnabled() ? tokens.textMuted : tokens.border);
        painter.drawText(rect().adjusted(7, 3, -7, -3),
                         int(Qt::AlignAbsolute | Qt::AlignRight | Qt::AlignTop), m_corner);
    }
    QRect words = rect();
    if (!m_icon.isEmpty()) {
        constexpr int icon = 20;
        constexpr int gap = 6;
        const int text = m_word ? QFontMetrics(faceFont()).horizontalAdvance(this->text()) + gap : 0;
        const QRect box((width() - icon - text) / 2, (height() - icon) / 2, icon, icon);
        paintIcon(painter, box, m_icon, ink);
        words = QRect(box.right() + 1 + gap, 0, text - gap, height());
    }
    if (text().isEmpty() || (!m_icon.isEmpty() && !m_word))
        return;
    const bool mark = text().at(0).isMark();
    painter.setFont(faceFont());
    painter.setPen(ink);
    painter.drawText(words, int(Qt::AlignCenter | Qt::TextDontClip),
                     mark ? QString(QChar(dottedCircle)) + text() : text());
}

} // namespace indraj
