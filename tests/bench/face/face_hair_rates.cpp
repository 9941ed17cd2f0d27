// How often hairOverEyes is right: on the plain portraits of a folder, as they are and spoilt as pictures
// are, and on the same with locks drawn over an eye, in four tones and widths and in three ways. Prints the
// rates; docs/face-quality.md has the result. The limit is that of the rules; nothing is chosen here.
//   face_hair_rates --models DIR --faces DIR
#include "biometrics/face/facemodels.h"
#include "biometrics/face/measures/facemeasure.h"
#include "biometrics/face/measures/facescene.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

constexpr double betweenEyes = AlignedScene::eyeDistance;
constexpr int eyeRow = 272;
constexpr std::array eyeColumns{251, 364};
constexpr double limit = 0.016; // of the rules

enum class Fall { Straight, OneLock, FromTheSide };

struct Drawing {
    const char *name;
    Fall fall;
    double tone; ///< of the skin between the eyes
    double width; ///< of all locks together, in eye distances
};

constexpr std::array drawings{
    Drawing{"four locks, 0.05 wide, dark", Fall::Straight, 0.2, 0.05},
    Drawing{"four locks, 0.1 wide, dark", Fall::Straight, 0.2, 0.1},
    Drawing{"four locks, 0.2 wide, dark", Fall::Straight, 0.2, 0.2},
    Drawing{"four locks, 0.4 wide, dark", Fall::Straight, 0.2, 0.4},
    Drawing{"four locks, 0.2 wide, brown", Fall::Straight, 0.5, 0.2},
    Drawing{"four locks, 0.2 wide, fair", Fall::Straight, 0.75, 0.2},
    Drawing{"four locks, 0.2 wide, white", Fall::Straight, 1.25, 0.2},
    Drawing{"one lock, 0.1 wide, dark", Fall::OneLock, 0.2, 0.1},
    Drawing{"one lock, 0.1 wide, brown", Fall::OneLock, 0.5, 0.1},
    Drawing{"one lock, 0.4 wide, dark", Fall::OneLock, 0.2, 0.4},
    Drawing{"from the side, 0.2 wide, dark", Fall::FromTheSide, 0.2, 0.2},
    Drawing{"from the side, 0.2 wide, brown", Fall::FromTheSide, 0.5, 0.2},
};

/// Where one lock runs in the aligned square: from the forehead, or from the temple, to the cheek.
std::vector<cv::Point2f> wayOf(Fall fall, bool left, int lock)
{
    const double outward = left ? -1 : 1;
    const double column = eyeColumns[left ? 0 : 1];
    std::vector<cv::Point2f> way;
    for (int step = 0; step <= 20; ++step) {
        const double y = eyeRow - 0.9 * betweenEyes + step * 0.07 * betweenEyes;
        double x = column + 8 * std::sin(0.25 * step + lock);
        if (fall == Fall::Straight)
            x += (lock - 1.5) * 0.13 * betweenEyes;
        else if (fall == Fall::FromTheSide) // leaning over the outer half of the eye
            x += outward * (0.45 - 0.03 * step + lock * 0.06) * betweenEyes;
        way.emplace_back(static_cast<float>(x), static_cast<float>(y));
    }
    return way;
}

cv::Mat withHair(const cv::Mat &picture, const AlignedScene &scene, bool left, const Drawing &drawing)
{
    cv::Mat drawn = picture.clone();
    cv::Mat back;
    cv::invertAffineTransform(cv::Mat(scene.transform), back);
    const double scale = 1 / std::hypot(scene.transform(0, 0), scene.transform(1, 0));
    const cv::Scalar skin = cv::mean(scene.bgr(cv::Rect(296, 250, 24, 24)));
    const int locks = drawing.fall == Fall::OneLock ? 1 : 4;
    const int width = std::max(1, cvRound(drawing.width * betweenEyes * scale / locks));
    for (int lock = 0; lock < locks; ++lock) {
        auto way = wayOf(drawing.fall, left, lock);
        cv::transform(way, way, back);
        std::vector<cv::Point> points;
        points.reserve(way.size());
        for (const auto &p : way)
            points.emplace_back(cvRound(p.x), cvRound(p.y));
        cv::polylines(drawn, points, false, skin * drawing.tone, width, cv::LINE_AA);
    }
    return drawn;
}

cv::Mat asJpeg(const cv::Mat &image, int quality)
{
    std::vector<uchar> bytes;
    cv::imencode(".jpg", image, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

cv::Mat noisy(const cv::Mat &image, double deviation)
{
    cv::Mat noise(image.size(), CV_16SC3);
    cv::RNG random(7);
    random.fill(noise, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(deviation));
    cv::Mat sum;
    cv::add(image, noise, sum, cv::noArray(), CV_8UC3);
    return sum;
}

/// The picture as cameras spoil it, by name.
std::map<std::string, cv::Mat> spoilt(const cv::Mat &picture, double eyeDistance)
{
    std::map<std::string, cv::Mat> all;
    all["as it is"] = picture;
    cv::flip(picture, all["mirrored"], 1);
    all["JPEG at 60"] = asJpeg(picture, 60);
    all["half the light"] = picture * 0.5;
    all["noise of 5"] = noisy(picture, 5);
    constexpr double fewest = 90; // px between the eyes that the rules allow
    if (eyeDistance > fewest)
        cv::resize(picture, all["90 px between the eyes"], cv::Size(), fewest / eyeDistance,
                   fewest / eyeDistance, cv::INTER_AREA);
    return all;
}

struct Count {
    int said = 0;
    int told = 0;
    int all = 0;
    double least = 1e9;
    double most = 0;
    void add(const std::optional<FaceMeasure> &measure)
    {
        ++all;
        if (!measure || measure->notAssessed)
            return;
        ++told;
        said += measure->native > limit ? 1 : 0;
        least = std::min(least, measure->native);
        most = std::max(most, measure->native);
    }
    void print(const std::string &name) const
    {
        std::printf("%-34s said of %2d of %2d (%3.0f %%), not told %2d, %.4f to %.4f\n", name.c_str(), said,
                    all, 100.0 * said / std::max(1, all), all - told, told > 0 ? least : 0, most);
    }
};

std::optional<FaceMeasure> hairIn(FaceModels &models, const cv::Mat &picture)
{
    const auto scene = faceScene(models, picture);
    if (!scene || !scene->mesh)
        return std::nullopt;
    return measureFace(*scene).at(static_cast<std::size_t>(FaceMeasureId::HairOverEyes));
}

void lookAt(FaceModels &models, const QString &name, const cv::Mat &picture,
            std::map<std::string, Count> &plain, std::map<std::string, Count> &covered)
{
    const auto scene = picture.empty() ? tl::unexpected(FaceModelError{}) : faceScene(models, picture);
    if (!scene || !scene->mesh)
        return;
    const bool isCovered = name.contains(u"hair_over"_s);
    for (const auto &[how, image] : spoilt(picture, scene->basics.eyeDistance))
        (isCovered ? covered["really, " + how] : plain[how]).add(hairIn(models, image));
    if (isCovered)
        return;
    for (const Drawing &drawing : drawings)
        for (const bool left : {true, false})
            covered[drawing.name].add(hairIn(models, withHair(picture, scene->aligned, left, drawing)));
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
    std::map<std::string, Count> plain;
    std::map<std::string, Count> covered;
    const QDir folder(options.value(u"faces"_s));
    for (const QString &name : folder.entryList({u"*.jpg"_s, u"*.png"_s}, QDir::Files, QDir::Name)) {
        if (name.startsWith(u"bad_"_s) || name.startsWith(u"noface_"_s) || name.startsWith(u"drawing"_s))
            continue;
        const cv::Mat picture = cv::imread(folder.filePath(name).toStdString(), cv::IMREAD_COLOR);
        lookAt(*models, name, picture, plain, covered);
    }
    std::puts("plain: every word is a false one");
    for (const auto &[how, count] : plain)
        count.print(how);
    std::puts("covered");
    for (const auto &[how, count] : covered)
        count.print(how);
    return plain.empty() ? 1 : 0;
}
