#pragma once

#include "widgets/theme/tokens.h"

#include <QImage>
#include <QPixmap>

namespace indraj {

/// The citizen's photo cut to `size` with rounded corners and a frame; a person's outline while there is
/// none.
QPixmap framedCitizen(const QImage &photo, QSize size, const Tokens &tokens, qreal devicePixelRatio);

} // namespace indraj
