#include "biometrics/finger/fingercauses.h"

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double leastContrast = 6; ///< grey deviation below which there is sensor noise at most
constexpr double leastCertainty = 0.12; ///< mean orientation certainty of noise stays below
constexpr int usualArea = 52'000; ///< pixels; NFIQ 2 calls less than 50,000 insufficient
constexpr double clearRidges = 45; ///< grey deviation in the windows that have ridges
constexpr double wetInk = 0.61, wetMean = 112;
constexpr double wideInk = 0.53; ///< ridges wider than their valleys, but not yet run together
constexpr double lightContrast = 27;
constexpr double dryInk = 0.31, dryMean = 195, dryCertainty = 0.65;
constexpr double smudgedShare = 0.45; ///< of the windows with contrast
constexpr double smudgedContrast = 0.58; ///< of the ridges, as a share of the whole picture's
constexpr int edgeReach = 36; ///< pixels; windows leave up to so much at a border
constexpr double roomAside = 0.22; ///< of the picture's width or height

/// Cut off at one side while the other has room. The lower side does not count: a finger goes on there.
bool isOffCentre(const FingerMeasures &m)
{
    if (m.ridgeBox.isEmpty())
        return false;
    const int left = m.ridgeBox.left(), right = m.pictureSize.width() - 1 - m.ridgeBox.right();
    const int top = m.ridgeBox.top(), bottom = m.pictureSize.height() - 1 - m.ridgeBox.bottom();
    const auto cut
        = [](int near, int far, int length) { return near < edgeReach && far > roomAside * length; };
    return cut(left, right, m.pictureSize.width()) || cut(right, left, m.pictureSize.width())
        || cut(top, bottom, m.pictureSize.height());
}

} // namespace

QString fingerCauseCode(FingerCause cause)
{
    switch (cause) {
    case FingerCause::NotAFinger:
        return u"not-a-finger"_s;
    case FingerCause::SmallArea:
        return u"small-area"_s;
    case FingerCause::TooWet:
        return u"too-wet"_s;
    case FingerCause::PressHarder:
        return u"press-harder"_s;
    case FingerCause::TooDry:
        return u"too-dry"_s;
    case FingerCause::PressLighter:
        return u"press-lighter"_s;
    case FingerCause::Smudged:
        return u"smudged"_s;
    case FingerCause::OffCentre:
        return u"off-centre"_s;
    }
    return {};
}

bool isNoFinger(const FingerMeasures &m)
{
    return m.contrast < leastContrast || m.certainty.mean < leastCertainty;
}

std::optional<FingerCause> findCause(const FingerMeasures &m)
{
    if (isNoFinger(m))
        return FingerCause::NotAFinger;
    if (isOffCentre(m) && m.ridgeContrast > clearRidges)
        return FingerCause::OffCentre;
    if (m.ridgeArea < usualArea && m.ridgeContrast > clearRidges)
        return FingerCause::SmallArea;
    if (m.inkShare > wetInk || m.mean < wetMean)
        return FingerCause::TooWet;
    if (m.contrast < lightContrast)
        return FingerCause::PressHarder;
    if (m.inkShare < dryInk && m.mean > dryMean && m.ridgeCertainty < dryCertainty)
        return FingerCause::TooDry;
    // The finger stands out from the glass, its ridges hardly from each other.
    if (m.unclearShare > smudgedShare || m.ridgeContrast < smudgedContrast * m.contrast)
        return FingerCause::Smudged;
    if (m.inkShare > wideInk)
        return FingerCause::PressLighter;
    return {};
}

} // namespace indraj
