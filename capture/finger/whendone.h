#pragma once

#include <QFutureWatcher>

#include <utility>

namespace indraj {

/// As widgets/desk/onanswer.h: not QFuture::then(context, ...), which asserts in Qt 6.4 when the context goes
/// before the answer comes.
template <class T, class Handler> void whenDone(QObject *context, const QFuture<T> &future, Handler handler)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handler = std::move(handler)] {
                         watcher->deleteLater();
                         handler(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace indraj
