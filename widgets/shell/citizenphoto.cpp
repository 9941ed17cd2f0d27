#include "widgets/shell/citizenphoto.h"

#include "widgets/theme/icons.h"

#include <QPainter>
#include <QPainterPath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QPixmap framedCitizen(const QImage &image, QSize photoSize, const Tokens &tokens, qreal ratio)
{
    QPixmap pixmap(photoSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(QPointF(), QSizeF(photoSize)).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.fillPath(frame, tokens.sunken);
    const int icon = qMin(64, photoSize.width() - 8);
    if (image.isNull()) {
        paintIcon(painter, QRect((photoSize.width() - icon) / 2, (photoSize.height() - icon) / 2, icon, icon),
                  u"person"_s, tokens.textMuted);
    } else {
        painter.setClipPath(frame);
        const QSize scaled = image.size().scaled(photoSize, Qt::KeepAspectRatioByExpanding);
        QRect target(QPoint(), scaled);
        target.moveCenter(QRect(QPoint(), photoSize).center());
        painter.drawImage(target, image);
        painter.setClipping(false);
    }
    painter.setPen(tokens.border);
    painter.drawPath(frame);
    return pixmap;
}

} // namespace indraj
