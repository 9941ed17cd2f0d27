#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace indraj::convert {

/// What a model file holds is not what the converter understands. Caught in main(), which prints it.
class ConversionError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Little-endian values out of a block of bytes; every access is checked against the end.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes)
        : m_bytes(bytes)
    {
    }

    template <typename Value> Value at(std::size_t offset) const
    {
        static_assert(std::is_trivially_copyable_v<Value>);
        Value value{};
        const auto from = range(offset, sizeof(Value));
        std::memcpy(&value, from.data(), sizeof(Value));
        return value;
    }

    std::span<const std::uint8_t> range(std::size_t offset, std::size_t length) const
    {
        if (offset > m_bytes.size() || length > m_bytes.size() - offset)
            throw ConversionError("the file ends before byte " + std::to_string(offset + length));
        return m_bytes.subspan(offset, length);
    }

    std::size_t size() const { return m_bytes.size(); }

private:
    std::span<const std::uint8_t> m_bytes;
};

} // namespace indraj::convert
