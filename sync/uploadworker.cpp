#include "sync/uploadworker.h"

#include "sync/announcement.h"
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

bool isUnsent(const UploadRecord &record)
{
    return record.state == EnrolmentState::Sealed || record.state == EnrolmentState::Sending;
}

/// Faults of the line rather than of one packet.
bool isLineFault(UploadFault fault)
{
    return fault == UploadFault::NoConnection || fault == UploadFault::Timeout
        || fault == UploadFault::TlsRefused || fault == UploadFault::Busy;
}

/// Faults that another try will hardly cure: a person must look.
bool needsPerson(UploadFault fault)
{
    return fault == UploadFault::Conflict || fault == UploadFault::RefusedByCentral
        || fault == UploadFault::LocalDamage;
}

} // namespace

UploadWorker::UploadWorker(EngineOptions options, PacketStore &store, IdentitySource identity)
    : m_options(std::move(options))
    , m_store(store)
    , m_identity(std::move(identity))
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { check(false); });
}

template <class T, class Step> void UploadWorker::when(Answer<T> answer, Step step)
{
    answer.then(this,
                [this, shift = m_shift, step = std::move(step)](const tl::expected<T, StoreError> &result) {
                    if (shift == m_shift)
                        step(result);
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
    check(true);
}

void UploadWorker::stop()
{
    m_timer.stop();
    if (m_client)
        m_client->abortAll();
    m_started = false;
    ++m_shift;
    if (m_upload)
        retire(std::move(m_upload));
    if (m_sealer)
        retire(std::move(m_sealer));
    m_client.reset();
    m_station.reset();
    m_announced.clear();
    m_checked.clear();
    m_inRound = m_again = m_force = false;
    m_lineFailures = 0;
    m_lineRetryAt = {};
    m_line.nextAttempt = {};
    publishLine();
}

void UploadWorker::check(bool force)
{
    if (!m_started)
        return;
    m_force = m_force || force;
    if (m_inRound) {
        m_again = true;
        return;
    }
    m_timer.stop();
    m_inRound = true;
    m_lostInRound = 0;
    m_lineCounted = false;
    if (m_client)
        beginRound();
    else
        openClient();
}

void UploadWorker::openClient()
{
    using Identity = std::shared_ptr<StationIdentity>;
    when(m_identity(), [this](const tl::expected<Identity, StoreError> &identity) {
        auto client = identity && *identity
            ? CentralClient::open(m_options, **identity)
            : tl::expected<std::unique_ptr<CentralClient>, QString>(tl::unexpect, u"no station identity"_s);
        if (!client) {
            qCWarning(lcSync, "cannot send: %s", qPrintable(client.error()));
            m_line.lastFault = UploadFault::TlsRefused;
            countLineFailure();
            return readQueue([this] { endRound(); });
        }
        m_station = *identity;
        m_client = std::move(*client);
        connect(m_client.get(), &CentralClient::contact, this, &UploadWorker::contacted);
        beginRound();
    });
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
    for (const UploadRecord &record : std::as_const(m_records)) {
        if (isUnsent(record) && (m_force || isDue(record, now)))
            m_due.append(record);
    }
    m_roundForced = std::exchange(m_force, false);
    if (!m_due.isEmpty())
        return announceAll();
    m_client->probe([this](const CentralAnswer &) { endRound(); });
}

bool UploadWorker::isDue(const UploadRecord &record, const QDateTime &now) const
{
    return !record.notBefore.isValid() || record.notBefore <= now || isBeyondPlan(record.notBefore, now);
}

/// A clock set back must hold neither a packet nor the line for years: nothing is ever planned later than
/// this, central's Retry-After (at most an hour) included.
bool UploadWorker::isBeyondPlan(const QDateTime &due, const QDateTime &now) const
{
    return now.msecsTo(due) > 2 * std::max(m_options.longestRetry, milliseconds(3600 * 1000)).count();
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
    if (fresh.size() < 2)
        return sendNext();
    const auto list = signAnnouncement(fresh, *m_station, m_options.nowUtc());
    if (!list) {
        qCWarning(lcSync, "cannot sign the announcement: %s", qPrintable(list.error().detail));
        return sendNext();
    }
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
    if (!m_due.isEmpty() && m_lostInRound == 0 && std::exchange(m_again, false)) {
        // What was approved meanwhile is sealed now, not after the last of a long queue.
        m_force = m_force || m_roundForced;
        return beginRound();
    }
    if (m_due.isEmpty() || m_lostInRound >= patienceWithLine)
        return readQueue([this] { endRound(); });
    const UploadRecord record = m_due.takeFirst();
    const PacketUpload::Context context{*m_client,
                                        m_store,
                                        m_options,
                                        m_station,
                                        m_announced.contains(record.packet),
                                        m_checked.contains(record.packet)};
    m_upload = std::make_unique<PacketUpload>(context, record);
    connect(m_upload.get(), &PacketUpload::progressed, this, [this](const UploadRecord &now) {
        m_checked.insert(now.packet);
        m_announced.insert(now.packet);
        Q_EMIT progress(now.packet, now.committed, now.size);
    });
    // Queued: the upload is destroyed by what follows.
    connect(m_upload.get(), &PacketUpload::finished, this, &UploadWorker::uploaded, Qt::QueuedConnection);
    m_upload->start();
}

void UploadWorker::uploaded(const UploadRecord &record, bool erased, milliseconds retryAfter)
{
    if (!m_upload || sender() != m_upload.get())
        return; // stopped meanwhile
    m_upload.reset();
    if (!erased)
        return recordFailure(record, retryAfter);
    m_lostInRound = 0;
    m_announced.remove(record.packet);
    m_checked.remove(record.packet);
    qCInfo(lcSync, "packet %s received by central and erased", qPrintable(record.packet.toString()));
    readQueue([this] { sendNext(); });
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
        sendNext();
    });
}

void UploadWorker::endRound()
{
    m_inRound = false;
    m_sealer.reset();
    if (std::exchange(m_again, false))
        return check(false);
    const QDateTime now = m_options.nowUtc();
    const QDateTime wake = nextWake(now);
    m_line.nextAttempt = m_line.unsent > 0 ? wake : QDateTime();
    m_timer.start(static_cast<int>(std::clamp<qint64>(now.msecsTo(wake), 1, 3600 * 1000)));
    publishLine();
}

QDateTime UploadWorker::nextWake(const QDateTime &now)
{
    if (m_lineFailures > 0) {
        if (!m_lineRetryAt.isValid() || m_lineRetryAt <= now || isBeyondPlan(m_lineRetryAt, now))
            m_lineRetryAt = now.addMSecs(backOff(m_lineFailures, {}).count());
        return m_lineRetryAt;
    }
    QDateTime wake = now.addMSecs(m_options.probeInterval.count());
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
    milliseconds wait = m_options.firstRetry;
    for (int i = 1; i < failures && wait < m_options.longestRetry; ++i)
        wait *= 2;
    wait = std::min(wait, m_options.longestRetry);
    // ±20 %, so that stations cut off together do not come back together; never earlier than central asked.
    const double jitter = 0.8 + 0.4 * QRandomGenerator::global()->generateDouble();
    wait = milliseconds(static_cast<qint64>(static_cast<double>(wait.count()) * jitter));
    if (wait < atLeast)
        wait = atLeast
            + milliseconds(static_cast<qint64>(static_cast<double>(atLeast.count()) * (jitter - 0.8)));
    return wait;
}

void UploadWorker::contacted(const CentralAnswer &answer)
{
    const bool busy = answer.fault == UploadFault::Busy;
    m_line.online = answer.answered();
    if (answer.answered()) {
        m_line.lastContact = m_options.nowUtc();
        m_line.latencyMs = static_cast<int>(answer.took.count());
    }
    if (answer.answered() && !busy) {
        m_lineFailures = 0;
        m_lineCounted = false;
        m_lineRetryAt = {};
        m_line.lastFault = UploadFault::None;
    } else {
        countLineFailure();
        m_line.lastFault = answer.fault;
    }
    publishLine();
}

/// Once per round: how many calls met the dead line says nothing about how long it is dead.
void UploadWorker::countLineFailure()
{
    if (!std::exchange(m_lineCounted, true))
        ++m_lineFailures;
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

void UploadWorker::publishLine() { Q_EMIT lineChanged(m_line); }

} // namespace indraj
