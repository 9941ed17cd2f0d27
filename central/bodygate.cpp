#include "central/bodygate.h"

#include <algorithm>
#include <vector>

namespace indraj::central {

long long BodyGate::enter(std::size_t bytes, Go go)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_line.empty() || !fits(bytes)) {
            m_line.push_back({++m_lastTicket, bytes, std::move(go)});
            return m_lastTicket;
        }
        m_inUse += bytes;
    }
    go();
    return 0;
}

bool BodyGate::withdraw(long long ticket)
{
    const std::lock_guard lock(m_mutex);
    return std::erase_if(m_line, [ticket](const Waiting &each) { return each.ticket == ticket; }) > 0;
}

void BodyGate::leave(std::size_t bytes)
{
    std::vector<Go> admitted;
    {
        const std::lock_guard lock(m_mutex);
        m_inUse -= bytes;
        while (!m_line.empty() && fits(m_line.front().bytes)) {
            m_inUse += m_line.front().bytes;
            admitted.push_back(std::move(m_line.front().go));
            m_line.pop_front();
        }
    }
    for (const Go &go : admitted)
        go();
}

void BodyGate::clear()
{
    std::deque<Waiting> dropped; // outside the lock: what they hold may give bytes back
    const std::lock_guard lock(m_mutex);
    dropped.swap(m_line);
}

std::size_t BodyGate::inUse() const
{
    const std::lock_guard lock(m_mutex);
    return m_inUse;
}

std::size_t BodyGate::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_line.size();
}

} // namespace indraj::central
