#include "storage/retention/policy.h"

#include "enrollment/jsonreader.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestDays = 365;
constexpr int largestMiB = 1 << 20; // 1 TiB
constexpr qint64 bytesInMiB = 1 << 20;

QJsonObject member(JsonReader &reader, const QJsonObject &root, QLatin1StringView key)
{
    if (!root.value(key).isObject())
        reader.fail(FormFault::BadValue, key, u"must be an object"_s);
    return root.value(key).toObject();
}

/// A limit in days and the warning before it.
void readDays(JsonReader &reader, const QJsonObject &root, QLatin1StringView key, int *most, int *warn)
{
    const QJsonObject object = member(reader, root, key);
    reader.onlyKeys(object, key, {"maximumDays"_L1, "warnDays"_L1});
    *most = reader.integer(object, key, "maximumDays"_L1, 1, longestDays);
    *warn = reader.integer(object, key, "warnDays"_L1, 0, longestDays);
    if (*warn >= *most)
        reader.fail(FormFault::BadValue, JsonReader::path(key, "warnDays"_L1),
                    u"must be less than maximumDays"_s);
}

} // namespace

Outcome<RetentionPolicy> parseRetentionPolicy(const QByteArray &json)
{
    JsonReader reader;
    RetentionPolicy policy;
    const QJsonObject root = reader.root(json);
    reader.onlyKeys(root, {}, {"version"_L1, "drafts"_L1, "offline"_L1, "disk"_L1});
    reader.integer(root, {}, "version"_L1, 1, 1);
    readDays(reader, root, "drafts"_L1, &policy.draftDays, &policy.draftWarnDays);
    readDays(reader, root, "offline"_L1, &policy.offlineDays, &policy.offlineWarnDays);
    const QJsonObject disk = member(reader, root, "disk"_L1);
    reader.onlyKeys(disk, u"disk"_s, {"floorMiB"_L1, "lowMiB"_L1});
    policy.floorBytes = reader.integer(disk, u"disk"_s, "floorMiB"_L1, 256, largestMiB) * bytesInMiB;
    policy.lowBytes = reader.integer(disk, u"disk"_s, "lowMiB"_L1, 256, largestMiB) * bytesInMiB;
    if (policy.lowBytes <= policy.floorBytes)
        reader.fail(FormFault::BadValue, u"disk.lowMiB"_s, u"must be more than floorMiB"_s);
    if (const auto &error = reader.error())
        return failed(StoreFault::Invalid,
                      u"retention policy: "_s + (error->where.isEmpty() ? QString() : error->where + u": "_s)
                          + error->detail);
    return policy;
}

} // namespace indraj
