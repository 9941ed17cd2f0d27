#pragma once

#include "devices/sbi/jws.h"

#include <QDateTime>

#include <memory>

namespace indraj::sbi {

/// Who signed something, after all checks.
struct Signer {
    QByteArray certificate; ///< DER
    QString name; ///< common name
    bool training = false; ///< the chain ends at a training root
};

/// The certificates a station believes device makers by. A value; copies share it; any thread.
///
/// Each configured certificate is an end of the chain by itself: services send the device's certificate alone
/// (both specifications let a receiver ignore the rest of x5c), so that a provider's certificate must do
/// without the root above it.
class Trust {
public:
    Trust(); ///< believes nobody

    /// PEM, one or more certificates each. Fails with BadField for what is no certificate.
    static Result<Trust> fromPem(const QList<QByteArray> &roots, const QList<QByteArray> &trainingRoots = {});
    /// Files "*.pem" and "*.crt" of a folder; those of its sub-folder "training" are training roots. A
    /// folder that is not there is one without files.
    static Result<Trust> fromFolder(const QString &folder);

    bool isEmpty() const;
    int size() const;

    /// Verifies signature (RSA PKCS #1 v1.5 with SHA-256, 2048 to 8192 bits) and the chain at that time:
    /// dates, basic constraints, key usage, digests not weaker than SHA-256.
    Result<Signer> verify(const Jws &jws, const QDateTime &now) const;

private:
    struct Anchors;
    std::shared_ptr<const Anchors> m_anchors;
};

} // namespace indraj::sbi
