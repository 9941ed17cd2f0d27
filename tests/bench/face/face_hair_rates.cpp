// Whether hair over one eye can be told: three simple measures on the plain portraits of a folder, and on the
// same with dark strands drawn over an eye. Prints how often each speaks; docs/face-quality.md has the
// result.
//   face_hair_rates --models DIR --faces DIR
#include "biometrics/face/facemodels.h"
#include "biometrics/face/measures/facescene.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

constexpr double betweenEyes = 113; // of the aligned square
constexpr int eyeRow = 272;
constexpr std::array eyeColumns{251, 364};

/// The skin below an eye, from the lower lid to the upper cheek: clean on a bare face.
cv::Rect below(int column)
{
    const int half = cvRound(0.3 * betweenEyes);
    return {column - half, eyeRow + cvRound(0.22 * betweenEyes), 2 * half, cvRound(0.25 * betweenEyes)};
}

cv::Rect around(int column)
{
    const int half = cvRound(0.3 * betweenEyes);
    return {column - half, eyeRow - cvRound(0.2 * betweenEyes), 2 * half, cvRound(0.6 * betweenEyes)};
}

double darkShare(const AlignedScene &scene, const cv::Rect &zone, double skin)
{
    return cv::mean(scene.linear(zone) < 0.4 * skin)[0] / 255;
}

double uprightEdges(const AlignedScene &scene, const cv::Rect &zone)
{
    cv::Mat edges;
    cv::Sobel(scene.grey(zone), edges, CV_32F, 1, 0, 3);
    return cv::mean(cv::abs(edges))[0];
}

/// By the larger of both eyes, or by how far they are apart: glasses sit on both.
std::array<double, 3> looksOf(const AlignedScene &scene)
{
    cv::Mat cheeks;
    cv::hconcat(scene.linear(below(eyeColumns[0])), scene.linear(below(eyeColumns[1])), cheeks);
    std::vector<float> values(cheeks.begin<float>(), cheeks.end<float>());
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 4 * 3), values.end());
    const double skin = std::max(0.01, double(values[values.size() / 4 * 3]));
    const double darkLeft = darkShare(scene, below(eyeColumns[0]), skin);
    const double darkRight = darkShare(scene, below(eyeColumns[1]), skin);
    const double edgesLeft = uprightEdges(scene, around(eyeColumns[0]));
    const double edgesRight = uprightEdges(scene, around(eyeColumns[1]));
    return {std::abs(darkLeft - darkRight), std::max(darkLeft, darkRight),
            std::abs(edgesLeft - edgesRight) / std::max(1.0, edgesLeft + edgesRight)};
}

/// Strands that fall from the forehead over an eye to the cheek, `share` of the eye distance wide in all.
cv::Mat withHair(const cv::Mat &picture, const AlignedScene &scene, bool left, double share)
{
    cv::Mat drawn = picture.clone();
    cv::Mat back;
    cv::invertAffineTransform(cv::Mat(scene.transform), back);
    const double scale = 1 / std::hypot(scene.transform(0, 0), scene.transform(1, 0));
    constexpr int strands = 4;
    const int width = std::max(1, cvRound(share * betweenEyes * scale / strands));
    for (int k = 0; k < strands; ++k) {
        const float x = static_cast<float>(eyeColumns[left ? 0 : 1] + (k - 1.5) * 0.13 * betweenEyes);
        std::vector<cv::Point2f> line;
        for (int step = 0; step <= 20; ++step)
            line.emplace_back(x + static_cast<float>(8 * std::sin(0.25 * step + k)),
                              static_cast<float>(eyeRow - 0.9 * betweenEyes + step * 0.07 * betweenEyes));
        cv::transform(line, line, back);
        std::vector<cv::Point> points;
        for (const auto &p : line)
            points.emplace_back(cvRound(p.x), cvRound(p.y));
        cv::polylines(drawn, points, false, cv::Scalar(24, 30, 38), width, cv::LINE_AA);
    }
    return drawn;
}

using Looks = std::vector<std::array<double, 3>>;

double shareAbove(const Looks &looks, std::size_t measure, double limit)
{
    if (looks.empty())
        return 0;
    const auto above
        = std::count_if(looks.begin(), looks.end(), [&](const auto &each) { return each[measure] > limit; });
    return 100.0 * static_cast<double>(above) / static_cast<double>(looks.size());
}

void report(const Looks &plain, const std::array<Looks, 4> &covered, const std::array<double, 4> &widths)
{
    const std::array names{"dark below, between the eyes", "dark below, the larger",
                           "upright edges, between the eyes"};
    for (std::size_t m = 0; m < names.size(); ++m) {
        std::vector<double> sorted;
        for (const auto &each : plain)
            sorted.push_back(each[m]);
        std::sort(sorted.begin(), sorted.end());
        // Too few faces for 2 %: the limit is where none of them speaks.
        const double limit = sorted.back();
        std::printf("%-32s limit %.3f, false alarms %.1f %% of %zu;", names[m], limit,
                    shareAbove(plain, m, limit), plain.size());
        for (std::size_t w = 0; w < widths.size(); ++w)
            std::printf("  %.2f: %.0f %%", widths[w], shareAbove(covered[w], m, limit));
        std::printf("   (median plain %.3f, largest %.3f)\n", sorted[sorted.size() / 2], sorted.back());
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions(
        {{u"models"_s, u"folder of the face models"_s, u"folder"_s},
         {u"faces"_s, u"folder of portraits; names that begin with bad_ or noface_ are left out"_s,
          u"folder"_s}});
    options.process(app);
    auto models = FaceModels::load(options.value(u"models"_s));
    if (!models)
        return 2;
    const std::array widths{0.05, 0.1, 0.2, 0.4};
    Looks plain;
    std::array<Looks, 4> covered;
    const QDir folder(options.value(u"faces"_s));
    for (const QString &name : folder.entryList({u"*.jpg"_s, u"*.png"_s}, QDir::Files, QDir::Name)) {
        if (name.startsWith(u"bad_"_s) || name.startsWith(u"noface_"_s) || name.startsWith(u"drawing"_s))
            continue;
        const cv::Mat picture = cv::imread(folder.filePath(name).toStdString(), cv::IMREAD_COLOR);
        const auto scene = picture.empty() ? tl::unexpected(FaceModelError{}) : faceScene(*models, picture);
        if (!scene || !scene->mesh)
            continue;
        const auto looks = looksOf(scene->aligned);
        std::printf("%-36s %.3f %.3f %.3f\n", qPrintable(name), looks[0], looks[1], looks[2]);
        if (!name.contains(u"hair_over"_s)) // really covered
            plain.push_back(looks);
        for (std::size_t w = 0; w < widths.size(); ++w)
            for (const bool left : {true, false})
                if (const auto hairy = faceScene(*models, withHair(picture, scene->aligned, left, widths[w]));
                    hairy && hairy->mesh)
                    covered[w].push_back(looksOf(hairy->aligned));
    }
    if (!plain.empty())
        report(plain, covered, widths);
    return plain.empty() ? 1 : 0;
}
