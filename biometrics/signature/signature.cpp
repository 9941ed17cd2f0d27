#include "biometrics/signature/signature.h"

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {
constexpr double hundredths = 100; ///< of a millimetre
constexpr double leastInk = 8, leastExtent = 4; ///< millimetres
} // namespace

bool SignatureFacts::isScant() const
{
    return inkMillimetres < leastInk || std::max(extent.width(), extent.height()) < leastExtent;
}

SignatureFacts signatureFacts(const Signature &signature)
{
    SignatureFacts facts;
    facts.strokes = int(signature.strokes.size());
    int left = Signature::largestField, right = 0, low = Signature::largestField, high = 0, last = 0;
    for (const PenStroke &stroke : signature.strokes) {
        for (qsizetype i = 0; i < stroke.size(); ++i) {
            const PenPoint &point = stroke[i];
            left = std::min(left, point.x);
            right = std::max(right, point.x);
            low = std::min(low, point.y);
            high = std::max(high, point.y);
            last = std::max(last, point.at);
            if (i > 0)
                facts.inkMillimetres
                    += std::hypot(point.x - stroke[i - 1].x, point.y - stroke[i - 1].y) / hundredths;
        }
    }
    if (facts.strokes > 0)
        facts.extent = {(right - left) / hundredths, (high - low) / hundredths};
    facts.seconds = last / 1000.0;
    return facts;
}

} // namespace indraj
