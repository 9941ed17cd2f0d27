#include "widgets/portrait/cropview.h"

#include "widgets/review/parts.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int corner = 8;
constexpr QSize resultSize(210, 270); // 35 : 45
constexpr QSize leastResult(84, 108); // beside words of twice the size

QColor underOf(const Tokens &tokens)
{
    QColor colour = tokens.overlayPlate;
    colour.setAlphaF(0.7F);
    return colour;
}

/// A line that is seen on any picture: dark below, its colour above.
void twice(QPainter &painter, const QColor &under, const QPen &over, const auto &draw)
{
    painter.setPen(QPen(under, over.widthF() + 2));
    draw();
    painter.setPen(over);
    draw();
}

} // namespace

CropView::CropView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"crop.view"_s);
    setCursor(Qt::SizeAllCursor);
    setMinimumSize(240, 180);
}

void CropView::setScene(const CropScene &scene)
{
    m_scene = scene;
    update();
}

QRectF CropView::shown() const
{
    const QSizeF size = m_scene.whole.scaled(QSizeF(this->size()), Qt::KeepAspectRatio);
    return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

double CropView::scale() const
{
    return m_scene.whole.width() > 0 ? shown().width() / m_scene.whole.width() : 1;
}

void CropView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(rect(), corner, corner);
    painter.setClipPath(corners);
    painter.fillRect(rect(), tokensOf(this).overlayPlate);
    if (m_scene.picture.isNull())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(shown(), m_scene.picture);
    paintFrame(painter);
    paintEyes(painter);
}

void CropView::paintFrame(QPainter &painter) const
{
    const Tokens &tokens = tokensOf(this);
    const QSizeF size = m_scene.frame.size * scale();
    const QRectF frame(-size.width() / 2, -size.height() / 2, size.width(), size.height());
    QTransform place;
    place.translate(shown().left() + m_scene.frame.centre.x() * scale(),
                    shown().top() + m_scene.frame.centre.y() * scale());
    place.rotate(m_scene.frame.degrees);
    QPainterPath outside;
    outside.addRect(shown());
    outside.addPolygon(place.map(QPolygonF(frame)));
    outside.closeSubpath();
    outside.setFillRule(Qt::OddEvenFill);
    QColor shade = tokens.overlayPlate;
    shade.setAlphaF(0.6F);
    painter.fillPath(outside, shade);

    painter.save();
    painter.setTransform(place, true);
    painter.setBrush(Qt::NoBrush);
    const QColor under = underOf(tokens);
    twice(painter, under, QPen(tokens.guideOpen, 2), [&] { painter.drawRect(frame); });
    const double above = frame.top() + m_scene.eyesFrom * frame.height();
    const double below = frame.top() + m_scene.eyesTo * frame.height();
    const double left = frame.left() + m_scene.middleFrom * frame.width();
    const double right = frame.left() + m_scene.middleTo * frame.width();
    twice(painter, under, QPen(tokens.guideDirection, 1), [&] {
        painter.drawLine(QLineF(frame.left(), above, frame.right(), above));
        painter.drawLine(QLineF(frame.left(), below, frame.right(), below));
        painter.drawLine(QLineF(left, above, left, below));
        painter.drawLine(QLineF(right, above, right, below));
    });
    painter.restore();
}

void CropView::paintEyes(QPainter &painter) const
{
    if (m_scene.leftEye == m_scene.rightEye)
        return;
    const Tokens &tokens = tokensOf(this);
    const QPointF one = shown().topLeft() + m_scene.leftEye * scale();
    const QPointF other = shown().topLeft() + m_scene.rightEye * scale();
    twice(painter, underOf(tokens), QPen(tokens.guideMet, 1.5), [&] {
        painter.drawLine(one, other);
        for (const QPointF &eye : {one, other})
            painter.drawEllipse(eye, 4, 4);
    });
    painter.setBrush(tokens.guideMet); // this point has to lie in the box of the lines
    painter.drawEllipse((one + other) / 2, 3, 3);
}

void CropView::mousePressEvent(QMouseEvent *event)
{
    m_grip = event->position();
    Q_EMIT grabbed();
}

void CropView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    Q_EMIT dragged((event->position() - m_grip) / scale());
    m_grip = event->position();
}

void CropView::wheelEvent(QWheelEvent *event)
{
    constexpr double oneStep = 120; // eighths of a degree
    Q_EMIT wheeled(event->angleDelta().y() / oneStep);
    event->accept();
}

CropResult::CropResult(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"crop.result"_s);
    setMinimumSize(leastResult);
    setMaximumSize(resultSize);
}

QSize CropResult::sizeHint() const { return resultSize; }

void CropResult::setScene(const CropScene &scene)
{
    m_scene = scene;
    update();
}

void CropResult::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QSizeF size = QSizeF(resultSize).scaled(QSizeF(this->size()), Qt::KeepAspectRatio);
    const QRectF box(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    painter.fillRect(box, tokensOf(this).sunken);
    if (m_scene.picture.isNull() || m_scene.frame.size.isEmpty())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipRect(box);
    painter.translate(box.center());
    painter.scale(box.width() / m_scene.frame.size.width(), box.height() / m_scene.frame.size.height());
    painter.rotate(-m_scene.frame.degrees);
    painter.translate(-m_scene.frame.centre);
    painter.drawImage(QRectF(QPointF(0, 0), m_scene.whole), m_scene.picture);
}

} // namespace indraj
