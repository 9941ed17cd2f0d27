#include "sync/uploadengine.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

UploadEngine::UploadEngine(EngineOptions options, PacketStore &store, IdentitySource identity,
                           DecisionStore *decisions, QObject *parent)
    : Sender(parent)
    , m_store(store)
    , m_identity(identity)
    , m_receiptPem(options.receiptPem)
    , m_nowUtc(options.nowUtc)
    , m_worker(new UploadWorker(std::move(options), store, std::move(identity), decisions))
{
    m_media.setMaxThreadCount(1);
    m_thread.setObjectName(u"sync"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &UploadWorker::lineChanged, this, [this](const LineStatus &line) {
        m_line = line;
        Q_EMIT lineChanged(line);
    });
    connect(m_worker, &UploadWorker::recordsChanged, this, [this](const QList<UploadRecord> &records) {
        m_records = records;
        Q_EMIT recordsChanged();
    });
    connect(m_worker, &UploadWorker::progress, this, &Sender::progress);
    connect(m_worker, &UploadWorker::diskSeen, this, &Sender::diskSeen);
    connect(m_worker, &UploadWorker::carryProgress, this, &Sender::carryProgress);
    connect(m_worker, &UploadWorker::carried, this, &Sender::carried);
    m_thread.start();
}

UploadEngine::~UploadEngine()
{
    m_cancelMedia = true;
    m_media.waitForDone();
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->stop(); }, Qt::QueuedConnection);
    // Ends the thread after what is queued before it, so that stop() has run.
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->thread()->quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void UploadEngine::start()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->start(); }, Qt::QueuedConnection);
}

void UploadEngine::stop()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->stop(); }, Qt::QueuedConnection);
}

void UploadEngine::sendNow()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->sendNow(); }, Qt::QueuedConnection);
}

void UploadEngine::setPaused(bool paused)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, paused] { worker->setPaused(paused); }, Qt::QueuedConnection);
}

void UploadEngine::copyTo(const QString &parentFolder)
{
    runMedia([parentFolder](const MediaWork &work) { return copyQueue(work, parentFolder); });
}

void UploadEngine::takeReceiptsFrom(const QString &folder)
{
    runMedia([folder, pin = m_receiptPem](const MediaWork &work) { return takeReceipts(work, folder, pin); });
}

void UploadEngine::runMedia(MediaJob job)
{
    if (std::exchange(m_mediaRuns, true))
        return;
    m_media.start([this, job = std::move(job)] {
        const auto identity = m_identity().result();
        const auto tell = [this](int done, int all) {
            QMetaObject::invokeMethod(
                this, [this, done, all] { Q_EMIT mediaProgress(done, all); }, Qt::QueuedConnection);
        };
        MediaReport report;
        if (identity && *identity)
            report = job({m_store, **identity, m_cancelMedia, m_nowUtc(), tell});
        else
            report.fault = MediaFault::QueueUnreadable;
        QMetaObject::invokeMethod(
            this,
            [this, report] {
                m_mediaRuns = false;
                Q_EMIT mediaDone(report);
                checkQueue();
            },
            Qt::QueuedConnection);
    });
}

void UploadEngine::lookAtDisk(const QString &folder)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, folder] { worker->lookAtDisk(folder); }, Qt::QueuedConnection);
}

void UploadEngine::carryDisk(const QString &folder)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, folder] { worker->carryDisk(folder); }, Qt::QueuedConnection);
}

void UploadEngine::stopCarrying()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->stopCarrying(); }, Qt::QueuedConnection);
}

void UploadEngine::checkQueue()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->check(false); }, Qt::QueuedConnection);
}

} // namespace indraj
