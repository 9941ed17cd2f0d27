#pragma once

#include "packaging/convert-models/onnxwriter.h"
#include "packaging/convert-models/tflitemodel.h"

#include <functional>
#include <map>
#include <set>

namespace indraj::convert {

/// A tensor of the TFLite graph and the name it gets in the ONNX graph.
struct NamedTensor {
    int tensor = 0;
    std::string name;
};

/// Turns a part of a TFLite graph (batch, height, width, channel) into ONNX (batch, channel, height, width):
/// whatever lies between `inputs` and `outputs`. Throws ConversionError on an operation it does not know.
class GraphConverter {
public:
    GraphConverter(const TfLiteModel &model, std::vector<NamedTensor> inputs,
                   std::vector<NamedTensor> outputs);
    std::string convert();

private:
    std::vector<const TfOperation *> neededOperations() const;
    void convertOperation(const TfOperation &operation);
    void convolution(const TfOperation &operation);
    void transposedConvolution(const TfOperation &operation);
    void arithmetic(const TfOperation &operation, std::string_view type);
    void hardSwish(const TfOperation &operation);
    void pRelu(const TfOperation &operation);
    void pool(const TfOperation &operation);
    void pad(const TfOperation &operation);
    void reshape(const TfOperation &operation);
    void concatenation(const TfOperation &operation);
    void resize(const TfOperation &operation);

    const TfConstant &constantOf(int tensor) const;
    std::string valueOf(int tensor); ///< name of the tensor; constants are written in
    std::string nameOf(int tensor) const;
    /// Writes the fused activation behind what `produce` writes into the name it is given.
    void withActivation(int activation, const std::string &output,
                        const std::function<void(const std::string &)> &produce);

    const TfLiteModel &m_model;
    std::vector<NamedTensor> m_inputs;
    std::vector<NamedTensor> m_outputs;
    std::map<int, TfConstant> m_constants;
    std::map<int, std::string> m_names;
    OnnxGraph m_graph;
};

} // namespace indraj::convert
