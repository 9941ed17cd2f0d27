#include "biometrics/finger/slap/slapsegmenter.h"

#include "biometrics/finger/slap/fingercolumns.h"
#include "biometrics/finger/slap/handshape.h"
#include "biometrics/shared/pixels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double degrees = 180 / std::numbers::pi;
constexpr double mostHandTilt = 35; ///< degrees
constexpr double clearLeaning = 0.15; ///< of the hand, 0.5 being its usual shape
constexpr double oddWidth = 1.5; ///< times the middle width, or less than its inverse
constexpr double leastLength = 0.85; ///< widths
constexpr double shortShare = 0.65; ///< of the middle length; a little finger reaches that
constexpr double oddHeight = 1.0; ///< widths from where the tip should be
constexpr double margin = 12; ///< pixels round a cut finger
constexpr double uprightEnough = 3; ///< degrees; pixels stay as scanned

/// Middle width and length of the fingers, in cells.
QSizeF middleSize(const std::vector<slap::FingerColumn> &columns)
{
    std::vector<double> widths, lengths;
    for (const slap::FingerColumn &column : columns) {
        widths.push_back(column.width());
        lengths.push_back(column.length());
    }
    const auto middle = [](std::vector<double> &values) {
        std::sort(values.begin(), values.end());
        return (values[values.size() / 2] + values[(values.size() - 1) / 2]) / 2;
    };
    return columns.empty() ? QSizeF() : QSizeF(middle(widths), middle(lengths));
}

FingerSegment segmentOf(const slap::FingerColumn &column, double tilt, QSizeF usual)
{
    FingerSegment segment;
    const double x = (column.left + column.right) / 2, y = (column.tip + column.end) / 2;
    const double cosine = std::cos(tilt), sine = std::sin(tilt);
    // Cells stand for their middles, half a cell from the pixel corner.
    segment.centre = QPointF((x * cosine - y * sine + 0.5) * slap::cellSide,
                             (x * sine + y * cosine + 0.5) * slap::cellSide);
    segment.size = QSizeF(column.width(), column.length()) * slap::cellSide;
    segment.tilt = tilt * degrees;
    if (column.cutOff)
        segment.doubts.append(SegmentDoubt::CutOff);
    if (column.joined)
        segment.doubts.append(SegmentDoubt::Joined);
    if (column.width() > oddWidth * usual.width() || column.width() * oddWidth < usual.width())
        segment.doubts.append(SegmentDoubt::OddWidth);
    if (column.length() < leastLength * column.width() || column.length() < shortShare * usual.height())
        segment.doubts.append(SegmentDoubt::OddLength);
    return segment;
}

/// Gives the fingers their positions and holds the hand's shape against what was expected.
void nameFingers(const std::vector<slap::FingerColumn> &columns, double usualWidth,
                 const QList<FingerPosition> &expected, SlapSegmentation &result)
{
    for (qsizetype i = 0; i < expected.size(); ++i)
        result.fingers[i].position = expected.at(i);
    std::vector<double> heights;
    heights.reserve(columns.size());
    for (const slap::FingerColumn &column : columns)
        heights.push_back(-column.tip / usualWidth);
    const slap::HandGuess guess = slap::guessHand(expected, heights);
    result.handChecked = guess.checkable;
    if (!guess.checkable)
        return;
    if (guess.leaning < -clearLeaning) {
        result.problems.append(SlapProblem::WrongHand);
        return;
    }
    if (guess.leaning < clearLeaning)
        result.problems.append(SlapProblem::HandUnclear);
    for (size_t i = 0; i < guess.offsets.size(); ++i) {
        if (std::abs(guess.offsets[i]) > oddHeight)
            result.fingers[qsizetype(i)].doubts.append(SegmentDoubt::OddHeight);
    }
}

} // namespace

QString segmentDoubtCode(SegmentDoubt doubt)
{
    switch (doubt) {
    case SegmentDoubt::CutOff:
        return u"cut-off"_s;
    case SegmentDoubt::Joined:
        return u"joined"_s;
    case SegmentDoubt::OddWidth:
        return u"odd-width"_s;
    case SegmentDoubt::OddLength:
        return u"odd-length"_s;
    case SegmentDoubt::OddHeight:
        return u"odd-height"_s;
    }
    return {};
}

QString slapProblemCode(SlapProblem problem)
{
    switch (problem) {
    case SlapProblem::NoFingers:
        return u"no-fingers"_s;
    case SlapProblem::TooFew:
        return u"too-few"_s;
    case SlapProblem::TooMany:
        return u"too-many"_s;
    case SlapProblem::WrongHand:
        return u"wrong-hand"_s;
    case SlapProblem::HandUnclear:
        return u"hand-unclear"_s;
    case SlapProblem::Tilted:
        return u"tilted"_s;
    }
    return {};
}

QPolygonF FingerSegment::corners() const
{
    const double angle = tilt / degrees;
    const QPointF across(std::cos(angle) * size.width() / 2, std::sin(angle) * size.width() / 2);
    const QPointF along(-std::sin(angle) * size.height() / 2, std::cos(angle) * size.height() / 2);
    return QPolygonF(
        {centre - across - along, centre + across - along, centre + across + along, centre - across + along});
}

bool SlapSegmentation::isSure() const
{
    return problems.isEmpty() && std::all_of(fingers.begin(), fingers.end(), [](const FingerSegment &finger) {
               return finger.doubts.isEmpty();
           });
}

QList<FingerPosition> expectedFingers(SlapKind kind, const QSet<FingerPosition> &missing)
{
    using enum FingerPosition;
    QList<FingerPosition> fingers;
    switch (kind) {
    case SlapKind::RightFour:
        fingers = {RightIndex, RightMiddle, RightRing, RightLittle};
        break;
    case SlapKind::LeftFour:
        fingers = {LeftLittle, LeftRing, LeftMiddle, LeftIndex};
        break;
    case SlapKind::BothThumbs:
        fingers = {LeftThumb, RightThumb};
        break;
    }
    fingers.removeIf([&](FingerPosition finger) { return missing.contains(finger); });
    return fingers;
}

SlapSegmentation segmentSlap(const QImage &picture, SlapKind kind, const QSet<FingerPosition> &missing)
{
    SlapSegmentation result;
    const QList<FingerPosition> expected = expectedFingers(kind, missing);
    if (picture.isNull() || picture.format() != QImage::Format_Grayscale8) {
        result.problems.append(SlapProblem::NoFingers);
        return result;
    }
    const slap::FingerColumns found
        = slap::findColumns(slap::ridgeMap(greyView(picture)), std::max(1, int(expected.size())));
    result.tilt = found.tilt * degrees;
    const QSizeF usual = middleSize(found.columns);
    for (const slap::FingerColumn &column : found.columns)
        result.fingers.append(segmentOf(column, found.tilt, usual));
    if (result.fingers.isEmpty())
        result.problems.append(SlapProblem::NoFingers);
    else if (result.fingers.size() < expected.size())
        result.problems.append(SlapProblem::TooFew);
    else if (result.fingers.size() > expected.size())
        result.problems.append(SlapProblem::TooMany);
    else
        nameFingers(found.columns, usual.width(), expected, result);
    if (std::abs(result.tilt) > mostHandTilt)
        result.problems.append(SlapProblem::Tilted);
    return result;
}

QImage slapCells(const QImage &picture)
{
    static_assert(slapCell == slap::cellSide);
    if (picture.isNull() || picture.format() != QImage::Format_Grayscale8)
        return {};
    return greyImage(slap::fingerCells(slap::ridgeMap(greyView(picture))));
}

QImage cutFinger(const QImage &picture, const FingerSegment &segment)
{
    const int width = int(std::ceil(segment.size.width() + 2 * margin));
    const int height = int(std::ceil(segment.size.height() + 2 * margin));
    const bool turn = std::abs(segment.tilt) > uprightEnough;
    const double angle = turn ? segment.tilt / degrees : 0;
    const double cosine = std::cos(angle), sine = std::sin(angle);
    double left = segment.centre.x() - cosine * width / 2 + sine * height / 2;
    double top = segment.centre.y() - sine * width / 2 - cosine * height / 2;
    if (!turn) {
        left = std::round(left);
        top = std::round(top);
    }
    const cv::Matx23d fromFinger(cosine, -sine, left, sine, cosine, top);
    cv::Mat finger;
    cv::warpAffine(greyView(picture), finger, fromFinger, {width, height},
                   (turn ? cv::INTER_CUBIC : cv::INTER_NEAREST) | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                   cv::Scalar(255));
    return greyImage(finger);
}

} // namespace indraj
