#include "storage/tool/toolcommand.h"
#include "storage/vault.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// The vault itself does it, as in the workstation: lock-out, TPM, verification of everything, entries in the
/// chain.
Outcome<ToolAnswer> runRekey(const ToolArguments &arguments, const SecretBytes &passphrase,
                             const Progress &progress)
{
    VaultOptions options;
    options.ballastBytes = 0;
    Vault vault(arguments.operands[0], options);
    const auto actor = vault.unlock(arguments.operatorId, passphrase);
    if (!actor)
        return tl::unexpected(actor.error());
    if (progress)
        progress(u"encrypting anew"_s, 0, 0);
    const auto done = vault.rekey(*actor);
    const auto locked = vault.lock();
    if (!done || !locked)
        return tl::unexpected(done ? locked.error() : done.error());
    ToolAnswer answer;
    answer.lines = {u"The vault is under a new master key; pass phrases are as they were."_s};
    answer.json = {{u"rekeyed"_s, true}};
    return answer;
}

} // namespace indraj
