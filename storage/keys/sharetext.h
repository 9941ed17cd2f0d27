#pragma once

#include "storage/outcome.h"
#include "storage/secret.h"

#include <QString>

namespace indraj {

/// A share as people keep it on paper: 68 characters of Crockford's base 32 in groups of four,
/// number (1) | recovery id (8) | share (52) | check sum (7: 35 bits of SHA-256 over what stands before).
struct RecoveryShare {
    int number = 0; ///< 1 to 3
    QString recoveryId; ///< 8 characters
    SecretBytes value; ///< 32 bytes
};

/// 8 random characters.
QString newRecoveryId();
QString shareText(const RecoveryShare &share);
/// Takes what people type: either case, O for 0, I and L for 1, blanks and hyphens anywhere.
/// StoreFault::Invalid: another length, an impossible character, a check sum that does not hold.
Outcome<RecoveryShare> parseShare(const SecretBytes &text);

} // namespace indraj
