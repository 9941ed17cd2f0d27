#include "packaging/convert-models/onnxwriter.h"

#include <bit>
#include <cstring>

namespace indraj::convert {

namespace {

constexpr unsigned wireVarint = 0;
constexpr unsigned wireBytes = 2;
constexpr unsigned wireFixed32 = 5;

// Field numbers and type codes of onnx.proto.
constexpr int tensorFloat = 1;
constexpr int tensorInt64 = 7;
constexpr int attributeFloat = 1;
constexpr int attributeInt = 2;
constexpr int attributeString = 3;
constexpr int attributeInts = 7;

template <typename Value> std::string rawBytes(const std::vector<Value> &values)
{
    static_assert(std::endian::native == std::endian::little, "ONNX raw data is little-endian");
    std::string raw(values.size() * sizeof(Value), '\0');
    if (!values.empty())
        std::memcpy(raw.data(), values.data(), raw.size());
    return raw;
}

std::string valueInfo(const std::string &name, const std::vector<int> &shape)
{
    ProtoMessage dimensions;
    for (const int size : shape) {
        ProtoMessage dimension;
        dimension.integer(1, size);
        dimensions.bytes(1, dimension.wire());
    }
    ProtoMessage tensor;
    tensor.integer(1, tensorFloat);
    tensor.bytes(2, dimensions.wire());
    ProtoMessage type;
    type.bytes(1, tensor.wire());
    ProtoMessage info;
    info.bytes(1, name);
    info.bytes(2, type.wire());
    return info.wire();
}

} // namespace

void ProtoMessage::varint(std::uint64_t value)
{
    for (; value > 127U; value >>= 7U)
        m_wire += static_cast<char>((value & 127U) | 128U);
    m_wire += static_cast<char>(value);
}

void ProtoMessage::integer(int field, std::int64_t value)
{
    varint(static_cast<unsigned>(field) << 3U | wireVarint);
    varint(static_cast<std::uint64_t>(value));
}

void ProtoMessage::real(int field, float value)
{
    varint(static_cast<unsigned>(field) << 3U | wireFixed32);
    m_wire += rawBytes(std::vector<float>{value});
}

void ProtoMessage::bytes(int field, std::string_view value)
{
    varint(static_cast<unsigned>(field) << 3U | wireBytes);
    varint(value.size());
    m_wire += value;
}

OnnxAttribute OnnxAttribute::integers(std::string_view name, const std::vector<std::int64_t> &values)
{
    ProtoMessage message;
    message.bytes(1, name);
    for (const auto value : values)
        message.integer(8, value);
    message.integer(20, attributeInts);
    return {message.wire()};
}

OnnxAttribute OnnxAttribute::integer(std::string_view name, std::int64_t value)
{
    ProtoMessage message;
    message.bytes(1, name);
    message.integer(3, value);
    message.integer(20, attributeInt);
    return {message.wire()};
}

OnnxAttribute OnnxAttribute::real(std::string_view name, float value)
{
    ProtoMessage message;
    message.bytes(1, name);
    message.real(2, value);
    message.integer(20, attributeFloat);
    return {message.wire()};
}

OnnxAttribute OnnxAttribute::text(std::string_view name, std::string_view value)
{
    ProtoMessage message;
    message.bytes(1, name);
    message.bytes(4, value);
    message.integer(20, attributeString);
    return {message.wire()};
}

std::string OnnxGraph::freshName(std::string_view prefix)
{
    return std::string(prefix) + "_" + std::to_string(m_names++);
}

std::string OnnxGraph::constant(const std::vector<std::int64_t> &shape, const std::vector<float> &values)
{
    ProtoMessage tensor;
    for (const auto size : shape)
        tensor.integer(1, size);
    tensor.integer(2, tensorFloat);
    auto name = freshName("weights");
    tensor.bytes(8, name);
    tensor.bytes(9, rawBytes(values));
    m_graph.bytes(5, tensor.wire());
    return name;
}

std::string OnnxGraph::constant(const std::vector<std::int64_t> &values)
{
    ProtoMessage tensor;
    tensor.integer(1, static_cast<std::int64_t>(values.size()));
    tensor.integer(2, tensorInt64);
    auto name = freshName("indexes");
    tensor.bytes(8, name);
    tensor.bytes(9, rawBytes(values));
    m_graph.bytes(5, tensor.wire());
    return name;
}

std::string OnnxGraph::node(std::string_view type, const std::vector<std::string> &inputs, std::string output,
                            const std::vector<OnnxAttribute> &attributes)
{
    if (output.empty())
        output = freshName("value");
    ProtoMessage message;
    for (const auto &name : inputs)
        message.bytes(1, name);
    message.bytes(2, output);
    message.bytes(3, freshName(type));
    message.bytes(4, type);
    for (const auto &attribute : attributes)
        message.bytes(5, attribute.wire);
    m_graph.bytes(1, message.wire());
    return output;
}

void OnnxGraph::input(const std::string &name, const std::vector<int> &shape)
{
    m_graph.bytes(11, valueInfo(name, shape));
}

void OnnxGraph::output(const std::string &name, const std::vector<int> &shape)
{
    m_graph.bytes(12, valueInfo(name, shape));
}

std::string OnnxGraph::model() const
{
    ProtoMessage graph = m_graph;
    graph.bytes(2, "graph");
    ProtoMessage operatorSet;
    operatorSet.bytes(1, "");
    operatorSet.integer(2, 13);
    ProtoMessage model;
    model.integer(1, 7);
    model.bytes(7, graph.wire());
    model.bytes(8, operatorSet.wire());
    return model.wire();
}

} // namespace indraj::convert
