#pragma once

#include "enrollment/actor.h"
#include "storage/secret.h"
#include "storage/storeerror.h"

#include <QDateTime>
#include <QList>

namespace indraj {

/// Somebody with a key slot. Readable before anyone has logged in; holds staff data only.
struct OperatorEntry {
    Actor actor;
    bool suspended = false;
};

/// The station's own key and certificate, as sync/ needs them. Never written outside the vault.
struct StationIdentity {
    QString stationId; ///< e.g. "TRN-01"
    QByteArray certificatePem; ///< the station's certificate followed by its issuer
    SecretBytes privateKeyPem; ///< PKCS#8, P-256
};

struct NewOperator {
    Actor actor;
    SecretBytes passphrase;
};

/// Creating, opening and locking the vault. Answers come from the storage thread.
class StationAccess {
public:
    virtual ~StationAccess() = default;
    virtual bool exists() const = 0;
    /// Creates vault, key ring (one Argon2id slot per operator) and station key. Refuses where one exists.
    virtual Answer<Done> create(const QString &stationId, std::vector<NewOperator> operators) = 0;
    /// Who may log in. Reads the key ring only; cheap; any thread.
    virtual tl::expected<QList<OperatorEntry>, StoreError> operators() const = 0;
    /// Opens the vault (0.4-1.5 s, Argon2id) and starts a shift.
    virtual Answer<Actor> unlock(const QString &operatorId, SecretBytes passphrase) = 0;
    /// Forgets the keys and closes the database. Drafts stay as saved.
    virtual Answer<Done> lock() = 0;
    /// PEM of a certificate request for the station key, for the authority to sign.
    virtual Answer<QByteArray> certificateRequest() = 0;
    virtual Answer<Done> installCertificate(const QByteArray &pem) = 0;
    /// QFuture needs copyable results, hence the shared pointer.
    virtual Answer<std::shared_ptr<StationIdentity>> identity() = 0;
};

} // namespace indraj
