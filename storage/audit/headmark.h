#pragma once

#include "storage/auditchain.h"

namespace indraj {

/// A small file that always knows the head of the audit chain, moved after every commit. The database is
/// never older than it: a commit is on disk before the mark moves. So a database whose chain does not run
/// through the mark has lost commits, whether to an older file, an older write-ahead log or a lying disk.
///
/// Two slots of 512 bytes, written in turn and in place, so that a power cut can tear only the one that was
/// being written. Each has its own HMAC under a key that survives a rekey.
class HeadMark {
public:
    /// Opens the file of this vault. NotFound; Damaged when neither slot holds.
    static Outcome<HeadMark> open(const QString &path, const QString &vaultId, SecretBytes key);
    /// Writes a new file durably, over any that is there.
    static Outcome<HeadMark> make(const QString &path, const QString &vaultId, SecretBytes key,
                                  const AuditHead &head);
    HeadMark(HeadMark &&other) noexcept;
    HeadMark &operator=(HeadMark &&other) noexcept;
    ~HeadMark();

    const AuditHead &head() const { return m_head; }
    /// `sync`: on disk when it answers (one fdatasync); otherwise some time later.
    Outcome<void> move(const AuditHead &head, bool sync);

private:
    HeadMark(int descriptor, const QString &vaultId, SecretBytes key);
    QByteArray slotText(const AuditHead &head) const;
    bool readSlot(int slot);

    int m_descriptor = -1;
    QString m_vaultId;
    SecretBytes m_key;
    AuditHead m_head;
    int m_next = 0; ///< slot that is written next
};

} // namespace indraj
