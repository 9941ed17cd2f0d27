#include "capture/face/rules/portraitrules.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Value> using Parsed = tl::expected<Value, ThresholdError>;
using Fault = ThresholdFault;

constexpr qsizetype longestText = 300;
constexpr qsizetype mostProfiles = 32;

tl::unexpected<ThresholdError> refused(Fault fault, const QString &where, const QString &detail)
{
    return tl::unexpected(ThresholdError{fault, where, detail});
}

/// Exactly the `wanted` keys, no other and none missing.
Parsed<void> hasKeys(const QJsonObject &object, const QStringList &wanted, const QString &where)
{
    for (const QString &key : object.keys())
        if (!wanted.contains(key))
            return refused(Fault::UnknownKey, where + u'.' + key, u"no such key"_s);
    for (const QString &key : wanted)
        if (!object.contains(key))
            return refused(Fault::MissingKey, where + u'.' + key, u"is missing"_s);
    return {};
}

Parsed<QString> textOf(const QJsonObject &object, const QString &key, const QString &where)
{
    const QJsonValue value = object.value(key);
    const QString text = value.toString();
    if (!value.isString() || text.isEmpty() || text.size() > longestText)
        return refused(Fault::BadValue, where + u'.' + key, u"must be a text"_s);
    return text;
}

Parsed<std::optional<double>> endOf(const QJsonValue &value, const FaceMeasureInfo &info,
                                    const QString &where)
{
    if (value.isNull())
        return std::optional<double>();
    if (!value.isDouble() || value.toDouble() < info.low || value.toDouble() > info.high)
        return refused(Fault::BadValue, where,
                       u"must be null or a number from %1 to %2"_s.arg(info.low).arg(info.high));
    return std::optional<double>(value.toDouble());
}

Parsed<NativeRange> rangeOf(const QJsonObject &object, const QString &key, const FaceMeasureInfo &info,
                            const QString &where)
{
    const QString path = where + u'.' + key;
    const QJsonArray ends = object.value(key).toArray();
    if (!object.value(key).isArray() || ends.size() != 2)
        return refused(Fault::BadValue, path, u"must be two numbers or nulls"_s);
    const auto low = endOf(ends.at(0), info, path);
    const auto high = endOf(ends.at(1), info, path);
    if (!low || !high)
        return tl::unexpected(low ? high.error() : low.error());
    if (*low && *high && **low > **high)
        return refused(Fault::BadValue, path, u"the ends are the wrong way round"_s);
    return NativeRange{*low, *high};
}

bool liesWithin(const NativeRange &inner, const NativeRange &outer)
{
    const bool low = !outer.low || (inner.low && *inner.low >= *outer.low);
    const bool high = !outer.high || (inner.high && *inner.high <= *outer.high);
    return low && high;
}

Parsed<RuleLevel> levelOf(const QJsonObject &object, const FaceMeasureInfo &info, const QString &where)
{
    const QString level = object.value(u"level"_s).toString();
    if (level == "inform"_L1)
        return RuleLevel::Inform;
    if (level == "warn"_L1)
        return RuleLevel::Warn;
    if (level != "require"_L1)
        return refused(Fault::BadValue, where + u".level"_s, u"must be inform, warn or require"_s);
    if (info.dependence != Dependence::None)
        return refused(Fault::BadValue, where + u".level"_s,
                       u"depends on skin or dress: it may warn, never require"_s);
    return RuleLevel::Require;
}

Parsed<PortraitRule> ruleOf(const QString &key, const QJsonValue &value, const QString &parent)
{
    const QString where = parent + u'.' + key;
    const auto id = faceMeasureByKey(key);
    if (!id)
        return refused(Fault::UnknownKey, where, u"no such measure"_s);
    if (!value.isObject())
        return refused(Fault::BadValue, where, u"must be an object"_s);
    const QJsonObject object = value.toObject();
    if (const auto keys = hasKeys(object, {u"level"_s, u"good"_s, u"accept"_s, u"source"_s}, where); !keys)
        return tl::unexpected(keys.error());
    const FaceMeasureInfo &info = faceMeasureInfo(*id);
    const auto level = levelOf(object, info, where);
    const auto good = rangeOf(object, u"good"_s, info, where);
    const auto accept = rangeOf(object, u"accept"_s, info, where);
    const auto source = textOf(object, u"source"_s, where);
    if (!level)
        return tl::unexpected(level.error());
    if (!good || !accept)
        return tl::unexpected(good ? accept.error() : good.error());
    if (!source)
        return tl::unexpected(source.error());
    if (!liesWithin(*good, *accept))
        return refused(Fault::BadValue, where, u"good must lie within accept"_s);
    return PortraitRule{*id, *level, *good, *accept, *source};
}

Parsed<std::vector<PortraitRule>> commonRules(const QJsonValue &value)
{
    const QString where = u"rules"_s;
    if (!value.isObject())
        return refused(Fault::BadValue, where, u"must be an object"_s);
    const QJsonObject object = value.toObject();
    QStringList wanted;
    for (const auto &unit : faceMeasureUnits())
        wanted.append(QString::fromLatin1(unit.info.key));
    if (const auto keys = hasKeys(object, wanted, where); !keys)
        return tl::unexpected(keys.error());
    std::vector<PortraitRule> rules;
    for (const QString &key : wanted) {
        auto rule = ruleOf(key, object.value(key), where);
        if (!rule)
            return tl::unexpected(rule.error());
        rules.push_back(std::move(*rule));
    }
    return rules;
}

Parsed<QStringList> confirmationsOf(const QJsonValue &value, const QString &where)
{
    if (!value.isArray())
        return refused(Fault::BadValue, where, u"must be a list"_s);
    const QStringList known = portraitConfirmations();
    QStringList confirmations;
    for (const auto &entry : value.toArray()) {
        const QString code = entry.toString();
        if (!known.contains(code) || confirmations.contains(code))
            return refused(Fault::BadValue, where, u"unknown or named twice: "_s + code.left(40));
        confirmations.append(code);
    }
    return confirmations;
}

bool readAges(const QJsonValue &value, PortraitProfile &profile)
{
    const auto years = [](const QJsonValue &entry) {
        constexpr int mostYears = 130;
        const double number = entry.toDouble(-1);
        const bool whole = number >= 0 && number <= mostYears && number == std::floor(number);
        return whole ? std::optional(static_cast<int>(number)) : std::nullopt;
    };
    const QJsonArray ages = value.toArray();
    const auto from = years(ages.at(0));
    const auto to = years(ages.at(1));
    if (ages.size() != 2 || !from || (!to && !ages.at(1).isNull()) || (to && *to < *from))
        return false;
    profile.fromAge = *from;
    profile.toAge = to;
    return true;
}

Parsed<PortraitProfile> profileOf(const QString &name, const QJsonValue &value,
                                  const std::vector<PortraitRule> &common)
{
    const QString where = u"profiles."_s + name.left(40);
    if (name.isEmpty() || name.size() > 40 || !value.isObject())
        return refused(Fault::BadValue, where, u"must be a name and an object"_s);
    const QJsonObject object = value.toObject();
    const QStringList wanted{u"headCoveringAllowed"_s, u"confirm"_s, u"leastConfidence"_s, u"rules"_s,
                             u"ages"_s};
    if (const auto keys = hasKeys(object, wanted, where); !keys)
        return tl::unexpected(keys.error());
    PortraitProfile profile;
    profile.name = name;
    profile.rules = common;
    if (!readAges(object.value(wanted[4]), profile))
        return refused(Fault::BadValue, where + u'.' + wanted[4],
                       u"must be whole years from 0 to 130, the second not less or null"_s);
    if (!object.value(wanted[0]).isBool())
        return refused(Fault::BadValue, where + u'.' + wanted[0], u"must be true or false"_s);
    profile.headCoveringAllowed = object.value(wanted[0]).toBool();
    auto confirmations = confirmationsOf(object.value(wanted[1]), where + u'.' + wanted[1]);
    if (!confirmations)
        return tl::unexpected(confirmations.error());
    profile.confirmations = std::move(*confirmations);
    const QJsonValue confidence = object.value(wanted[2]);
    profile.leastConfidence = confidence.toDouble(-1);
    if (profile.leastConfidence < 0 || profile.leastConfidence > 1)
        return refused(Fault::BadValue, where + u'.' + wanted[2], u"must be a number from 0 to 1"_s);
    if (!object.value(wanted[3]).isObject())
        return refused(Fault::BadValue, where + u'.' + wanted[3], u"must be an object"_s);
    const QJsonObject own = object.value(wanted[3]).toObject();
    for (const QString &key : own.keys()) {
        auto rule = ruleOf(key, own.value(key), where + u".rules"_s);
        if (!rule)
            return tl::unexpected(rule.error());
        profile.rules[static_cast<std::size_t>(rule->id)] = std::move(*rule);
    }
    return profile;
}

} // namespace

const PortraitProfile *PortraitRules::profile(const QString &name) const
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&](const PortraitProfile &profile) { return profile.name == name; });
    return found == profiles.end() ? nullptr : &*found;
}

QStringList portraitConfirmations()
{
    return {u"sameAsApplicant"_s, u"expression"_s,       u"brows"_s,          u"coveringLeavesFaceFree"_s,
            u"headUncovered"_s,   u"noHandsOrSupport"_s, u"noShadowOnFace"_s, u"reasonOnRecord"_s};
}

tl::expected<PortraitRules, ThresholdError> parsePortraitRules(const QByteArray &json)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return refused(Fault::Malformed, {}, problem.errorString());
    const QJsonObject root = document.object();
    if (root.value(u"format"_s).toString() != "indraj-portrait-rules-1"_L1)
        return refused(Fault::Malformed, u"format"_s, u"not portrait rules"_s);
    if (const auto keys = hasKeys(root, {u"format"_s, u"rules"_s, u"profiles"_s}, u"file"_s); !keys)
        return tl::unexpected(keys.error());
    const auto common = commonRules(root.value(u"rules"_s));
    if (!common)
        return tl::unexpected(common.error());
    const QJsonObject profiles = root.value(u"profiles"_s).toObject();
    if (profiles.isEmpty() || profiles.size() > mostProfiles)
        return refused(Fault::BadValue, u"profiles"_s, u"must be 1 to %1 profiles"_s.arg(mostProfiles));
    PortraitRules rules;
    for (const QString &name : profiles.keys()) {
        auto profile = profileOf(name, profiles.value(name), *common);
        if (!profile)
            return tl::unexpected(profile.error());
        rules.profiles.push_back(std::move(*profile));
    }
    return rules;
}

tl::expected<PortraitRules, ThresholdError> loadPortraitRules(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(Fault::Unreadable, QFileInfo(path).fileName(), file.errorString());
    return parsePortraitRules(file.readAll());
}

} // namespace indraj
