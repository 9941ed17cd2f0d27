// What a still costs, whole and measure by measure. The picture and the models are named in the environment,
// because the command line is Google Benchmark's:
//   INDRAJ_PICTURE=FILE INDRAJ_MODELS=DIR bench_face_still
#include "biometrics/face/faceanalyser.h"
#include "biometrics/face/measures/facemeasure.h"

#include <benchmark/benchmark.h>

#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>

#include <cstdio>
#include <cstdlib>

namespace {

using namespace indraj;

void wholeStill(benchmark::State &state, FaceAnalyser *analyser, const cv::Mat *picture)
{
    for (auto _ : state) {
        const auto scene = analyser->still(*picture);
        benchmark::DoNotOptimize(measureFace(*scene));
    }
}

void sceneOnly(benchmark::State &state, FaceAnalyser *analyser, const cv::Mat *picture)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(analyser->still(*picture));
}

void liveFrame(benchmark::State &state, FaceAnalyser *analyser, const cv::Mat *picture)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(analyser->analyse(*picture));
}

void oneMeasure(benchmark::State &state, const FaceMeasureUnit *unit, const FaceScene *scene)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(unit->measure(*scene));
}

void loading(benchmark::State &state, const char *models)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(FaceAnalyser::open(QString::fromLocal8Bit(models)));
}

} // namespace

int main(int argc, char **argv)
{
    cv::setNumThreads(1);
    const char *models = std::getenv("INDRAJ_MODELS");
    const char *file = std::getenv("INDRAJ_PICTURE");
    const cv::Mat picture = file ? cv::imread(file) : cv::Mat();
    auto analyser = FaceAnalyser::open(QString::fromLocal8Bit(models ? models : ""));
    if (picture.empty() || !analyser) {
        std::fprintf(stderr,
                     "INDRAJ_PICTURE and INDRAJ_MODELS must name a picture and the folder of the models\n");
        return 2;
    }
    const auto scene = analyser->still(picture);
    if (!scene || !scene->mesh) {
        std::fprintf(stderr, "no face in the picture\n");
        return 2;
    }
    constexpr auto ms = benchmark::kMillisecond;
    benchmark::RegisterBenchmark("models", loading, models)->Unit(ms);
    benchmark::RegisterBenchmark("live frame", liveFrame, &*analyser, &picture)->Unit(ms);
    benchmark::RegisterBenchmark("still", wholeStill, &*analyser, &picture)->Unit(ms);
    benchmark::RegisterBenchmark("still: scene", sceneOnly, &*analyser, &picture)->Unit(ms);
    for (const FaceMeasureUnit &unit : faceMeasureUnits())
        benchmark::RegisterBenchmark(unit.info.key, oneMeasure, &unit, &*scene)->Unit(ms);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
