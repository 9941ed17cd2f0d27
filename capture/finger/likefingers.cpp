#include "capture/finger/likefingers.h"

#include "biometrics/finger/resample.h"
#include "capture/finger/whendone.h"

#include <QtConcurrent>

namespace indraj {

LikeFingers::LikeFingers(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1); // the next touch's verdict goes first
}

LikeFingers::~LikeFingers()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void LikeFingers::look(FingerPosition finger, const QImage &picture, int resolution)
{
    if (picture.isNull() || m_known.value(finger).picture.cacheKey() == picture.cacheKey())
        return;
    forget(finger);
    const quint64 look = ++m_looks;
    m_known.insert(finger, {picture, nullptr, look});
    ++m_underWay;
    const auto work = [picture, resolution]() -> Template {
        auto known = fingerTemplate(
            atSampleResolution(picture.convertToFormat(QImage::Format_Grayscale8), resolution));
        return known ? std::make_shared<const FingerTemplate>(std::move(*known)) : nullptr;
    };
    whenDone(this, QtConcurrent::run(&m_pool, work),
             [this, finger, look](const Template &known) { takeTemplate(finger, look, known); });
}

void LikeFingers::forget(FingerPosition finger)
{
    m_known.remove(finger);
    m_pairs.removeIf([finger](const LikePair &pair) { return pair.newer == finger || pair.older == finger; });
}

void LikeFingers::clear()
{
    m_known.clear();
    m_pairs.clear();
    m_since = m_looks;
}

void LikeFingers::takeTemplate(FingerPosition finger, quint64 look, const Template &known)
{
    const auto found = m_known.find(finger);
    if (look <= m_since || found == m_known.end() || found->look != look || !known)
        return finishOne(); // replaced or cleared meanwhile, or nothing to compare
    found->known = known;
    const QImage picture = found->picture;
    // Templates become known here only, one after the other: of any two the later is compared with the
    // earlier.
    QList<std::pair<LikePair, Template>> others;
    for (auto it = m_known.cbegin(); it != m_known.cend(); ++it) {
        if (it.key() != finger && it->known)
            others.append({LikePair{finger, it.key(), 0, found->picture, it->picture}, it->known});
    }
    const auto work = [known, others] {
        QList<LikePair> alikes;
        for (const auto &[pair, other] : others) {
            alikes.append(pair);
            alikes.last().likeness = compareFingers(*known, *other).likeness;
        }
        alikes.removeIf([](const LikePair &pair) { return pair.likeness < sameFingerFrom; });
        return alikes;
    };
    whenDone(this, QtConcurrent::run(&m_pool, work),
             [this, look](const QList<LikePair> &alikes) { compared(alikes, look); });
    Q_EMIT extracted(finger, known, picture);
}

void LikeFingers::compared(const QList<LikePair> &found, quint64 look)
{
    for (const LikePair &pair : look > m_since ? found : QList<LikePair>()) {
        const bool stillCounts = m_known.value(pair.newer).picture.cacheKey() == pair.newerPicture.cacheKey()
            && m_known.value(pair.older).picture.cacheKey() == pair.olderPicture.cacheKey();
        if (!stillCounts)
            continue;
        m_pairs.append(pair);
        Q_EMIT alike(pair);
    }
    finishOne();
}

void LikeFingers::finishOne()
{
    if (--m_underWay == 0)
        Q_EMIT rested();
}

} // namespace indraj
