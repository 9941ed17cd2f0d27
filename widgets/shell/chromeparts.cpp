#include "widgets/shell/chromeparts.h"

#include "widgets/shell/words.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QVariant>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int plateHeight = 30;
constexpr int barTarget = 44; // buttons take clicks over the height of the bar

int plateGlyph() { return scaledRoom(16); }

QFont barFont(bool bold)
{
    QFont font = uiFont(TextStyle::Small);
    font.setPixelSize(scaledText(urduInterface() ? 15 : 14));
    font.setBold(bold);
    return font;
}

int advance(const QFont &font, const QString &text) { return QFontMetrics(font).horizontalAdvance(text); }

} // namespace

ChromeButton::ChromeButton(Shape shape, QWidget *parent)
    : QAbstractButton(parent)
    , m_shape(shape)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("chrome", true);
    setCheckable(shape != Shape::Plain);
}

void ChromeButton::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
}

QSize ChromeButton::sizeHint() const
{
    const int icon = m_iconName.isEmpty() ? 0 : plateGlyph() + 8;
    const QString words = foldedText() && icon ? QString() : text();
    return {qMax(barTarget, advance(barFont(true), words) + icon + 20), scaledRoom(barTarget)};
}

void ChromeButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ink = tokens.onChrome;
    QRect face(0, 0, width(), scaledRoom(plateHeight));
    face.moveCenter(rect().center());
    if (m_shape != Shape::Plain) {
        const bool roundLeft = (m_shape == Shape::FirstSegment);
        QPainterPath path;
        path.setFillRule(Qt::WindingFill);
        const QRectF box = QRectF(face).adjusted(0.5, 0.5, -0.5, -0.5);
        path.addRoundedRect(box, 6, 6);
        path.addRect(roundLeft ? box.adjusted(box.width() / 2, 0, 0, 0)
                               : box.adjusted(0, 0, -box.width() / 2, 0));
        painter.setPen(tokens.chromeMuted);
        painter.setBrush(isChecked() ? tokens.onChrome : Qt::transparent);
        painter.drawPath(path.simplified());
        ink = isChecked() ? tokens.chrome : tokens.onChrome;
    } else if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.chromeLine);
        painter.drawRoundedRect(face, 6, 6);
    }
    QFont font = m_shape == Shape::Plain ? barFont(true) : latinFont(TextStyle::Small);
    font.setBold(m_shape == Shape::Plain || isChecked());
    const bool iconOnly = foldedText() && !m_iconName.isEmpty();
    const QString shown = iconOnly ? QString() : text();
    const int words = advance(font, shown);
    const int icon = m_iconName.isEmpty() ? 0 : plateGlyph() + (iconOnly ? 0 : 8);
    const QRect content((width() - words - icon) / 2, 0, words + icon, height());
    if (icon)
        paintIcon(
            painter,
            QStyle::visualRect(layoutDirection(), content, QRect(content.left(), 0, plateGlyph(), height())),
            m_iconName, ink);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(
        QStyle::visualRect(layoutDirection(), content, content.adjusted(icon, 0, 0, 0)).adjusted(-2, 0, 2, 0),
        Qt::AlignCenter | Qt::TextDontClip, shown);
}

void ChromeButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

TrainingPlate::TrainingPlate(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setObjectName(u"trainingPlate"_s);
}

void TrainingPlate::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize TrainingPlate::sizeHint() const
{
    return {advance(barFont(true), m_text) + plateGlyph() + 8 + 24, scaledRoom(plateHeight)};
}

void TrainingPlate::paintEvent(QPaintEvent *)
{
    constexpr int stripe = 14;
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rect(), 6, 6);
    painter.setClipPath(shape);
    painter.fillRect(rect(), tokens.trainingStripeA);
    painter.setPen(QPen(tokens.trainingStripeB, stripe));
    for (int x = -height(); x < width() + height(); x += stripe * 3)
        painter.drawLine(x, height() + stripe, x + height() + 2 * stripe, -stripe);
    painter.setClipping(false);
    const QRect inner = rect().adjusted(12, 0, -12, 0);
    const int icon = plateGlyph();
    paintIcon(painter, QStyle::visualRect(layoutDirection(), inner, QRect(inner.left(), 0, icon, height())),
              u"training"_s, tokens.overlayText);
    painter.setPen(tokens.overlayText);
    painter.setFont(barFont(true));
    painter.drawText(
        QStyle::visualRect(layoutDirection(), inner, inner.adjusted(icon + 8, 0, 0, 0)).adjusted(-2, 0, 2, 0),
        Qt::AlignCenter | Qt::TextDontClip, m_text);
}

LinePlate::LinePlate(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setObjectName(u"linePlate"_s);
    hide();
}

void LinePlate::setLine(const std::optional<LineStatus> &line)
{
    m_line = line;
    retranslate();
    setVisible(line && line->isKnown());
}

void LinePlate::retranslate()
{
    if (!m_line)
        return;
    if (m_line->online) {
        m_state = tr("Online");
        m_count = m_line->unsent > 0 ? tr("%n to send", nullptr, m_line->unsent) : QString();
    } else {
        m_state = m_line->lastContact.isValid() ? tr("Offline since %1").arg(timeWords(m_line->lastContact))
                                                : tr("Offline");
        m_count = tr("%n safe here", nullptr, m_line->unsent);
    }
    setAccessibleName(m_state + u' ' + m_count);
    updateGeometry();
    update();
}

QSize LinePlate::sizeHint() const
{
    const int count = m_count.isEmpty() ? 0 : advance(barFont(false), m_count) + 10;
    return {24 + plateGlyph() + 6 + advance(barFont(true), m_state) + count, scaledRoom(plateHeight)};
}

void LinePlate::paintEvent(QPaintEvent *)
{
    if (!m_line)
        return;
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor ink = tokens.onChrome;
    QColor soft = tokens.chromeMuted;
    const QRect inner = rect().adjusted(12, 0, -12, 0);
    const int icon = plateGlyph();
    const QRect mark = QStyle::visualRect(layoutDirection(), inner, QRect(inner.left(), 0, icon, height()));
    if (m_line->online) {
        painter.setBrush(tokens.onlineDot);
        painter.drawEllipse(QPointF(mark.center()) + QPointF(0.5, 0.5), 5, 5);
    } else {
        painter.setBrush(tokens.offlineFill);
        painter.drawRoundedRect(rect(), 6, 6);
        ink = soft = tokens.offlineText;
        paintIcon(painter, mark, u"offline"_s, ink);
    }
    const int stateWidth = advance(barFont(true), m_state);
    const auto at = [&](int start, int wide) {
        return QStyle::visualRect(layoutDirection(), inner, QRect(inner.left() + start, 0, wide, height()))
            .adjusted(-2, 0, 2, 0);
    };
    painter.setPen(ink);
    painter.setFont(barFont(true));
    painter.drawText(at(icon + 6, stateWidth), Qt::AlignCenter | Qt::TextDontClip, m_state);
    painter.setPen(soft);
    painter.setFont(barFont(false));
    painter.drawText(at(icon + 6 + stateWidth + 8, advance(barFont(false), m_count)),
                     Qt::AlignCenter | Qt::TextDontClip, m_count);
}

void LinePlate::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indraj
