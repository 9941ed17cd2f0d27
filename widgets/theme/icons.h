#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

class QPainter;
class QRect;

namespace indraj {

/// A line drawing of resources/icons, tinted. Kept in QPixmapCache by name, colour, size and pixel ratio.
/// An unknown name gives a null pixmap and a warning in the log.
QPixmap iconPixmap(const QString &name, const QColor &colour, int size = 20, qreal devicePixelRatio = 1.0);

/// Paints the icon into `box`; `mirror` turns arrows of back and next round.
void paintIcon(QPainter &painter, const QRect &box, const QString &name, const QColor &colour,
               bool mirror = false);

} // namespace indraj
