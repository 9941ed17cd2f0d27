#include "storage/audit/auditexport.h"
#include "storage/audit/auditrows.h"
#include "storage/audit/ledger.h"
#include "storage/vault.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Gives a finished file its name unless the name is taken, and syncs the folder.
Outcome<void> publish(const QString &temporary, const QString &path)
{
    const QByteArray from = QFile::encodeName(temporary);
    // Not rename: that would replace a file that came there meanwhile.
    if (::link(from.constData(), QFile::encodeName(path).constData()) != 0) {
        if (errno == EEXIST)
            return failed(StoreFault::Invalid, u"a file of that name exists"_s);
        // A stick with a FAT file system has no links. Nobody else writes there in between.
        if (QFile::exists(path))
            return failed(StoreFault::Invalid, u"a file of that name exists"_s);
        return renameDurably(temporary, path);
    }
    QFile::remove(temporary);
    return syncFolderOf(path);
}

} // namespace

Outcome<QList<AuditEntry>> Vault::auditEntries(const AuditFilter &filter)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return listAudit(m_session->database, filter);
}

Outcome<QStringList> Vault::auditEvents()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return listAuditEvents(m_session->database);
}

Outcome<QStringList> Vault::auditActors()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return listAuditActors(m_session->database);
}

Outcome<AuditReport> Vault::checkAudit()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    const auto found = verifyLedger(m_session->database, m_session->ledger->keys(), true);
    AuditReport report;
    if (!found) {
        if (found.error().fault != StoreFault::Damaged)
            return tl::unexpected(found.error());
        report.detail = found.error().detail;
        return report;
    }
    report.holds = true;
    report.entries = found->head.sequence;
    report.checkpoints = found->checkpoints.count;
    report.lastCheckpointAt = found->checkpoints.newestAt;
    report.clockSteps = found->clockSteps;
    return report;
}

Outcome<Done> Vault::exportAudit(const AuditFilter &filter, const QString &path, const Actor &actor)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    if (m_session->actor.role != Role::Supervisor)
        return failed(StoreFault::Refused, u"only a supervisor takes the audit trail out"_s);
    if (path.isEmpty() || QFileInfo::exists(path))
        return failed(StoreFault::Invalid, u"a file of that name exists"_s);
    const auto station = identity();
    if (!station)
        return tl::unexpected(station.error());
    const ExportFacts facts{m_session->stationId, m_session->actor.id, m_options.nowUtc(),
                            (*station)->certificatePem};
    const QString temporary = path + u".part"_s;
    const auto written
        = writeAuditExport(m_session->database, m_session->ledger->keys(), filter, facts, temporary);
    Outcome<void> done = written.map([](const ExportDraft &) {});
    // Noted before it can be taken: an entry without its file is harmless, the reverse is not.
    if (done) {
        done = m_session->database.transact([&] {
            return note(u"audit-exported"_s, {},
                        u"%1 entries, sha256 %2"_s.arg(written->entries)
                            .arg(QString::fromLatin1(written->sha256.toHex())));
        });
    }
    if (done)
        done = publish(temporary, path);
    if (!done) {
        // Somebody else's file of that name was never opened by us.
        if (written)
            QFile::remove(temporary);
        return tl::unexpected(done.error());
    }
    settle();
    return Done{};
}

} // namespace indraj
