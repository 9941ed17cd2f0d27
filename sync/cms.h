#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

#include <cstdint>
#include <span>

namespace indraj {

/// What OpenSSL refused, with its own words for the log. They never contain content.
struct CmsError {
    enum class Fault {
        BadCertificate, ///< a PEM cannot be read, or is not fit for the purpose
        BadKey, ///< the private key cannot be read or does not belong to the certificate
        NotCms, ///< the bytes are no such structure, or bytes follow it
        NotForUs, ///< no recipient entry fits our certificate, or its authentication failed
        BadSignature, ///< digest, signature or chain does not verify
        Internal,
    };
    Fault fault = Fault::Internal;
    QString detail{};
};

template <class T> using CmsResult = tl::expected<T, CmsError>;

/// A certificate chain (PEM, signer first) and the signer's private key (PEM).
struct CmsSigner {
    QByteArray certificatesPem;
    std::span<const std::uint8_t> keyPem; ///< must outlive the call
};

struct CmsSigned {
    QByteArray content;
    QString signerName; ///< common name of the one signer's certificate
};

/// One entry of those who may open an envelope.
struct CmsRecipient {
    enum class Kind { EcdhP256, RsaOaep, Other };
    Kind kind = Kind::Other;
    QByteArray
        keyIdentifier; ///< subject key identifier of the certificate; empty where it is named otherwise
};

namespace cms {

/// By OpenSSL: sealing 5 MB took 30 ms less than with QCryptographicHash. The vault has its own, which sync/
/// may not see. 32 bytes; empty if OpenSSL fails. Any thread.
QByteArray sha256(QByteArrayView bytes);

/// Who may open an AuthEnvelopedData; needs no key. Nothing of it is authenticated.
CmsResult<QList<CmsRecipient>> recipients(const QByteArray &envelope);
/// The subject key identifier of the first certificate of a PEM.
CmsResult<QByteArray> keyIdentifier(const QByteArray &certificatePem);

/// SignedData (RFC 5652), content attached, SHA-256, signing certificate V2; DER.
CmsResult<QByteArray> sign(const QByteArray &content, const CmsSigner &signer);

/// How the signer's chain is judged.
enum class Anchor {
    StationCa, ///< `trustedPem` holds issuers; validity times are checked
    Pinned, ///< `trustedPem` is the pinned certificate or its CA; times are not checked, because a pin is a
            ///< decision of the authority and the clock of a station is not to be trusted
};
/// Verifies and returns the content. Exactly one signer; no bytes after the structure.
CmsResult<CmsSigned> verify(const QByteArray &cmsBytes, const QByteArray &trustedPem, Anchor anchor);

/// The pieces of `content`, joined, as SignedData inside AuthEnvelopedData (RFC 5083, AES-256-GCM, RFC 5084),
/// streamed in one pass: BER with indefinite lengths. Every PEM of `recipientsPem` may open it (P-256:
/// ephemeral ECDH with dhSinglePass-stdDH-sha256kdf and AES-256 key wrap; RSA: OAEP with SHA-256).
CmsResult<QByteArray> signAndEncrypt(const QList<QByteArray> &content, const CmsSigner &signer,
                                     const QList<QByteArray> &recipientsPem);

/// The signed bytes inside; authenticated as a whole, but the signature is not judged yet.
CmsResult<QByteArray> decrypt(const QByteArray &envelope, const QByteArray &recipientPem,
                              std::span<const std::uint8_t> keyPem);

} // namespace cms
} // namespace indraj
