#pragma once

#include "sync/down/downward.h"
#include "sync/media/diskcarry.h"
#include "sync/osia/osiaclient.h"
#include "sync/packetupload.h"
#include "sync/policy/backoff.h"
#include "sync/policy/daybudget.h"
#include "sync/policy/sendorder.h"
#include "sync/sealer.h"
#include "sync/sender.h"

#include <QSet>
#include <QTimer>

#include <optional>

namespace indraj {

/// Asks for the station's identity; called on the sync thread whenever sending starts.
using IdentitySource = std::function<Answer<std::shared_ptr<StationIdentity>>()>;

/// The engine itself, on the sync thread. Works in rounds: seal, read the queue, announce, send each packet
/// that is due, plan the next round. A round is started by a kick or by the timer; one kick during a round
/// means one more round.
class UploadWorker : public QObject {
    Q_OBJECT
public:
    /// `decisions` null: nothing comes down.
    UploadWorker(EngineOptions options, PacketStore &store, IdentitySource identity,
                 DecisionStore *decisions = nullptr);

    void start();
    void stop();
    void check(bool force); ///< force: forget back-off
    void sendNow(); ///< forget back-off, pause and cap
    void setPaused(bool paused);
    /// Another station's disk: see Sender. @{
    void lookAtDisk(const QString &folder);
    void carryDisk(const QString &folder);
    void stopCarrying();
    /// @}

Q_SIGNALS:
    void lineChanged(const indraj::LineStatus &line);
    void recordsChanged(const QList<indraj::UploadRecord> &records);
    void progress(indraj::PacketId packet, qint64 committed, qint64 total);
    void diskSeen(const indraj::CarryPreview &preview);
    void carryProgress(const indraj::CarryProgress &progress);
    void carried(const indraj::CarryReport &report);

private:
    /// Runs `step` with the store's answer unless the shift has ended meanwhile.
    template <class T, class Step> void when(Answer<T> answer, Step step)
    {
        answer.then(
            this, [this, shift = m_shift, step = std::move(step)](const tl::expected<T, StoreError> &result) {
                if (shift == m_shift)
                    step(result);
            });
    }
    void openClient();
    tl::expected<void, QString> openLine(const StationIdentity &station);
    void beginRound();
    void readQueue(std::function<void()> then);
    void planRound();
    void announceAll();
    void sendNext();
    std::unique_ptr<Upload> uploadOf(const UploadRecord &record);
    void begin(const UploadRecord &record);
    bool mayBegin() const;
    void afterUpload(); ///< what an upload has left behind is written down
    void uploaded(const UploadRecord &record, Upload::End end, std::chrono::milliseconds retryAfter);
    void recordFailure(UploadRecord record, std::chrono::milliseconds retryAfter);
    void finishRound();
    void reconcile();
    void compared(const QueueSummary &own, const QByteArray &statement, const CentralAnswer &answer);
    void lookDown();
    void lookedDown(const DownwardReport &report);
    void endRound();
    void contacted(bool answered, UploadFault fault, std::chrono::milliseconds took, qint64 carried);
    void probe();
    void countLineFailure();
    void retire(std::unique_ptr<StoreUser> user);
    /// Makes who carries and lets `step` set it to work; `cannot`: it is not possible now.
    void withCarry(const QString &folder, std::function<void(DiskCarry &)> step,
                   const std::function<void()> &cannot);
    bool mayCarry(qint64 bytes) const;
    void beginCarry(DiskCarry &carry, bool resumed);
    bool isUnderWay(const QString &folder) const;
    void forgetCarry();
    void carryEnded();
    void lookForDisk();
    void resumeCarry(const QString &folder);
    void showAwaited(const QString &station);
    void contactedCentral(const CentralAnswer &answer);
    void setRecords(const QList<UploadRecord> &records);
    void publishLine();
    bool isDue(const UploadRecord &record, const QDateTime &now) const;
    bool isBeyondPlan(const QDateTime &due, const QDateTime &now) const;
    std::chrono::milliseconds backOff(int failures, std::chrono::milliseconds atLeast) const;
    void recall(const SendingState &state);
    void remember();
    bool mayGo(qint64 bytes, bool begun, qint64 *reserved = nullptr);
    bool isCapped() const;
    bool isCounted() const; ///< what goes over the line now is paid for byte by byte, or may be
    void meteringChanged();
    bool isAffordable(qint64 bytes, qint64 around) const;
    bool mayProbe() const;
    QDateTime localNow() const;
    QDateTime nextWake(const QDateTime &now);

    const EngineOptions m_options;
    PacketStore &m_store;
    IdentitySource m_identity;
    DecisionStore *m_decisions;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralClient> m_client;
    std::unique_ptr<Sealer> m_sealer;
    std::unique_ptr<OsiaClient> m_osia; ///< in place of m_client, where the site has an OSIA enrolment server
    std::vector<std::unique_ptr<Upload>> m_uploads; ///< on their way
    std::unique_ptr<SetFolder> m_folder;
    std::unique_ptr<Downward> m_down;
    std::unique_ptr<DiskCarry> m_carry; ///< another station's disk
    std::optional<UnfinishedCarry> m_carryLeft; ///< under way, or awaited
    QTimer m_diskTimer; ///< the next look for it
    /// Given up at stop(), destroyed at the next start: see StoreUser.
    std::vector<std::unique_ptr<StoreUser>> m_retired;
    std::unique_ptr<LineMetering> m_metering; ///< from the first start on; null: nobody knows
    QTimer m_timer;
    LineStatus m_line;
    const BackOff m_backOff;
    DayBudget m_budget;
    SendingState m_remembered; ///< as the store has it
    QDate m_cappedOn; ///< the day on which the budget said no
    bool m_paused = false;
    bool m_overCap = false; ///< in this round, because a person asked for it
    QList<UploadRecord> m_records;
    QList<UploadRecord> m_due;
    QSet<PacketId> m_announced; ///< in this shift
    QSet<PacketId> m_checked; ///< local digest verified in this shift
    QDateTime m_lineRetryAt;
    QDateTime m_comparedAt; ///< last asked in this shift, whatever the answer
    QDateTime m_newsAt; ///< central was asked for news in this shift
    int m_lineFailures = 0; ///< in a row; a packet's own trouble does not count
    int m_lostInRound = 0;
    int m_shift = 0; ///< counts stops: an answer of an earlier shift is dropped
    int m_slots = 0; ///< uploads begun in this round whose afterUpload() is still to come
    Urgency m_urgency = Urgency::Ordinary; ///< of those
    std::vector<std::weak_ptr<qint64>> m_reserved; ///< bytes of a chunk under way, one per upload
    bool m_started = false;
    bool m_recalled = false; ///< what the store remembers is known; nothing begins before
    bool m_nowWanted = false; ///< asked for before that
    std::optional<bool> m_pauseWanted;
    bool m_lineCounted = false; ///< this round has raised m_lineFailures already
    bool m_sealFailed = false;
    bool m_inRound = false;
    bool m_again = false;
    bool m_force = false;
    bool m_roundForced = false;
};

} // namespace indraj
