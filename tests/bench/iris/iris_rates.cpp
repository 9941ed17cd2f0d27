#include "biometrics/iris/irisjudge.h"
#include "biometrics/iris/irislikeness.h"
#include "biometrics/iris/irispolicyfile.h"
#include "biometrics/iris/irisside.h"
#include "capture/iris/irisrecordof.h"
#include "devices/simulator/syntheticiris.h"
#include "tests/support/places.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <vector>

// How the irises of drawn eyes are found, what judging one costs, and how alike two are:
// iris_rates FIRST_PERSON COUNT, three pictures of each. COUNT 0: the costs only. The figures in
// docs/iris-quality.md come from here.

using namespace indraj;

namespace {

double processorTime()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6;
}

/// An eye as it may be held before a camera, good or a little less.
EyeView heldSomehow(quint64 seed)
{
    QRandomGenerator random{quint32(seed)};
    const auto between
        = [&random](double from, double to) { return from + (to - from) * random.generateDouble(); };
    EyeView view;
    view.irisRadius = between(80, 140);
    view.centre = {between(280, 360), between(210, 270)};
    view.pupilRatio = between(0.28, 0.55);
    view.openness = between(0.6, 1);
    view.lashes = between(0, 0.8);
    view.roll = between(-12, 12);
    view.blur = between(0, 2);
    view.seed = seed;
    return view;
}

struct Taken {
    std::optional<IrisStrip> strip; ///< nothing: no iris was found
    bool isGood = false;
};

/// How often the side was told, and what two clues would have told that are not followed alone.
struct SideTotals {
    int right = 0, wrong = 0; ///< told by readIrisSide()
    std::array<int, 5> unknown{}; ///< by SideUnknown
    int pupilRight = 0, pupils = 0; ///< by the shift of the pupil
    int lidsRight = 0, lids = 0; ///< by the lean of both lids
};

struct Totals {
    int drawn = 0, found = 0, within = 0, good = 0;
    double farthest = 0, time = 0; ///< pixels, milliseconds
    SideTotals sides;
};

void countSide(const QImage &picture, const IrisSegmentation &eye, EyePosition truth, SideTotals &sides)
{
    const IrisSideReading reading = readIrisSide(picture, eye);
    if (!reading.eye)
        ++sides.unknown.at(size_t(*reading.why));
    else
        ++(*reading.eye == truth ? sides.right : sides.wrong);
    const double towardsNose = truth == EyePosition::Right ? 1 : -1;
    ++sides.pupils;
    sides.pupilRight += reading.pupilShift * towardsNose > 0 ? 1 : 0;
    if (!eye.upperLid.found || !eye.lowerLid.found)
        return;
    ++sides.lids; // the upper lid is highest towards the nose, the lower one lowest towards the temple
    sides.lidsRight += (eye.upperLid.apex - eye.lowerLid.apex) * towardsNose > 0 ? 1 : 0;
}

void tellSides(const SideTotals &sides)
{
    std::printf("side: right %d, wrong %d, not told:", sides.right, sides.wrong);
    for (size_t i = 0; i < sides.unknown.size(); ++i)
        std::printf(" %s %d", qPrintable(sideUnknownCode(SideUnknown(i))), sides.unknown.at(i));
    std::printf("\nby the pupil alone %d of %d, by the lids alone %d of %d\n", sides.pupilRight, sides.pupils,
                sides.lidsRight, sides.lids);
}

double apart(QPointF one, QPointF other) { return std::hypot(one.x() - other.x(), one.y() - other.y()); }

Taken take(quint64 person, EyePosition side, quint64 seed, const IrisPolicy &policy, Totals &totals)
{
    const SyntheticEye drawn = drawEye(person, side, heldSomehow(seed));
    const double begun = processorTime();
    const IrisJudgement judgement = judgeIris(drawn.picture, policy);
    totals.time += processorTime() - begun;
    ++totals.drawn;
    if (!judgement.eye)
        return {};
    ++totals.found;
    countSide(drawn.picture, *judgement.eye, side, totals.sides);
    totals.good += judgement.isGood ? 1 : 0;
    const IrisCircle &iris = judgement.eye->iris, &pupil = judgement.eye->pupil;
    const double irisOff = std::max(apart(iris.centre, drawn.truth.irisCentre),
                                    std::abs(iris.radius - drawn.truth.irisRadius));
    const double pupilOff = std::max(apart(pupil.centre, drawn.truth.pupilCentre),
                                     std::abs(pupil.radius - drawn.truth.pupilRadius));
    totals.within += irisOff <= 4 && pupilOff <= 3 ? 1 : 0;
    totals.farthest = std::max({totals.farthest, irisOff, pupilOff});
    if (irisOff > 4 || pupilOff > 3)
        std::printf("  seed %llu: iris off by %.1f, pupil by %.1f\n", static_cast<unsigned long long>(seed),
                    irisOff, pupilOff);
    return {unrollIris(drawn.picture, *judgement.eye), judgement.isGood};
}

void tell(const char *what, std::vector<double> values)
{
    if (values.empty()) {
        std::printf("%s: none\n", what);
        return;
    }
    std::sort(values.begin(), values.end());
    const auto at = [&values](double share) { return values[size_t(share * double(values.size() - 1))]; };
    std::printf(
        "%s: %zu pairs, least %.3f, 1%% %.3f, 5%% %.3f, median %.3f, 95%% %.3f, 99%% %.3f, most %.3f\n", what,
        values.size(), values.front(), at(0.01), at(0.05), at(0.5), at(0.95), at(0.99), values.back());
    for (const double from : {0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4})
        std::printf("  from %.2f: %td\n", from,
                    values.end() - std::lower_bound(values.begin(), values.end(), from));
}

template <typename Work> void tellCost(const char *what, int times, Work work)
{
    const double begun = processorTime();
    for (int i = 0; i < times; ++i)
        work();
    std::printf("%s: %.2f ms of processor time each\n", what, (processorTime() - begun) / times);
}

/// What one good picture of 640 x 480 costs, step by step.
void tellCosts(const IrisPolicy &policy)
{
    const QImage picture = drawEye(1, EyePosition::Right, {}).picture;
    const IrisJudgement judgement = judgeIris(picture, policy);
    if (!judgement.eye)
        return;
    const IrisStrip strip = unrollIris(picture, *judgement.eye);
    const QDateTime at = QDateTime::currentDateTimeUtc();
    tellCost("segmentation", 50, [&] { (void)segmentIris(picture); });
    tellCost("the whole judging", 50, [&] { (void)judgeIris(picture, policy); });
    tellCost("side", 50, [&] { (void)readIrisSide(picture, *judgement.eye); });
    tellCost("unrolling", 50, [&] { (void)unrollIris(picture, *judgement.eye); });
    tellCost("likeness of two", 50, [&] { (void)irisLikeness(strip, strip); });
    tellCost("record", 20, [&] { (void)irisRecordFor(EyePosition::Right, picture, at, judgement); });
}

} // namespace

int main(int argc, char **argv)
{
    const quint64 first = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
    const quint64 count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 60;
    const auto policy = loadIrisPolicy(test::sourcePath("/resources/thresholds/irises.json"));
    if (!policy)
        return 1;
    tellCosts(*policy);
    Totals totals;
    std::vector<double> sameGood, sameAny, others;
    std::vector<IrisStrip> strips;
    for (quint64 person = first; person < first + count; ++person) {
        const Taken once = take(person, EyePosition::Right, 2 * person, *policy, totals);
        const Taken twice = take(person, EyePosition::Right, 2 * person + 1, *policy, totals);
        const Taken left = take(person, EyePosition::Left, 1'000'000 + person, *policy, totals);
        if (once.strip && twice.strip) {
            const double likeness = irisLikeness(*once.strip, *twice.strip);
            sameAny.push_back(likeness);
            if (once.isGood && twice.isGood)
                sameGood.push_back(likeness);
        }
        for (const auto &strip : {once.strip, left.strip}) {
            if (!strip)
                continue;
            for (const IrisStrip &other : strips)
                others.push_back(irisLikeness(*strip, other));
            strips.push_back(*strip);
        }
    }
    std::printf("%d eyes: found %d, within 4 and 3 pixels %d, farthest off %.1f, good %d\n", totals.drawn,
                totals.found, totals.within, totals.farthest, totals.good);
    std::printf("judging: %.1f ms of processor time each\n", totals.time / std::max(totals.drawn, 1));
    tellSides(totals.sides);
    tell("same eye, both good", std::move(sameGood));
    tell("same eye", std::move(sameAny));
    tell("other eyes", std::move(others));
    return 0;
}
