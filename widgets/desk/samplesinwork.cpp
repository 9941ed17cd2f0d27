#include "widgets/desk/samplesinwork.h"

#include <QFutureWatcher>

#include <algorithm>

namespace indraj {

void SamplesInWork::add(EnrolmentId id, const QFuture<Sample> &sample, Ready ready)
{
    m_waiting.push_back({id, sample, std::move(ready)});
    auto *watcher = new QFutureWatcher<Sample>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        handOn();
    });
    watcher->setFuture(sample);
}

bool SamplesInWork::waits(EnrolmentId id) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [id](const Entry &entry) { return entry.id == id; });
}

void SamplesInWork::handOn()
{
    while (!m_waiting.empty() && m_waiting.front().sample.isFinished()) {
        const Entry first = std::move(m_waiting.front());
        m_waiting.pop_front();
        const bool came = first.sample.resultCount() > 0;
        first.ready(came ? std::optional(first.sample.result()) : std::nullopt);
        Q_EMIT handedOn(first.id, came);
    }
}

} // namespace indraj
