#include "widgets/controls/choicebox.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

ChoiceBox::ChoiceBox(QWidget *parent)
    : QComboBox(parent)
{
    setFixedHeight(scaledRoom(44));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaxVisibleItems(9);
    setFont(uiFont(TextStyle::Field));
}

QSize ChoiceBox::sizeHint() const { return {scaledRoom(160), scaledRoom(44)}; }

QSize ChoiceBox::minimumSizeHint() const { return {scaledRoom(90), scaledRoom(44)}; }

void ChoiceBox::setErrorState(bool error)
{
    m_error = error;
    update();
}

void ChoiceBox::setCurrentCode(const QString &code) { setCurrentIndex(code.isEmpty() ? -1 : findData(code)); }

void ChoiceBox::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool strong = m_error || hasFocus();
    painter.setPen(QPen(m_error          ? tokens.error
                            : hasFocus() ? tokens.accent
                                         : tokens.controlBorder,
                        strong ? 2 : 1));
    painter.setBrush(isEnabled() ? tokens.surface : tokens.sunken);
    const qreal inset = strong ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 6, 6);
    const QRect inner = rect().adjusted(12, 0, -12, 0);
    const QRect arrow = QStyle::visualRect(layoutDirection(), inner,
                                           QRect(inner.right() - 19, inner.top(), 20, inner.height()));
    paintIcon(painter, arrow, u"chevron-down"_s, tokens.textMuted);
    const QRect words = QStyle::visualRect(layoutDirection(), inner, inner.adjusted(0, 0, -28, 0));
    painter.setPen(isEnabled() ? tokens.text : tokens.textMuted);
    painter.setFont(font());
    const QString shown = currentIndex() < 0
        ? QString()
        : QFontMetrics(font()).elidedText(currentText(), Qt::ElideRight, words.width());
    painter.drawText(words,
                     int(Qt::AlignVCenter | Qt::AlignAbsolute
                         | (layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft)),
                     shown);
}

void ChoiceBox::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // scrolling the form must not change an answer
}

void ChoiceBox::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        setFont(uiFont(TextStyle::Field));
        setFixedHeight(scaledRoom(44));
    }
    QComboBox::changeEvent(event);
}

} // namespace indraj
