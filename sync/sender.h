#pragma once

#include "storage/packetstore.h"
#include "sync/down/downreport.h"
#include "sync/line/linemetering.h"
#include "sync/media/carryreport.h"
#include "sync/media/mediaexport.h"
#include "sync/reconcile/reconciliation.h"

#include <QObject>

namespace indraj {

/// The line to central, as the top bar shows it.
struct LineStatus {
    bool online = false;
    int unsent = 0; ///< approved or sealed, without receipt
    UploadFault lastFault = UploadFault::None;
    QDateTime lastContact; ///< UTC; invalid: never in this session
    QDateTime nextAttempt; ///< UTC; invalid: none planned
    int latencyMs = -1; ///< last answer of central
    bool paused = false; ///< a person has stopped sending
    bool capReached = false; ///< nothing more goes today
    qint64 dayBytes = 0; ///< carried today both ways, about as the operator of a SIM counts it
    qint64 dayCap = 0; ///< 0: none
    Metering metering = Metering::Unknown; ///< Unmetered: the cap does not hold
    /// Station whose disk was being sent on and is not there; empty: none. It goes on by itself when it is
    /// back.
    QString awaitedDisk;
    Reconciliation reconciliation; ///< the last comparison with central in this shift
    DownwardReport down; ///< the last look at what central has for this station

    /// False until central has been asked for the first time: neither online nor offline.
    bool isKnown() const
    {
        return online || paused || capReached || lastContact.isValid() || lastFault != UploadFault::None;
    }
};

/// Seals what is approved and sends what is sealed, by itself, resumably, until central's receipt is verified
/// and the local copy erased. Runs on its own thread; this façade lives on the GUI thread.
class Sender : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0; ///< after log-in
    virtual void stop() = 0; ///< before lock; a chunk under way is finished or given up
    virtual void sendNow() = 0; ///< forget back-off, a pause and the day's cap, try at once
    virtual void setPaused(bool paused) = 0; ///< survives a restart; a chunk under way is finished
    /// A hand-over on a disk (sync/media/mediaexport.h); ends with mediaDone(). One at a time: asked again
    /// meanwhile, nothing happens. @{
    virtual void copyTo(const QString &parentFolder) = 0;
    virtual void takeReceiptsFrom(const QString &folder) = 0;
    /// @}
    /// Another station's disk (sync/media/diskcarry.h): look ends with diskSeen(), carrying with carried().
    /// One at a time; both end when the shift does. A disk that is not finished then, or was pulled, goes on
    /// by itself as soon as it is there in a later shift, after a restart too. stopCarrying() gives it up
    /// instead: it goes on from there when the same disk is carried again. @{
    virtual void lookAtDisk(const QString &folder) = 0;
    virtual void carryDisk(const QString &folder) = 0;
    virtual void stopCarrying() = 0;
    /// @}
    virtual void checkQueue() = 0; ///< something was approved: seal and send what is new; cheap, call freely
    virtual LineStatus line() const = 0;
    virtual QList<UploadRecord> records() const = 0; ///< last known, unsent first

Q_SIGNALS:
    void lineChanged(const indraj::LineStatus &status);
    void recordsChanged();
    void progress(indraj::PacketId packet, qint64 committed, qint64 total);
    /// Of the hand-over on a disk under way: packets, a copy's counted once written and once read back.
    void mediaProgress(int done, int all);
    void mediaDone(const indraj::MediaReport &report);
    void diskSeen(const indraj::CarryPreview &preview);
    void carryProgress(const indraj::CarryProgress &progress);
    void carried(const indraj::CarryReport &report);
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::LineStatus)
Q_DECLARE_METATYPE(indraj::MediaReport)
