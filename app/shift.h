#pragma once

#include "app/backend.h"

#include <QObject>
#include <QTimer>

namespace indraj {

/// Opens and closes the work of one person: first start, log-in, lock. Between two people nothing of the work
/// is lost: drafts are in the vault, and sending goes on with the next log-in. GUI thread, never blocks.
class Shift : public QObject {
    Q_OBJECT
public:
    explicit Shift(Backend &backend, QObject *parent = nullptr);

    bool isOpen() const { return m_open; }
    const Actor &actor() const { return m_actor; }

    /// First start of a training station: pass phrases, vault, station key. Ends with stationReady() or
    /// stationFailed(). Without a vault in field mode an administrator has to set the station up.
    void prepareStation();
    /// After a log-in page has unlocked the vault: certificate where it is missing, then sending.
    void begin(const Actor &actor);
    /// The person unlocked again, or another one signed in over the lock: the vault is open all the while and
    /// sending goes on. begun() is said for another person only.
    void goOn(const Actor &actor);
    /// Stops sending and forgets the keys, after what was asked of the vault before.
    void end();

Q_SIGNALS:
    void stationReady(const QList<indraj::TrainingPassphrase> &passphrases);
    void stationFailed(const indraj::StoreError &error);
    void trainingFailed(const indraj::TrainingError &error);
    void begun(const indraj::Actor &actor);
    void certificateMissing(); ///< field mode: the authority has not signed the station's request yet

private:
    void ensureCertificate();
    void requestCertificate();
    void install(const QByteArray &chainPem);
    void startSending();

    Backend &m_backend;
    Actor m_actor;
    bool m_open = false;
};

} // namespace indraj
