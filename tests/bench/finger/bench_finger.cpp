#include "biometrics/finger/fingerjudge.h"
#include "biometrics/finger/minutiae/fingermatch.h"
#include "biometrics/finger/record/recordpicture.h"
#include "biometrics/finger/slap/slapsegmenter.h"
#include "devices/simulator/syntheticslap.h"
#include "tests/support/places.h"

#include <benchmark/benchmark.h>

#include <opencv2/core.hpp>

#include <cstdio>

using namespace indraj;

namespace {

/// A good touch on a picture of 400 x 400, as the limits are stated.
QImage square(const MasterFinger &finger)
{
    const QImage touch = pressFinger(finger, makeTouch(TouchKind::Good, 1));
    QImage picture(400, 400, QImage::Format_Grayscale8);
    picture.fill(238);
    for (int y = 0; y < touch.height(); ++y)
        std::copy_n(touch.constScanLine(y), touch.width(), picture.scanLine(y) + 32);
    return picture;
}

template <typename Work> void measure(const char *name, Work work)
{
    benchmark::RegisterBenchmark(name, [work](benchmark::State &state) {
        for (auto _ : state) {
            if (!work())
                state.SkipWithError("no result");
        }
    })->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char **argv)
{
    cv::setNumThreads(1); // one core, as the limits are stated
    const auto model
        = FingerQualityModel::load(indraj::test::sourcePath("/resources/models/finger-quality.json"));
    if (!model) {
        std::fprintf(stderr, "the quality model cannot be read\n");
        return 1;
    }
    const FingerJudge judge(*model);
    const MasterFinger finger = growFinger(1, FingerPosition::RightIndex);
    const QImage picture = square(finger);
    QList<MasterFinger> hand;
    for (int code = 2; code <= 5; ++code)
        hand.append(growFinger(1, FingerPosition(code)));
    SlapTouch leaning;
    leaning.tilt = 12;
    leaning.withJoints = true;
    const QImage slap = pressSlap(hand, leaning).picture;
    FingerRepresentation part;
    part.position = 2;
    const auto coded = setRepresentationPicture(part, picture);
    if (!coded)
        return 1;
    measure("preview score, 400x400", [&] { return judge.preview(picture).quality.isValid(); });
    measure("final score, 400x400", [&] { return judge.judge(picture).quality.isValid(); });
    const auto known = fingerTemplate(picture);
    const auto other = fingerTemplate(square(growFinger(2, FingerPosition::RightIndex)));
    if (!known || !other)
        return 1;
    measure("minutiae, 400x400", [&] { return fingerTemplate(picture).has_value(); });
    measure("comparison of two fingers", [&] { return compareFingers(*known, *other).likeness < 100; });
    measure("four-finger slap, 1600x1000",
            [&] { return segmentSlap(slap, SlapKind::RightFour).fingers.size() == 4; });
    measure("record with JPEG 2000 without loss, checked", [&] {
        FingerRepresentation fresh = part;
        return setRepresentationPicture(fresh, picture) && writeFingerRecord({false, {fresh}});
    });
    measure("record read and decoded", [&] { return representationPicture(part).has_value(); });
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
