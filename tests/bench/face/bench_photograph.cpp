// What it costs to keep a photograph as JPEG 2000 without loss: tile by tile
// (biometrics/shared/record/photographcoder.h) and, as the peer, the whole picture at once by OpenCV. Bytes,
// time, and the memory that is added at the highest.
//
//   bench_photograph PICTURE...
#include "biometrics/shared/record/photographcoder.h"

#include <benchmark/benchmark.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdio>
#include <fstream>
#include <string>

#include <malloc.h>

namespace {

long statusKb(const std::string &name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name))
            return std::stol(line.substr(name.size()));
    return 0;
}

/// The shape of a camera of five megapixels: `picture` made so large that it fills it.
cv::Mat asLargeFrame(const cv::Mat &picture)
{
    const cv::Size frame(2592, 1944);
    const double scale = std::max(double(frame.width) / picture.cols, double(frame.height) / picture.rows);
    cv::Mat large;
    cv::resize(picture, large, {}, scale, scale, cv::INTER_CUBIC);
    large = large(cv::Rect(0, 0, frame.width, frame.height)).clone();
    cv::Mat noise(large.size(), CV_16SC3);
    cv::RNG random(1);
    random.fill(noise, cv::RNG::NORMAL, 0, 2);
    cv::Mat sum;
    large.convertTo(sum, CV_16S);
    sum += noise;
    sum.convertTo(large, CV_8U);
    return large;
}

template <class Code> void run(benchmark::State &state, const cv::Mat &picture, Code code)
{
    std::size_t bytes = code(picture);
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << 5;
    const long before = statusKb("VmRSS:");
    bytes = code(picture);
    const long added = statusKb("VmHWM:") - before;
    for (auto _ : state)
        benchmark::DoNotOptimize(bytes = code(picture));
    state.counters["MB"] = static_cast<double>(bytes) / 1e6;
    state.counters["addedMiB"] = static_cast<double>(added) / 1024;
}

std::size_t tiled(const cv::Mat &picture)
{
    return static_cast<std::size_t>(indraj::encodePhotograph(picture).size());
}

std::size_t whole(const cv::Mat &picture)
{
    std::vector<uchar> bytes;
    cv::imencode(".jp2", picture, bytes, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 1000});
    return bytes.size();
}

std::size_t jpeg(const cv::Mat &picture)
{
    std::vector<uchar> bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, 90});
    return bytes.size();
}

} // namespace

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    for (int i = 1; i < argc; ++i) {
        const cv::Mat picture = cv::imread(argv[i], cv::IMREAD_COLOR);
        if (picture.empty()) {
            std::fprintf(stderr, "%s is no picture\n", argv[i]);
            return 66;
        }
        const std::string path(argv[i]);
        const std::string name = path.substr(path.find_last_of('/') + 1);
        // What a camera sends is JPEG already: that is what is coded without loss.
        std::vector<uchar> sent;
        cv::imencode(".jpg", asLargeFrame(picture), sent, {cv::IMWRITE_JPEG_QUALITY, 90});
        const cv::Mat frame = cv::imdecode(sent, cv::IMREAD_COLOR);
        for (const auto &[how, code] :
             {std::pair{"tiles", &tiled}, std::pair{"whole", &whole}, std::pair{"jpeg90", &jpeg}})
            benchmark::RegisterBenchmark(
                (name + "/" + how).c_str(),
                [frame, code = code](benchmark::State &state) { run(state, frame, code); })
                ->Unit(benchmark::kMillisecond);
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
