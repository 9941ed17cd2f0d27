#pragma once

#include "storage/packetstore.h"

#include <QObject>

namespace indraj {

/// The line to central, as the top bar shows it.
struct LineStatus {
    bool online = false;
    int unsent = 0; ///< approved or sealed, without receipt
    UploadFault lastFault = UploadFault::None;
    QDateTime lastContact; ///< UTC; invalid: never in this session
    QDateTime nextAttempt; ///< UTC; invalid: none planned
    int latencyMs = -1; ///< last answer of central
};

/// Seals what is approved and sends what is sealed, by itself, resumably, until central's receipt is verified
/// and the local copy erased. Runs on its own thread; this façade lives on the GUI thread.
class Sender : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0; ///< after log-in
    virtual void stop() = 0; ///< before lock; a chunk under way is finished or given up
    virtual void sendNow() = 0; ///< forget back-off, try at once
    virtual void checkQueue() = 0; ///< something was approved: seal and send what is new; cheap, call freely
    virtual LineStatus line() const = 0;
    virtual QList<UploadRecord> records() const = 0; ///< last known, unsent first

Q_SIGNALS:
    void lineChanged(const indraj::LineStatus &status);
    void recordsChanged();
    void progress(indraj::PacketId packet, qint64 committed, qint64 total);
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::LineStatus)
