#pragma once

#include "packaging/convert-models/bytereader.h"

#include <string_view>
#include <vector>

namespace indraj::convert {

/// A FlexBuffers map, the form in which TFLite keeps the options of custom operations. Throws
/// ConversionError.
class FlexMap {
public:
    explicit FlexMap(std::span<const std::uint8_t> bytes);
    int integer(std::string_view key) const;
    std::vector<int> integers(std::string_view key) const;

private:
    struct Entry {
        std::size_t offset = 0;
        std::uint8_t type = 0;
    };
    Entry find(std::string_view key) const;
    std::uint64_t unsignedAt(std::size_t offset, std::size_t width) const;
    std::string keyAt(std::size_t index) const;

    ByteReader m_reader;
    std::size_t m_values = 0;
    std::size_t m_width = 1;
    std::size_t m_count = 0;
    std::size_t m_keys = 0;
    std::size_t m_keyWidth = 1;
};

} // namespace indraj::convert
