#pragma once

#include "storage/outcome.h"

#include <QByteArray>

namespace indraj {

/// How long what may be kept, and when to warn. Ages in whole days of 24 hours.
struct RetentionPolicy {
    int draftDays = 30; ///< greatest age of what was not sent; past it, deletion is offered
    int draftWarnDays = 7; ///< warned so many days before
    int offlineDays = 14; ///< packets may wait so long for central; past it no new enrolment is begun
    int offlineWarnDays = 4; ///< warned so many days before
    qint64 floorBytes = 1LL << 30; ///< no new enrolment below this much free disk
    qint64 lowBytes = 4LL << 30; ///< warned below this
};

/// resources/policy/retention.json. Strict: unknown, missing and repeated members, fractions, values out of
/// range and a warning that would come too late are StoreFault::Invalid, whose detail names the member.
Outcome<RetentionPolicy> parseRetentionPolicy(const QByteArray &json);

} // namespace indraj
