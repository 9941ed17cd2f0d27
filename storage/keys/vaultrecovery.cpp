#include "storage/crypto.h"
#include "storage/keys/peoplerows.h"
#include "storage/keys/shamir.h"
#include "storage/keys/sharetext.h"
#include "storage/vault.h"

#include <QLoggingCategory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcVault)

namespace {

tl::unexpected<StoreError> sharesDoNotFit()
{
    return failed(StoreFault::WrongPassphrase, u"the shares do not fit"_s);
}

} // namespace

Outcome<bool> Vault::hasRecovery()
{
    if (m_session)
        return m_session->ring.hasRecovery();
    return readRing().map([](const KeyRing &ring) { return ring.hasRecovery(); });
}

Outcome<RecoveryShares> Vault::makeRecovery(const Actor &proposer, const QString &confirmerId,
                                            const SecretBytes &passphrase)
{
    if (const auto known = checkSupervisor(proposer); !known)
        return tl::unexpected(known.error());
    if (const auto second = checkConfirmer(confirmerId, proposer.id, {}, passphrase); !second)
        return tl::unexpected(second.error());
    const SecretBytes secret = SecretBytes::random(static_cast<std::size_t>(sizes::key));
    RecoveryShares made{newRecoveryId(), {}};
    const auto next = m_session->ring.withRecovery(made.recoveryId, secret, m_session->master);
    if (!next)
        return tl::unexpected(next.error());
    std::array<SecretBytes, 3> values = splitSecret(secret);
    for (int number = 1; number <= 3; ++number)
        made.shares.append(shareText({number, made.recoveryId, std::move(values[std::size_t(number - 1)])}));
    const auto changed = changeRing(*next, [&](Database &database, const SecretBytes &auditKey) {
        return noteIn(database, auditKey,
                      {confirmerId, u"recovery-made"_s, made.recoveryId, u"proposed by "_s + proposer.id});
    });
    if (!changed)
        return tl::unexpected(changed.error());
    return made;
}

/// Ring, master key and share from two shares; nothing is changed yet. The session's ring where there is one:
/// it is the committed one, the file may be another.
Outcome<Vault::OpenRing> Vault::openWithShares(const std::vector<SecretBytes> &shares) const
{
    auto ring = m_session ? Outcome<KeyRing>(m_session->ring) : readRing();
    if (!ring)
        return tl::unexpected(ring.error());
    if (shares.size() != 2)
        return failed(StoreFault::Invalid, u"two shares are needed"_s);
    const auto first = parseShare(shares[0]);
    const auto second = parseShare(shares[1]);
    if (!first || !second)
        return tl::unexpected(first ? second.error() : first.error());
    if (first->number == second->number || first->recoveryId != second->recoveryId
        || first->recoveryId != ring->recoveryId())
        return sharesDoNotFit();
    const SecretBytes secret = joinShares(first->number, first->value, second->number, second->value);
    auto master = ring->openRecovery(secret);
    if (!master)
        return master.error().fault == StoreFault::WrongPassphrase ? sharesDoNotFit()
                                                                   : tl::unexpected(master.error());
    auto share = ring->shareFor(*master);
    if (!share)
        return tl::unexpected(share.error());
    return OpenRing{std::move(*ring), std::move(*master), std::move(*share)};
}

/// The supervisor's slot; no recovery slot; the share where this machine can keep it.
Outcome<KeyRing> Vault::ringAfterRecovery(const OpenRing &opened, const NewOperator &supervisor) const
{
    const auto keys = makeSlotKeys(opened.ring.vaultId(), supervisor.actor.id, supervisor.passphrase,
                                   opened.share, m_options.kdf);
    if (!keys)
        return tl::unexpected(keys.error());
    auto next = opened.ring.withPerson({supervisor.actor, false}, *keys, opened.master);
    if (next)
        next = next->withRecovery({}, SecretBytes(), opened.master);
    if (next && opened.ring.keeping().state == TpmState::Sealed) {
        // Whoever has two shares may move the vault to another machine, or on after a change of firmware.
        TpmOptions here = m_options.tpm;
        if (here.use == TpmUse::Never)
            here.use = TpmUse::IfPresent;
        const auto keeping = keepShare(here, opened.share);
        next = keeping ? next->withKeeping(*keeping, opened.master)
                       : Outcome<KeyRing>(tl::unexpected(keeping.error()));
    }
    return next;
}

/// The vault, opened with the shares and the ring that counts; a session, but no shift yet.
Outcome<Vault::OpenRing> Vault::beginRecovery(const std::vector<SecretBytes> &shares, const Actor &supervisor)
{
    auto lock = FileLock::acquire(path("lock"_L1));
    if (!lock)
        return tl::unexpected(lock.error());
    auto opened = openWithShares(shares);
    if (!opened)
        return opened;
    auto keys = opened->ring.derive(opened->master);
    if (!keys)
        return tl::unexpected(keys.error());
    const auto open
        = reopen(std::move(*lock), supervisor, opened->ring, opened->master.clone(), std::move(*keys));
    if (!open)
        return tl::unexpected(open.error());
    const auto stored = readStoredRing(m_session->database);
    const auto adopted = stored ? adoptStoredRing(*stored) : Outcome<bool>(tl::unexpected(stored.error()));
    if (!adopted)
        return tl::unexpected(adopted.error());
    if (*adopted)
        return openWithShares(shares); // an older ring may have obeyed shares that no longer count
    return opened;
}

Outcome<Actor> Vault::recover(const std::vector<SecretBytes> &shares, const NewOperator &supervisor)
{
    if (m_session)
        return failed(StoreFault::Refused, u"somebody is logged in"_s);
    if (supervisor.actor.role != Role::Supervisor || !acceptablePersonId(supervisor.actor.id)
        || !acceptablePassphrase(supervisor.passphrase))
        return failed(StoreFault::Invalid, u"recovery needs a supervisor with a usable id and pass phrase"_s);
    const auto opened = beginRecovery(shares, supervisor.actor);
    const auto next
        = opened ? ringAfterRecovery(*opened, supervisor) : Outcome<KeyRing>(tl::unexpected(opened.error()));
    if (!next) {
        m_session.reset();
        return tl::unexpected(next.error());
    }
    const QString tpm = tpmStateCode(next->keeping().state);
    const Record record = [&](Database &database, const SecretBytes &auditKey) {
        return noteIn(database, auditKey,
                      {supervisor.actor.id, u"recovered"_s, opened->ring.recoveryId(), u"tpm "_s + tpm});
    };
    // A new master key, or an old copy of the ring would still obey the shares. Where the disk has no room
    // for that, the shares are at least out of the ring.
    auto changed = renewMaster(*next, record);
    if (!changed && m_session) {
        qCWarning(lcVault) << "recovered without a new master key:" << changed.error().detail;
        changed = changeRing(*next, record);
    }
    if (changed)
        changed = beginShift(supervisor.passphrase, opened->share);
    if (!changed) {
        m_session.reset();
        return tl::unexpected(changed.error());
    }
    return m_session->actor;
}

} // namespace indraj
