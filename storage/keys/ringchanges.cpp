#include "storage/codes.h"
#include "storage/keyring.h"
#include "storage/keys/sealto.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t mostRingSlots = 100;
constexpr qsizetype longestPersonName = 100;

tl::unexpected<StoreError> unknownPerson()
{
    return failed(StoreFault::Invalid, u"nobody of this id has a slot"_s);
}

tl::unexpected<StoreError> mustLogInFirst()
{
    return failed(StoreFault::Refused, u"a slot of the old format: its owner has to log in once first"_s);
}

} // namespace

Outcome<KeyRing> KeyRing::withPerson(const OperatorEntry &entry, const SlotKeys &keys,
                                     const SecretBytes &master) const
{
    return changed(master, [&](KeyRing &ring) -> Outcome<void> {
        Slot *own = ring.slot(entry.actor.id);
        if (!own) {
            if (!acceptablePersonId(entry.actor.id) || entry.actor.nameEnglish.size() > longestPersonName
                || entry.actor.nameUrdu.size() > longestPersonName || ring.m_slots.size() >= mostRingSlots)
                return failed(StoreFault::Invalid, u"id or names are not usable, or the ring is full"_s);
            own = &ring.m_slots.emplace_back();
        }
        own->entry = entry;
        own->keys = keys;
        return ring.sealMaster(own, master);
    });
}

Outcome<KeyRing> KeyRing::withEntry(const OperatorEntry &entry, const SecretBytes &master) const
{
    return changed(master, [&](KeyRing &ring) -> Outcome<void> {
        Slot *own = ring.slot(entry.actor.id);
        if (!own)
            return unknownPerson();
        const bool onlySuspended = own->entry.actor.role == entry.actor.role
            && own->entry.actor.nameEnglish == entry.actor.nameEnglish
            && own->entry.actor.nameUrdu == entry.actor.nameUrdu;
        if (own->isOld() && !onlySuspended)
            return mustLogInFirst();
        own->entry = entry;
        return own->isOld() ? Outcome<void>() : ring.sealMaster(own, master);
    });
}

Outcome<KeyRing> KeyRing::withoutPerson(const QString &operatorId, const SecretBytes &master) const
{
    return changed(master, [&](KeyRing &ring) -> Outcome<void> {
        const auto taken = std::erase_if(ring.m_slots,
                                         [&](const Slot &each) { return each.entry.actor.id == operatorId; });
        return taken == 1 ? Outcome<void>() : unknownPerson();
    });
}

Outcome<KeyRing> KeyRing::upgraded(TpmState state, const SecretBytes &master) const
{
    return changed(master, [&](KeyRing &ring) -> Outcome<void> {
        if (m_format1)
            ring.m_keeping.state = state;
        return {};
    });
}

Outcome<KeyRing> KeyRing::withRecovery(const QString &recoveryId, const SecretBytes &secret,
                                       const SecretBytes &master) const
{
    return changed(master, [&](KeyRing &ring) -> Outcome<void> {
        ring.m_recovery.reset();
        if (secret.isEmpty())
            return {};
        const auto key = ring.recoveryKey(recoveryId, secret);
        const auto known = key ? publicKeyOf(*key) : Outcome<QByteArray>(tl::unexpected(key.error()));
        if (!known)
            return tl::unexpected(known.error());
        Recovery recovery{recoveryId, *known, {}};
        auto sealed = sealTo(*known, ring.recoveryContext(recovery), master);
        if (!sealed)
            return tl::unexpected(sealed.error());
        recovery.master = std::move(*sealed);
        ring.m_recovery = std::move(recovery);
        return {};
    });
}

Outcome<KeyRing> KeyRing::withKeeping(const ShareKeeping &keeping, const SecretBytes &master) const
{
    return changed(master, [&](KeyRing &ring) -> Outcome<void> {
        ring.m_keeping = keeping;
        return {};
    });
}

Outcome<KeyRing> KeyRing::withMaster(const SecretBytes &old, const SecretBytes &fresh) const
{
    const auto share = m_format1 ? Outcome<SecretBytes>(mustLogInFirst()) : shareFor(old);
    if (!share)
        return tl::unexpected(share.error());
    return changed(fresh, [&](KeyRing &ring) -> Outcome<void> {
        ++ring.m_generation;
        for (Slot &each : ring.m_slots) {
            if (each.isOld())
                return mustLogInFirst();
            if (const auto sealed = ring.sealMaster(&each, fresh); !sealed)
                return sealed;
        }
        if (ring.m_recovery) {
            auto sealed = sealTo(ring.m_recovery->publicKey, ring.recoveryContext(*ring.m_recovery), fresh);
            if (!sealed)
                return tl::unexpected(sealed.error());
            ring.m_recovery->master = std::move(*sealed);
        }
        return ring.keepShare(*share, fresh);
    });
}

} // namespace indraj
