#include "storage/queue/sendingrows.h"
#include "storage/vault.h"

namespace indraj {

Outcome<SendingState> Vault::sendingState()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return readSendingState(m_session->database);
}

Outcome<Done> Vault::recordSendingState(const SendingState &state)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    return database.transact([&] { return writeSendingState(database, state).map([] { return Done{}; }); });
}

Outcome<QueueSummary> Vault::queueSummary()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    const auto head = readAuditHead(m_session->database, m_session->keys.audit);
    if (!head)
        return tl::unexpected(head.error());
    auto summary = readQueueSummary(m_session->database);
    if (summary) {
        summary->auditSequence = head->sequence;
        summary->auditHead = head->hash;
    }
    return summary;
}

Outcome<QByteArray> Vault::auditHashAt(qint64 sequence)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Statement row = m_session->database.prepare("SELECT hash FROM audit WHERE sequence = ?");
    const auto found = row.bind(sequence).step();
    if (!found)
        return tl::unexpected(found.error());
    return *found ? row.bytes(0) : QByteArray();
}

} // namespace indraj
