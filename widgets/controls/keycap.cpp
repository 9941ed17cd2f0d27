#include "widgets/controls/keycap.h"

#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int capPadding = 6;
constexpr int capRadius = 4;

QFont capFont()
{
    QFont font = latinFont(TextStyle::Hint);
    font.setBold(true);
    return font;
}

int capHeight() { return scaledText(20); }

} // namespace

QString keyText(const QKeySequence &keys)
{
    QString text = keys.toString(QKeySequence::PortableText);
    text.replace(u"Return"_s, u"Enter"_s);
    text.replace(u"Left"_s, u"←"_s);
    text.replace(u"Right"_s, u"→"_s);
    return text;
}

int keycapWidth(const QString &text)
{
    return QFontMetrics(capFont()).horizontalAdvance(text) + 2 * capPadding + 2;
}

void paintKeycap(QPainter &painter, const QRect &box, const QString &text, const QColor &line,
                 const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LeftToRight);
    QRect cap(0, 0, box.width(), qMin(capHeight(), box.height()));
    cap.moveCenter(box.center());
    painter.setPen(line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), capRadius, capRadius);
    painter.setPen(ink);
    painter.setFont(capFont());
    painter.drawText(cap, Qt::AlignCenter, text);
    painter.restore();
}

KeyCap::KeyCap(const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void KeyCap::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const { return {keycapWidth(m_text), capHeight()}; }

void KeyCap::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    paintKeycap(painter, rect(), m_text, tokens.controlBorder, tokens.text);
}

} // namespace indraj
