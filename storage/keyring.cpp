#include "storage/keyring.h"

#include "storage/codes.h"
#include "storage/crypto.h"
#include "storage/keys/sealto.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstring>
#include <set>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView format1 = u"indraj-key-ring-1";
constexpr QStringView format2 = u"indraj-keyring-2";
constexpr qsizetype mostSlots = 100;
constexpr qsizetype longestName = 100;

tl::unexpected<StoreError> damaged(const QString &what)
{
    return failed(StoreFault::Damaged, u"key ring: "_s + what);
}

tl::unexpected<StoreError> noSlotOpens() { return failed(StoreFault::WrongPassphrase, u"no slot opens"_s); }

bool acceptableNames(const Actor &actor)
{
    return actor.nameEnglish.size() <= longestName && actor.nameUrdu.size() <= longestName;
}

Outcome<void> checkOperators(const std::vector<NewOperator> &operators)
{
    std::set<QString> seen;
    for (const NewOperator &each : operators) {
        if (!acceptablePersonId(each.actor.id) || seen.contains(each.actor.id.toLower()))
            return failed(StoreFault::Invalid, u"an operator id is not usable or given twice"_s);
        if (each.passphrase.isEmpty() || !acceptableNames(each.actor))
            return failed(StoreFault::Invalid, u"an operator has no pass phrase or too long a name"_s);
        seen.insert(each.actor.id.toLower());
    }
    if (operators.empty() || qsizetype(operators.size()) > mostSlots)
        return failed(StoreFault::Invalid, u"a key ring takes 1 to 100 operators"_s);
    return {};
}

SecretBytes secretCopy(const QByteArray &bytes)
{
    SecretBytes secret(static_cast<std::size_t>(bytes.size()));
    if (!bytes.isEmpty())
        std::memcpy(secret.bytes().data(), bytes.constData(), secret.size());
    return secret;
}

QByteArray plainCopy(const SecretBytes &secret)
{
    return {reinterpret_cast<const char *>(secret.bytes().data()), static_cast<qsizetype>(secret.size())};
}

} // namespace

QByteArray KeyRing::masterContext(const Slot &slot) const
{
    const Actor &actor = slot.entry.actor;
    return lengthPrefixed({"indraj-slot-master-2", m_vaultId.toUtf8(), bigEndian(m_generation),
                           actor.id.toUtf8(), roleCode(actor.role).toUtf8(), actor.nameEnglish.toUtf8(),
                           actor.nameUrdu.toUtf8(), slot.keys.publicKey});
}

QByteArray KeyRing::recoveryContext(const Recovery &recovery) const
{
    return lengthPrefixed({"indraj-recovery-master-2", m_vaultId.toUtf8(), bigEndian(m_generation),
                           recovery.id.toUtf8(), recovery.publicKey});
}

Outcome<SecretBytes> KeyRing::recoveryKey(const QString &id, const SecretBytes &secret) const
{
    return hkdf(secret.bytes(), lengthPrefixed({m_vaultId.toUtf8(), id.toUtf8()}), "indraj recovery key 1");
}

Outcome<QByteArray> KeyRing::mac(const SecretBytes &master) const
{
    const auto key
        = hkdf(master.bytes(), m_vaultId.toUtf8(),
               m_format1 ? QByteArrayView("indraj key ring") : QByteArrayView("indraj key ring 2"));
    if (!key)
        return tl::unexpected(key.error());
    QByteArray all;
    if (!m_format1) {
        all = lengthPrefixed({"indraj-keyring-2", m_vaultId.toUtf8(), bigEndian(m_generation),
                              bigEndian(m_serial), keepingBytes(m_keeping), m_keptShare});
        if (m_recovery)
            all += lengthPrefixed({m_recovery->id.toUtf8(), m_recovery->publicKey, m_recovery->master});
        all += bigEndian(m_recovery ? 1 : 0);
    }
    for (const Slot &slot : m_slots) {
        const QByteArray state = slot.entry.suspended ? "suspended" : "active";
        if (m_format1)
            all += lengthPrefixed({oldSlotHeader(m_vaultId, slot), slot.keys.privateKey, state});
        else
            all += lengthPrefixed({slot.isOld() ? oldSlotHeader(m_vaultId, slot) : masterContext(slot),
                                   bigEndian(slot.keys.cost.memoryKiB), bigEndian(slot.keys.cost.passes),
                                   bigEndian(slot.keys.cost.lanes), slot.keys.salt, slot.keys.privateKey,
                                   slot.master, state});
    }
    return hmacSha256(key->bytes(), all);
}

Outcome<void> KeyRing::checkMac(const SecretBytes &master) const
{
    const auto expected = mac(master);
    if (!expected)
        return tl::unexpected(expected.error());
    if (!equalSecrets(viewOf(*expected), viewOf(m_mac)))
        return damaged(u"slots were taken away or changed"_s);
    return {};
}

Outcome<void> KeyRing::sealMaster(Slot *slot, const SecretBytes &master) const
{
    auto sealed = sealTo(slot->keys.publicKey, masterContext(*slot), master);
    if (!sealed)
        return tl::unexpected(sealed.error());
    slot->master = std::move(*sealed);
    return {};
}

Outcome<void> KeyRing::keepShare(const SecretBytes &share, const SecretBytes &master)
{
    const auto key = hkdf(master.bytes(), m_vaultId.toUtf8(), "indraj kept share");
    const auto sealed = key ? sealBytes(key->bytes(), "indraj-kept-share-1", share.bytes())
                            : Outcome<QByteArray>(tl::unexpected(key.error()));
    if (!sealed)
        return tl::unexpected(sealed.error());
    m_keptShare = *sealed;
    return {};
}

Outcome<SecretBytes> KeyRing::shareFor(const SecretBytes &master) const
{
    const auto key = hkdf(master.bytes(), m_vaultId.toUtf8(), "indraj kept share");
    if (!key)
        return tl::unexpected(key.error());
    return openSealedSecret(key->bytes(), "indraj-kept-share-1", m_keptShare);
}

Outcome<KeyRing> KeyRing::changed(const SecretBytes &master,
                                  const std::function<Outcome<void>(KeyRing &)> &change) const
{
    KeyRing ring = *this;
    if (m_format1) { // the first change of an old ring makes it a new one; its slots stay as they are
        ring.m_format1 = false;
        ring.m_keeping.clear = randomBytes(sizes::key);
        if (const auto kept = ring.keepShare(secretCopy(ring.m_keeping.clear), master); !kept)
            return tl::unexpected(kept.error());
    }
    if (const auto done = change(ring); !done)
        return tl::unexpected(done.error());
    ++ring.m_serial;
    auto code = ring.mac(master);
    if (!code)
        return tl::unexpected(code.error());
    ring.m_mac = std::move(*code);
    return ring;
}

Outcome<KeyRing> KeyRing::create(const QString &vaultId, const std::vector<NewOperator> &operators,
                                 const SecretBytes &master, const KdfPolicy &policy)
{
    const SecretBytes share = SecretBytes::random(static_cast<std::size_t>(sizes::key));
    return create(vaultId, operators, master, policy, {TpmState::Absent, {}, plainCopy(share)}, share);
}

Outcome<KeyRing> KeyRing::create(const QString &vaultId, const std::vector<NewOperator> &operators,
                                 const SecretBytes &master, const KdfPolicy &policy,
                                 const ShareKeeping &keeping, const SecretBytes &share)
{
    if (const auto good = checkOperators(operators); !good)
        return tl::unexpected(good.error());
    KeyRing empty;
    empty.m_vaultId = vaultId;
    empty.m_serial = 0;
    empty.m_keeping = keeping;
    return empty.changed(master, [&](KeyRing &ring) -> Outcome<void> {
        for (const NewOperator &each : operators) {
            const auto keys = makeSlotKeys(vaultId, each.actor.id, each.passphrase, share, policy);
            if (!keys)
                return tl::unexpected(keys.error());
            Slot slot{{each.actor, false}, *keys, {}};
            if (const auto sealed = ring.sealMaster(&slot, master); !sealed)
                return sealed;
            ring.m_slots.push_back(std::move(slot));
        }
        return ring.keepShare(share, master);
    });
}

Outcome<void> KeyRing::parseSlots(const QJsonObject &object, const KdfPolicy &floor)
{
    m_vaultId = object["vault"_L1].toString();
    m_mac = strictHex(object["mac"_L1], sizes::digest);
    const QJsonArray slotArray = object["slots"_L1].toArray();
    if (m_vaultId.isEmpty() || m_mac.isEmpty() || slotArray.isEmpty() || slotArray.size() > mostSlots)
        return damaged(u"vault, slots or seal are absent"_s);
    for (const QJsonValue &value : slotArray) {
        auto parsed = slotFromJson(value.toObject(), floor);
        if (!parsed)
            return tl::unexpected(parsed.error());
        if (entry(parsed->entry.actor.id))
            return damaged(u"two slots for one person"_s);
        if (m_format1 && !parsed->isOld())
            return damaged(u"a slot of another format"_s);
        m_slots.push_back(std::move(*parsed));
    }
    return {};
}

Outcome<KeyRing> KeyRing::parseCurrent(const QJsonObject &object, const KdfPolicy &floor)
{
    if (!hasExactly(object,
                    {"format"_L1, "vault"_L1, "generation"_L1, "serial"_L1, "tpm"_L1, "keptShare"_L1,
                     "recovery"_L1, "slots"_L1, "mac"_L1}))
        return damaged(u"other entries than it should have"_s);
    KeyRing ring;
    if (const auto done = ring.parseSlots(object, floor); !done)
        return tl::unexpected(done.error());
    auto keeping = keepingFromJson(object["tpm"_L1].toObject());
    if (!keeping)
        return tl::unexpected(keeping.error());
    ring.m_keeping = std::move(*keeping);
    ring.m_generation = object["generation"_L1].toInteger(0);
    ring.m_serial = object["serial"_L1].toInteger(0);
    ring.m_keptShare = strictHex(object["keptShare"_L1], sizes::nonce + sizes::key + sizes::tag);
    if (ring.m_generation < 1 || ring.m_serial < 1 || ring.m_keptShare.isEmpty())
        return damaged(u"a number or the share cannot be read"_s);
    if (object["recovery"_L1].isNull())
        return ring;
    const QJsonObject entry = object["recovery"_L1].toObject();
    Recovery recovery{entry["id"_L1].toString(), strictHex(entry["publicKey"_L1], sizes::key),
                      strictHex(entry["master"_L1], sealedKeySize)};
    if (!hasExactly(entry, {"id"_L1, "publicKey"_L1, "master"_L1}) || recovery.id.isEmpty()
        || recovery.id.size() > 16 || recovery.publicKey.isEmpty() || recovery.master.isEmpty())
        return damaged(u"the recovery slot cannot be read"_s);
    ring.m_recovery = std::move(recovery);
    return ring;
}

Outcome<KeyRing> KeyRing::parse(const QByteArray &json, const KdfPolicy &floor)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString format = object["format"_L1].toString();
    if (format == format2)
        return parseCurrent(object, floor);
    if (format != format1 || !hasExactly(object, {"format"_L1, "vault"_L1, "slots"_L1, "mac"_L1}))
        return damaged(u"not in the expected format"_s);
    KeyRing ring;
    ring.m_format1 = true;
    if (const auto done = ring.parseSlots(object, floor); !done)
        return tl::unexpected(done.error());
    return ring;
}

QByteArray KeyRing::toJson() const
{
    QJsonArray slotArray;
    for (const Slot &each : m_slots)
        slotArray.append(slotToJson(each));
    QJsonValue recovery(QJsonValue::Null);
    if (m_recovery)
        recovery = QJsonObject{{u"id"_s, m_recovery->id},
                               {u"publicKey"_s, hexText(m_recovery->publicKey)},
                               {u"master"_s, hexText(m_recovery->master)}};
    return QJsonDocument(QJsonObject{{u"format"_s, format2.toString()},
                                     {u"vault"_s, m_vaultId},
                                     {u"generation"_s, m_generation},
                                     {u"serial"_s, m_serial},
                                     {u"tpm"_s, keepingToJson(m_keeping)},
                                     {u"keptShare"_s, hexText(m_keptShare)},
                                     {u"recovery"_s, recovery},
                                     {u"slots"_s, slotArray},
                                     {u"mac"_s, hexText(m_mac)}})
        .toJson(QJsonDocument::Indented);
}

QList<OperatorEntry> KeyRing::operators() const
{
    QList<OperatorEntry> entries;
    for (const Slot &each : m_slots)
        entries.append(each.entry);
    return entries;
}

const Slot *KeyRing::slot(const QString &operatorId) const
{
    const auto found = std::find_if(m_slots.cbegin(), m_slots.cend(),
                                    [&](const Slot &each) { return each.entry.actor.id == operatorId; });
    return found == m_slots.cend() ? nullptr : &*found;
}

Slot *KeyRing::slot(const QString &operatorId)
{
    return const_cast<Slot *>(std::as_const(*this).slot(operatorId));
}

const OperatorEntry *KeyRing::entry(const QString &operatorId) const
{
    const Slot *found = slot(operatorId);
    return found ? &found->entry : nullptr;
}

bool KeyRing::isOld(const QString &operatorId) const
{
    const Slot *found = slot(operatorId);
    return found && found->isOld();
}

Outcome<SecretBytes> KeyRing::openSlot(const Slot &slot, const SecretBytes &passphrase,
                                       const SecretBytes &share) const
{
    if (slot.isOld())
        return openOldSlot(m_vaultId, slot, passphrase);
    const SecretBytes clear = secretCopy(m_keeping.clear);
    const auto privateKey = openSlotKeys(m_vaultId, slot.entry.actor.id, slot.keys, passphrase,
                                         m_keeping.state == TpmState::Sealed ? share : clear);
    if (!privateKey)
        return tl::unexpected(privateKey.error());
    return openSealedTo(*privateKey, masterContext(slot), slot.master);
}

Outcome<SecretBytes> KeyRing::open(const QString &operatorId, const SecretBytes &passphrase,
                                   const SecretBytes &share) const
{
    const Slot *own = slot(operatorId);
    if (!own || passphrase.isEmpty())
        return noSlotOpens();
    auto master = openSlot(*own, passphrase, share);
    if (!master)
        return master.error().fault == StoreFault::Damaged ? noSlotOpens() : tl::unexpected(master.error());
    if (const auto whole = checkMac(*master); !whole)
        return tl::unexpected(whole.error());
    if (own->entry.suspended)
        return failed(StoreFault::Refused, u"the operator is suspended"_s);
    return master;
}

Outcome<SecretBytes> KeyRing::openRecovery(const SecretBytes &secret) const
{
    if (!m_recovery)
        return noSlotOpens();
    const auto key = recoveryKey(m_recovery->id, secret);
    const auto known = key ? publicKeyOf(*key) : Outcome<QByteArray>(tl::unexpected(key.error()));
    if (!known)
        return tl::unexpected(known.error());
    if (*known != m_recovery->publicKey)
        return noSlotOpens();
    auto master = openSealedTo(*key, recoveryContext(*m_recovery), m_recovery->master);
    if (!master)
        return noSlotOpens();
    if (const auto whole = checkMac(*master); !whole)
        return tl::unexpected(whole.error());
    return master;
}

Outcome<VaultKeys> KeyRing::derive(const SecretBytes &master) const
{
    VaultKeys keys;
    const std::pair<SecretBytes *, QByteArrayView> purposes[] = {{&keys.database, "indraj database"},
                                                                 {&keys.blobs, "indraj blobs"},
                                                                 {&keys.station, "indraj station key"},
                                                                 {&keys.audit, "indraj audit"}};
    for (const auto &[key, purpose] : purposes) {
        auto derived = hkdf(master.bytes(), m_vaultId.toUtf8(), purpose);
        if (!derived)
            return tl::unexpected(derived.error());
        *key = std::move(*derived);
    }
    return keys;
}

} // namespace indraj
