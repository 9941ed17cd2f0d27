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
    /// Of a chunk that begins `since` the last other one began. Two that begin together end together, and the
    /// line is silent while both await their answers: then one is made half as long, and they stay apart.
    qint64 sizeAfter(std::chrono::milliseconds since) const;
    /// A chunk of `bytes` was committed after `took`.
    void committed(qint64 bytes, std::chrono::milliseconds took);
    /// The line broke under a chunk: whatever it was, less is lost next time.
    void broke();

private:
    std::chrono::milliseconds m_target;
    std::chrono::milliseconds m_took{0}; ///< the last whole chunk
    qint64 m_size = 2 * smallestChunk;
};

} // namespace indraj
