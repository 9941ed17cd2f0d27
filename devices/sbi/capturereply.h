#pragma once

#include "devices/sbi/capturerequest.h"

namespace indraj::sbi {

/// One biometric of an answer, after all checks.
struct Biometric {
    QString subtype; ///< empty for a face
    QByteArray record; ///< the ISO record; not looked into here
    double score = 0; ///< 0-100, as the device says
    QByteArray statement; ///< the JWS it came in
};

struct Captured {
    QList<Biometric> biometrics; ///< in the order that was asked for
    QByteArray hash; ///< of the last one: the previous hash of the next capture
    bool training = false;
};

/// Everything MOSIP's own client leaves out. In this order: size and form; the service's error code; the
/// signature and chain of each biometric and of its digital id; transaction, time, version, device, purpose
/// and kind as asked; score within 0 to 100; the hash chain over raw bytes,
///     hash = SHA-256( previous hash || SHA-256(record) ),
/// from ours to the last; and only then, of what is proved to be the device's word, that exactly the
/// expected subtypes are there, none twice. Any input; pure; any thread.
Answer<Captured> checkCapture(QByteArrayView body, const Expectation &expected, const Trust &trust,
                              const QDateTime &now);

/// The link of the chain after `record`, in capital hexadecimal. `previous` is hexadecimal.
QByteArray nextHash(const QByteArray &previous, const QByteArray &record);

} // namespace indraj::sbi
