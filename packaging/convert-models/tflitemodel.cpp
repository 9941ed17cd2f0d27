#include "packaging/convert-models/tflitemodel.h"

#include <algorithm>
#include <bit>

namespace indraj::convert {

namespace {

constexpr std::uint8_t typeFloat32 = 0;
constexpr std::uint8_t typeFloat16 = 1;
constexpr std::uint8_t typeInt32 = 2;

float widened(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half >> 15U) << 31U;
    std::uint32_t exponent = (half >> 10U) & 31U;
    std::uint32_t mantissa = half & 1023U;
    if (exponent == 31U)
        return std::bit_cast<float>(sign | 0x7f800000U | (mantissa << 13U));
    if (exponent == 0U) {
        if (mantissa == 0U)
            return std::bit_cast<float>(sign);
        exponent = 1U; // a subnormal half is a normal float: shift until the hidden bit shows
        while ((mantissa & 1024U) == 0U) {
            mantissa <<= 1U;
            --exponent;
        }
        mantissa &= 1023U;
    }
    return std::bit_cast<float>(sign | ((exponent + 112U) << 23U) | (mantissa << 13U));
}

template <typename Value> std::vector<Value> valuesOf(std::span<const std::uint8_t> bytes)
{
    std::vector<Value> values(bytes.size() / sizeof(Value));
    if (!values.empty())
        std::memcpy(values.data(), bytes.data(), values.size() * sizeof(Value));
    return values;
}

} // namespace

FlatTable::FlatTable(ByteReader reader, std::size_t offset)
    : m_reader(reader)
    , m_offset(offset)
{
    m_fields
        = offset - static_cast<std::size_t>(static_cast<std::int64_t>(m_reader.at<std::int32_t>(offset)));
    m_fieldsSize = m_reader.at<std::uint16_t>(m_fields);
}

std::size_t FlatTable::fieldOffset(int field) const
{
    const std::size_t slot = 4U + 2U * static_cast<std::size_t>(field);
    if (slot >= m_fieldsSize)
        return 0;
    const auto relative = m_reader.at<std::uint16_t>(m_fields + slot);
    return relative == 0 ? 0 : m_offset + relative;
}

std::size_t FlatTable::indirect(std::size_t offset) const
{
    return offset + m_reader.at<std::uint32_t>(offset);
}

FlatTable::Vector FlatTable::vector(int field) const
{
    const auto offset = fieldOffset(field);
    if (offset == 0)
        return {};
    const auto start = indirect(offset);
    return {start + 4, m_reader.at<std::uint32_t>(start)};
}

FlatTable FlatTable::table(int field) const
{
    const auto offset = fieldOffset(field);
    if (offset == 0)
        throw ConversionError("a table that must be there is missing");
    return FlatTable(m_reader, indirect(offset));
}

std::vector<FlatTable> FlatTable::tables(int field) const
{
    const auto entries = vector(field);
    std::vector<FlatTable> result;
    for (std::size_t k = 0; k < entries.length; ++k)
        result.emplace_back(m_reader, indirect(entries.begin + 4 * k));
    return result;
}

std::vector<int> FlatTable::integers(int field) const
{
    const auto entries = vector(field);
    return valuesOf<int>(m_reader.range(entries.begin, entries.length * sizeof(int)));
}

std::span<const std::uint8_t> FlatTable::bytes(int field) const
{
    const auto entries = vector(field);
    return m_reader.range(entries.begin, entries.length);
}

std::string FlatTable::text(int field) const
{
    const auto content = bytes(field);
    return std::string(content.begin(), content.end());
}

TfLiteModel::TfLiteModel(std::span<const std::uint8_t> file)
{
    const ByteReader reader(file);
    const FlatTable model(reader, reader.at<std::uint32_t>(0));
    const auto graphs = model.tables(2);
    if (graphs.size() != 1)
        throw ConversionError("exactly one graph is expected in a model");
    const auto buffers = model.tables(4);
    for (const FlatTable &tensor : graphs.front().tables(0)) {
        const auto buffer = tensor.scalar<std::uint32_t>(2);
        if (buffer >= buffers.size())
            throw ConversionError("a tensor names a buffer that is not there");
        m_shapes.push_back(tensor.integers(0));
        m_types.push_back(tensor.scalar<std::uint8_t>(1));
        m_contents.push_back(buffers[buffer].bytes(0));
    }
    m_inputs = graphs.front().integers(1);
    m_outputs = graphs.front().integers(2);
    readOperations(model, graphs.front());
}

void TfLiteModel::readOperations(const FlatTable &model, const FlatTable &graph)
{
    const auto codes = model.tables(1);
    for (const FlatTable &entry : graph.tables(3)) {
        const auto index = entry.scalar<std::uint32_t>(0);
        if (index >= codes.size())
            throw ConversionError("an operation names a code that is not there");
        const FlatTable &code = codes[index];
        TfOperation operation;
        // The schema moved from an 8-bit to a 32-bit code; writers fill either.
        operation.op
            = static_cast<TfOp>(std::max<int>(code.scalar<std::int8_t>(0), code.scalar<std::int32_t>(3)));
        operation.customName = code.text(1);
        operation.inputs = entry.integers(1);
        operation.outputs = entry.integers(2);
        if (entry.has(4))
            operation.options = entry.table(4);
        operation.customOptions = entry.bytes(5);
        m_operations.push_back(std::move(operation));
    }
}

std::optional<TfConstant> TfLiteModel::constant(int tensor) const
{
    const auto index = static_cast<std::size_t>(tensor);
    const auto content = m_contents.at(index);
    if (content.empty())
        return std::nullopt;
    TfConstant result;
    result.shape = m_shapes[index];
    switch (m_types[index]) {
    case typeFloat32:
        result.floats = valuesOf<float>(content);
        return result;
    case typeFloat16:
        for (const auto half : valuesOf<std::uint16_t>(content))
            result.floats.push_back(widened(half));
        return result;
    case typeInt32:
        result.integers = valuesOf<std::int32_t>(content);
        return result;
    default:
        return std::nullopt;
    }
}

} // namespace indraj::convert
