#include "devices/slap/slapscanner.h"

#include <algorithm>

namespace indraj {
namespace {

bool ofRightHand(FingerPosition finger) { return int(finger) <= int(FingerPosition::RightLittle); }

bool isThumbPosition(FingerPosition finger)
{
    return finger == FingerPosition::RightThumb || finger == FingerPosition::LeftThumb;
}

SlapRequest requestOf(QList<FingerPosition> fingers, const QSet<FingerPosition> &exceptions)
{
    SlapRequest request;
    request.fingers = std::move(fingers);
    request.exceptions = exceptions;
    return request;
}

} // namespace

QList<FingerPosition> SlapRequest::expected() const
{
    QList<FingerPosition> left;
    std::copy_if(fingers.begin(), fingers.end(), std::back_inserter(left),
                 [this](FingerPosition finger) { return !exceptions.contains(finger); });
    return left;
}

bool SlapRequest::isValid() const
{
    using namespace std::chrono_literals;
    const QSet<FingerPosition> different(fingers.begin(), fingers.end());
    if (different.size() != fingers.size() || expected().isEmpty() || fingers.size() > 4)
        return false;
    if (requestedScore < 0 || requestedScore > 100 || timeout < 1s || timeout > 5min)
        return false;
    const auto thumbs = std::count_if(fingers.begin(), fingers.end(), isThumbPosition);
    if (thumbs > 0)
        return thumbs == fingers.size();
    return std::all_of(fingers.begin(), fingers.end(),
                       [&](FingerPosition f) { return ofRightHand(f) == ofRightHand(fingers.first()); });
}

SlapRequest SlapRequest::rightFour(const QSet<FingerPosition> &exceptions)
{
    using enum FingerPosition;
    return requestOf({RightIndex, RightMiddle, RightRing, RightLittle}, exceptions);
}

SlapRequest SlapRequest::leftFour(const QSet<FingerPosition> &exceptions)
{
    using enum FingerPosition;
    return requestOf({LeftIndex, LeftMiddle, LeftRing, LeftLittle}, exceptions);
}

SlapRequest SlapRequest::bothThumbs(const QSet<FingerPosition> &exceptions)
{
    return requestOf({FingerPosition::LeftThumb, FingerPosition::RightThumb}, exceptions);
}

SlapRequest SlapRequest::one(FingerPosition finger) { return requestOf({finger}, {}); }

} // namespace indraj
