#include "capture/finger/earlierfingers.h"

#include "biometrics/finger/record/minutiaerecord.h"
#include "capture/finger/whendone.h"

#include <QtConcurrent>

#include <algorithm>

namespace indraj {

namespace {

constexpr int fingersOfAHand = 5;

FingerPosition sameOfOtherHand(FingerPosition finger)
{
    const int code = static_cast<int>(finger);
    return static_cast<FingerPosition>(code <= fingersOfAHand ? code + fingersOfAHand
                                                              : code - fingersOfAHand);
}

bool isWorthComparing(FingerPosition finger, const KnownFinger &known)
{
    if (known.isOwn() || known.finger == finger)
        return true;
    // Whoever comes again with hands swapped is told by these; all five would double the work.
    const bool telling = finger == FingerPosition::RightThumb || finger == FingerPosition::LeftThumb
        || finger == FingerPosition::RightIndex || finger == FingerPosition::LeftIndex;
    return telling && known.finger == sameOfOtherHand(finger);
}

bool areOfTheSame(const KnownFinger &one, const KnownFinger &other)
{
    return one.enrolment == other.enrolment && (!one.isOwn() || one.person == other.person);
}

} // namespace

EarlierFingers::EarlierFingers(QObject *parent)
    : QObject(parent)
    , m_stop(std::make_shared<std::atomic<bool>>(false))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowPriority); // the next touch's verdict goes first
}

EarlierFingers::~EarlierFingers()
{
    clear();
    m_pool.waitForDone();
}

void EarlierFingers::setKnown(const QList<KnownFinger> &known)
{
    const auto work = [known]() -> Gallery {
        auto gallery = std::make_shared<std::vector<Earlier>>();
        for (const KnownFinger &one : known) {
            auto record = readMinutiaeRecord(one.record);
            if (!record)
                continue;
            gallery->push_back({one, std::move(record->finger)});
            gallery->back().known.record.clear(); // once in memory is enough
        }
        return gallery;
    };
    ++m_underWay;
    whenDone(this, QtConcurrent::run(&m_pool, work), [this, stop = m_stop](const Gallery &gallery) {
        if (!*stop) {
            m_gallery = gallery;
            for (auto it = m_own.cbegin(); it != m_own.cend(); ++it)
                compare(it.key());
        }
        finishOne();
    });
}

void EarlierFingers::look(FingerPosition finger, const Template &own)
{
    if (m_own.value(finger) == own)
        return;
    forget(finger);
    if (!own)
        return;
    m_own.insert(finger, own);
    if (m_gallery)
        compare(finger);
}

void EarlierFingers::compare(FingerPosition finger)
{
    ++m_underWay;
    const Template own = m_own.value(finger);
    const auto work
        = [finger, own, gallery = m_gallery, stop = m_stop] { return search(finger, *own, *gallery, *stop); };
    whenDone(this, QtConcurrent::run(&m_pool, work),
             [this, finger, own, stop = m_stop](const QList<SeenFinger> &found) {
                 if (!*stop)
                     compared(finger, own, found);
                 finishOne();
             });
}

QList<SeenFinger> EarlierFingers::search(FingerPosition finger, const FingerTemplate &own,
                                         const std::vector<Earlier> &gallery, const std::atomic<bool> &stop)
{
    QList<SeenFinger> found;
    for (const Earlier &earlier : gallery) {
        if (stop)
            break;
        if (!isWorthComparing(finger, earlier.known))
            continue;
        const double likeness = compareFingers(own, earlier.finger).likeness;
        if (likeness >= sameFingerFrom)
            found.append({finger, likeness, earlier.known});
    }
    return found;
}

void EarlierFingers::compared(FingerPosition finger, const Template &own, const QList<SeenFinger> &found)
{
    if (m_own.value(finger) != own)
        return; // taken again meanwhile
    for (const SeenFinger &seen : found) {
        const bool again = std::any_of(m_seen.cbegin(), m_seen.cend(), [&](const SeenFinger &one) {
            return areOfTheSame(one.known, seen.known);
        });
        m_seen.append(seen);
        if (!again)
            Q_EMIT this->found(seen);
    }
}

void EarlierFingers::forget(FingerPosition finger)
{
    m_own.remove(finger);
    m_seen.removeIf([finger](const SeenFinger &one) { return one.finger == finger; });
}

void EarlierFingers::clear()
{
    *m_stop = true;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_own.clear();
    m_seen.clear();
    m_gallery.reset();
}

void EarlierFingers::finishOne()
{
    if (--m_underWay == 0)
        Q_EMIT rested();
}

} // namespace indraj
