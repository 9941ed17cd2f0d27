#pragma once

#include "storage/enrolmentstore.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace indraj {

/// Form values that are typed but not yet committed, by enrolment. They outlive the closing of an enrolment:
/// a save that failed is tried again every few seconds until the store takes it.
class PendingSaves : public QObject {
    Q_OBJECT
public:
    explicit PendingSaves(EnrolmentStore &store, QObject *parent = nullptr);

    void put(EnrolmentId id, const FieldValues &values, const QString &step, const Actor &actor);
    /// Values that the store does not have yet; null if it has all.
    const FieldValues *find(EnrolmentId id) const;
    /// Starts saving now what is not under way.
    void flush();
    bool isEmpty() const { return m_entries.empty(); }

Q_SIGNALS:
    /// The last values put for `id` are committed.
    void committed(indraj::EnrolmentId id, const indraj::Enrolment &enrolment);
    void failed(indraj::EnrolmentId id, const indraj::StoreError &error);

private:
    struct Entry {
        FieldValues values;
        QString step;
        Actor actor;
        int serial = 0;
        bool underWay = false;
    };
    void start(EnrolmentId id, Entry &entry);
    void finish(EnrolmentId id, int serial, const tl::expected<Enrolment, StoreError> &answer);

    EnrolmentStore &m_store;
    std::map<EnrolmentId, Entry> m_entries;
    QTimer m_debounce;
    QTimer m_retry;
};

} // namespace indraj
