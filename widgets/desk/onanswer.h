#pragma once

#include <QFuture>
#include <QFutureWatcher>

#include <utility>

namespace indraj {

/// Calls `handler(result)` in the thread of `context`, once, from the event loop, unless `context` is gone by
/// then. Not QFuture::then(context, ...): Qt 6.4 asserts there when the context dies before the answer comes,
/// which is what happens to every page that is closed while the store is at work.
template <class T, class Handler> void onAnswer(QObject *context, const QFuture<T> &answer, Handler handler)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             handler(watcher->result());
                     });
    watcher->setFuture(answer);
}

} // namespace indraj
