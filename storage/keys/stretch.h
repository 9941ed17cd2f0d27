#pragma once

#include "storage/keys/slot.h"

namespace indraj {

/// A key of 32 bytes from a pass phrase: Argon2id version 1.3 (RFC 9106) with the cost and `salt` of its
/// slot. Half a second to a second and `cost.memoryKiB` of memory; any thread. StoreFault::Internal when
/// there is no memory, or the cost or salt is none that Argon2 takes. Pass phrase and result stay in secret
/// memory; the working memory is wiped before it is given back and is left out of core dumps.
Outcome<SecretBytes> argon2id(const SecretBytes &passphrase, const QByteArray &salt, const KdfPolicy &cost);

} // namespace indraj
