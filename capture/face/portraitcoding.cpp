#include "capture/face/portraitcoding.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QtConcurrentRun>

#include <malloc.h>

namespace indraj {

namespace {

qint64 timeOf(const FaceCandidate &candidate) { return candidate.at.toMSecsSinceEpoch(); }

PortraitOutput cropOf(const FaceCandidate &candidate)
{
    PortraitOutput output{encodePortrait(candidate.crop), {}, {}, {}};
    malloc_trim(0);
    return output;
}

/// Puts the coded pictures into a sample of which the rest is known.
Sample completed(Sample sample, const PortraitOutput &output)
{
    sample.bytes = output.portrait.bytes;
    sample.info.mimeType = output.portrait.mimeType;
    sample.info.width = output.portrait.size.width();
    sample.info.height = output.portrait.size.height();
    if (sample.info.kind == SampleKind::FacePortrait)
        sample.companions = companionsOf(sample.info, output);
    return sample;
}

} // namespace

PortraitCoding::PortraitCoding(Coder coder)
    : m_coder(std::move(coder))
{
    m_thread.setMaxThreadCount(1);
}

void PortraitCoding::begin(const FaceCandidate &candidate)
{
    if (!m_begun.contains(timeOf(candidate)))
        m_begun.insert(timeOf(candidate), QtConcurrent::run(&m_thread, m_coder, candidate));
}

QFuture<PortraitOutput> PortraitCoding::outputOf(const FaceCandidate &candidate, bool remember)
{
    const auto begun = m_begun.constFind(timeOf(candidate));
    if (begun != m_begun.cend())
        return *begun;
    auto now = QtConcurrent::run(&m_thread, m_coder, candidate);
    if (remember)
        m_begun.insert(timeOf(candidate), now);
    return now;
}

QFuture<PortraitOutput> PortraitCoding::cropAlone(const FaceCandidate &candidate)
{
    return QtConcurrent::run(&m_thread, cropOf, candidate);
}

void PortraitCoding::keepOnly(const std::function<bool(qint64)> &wanted)
{
    m_begun.removeIf([&](const auto &entry) { return !wanted(entry.key()); });
}

void PortraitCoding::forget(const FaceCandidate &candidate) { m_begun.remove(timeOf(candidate)); }

void PortraitCoding::clear() { m_begun.clear(); }

QFuture<Sample> sampleWhenCoded(const Sample &sample, const QFuture<PortraitOutput> &coding, QObject *owner)
{
    if (coding.isFinished())
        return QtFuture::makeReadyFuture(completed(sample, coding.result()));
    const auto answer = std::make_shared<QPromise<Sample>>();
    answer->start();
    auto *watcher = new QFutureWatcher<PortraitOutput>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, answer, sample] {
        watcher->deleteLater();
        answer->addResult(completed(sample, watcher->result()));
        answer->finish();
    });
    watcher->setFuture(coding);
    return answer->future();
}

} // namespace indraj
