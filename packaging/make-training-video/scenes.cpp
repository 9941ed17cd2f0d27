#include "packaging/make-training-video/scenes.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>
#include <utility>

namespace indraj::training {

namespace {

constexpr std::array<std::pair<Scene, int>, 5> sceneFrames{{{Scene::OutOfFocus, 54},
                                                            {Scene::OffCentre, 54},
                                                            {Scene::Dark, 54},
                                                            {Scene::TwoFaces, 60},
                                                            {Scene::Steady, 285}}};
constexpr double applicantEyeDistance = 126;
constexpr double eyeHeight = 0.46 * frameHeight;
constexpr double noiseSigma = 0.8;

cv::Mat softBackdrop()
{
    cv::Mat backdrop(frameHeight, frameWidth, CV_8UC3);
    for (int y = 0; y < frameHeight; ++y)
        for (int x = 0; x < frameWidth; ++x) {
            const double dx = (x - frameWidth / 2.0) / frameWidth;
            const double dy = (y - frameHeight * 0.4) / frameHeight;
            const double light = 214 - 60 * (dx * dx + dy * dy);
            backdrop.at<cv::Vec3b>(y, x)
                = cv::Vec3b(cv::saturate_cast<uchar>(light), cv::saturate_cast<uchar>(light - 2),
                            cv::saturate_cast<uchar>(light - 5));
        }
    return backdrop;
}

/// Puts a person before the backdrop: eyes at `place`, `eyeDistance` apart, turned by `degrees`.
void paste(cv::Mat &picture, const Person &person, const cv::Point2d &place, double eyeDistance,
           double degrees)
{
    cv::Mat turn = cv::getRotationMatrix2D(person.eyes, degrees, eyeDistance / person.eyeDistance);
    turn.at<double>(0, 2) += place.x - person.eyes.x;
    turn.at<double>(1, 2) += place.y - person.eyes.y;
    cv::Mat placed;
    cv::Mat alpha;
    cv::warpAffine(person.image, placed, turn, picture.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::warpAffine(person.alpha, alpha, turn, picture.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                   cv::Scalar(0));
    for (int y = 0; y < picture.rows; ++y) {
        const float *opacity = alpha.ptr<float>(y);
        const auto *over = placed.ptr<cv::Vec3b>(y);
        auto *pixel = picture.ptr<cv::Vec3b>(y);
        for (int x = 0; x < picture.cols; ++x)
            if (opacity[x] > 0)
                for (int c = 0; c < 3; ++c)
                    pixel[x][c]
                        = cv::saturate_cast<uchar>(static_cast<float>(pixel[x][c]) * (1.F - opacity[x])
                                                   + static_cast<float>(over[x][c]) * opacity[x]);
    }
}

} // namespace

SceneArtist::SceneArtist(Person applicant, Person companion)
    : m_applicant(std::move(applicant))
    , m_companion(std::move(companion))
    , m_backdrop(softBackdrop())
{
    constexpr int variants = 7;
    cv::RNG random(20);
    for (int k = 0; k < variants; ++k) {
        cv::Mat noise(frameHeight, frameWidth, CV_16SC3);
        random.fill(noise, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(noiseSigma));
        m_noise.push_back(noise);
    }
}

int SceneArtist::frameCount()
{
    int count = 0;
    for (const auto &[scene, frames] : sceneFrames)
        count += frames;
    return count;
}

Scene SceneArtist::sceneOf(int frame)
{
    for (const auto &[scene, frames] : sceneFrames) {
        if (frame < frames)
            return scene;
        frame -= frames;
    }
    return Scene::Steady;
}

cv::Mat SceneArtist::applicantAt(int frame, double shiftX, double eyeDistance) const
{
    // Nobody stands still: a slow sway, a breath, a little tilt.
    const double t = static_cast<double>(frame) / framesPerSecond;
    const cv::Point2d place(frameWidth / 2.0 + shiftX + 6 * std::sin(2 * CV_PI * t / 3.1),
                            eyeHeight + 3 * std::sin(2 * CV_PI * t / 2.3));
    cv::Mat picture = m_backdrop.clone();
    paste(picture, m_applicant, place, eyeDistance * (1 + 0.006 * std::sin(2 * CV_PI * t / 4.3)),
          0.8 * std::sin(2 * CV_PI * t / 5.3));
    return picture;
}

void SceneArtist::addNoise(cv::Mat &picture, int frame) const
{
    const cv::Mat &noise = m_noise[static_cast<std::size_t>(frame) % m_noise.size()];
    cv::add(picture, noise, picture, cv::noArray(), CV_8UC3);
}

cv::Mat SceneArtist::draw(int frame) const
{
    cv::Mat picture;
    switch (sceneOf(frame)) {
    case Scene::OutOfFocus:
        picture = applicantAt(frame, 0, applicantEyeDistance);
        cv::GaussianBlur(picture, picture, cv::Size(), 6.0 + std::sin(0.06 * frame));
        break;
    case Scene::OffCentre:
        picture = applicantAt(frame, 300 + 20 * std::sin(0.05 * frame), applicantEyeDistance);
        break;
    case Scene::Dark:
        picture = applicantAt(frame, 0, applicantEyeDistance) * 0.2;
        break;
    case Scene::TwoFaces: {
        picture = applicantAt(frame, -270, 104);
        const double sway = 5 * std::sin(0.07 * frame);
        paste(picture, m_companion, {frameWidth / 2.0 + 290 + sway, eyeHeight + 10}, 92, 0);
        break;
    }
    case Scene::Steady:
        picture = applicantAt(frame, 0, applicantEyeDistance);
        break;
    }
    addNoise(picture, frame);
    return picture;
}

} // namespace indraj::training
