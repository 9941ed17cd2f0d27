#include "sync/container.h"

#include <QSet>
#include <QtEndian>

#include <algorithm>

namespace indraj {
namespace {

constexpr QByteArrayView magic("INDRAJPK");
constexpr qsizetype maxNameBytes = 64;

bool isName(QByteArrayView name)
{
    const auto fits
        = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; };
    return !name.isEmpty() && name.size() <= maxNameBytes && name.front() >= 'a' && name.front() <= 'z'
        && std::all_of(name.begin(), name.end(), fits);
}

template <class Number> void append(QByteArray &out, Number number)
{
    const Number bigEndian = qToBigEndian(number);
    out.append(reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian);
}

/// Reads forward and never past the end.
class Reader {
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    qint64 offset() const { return m_at; }
    bool atEnd() const { return m_at == m_bytes.size(); }

    bool take(qint64 length, QByteArrayView &out)
    {
        if (length > m_bytes.size() - m_at)
            return false;
        out = m_bytes.sliced(m_at, length);
        m_at += length;
        return true;
    }

    template <class Number> bool number(Number &out)
    {
        QByteArrayView raw;
        if (!take(sizeof(Number), raw))
            return false;
        out = qFromBigEndian<Number>(raw.data());
        return true;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

tl::unexpected<ContainerError> fault(ContainerFault what, qint64 offset = 0)
{
    return tl::unexpected(ContainerError{what, offset});
}

tl::expected<PacketPart, ContainerError> readPart(Reader &reader, QSet<QByteArray> &names)
{
    const qint64 start = reader.offset();
    quint16 nameLength = 0;
    quint32 length = 0;
    QByteArrayView name;
    QByteArrayView bytes;
    if (!reader.number(nameLength) || !reader.take(nameLength, name))
        return fault(ContainerFault::Truncated, start);
    if (!isName(name))
        return fault(ContainerFault::BadName, start);
    if (names.contains(name.toByteArray()))
        return fault(ContainerFault::DuplicateName, start);
    if (!reader.number(length))
        return fault(ContainerFault::Truncated, start);
    if (length > container::maxPartBytes)
        return fault(ContainerFault::TooLarge, start);
    if (!reader.take(length, bytes))
        return fault(ContainerFault::Truncated, start);
    names.insert(name.toByteArray());
    return PacketPart{name.toByteArray(), bytes.toByteArray()};
}

} // namespace

tl::expected<QList<QByteArray>, ContainerError> containerPieces(const QList<PacketPart> &parts)
{
    if (parts.isEmpty() || parts.size() > container::maxParts)
        return fault(ContainerFault::TooManyParts);
    qint64 total = magic.size() + 4;
    QSet<QByteArray> names;
    for (const PacketPart &part : parts) {
        if (!isName(part.name))
            return fault(ContainerFault::BadName);
        if (names.contains(part.name))
            return fault(ContainerFault::DuplicateName);
        if (part.bytes.size() > container::maxPartBytes)
            return fault(ContainerFault::TooLarge);
        names.insert(part.name);
        total += 6 + part.name.size() + part.bytes.size();
    }
    if (total > container::maxTotalBytes)
        return fault(ContainerFault::TooLarge);
    QByteArray header = magic.toByteArray();
    append(header, container::version);
    append(header, static_cast<quint16>(parts.size()));
    QList<QByteArray> pieces;
    for (const PacketPart &part : parts) {
        append(header, static_cast<quint16>(part.name.size()));
        header += part.name;
        append(header, static_cast<quint32>(part.bytes.size()));
        pieces << header << part.bytes;
        header.clear();
    }
    return pieces;
}

tl::expected<QByteArray, ContainerError> writeContainer(const QList<PacketPart> &parts)
{
    return containerPieces(parts).map([](const QList<QByteArray> &pieces) { return pieces.join(); });
}

tl::expected<QList<PacketPart>, ContainerError> readContainer(const QByteArray &bytes)
{
    if (bytes.size() > container::maxTotalBytes)
        return fault(ContainerFault::TooLarge);
    Reader reader(bytes);
    QByteArrayView start;
    quint16 version = 0;
    quint16 count = 0;
    if (!reader.take(magic.size(), start) || start != magic)
        return fault(ContainerFault::BadMagic);
    if (!reader.number(version))
        return fault(ContainerFault::Truncated, reader.offset());
    if (version != container::version)
        return fault(ContainerFault::UnknownVersion, reader.offset());
    if (!reader.number(count))
        return fault(ContainerFault::Truncated, reader.offset());
    if (count == 0 || count > container::maxParts)
        return fault(ContainerFault::TooManyParts, reader.offset());
    QList<PacketPart> parts;
    QSet<QByteArray> names;
    for (int i = 0; i < count; ++i) {
        auto part = readPart(reader, names);
        if (!part)
            return tl::unexpected(part.error());
        parts.append(std::move(*part));
    }
    if (!reader.atEnd())
        return fault(ContainerFault::TrailingBytes, reader.offset());
    return parts;
}

} // namespace indraj
