#include "capture/face/handcrop.h"

#include "devices/camera/wholepicture.h"

#include <QtMath>

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

/// Half of the upright box around a turned frame.
QSizeF reachOf(const QSizeF &size, double degrees)
{
    const double c = std::abs(std::cos(qDegreesToRadians(degrees)));
    const double s = std::abs(std::sin(qDegreesToRadians(degrees)));
    return QSizeF(size.width() * c + size.height() * s, size.width() * s + size.height() * c) / 2;
}

double rounded(double value, double parts) { return std::round(value * parts) / parts; }

/// Where a frame may go along one side of the picture, in whole px from its automatic place.
struct Room {
    double least = 0;
    double most = 0;
    Room(double from, double reach, double end)
        : least(std::ceil(reach - from))
        , most(std::floor(end - reach - from))
    {
    }
    bool isNone() const { return most < least; }
    double nearest(double wanted) const { return std::clamp(std::round(wanted), least, most); }
};

} // namespace

QSize wholeSizeOf(const FaceCandidate &candidate)
{
    if (!candidate.whole)
        return candidate.image.size();
    return {candidate.whole->size().width, candidate.whole->size().height};
}

double wholeScaleOf(const FaceCandidate &candidate)
{
    const int judged = candidate.judgement.frameSize.width();
    return judged > 0 ? static_cast<double>(wholeSizeOf(candidate).width()) / judged : 1;
}

bool canBeCutByHand(const FaceCandidate &candidate)
{
    return !candidate.place.isEmpty()
        && QRect(QPoint(0, 0), wholeSizeOf(candidate)).contains(candidate.place);
}

CropAdjustment withinPicture(const FaceCandidate &automatic, const CropAdjustment &wanted)
{
    const QSize picture = wholeSizeOf(automatic);
    const QPointF centre = QRectF(automatic.place).center();
    CropAdjustment kept;
    kept.degrees = rounded(std::clamp(wanted.degrees, -HandLimits::mostDegrees, HandLimits::mostDegrees), 10);
    const QSizeF reach = reachOf(automatic.place.size(), kept.degrees);
    constexpr double thousandth = 0.001;
    kept.size = rounded(std::clamp(wanted.size, HandLimits::leastSize, HandLimits::mostSize), 1000);
    const auto across = [&] { return Room(centre.x(), reach.width() * kept.size, picture.width()); };
    const auto along = [&] { return Room(centre.y(), reach.height() * kept.size, picture.height()); };
    const double fitting
        = std::min(picture.width() / (2 * reach.width()), picture.height() / (2 * reach.height()));
    kept.size = std::min(kept.size, rounded(fitting + thousandth, 1000));
    while (kept.size > thousandth && (across().isNone() || along().isNone()))
        kept.size = rounded(kept.size - thousandth, 1000);
    kept.right = across().nearest(wanted.right);
    kept.down = along().nearest(wanted.down);
    return kept;
}

HandFrame handFrame(const FaceCandidate &automatic, const CropAdjustment &adjustment)
{
    return {QRectF(automatic.place).center() + QPointF(adjustment.right, adjustment.down),
            QSizeF(automatic.place.size()) * adjustment.size, adjustment.degrees};
}

HandSize handSize(const FaceCandidate &automatic, const CropAdjustment &adjustment)
{
    const QSizeF frame = handFrame(automatic, adjustment).size;
    const QSize pixels = frame.toSize(); // rounded, as it is cut
    const double eyes = automatic.judgement.eyeDistance * wholeScaleOf(automatic);
    HandSize kept{pixels, eyes, portraitSizeName(pixels.width(), pixels.height())};
    for (const PortraitSize &size : portraitSizes)
        if (givesPortrait(size, pixels.width(), pixels.height(), eyes))
            return {{size.width, size.height}, eyes * size.width / pixels.width(), size.name};
    return kept;
}

} // namespace indraj
