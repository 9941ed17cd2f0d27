#pragma once

#include "devices/sbi/sbitypes.h"

#include <QByteArray>
#include <QList>

namespace indraj::sbi {

inline constexpr qsizetype maxJwsBytes = 8 * 1024 * 1024;
inline constexpr qsizetype maxCertificates = 8; ///< in a header
inline constexpr qsizetype maxCertificateBytes = 16 * 1024;

/// A JSON web signature in its compact form (RFC 7515, 7.1), taken apart but not verified.
struct Jws {
    QByteArray signedPart; ///< header and payload as they were signed, with the dot between them
    QByteArray payload; ///< decoded
    QByteArray signature; ///< decoded
    QList<QByteArray> certificates; ///< DER, the signer's first (x5c)
};

/// Only RS256 with at least one certificate is taken: anything else is NotSigned. The x5c member may be a
/// list or a single text, base64 or base64url, as services differ. Any input; pure.
Result<Jws> parseJws(QByteArrayView text);

/// The payload of a JWS, or of the bare base64url text that an unregistered device sends in its place,
/// without any check of who made it.
Result<QByteArray> unverifiedPayload(QByteArrayView text);

} // namespace indraj::sbi
