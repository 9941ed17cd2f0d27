#include "widgets/portrait/previewwidget.h"

#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int wordsHeight = 88;
constexpr int announceEvery = 2000; ///< ms: faster, a screen reader never ends a sentence

/// The way of the arrow on the screen: the camera faces the citizen, so his right is the screen's left.
QPointF screenDirection(FaceGuidance guidance)
{
    switch (guidance) {
    case FaceGuidance::MoveRight:
    case FaceGuidance::TurnRight:
        return {-1, 0};
    case FaceGuidance::MoveLeft:
    case FaceGuidance::TurnLeft:
        return {1, 0};
    case FaceGuidance::MoveUp:
    case FaceGuidance::ChinUp:
        return {0, -1};
    case FaceGuidance::MoveDown:
    case FaceGuidance::ChinDown:
        return {0, 1};
    default:
        return {};
    }
}

} // namespace

PreviewWidget::PreviewWidget(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"preview"_s);
    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, [this] { showGuidance(m_wanted); });
    setAccessibleName(tr("Live picture"));
}

void PreviewWidget::setFrame(const QImage &frame, const FaceJudgement &judgement)
{
    m_frame = frame;
    m_judgement = judgement;
    m_signal = Signal::Live;
    want(judgement.guidance);
    update();
}

void PreviewWidget::setSignal(Signal signal)
{
    m_signal = signal;
    if (signal == Signal::NoCamera)
        m_frame = {};
    update();
}

void PreviewWidget::setBadges(const QStringList &badges)
{
    m_badges = badges;
    update();
}

void PreviewWidget::setMirrored(bool mirrored)
{
    m_mirrored = mirrored;
    update();
}

void PreviewWidget::setHint(const BilingualText &hint)
{
    m_hint = hint;
    update();
}

void PreviewWidget::want(FaceGuidance guidance)
{
    m_wanted = guidance;
    if (guidance == m_shown && m_since.isValid()) {
        m_change.stop();
        return;
    }
    const qint64 left = m_since.isValid() ? m_hold - m_since.elapsed() : 0;
    if (left <= 0)
        showGuidance(guidance);
    else if (!m_change.isActive())
        m_change.start(static_cast<int>(left));
}

void PreviewWidget::showGuidance(FaceGuidance guidance)
{
    const bool changed = guidance != m_shown || !m_since.isValid();
    m_shown = guidance;
    m_since.start();
    update();
    if (!changed)
        return;
    const BilingualText words = wordsFor(guidance);
    setAccessibleDescription(words.english + u'\n' + words.urdu);
    if (!m_announced.isValid() || m_announced.elapsed() >= announceEvery) {
        m_announced.start();
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    Q_EMIT guidanceShown(guidance);
}

QRectF PreviewWidget::pictureArea() const { return QRectF(0, 0, width(), height() - wordsHeight); }

void PreviewWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(rect(), 8, 8);
    painter.setClipPath(corners);
    painter.fillRect(rect(), tokensOf(this).overlayPlate);
    paintFrame(painter);
    if (m_signal == Signal::Live) {
        paintOval(painter);
        paintArrow(painter);
    }
    paintBadges(painter);
    paintPlate(painter);
}

void PreviewWidget::paintFrame(QPainter &painter) const
{
    const QRectF area = pictureArea();
    if (m_frame.isNull()) {
        painter.fillRect(area, QColor(0x3A, 0x40, 0x4E));
        return;
    }
    const QSizeF shown = QSizeF(m_frame.size()).scaled(area.size(), Qt::KeepAspectRatioByExpanding);
    const QRectF target(area.center() - QPointF(shown.width() / 2, shown.height() / 2), shown);
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform,
                          false); // 30 pictures a second: speed before polish
    if (m_mirrored) {
        painter.translate(2 * area.center().x(), 0);
        painter.scale(-1, 1);
    }
    painter.drawImage(target, m_frame);
    painter.restore();
    if (m_signal == Signal::Frozen)
        painter.fillRect(area, QColor(0x0B, 0x10, 0x1C, 160));
}

void PreviewWidget::paintOval(QPainter &painter) const
{
    const Tokens &tokens = tokensOf(this);
    const QRectF area = pictureArea();
    const qreal high = area.height() * 0.8;
    const QRectF oval(area.center().x() - high * 0.41, area.center().y() - high * 0.5, high * 0.82, high);
    QPainterPath mask;
    mask.setFillRule(Qt::OddEvenFill);
    mask.addRect(area);
    mask.addEllipse(oval);
    QColor shade = tokens.overlayPlate;
    shade.setAlphaF(0.46F);
    painter.fillPath(mask, shade);
    const auto pieces = m_judgement.checks.size();
    for (qsizetype i = 0; i < pieces; ++i) { // from the top, with the clock, one piece per check
        const bool met = m_judgement.checks[i].state == CheckState::Good;
        QPen pen(met ? tokens.guideMet : tokens.guideOpen, met ? 6 : 3, met ? Qt::SolidLine : Qt::DashLine,
                 Qt::FlatCap);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        const int span = static_cast<int>(360 * 16 / pieces);
        painter.drawArc(oval, static_cast<int>(90 * 16 - i * span), -span);
    }
}

void PreviewWidget::paintArrow(QPainter &painter) const
{
    if (m_shown == FaceGuidance::ComeCloser || m_shown == FaceGuidance::MoveBack)
        return paintNearer(painter, m_shown == FaceGuidance::ComeCloser);
    QPointF way = screenDirection(m_shown);
    if (m_mirrored)
        way.setX(-way.x());
    if (way.isNull())
        return;
    const Tokens &tokens = tokensOf(this);
    const QRectF area = pictureArea();
    const qreal beside = area.height() * 0.33 + 70;
    const QPointF centre = area.center() + (way.x() != 0 ? way * beside : QPointF(beside, way.y() * 40));
    painter.setPen(QPen(tokens.guideDirection, 3));
    painter.setBrush(tokens.overlayPlate);
    painter.drawEllipse(centre, 32, 32);
    painter.save();
    painter.translate(centre);
    painter.rotate(qRadiansToDegrees(std::atan2(way.y(), way.x())));
    painter.setPen(QPen(tokens.guideDirection, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(QPointF(-15, 0), QPointF(15, 0));
    painter.drawPolyline(QPolygonF(QList<QPointF>{{4, -11}, {15, 0}, {4, 11}}));
    painter.restore();
}

/// Two arrowheads beside the oval: apart for "closer", together for "back".
void PreviewWidget::paintNearer(QPainter &painter, bool nearer) const
{
    const Tokens &tokens = tokensOf(this);
    const QRectF area = pictureArea();
    const QPointF centre = area.center() + QPointF(area.height() * 0.33 + 70, 0);
    painter.setPen(QPen(tokens.guideDirection, 3));
    painter.setBrush(tokens.overlayPlate);
    painter.drawEllipse(centre, 32, 32);
    painter.setPen(QPen(tokens.guideDirection, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const qreal side : {-1.0, 1.0}) {
        const qreal tip = side * (nearer ? 20 : 5);
        const qreal foot = side * (nearer ? 10 : 15);
        painter.drawPolyline(QPolygonF(QList<QPointF>{centre + QPointF(foot, -10), centre + QPointF(tip, 0),
                                                      centre + QPointF(foot, 10)}));
    }
}

void PreviewWidget::paintBadges(QPainter &painter) const
{
    const Tokens &tokens = tokensOf(this);
    const bool live = m_signal == Signal::Live;
    QStringList badges{live ? tr("Live") : m_signal == Signal::Frozen ? tr("Frozen") : tr("No picture")};
    badges += m_badges;
    QFont font = fontFor(this, TextStyle::Small);
    font.setBold(true);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    int left = 12;
    for (qsizetype i = 0; i < badges.size(); ++i) {
        const int dot = i == 0 ? 16 : 0;
        const QRectF box(left, 12, metrics.horizontalAdvance(badges[i]) + 20 + dot, 26);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.overlayPlate);
        painter.drawRoundedRect(box, 4, 4);
        if (dot) {
            painter.setBrush(live ? QColor(0xFF, 0x6B, 0x62) : tokens.guideDirection);
            painter.drawEllipse(QPointF(box.left() + 14, box.center().y()), 4, 4);
        }
        painter.setPen(tokens.overlayText);
        painter.drawText(box.adjusted(10 + dot, 0, -10, 0), Qt::AlignCenter, badges[i]);
        left = int(box.right()) + 8;
    }
}

void PreviewWidget::paintPlate(QPainter &painter) const
{
    BilingualText words = wordsFor(m_shown);
    if (m_shown == FaceGuidance::None && !m_hint.english.isEmpty())
        words = m_hint;
    if (m_signal == Signal::Frozen)
        words = {u"Please wait a moment"_s, u"براہِ کرم ذرا انتظار کریں"_s};
    else if (m_signal != Signal::Live)
        words = {u"The camera is not ready"_s, u"کیمرہ ابھی تیار نہیں"_s};
    const Tokens &tokens = tokensOf(this);
    const QRectF plate(0, height() - wordsHeight, width(), wordsHeight);
    painter.fillRect(plate, tokens.overlayPlate);
    painter.setPen(tokens.overlayText);
    painter.setFont(atMost(naskhFont(TextStyle::Guidance), 34));
    painter.drawText(plate.adjusted(8, 6, -8, -38), Qt::AlignCenter, words.urdu);
    QFont english = atMost(latinFont(TextStyle::Guidance), 22);
    english.setBold(false);
    painter.setFont(english);
    painter.drawText(plate.adjusted(8, 52, -8, -10), Qt::AlignCenter, words.english);
}

void PreviewWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Live picture"));
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace indraj
