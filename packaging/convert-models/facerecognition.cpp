#include "packaging/convert-models/facerecognition.h"

#include "packaging/convert-models/bytereader.h"
#include "packaging/convert-models/onnxwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstring>
#include <map>

namespace indraj::convert {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Weight {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// The tensors lie one after another, in the order of the manifest: bytes to be scaled, or floats as they
/// are.
class Weights {
public:
    Weights(const QByteArray &bytes, const QByteArray &manifest)
        : m_bytes(bytes)
    {
        const QJsonArray groups = QJsonDocument::fromJson(manifest).array();
        for (const auto &group : groups) {
            const QJsonArray tensors = group.toObject()["weights"_L1].toArray();
            for (const auto &tensor : tensors)
                read(tensor.toObject());
        }
        if (m_at != m_bytes.size() || m_tensors.empty())
            throw ConversionError("the weights of the face recognition net do not fit their manifest");
    }

    const Weight &at(const std::string &name) const
    {
        const auto found = m_tensors.find(name);
        if (found == m_tensors.end())
            throw ConversionError("the face recognition net has no " + name);
        return found->second;
    }

private:
    void read(const QJsonObject &entry)
    {
        Weight weight;
        std::size_t count = 1;
        const QJsonArray shape = entry["shape"_L1].toArray();
        for (const auto &side : shape) {
            weight.shape.push_back(side.toInt(0));
            count *= static_cast<std::size_t>(std::max(0, side.toInt(0)));
        }
        const QJsonObject quantization = entry["quantization"_L1].toObject();
        const auto length = static_cast<qsizetype>(quantization.isEmpty() ? count * sizeof(float) : count);
        if (length > m_bytes.size() - m_at)
            throw ConversionError("the weights of the face recognition net are cut off");
        weight.values.resize(count);
        const char *from = m_bytes.constData() + m_at;
        if (quantization.isEmpty()) {
            std::memcpy(weight.values.data(), from, count * sizeof(float));
        } else {
            if (quantization["dtype"_L1].toString() != "uint8"_L1)
                throw ConversionError("unknown quantization of the face recognition net");
            const auto scale = static_cast<float>(quantization["scale"_L1].toDouble());
            const auto least = static_cast<float>(quantization["min"_L1].toDouble());
            for (std::size_t k = 0; k < count; ++k)
                weight.values[k] = static_cast<float>(static_cast<unsigned char>(from[k])) * scale + least;
        }
        m_at += length;
        m_tensors[entry["name"_L1].toString().toStdString()] = std::move(weight);
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    std::map<std::string, Weight> m_tensors;
};

class ResNetBuilder {
public:
    explicit ResNetBuilder(const Weights &weights)
        : m_weights(weights)
    {
    }

    std::string build()
    {
        m_graph.input("image", {1, 3, 150, 150});
        m_value = relu(convolved("image", "conv32_down", 2));
        m_value = m_graph.node("MaxPool", {m_value}, {}, square(3, 2));
        for (const char *name : {"conv32_1", "conv32_2", "conv32_3"})
            block(name);
        down("conv64_down", 64);
        for (const char *name : {"conv64_1", "conv64_2", "conv64_3"})
            block(name);
        down("conv128_down", 128);
        for (const char *name : {"conv128_1", "conv128_2"})
            block(name);
        down("conv256_down", 256);
        for (const char *name : {"conv256_1", "conv256_2"})
            block(name);
        down("conv256_down_out", 256);
        m_value = m_graph.node("GlobalAveragePool", {m_value});
        embed();
        m_graph.output("embedding", {1, embeddingLength, 1, 1});
        return m_graph.model();
    }

private:
    static constexpr int lastChannels = 256;
    static constexpr int embeddingLength = 128;

    static std::vector<OnnxAttribute> square(std::int64_t side, std::int64_t stride)
    {
        return {OnnxAttribute::integers("kernel_shape", {side, side}),
                OnnxAttribute::integers("strides", {stride, stride})};
    }

    std::string relu(const std::string &value) { return m_graph.node("Relu", {value}); }

    /// Convolution, bias, and the scale and shift of each channel that follow them, in one: W' = W s,
    /// b' = b s + shift. The filters are stored height, width, in, out.
    std::string convolved(const std::string &value, const std::string &name, std::int64_t stride)
    {
        const Weight &filters = m_weights.at(name + "/conv/filters");
        const Weight &bias = m_weights.at(name + "/conv/bias");
        const Weight &scale = m_weights.at(name + "/scale/weights");
        const Weight &shift = m_weights.at(name + "/scale/biases");
        if (filters.shape.size() != 4)
            throw ConversionError("a filter of the face recognition net has another shape");
        const auto side = static_cast<std::size_t>(filters.shape[0]);
        const auto in = static_cast<std::size_t>(filters.shape[2]);
        const auto out = static_cast<std::size_t>(filters.shape[3]);
        if (filters.shape[1] != filters.shape[0] || bias.values.size() != out || scale.values.size() != out
            || shift.values.size() != out)
            throw ConversionError("a filter of the face recognition net has another shape");
        std::vector<float> kernel(filters.values.size());
        for (std::size_t at = 0; at < side * side; ++at)
            for (std::size_t i = 0; i < in; ++i)
                for (std::size_t o = 0; o < out; ++o)
                    kernel[(o * in + i) * side * side + at]
                        = filters.values[(at * in + i) * out + o] * scale.values[o];
        std::vector<float> offset(out);
        for (std::size_t o = 0; o < out; ++o)
            offset[o] = bias.values[o] * scale.values[o] + shift.values[o];
        const std::int64_t pad = stride == 1 ? filters.shape[0] / 2 : 0;
        auto attributes = square(filters.shape[0], stride);
        attributes.push_back(OnnxAttribute::integers("pads", {pad, pad, pad, pad}));
        return m_graph.node(
            "Conv",
            {value,
             m_graph.constant({filters.shape[3], filters.shape[2], filters.shape[0], filters.shape[1]},
                              kernel),
             m_graph.constant({filters.shape[3]}, offset)},
            {}, attributes);
    }

    void block(const std::string &name)
    {
        const auto inner = convolved(relu(convolved(m_value, name + "/conv1", 1)), name + "/conv2", 1);
        m_value = relu(m_graph.node("Add", {inner, m_value}));
    }

    /// Half the side. What is smaller is filled up with zeros: channels at the end, one row below, one column
    /// at the right.
    void down(const std::string &name, int channels)
    {
        const int sideOfConvolution = (m_side - 3) / 2 + 1;
        const int sideOfPool = (m_side - 2) / 2 + 1;
        auto inner = convolved(relu(convolved(m_value, name + "/conv1", 2)), name + "/conv2", 1);
        auto pooled = m_graph.node("AveragePool", {m_value}, {}, square(2, 2));
        if (sideOfPool != sideOfConvolution)
            inner = filledUp(inner, 0, sideOfPool - sideOfConvolution);
        if (channels != m_channels)
            pooled = filledUp(pooled, channels - m_channels, 0);
        m_value = relu(m_graph.node("Add", {pooled, inner}));
        m_channels = channels;
        m_side = sideOfPool;
    }

    std::string filledUp(const std::string &value, std::int64_t channels, std::int64_t side)
    {
        return m_graph.node("Pad",
                            {value, m_graph.constant({0, 0, 0, 0, 0, channels, side, side}),
                             m_graph.constant({}, std::vector<float>{0.0F})});
    }

    void embed()
    {
        const Weight &dense = m_weights.at("fc");
        if (dense.values.size() != static_cast<std::size_t>(lastChannels * embeddingLength))
            throw ConversionError("the last layer of the face recognition net has another shape");
        std::vector<float> kernel(dense.values.size());
        for (std::size_t i = 0; i < lastChannels; ++i)
            for (std::size_t o = 0; o < embeddingLength; ++o)
                kernel[o * lastChannels + i] = dense.values[i * embeddingLength + o];
        m_graph.node("Conv", {m_value, m_graph.constant({embeddingLength, lastChannels, 1, 1}, kernel)},
                     "embedding", {OnnxAttribute::integers("kernel_shape", {1, 1})});
    }

    const Weights &m_weights;
    OnnxGraph m_graph;
    std::string m_value;
    int m_channels = 32;
    int m_side = 35; // after the first convolution and pool
};

} // namespace

std::string faceRecognitionModel(const QByteArray &weights, const QByteArray &manifest)
{
    const Weights tensors(weights, manifest);
    return ResNetBuilder(tensors).build();
}

} // namespace indraj::convert
