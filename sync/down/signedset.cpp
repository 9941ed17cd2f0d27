#include "sync/down/signedset.h"

#include "sync/canonicaljson.h"
#include "sync/cms.h"
#include "sync/osiaenrollment.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestItemName = 100;
constexpr qsizetype largestSetList = 256 << 10;

tl::unexpected<SetError> badSet(const QString &what)
{
    return tl::unexpected(SetError{SetFault::BadContent, what});
}

std::optional<SetItem> itemOf(const QJsonObject &object)
{
    const QByteArray hex = object.value("sha256"_L1).toString().toLatin1();
    const SetItem item{object.value("name"_L1).toString(), object.value("length"_L1).toInteger(),
                       QByteArray::fromHex(hex)};
    if (object.size() != 3 || !isItemName(item.name) || item.length < 1
        || item.length > signedset::largestItem || item.sha256.size() != 32 || item.sha256.toHex() != hex)
        return std::nullopt;
    return item;
}

/// "reference", or "staff" with the station's id.
bool takeChannel(const QJsonObject &json, SignedSet *set)
{
    const QString channel = json.value("channel"_L1).toString();
    set->station = json.value("station"_L1).toString();
    if (!json.value("station"_L1).isString())
        return false;
    for (const SetChannel each : {SetChannel::Reference, SetChannel::Staff}) {
        if (channel == channelName(each)) {
            set->channel = each;
            return set->station.isEmpty() == (each == SetChannel::Reference);
        }
    }
    return false;
}

bool takeItems(const QJsonArray &items, SignedSet *set)
{
    QSet<QString> names;
    qint64 total = 0;
    for (const QJsonValue &value : items) {
        const auto item = itemOf(value.toObject());
        if (!item || names.contains(item->name))
            return false;
        names.insert(item->name);
        total += item->length;
        set->items.append(*item);
    }
    return !set->items.isEmpty() && set->items.size() <= signedset::mostItems
        && total <= signedset::largestSet;
}

} // namespace

QString channelName(SetChannel channel)
{
    return channel == SetChannel::Reference ? u"reference"_s : u"staff"_s;
}

bool isItemName(const QString &name)
{
    static const QRegularExpression shape(u"\\A[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*){0,2}\\z"_s);
    return name.size() <= longestItemName && shape.match(name).hasMatch();
}

tl::expected<SignedSet, SetError> parseSet(const QByteArray &bytes)
{
    if (bytes.size() > largestSetList)
        return badSet(u"too large"_s);
    const auto json = parseCanonicalJson(bytes);
    if (!json)
        return badSet(json.error());
    if (json->value("setFormat"_L1).toInteger() != 1)
        return badSet(u"setFormat"_s);
    SignedSet set;
    set.version = json->value("version"_L1).toInteger();
    set.madeAt = QDateTime::fromString(json->value("madeAt"_L1).toString(), Qt::ISODateWithMs);
    if (json->size() != 6 || set.version < 1 || !set.madeAt.isValid()
        || wireTime(set.madeAt) != json->value("madeAt"_L1).toString())
        return badSet(u"members"_s);
    if (!takeChannel(*json, &set))
        return badSet(u"channel"_s);
    if (!takeItems(json->value("items"_L1).toArray(), &set))
        return badSet(u"items"_s);
    return set;
}

tl::expected<SignedSet, SetError> readSet(const QByteArray &der, const QByteArray &pinnedPem,
                                          SetChannel channel, const QString &station)
{
    const auto verified = cms::verify(der, pinnedPem, cms::Anchor::Pinned);
    if (!verified)
        return tl::unexpected(SetError{SetFault::NotSigned, verified.error().detail});
    auto set = parseSet(verified->content);
    if (set
        && (set->channel != channel || set->station != (channel == SetChannel::Staff ? station : QString())))
        return tl::unexpected(SetError{SetFault::OtherChannel, {}});
    return set;
}

} // namespace indraj
