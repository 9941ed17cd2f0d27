#pragma once

#include "packaging/convert-models/bytereader.h"

#include <optional>
#include <vector>

namespace indraj::convert {

/// A FlatBuffers table: fields by number, absent ones answer with the default.
class FlatTable {
public:
    FlatTable(ByteReader reader, std::size_t offset);

    bool has(int field) const { return fieldOffset(field) != 0; }
    template <typename Value> Value scalar(int field, Value fallback = {}) const
    {
        const auto offset = fieldOffset(field);
        return offset == 0 ? fallback : m_reader.at<Value>(offset);
    }
    FlatTable table(int field) const;
    std::vector<FlatTable> tables(int field) const;
    std::vector<int> integers(int field) const;
    std::span<const std::uint8_t> bytes(int field) const;
    std::string text(int field) const;

private:
    std::size_t fieldOffset(int field) const;
    std::size_t indirect(std::size_t offset) const;
    struct Vector {
        std::size_t begin = 0;
        std::size_t length = 0;
    };
    Vector vector(int field) const;

    ByteReader m_reader;
    std::size_t m_offset = 0;
    std::size_t m_fields = 0;
    std::size_t m_fieldsSize = 0;
};

/// Operators by their number in the TFLite schema; only those the face models use.
enum class TfOp : int {
    Add = 0,
    AveragePool = 1,
    Concatenation = 2,
    Convolution = 3,
    DepthwiseConvolution = 4,
    Dequantize = 6,
    Logistic = 14,
    MaxPool = 17,
    Multiply = 18,
    Relu = 19,
    Reshape = 22,
    ResizeBilinear = 23,
    Custom = 32,
    Pad = 34,
    Mean = 40,
    Subtract = 41,
    PRelu = 54,
    HardSwish = 117,
};

/// Constant contents of a tensor. Half floats are widened on reading.
struct TfConstant {
    std::vector<int> shape;
    std::vector<float> floats;
    std::vector<std::int32_t> integers;
};

struct TfOperation {
    TfOp op = TfOp::Add;
    std::string customName;
    std::vector<int> inputs;
    std::vector<int> outputs;
    std::optional<FlatTable> options;
    std::span<const std::uint8_t> customOptions;
};

/// The one graph of a TFLite file. The bytes must outlive the model. Throws ConversionError.
class TfLiteModel {
public:
    explicit TfLiteModel(std::span<const std::uint8_t> file);

    const std::vector<int> &inputs() const { return m_inputs; }
    const std::vector<int> &outputs() const { return m_outputs; }
    const std::vector<TfOperation> &operations() const { return m_operations; }
    const std::vector<int> &shape(int tensor) const { return m_shapes.at(static_cast<std::size_t>(tensor)); }
    std::optional<TfConstant> constant(int tensor) const;

private:
    void readOperations(const FlatTable &model, const FlatTable &graph);

    std::vector<std::vector<int>> m_shapes;
    std::vector<std::uint8_t> m_types;
    std::vector<std::span<const std::uint8_t>> m_contents;
    std::vector<TfOperation> m_operations;
    std::vector<int> m_inputs;
    std::vector<int> m_outputs;
};

} // namespace indraj::convert
