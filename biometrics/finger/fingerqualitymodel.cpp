#include "biometrics/finger/fingerqualitymodel.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <optional>

namespace indraj {
namespace {

constexpr qint64 largestModel = 1'000'000; ///< bytes

using Error = tl::unexpected<FingerModelError>;
using namespace Qt::Literals::StringLiterals;

std::optional<std::vector<double>> numbers(const QJsonValue &value, size_t count)
{
    const QJsonArray array = value.toArray();
    if (size_t(array.size()) != count)
        return {};
    std::vector<double> list;
    for (const auto &item : array) {
        if (!item.isDouble() || !std::isfinite(item.toDouble()))
            return {};
        list.push_back(item.toDouble());
    }
    return list;
}

bool isTaken(const QByteArray &name, MeasureSet set)
{
    return set == MeasureSet::All || name.startsWith("FDA_") || name.startsWith("OCL_") || name == "Mu"
        || name == "MMB";
}

/// Where the named measures are in featureVector(); none when one is unknown, named twice or not taken.
std::optional<std::vector<size_t>> featureIndices(const QJsonArray &names, MeasureSet set)
{
    const auto &ours = featureNames();
    std::vector<size_t> indices;
    for (const auto &value : names) {
        const QByteArray name = value.toString().toUtf8();
        const auto found = std::find(ours.begin(), ours.end(), name);
        const auto index = size_t(found - ours.begin());
        if (found == ours.end() || !isTaken(name, set)
            || std::find(indices.begin(), indices.end(), index) != indices.end())
            return {};
        indices.push_back(index);
    }
    if (indices.empty())
        return {};
    return indices;
}

} // namespace

tl::expected<FingerQualityModel::Regression, FingerModelError>
FingerQualityModel::regressionFrom(const QJsonObject &object, MeasureSet set)
{
    for (const auto key : {"algorithm"_L1, "features"_L1, "mean"_L1, "scale"_L1, "gamma"_L1, "bias"_L1,
                           "weights"_L1, "support"_L1, "counts"_L1}) {
        if (!object.contains(key))
            return Error({FingerModelFault::WrongFormat, key});
    }
    Regression result;
    result.algorithm = object["algorithm"_L1].toString();
    if (result.algorithm.isEmpty())
        return Error({FingerModelFault::WrongFormat, u"algorithm"_s});
    const auto features = featureIndices(object["features"_L1].toArray(), set);
    if (!features)
        return Error({FingerModelFault::WrongFeatures, {}});
    result.features = *features;
    const QString counts = object["counts"_L1].toString();
    if (counts != "plain"_L1 && counts != "root"_L1)
        return Error({FingerModelFault::WrongFormat, u"counts"_s});
    for (const size_t index : *features)
        result.root.push_back(counts == "root"_L1 && isCount(featureNames()[index]));
    const size_t width = features->size();
    const QJsonArray support = object["support"_L1].toArray();
    const auto mean = numbers(object["mean"_L1], width);
    const auto scale = numbers(object["scale"_L1], width);
    const auto weights = numbers(object["weights"_L1], size_t(support.size()));
    result.gamma = object["gamma"_L1].toDouble();
    result.bias = object["bias"_L1].toDouble(NAN);
    const bool scaled = scale && std::all_of(scale->begin(), scale->end(), [](double s) { return s > 0; });
    if (!mean || !scaled || !weights || support.isEmpty() || !(result.gamma > 0)
        || !std::isfinite(result.bias))
        return Error({FingerModelFault::WrongNumbers, {}});
    for (const auto &row : support) {
        auto vector = numbers(QJsonValue(row), width);
        if (!vector)
            return Error({FingerModelFault::WrongNumbers, u"support"_s});
        result.support.push_back(std::move(*vector));
    }
    result.mean = *mean;
    result.scale = *scale;
    result.weights = *weights;
    return result;
}

tl::expected<FingerQualityModel, FingerModelError> FingerQualityModel::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error({FingerModelFault::NotJson, problem.errorString()});
    if (object["format"_L1].toInt() != 3 || !object["preview"_L1].isObject())
        return Error({FingerModelFault::WrongFormat, u"format or preview"_s});
    auto all = regressionFrom(object, MeasureSet::All);
    if (!all)
        return tl::unexpected(all.error());
    auto preview = regressionFrom(object["preview"_L1].toObject(), MeasureSet::Preview);
    if (!preview)
        return tl::unexpected(preview.error());
    FingerQualityModel model;
    model.m_all = std::move(*all);
    model.m_preview = std::move(*preview);
    return model;
}

tl::expected<FingerQualityModel, FingerModelError> FingerQualityModel::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestModel)
        return Error({FingerModelFault::NotReadable, path});
    return fromJson(file.readAll());
}

double FingerQualityModel::rawEstimate(const std::vector<double> &features, MeasureSet set) const
{
    const Regression &r = regression(set);
    std::vector<double> scaled(r.features.size());
    for (size_t i = 0; i < scaled.size(); ++i) {
        const double value = features[r.features[i]];
        scaled[i] = ((r.root[i] ? std::sqrt(std::max(0.0, value)) : value) - r.mean[i]) / r.scale[i];
    }
    double score = r.bias;
    for (size_t v = 0; v < r.support.size(); ++v) {
        double distance = 0;
        for (size_t i = 0; i < scaled.size(); ++i)
            distance += (scaled[i] - r.support[v][i]) * (scaled[i] - r.support[v][i]);
        score += r.weights[v] * std::exp(-r.gamma * distance);
    }
    return score;
}

int FingerQualityModel::estimate(const FingerMeasures &measures) const
{
    const double raw = rawEstimate(featureVector(measures), measures.set);
    return std::clamp(int(std::lround(raw)), 0, 100);
}

} // namespace indraj
