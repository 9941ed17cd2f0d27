#include "capture/face/hintwatch.h"

#include "biometrics/face/hints/picturehints.h"

#include <algorithm>

namespace indraj {

namespace {

using namespace std::chrono_literals;

constexpr auto motionSpacing = 100ms;
constexpr auto pictureSpacing = 500ms;
constexpr auto raisedFor = 10s;
constexpr auto faceGone = 1s;

bool isDue(const std::optional<HintWatch::Time> &last, HintWatch::Time now, std::chrono::milliseconds spacing)
{
    return !last || now - *last >= spacing;
}

} // namespace

void HintWatch::see(const cv::Mat &image, const FaceMesh *mesh, Time now)
{
    if (m_seen && now - *m_seen > faceGone)
        forget();
    if (!mesh)
        return;
    m_seen = now;
    if (isDue(m_motionLooked, now, motionSpacing)) {
        m_motionLooked = now;
        m_motion.see(headPoints(*mesh), now);
        look(FaceHintId::FlatMotion, m_motion.flatness(), now);
        look(FaceHintId::NoMotion, m_motion.stillness(), now);
    }
    if (isDue(m_pictureLooked, now, pictureSpacing)) {
        m_pictureLooked = now;
        if (std::exchange(m_drawingNext, !m_drawingNext))
            look(FaceHintId::Drawing, drawnLook(image, *mesh), now);
        else
            look(FaceHintId::ScreenPattern, screenPattern(image, *mesh), now);
    }
}

void HintWatch::look(FaceHintId id, const std::optional<double> &value, Time now)
{
    Watched &watched = m_watched[static_cast<std::size_t>(id)];
    const bool says = value && *value >= faceHintInfo(id).limit;
    const bool again = std::exchange(watched.once, says) && says;
    if (watched.until && now > *watched.until)
        watched.until.reset();
    if (!watched.until)
        watched.value = value;
    if (!again)
        return;
    watched.value = std::max(watched.value, value);
    watched.until = now + raisedFor;
}

QList<FaceHint> HintWatch::hints() const
{
    QList<FaceHint> all;
    for (const FaceHintId id : allFaceHints) {
        const Watched &watched = m_watched[static_cast<std::size_t>(id)];
        all.append({id, watched.value, watched.until.has_value()});
    }
    return all;
}

void HintWatch::forget()
{
    m_motion.forget();
    m_watched = {};
    m_seen.reset();
    m_motionLooked.reset();
    m_pictureLooked.reset();
}

void gatherRaised(QList<FaceHint> &to, const QList<FaceHint> &from)
{
    for (const FaceHint &hint : from) {
        if (!hint.raised)
            continue;
        const auto known
            = std::find_if(to.begin(), to.end(), [&](const FaceHint &k) { return k.id == hint.id; });
        if (known == to.end())
            to.append(hint);
        else
            known->value = std::max(known->value, hint.value);
    }
}

} // namespace indraj
