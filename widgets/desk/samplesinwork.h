#pragma once

#include "enrollment/samples.h"

#include <QFuture>
#include <QObject>

#include <deque>
#include <functional>
#include <optional>

namespace indraj {

/// Samples that are still being made, for enrolments that may be closed by the time they are done. They are
/// handed on in the order they were asked for: of two portraits the one chosen later stays. GUI thread.
class SamplesInWork : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Gets the sample once it is made, from the event loop; nothing: it will never come.
    using Ready = std::function<void(std::optional<Sample> sample)>;
    void add(EnrolmentId id, const QFuture<Sample> &sample, Ready ready);
    bool waits(EnrolmentId id) const;
    bool isEmpty() const { return m_waiting.empty(); }

Q_SIGNALS:
    void handedOn(indraj::EnrolmentId id, bool came); ///< after Ready has been called

private:
    struct Entry {
        EnrolmentId id;
        QFuture<Sample> sample;
        Ready ready;
    };
    void handOn();
    std::deque<Entry> m_waiting;
};

} // namespace indraj
