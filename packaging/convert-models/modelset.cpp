#include "packaging/convert-models/modelset.h"

#include "packaging/convert-models/facerecognition.h"
#include "packaging/convert-models/flexmap.h"
#include "packaging/convert-models/graphconverter.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>

namespace indraj::convert {

using namespace Qt::Literals::StringLiterals;

namespace {

// Tensor numbers of face_landmark_with_attention.tflite, fixed by the checksum of the download.
constexpr int meshImage = 0;
constexpr int meshPoints = 186;
constexpr int meshFeatures = 35;
constexpr int meshFlag = 710;

struct AttentionHead {
    const char *name;
    int transform; ///< output tensor of the Landmarks2TransformMatrix operation that steers the head
    int features;
    std::vector<NamedTensor> outputs;
};

std::vector<AttentionHead> attentionHeads()
{
    return {{"lips", 196, 199, {{684, "contour"}}},
            {"image-left-eye", 197, 200, {{687, "contour"}, {690, "iris"}}},
            {"image-right-eye", 198, 201, {{693, "contour"}, {696, "iris"}}}};
}

std::span<const std::uint8_t> spanOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()),
            static_cast<std::size_t>(bytes.size())};
}

void write(const QDir &folder, const QString &name, const QByteArray &content)
{
    QSaveFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        throw ConversionError("cannot write " + name.toStdString() + ": " + file.errorString().toStdString());
}

QByteArray attentionPart(const ModelSources &sources)
{
    static const QRegularExpression entry(
        uR"("[^"]*/face_landmark_with_attention\.tflite", "start": (\d+), "end": (\d+))"_s);
    const auto match = entry.match(QString::fromUtf8(sources.faceMeshLoader));
    const qsizetype start = match.captured(1).toLongLong();
    const qsizetype end = match.captured(2).toLongLong();
    if (!match.hasMatch() || end <= start || end > sources.faceMeshPack.size())
        throw ConversionError("the loader does not say where the attention model lies");
    return sources.faceMeshPack.mid(start, end - start);
}

QJsonObject headIndexes(const TfLiteModel &model, int transform)
{
    for (const TfOperation &operation : model.operations()) {
        if (operation.customName != "Landmarks2TransformMatrix" || operation.outputs.at(0) != transform)
            continue;
        const FlexMap options(operation.customOptions);
        QJsonArray points;
        for (const int index : options.integers("subset_idxs"))
            points.append(index);
        return {{u"points"_s, points},
                {u"levelFrom"_s, options.integer("left_rotation_idx")},
                {u"levelTo"_s, options.integer("right_rotation_idx")}};
    }
    throw ConversionError("an attention head has no index list");
}

class SetWriter {
public:
    explicit SetWriter(const QDir &folder)
        : m_folder(folder)
    {
    }

    void net(const QString &name, const TfLiteModel &model, const std::vector<NamedTensor> &inputs,
             const std::vector<NamedTensor> &outputs)
    {
        net(name, GraphConverter(model, inputs, outputs).convert(), outputs);
    }

    void net(const QString &name, const std::string &onnx, const std::vector<NamedTensor> &outputs)
    {
        const auto content = QByteArray::fromStdString(onnx);
        write(m_folder, name + u".onnx"_s, content);
        QJsonArray names;
        for (const auto &output : outputs)
            names.append(QString::fromStdString(output.name));
        const auto digest = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
        m_nets[name] = QJsonObject{{u"sha256"_s, QString::fromLatin1(digest)}, {u"outputs"_s, names}};
    }

    void heads(const QJsonObject &indexes) { m_heads = indexes; }

    void manifest() const
    {
        const QJsonObject content{
            {u"format"_s, u"indraj-face-models-1"_s}, {u"nets"_s, m_nets}, {u"attention"_s, m_heads}};
        write(m_folder, u"manifest.json"_s, QJsonDocument(content).toJson());
    }

private:
    QDir m_folder;
    QJsonObject m_nets;
    QJsonObject m_heads;
};

} // namespace

void writeModelSet(const ModelSources &sources, const QDir &folder)
{
    SetWriter set(folder);
    const TfLiteModel detection(spanOf(sources.faceDetection));
    const TfLiteModel segmentation(spanOf(sources.segmentation));
    set.net(u"face-detection"_s, detection, {{detection.inputs().at(0), "image"}},
            {{detection.outputs().at(0), "boxes"}, {detection.outputs().at(1), "scores"}});
    set.net(u"person-mask"_s, segmentation, {{segmentation.inputs().at(0), "image"}},
            {{segmentation.outputs().at(0), "mask"}});

    const QByteArray attentionFile = attentionPart(sources);
    const TfLiteModel attention(spanOf(attentionFile));
    set.net(u"face-mesh"_s, attention, {{meshImage, "image"}},
            {{meshPoints, "points"}, {meshFeatures, "features"}, {meshFlag, "flag"}});
    QJsonObject indexes;
    for (const AttentionHead &head : attentionHeads()) {
        const auto name = QString::fromLatin1(head.name);
        set.net(name, attention, {{head.features, "features"}}, head.outputs);
        indexes[name] = headIndexes(attention, head.transform);
    }
    set.heads(indexes);
    if (!sources.recognition.isEmpty())
        set.net(u"face-embedding"_s, faceRecognitionModel(sources.recognition, sources.recognitionManifest),
                {{0, "embedding"}});
    set.manifest(); // last: a folder without it is not a model set
}

} // namespace indraj::convert
