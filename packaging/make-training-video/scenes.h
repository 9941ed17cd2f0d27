#pragma once

#include <opencv2/core/mat.hpp>

#include <vector>

namespace indraj::training {

inline constexpr int frameWidth = 1280;
inline constexpr int frameHeight = 720;
inline constexpr int framesPerSecond = 30;

/// A person cut out of a photograph.
struct Person {
    cv::Mat image; ///< CV_8UC3
    cv::Mat alpha; ///< CV_32F, 0..1, 1 where the person is
    cv::Point2d eyes; ///< middle of the eyes
    double eyeDistance = 0; ///< px
};

/// The scenes in the order in which they are shown. Only the last one may be captured.
enum class Scene { OutOfFocus, OffCentre, Dark, TwoFaces, Steady };

/// Draws the frames of the training video: the same pixels with every call and on every machine that has the
/// same OpenCV.
class SceneArtist {
public:
    SceneArtist(Person applicant, Person companion);
    static int frameCount();
    static Scene sceneOf(int frame);
    cv::Mat draw(int frame) const;

private:
    cv::Mat applicantAt(int frame, double shiftX, double eyeDistance) const;
    void addNoise(cv::Mat &picture, int frame) const;

    Person m_applicant;
    Person m_companion;
    cv::Mat m_backdrop;
    std::vector<cv::Mat> m_noise;
};

} // namespace indraj::training
