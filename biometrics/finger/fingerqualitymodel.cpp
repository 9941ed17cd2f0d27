#include "biometrics/finger/fingerqualitymodel.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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
    for (const QJsonValue &item : array) {
        if (!item.isDouble() || !std::isfinite(item.toDouble()))
            return {};
        list.push_back(item.toDouble());
    }
    return list;
}

bool sameFeatures(const QJsonArray &names)
{
    const auto &ours = featureNames();
    return std::equal(names.begin(), names.end(), ours.begin(), ours.end(),
                      [](const QJsonValue &a, const QByteArray &b) { return a.toString().toUtf8() == b; });
}

} // namespace

tl::expected<FingerQualityModel, FingerModelError> FingerQualityModel::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error({FingerModelFault::NotJson, problem.errorString()});
    for (const auto key : {"format"_L1, "algorithm"_L1, "features"_L1, "mean"_L1, "scale"_L1, "gamma"_L1,
                           "bias"_L1, "weights"_L1, "support"_L1}) {
        if (!object.contains(key))
            return Error({FingerModelFault::WrongFormat, key});
    }
    if (object["format"_L1].toInt() != 1 || object["algorithm"_L1].toString().isEmpty())
        return Error({FingerModelFault::WrongFormat, u"format or algorithm"_s});
    if (!sameFeatures(object["features"_L1].toArray()))
        return Error({FingerModelFault::WrongFeatures, {}});
    const size_t width = featureNames().size();
    const QJsonArray support = object["support"_L1].toArray();
    const auto mean = numbers(object["mean"_L1], width);
    const auto scale = numbers(object["scale"_L1], width);
    const auto weights = numbers(object["weights"_L1], size_t(support.size()));
    FingerQualityModel model;
    model.m_algorithm = object["algorithm"_L1].toString();
    model.m_gamma = object["gamma"_L1].toDouble();
    model.m_bias = object["bias"_L1].toDouble(NAN);
    const bool scaled = scale && std::all_of(scale->begin(), scale->end(), [](double s) { return s > 0; });
    if (!mean || !scaled || !weights || support.isEmpty() || !(model.m_gamma > 0)
        || !std::isfinite(model.m_bias))
        return Error({FingerModelFault::WrongNumbers, {}});
    for (const QJsonValue &row : support) {
        auto vector = numbers(row, width);
        if (!vector)
            return Error({FingerModelFault::WrongNumbers, u"support"_s});
        model.m_support.push_back(std::move(*vector));
    }
    model.m_mean = *mean;
    model.m_scale = *scale;
    model.m_weights = *weights;
    return model;
}

tl::expected<FingerQualityModel, FingerModelError> FingerQualityModel::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestModel)
        return Error({FingerModelFault::NotReadable, path});
    return fromJson(file.readAll());
}

double FingerQualityModel::rawEstimate(const std::vector<double> &features) const
{
    std::vector<double> scaled(features.size());
    for (size_t i = 0; i < features.size(); ++i)
        scaled[i] = (features[i] - m_mean[i]) / m_scale[i];
    double score = m_bias;
    for (size_t v = 0; v < m_support.size(); ++v) {
        double distance = 0;
        for (size_t i = 0; i < scaled.size(); ++i)
            distance += (scaled[i] - m_support[v][i]) * (scaled[i] - m_support[v][i]);
        score += m_weights[v] * std::exp(-m_gamma * distance);
    }
    return score;
}

int FingerQualityModel::estimate(const FingerMeasures &measures) const
{
    return std::clamp(int(std::lround(rawEstimate(featureVector(measures)))), 0, 100);
}

} // namespace indraj
