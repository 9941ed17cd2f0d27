#include "capture/finger/fingerpolicyfile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <optional>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;
constexpr qint64 largestFile = 10'000;

std::optional<int> wholeNumber(const QJsonValue &value, int least, int most)
{
    const double number = value.toDouble(NAN);
    if (!value.isDouble() || number != std::floor(number) || number < least || number > most)
        return {};
    return int(number);
}

} // namespace

tl::expected<FingerPolicy, PolicyError> readFingerPolicy(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return tl::unexpected(PolicyError{PolicyFault::NotJson, problem.errorString()});
    const QJsonObject object = document.object();
    for (const QString &key : object.keys()) {
        if (key != "format"_L1 && key != "acceptFrom"_L1 && key != "maxTries"_L1)
            return tl::unexpected(PolicyError{PolicyFault::UnknownKey, key});
    }
    if (object["format"_L1].toInt() != 1)
        return tl::unexpected(PolicyError{PolicyFault::WrongFormat, {}});
    const auto acceptFrom = wholeNumber(object["acceptFrom"_L1], 0, 100);
    if (!acceptFrom)
        return tl::unexpected(PolicyError{PolicyFault::OutOfRange, u"acceptFrom"_s});
    const auto maxTries = wholeNumber(object["maxTries"_L1], 1, 10);
    if (!maxTries)
        return tl::unexpected(PolicyError{PolicyFault::OutOfRange, u"maxTries"_s});
    return FingerPolicy{*acceptFrom, *maxTries};
}

tl::expected<FingerPolicy, PolicyError> loadFingerPolicy(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return tl::unexpected(PolicyError{PolicyFault::NotReadable, path});
    return readFingerPolicy(file.readAll());
}

} // namespace indraj
