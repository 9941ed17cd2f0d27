#include "widgets/readiness/camerachart.h"

#include "widgets/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

CameraChart::CameraChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"cameratest.chart"_s);
    setAccessibleName(tr("Chart: a dark square on white"));
}

void CameraChart::paintEvent(QPaintEvent *)
{
    constexpr double turn = 5;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), Qt::white);
    painter.translate(rect().center());
    painter.rotate(turn);
    const double side = 0.55 * qMin(width(), height());
    painter.fillRect(QRectF(-side / 2, -side / 2, side, side), QColor(12, 12, 12));
}

CameraSight::CameraSight(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"cameratest.sight"_s);
    setAccessibleName(tr("What the camera sees"));
}

void CameraSight::setPicture(const QImage &picture)
{
    m_picture = picture;
    update();
}

void CameraSight::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(rect(), 8, 8);
    painter.setClipPath(corners);
    painter.fillRect(rect(), tokensOf(this).overlayPlate);
    if (m_picture.isNull())
        return;
    const QSizeF size = QSizeF(m_picture.size()).scaled(this->size(), Qt::KeepAspectRatio);
    const QRectF shown(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    painter.drawImage(shown, m_picture);
    const QRectF card(shown.left() + shown.width() / 3, shown.top() + shown.height() / 3, shown.width() / 3,
                      shown.height() / 3);
    painter.setPen(QPen(tokensOf(this).guideDirection, 2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(card);
}

} // namespace indraj
