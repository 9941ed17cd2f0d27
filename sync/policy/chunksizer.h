#pragma once

#include <QtGlobal>

#include <chrono>

namespace indraj {

/// Bounds of one PATCH, in bytes. The upper one is central's limit.
inline constexpr qint64 smallestChunk = 32LL << 10;
inline constexpr qint64 largestChunk = 256LL << 10;

/// Learns how many bytes the line carries in the time a chunk should take, so that little is lost when it
/// breaks and little is spent on waiting for answers when it holds. Pure.
class ChunkSizer {
public:
    explicit ChunkSizer(std::chrono::milliseconds target)
        : m_target(target)
    {
    }
    qint64 size() const { return m_size; } ///< smallestChunk ... largestChunk
    /// Whether central's limit holds the chunks short, not the line.
    bool isWide() const { return m_size > largestChunk / 2; }
    /// A chunk of `bytes` was committed after `took`.
    void committed(qint64 bytes, std::chrono::milliseconds took);
    /// The line broke under a chunk: whatever it was, less is lost next time.
    void broke();

private:
    std::chrono::milliseconds m_target;
    qint64 m_size = 2 * smallestChunk;
};

} // namespace indraj
