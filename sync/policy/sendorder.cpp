#include "sync/policy/sendorder.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace indraj {
namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;
constexpr qint64 small = 256LL << 10;

/// 0 up to 256 KiB left, then one more for every doubling.
int sizeClass(const UploadRecord &record, const QDateTime &now)
{
    const qint64 left = std::max<qint64>(0, record.size - record.committed);
    if (left <= small || (record.approvedAt.isValid() && record.approvedAt.msecsTo(now) >= dayMs))
        return 0;
    return static_cast<int>(std::bit_width(static_cast<quint64>((left - 1) / small)));
}

} // namespace

Urgency urgencyOf(const QString &service, const SendingPolicy &policy)
{
    if (policy.executive.contains(service))
        return Urgency::Executive;
    return policy.urgent.contains(service) ? Urgency::Urgent : Urgency::Ordinary;
}

QList<UploadRecord> sendOrder(QList<UploadRecord> records, const SendingPolicy &policy, const QDateTime &now)
{
    const auto rank = [&](const UploadRecord &record) {
        return std::tuple(urgencyOf(record.service, policy), sizeClass(record, now),
                          record.approvedAt.isValid() ? record.approvedAt.toMSecsSinceEpoch() : 0,
                          record.sequence);
    };
    std::stable_sort(records.begin(), records.end(),
                     [&](const UploadRecord &a, const UploadRecord &b) { return rank(a) < rank(b); });
    return records;
}

} // namespace indraj
