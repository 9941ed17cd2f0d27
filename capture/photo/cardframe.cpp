#include "capture/photo/cardframe.h"

#include <QSizeF>

namespace indraj {

namespace {
const QSizeF cardMillimetres(85.60, 53.98);
constexpr double filledPart = 0.86; ///< of the picture, by the frame
constexpr double roundIt = 1.08; ///< a card is never held quite straight

QRect middlePart(QSize picture, QSizeF size)
{
    if (picture.isEmpty())
        return {};
    QRect part(QPoint(), size.toSize().boundedTo(picture));
    part.moveCenter(QRect({}, picture).center());
    return part & QRect({}, picture);
}
} // namespace

QRect cardFrame(QSize picture)
{
    return middlePart(picture, cardMillimetres.scaled(QSizeF(picture) * filledPart, Qt::KeepAspectRatio));
}

QRect cardPart(QSize picture) { return middlePart(picture, QSizeF(cardFrame(picture).size()) * roundIt); }

} // namespace indraj
