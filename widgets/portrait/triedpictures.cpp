#include "widgets/portrait/triedpictures.h"

#include <algorithm>

namespace indraj {

QList<CaptureAttempt> withEarlier(QList<CaptureAttempt> earlier, const QList<CaptureAttempt> &attempts)
{
    earlier.removeIf([&](const CaptureAttempt &old) {
        return std::any_of(attempts.cbegin(), attempts.cend(),
                           [&](const CaptureAttempt &each) { return each.at == old.at; });
    });
    return earlier + attempts;
}

void TriedPictures::see(EnrolmentId id, const QList<CaptureAttempt> &attempts)
{
    if (!id.isNull() && !attempts.isEmpty())
        m_tried.insert(id, withEarlier(m_tried.value(id), attempts));
}

} // namespace indraj
