#pragma once

#include "storage/enrolmentstore.h"
#include "widgets/desk/keptwork.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <deque>
#include <map>

namespace indraj {

/// One change of an enrolment on its way to the store.
struct PendingChange {
    enum class Kind {
        Fields,
        Sample,
        Exception,
        ClearException,
        EyeException,
        ClearEyeException,
        NotSigned
    } kind
        = Kind::Fields;
    Actor actor;
    FieldValues values; ///< Fields
    QString step; ///< Fields
    Sample sample; ///< Sample
    QImage thumbnail; ///< Sample
    BiometricException exception; ///< Exception; ClearException: its finger only
    indraj::EyeException eyeException; ///< EyeException; ClearEyeException: its eye only
    std::optional<NotSigned> notSigned; ///< NotSigned; nothing: it is taken back
};

/// Changes that are not committed yet, by enrolment and in the order they were made: a finger never overtakes
/// the exception that was taken back for it. They outlive the closing of an enrolment: what fails because of
/// the disk is tried again every few seconds until the store takes it.
class PendingSaves : public QObject {
    Q_OBJECT
public:
    explicit PendingSaves(EnrolmentStore &store, QObject *parent = nullptr);

    /// Waits a moment for more typing; all others are started at once.
    void putFields(EnrolmentId id, const FieldValues &values, const QString &step, const Actor &actor);
    void put(EnrolmentId id, PendingChange change);
    /// Values that the store does not have yet; null if it has all.
    const FieldValues *find(EnrolmentId id) const;
    /// Writes what waits into an enrolment just read, as if it were stored.
    void overlay(Enrolment &enrolment) const;
    /// Pictures that wait, for showing.
    QList<PendingChange> samples(EnrolmentId id) const;
    /// Starts saving now what is not under way.
    void flush();
    bool isEmpty() const { return m_queues.empty(); }
    bool waits(EnrolmentId id) const { return m_queues.count(id) > 0; }
    KeptWork kept() const;

Q_SIGNALS:
    void committed(indraj::EnrolmentId id, const indraj::Enrolment &enrolment,
                   const indraj::PendingChange &change);
    void settled(indraj::EnrolmentId id,
                 const indraj::Enrolment &enrolment); ///< nothing of it waits any more
    /// `kept`: it is tried again; otherwise the store refused it for good and it is forgotten.
    void failed(indraj::EnrolmentId id, const indraj::StoreError &error, bool kept);

private:
    struct Queue {
        std::deque<PendingChange> changes;
        bool underWay = false; ///< the first one
    };
    void startFirst(EnrolmentId id, Queue &queue);
    Answer<Enrolment> ask(EnrolmentId id, const PendingChange &change);
    void finish(EnrolmentId id, const tl::expected<Enrolment, StoreError> &answer);
    void refuse(EnrolmentId id, Queue &queue, const StoreError &error);
    void goOn(EnrolmentId id, const Enrolment &enrolment);

    EnrolmentStore &m_store;
    std::map<EnrolmentId, Queue> m_queues;
    QTimer m_debounce;
    QTimer m_retry;
};

} // namespace indraj
