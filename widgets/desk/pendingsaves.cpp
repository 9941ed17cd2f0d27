#include "widgets/desk/pendingsaves.h"

#include "widgets/desk/onanswer.h"

namespace indraj {

namespace {
constexpr int debounceMs = 400; // with the commit itself, under the half second the desk promises
constexpr int retryMs = 3000;
} // namespace

PendingSaves::PendingSaves(EnrolmentStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(debounceMs);
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryMs);
    connect(&m_debounce, &QTimer::timeout, this, &PendingSaves::flush);
    connect(&m_retry, &QTimer::timeout, this, &PendingSaves::flush);
}

void PendingSaves::put(EnrolmentId id, const FieldValues &values, const QString &step, const Actor &actor)
{
    Entry &entry = m_entries[id];
    entry.values = values;
    entry.step = step;
    entry.actor = actor;
    ++entry.serial;
    m_debounce.start();
}

const FieldValues *PendingSaves::find(EnrolmentId id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second.values;
}

void PendingSaves::flush()
{
    m_debounce.stop();
    for (auto &[id, entry] : m_entries)
        if (!entry.underWay)
            start(id, entry);
}

void PendingSaves::start(EnrolmentId id, Entry &entry)
{
    entry.underWay = true;
    const int serial = entry.serial;
    onAnswer(this, m_store.saveFields(id, entry.values, entry.step, entry.actor),
             [this, id, serial](const tl::expected<Enrolment, StoreError> &answer) {
                 finish(id, serial, answer);
             });
}

void PendingSaves::finish(EnrolmentId id, int serial, const tl::expected<Enrolment, StoreError> &answer)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    found->second.underWay = false;
    if (!answer) {
        m_retry.start();
        Q_EMIT failed(id, answer.error());
        return;
    }
    if (found->second.serial != serial) { // typed on while it was being saved
        m_debounce.start();
        return;
    }
    m_entries.erase(found);
    Q_EMIT committed(id, *answer);
}

} // namespace indraj
