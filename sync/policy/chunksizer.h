#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace indraj {

/// Bounds of one PATCH, in bytes. Up to largestChunk every central takes; up to widestChunk who says so, on a
/// line where such a chunk is a matter of two seconds.
inline constexpr qint64 smallestChunk = 32LL << 10;
inline constexpr qint64 largestChunk = 256LL << 10;
inline constexpr qint64 widestChunk = 1LL << 20;

/// Learns how many bytes the line carries in the time a chunk should take, so that little is lost when it
/// breaks and little is spent on waiting for answers when it holds. Pure.
class ChunkSizer {
public:
    explicit ChunkSizer(std::chrono::milliseconds target)
        : m_target(target)
    {
    }
    qint64 size() const { return m_size; } ///< smallestChunk ... largestChunk, or what central takes
    /// Whether central's limit holds the chunks short, not the line.
    bool isWide() const { return m_size > largestChunk / 2; }
    /// Central says that it takes chunks of so many bytes; negative: it says nothing.
    void centralTakes(qint64 bytes) { m_most = std::clamp(bytes, largestChunk, widestChunk); }
    /// A chunk of `bytes` was committed after `took`.
    void committed(qint64 bytes, std::chrono::milliseconds took);
    /// The line broke under a chunk: whatever it was, less is lost next time.
    void broke();

private:
    std::chrono::milliseconds m_target;
    qint64 m_size = 2 * smallestChunk;
    qint64 m_most = largestChunk;
};

} // namespace indraj
