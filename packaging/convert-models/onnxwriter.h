#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace indraj::convert {

/// The wire form of Protocol Buffers, as much as ONNX needs.
class ProtoMessage {
public:
    void integer(int field, std::int64_t value);
    void real(int field, float value);
    void bytes(int field, std::string_view value);
    const std::string &wire() const { return m_wire; }

private:
    void varint(std::uint64_t value);
    std::string m_wire;
};

/// An attribute of an ONNX node, ready for the wire.
struct OnnxAttribute {
    static OnnxAttribute integers(std::string_view name, const std::vector<std::int64_t> &values);
    static OnnxAttribute integer(std::string_view name, std::int64_t value);
    static OnnxAttribute real(std::string_view name, float value);
    static OnnxAttribute text(std::string_view name, std::string_view value);
    std::string wire;
};

/// Collects nodes and constants; names that nobody asked for are made up.
class OnnxGraph {
public:
    std::string constant(const std::vector<std::int64_t> &shape, const std::vector<float> &values);
    std::string constant(const std::vector<std::int64_t> &values);
    /// Returns the name of the output; made up when `output` is empty.
    std::string node(std::string_view type, const std::vector<std::string> &inputs, std::string output = {},
                     const std::vector<OnnxAttribute> &attributes = {});
    void input(const std::string &name, const std::vector<int> &shape);
    void output(const std::string &name, const std::vector<int> &shape);
    std::string freshName(std::string_view prefix);
    /// A complete model: ONNX IR 7, operator set 13.
    std::string model() const;

private:
    ProtoMessage m_graph;
    int m_names = 0;
};

} // namespace indraj::convert
