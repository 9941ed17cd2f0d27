#include "sync/policy/sendingpolicy.h"

#include "enrollment/jsonreader.h"

#include <QJsonArray>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostMegabytes = 1'000'000;

QStringList services(JsonReader &reader, const QJsonObject &root, QLatin1StringView key)
{
    QStringList list;
    if (!root.value(key).isArray())
        reader.fail(FormFault::BadValue, key, u"must be a list of service ids"_s);
    const QJsonArray items = root.value(key).toArray();
    for (const QJsonValue &item : items) {
        if (item.toString().isEmpty() || list.contains(item.toString()))
            reader.fail(FormFault::BadValue, key, u"a service id that is empty or there twice"_s);
        list.append(item.toString());
    }
    return list;
}

} // namespace

tl::expected<SendingPolicy, QString> parseSendingPolicy(const QByteArray &json)
{
    JsonReader reader;
    SendingPolicy policy;
    const QJsonObject root = reader.root(json);
    reader.onlyKeys(root, {}, {"version"_L1, "executive"_L1, "urgent"_L1, "dailyMegabytes"_L1});
    reader.integer(root, {}, "version"_L1, 1, 1);
    policy.executive = services(reader, root, "executive"_L1);
    policy.urgent = services(reader, root, "urgent"_L1);
    policy.dailyBytes = reader.integer(root, {}, "dailyMegabytes"_L1, 0, mostMegabytes) * 1'000'000LL;
    for (const QString &service : std::as_const(policy.urgent)) {
        if (policy.executive.contains(service))
            reader.fail(FormFault::BadValue, u"urgent"_s, service + u" is executive too"_s);
    }
    if (const auto &error = reader.error())
        return tl::unexpected((error->where.isEmpty() ? QString() : error->where + u": "_s) + error->detail);
    return policy;
}

} // namespace indraj
