#include "sync/uploadengine.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

UploadEngine::UploadEngine(EngineOptions options, PacketStore &store, IdentitySource identity,
                           QObject *parent)
    : Sender(parent)
    , m_worker(new UploadWorker(std::move(options), store, std::move(identity)))
{
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
    m_thread.start();
}

UploadEngine::~UploadEngine()
{
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
        m_worker, [worker = m_worker] { worker->check(true); }, Qt::QueuedConnection);
}

void UploadEngine::checkQueue()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->check(false); }, Qt::QueuedConnection);
}

} // namespace indraj
