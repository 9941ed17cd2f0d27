#pragma once

#include "devices/sbi/sbitypes.h"

#include <QByteArray>
#include <QJsonObject>

#include <memory>

namespace indraj::sbi {

/// Signs as a device does: JWS, RS256, the certificate in x5c. Pure after loading; any thread.
class StatementSigner {
public:
    /// PEM files of the certificate and its private key (unencrypted: training keys only).
    static Result<StatementSigner> load(const QString &certificateFile, const QString &keyFile);

    QByteArray sign(const QJsonObject &payload) const;
    QByteArray certificate() const { return m_certificate; } ///< DER

private:
    struct Key;
    StatementSigner(QByteArray certificate, std::shared_ptr<const Key> key)
        : m_certificate(std::move(certificate))
        , m_key(std::move(key))
    {
    }
    QByteArray m_certificate;
    std::shared_ptr<const Key> m_key;
};

} // namespace indraj::sbi
