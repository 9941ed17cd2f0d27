// The operations of GraphConverter. TFLite keeps channels last, ONNX first; weights are reordered to match.
#include "packaging/convert-models/graphconverter.h"

#include <algorithm>
#include <array>

namespace indraj::convert {

namespace {

struct Padding {
    std::int64_t before = 0;
    std::int64_t after = 0;
};

/// TFLite's "SAME": output = ceil(input / stride), the odd pixel goes behind.
Padding samePadding(int input, int kernel, int stride, int dilation)
{
    const int output = (input + stride - 1) / stride;
    const int total = std::max((output - 1) * stride + (kernel - 1) * dilation + 1 - input, 0);
    return {total / 2, total - total / 2};
}

constexpr std::int8_t paddingSame = 0;

const FlatTable &optionsOf(const TfOperation &operation)
{
    if (!operation.options)
        throw ConversionError("an operation lacks its options");
    return *operation.options;
}

struct KernelShape {
    std::size_t outer, height, width, inner;
};

KernelShape kernelShape(const TfConstant &weights)
{
    if (weights.shape.size() != 4)
        throw ConversionError("weights do not have four dimensions");
    const auto size = [&](std::size_t k) { return static_cast<std::size_t>(weights.shape[k]); };
    return {size(0), size(1), size(2), size(3)};
}

/// (outer, height, width, inner) to (outer, inner, height, width), or (inner, outer, ...) when `swapped`.
std::vector<float> reordered(const TfConstant &weights, bool swapped)
{
    const auto shape = kernelShape(weights);
    std::vector<float> result(weights.floats.size());
    std::size_t from = 0;
    for (std::size_t o = 0; o < shape.outer; ++o)
        for (std::size_t h = 0; h < shape.height; ++h)
            for (std::size_t w = 0; w < shape.width; ++w)
                for (std::size_t i = 0; i < shape.inner; ++i, ++from) {
                    const auto lead = swapped ? i * shape.outer + o : o * shape.inner + i;
                    result.at((lead * shape.height + h) * shape.width + w) = weights.floats.at(from);
                }
    return result;
}

std::int64_t wide(std::size_t value) { return static_cast<std::int64_t>(value); }

} // namespace

void GraphConverter::convolution(const TfOperation &operation)
{
    const bool depthwise = operation.op == TfOp::DepthwiseConvolution;
    const TfConstant &weights = constantOf(operation.inputs.at(1));
    const TfConstant &bias = constantOf(operation.inputs.at(2));
    const auto kernel = kernelShape(weights);
    const FlatTable &options = optionsOf(operation);
    const int strideX = options.scalar<std::int32_t>(1, 1);
    const int strideY = options.scalar<std::int32_t>(2, 1);
    const int activation = options.scalar<std::int8_t>(depthwise ? 4 : 3);
    const int dilation = options.scalar<std::int32_t>(depthwise ? 5 : 4, 1);
    Padding y;
    Padding x;
    if (options.scalar<std::int8_t>(0) == paddingSame) {
        const auto &input = m_model.shape(operation.inputs[0]);
        y = samePadding(input.at(1), static_cast<int>(kernel.height), strideY, dilation);
        x = samePadding(input.at(2), static_cast<int>(kernel.width), strideX, dilation);
    }
    const auto height = wide(kernel.height);
    const auto width = wide(kernel.width);
    const std::vector<std::int64_t> shape = depthwise
        ? std::vector<std::int64_t>{wide(kernel.inner), 1, height, width}
        : std::vector<std::int64_t>{wide(kernel.outer), wide(kernel.inner), height, width};
    const auto weightsName = m_graph.constant(shape, reordered(weights, depthwise));
    const auto biasName = m_graph.constant(std::vector<std::int64_t>{wide(bias.floats.size())}, bias.floats);
    const std::int64_t group = depthwise ? wide(kernel.inner) : 1;
    withActivation(activation, nameOf(operation.outputs.at(0)), [&](const std::string &output) {
        m_graph.node("Conv", {nameOf(operation.inputs[0]), weightsName, biasName}, output,
                     {OnnxAttribute::integers("kernel_shape", {height, width}),
                      OnnxAttribute::integers("strides", {strideY, strideX}),
                      OnnxAttribute::integers("pads", {y.before, x.before, y.after, x.after}),
                      OnnxAttribute::integer("group", group),
                      OnnxAttribute::integers("dilations", {dilation, dilation})});
    });
}

void GraphConverter::transposedConvolution(const TfOperation &operation)
{
    const TfConstant &weights = constantOf(operation.inputs.at(1));
    const TfConstant &bias = constantOf(operation.inputs.at(2));
    const auto kernel = kernelShape(weights);
    const auto height = wide(kernel.height);
    const auto width = wide(kernel.width);
    const std::int64_t stride
        = m_model.shape(operation.outputs.at(0)).at(1) / m_model.shape(operation.inputs[0]).at(1);
    m_graph.node(
        "ConvTranspose",
        {nameOf(operation.inputs[0]),
         m_graph.constant({wide(kernel.inner), wide(kernel.outer), height, width}, reordered(weights, true)),
         m_graph.constant(std::vector<std::int64_t>{wide(bias.floats.size())}, bias.floats)},
        nameOf(operation.outputs[0]),
        {OnnxAttribute::integers("kernel_shape", {height, width}),
         OnnxAttribute::integers("strides", {stride, stride})});
}

void GraphConverter::arithmetic(const TfOperation &operation, std::string_view type)
{
    const int activation = operation.options ? operation.options->scalar<std::int8_t>(0) : 0;
    const auto left = valueOf(operation.inputs.at(0));
    const auto right = valueOf(operation.inputs.at(1));
    withActivation(activation, nameOf(operation.outputs.at(0)), [&](const std::string &output) {
        m_graph.node(type, {left, right}, output);
    });
}

void GraphConverter::hardSwish(const TfOperation &operation)
{
    const auto input = nameOf(operation.inputs.at(0));
    const auto gate
        = m_graph.node("HardSigmoid", {input}, {},
                       {OnnxAttribute::real("alpha", 1.F / 6.F), OnnxAttribute::real("beta", 0.5F)});
    m_graph.node("Mul", {input, gate}, nameOf(operation.outputs.at(0)));
}

void GraphConverter::pRelu(const TfOperation &operation)
{
    const TfConstant &slopes = constantOf(operation.inputs.at(1));
    m_graph.node(
        "PRelu",
        {nameOf(operation.inputs[0]), m_graph.constant({wide(slopes.floats.size()), 1, 1}, slopes.floats)},
        nameOf(operation.outputs.at(0)));
}

void GraphConverter::pool(const TfOperation &operation)
{
    const FlatTable &options = optionsOf(operation);
    const int strideX = options.scalar<std::int32_t>(1, 1);
    const int strideY = options.scalar<std::int32_t>(2, 1);
    const int width = options.scalar<std::int32_t>(3, 1);
    const int height = options.scalar<std::int32_t>(4, 1);
    const auto &input = m_model.shape(operation.inputs.at(0));
    const auto name = nameOf(operation.inputs[0]);
    const auto output = nameOf(operation.outputs.at(0));
    const bool average = operation.op == TfOp::AveragePool;
    if (average && height == input.at(1) && width == input.at(2)) {
        m_graph.node("GlobalAveragePool", {name}, output);
        return;
    }
    Padding y;
    Padding x;
    if (options.scalar<std::int8_t>(0) == paddingSame) {
        y = samePadding(input.at(1), height, strideY, 1);
        x = samePadding(input.at(2), width, strideX, 1);
    }
    m_graph.node(average ? "AveragePool" : "MaxPool", {name}, output,
                 {OnnxAttribute::integers("kernel_shape", {height, width}),
                  OnnxAttribute::integers("strides", {strideY, strideX}),
                  OnnxAttribute::integers("pads", {y.before, x.before, y.after, x.after})});
}

void GraphConverter::pad(const TfOperation &operation)
{
    const auto &amounts = constantOf(operation.inputs.at(1)).integers;
    constexpr std::array<std::size_t, 4> order{0, 3, 1, 2};
    std::vector<std::int64_t> pads;
    for (const std::size_t end : {0U, 1U})
        for (const std::size_t axis : order)
            pads.push_back(amounts.at(2 * axis + end));
    m_graph.node("Pad",
                 {nameOf(operation.inputs[0]), m_graph.constant(pads),
                  m_graph.constant(std::vector<std::int64_t>{}, std::vector<float>{0.F})},
                 nameOf(operation.outputs.at(0)), {OnnxAttribute::text("mode", "constant")});
}

void GraphConverter::reshape(const TfOperation &operation)
{
    // TFLite reshapes in its own order of axes, so go there and back.
    auto value = nameOf(operation.inputs.at(0));
    if (m_model.shape(operation.inputs[0]).size() == 4)
        value = m_graph.node("Transpose", {value}, {}, {OnnxAttribute::integers("perm", {0, 2, 3, 1})});
    const auto &target = m_model.shape(operation.outputs.at(0));
    const auto shape = m_graph.constant(std::vector<std::int64_t>(target.begin(), target.end()));
    const auto output = nameOf(operation.outputs[0]);
    if (target.size() != 4) {
        m_graph.node("Reshape", {value, shape}, output);
        return;
    }
    value = m_graph.node("Reshape", {value, shape});
    m_graph.node("Transpose", {value}, output, {OnnxAttribute::integers("perm", {0, 3, 1, 2})});
}

void GraphConverter::concatenation(const TfOperation &operation)
{
    const int dimensions = static_cast<int>(m_model.shape(operation.outputs.at(0)).size());
    int axis = (optionsOf(operation).scalar<std::int32_t>(0) + dimensions) % dimensions;
    constexpr std::array<int, 4> moved{0, 2, 3, 1};
    if (dimensions == 4)
        axis = moved.at(static_cast<std::size_t>(axis));
    std::vector<std::string> names;
    for (const int tensor : operation.inputs)
        names.push_back(nameOf(tensor));
    m_graph.node("Concat", names, nameOf(operation.outputs[0]), {OnnxAttribute::integer("axis", axis)});
}

void GraphConverter::resize(const TfOperation &operation)
{
    const FlatTable &options = optionsOf(operation);
    const bool alignCorners = options.scalar<std::int8_t>(2) != 0;
    const bool halfPixel = options.scalar<std::int8_t>(3) != 0;
    const auto &input = m_model.shape(operation.inputs.at(0));
    const auto &output = m_model.shape(operation.outputs.at(0));
    const auto scale = [&](std::size_t axis) {
        return static_cast<float>(output.at(axis)) / static_cast<float>(input.at(axis));
    };
    m_graph.node(
        "Resize",
        {nameOf(operation.inputs[0]), "",
         m_graph.constant(std::vector<std::int64_t>{4}, std::vector<float>{1.F, 1.F, scale(1), scale(2)})},
        nameOf(operation.outputs[0]),
        {OnnxAttribute::text("mode", "linear"),
         OnnxAttribute::text("coordinate_transformation_mode",
                             alignCorners ? "align_corners" : (halfPixel ? "half_pixel" : "asymmetric"))});
}

} // namespace indraj::convert
