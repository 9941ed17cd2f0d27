#pragma once

#include <QLatin1StringView>

#include <array>

namespace indraj {

/// A size in which portraits are wanted.
struct PortraitSize {
    QLatin1StringView name; ///< for records and the packet
    int width = 0; ///< px
    int height = 0;
    double leastEyeDistance = 0; ///< px in the finished portrait
};

/// The largest first: 1244 x 1600 with 300 px between the eyes (BSI TR-03121 QA-FI-GID), 622 x 800 with 120
/// px (COD-FI-PRD), 413 x 531 (35 x 45 mm at 300 dpi, what is printed on the card) with 90 px (INCITS 385).
inline constexpr std::array portraitSizes{PortraitSize{QLatin1StringView("full"), 1244, 1600, 300},
                                          PortraitSize{QLatin1StringView("reduced"), 622, 800, 120},
                                          PortraitSize{QLatin1StringView("card"), 413, 531, 90}};
inline constexpr const PortraitSize &cardPortraitSize = portraitSizes.back();

/// Whether a frame of this many px of a picture, in which the eyes are `eyeDistance` px apart, gives a
/// portrait of `size`: nothing is enlarged, and the eyes may not come too close together.
constexpr bool givesPortrait(const PortraitSize &size, int width, int height, double eyeDistance)
{
    return width >= size.width && height >= size.height
        && eyeDistance * size.width / width >= size.leastEyeDistance;
}

/// "full", "reduced" or "card"; "own" for any other: the pixels the camera gave, too few for the card.
constexpr QLatin1StringView portraitSizeName(int width, int height)
{
    for (const PortraitSize &size : portraitSizes)
        if (size.width == width && size.height == height)
            return size.name;
    return QLatin1StringView("own");
}

} // namespace indraj
