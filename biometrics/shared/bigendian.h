#pragma once

#include <QByteArray>
#include <QtEndian>

#include <optional>

namespace indraj {

/// Reads numbers from the front of bytes, most significant byte first, never beyond their end.
class BigEndianReader {
public:
    explicit BigEndianReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    template <typename T> std::optional<T> read()
    {
        if (left() < qsizetype(sizeof(T)))
            return {};
        const T value = qFromBigEndian<T>(m_bytes.data() + m_at);
        m_at += qsizetype(sizeof(T));
        return value;
    }
    /// Exactly `count` bytes; none when there are fewer or `count` is negative.
    std::optional<QByteArrayView> take(qint64 count)
    {
        if (count < 0 || count > left())
            return {};
        const QByteArrayView part = m_bytes.sliced(m_at, qsizetype(count));
        m_at += qsizetype(count);
        return part;
    }
    qsizetype left() const { return m_bytes.size() - m_at; }
    qsizetype at() const { return m_at; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

template <typename T> void appendBigEndian(QByteArray &bytes, T value)
{
    const T big = qToBigEndian(value);
    bytes.append(reinterpret_cast<const char *>(&big), qsizetype(sizeof(T)));
}

} // namespace indraj
