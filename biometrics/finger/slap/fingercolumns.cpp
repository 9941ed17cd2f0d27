#include "biometrics/finger/slap/fingercolumns.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace indraj::slap {
namespace {

// Sizes of fingers in cells of 0.41 mm.
constexpr int leastPiece = 40; ///< cells; less is a speck
constexpr double leastFinger = 250; ///< cells of a fingertip
constexpr double widestFinger = 52; ///< cells; a broad thumb, 21 mm
constexpr double leastWidth = 13; ///< cells; 5 mm
constexpr double longestTip = 72; ///< cells; 29 mm, a long last phalanx
constexpr double lengthPerWidth = 1.9; ///< of a last phalanx at most
constexpr double jointFrom = 0.85; ///< widths below the tip before which no joint is looked for
constexpr double jointDip = 0.45; ///< of the ink above it
constexpr double sameFinger = 0.5; ///< share of the narrower piece that lies under the other
constexpr double mostColumnTilt = 0.8; ///< radians, 45 degrees; beyond are not fingers but lines of writing
constexpr double strayShare = 0.35; ///< of the smallest real finger's area
constexpr int cutFrom = 5; ///< cells at the border
constexpr double waist = 0.65; ///< of the lower side of a neck, where a cut print touches a finger
constexpr double neckMargin = 5; ///< cells; what is cut may show less of itself than a finger does
constexpr double neckStep = 0.087; ///< radians, 5 degrees
constexpr int neckSteps = 4;

struct Piece {
    std::vector<cv::Point> cells;
    bool joined = false;
    bool cut = false; ///< by the left or right border of the picture
    bool foreign = false; ///< hung on to a finger from there: another print
};

/// The frame of the hand: x across the fingers, y along them.
struct Frame {
    double cosine = 1, sine = 0;
    explicit Frame(double tilt)
        : cosine(std::cos(tilt))
        , sine(std::sin(tilt))
    {
    }
    double across(const cv::Point &cell) const { return cell.x * cosine + cell.y * sine; }
    double along(const cv::Point &cell) const { return -cell.x * sine + cell.y * cosine; }
};

struct Range {
    double low = 0, high = 0;
    double size() const { return high - low; }
};

/// Without the outermost fiftieth at both ends: single cells stick out.
template <typename Coordinate>
Range rangeOf(const std::vector<cv::Point> &cells, Coordinate coordinate, double left_out = 0.02)
{
    std::vector<double> values;
    values.reserve(cells.size());
    for (const cv::Point &cell : cells)
        values.push_back(coordinate(cell));
    std::sort(values.begin(), values.end());
    const auto skip = size_t(double(values.size()) * left_out);
    return {values[skip] - 0.5, values[values.size() - 1 - skip] + 0.5};
}

bool isCut(const Piece &piece, int columns)
{
    return std::count_if(piece.cells.begin(), piece.cells.end(),
                         [columns](const cv::Point &cell) { return cell.x == 0 || cell.x == columns - 1; })
        >= cutFrom;
}

std::vector<Piece> piecesOf(const cv::Mat &mask)
{
    cv::Mat labels;
    const int count = cv::connectedComponents(mask, labels, 4);
    std::vector<Piece> pieces(size_t(std::max(0, count - 1)));
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            if (const int label = labels.at<int>(y, x); label > 0)
                pieces[size_t(label - 1)].cells.emplace_back(x, y);
        }
    }
    std::erase_if(pieces, [](const Piece &piece) { return piece.cells.size() < leastPiece; });
    for (Piece &piece : pieces)
        piece.cut = isCut(piece, mask.cols);
    return pieces;
}

/// The common direction in which the pieces are long, radians. Pieces too wide for one finger do not count,
/// nor, beside two whole ones, those that the border cut: where that is says how they are long.
double commonTilt(const std::vector<Piece> &pieces, double before)
{
    const Frame frame(before);
    const auto whole = std::count_if(pieces.begin(), pieces.end(), [](const Piece &piece) {
        return !piece.cut && double(piece.cells.size()) >= leastFinger;
    });
    double xx = 0, yy = 0, xy = 0;
    for (const Piece &piece : pieces) {
        if (piece.cut && whole >= 2)
            continue;
        if (rangeOf(piece.cells, [&](const cv::Point &c) { return frame.across(c); }).size() > widestFinger)
            continue;
        double meanX = 0, meanY = 0;
        for (const cv::Point &cell : piece.cells) {
            meanX += cell.x;
            meanY += cell.y;
        }
        meanX /= double(piece.cells.size());
        meanY /= double(piece.cells.size());
        for (const cv::Point &cell : piece.cells) {
            xx += (cell.x - meanX) * (cell.x - meanX);
            yy += (cell.y - meanY) * (cell.y - meanY);
            xy += (cell.x - meanX) * (cell.y - meanY);
        }
    }
    // The long axis is (sin t, -cos t); at twice the angle, yy - xx and -2 xy are its cosine and sine.
    return xx + yy > 0 ? std::clamp(std::atan2(-2 * xy, yy - xx) / 2, -mostColumnTilt, mostColumnTilt)
                       : before;
}

/// Cells per step across the piece.
std::vector<double> profileAcross(const Piece &piece, const Frame &frame, const Range &range)
{
    std::vector<double> profile(size_t(std::ceil(range.size())) + 1);
    for (const cv::Point &cell : piece.cells) {
        const double at = frame.across(cell) - range.low;
        if (at >= 0 && at < double(profile.size()))
            ++profile[size_t(at)];
    }
    return profile;
}

struct Neck {
    double tilt = 0; ///< radians, of the line that parts it
    double border = 0; ///< cells across in that frame
};

/// Where a print that the border cut hangs on to a finger: the thinnest neck between two higher sides, looked
/// for in the directions fingers have. Nothing where there is none, as in a finger that is itself cut.
std::optional<Neck> neckOf(const Piece &piece)
{
    std::optional<Neck> neck;
    double best = waist;
    for (int step = -neckSteps; step <= neckSteps; ++step) {
        const Frame frame(step * neckStep);
        const Range range = rangeOf(
            piece.cells, [&](const cv::Point &c) { return frame.across(c); }, 0);
        const std::vector<double> profile = profileAcross(piece, frame, range);
        const auto margin = std::ptrdiff_t(neckMargin);
        for (auto at = margin; at + margin < std::ptrdiff_t(profile.size()); ++at) {
            const auto here = profile.begin() + at;
            const double lower = std::min(*std::max_element(profile.begin(), here),
                                          *std::max_element(here + 1, profile.end()));
            if (lower > 0 && *here < best * lower) {
                best = *here / lower;
                neck = Neck{step * neckStep, range.low + double(at) + 0.5};
            }
        }
    }
    return neck;
}

std::pair<Piece, Piece> partedAt(const Piece &piece, const Frame &frame, double border)
{
    std::pair<Piece, Piece> parts;
    parts.first.joined = parts.second.joined = true;
    for (const cv::Point &cell : piece.cells)
        (frame.across(cell) < border ? parts.first : parts.second).cells.push_back(cell);
    return parts;
}

/// Parts a piece that is too wide for one finger where it is thinnest, as often as needed.
void partWide(Piece piece, const Frame &frame, double widest, std::vector<Piece> &done)
{
    const Range range = rangeOf(piece.cells, [&](const cv::Point &c) { return frame.across(c); });
    if (range.size() <= widest) {
        done.push_back(std::move(piece));
        return;
    }
    const std::vector<double> profile = profileAcross(piece, frame, range);
    const auto margin = size_t(leastWidth);
    if (profile.size() <= 2 * margin) {
        done.push_back(std::move(piece));
        return;
    }
    const auto thinnest
        = std::min_element(profile.begin() + std::ptrdiff_t(margin), profile.end() - std::ptrdiff_t(margin));
    const double border = range.low + double(thinnest - profile.begin()) + 0.5;
    auto [left, right] = partedAt(piece, frame, border);
    for (Piece *part : {&left, &right}) {
        if (part->cells.size() >= leastPiece && part->cells.size() < piece.cells.size())
            partWide(std::move(*part), frame, widest, done);
    }
}

struct Group {
    std::vector<const Piece *> pieces;
    Range across;
};

/// Pieces below each other are phalanges of one finger. The largest of them says how wide it is.
std::vector<Group> groupsOf(std::vector<Piece> &pieces, const Frame &frame)
{
    std::sort(pieces.begin(), pieces.end(),
              [](const Piece &a, const Piece &b) { return a.cells.size() > b.cells.size(); });
    std::vector<Group> groups;
    for (const Piece &piece : pieces) {
        const Range range = rangeOf(piece.cells, [&](const cv::Point &c) { return frame.across(c); });
        const auto home = std::find_if(groups.begin(), groups.end(), [&](const Group &group) {
            const double shared
                = std::min(range.high, group.across.high) - std::max(range.low, group.across.low);
            return shared > sameFinger * std::min(range.size(), group.across.size());
        });
        if (home == groups.end())
            groups.push_back({{&piece}, range});
        else
            home->pieces.push_back(&piece);
    }
    return groups;
}

/// Ink per step along the finger, from its tip on.
std::vector<double> inkAlong(const Group &group, const Frame &frame, const cv::Mat &ink, double tip)
{
    std::vector<double> profile;
    for (const Piece *piece : group.pieces) {
        for (const cv::Point &cell : piece->cells) {
            const auto at = size_t(std::max(0.0, frame.along(cell) - tip));
            if (at >= profile.size())
                profile.resize(at + 1);
            profile[at] += double(ink.at<float>(cell));
        }
    }
    return profile;
}

/// Where the last phalanx ends: at the crease, at the longest a phalanx is, or where the finger does.
double phalanxLength(const std::vector<double> &profile, double width)
{
    const auto from = size_t(jointFrom * width);
    const auto most = std::min(profile.size(), size_t(std::min(longestTip, lengthPerWidth * width)));
    if (most <= from)
        return double(profile.size());
    std::vector<double> above(profile.begin(), profile.begin() + std::ptrdiff_t(from));
    std::nth_element(above.begin(), above.begin() + std::ptrdiff_t(above.size() / 2), above.end());
    const double usual = above.empty() ? 0 : above[above.size() / 2];
    for (size_t i = from; i < most; ++i) {
        if (profile[i] < jointDip * usual)
            return double(i);
    }
    return double(most);
}

/// Narrows the column to what its last phalanx covers and counts that.
FingerColumn columnOf(const Group &group, const Frame &frame, const RidgeMap &map)
{
    // Specks above the finger must not become its tip: only pieces of some size count.
    std::vector<const Piece *> solid = group.pieces;
    std::erase_if(solid, [&](const Piece *piece) {
        return piece->cells.size() * 5 < group.pieces.front()->cells.size();
    });
    FingerColumn column;
    column.tip = 1e9;
    for (const Piece *piece : solid)
        column.tip = std::min(column.tip,
                              rangeOf(
                                  piece->cells, [&](const cv::Point &c) { return frame.along(c); }, 0.005)
                                  .low);
    const double length
        = phalanxLength(inkAlong({solid, group.across}, frame, map.ink, column.tip), group.across.size());
    column.end = column.tip + length;
    std::vector<cv::Point> cells;
    for (const Piece *piece : solid) {
        for (const cv::Point &cell : piece->cells) {
            if (frame.along(cell) <= column.end)
                cells.push_back(cell);
        }
        column.joined = column.joined || piece->joined;
        column.foreign = column.foreign || piece->foreign;
    }
    if (cells.empty())
        return column;
    const Range across = rangeOf(cells, [&](const cv::Point &c) { return frame.across(c); });
    column.left = across.low;
    column.right = across.high;
    column.area = double(cells.size());
    const auto atBorder = std::count_if(cells.begin(), cells.end(), [&](const cv::Point &cell) {
        return cell.x == 0 || cell.y == 0 || cell.x == map.ink.cols - 1;
    });
    column.cutOff = atBorder > 4;
    return column;
}

void dropStrays(std::vector<FingerColumn> &columns, size_t atMost)
{
    std::erase_if(columns, [](const FingerColumn &column) {
        return column.area < leastFinger || column.width() < leastWidth;
    });
    // The finger beside it stays marked as joined: nothing is left out in silence.
    if (columns.size() > atMost)
        std::erase_if(columns, [](const FingerColumn &column) { return column.foreign; });
    if (columns.size() <= atMost)
        return;
    std::vector<double> areas;
    areas.reserve(columns.size());
    for (const FingerColumn &column : columns)
        areas.push_back(column.area);
    std::sort(areas.rbegin(), areas.rend());
    const double least = strayShare * areas[atMost - 1];
    std::erase_if(columns, [least](const FingerColumn &column) { return column.area < least; });
}

} // namespace

FingerColumns findColumns(const RidgeMap &map, int atMost)
{
    const std::vector<Piece> whole = piecesOf(fingerCells(map));
    FingerColumns result;
    std::vector<Piece> pieces = whole;
    // Joined fingers spoil the direction, and the direction is needed to part them: twice is enough.
    for (int round = 0; round < 2; ++round) {
        result.tilt = commonTilt(pieces, result.tilt);
        pieces.clear();
        const Frame frame(result.tilt);
        for (const Piece &piece : whole) {
            const auto neck = piece.cut ? neckOf(piece) : std::nullopt;
            if (!neck) {
                partWide(piece, frame, widestFinger, pieces);
                continue;
            }
            auto [left, right] = partedAt(piece, Frame(neck->tilt), neck->border);
            for (Piece *part : {&left, &right}) {
                part->foreign = isCut(*part, map.ink.cols);
                partWide(std::move(*part), frame, widestFinger, pieces);
            }
        }
    }
    result.tilt = commonTilt(pieces, result.tilt);
    const Frame frame(result.tilt);
    for (const Group &group : groupsOf(pieces, frame))
        result.columns.push_back(columnOf(group, frame, map));
    dropStrays(result.columns, size_t(atMost));
    std::sort(result.columns.begin(), result.columns.end(),
              [](const FingerColumn &a, const FingerColumn &b) { return a.left < b.left; });
    return result;
}

} // namespace indraj::slap
