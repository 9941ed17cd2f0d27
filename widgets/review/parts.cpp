#include "widgets/review/parts.h"

#include "widgets/controls/banner.h"
#include "widgets/review/spokenwords.h"
#include "widgets/shell/words.h"
#include "widgets/theme/icons.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

void paintPicture(QPainter &painter, const QRectF &box, const QImage &picture, const Tokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath frame;
    frame.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setClipPath(frame);
    painter.fillRect(box, tokens.sunken);
    if (!picture.isNull()) {
        const QSizeF shown = QSizeF(picture.size()).scaled(box.size(), Qt::KeepAspectRatioByExpanding);
        const QRectF target(box.center() - QPointF(shown.width() / 2, shown.height() / 2), shown);
        painter.drawImage(target, picture);
    }
    painter.setClipping(false);
    painter.setPen(QPen(tokens.border, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(frame);
    painter.restore();
}

int startSide(const QWidget *widget)
{
    return int(Qt::AlignAbsolute | Qt::AlignVCenter
               | (widget->isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft));
}

int endSide(const QWidget *widget)
{
    return int(Qt::AlignAbsolute | Qt::AlignVCenter
               | (widget->isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight));
}

QString said(const QWidget *widget, const BilingualText &text)
{
    return widget->isRightToLeft() ? text.urdu : text.english;
}

QFont fontFor(const QWidget *widget, TextStyle style)
{
    return widget->isRightToLeft() ? naskhFont(style) : latinFont(style);
}

void notify(Banner &banner, MessageKind kind, const QString &text)
{
    text.isEmpty() ? banner.hide() : banner.show(kind, text, std::nullopt);
}

QList<ReasonPicker::Reason> reasonsFor(const QWidget *widget, const QStringList &codes)
{
    QList<ReasonPicker::Reason> reasons;
    for (const QString &code : codes)
        reasons << ReasonPicker::Reason{code, said(widget, reasonText(code))};
    return reasons;
}

PictureBox::PictureBox(QSize size, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(size);
}

void PictureBox::setPicture(const QImage &picture)
{
    m_picture = picture;
    update();
}

void PictureBox::setWhole(bool whole)
{
    m_whole = whole;
    update();
}

void PictureBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_whole || m_picture.isNull()) {
        paintPicture(painter, rect(), m_picture, tokensOf(this));
        return;
    }
    QImage page(size() * 2, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter inner(&page);
    inner.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSize shown = m_picture.size().scaled(page.size() - QSize(16, 16), Qt::KeepAspectRatio);
    QRect place({}, shown);
    place.moveCenter(page.rect().center());
    inner.drawImage(place, m_picture);
    inner.end();
    paintPicture(painter, rect(), page, tokensOf(this));
}

BilingualButton::BilingualButton(const BilingualText &words, const QString &icon, bool primary,
                                 QWidget *parent)
    : QAbstractButton(parent)
    , m_words(words)
    , m_icon(icon)
    , m_primary(primary)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(words.english + u", "_s + words.urdu);
}

QSize BilingualButton::sizeHint() const
{
    const int urdu = QFontMetrics(naskhFont(TextStyle::CitizenValue)).horizontalAdvance(m_words.urdu);
    const int english = QFontMetrics(latinFont(TextStyle::Body)).horizontalAdvance(m_words.english);
    return {qMax(urdu, english) + 28 + 14 + 64, 76};
}

void BilingualButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(this);
    QColor fill = isDown() ? tokens.sunken : tokens.surface;
    QColor ink = isEnabled() ? tokens.text : tokens.textMuted;
    QColor line = tokens.controlBorder;
    if (m_primary && isEnabled()) {
        line = fill = isDown() ? tokens.accentPressed : underMouse() ? tokens.accentHover : tokens.accent;
        ink = tokens.onAccent;
    }
    painter.setPen(QPen(line, 2));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    const bool rtl = isRightToLeft();
    const QRect glyph(rtl ? width() - 24 - 28 : 24, height() / 2 - 14, 28, 28);
    paintIcon(painter, glyph, m_icon, ink);
    QRect words = rtl ? QRect(16, 0, glyph.left() - 26, height())
                      : QRect(glyph.right() + 10, 0, width() - glyph.right() - 26, height());
    painter.setPen(ink);
    painter.setFont(naskhFont(TextStyle::CitizenValue));
    painter.drawText(words.adjusted(0, 4, 0, -32), Qt::AlignCenter, m_words.urdu);
    painter.setFont(latinFont(TextStyle::Body));
    painter.drawText(words.adjusted(0, 46, 0, -8), Qt::AlignCenter, m_words.english);
}

} // namespace indraj
