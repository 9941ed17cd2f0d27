#pragma once

#include "capture/face/portraitselector.h"
#include "capture/facecapture.h"

#include <QImage>

#include <mutex>
#include <optional>
#include <utility>

namespace indraj {

/// The newest picture on its way to the window. One event is under way at most: a window that is slower than
/// the camera paints the newest and misses some, and nothing piles up.
class PreviewBox {
public:
    struct Content {
        QImage preview;
        FaceJudgement judgement;
        Moment::Time arrived;
    };
    bool put(Content content) ///< true when an event has to be sent
    {
        const std::lock_guard lock(m_mutex);
        const bool wasEmpty = !m_content;
        m_content = std::move(content);
        return wasEmpty;
    }
    std::optional<Content> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_content, std::nullopt);
    }

private:
    std::mutex m_mutex;
    std::optional<Content> m_content;
};

} // namespace indraj
