#include "storage/audit/witness.h"

#include <QFile>
#include <QLoggingCategory>

#include <new>
#include <utility>

#include <sys/stat.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcLedger)

namespace {

/// The file system that a folder lies on; nothing when it is not there.
std::optional<dev_t> fileSystemOf(const QString &folder)
{
    struct stat status { };
    if (::stat(QFile::encodeName(folder).constData(), &status) != 0 || !S_ISDIR(status.st_mode))
        return {};
    return status.st_dev;
}

} // namespace

Witness::Witness(const QString &folder, const QString &vaultFolder, const QString &vaultId, SecretBytes key)
    : m_folder(folder)
    , m_vaultId(vaultId)
    , m_key(std::move(key))
{
    const auto own = fileSystemOf(folder);
    m_sameDisk = own && own == fileSystemOf(vaultFolder);
}

QString Witness::path() const { return m_folder + u'/' + m_vaultId + u".mark"_s; }

void Witness::read()
{
    auto mark = HeadMark::open(path(), m_vaultId, m_key.clone());
    if (mark)
        m_mark = std::move(*mark);
    noteAnswer(m_mark ? m_mark->head().sequence : 0, m_mark.has_value());
}

bool Witness::place(const AuditHead &head)
{
    if (!m_mark && fileSystemOf(m_folder)) {
        auto made = HeadMark::make(path(), m_vaultId, m_key.clone(), head);
        if (made)
            m_mark = std::move(*made);
        else
            qCWarning(lcLedger) << "no witness of the audit head:" << made.error().detail;
    }
    noteAnswer(head.sequence, m_mark.has_value());
    return m_mark.has_value();
}

void Witness::follow(const AuditHead &head)
{
    std::unique_lock lock(m_mutex);
    if (m_kept && m_answered == head.sequence)
        return;
    m_wanted = head;
    m_queue.post([this] { write(); });
    if (!m_late)
        m_late = !m_changed.wait_for(lock, patience, [&] { return m_answered >= head.sequence; });
}

void Witness::write()
{
    std::optional<AuditHead> head;
    {
        const std::lock_guard guard(m_mutex);
        std::swap(head, m_wanted);
    }
    if (!head) // one job has written for several
        return;
    bool kept = false;
    try {
        kept = moveMark(*head);
    } catch (const std::bad_alloc &) {
        kept = false; // said like a medium that refuses; a job must not throw
    }
    noteAnswer(head->sequence, kept);
}

void Witness::noteAnswer(qint64 sequence, bool kept)
{
    {
        const std::lock_guard guard(m_mutex);
        m_answered = sequence;
        m_kept = kept;
        m_late = false;
    }
    m_changed.notify_all();
}

bool Witness::moveMark(const AuditHead &head)
{
    // What is plugged in later is compared with the chain at the next log-in, not written over.
    if (!m_mark)
        return false;
    if (m_mark->move(head, true))
        return true;
    // Pulled out and plugged in again, it is another file to us. Only what this session has written there is
    // written over: anything else must first be compared with the chain.
    auto again = HeadMark::open(path(), m_vaultId, m_key.clone());
    if (!again || (again->head().hash != m_mark->head().hash && again->head().hash != head.hash))
        return false;
    m_mark = std::move(*again);
    return m_mark->move(head, true).has_value();
}

WitnessState Witness::state() const
{
    const std::lock_guard guard(m_mutex);
    if (!m_kept || m_late)
        return WitnessState::Missing;
    return m_sameDisk ? WitnessState::SameDisk : WitnessState::Kept;
}

} // namespace indraj
