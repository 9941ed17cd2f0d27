#pragma once

#include "tests/sync/memorystore.h"

#include <QPromise>

namespace indraj::testing {

/// A vault whose first answer about the sender's state is late.
class LateStore : public MemoryStore {
public:
    Answer<SendingState> sendingState() override
    {
        m_late.start();
        return m_late.future();
    }
    void answer()
    {
        m_late.addResult(SendingState());
        m_late.finish();
    }
    SendingState written() { return MemoryStore::sendingState().result().value(); }

private:
    QPromise<tl::expected<SendingState, StoreError>> m_late;
};

} // namespace indraj::testing
