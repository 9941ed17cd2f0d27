#include "biometrics/face/facemodels.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int meshPointCount = 468;

template <typename Value> using Expected = tl::expected<Value, FaceModelError>;

tl::unexpected<FaceModelError> failure(FaceModelFault fault, const QString &file, const QString &detail)
{
    return tl::unexpected(FaceModelError{fault, file, detail});
}

Expected<QByteArray> contentOf(const QDir &folder, const QString &name)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return failure(FaceModelFault::Missing, name, file.errorString());
    return file.readAll();
}

class Loader {
public:
    explicit Loader(const QDir &folder)
        : m_folder(folder)
    {
    }

    Expected<void> readManifest()
    {
        const auto content = contentOf(m_folder, manifestName);
        if (!content)
            return tl::unexpected(content.error());
        QJsonParseError problem;
        const auto document = QJsonDocument::fromJson(*content, &problem);
        m_manifest = document.object();
        if (problem.error != QJsonParseError::NoError)
            return failure(FaceModelFault::Corrupt, manifestName, problem.errorString());
        if (m_manifest["format"_L1].toString() != "indraj-face-models-1"_L1)
            return failure(FaceModelFault::Corrupt, manifestName, u"not a list of face models"_s);
        return {};
    }

    Expected<std::unique_ptr<Inference>> net(const QString &name) const
    {
        const auto entry = m_manifest["nets"_L1][name].toObject();
        const QString fileName = name + ".onnx"_L1;
        QFile file(m_folder.filePath(fileName));
        if (!file.open(QIODevice::ReadOnly))
            return failure(FaceModelFault::Missing, fileName, file.errorString());
        QCryptographicHash digest(QCryptographicHash::Sha256);
        if (!digest.addData(&file))
            return failure(FaceModelFault::Missing, fileName, file.errorString());
        if (entry["sha256"_L1].toString().toLatin1() != digest.result().toHex())
            return failure(FaceModelFault::Corrupt, fileName, u"the checksum differs from the manifest"_s);
        QStringList outputs;
        for (const auto &output : entry["outputs"_L1].toArray())
            outputs.append(output.toString());
        return openNet(fileName, file, outputs);
    }

    QString digestOf(const QString &name) const
    {
        return m_manifest["nets"_L1][name]["sha256"_L1].toString();
    }

    Expected<AttentionHead> head(const QString &name) const
    {
        const auto entry = m_manifest["attention"_L1][name].toObject();
        AttentionIndex index;
        for (const auto &point : entry["points"_L1].toArray())
            index.points.push_back(point.toInt(-1));
        index.levelFrom = entry["levelFrom"_L1].toInt(-1);
        index.levelTo = entry["levelTo"_L1].toInt(-1);
        const auto inMesh = [](int point) { return point >= 0 && point < meshPointCount; };
        if (index.points.empty() || !std::all_of(index.points.begin(), index.points.end(), inMesh)
            || !inMesh(index.levelFrom) || !inMesh(index.levelTo))
            return failure(FaceModelFault::Corrupt, manifestName, u"a list of mesh points is damaged"_s);
        auto opened = net(name);
        if (!opened)
            return tl::unexpected(opened.error());
        return AttentionHead{std::move(index), std::move(*opened)};
    }

private:
    static inline const QString manifestName = u"manifest.json"_s;
    QDir m_folder;
    QJsonObject m_manifest;
};

} // namespace

tl::expected<FaceModels, FaceModelError> FaceModels::load(const QString &folder)
{
    Loader loader{QDir(folder)};
    if (const auto read = loader.readManifest(); !read)
        return tl::unexpected(read.error());
    FaceModels models;
    const std::pair<QString, std::unique_ptr<Inference> *> nets[]{{u"face-detection"_s, &models.detection},
                                                                  {u"face-mesh"_s, &models.mesh},
                                                                  {u"person-mask"_s, &models.personMask}};
    for (const auto &[name, place] : nets) {
        auto opened = loader.net(name);
        if (!opened)
            return tl::unexpected(opened.error());
        *place = std::move(*opened);
    }
    const std::pair<QString, AttentionHead *> heads[]{{u"lips"_s, &models.lips},
                                                      {u"image-left-eye"_s, &models.imageLeftEye},
                                                      {u"image-right-eye"_s, &models.imageRightEye}};
    for (const auto &[name, place] : heads) {
        auto opened = loader.head(name);
        if (!opened)
            return tl::unexpected(opened.error());
        *place = std::move(*opened);
    }
    return models;
}

tl::expected<OpenedNet, FaceModelError> openNetOf(const QString &folder, const QString &name)
{
    Loader loader{QDir(folder)};
    if (const auto read = loader.readManifest(); !read)
        return tl::unexpected(read.error());
    if (loader.digestOf(name).isEmpty())
        return failure(FaceModelFault::Missing, name, u"the set was made without it"_s);
    auto net = loader.net(name);
    if (!net)
        return tl::unexpected(net.error());
    return OpenedNet{std::move(*net), loader.digestOf(name)};
}

} // namespace indraj
