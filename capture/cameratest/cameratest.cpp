#include "capture/cameratest/cameratest.h"

#include <algorithm>
#include <vector>

namespace indraj {

namespace {

constexpr std::size_t looksKept = 5;

double medianWith(std::deque<double> &looks, double newest)
{
    looks.push_back(newest);
    if (looks.size() > looksKept)
        looks.pop_front();
    std::vector<double> sorted(looks.begin(), looks.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
}

CameraTestGrade gradeOf(double value, double good, double poor)
{
    const bool more = good > poor; // is better
    if (more ? value >= good : value <= good)
        return CameraTestGrade::Good;
    return (more ? value >= poor : value <= poor) ? CameraTestGrade::Fair : CameraTestGrade::Poor;
}

} // namespace

const CameraTestResult &CameraTestJudge::look(const cv::Mat &frame)
{
    if (const auto chart = chartSharpness(frame)) {
        m_result.mtf50 = medianWith(m_mtf50, chart->mtf50);
        m_result.sharpness = gradeOf(m_result.mtf50, m_rules.sharpFrom, m_rules.blurredBelow);
    }
    const auto card = cardColour(frame);
    if (card) {
        m_result.card = *card;
        m_result.cardTooDark = card->lightness < m_rules.darkestCard;
        m_result.cardTooLight = card->lightness > m_rules.lightestCard;
        if (!m_result.cardTooDark && !m_result.cardTooLight)
            m_result.colour = gradeOf(card->cast(), m_rules.castTo, m_rules.castFrom);
        if (const auto levels = grain(m_before, frame)) {
            m_result.grainLevels = medianWith(m_grain, *levels);
            m_result.grain = gradeOf(m_result.grainLevels, m_rules.grainTo, m_rules.grainyFrom);
        }
    }
    m_before = card ? frame.clone() : cv::Mat();
    return m_result;
}

} // namespace indraj
