#include "widgets/fingers/fingerpanel.h"

#include "widgets/review/parts.h"

#include <QAccessible>
#include <QPainter>
#include <QPainterPath>

namespace indraj {

namespace {
constexpr int plateHeight = 98;
const QColor glass(0xEE, 0xF0, 0xF2); ///< the scanner's white, the same in every theme
} // namespace

FingerPanel::FingerPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("fingerPanel"));
}

void FingerPanel::setPicture(const QImage &picture)
{
    m_picture = picture;
    update();
}

void FingerPanel::setOutlines(const QList<bool> &fingers)
{
    m_outlines = fingers;
    update();
}

void FingerPanel::setWords(const BilingualText &words)
{
    if (m_words.english == words.english)
        return;
    m_words = words;
    setAccessibleName(words.english + u'\n' + words.urdu);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    update();
}

void FingerPanel::setBadges(const QString &state, bool alive, const QString &score)
{
    m_state = state;
    m_alive = alive;
    m_score = score;
    update();
}

void FingerPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath corners;
    corners.addRoundedRect(rect(), 8, 8);
    painter.setClipPath(corners);
    painter.fillRect(rect(), glass);
    const QRectF area(0, 0, width(), height() - plateHeight);
    if (!m_picture.isNull()) {
        const QSizeF shown = QSizeF(m_picture.size()).scaled(area.size(), Qt::KeepAspectRatio);
        painter.drawImage(QRectF(area.center() - QPointF(shown.width() / 2, shown.height() / 2), shown),
                          m_picture);
    }
    paintOutlines(painter, area);
    paintBadge(painter, m_state, true, true);
    if (!m_score.isEmpty())
        paintBadge(painter, m_score, false, false);
    paintPlate(painter);
}

void FingerPanel::paintOutlines(QPainter &painter, const QRectF &area) const
{
    if (!m_outlines.isEmpty() && !m_picture.isNull())
        return; // the hand itself shows where it lies
    QPen dashes(tokensOf(this).overlayPlate, 3);
    dashes.setDashPattern({3.3, 2.3});
    painter.setPen(dashes);
    painter.setBrush(Qt::NoBrush);
    if (m_outlines.isEmpty()) {
        const qreal wide = qMin(area.width() * 0.83, (area.height() - 24) * 0.894);
        painter.drawEllipse(QRectF(area.center().x() - wide / 2, area.center().y() - wide / 0.894 / 2 + 6,
                                   wide, wide / 0.894));
        return;
    }
    const auto count = m_outlines.size();
    const qreal slot = qMin(area.width() * 0.9 / qreal(count), area.height() * 0.42);
    const qreal tall = qMin(slot * 1.5, area.height() * 0.6);
    qreal left = area.center().x() - slot * qreal(count) / 2;
    for (qsizetype i = 0; i < count; ++i, left += slot) {
        const bool outer = count > 2 && (i == 0 || i == count - 1);
        const qreal top = area.center().y() - tall / 2 + 12 + (outer ? tall * 0.2 : 0);
        if (m_outlines[i])
            painter.drawEllipse(QRectF(left + slot * 0.08, top, slot * 0.84, tall));
    }
}

void FingerPanel::paintBadge(QPainter &painter, const QString &text, bool dot, bool atLeft) const
{
    const Tokens &tokens = tokensOf(this);
    QFont font = fontFor(this, TextStyle::Small);
    font.setBold(true);
    painter.setFont(font);
    const int wide = QFontMetrics(font).horizontalAdvance(text) + 20 + (dot ? 16 : 0);
    const QRectF box(atLeft ? 12 : width() - 12 - wide, 12, wide, 26);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.overlayPlate);
    painter.drawRoundedRect(box, 4, 4);
    if (dot) {
        painter.setBrush(m_alive ? QColor(0xFF, 0x6B, 0x62) : tokens.guideDirection);
        painter.drawEllipse(QPointF(box.left() + 14, box.center().y()), 4, 4);
    }
    painter.setPen(tokens.overlayText);
    painter.drawText(box.adjusted(dot ? 26 : 10, 0, -10, 0), Qt::AlignCenter, text);
}

void FingerPanel::paintPlate(QPainter &painter) const
{
    const Tokens &tokens = tokensOf(this);
    const QRectF plate(0, height() - plateHeight, width(), plateHeight);
    painter.fillRect(plate, tokens.overlayPlate);
    painter.setPen(tokens.overlayText);
    const auto line = [&painter](const QRectF &box, QFont font, const QString &text) {
        const int wide = QFontMetrics(font).horizontalAdvance(text);
        if (wide > box.width()) // the longest instructions: smaller rather than cut
            font.setPixelSize(qMax(14, int(font.pixelSize() * box.width() / wide)));
        painter.setFont(font);
        painter.drawText(box, Qt::AlignCenter, text);
    };
    line(plate.adjusted(8, 8, -8, -44), atMost(naskhFont(TextStyle::Guidance), 34), m_words.urdu);
    QFont english = atMost(latinFont(TextStyle::Guidance), 22);
    english.setBold(false);
    line(plate.adjusted(8, 56, -8, -16), english, m_words.english);
}

} // namespace indraj
