#include "sync/uploadworker.h"

#include "sync/announcement.h"
#include "sync/policy/faults.h"
#include "sync/synclog.h"

#include <QRandomGenerator>

#include <algorithm>

namespace indraj {

Q_LOGGING_CATEGORY(lcSync, "indraj.sync")

namespace {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

/// After this many packets in a row met a dead line, the rest of the round is left for later.
constexpr int patienceWithLine = 2;
constexpr milliseconds recoveryWait{30000};

} // namespace

UploadWorker::UploadWorker(EngineOptions options, PacketStore &store, IdentitySource identity,
                           DecisionStore *decisions)
    : m_options(std::move(options))
    , m_store(store)
    , m_identity(std::move(identity))
    , m_decisions(decisions)
    , m_diskTimer(this)
    , m_timer(this)
    , m_backOff{m_options.firstRetry, m_options.longestRetry}
    , m_budget(m_options.policy.dailyBytes)
{
    m_diskTimer.setSingleShot(true);
    connect(&m_diskTimer, &QTimer::timeout, this, &UploadWorker::lookForDisk);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        // The timer may be a little early by that clock: it is the line's try all the same, for the most
        // urgent.
        if (m_lineRetryAt.isValid())
            m_lineRetryAt = std::min(m_lineRetryAt, m_options.nowUtc());
        check(false);
    });
}

void UploadWorker::retire(std::unique_ptr<StoreUser> user)
{
    user->cancel();
    user->disconnect();
    m_retired.push_back(std::move(user));
}

void UploadWorker::start()
{
    if (std::exchange(m_started, true))
        return;
    m_retired.clear();
    if (m_options.metering && !m_metering) {
        m_metering = m_options.metering();
        connect(m_metering.get(), &LineMetering::changed, this, &UploadWorker::meteringChanged);
    }
    when(m_store.sendingState(), [this](const tl::expected<SendingState, StoreError> &state) {
        if (state)
            recall(*state);
        else
            qCWarning(lcSync, "state of the sender not read: %s", qPrintable(state.error().detail));
        m_recalled = true;
        if (const auto paused = std::exchange(m_pauseWanted, std::nullopt))
            setPaused(*paused);
        lookForDisk();
        if (std::exchange(m_nowWanted, false))
            return sendNow();
        check(true);
    });
}

void UploadWorker::stop()
{
    m_timer.stop();
    m_diskTimer.stop();
    m_line.awaitedDisk.clear();
    if (m_carry)
        m_carry->cancel();
    if (m_client)
        m_client->abortAll();
    if (m_osia)
        m_osia->abortAll();
    m_started = m_recalled = m_nowWanted = false;
    m_pauseWanted.reset();
    ++m_shift;
    for (std::unique_ptr<Upload> &upload : m_uploads)
        retire(std::move(upload));
    m_uploads.clear();
    m_slots = 0;
    if (m_sealer)
        retire(std::move(m_sealer));
    if (m_down)
        retire(std::move(m_down));
    m_client.reset();
    m_osia.reset();
    m_station.reset();
    m_announced.clear();
    m_checked.clear();
    m_inRound = m_again = m_force = m_overCap = false;
    m_lineFailures = 0;
    m_lineRetryAt = {};
    m_comparedAt = {};
    m_newsAt = {};
    m_line.nextAttempt = {};
    publishLine();
}

void UploadWorker::check(bool force)
{
    if (!m_started)
        return;
    m_force = m_force || force;
    if (!m_recalled)
        return;
    if (m_inRound) {
        m_again = true;
        return;
    }
    m_timer.stop();
    m_inRound = true;
    m_lostInRound = 0;
    m_lineCounted = false;
    if (m_client || m_osia)
        beginRound();
    else
        openClient();
}

void UploadWorker::beginRound()
{
    m_sealer = std::make_unique<Sealer>(m_store, m_options, m_station);
    m_sealer->run([this](int failed) {
        m_sealFailed = failed > 0;
        readQueue([this] { planRound(); });
    });
}

void UploadWorker::readQueue(std::function<void()> then)
{
    when(m_store.uploads(),
         [this, then = std::move(then)](const tl::expected<QList<UploadRecord>, StoreError> &now) {
             if (now)
                 setRecords(*now);
             else
                 qCWarning(lcSync, "queue cannot be read: %s", qPrintable(now.error().detail));
             then();
         });
}

void UploadWorker::planRound()
{
    const QDateTime now = m_options.nowUtc();
    m_due.clear();
    if (m_paused)
        return endRound();
    for (const UploadRecord &record : std::as_const(m_records)) {
        if (!isCapped() && isUnsent(record) && (m_force || isDue(record, now)))
            m_due.append(record);
    }
    m_due = sendOrder(m_due, m_options.policy, now);
    m_roundForced = std::exchange(m_force, false);
    if (!m_due.isEmpty())
        return announceAll();
    if (!mayProbe())
        return finishRound();
    probe();
}

/// One list for all that is new. Where central refuses the list as a whole, each packet is announced by
/// itself, so that a bad one stands alone.
void UploadWorker::announceAll()
{
    QList<UploadRecord> fresh;
    for (const UploadRecord &record : std::as_const(m_due)) {
        if (!m_announced.contains(record.packet) && fresh.size() < maxAnnounced)
            fresh.append(record);
    }
    if (fresh.size() < 2 || !m_client)
        return sendNext();
    const auto list = signAnnouncement(fresh, *m_station, m_options.nowUtc());
    if (!list) {
        qCWarning(lcSync, "cannot sign the announcement: %s", qPrintable(list.error().detail));
        return sendNext();
    }
    if (!mayGo(list->size(), false))
        return sendNext();
    m_client->announce(*list, [this, fresh](const CentralAnswer &answer) {
        if (answer.ok()) {
            for (const UploadRecord &record : fresh)
                m_announced.insert(record.packet);
        }
        sendNext();
    });
}

void UploadWorker::sendNext()
{
    if (!m_due.isEmpty() && !m_paused && m_lostInRound == 0 && m_again) {
        if (m_slots > 0)
            return; // they give way at their next chunk
        // What was approved meanwhile is sealed now, not after the last of a long queue.
        m_again = false;
        m_force = m_force || m_roundForced;
        return beginRound();
    }
    while (mayBegin())
        begin(m_due.takeFirst());
    if (m_slots == 0)
        readQueue([this] { finishRound(); });
}

/// The urgent have the line for themselves; who only waits for a receipt does not use it.
bool UploadWorker::mayBegin() const
{
    if (m_due.isEmpty() || m_lostInRound >= patienceWithLine || m_paused || isCapped())
        return false;
    const auto onLine = std::count_if(m_uploads.cbegin(), m_uploads.cend(),
                                      [](const auto &each) { return !each->isCarried(); });
    const int atOnce = m_client && m_client->isWide() ? m_options.uploadsOnWideLine : m_options.uploadsAtOnce;
    if (m_slots >= 2 * atOnce)
        return false;
    return onLine == 0
        || (onLine < atOnce && urgencyOf(m_due.constFirst().service, m_options.policy) == m_urgency);
}

void UploadWorker::begin(const UploadRecord &record)
{
    if (!mayGo(std::min(smallestChunk, record.size - record.committed), false))
        return;
    ++m_slots;
    m_urgency = urgencyOf(record.service, m_options.policy);
    m_uploads.push_back(uploadOf(record));
    Upload *upload = m_uploads.back().get();
    connect(upload, &Upload::progressed, this, [this](const UploadRecord &now) {
        m_checked.insert(now.packet);
        m_announced.insert(now.packet);
        if (m_budget.cap() > 0)
            remember();
        Q_EMIT progress(now.packet, now.committed, now.size);
    });
    connect(upload, &Upload::carried, this, &UploadWorker::sendNext);
    // Queued: the upload is destroyed by what follows.
    connect(upload, &Upload::finished, this, &UploadWorker::uploaded, Qt::QueuedConnection);
    upload->start();
}

void UploadWorker::uploaded(const UploadRecord &record, Upload::End end, milliseconds retryAfter)
{
    const auto ended
        = std::find_if(m_uploads.begin(), m_uploads.end(),
                       [from = sender()](const std::unique_ptr<Upload> &each) { return each.get() == from; });
    if (ended == m_uploads.end())
        return; // stopped meanwhile
    m_uploads.erase(ended);
    if (end == Upload::End::Failed)
        return recordFailure(record, retryAfter);
    if (end == Upload::End::Held)
        return afterUpload();
    m_lostInRound = 0;
    m_announced.remove(record.packet);
    m_checked.remove(record.packet);
    qCInfo(lcSync, "packet %s received and erased", qPrintable(record.packet.toString()));
    readQueue([this] { afterUpload(); });
}

void UploadWorker::afterUpload()
{
    --m_slots;
    sendNext();
}

void UploadWorker::recordFailure(UploadRecord record, milliseconds retryAfter)
{
    qCWarning(lcSync, "packet %s not sent: fault %d, %s, request %s", qPrintable(record.packet.toString()),
              static_cast<int>(record.lastFault), qPrintable(record.lastDetail),
              qPrintable(record.requestId));
    const bool line = isLineFault(record.lastFault);
    m_lostInRound = line ? m_lostInRound + 1 : 0;
    const int failures = line ? std::max(record.failures, m_lineFailures) : record.failures;
    const milliseconds wait
        = needsPerson(record.lastFault) ? m_options.longestRetry : backOff(failures, retryAfter);
    const QDateTime now = m_options.nowUtc();
    if (line)
        m_lineRetryAt = now.addMSecs(wait.count());
    // With the line down it is the line that waits; once it is back no packet should wait much longer.
    const bool shortWait = line && record.lastFault != UploadFault::Busy;
    record.notBefore = now.addMSecs(shortWait ? std::min(wait, recoveryWait).count() : wait.count());
    when(m_store.recordAttempt(record), [this](const tl::expected<Done, StoreError> &done) {
        if (!done)
            qCWarning(lcSync, "failure not recorded: %s", qPrintable(done.error().detail));
        afterUpload();
    });
}

void UploadWorker::endRound()
{
    m_inRound = false;
    m_sealer.reset();
    remember();
    if (std::exchange(m_again, false))
        return check(false);
    m_overCap = false;
    const QDateTime now = m_options.nowUtc();
    const QDateTime wake = nextWake(now);
    m_line.nextAttempt = m_line.unsent > 0 ? wake : QDateTime();
    m_timer.start(static_cast<int>(std::clamp<qint64>(now.msecsTo(wake), 1, 3600 * 1000)));
    publishLine();
}

void UploadWorker::setRecords(const QList<UploadRecord> &records)
{
    m_records = records;
    m_line.unsent
        = static_cast<int>(std::count_if(records.cbegin(), records.cend(), [](const UploadRecord &record) {
              return isUnsent(record) || record.state == EnrolmentState::Approved;
          }));
    Q_EMIT recordsChanged(m_records);
    publishLine();
}

void UploadWorker::publishLine()
{
    m_line.paused = m_paused;
    m_line.capReached = isCapped();
    m_line.dayBytes = m_budget.used(localNow());
    m_line.dayCap = m_budget.cap();
    m_line.metering = m_metering ? m_metering->now() : Metering::Unknown;
    Q_EMIT lineChanged(m_line);
}

} // namespace indraj
