#pragma once

#include "storage/audit/headmark.h"
#include "storage/jobqueue.h"
#include "storage/stationhealth.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace indraj {

/// A mark of the audit head on a medium of its own (a card, a stick, a second disk). A disk that answers
/// "written" and forgets loses its own marks together with the steps they name; this one it cannot lose.
///
/// A thread of its own writes and syncs, because a medium may be slow, stuck or pulled out. Storage thread
/// only, but for that thread.
class Witness {
public:
    /// How long an acknowledgement waits for the medium. Once one was not on it by then, none waits until it
    /// has caught up.
    static constexpr std::chrono::milliseconds patience{500};

    /// @param folder  on the medium. It must be there: a folder made where nothing is mounted would be on the
    ///                disk that is to be watched.
    /// @param vaultFolder  to tell whether the two lie on one file system.
    Witness(const QString &folder, const QString &vaultFolder, const QString &vaultId, SecretBytes key);

    /// Reads the mark; none when the medium or the mark is not there, or the mark is spoilt.
    void read();
    /// What the medium knows; nullptr when there is no mark.
    const AuditHead *head() const { return m_mark ? &m_mark->head() : nullptr; }
    /// Where there is no mark, makes one of this head; the chain must run through head() before. False: the
    /// medium is not there or refuses.
    bool place(const AuditHead &head);
    /// Brings the medium to this head unless it is there already, and waits for it as long as `patience`
    /// says.
    void follow(const AuditHead &head);
    /// Any thread.
    WitnessState state() const;

private:
    QString path() const;
    void write();
    void noteAnswer(qint64 sequence, bool kept);
    bool moveMark(const AuditHead &head);

    QString m_folder;
    QString m_vaultId;
    SecretBytes m_key;
    bool m_sameDisk = false;
    std::optional<HeadMark> m_mark; ///< the queue's once the first head was followed
    mutable std::mutex m_mutex; ///< of everything below
    std::condition_variable m_changed;
    std::optional<AuditHead> m_wanted; ///< the newest that is not yet written
    qint64 m_answered = 0; ///< entry of the last try, whether or not it reached the medium
    bool m_kept = false; ///< it did
    bool m_late = false;
    JobQueue m_queue; // last: ends, and with it what it writes, before anything above goes
};

} // namespace indraj
