#include "sync/policy/chunksizer.h"

namespace indraj {

void ChunkSizer::committed(qint64 bytes, std::chrono::milliseconds took)
{
    if (bytes < m_size / 2)
        return; // the rest of a packet: waiting for the answer was most of its time
    const qint64 fitting = bytes * m_target.count() / std::max<qint64>(1, took.count());
    // Beyond largestChunk only what takes a fifth of the time: a break must not cost a wide line more.
    const qint64 most = std::clamp(fitting / 5, largestChunk, m_most);
    // At most double at a time: one fast answer out of a buffer says little about the line.
    m_size = std::clamp(std::min(fitting, m_size * 2), smallestChunk, most);
}

void ChunkSizer::broke() { m_size = std::max(smallestChunk, m_size / 2); }

} // namespace indraj
