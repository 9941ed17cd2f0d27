#pragma once

#include <QByteArray>
#include <QList>

#include <tl/expected.hpp>

namespace indraj {

/// One named piece of a packet's container.
struct PacketPart {
    QByteArray name; ///< 1-64 of [a-z0-9.-], first one [a-z]; unique in the container
    QByteArray bytes;
};

enum class ContainerFault {
    BadMagic,
    UnknownVersion,
    Truncated, ///< a length points past the end
    TrailingBytes,
    BadName,
    DuplicateName,
    TooManyParts, ///< or none
    TooLarge,
};

struct ContainerError {
    ContainerFault fault;
    qint64 offset = 0; ///< where it was noticed
};

namespace container {
inline constexpr quint16 version = 1;
inline constexpr qsizetype maxParts = 64;
inline constexpr qint64 maxPartBytes = 32LL << 20;
inline constexpr qint64 maxTotalBytes = 63LL << 20;
} // namespace container

/// The inner container of a packet, format in docs/packet.md: magic, version, count, then length-prefixed
/// parts. In pieces that follow each other, the bytes of the parts shared and not copied. Pure; any thread.
tl::expected<QList<QByteArray>, ContainerError> containerPieces(const QList<PacketPart> &parts);

/// The same in one piece.
tl::expected<QByteArray, ContainerError> writeContainer(const QList<PacketPart> &parts);

/// Strict inverse of writeContainer: every accepted input is what writeContainer makes of the result. The
/// parts share no memory with `bytes`.
tl::expected<QList<PacketPart>, ContainerError> readContainer(const QByteArray &bytes);

} // namespace indraj
