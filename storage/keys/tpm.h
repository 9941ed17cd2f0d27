#pragma once

#include "storage/keys/sharekeeping.h"
#include "storage/secret.h"

#include <QList>
#include <QString>

namespace indraj {

/// Whether a new vault is sealed to this machine's TPM 2.0.
enum class TpmUse {
    Never,
    IfPresent, ///< sealed where there is one, and a failure to seal is an error, never a way round
    Required, ///< no vault without one
};

struct TpmOptions {
    TpmUse use = TpmUse::Never;
    QString tcti
        = QStringLiteral("device:/dev/tpmrm0"); ///< as tpm2-tss' tctildr takes it; swtpm:... in tests
    QList<int> pcrs{0, 7}; ///< SHA-256 bank: firmware; Secure Boot policy
};

/// Whether there is a TPM to ask: for a device, that it is there; anything else is taken as present.
bool tpmPresent(const TpmOptions &options);

/// Seals `share` so that only this TPM gives it back, and only while the PCRs are as they are now: a sealed
/// data object under the owner hierarchy's P-256 storage key with PolicyPCR alone (TPM 2.0 library, part 1,
/// section 19.7). No pass phrase goes to the TPM, so its dictionary lock-out does not concern us. What passes
/// on the bus is encrypted (salted session). Leaves no object or session behind. 0.1-1 s on a real TPM.
/// StoreFault::TpmFailed with the TPM's response code.
Outcome<TpmBlob> sealWithTpm(const TpmOptions &options, const SecretBytes &share);

/// The share. StoreFault::TpmFailed: no TPM, another one, or another state; `detail` says which.
Outcome<SecretBytes> unsealWithTpm(const TpmOptions &options, const TpmBlob &blob);

/// A fresh share and where it is kept, as `options` want it for a new vault.
struct NewShare {
    ShareKeeping keeping;
    SecretBytes share;
};
Outcome<NewShare> makeShare(const TpmOptions &options);
/// The same for a share that is there already: after recovery on another machine or in another state.
Outcome<ShareKeeping> keepShare(const TpmOptions &options, const SecretBytes &share);

} // namespace indraj
