#include "packaging/convert-models/graphconverter.h"

#include <algorithm>

namespace indraj::convert {

namespace {

std::vector<int> channelsFirst(const std::vector<int> &shape)
{
    if (shape.size() != 4)
        return shape;
    return {shape[0], shape[3], shape[1], shape[2]};
}

} // namespace

GraphConverter::GraphConverter(const TfLiteModel &model, std::vector<NamedTensor> inputs,
                               std::vector<NamedTensor> outputs)
    : m_model(model)
    , m_inputs(std::move(inputs))
    , m_outputs(std::move(outputs))
{
    for (const auto &named : m_inputs)
        m_names[named.tensor] = named.name;
    for (const auto &named : m_outputs)
        m_names[named.tensor] = named.name;
}

std::string GraphConverter::convert()
{
    for (const TfOperation *operation : neededOperations())
        convertOperation(*operation);
    for (const auto &named : m_inputs)
        m_graph.input(named.name, channelsFirst(m_model.shape(named.tensor)));
    for (const auto &named : m_outputs)
        m_graph.output(named.name, channelsFirst(m_model.shape(named.tensor)));
    return m_graph.model();
}

std::vector<const TfOperation *> GraphConverter::neededOperations() const
{
    std::set<int> given;
    std::set<int> needed;
    for (const auto &named : m_inputs)
        given.insert(named.tensor);
    for (const auto &named : m_outputs)
        needed.insert(named.tensor);
    std::vector<const TfOperation *> result;
    const auto &operations = m_model.operations();
    for (auto it = operations.rbegin(); it != operations.rend(); ++it) {
        const bool isNeeded = std::any_of(it->outputs.begin(), it->outputs.end(), [&](int tensor) {
            return needed.count(tensor) > 0 && given.count(tensor) == 0;
        });
        if (!isNeeded)
            continue;
        result.push_back(&*it);
        needed.insert(it->inputs.begin(), it->inputs.end());
    }
    std::reverse(result.begin(), result.end());
    return result;
}

void GraphConverter::convertOperation(const TfOperation &operation)
{
    for (const int tensor : operation.inputs)
        if (tensor >= 0 && m_constants.count(tensor) == 0)
            if (auto constant = m_model.constant(tensor))
                m_constants.emplace(tensor, std::move(*constant));
    const auto simple = [&](std::string_view type) {
        m_graph.node(type, {nameOf(operation.inputs.at(0))}, nameOf(operation.outputs.at(0)));
    };
    switch (operation.op) {
    case TfOp::Dequantize:
        m_constants[operation.outputs.at(0)] = constantOf(operation.inputs.at(0));
        return;
    case TfOp::Custom:
        if (operation.customName != "Convolution2DTransposeBias")
            throw ConversionError("custom operation " + operation.customName + " is not supported");
        return transposedConvolution(operation);
    case TfOp::Convolution:
    case TfOp::DepthwiseConvolution:
        return convolution(operation);
    case TfOp::Add:
        return arithmetic(operation, "Add");
    case TfOp::Multiply:
        return arithmetic(operation, "Mul");
    case TfOp::Subtract:
        return arithmetic(operation, "Sub");
    case TfOp::Relu:
        return simple("Relu");
    case TfOp::Logistic:
        return simple("Sigmoid");
    case TfOp::Mean:
        return simple("GlobalAveragePool");
    case TfOp::HardSwish:
        return hardSwish(operation);
    case TfOp::PRelu:
        return pRelu(operation);
    case TfOp::AveragePool:
    case TfOp::MaxPool:
        return pool(operation);
    case TfOp::Pad:
        return pad(operation);
    case TfOp::Reshape:
        return reshape(operation);
    case TfOp::Concatenation:
        return concatenation(operation);
    case TfOp::ResizeBilinear:
        return resize(operation);
    }
    throw ConversionError("operation " + std::to_string(static_cast<int>(operation.op))
                          + " is not supported");
}

const TfConstant &GraphConverter::constantOf(int tensor) const
{
    const auto it = m_constants.find(tensor);
    if (it == m_constants.end())
        throw ConversionError("tensor " + std::to_string(tensor) + " must be constant");
    return it->second;
}

std::string GraphConverter::nameOf(int tensor) const
{
    const auto it = m_names.find(tensor);
    return it != m_names.end() ? it->second : "t" + std::to_string(tensor);
}

std::string GraphConverter::valueOf(int tensor)
{
    const auto it = m_constants.find(tensor);
    if (it == m_constants.end())
        return nameOf(tensor);
    const TfConstant &constant = it->second;
    if (constant.shape.size() <= 1)
        return m_graph.constant({static_cast<std::int64_t>(constant.floats.size()), 1, 1}, constant.floats);
    if (constant.shape.size() != 4)
        throw ConversionError("a constant has " + std::to_string(constant.shape.size()) + " dimensions");
    const auto batches = static_cast<std::size_t>(constant.shape[0]);
    const auto plane
        = static_cast<std::size_t>(constant.shape[1]) * static_cast<std::size_t>(constant.shape[2]);
    const auto channels = static_cast<std::size_t>(constant.shape[3]);
    std::vector<float> values(constant.floats.size());
    for (std::size_t n = 0; n < batches; ++n)
        for (std::size_t c = 0; c < channels; ++c)
            for (std::size_t p = 0; p < plane; ++p)
                values.at((n * channels + c) * plane + p)
                    = constant.floats.at((n * plane + p) * channels + c);
    return m_graph.constant({constant.shape[0], constant.shape[3], constant.shape[1], constant.shape[2]},
                            values);
}

void GraphConverter::withActivation(int activation, const std::string &output,
                                    const std::function<void(const std::string &)> &produce)
{
    constexpr int none = 0;
    constexpr int relu = 1;
    constexpr int relu6 = 3;
    if (activation == none)
        return produce(output);
    const auto before = m_graph.freshName("linear");
    produce(before);
    if (activation == relu)
        m_graph.node("Relu", {before}, output);
    else if (activation == relu6)
        m_graph.node("Clip",
                     {before, m_graph.constant(std::vector<std::int64_t>{}, std::vector<float>{0.F}),
                      m_graph.constant(std::vector<std::int64_t>{}, std::vector<float>{6.F})},
                     output);
    else
        throw ConversionError("activation " + std::to_string(activation) + " is not supported");
}

} // namespace indraj::convert
