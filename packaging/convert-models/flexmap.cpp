#include "packaging/convert-models/flexmap.h"

namespace indraj::convert {

namespace {

// A packed type byte: kind in the upper six bits, log2 of the width in the lower two.
constexpr std::uint8_t kindInt = 1;
constexpr std::uint8_t kindUInt = 2;
constexpr std::uint8_t kindMap = 9;
constexpr std::uint8_t kindVectorInt = 11;
constexpr std::uint8_t kindVectorUInt = 12;

std::uint8_t kindOf(std::uint8_t packed) { return static_cast<std::uint8_t>(packed >> 2U); }
std::size_t widthOf(std::uint8_t packed) { return std::size_t{1} << (packed & 3U); }

std::size_t back(std::size_t from, std::uint64_t distance)
{
    if (distance > from)
        throw ConversionError("an offset in the options points before their start");
    return from - static_cast<std::size_t>(distance);
}

} // namespace

FlexMap::FlexMap(std::span<const std::uint8_t> bytes)
    : m_reader(bytes)
{
    if (bytes.size() < 3)
        throw ConversionError("options are too short");
    const std::size_t rootWidth = bytes.back();
    const std::uint8_t rootType = bytes[bytes.size() - 2];
    if (kindOf(rootType) != kindMap)
        throw ConversionError("options are not a map");
    const std::size_t root = back(bytes.size() - 2, rootWidth);
    m_width = widthOf(rootType);
    m_values = back(root, unsignedAt(root, rootWidth));
    m_count = static_cast<std::size_t>(unsignedAt(back(m_values, m_width), m_width));
    m_keyWidth = static_cast<std::size_t>(unsignedAt(back(m_values, 2 * m_width), m_width));
    const std::size_t keysField = back(m_values, 3 * m_width);
    m_keys = back(keysField, unsignedAt(keysField, m_width));
}

std::uint64_t FlexMap::unsignedAt(std::size_t offset, std::size_t width) const
{
    switch (width) {
    case 1:
        return m_reader.at<std::uint8_t>(offset);
    case 2:
        return m_reader.at<std::uint16_t>(offset);
    case 4:
        return m_reader.at<std::uint32_t>(offset);
    case 8:
        return m_reader.at<std::uint64_t>(offset);
    default:
        throw ConversionError("a width in the options is not 1, 2, 4 or 8");
    }
}

std::string FlexMap::keyAt(std::size_t index) const
{
    const std::size_t field = m_keys + index * m_keyWidth;
    std::size_t offset = back(field, unsignedAt(field, m_keyWidth));
    std::string key;
    for (char c = m_reader.at<char>(offset); c != '\0'; c = m_reader.at<char>(++offset))
        key += c;
    return key;
}

FlexMap::Entry FlexMap::find(std::string_view key) const
{
    for (std::size_t k = 0; k < m_count; ++k)
        if (keyAt(k) == key)
            return {m_values + k * m_width, m_reader.at<std::uint8_t>(m_values + m_count * m_width + k)};
    throw ConversionError("the options lack " + std::string(key));
}

int FlexMap::integer(std::string_view key) const
{
    const Entry entry = find(key);
    if (kindOf(entry.type) != kindInt && kindOf(entry.type) != kindUInt)
        throw ConversionError(std::string(key) + " is not a number");
    return static_cast<int>(unsignedAt(entry.offset, m_width));
}

std::vector<int> FlexMap::integers(std::string_view key) const
{
    const Entry entry = find(key);
    if (kindOf(entry.type) != kindVectorInt && kindOf(entry.type) != kindVectorUInt)
        throw ConversionError(std::string(key) + " is not a list of numbers");
    const std::size_t width = widthOf(entry.type);
    const std::size_t begin = back(entry.offset, unsignedAt(entry.offset, m_width));
    const auto count = static_cast<std::size_t>(unsignedAt(back(begin, width), width));
    std::vector<int> result;
    for (std::size_t k = 0; k < count; ++k)
        result.push_back(static_cast<int>(unsignedAt(begin + k * width, width)));
    return result;
}

} // namespace indraj::convert
