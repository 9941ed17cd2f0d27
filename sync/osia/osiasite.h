#pragma once

#include "storage/secret.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <tl/expected.hpp>

#include <memory>
#include <optional>

namespace indraj {

/// Names of a person's attributes at a registry; OSIA leaves them to it.
struct OsiaAttributes {
    QString name = QStringLiteral("fullName");
    QString born = QStringLiteral("dateOfBirth");
    QString status = QStringLiteral("status"); ///< ACTIVE or INACTIVE, as in OSIA's population registry
    QString physicalStatus = QStringLiteral("physicalStatus"); ///< ALIVE or DEAD, likewise
    QString validUntil = QStringLiteral("validUntil"); ///< an ISO date
};

/// A site's OSIA servers (v7.1) and what may be asked of them: a file osia.json beside the station's
/// certificates (docs/operations.md). The token is a JWT bearer in a file of its own, so that it can be
/// renewed.
struct OsiaSite {
    QUrl enrollment; ///< Enrollment Services 1.3.0, without "/v1"; empty: the site has none
    QUrl persons; ///< Data Access 1.3.0; empty: not offered
    bool counter = false; ///< operators may ask it about the person at the counter
    QUrl abis; ///< ABIS 1.6.0; empty: neither 1:1 nor 1:N
    bool counterBiometrics = false; ///< operators may ask it with the fingers and the face at the counter
    std::optional<double> threshold; ///< of `abis`, in its own scale; nothing: the one it has itself
    QString gallery = QStringLiteral("ALL");
    int mostCandidates = 5;
    OsiaAttributes attributes;
    QByteArray trustPem; ///< the only authority believed; empty: servers on this machine only
    QString tokenFile;
};

/// Strict; `folder` is where relative names point. Addresses are https, or http to this machine itself. With
/// `enrollment` goes "finalizedCounts": true, by which the authority says that FINALIZED stands for a
/// receipt, which OSIA does not have. The error names the member.
tl::expected<OsiaSite, QString> parseOsiaSite(const QByteArray &json, const QString &folder);

/// The bearer token, read anew for every use of it. Null: absent, or readable by others than its owner.
std::shared_ptr<const SecretBytes> readToken(const QString &file);
/// Whether the token says that it has the scope. OSIA's scopes "must not be changed"; a token that names none
/// may still be good, so it is tried.
bool mayHaveScope(const SecretBytes &token, const QByteArray &scope);

} // namespace indraj
