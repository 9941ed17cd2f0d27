#include "capture/finger/fingerpolicyfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <initializer_list>
#include <utility>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;
constexpr qint64 largestFile = 20'000;
constexpr int oldest = 150;

using Fault = tl::unexpected<PolicyError>;

Fault fault(PolicyFault kind, const QString &detail) { return Fault(PolicyError{kind, detail}); }

tl::expected<void, PolicyError> onlyKeys(const QJsonObject &object,
                                         std::initializer_list<QLatin1StringView> known)
{
    for (const QString &key : object.keys()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            return fault(PolicyFault::UnknownKey, key);
    }
    return {};
}

tl::expected<int, PolicyError> wholeNumber(const QJsonObject &object, QLatin1StringView key, int least,
                                           int most)
{
    const QJsonValue value = object[key];
    const double number = value.toDouble(NAN);
    if (!value.isDouble() || number != std::floor(number) || number < least || number > most)
        return fault(PolicyFault::OutOfRange, key);
    return int(number);
}

tl::expected<FingerBand, PolicyError> readBand(const QJsonObject &object)
{
    if (const auto known
        = onlyKeys(object, {"fromAge"_L1, "thumb"_L1, "index"_L1, "middle"_L1, "ring"_L1, "little"_L1});
        !known)
        return tl::unexpected(known.error());
    FingerBand band;
    const auto age = wholeNumber(object, "fromAge"_L1, 0, oldest);
    if (!age)
        return tl::unexpected(age.error());
    band.fromAge = *age;
    for (const auto &[key, floor] :
         {std::pair{"thumb"_L1, &band.floors.thumb}, std::pair{"index"_L1, &band.floors.index},
          std::pair{"middle"_L1, &band.floors.middle}, std::pair{"ring"_L1, &band.floors.ring},
          std::pair{"little"_L1, &band.floors.little}}) {
        const auto value = wholeNumber(object, key, 0, 100);
        if (!value)
            return tl::unexpected(value.error());
        *floor = *value;
    }
    return band;
}

/// 4-4-2 where the profile does not say.
tl::expected<FingerSequence, PolicyError> readSequence(const QJsonObject &object)
{
    const QString name = object["sequence"_L1].toString(u"4-4-2"_s);
    if (name == "4-4-2"_L1)
        return FingerSequence::FourFourTwo;
    if (name == "4-1-4-1"_L1)
        return FingerSequence::FourOneFourOne;
    if (name == "singles"_L1)
        return FingerSequence::TenSingles;
    return fault(PolicyFault::OutOfRange, u"sequence"_s);
}

/// On where the profile does not say.
tl::expected<HandCheck, PolicyError> readHandCheck(const QJsonObject &object)
{
    const QString name = object["handCheck"_L1].toString(u"on"_s);
    if (name == "on"_L1)
        return HandCheck::On;
    if (name == "off"_L1)
        return HandCheck::Off;
    if (name == "evaluate"_L1)
        return HandCheck::Evaluate;
    return fault(PolicyFault::OutOfRange, u"handCheck"_s);
}

tl::expected<FingerPolicy, PolicyError> readProfile(const QString &name, const QJsonObject &object)
{
    if (const auto known
        = onlyKeys(object, {"source"_L1, "maxTries"_L1, "sequence"_L1, "handCheck"_L1, "bands"_L1});
        !known)
        return tl::unexpected(known.error());
    FingerPolicy policy;
    policy.profile = name;
    const auto tries = wholeNumber(object, "maxTries"_L1, 1, 10);
    if (!tries)
        return tl::unexpected(tries.error());
    policy.maxTries = *tries;
    const auto sequence = readSequence(object);
    if (!sequence)
        return tl::unexpected(sequence.error());
    policy.sequence = *sequence;
    const auto handCheck = readHandCheck(object);
    if (!handCheck)
        return tl::unexpected(handCheck.error());
    policy.handCheck = *handCheck;
    const QJsonArray bands = object["bands"_L1].toArray();
    for (const auto &value : bands) {
        const auto band = readBand(value.toObject());
        if (!band)
            return tl::unexpected(band.error());
        const bool inOrder
            = policy.bands.isEmpty() ? band->fromAge == 0 : band->fromAge > policy.bands.last().fromAge;
        if (!inOrder)
            return fault(PolicyFault::OutOfRange, u"fromAge"_s);
        policy.bands.append(*band);
    }
    if (policy.bands.isEmpty())
        return fault(PolicyFault::OutOfRange, u"bands"_s);
    return policy;
}

} // namespace

tl::expected<FingerPolicy, PolicyError> readFingerPolicy(const QByteArray &json, const QString &profile)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return fault(PolicyFault::NotJson, problem.errorString());
    const QJsonObject object = document.object();
    if (const auto known = onlyKeys(object, {"format"_L1, "profile"_L1, "profiles"_L1}); !known)
        return tl::unexpected(known.error());
    if (object["format"_L1].toInt() != 2)
        return fault(PolicyFault::WrongFormat, {});
    const QString wanted = profile.isEmpty() ? object["profile"_L1].toString() : profile;
    const QJsonObject profiles = object["profiles"_L1].toObject();
    tl::expected<FingerPolicy, PolicyError> chosen = fault(PolicyFault::UnknownProfile, wanted);
    for (const QString &name : profiles.keys()) {
        auto policy = readProfile(name, profiles[name].toObject());
        if (!policy)
            return policy;
        if (name == wanted)
            chosen = policy;
    }
    return chosen;
}

tl::expected<FingerPolicy, PolicyError> loadFingerPolicy(const QString &path, const QString &profile)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return fault(PolicyFault::NotReadable, path);
    return readFingerPolicy(file.readAll(), profile);
}

} // namespace indraj
