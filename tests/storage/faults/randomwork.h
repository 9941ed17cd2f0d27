#pragma once

#include "journey.h"

namespace indraj::test {

/// Chooses what happens next at a station of two people, from what the vault holds: drafts, fields, samples,
/// acts, sealing, receipts and changes of shift, in an order of its own for each random sequence.
class RandomWork {
public:
    /// @param rekeys the supervisor also gives the vault new master keys.
    explicit RandomWork(Random &random, bool rekeys = false)
        : m_random(random)
        , m_rekeys(rekeys)
    {
    }
    Step firstLogin();
    Step next(const Contents &contents);

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }
    Step change(const QString &token, const Expected &draft);
    Step advance(const QString &token, const Expected &enrolment, qint64 lastSequence);

    Random &m_random;
    bool m_rekeys;
    Actor m_actor;
    int m_seed = 0;
};

} // namespace indraj::test
