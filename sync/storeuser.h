#pragma once

#include "storage/storeerror.h"

#include <QObject>

namespace indraj {

/// Base of what works through the store step by step. The storage thread may be about to deliver an answer to
/// us when the shift ends; so an object that is given up is cancelled first and destroyed only later.
class StoreUser : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void cancel() { m_cancelled = true; } ///< no continuation runs any more

protected:
    /// Runs `step` with the answer, on this object's thread, unless cancelled.
    template <class T, class Step> void when(Answer<T> answer, Step step)
    {
        answer.then(this, [this, step = std::move(step)](const tl::expected<T, StoreError> &result) {
            if (!m_cancelled)
                step(result);
        });
    }

private:
    bool m_cancelled = false;
};

} // namespace indraj
