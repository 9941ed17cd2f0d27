#include "biometrics/iris/irispolicyfile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largestIrisPolicy = 20'000; ///< bytes

using IrisUnexpected = tl::unexpected<IrisPolicyError>;

IrisUnexpected irisFault(IrisPolicyFault kind, const QString &detail)
{
    return IrisUnexpected(IrisPolicyError{kind, detail});
}

tl::expected<void, IrisPolicyError> onlyIrisKeys(const QJsonObject &object,
                                                 std::initializer_list<QLatin1StringView> known)
{
    for (const QString &key : object.keys()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            return irisFault(IrisPolicyFault::UnknownKey, key);
    }
    return {};
}

tl::expected<double, IrisPolicyError> irisNumber(const QJsonObject &object, QLatin1StringView key,
                                                 double least, double most)
{
    const double number = object[key].toDouble(NAN);
    if (!object[key].isDouble() || number < least || number > most)
        return irisFault(IrisPolicyFault::OutOfRange, key);
    return number;
}

tl::expected<int, IrisPolicyError> irisWhole(const QJsonObject &object, QLatin1StringView key, int least,
                                             int most)
{
    const auto number = irisNumber(object, key, least, most);
    if (!number)
        return tl::unexpected(number.error());
    if (*number != std::floor(*number))
        return irisFault(IrisPolicyFault::OutOfRange, key);
    return int(*number);
}

tl::expected<IrisRange, IrisPolicyError> readIrisRange(const QString &key, const QJsonObject &object)
{
    constexpr double mostValue = 1000;
    const auto measure = irisMeasureOf(key);
    if (!measure)
        return irisFault(IrisPolicyFault::UnknownKey, key);
    if (const auto known = onlyIrisKeys(object, {"source"_L1, "lower"_L1, "upper"_L1}); !known)
        return tl::unexpected(known.error());
    IrisRange range;
    range.measure = *measure;
    for (const auto &[name, bound] :
         {std::pair{"lower"_L1, &range.lower}, std::pair{"upper"_L1, &range.upper}}) {
        if (!object.contains(name))
            continue;
        const auto value = irisNumber(object, name, 0, mostValue);
        if (!value)
            return tl::unexpected(value.error());
        *bound = *value;
    }
    const bool isEmpty = !range.lower && !range.upper;
    if (isEmpty || (range.lower && range.upper && *range.lower >= *range.upper))
        return irisFault(IrisPolicyFault::OutOfRange, key);
    return range;
}

tl::expected<IrisPolicy, IrisPolicyError> readIrisProfile(const QString &name, const QJsonObject &object)
{
    if (const auto known = onlyIrisKeys(object, {"source"_L1, "acceptFrom"_L1, "maxTries"_L1, "measures"_L1});
        !known)
        return tl::unexpected(known.error());
    IrisPolicy policy;
    policy.profile = name;
    const auto acceptFrom = irisWhole(object, "acceptFrom"_L1, 0, 100);
    const auto tries = irisWhole(object, "maxTries"_L1, 1, 10);
    if (!acceptFrom || !tries)
        return tl::unexpected(acceptFrom ? tries.error() : acceptFrom.error());
    policy.acceptFrom = *acceptFrom;
    policy.maxTries = *tries;
    if (!object["measures"_L1].isObject())
        return irisFault(IrisPolicyFault::OutOfRange, u"measures"_s);
    const QJsonObject measures = object["measures"_L1].toObject();
    for (const QString &key : measures.keys()) {
        const auto range = readIrisRange(key, measures[key].toObject());
        if (!range)
            return tl::unexpected(range.error());
        policy.ranges.append(*range);
    }
    return policy;
}

} // namespace

tl::expected<IrisPolicy, IrisPolicyError> readIrisPolicy(const QByteArray &json, const QString &profile)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return irisFault(IrisPolicyFault::NotJson, problem.errorString());
    const QJsonObject object = document.object();
    if (const auto known = onlyIrisKeys(object, {"format"_L1, "profile"_L1, "profiles"_L1}); !known)
        return tl::unexpected(known.error());
    if (object["format"_L1].toInt() != 1)
        return irisFault(IrisPolicyFault::WrongFormat, {});
    const QString wanted = profile.isEmpty() ? object["profile"_L1].toString() : profile;
    const QJsonObject profiles = object["profiles"_L1].toObject();
    tl::expected<IrisPolicy, IrisPolicyError> chosen = irisFault(IrisPolicyFault::UnknownKey, wanted);
    for (const QString &name : profiles.keys()) {
        auto policy = readIrisProfile(name, profiles[name].toObject());
        if (!policy)
            return policy;
        if (name == wanted)
            chosen = policy;
    }
    return chosen;
}

tl::expected<IrisPolicy, IrisPolicyError> loadIrisPolicy(const QString &path, const QString &profile)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestIrisPolicy)
        return irisFault(IrisPolicyFault::NotReadable, path);
    return readIrisPolicy(file.readAll(), profile);
}

} // namespace indraj
