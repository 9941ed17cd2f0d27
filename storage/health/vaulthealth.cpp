#include "storage/audit/ledger.h"
#include "storage/health/contentlook.h"
#include "storage/vault.h"

#include <QFile>

#include <algorithm>
#include <limits>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 secondsInDay = 86400;
/// What an enrolment needs until experience says otherwise.
constexpr qint64 usualEnrolment = 4 << 20;
constexpr qint64 smallestEnrolment = 256 << 10;

Outcome<QDateTime> readTime(Database &database, const char *sql)
{
    Statement row = database.prepare(sql);
    return row.step().map([&](bool found) { return found ? row.time(0) : QDateTime(); });
}

/// Bytes of disk a new enrolment will need: its pictures and its packet lie there together until central's
/// receipt, and a packet is about as large as its pictures.
Outcome<qint64> meanEnrolment(Database &database)
{
    auto mean = database.readInteger(
        "SELECT cast(2 * avg(size) AS INTEGER) FROM (SELECT size FROM packet WHERE size > 0"
        " ORDER BY sealed_at DESC LIMIT 50)");
    if (!mean)
        return mean;
    return *mean > 0 ? std::max(*mean, smallestEnrolment) : usualEnrolment;
}

/// Whole days until `limit` days after `from`; 0 once it is reached.
int daysLeft(const QDateTime &from, int limit, const QDateTime &now)
{
    const qint64 seconds = now.secsTo(from.addDays(limit));
    return static_cast<int>(std::clamp<qint64>((seconds + secondsInDay - 1) / secondsInDay, 0, limit));
}

} // namespace

Outcome<int> Vault::offlineDaysLeft()
{
    // Waiting alone is no sign of being offline for long: a packet of today may be the first in weeks.
    const auto waiting
        = readTime(m_session->database,
                   "SELECT min(p.approved_at) FROM packet p JOIN enrolment e ON e.id = p.enrolment"
                   " WHERE e.state IN ('approved', 'sealed', 'sending')");
    const auto receipt = readTime(m_session->database, "SELECT max(received_at) FROM packet");
    if (!waiting || !receipt)
        return tl::unexpected(waiting ? receipt.error() : waiting.error());
    if (!waiting->isValid())
        return -1;
    const QDateTime since = receipt->isValid() ? std::max(*waiting, *receipt) : *waiting;
    return daysLeft(since, m_options.retention.offlineDays, m_options.nowUtc());
}

Outcome<void> Vault::checkMayBegin()
{
    const auto room = freeBytes(m_folder);
    if (!room)
        return tl::unexpected(room.error());
    if (*room < m_options.minimumFreeBytes)
        return failed(StoreFault::DiskFull, u"less free disk than a new enrolment may need"_s);
    const auto offline = offlineDaysLeft();
    if (!offline)
        return tl::unexpected(offline.error());
    if (*offline == 0)
        return failed(StoreFault::Refused,
                      u"packets have waited for central longer than the policy allows: send first"_s);
    return {};
}

Outcome<void> Vault::readCounts(StationHealth *health)
{
    Database &database = m_session->database;
    const auto drafts = database.readInteger(
        "SELECT count(*) FROM enrolment WHERE state IN ('draft', 'reviewed', 'signed-off', 'returned')");
    const auto waiting = database.readInteger(
        "SELECT count(*) FROM enrolment WHERE state IN ('approved', 'sealed', 'sending')");
    const auto oldest
        = readTime(database,
                   "SELECT min(created_at) FROM enrolment WHERE state IN ('draft', 'reviewed', 'signed-off',"
                   " 'returned')");
    const auto receipt = readTime(database, "SELECT max(received_at) FROM packet");
    if (!drafts || !waiting)
        return tl::unexpected(drafts ? waiting.error() : drafts.error());
    if (!oldest || !receipt)
        return tl::unexpected(oldest ? receipt.error() : oldest.error());
    health->drafts = static_cast<int>(*drafts);
    health->waiting = static_cast<int>(*waiting);
    health->oldestDraftAt = *oldest;
    health->lastReceiptAt = *receipt;
    if (oldest->isValid())
        health->draftDaysLeft = daysLeft(*oldest, m_options.retention.draftDays, m_options.nowUtc());
    return {};
}

QList<StationWarning> Vault::warningsOf(const StationHealth &health) const
{
    const RetentionPolicy &policy = m_options.retention;
    QList<StationWarning> warnings;
    if (health.contents == LookState::Damaged)
        warnings << StationWarning::ContentDamaged;
    if (health.freeBytes < health.floorBytes)
        warnings << StationWarning::DiskFloor;
    else if (health.freeBytes < policy.lowBytes)
        warnings << StationWarning::DiskLow;
    if (health.offlineDaysLeft == 0)
        warnings << StationWarning::OfflineTooLong;
    else if (health.offlineDaysLeft > 0 && health.offlineDaysLeft <= policy.offlineWarnDays)
        warnings << StationWarning::OfflineLong;
    if (health.draftDaysLeft >= 0 && health.draftDaysLeft <= policy.draftWarnDays)
        warnings << StationWarning::DraftsOld;
    if (!m_session->ring.hasRecovery())
        warnings << StationWarning::NoRecovery;
    if (health.tpm == TpmState::Absent)
        warnings << StationWarning::TpmAbsent;
    if (health.memory == MemoryKeep::MayReachDisk)
        warnings << StationWarning::MemoryOnDisk;
    if (health.witness == WitnessState::Missing || health.witness == WitnessState::SameDisk)
        warnings << StationWarning::WitnessMissing;
    if (m_options.ballastBytes > 0 && !QFile::exists(path("ballast"_L1)))
        warnings << StationWarning::BallastMissing;
    return warnings;
}

Outcome<StationHealth> Vault::health()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    const auto room = freeBytes(m_folder);
    const auto mean = meanEnrolment(m_session->database);
    const auto offline = offlineDaysLeft();
    if (!room || !mean)
        return tl::unexpected(room ? mean.error() : room.error());
    if (!offline)
        return tl::unexpected(offline.error());
    StationHealth health;
    health.freeBytes = *room;
    health.floorBytes = m_options.minimumFreeBytes;
    // Above the floor one more may always be begun: the floor itself is the reserve to end it with.
    if (*room >= m_options.minimumFreeBytes)
        health.enrolmentsLeft = static_cast<int>(std::clamp<qint64>(
            (*room - m_options.minimumFreeBytes) / *mean, 1, std::numeric_limits<int>::max()));
    health.offlineDaysLeft = *offline;
    health.tpm = tpmState();
    health.memory = m_options.memoryKeep();
    health.witness = m_session->ledger->witnessState();
    readLook(&health);
    if (const auto counted = readCounts(&health); !counted)
        return tl::unexpected(counted.error());
    health.warnings = warningsOf(health);
    return health;
}

} // namespace indraj
