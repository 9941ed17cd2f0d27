#pragma once

#include "storage/outcome.h"
#include "storage/stationhealth.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace indraj {

/// A secret sealed by a TPM 2.0, as it lies in the key ring: worthless without that TPM in that state.
struct TpmBlob {
    QList<int> pcrs; ///< of the SHA-256 bank
    QByteArray publicArea; ///< TPM2B_PUBLIC, marshalled
    QByteArray privateArea; ///< TPM2B_PRIVATE, marshalled
};

/// Where the share is that every slot needs beside its pass phrase: in the TPM, or (then it adds nothing, and
/// everybody can see so) in clear in the ring.
struct ShareKeeping {
    TpmState state = TpmState::Absent;
    TpmBlob blob; ///< Sealed only
    QByteArray clear; ///< all other states: 32 bytes
};

/// As authenticated by the ring's HMAC.
QByteArray keepingBytes(const ShareKeeping &keeping);
/// Strict; StoreFault::Damaged.
Outcome<ShareKeeping> keepingFromJson(const QJsonObject &object);
QJsonObject keepingToJson(const ShareKeeping &keeping);
/// "sealed", "absent", "not-used".
QString tpmStateCode(TpmState state);

} // namespace indraj
