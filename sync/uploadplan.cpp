// When the worker sends, and what it remembers of that; how it sends is in uploadworker.cpp.
#include "sync/uploadworker.h"

#include "sync/policy/faults.h"
#include "sync/synclog.h"

#include <QRandomGenerator>

#include <algorithm>

namespace indraj {

using std::chrono::milliseconds;

void UploadWorker::recall(const SendingState &state)
{
    m_paused = state.paused;
    m_budget.restore(state.day, state.dayBytes);
    m_remembered = state;
    if (m_carry && !m_carry->isLooking() && m_carryLeft)
        remember(); // a disk was begun before this was read: what is under way counts
    else
        m_carryLeft = state.carry;
}

void UploadWorker::remember()
{
    const SendingState state{m_paused, m_budget.day(), m_budget.used(localNow()), m_carryLeft};
    if (state == m_remembered)
        return;
    m_remembered = state;
    when(m_store.recordSendingState(state), [](const tl::expected<Done, StoreError> &done) {
        if (!done)
            qCWarning(lcSync, "state of the sender not recorded: %s", qPrintable(done.error().detail));
    });
}

void UploadWorker::sendNow()
{
    if (!m_started)
        return;
    if (!m_recalled) {
        m_nowWanted = true;
        return;
    }
    m_overCap = true;
    m_cappedOn = {};
    if (m_paused)
        return setPaused(false);
    check(true);
}

void UploadWorker::setPaused(bool paused)
{
    if (!m_started)
        return;
    if (!m_recalled) {
        m_pauseWanted = paused;
        return;
    }
    m_paused = paused;
    remember();
    publishLine();
    if (!paused)
        check(true);
}

QDateTime UploadWorker::localNow() const { return m_options.nowUtc().toLocalTime(); }

bool UploadWorker::isCapped() const { return isCounted() && !m_overCap && m_cappedOn == localNow().date(); }

bool UploadWorker::isCounted() const { return !m_metering || m_metering->now() != Metering::Unmetered; }

/// What the cap held may go at once; what is under way asks before its next chunk.
void UploadWorker::meteringChanged()
{
    publishLine();
    check(false);
}

/// Asked before every chunk. What was approved meanwhile may be more urgent than the rest of this packet, so
/// a packet that has moved gives way and goes on in the order of the new round.
/// `reserved`: what it has under way, until it asks for more; counted only when the answer is there.
bool UploadWorker::mayGo(qint64 bytes, bool begun, qint64 *reserved)
{
    if (reserved)
        *reserved = 0;
    if (m_paused || (begun && m_again))
        return false;
    if (isAffordable(bytes, aroundOneChunk)) {
        if (reserved)
            *reserved = bytesOnLine(bytes) + aroundOneChunk;
        return true;
    }
    m_cappedOn = localNow().date();
    return false;
}

/// The cap is a promise to who pays for the SIM: what could go over it does not begin.
bool UploadWorker::isAffordable(qint64 bytes, qint64 around) const
{
    qint64 all = bytesOnLine(bytes) + around;
    for (const std::weak_ptr<qint64> &each : m_reserved) {
        if (const auto reserved = each.lock())
            all += *reserved;
    }
    return m_overCap || !isCounted() || m_budget.allows(all, localNow());
}

/// Nothing can be sent before tomorrow: then a look at the line now and then is enough, while there is
/// anything left for it.
bool UploadWorker::mayProbe() const
{
    if (!isCapped())
        return isAffordable(0, aroundOneCall);
    const QDateTime now = m_options.nowUtc();
    const bool recent = m_line.lastContact.isValid()
        && qAbs(m_line.lastContact.msecsTo(now)) < m_options.newsInterval.count();
    return !recent && isAffordable(0, aroundOneChunk / 2);
}

bool UploadWorker::isDue(const UploadRecord &record, const QDateTime &now) const
{
    if (!record.notBefore.isValid() || record.notBefore <= now || isBeyondPlan(record.notBefore, now))
        return true;
    // A try of the line is a try for all that it failed: the most urgent goes, not the one that waits least.
    return isLineFault(record.lastFault) && record.lastFault != UploadFault::Busy && m_lineRetryAt.isValid()
        && m_lineRetryAt <= now;
}

/// A clock set back must hold neither a packet nor the line for years: nothing is ever planned later than
/// this, central's Retry-After (at most an hour) included.
bool UploadWorker::isBeyondPlan(const QDateTime &due, const QDateTime &now) const
{
    return now.msecsTo(due) > 2 * std::max(m_options.longestRetry, milliseconds(3600 * 1000)).count();
}

QDateTime UploadWorker::nextWake(const QDateTime &now)
{
    if (m_paused)
        return now.addSecs(3600);
    if (m_lineFailures > 0) {
        if (!m_lineRetryAt.isValid() || m_lineRetryAt <= now || isBeyondPlan(m_lineRetryAt, now))
            m_lineRetryAt = now.addMSecs(backOff(m_lineFailures, {}).count());
        return m_lineRetryAt;
    }
    QDateTime wake = now.addMSecs(m_options.probeInterval.count());
    if (isCapped())
        return std::min(now.addMSecs(m_options.newsInterval.count()),
                        now.addMSecs(m_budget.untilNextDay(localNow()).count()));
    if (m_sealFailed)
        wake = std::min(wake, now.addMSecs(m_options.longestRetry.count()));
    for (const UploadRecord &record : m_records) {
        if (isUnsent(record))
            wake = std::min(wake, isDue(record, now) ? now : record.notBefore);
    }
    // Never at once: a failure that could not even be recorded must not make the rounds spin.
    return std::max(wake, now.addMSecs(m_options.firstRetry.count() / 4));
}

milliseconds UploadWorker::backOff(int failures, milliseconds atLeast) const
{
    return m_backOff.wait(failures, atLeast, QRandomGenerator::global()->generateDouble());
}

} // namespace indraj
