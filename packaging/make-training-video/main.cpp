// indraj-make-training-video: draws what the training camera shows, from two photographs that Debian
// installs.
#include "biometrics/face/faceanalyser.h"
#include "biometrics/face/personmask.h"
#include "packaging/make-training-video/scenes.h"
#include "packaging/make-training-video/videofile.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

tl::unexpected<QString> problem(const QString &text) { return tl::unexpected(text); }

QString textOf(const FaceModelError &error) { return error.file + u": "_s + error.detail; }

/// The coarse mask of the net, sharpened along the edges of the photograph.
cv::Mat refinedAlpha(const cv::Mat &image, const cv::Mat &mask)
{
    cv::Mat labels(image.size(), CV_8U, cv::Scalar(cv::GC_PR_BGD));
    labels.setTo(cv::GC_PR_FGD, mask > 0.5);
    labels.setTo(cv::GC_FGD, mask > 0.97);
    labels.setTo(cv::GC_BGD, mask < 0.03);
    cv::Mat background;
    cv::Mat foreground;
    constexpr int rounds = 3;
    cv::grabCut(image, labels, cv::Rect(), background, foreground, rounds, cv::GC_INIT_WITH_MASK);
    cv::Mat person = (labels == cv::GC_FGD) | (labels == cv::GC_PR_FGD);
    // Pieces of the old background that hang on by a thread.
    cv::morphologyEx(person, person, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {17, 17}));
    cv::Mat alpha;
    cv::erode(person, person, cv::Mat::ones(3, 3, CV_8U)); // the rim still shows the old background
    person.convertTo(alpha, CV_32F, 1 / 255.0);
    cv::GaussianBlur(alpha, alpha, cv::Size(), 1.2);
    return alpha;
}

tl::expected<training::Person, QString> cutOut(FaceAnalyser &analyser, const QString &path)
{
    const cv::Mat image = cv::imread(path.toStdString(), cv::IMREAD_COLOR);
    if (image.empty())
        return problem(path + u": cannot be read"_s);
    analyser.forget();
    const auto measures = analyser.analyse(image);
    if (!measures)
        return problem(textOf(measures.error()));
    if (!measures->hasLandmarks)
        return problem(path + u": no face"_s);
    const auto mask = personMask(analyser.personMask(), image);
    if (!mask)
        return problem(textOf(mask.error()));
    return training::Person{image, refinedAlpha(image, *mask), (measures->leftEye + measures->rightEye) * 0.5,
                            measures->eyeDistance};
}

tl::expected<void, QString> makeVideo(const QCommandLineParser &options)
{
    auto analyser = FaceAnalyser::open(options.value(u"models"_s));
    if (!analyser)
        return problem(textOf(analyser.error()));
    auto applicant = cutOut(*analyser, options.value(u"applicant"_s));
    if (!applicant)
        return problem(applicant.error());
    auto companion = cutOut(*analyser, options.value(u"companion"_s));
    if (!companion)
        return problem(companion.error());
    const training::SceneArtist artist(std::move(*applicant), std::move(*companion));
    training::VideoFile file(options.value(u"out"_s).toStdString(), training::frameWidth,
                             training::frameHeight, training::framesPerSecond);
    for (int frame = 0; frame < training::SceneArtist::frameCount(); ++frame)
        if (!file.add(artist.draw(frame)))
            break;
    if (!file.finish())
        return problem(QString::fromStdString(file.problem()));
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.setApplicationDescription(u"Makes the video that the training camera shows."_s);
    options.addHelpOption();
    options.addOptions({{u"models"_s, u"folder of the face models"_s, u"folder"_s},
                        {u"applicant"_s, u"photograph of who is to be captured"_s, u"file"_s},
                        {u"companion"_s, u"photograph of the second face"_s, u"file"_s},
                        {u"out"_s, u"AVI file to write"_s, u"file"_s}});
    options.process(app);
    if (const auto made = makeVideo(options); !made) {
        std::fprintf(stderr, "indraj-make-training-video: %s\n", qPrintable(made.error()));
        return 1;
    }
    return 0;
}
