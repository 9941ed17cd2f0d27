#pragma once

#include <QStringList>

class QTextStream;

namespace indraj {

/// Exit codes of indraj-packet, for scripts.
namespace packetexit {
inline constexpr int good = 0;
inline constexpr int refused = 1; ///< the packet does not hold; the reason is said
inline constexpr int usage = 2;
inline constexpr int io = 5; ///< a file cannot be read or written
} // namespace packetexit

/// The command `indraj-packet`: inspect, verify, open. Arguments as main() has them. Blocks; no event loop.
int runPacketCommand(const QStringList &arguments, QTextStream &out, QTextStream &err);

} // namespace indraj
