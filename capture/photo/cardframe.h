#pragma once

#include <QRect>

namespace indraj {

/// Where a card (ISO/IEC 7810-1 ID-1, 85.60 x 53.98 mm) is held into a picture of this size: in the middle,
/// as large as leaves some room for the hand. Empty for an empty picture. Pure; any thread.
QRect cardFrame(QSize picture);

/// The part of such a picture that is taken: the frame and a little round it. What is behind the card, the
/// face of its holder above all, stays outside, so that it is not taken for the face on the card.
QRect cardPart(QSize picture);

} // namespace indraj
