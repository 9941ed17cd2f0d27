#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

namespace indraj::central {

/// Bounds the bytes of request bodies that are in memory at once, over all connections. Who finds no room
/// waits in line with its body unread, so that the kernel's buffers fill and the sender slows down: nothing
/// is refused, and no handshake is paid for twice. Any thread.
class BodyGate {
public:
    using Go = std::function<void()>;
    explicit BodyGate(std::size_t most)
        : m_most(most)
    {
    }

    /// Calls `go` when the bytes are reserved: before it returns, or later from the thread that made room. It
    /// must not call back into the gate. @returns a ticket for withdraw(); 0: `go` was called already.
    long long enter(std::size_t bytes, Go go);
    /// Gives the place in the line up. False: the bytes are reserved already.
    bool withdraw(long long ticket);
    void leave(std::size_t bytes); ///< gives reserved bytes back
    void clear(); ///< nobody waits any longer, and nobody is called
    std::size_t inUse() const;
    std::size_t waiting() const;

private:
    struct Waiting {
        long long ticket = 0;
        std::size_t bytes = 0;
        Go go;
    };
    bool fits(std::size_t bytes) const { return m_inUse == 0 || m_inUse + bytes <= m_most; }

    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::size_t m_inUse = 0;
    long long m_lastTicket = 0;
    std::deque<Waiting> m_line;
};

} // namespace indraj::central
