// What the worker speaks with central about once its packets are on their way: the comparison of the two
// lists, and what central has for this station. How it sends is in uploadworker.cpp.
#include "sync/synclog.h"
#include "sync/uploadworker.h"

namespace indraj {

void UploadWorker::finishRound()
{
    const QDateTime now = m_options.nowUtc();
    const bool recent
        = m_comparedAt.isValid() && qAbs(m_comparedAt.msecsTo(now)) < m_options.compareInterval.count();
    if (!m_client || !m_line.online || m_lineFailures > 0 || m_paused || m_again)
        return endRound();
    if (recent)
        return lookDown();
    m_comparedAt = now;
    reconcile();
}

/// Central's list against ours. What it finds is shown; nothing is decided by it.
void UploadWorker::reconcile()
{
    when(m_store.queueSummary(), [this](const tl::expected<QueueSummary, StoreError> &own) {
        const auto statement = own ? signStatement(*own, *m_station, m_options.nowUtc())
                                   : CmsResult<QByteArray>(tl::unexpect, CmsError{});
        if (!statement) {
            qCWarning(lcSync, "queue not compared: no statement");
            return lookDown();
        }
        if (!isAffordable(statement->size() + largestAnswer, 0)) {
            m_comparedAt = {};
            return lookDown();
        }
        m_client->reconcile(*statement,
                            [this, own = *own, statement = *statement](const CentralAnswer &answer) {
                                compared(own, statement, answer);
                            });
    });
}

void UploadWorker::compared(const QueueSummary &own, const QByteArray &statement, const CentralAnswer &answer)
{
    const auto central = answer.ok()
        ? readComparison(answer.body, m_options.receiptPem, m_station->stationId, statement)
        : tl::expected<CentralComparison, QString>(tl::unexpect, answer.detail);
    if (!central) {
        qCWarning(lcSync, "queue not compared: %s", qPrintable(central.error()));
        return lookDown();
    }
    when(m_store.auditHashAt(central->knownSequence.value_or(0)),
         [this, own, central = *central](const tl::expected<QByteArray, StoreError> &hash) {
             m_line.reconciliation = judge(own, central, hash.value_or(QByteArray()), m_options.nowUtc());
             if (m_line.reconciliation.agreement != Agreement::Agrees)
                 qCWarning(lcSync, "central's list is another: %lld lost, %lld twice, audit %s",
                           qlonglong(m_line.reconciliation.lost.size()),
                           qlonglong(m_line.reconciliation.twice.size()), qPrintable(central.audit));
             lookDown();
         });
}

/// What central has for us: seldom, and once more when a person asks for a try.
void UploadWorker::lookDown()
{
    const QDateTime now = m_options.nowUtc();
    const bool recent = m_newsAt.isValid() && qAbs(m_newsAt.msecsTo(now)) < m_options.newsInterval.count();
    if (!m_decisions || !m_folder || m_lineFailures > 0 || m_again || (recent && !m_roundForced)
        || !isAffordable(largestAnswer, aroundOneCall))
        return endRound();
    m_newsAt = now;
    m_down = std::make_unique<Downward>(
        Downward::Context{*m_client, *m_decisions, *m_folder, m_options.receiptPem, m_station->stationId,
                          m_options.softwareVersion, m_options.isUsable, m_options.nowUtc,
                          [this](qint64 bytes) { return !m_again && !m_paused && isAffordable(bytes, 0); }});
    // Queued: the look is destroyed by what follows.
    m_down->run([this, shift = m_shift](const DownwardReport &report) {
        QMetaObject::invokeMethod(
            this,
            [this, shift, report] {
                if (shift == m_shift)
                    lookedDown(report);
            },
            Qt::QueuedConnection);
    });
}

void UploadWorker::lookedDown(const DownwardReport &report)
{
    m_down.reset();
    m_line.down = report;
    m_line.down.inUse = m_options.referenceVersion;
    if (report.gaveWay)
        m_newsAt = {};
    if (report.decisions == 0)
        return endRound();
    readQueue([this] { endRound(); });
}

} // namespace indraj
