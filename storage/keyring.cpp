#include "storage/keyring.h"

#include "storage/codes.h"
#include "storage/crypto.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

#include <argon2.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView format = u"indraj-key-ring-1";
// A ring that asks for more than this is not one of ours: it would only stop the station.
constexpr quint32 mostMemoryKiB = 2 * 1024 * 1024;
constexpr quint32 mostPasses = 32;
constexpr quint32 mostLanes = 16;

tl::unexpected<StoreError> damaged(const QString &what)
{
    return failed(StoreFault::Damaged, u"key ring: "_s + what);
}

bool acceptableId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 32 && std::all_of(id.cbegin(), id.cend(), [](QChar letter) {
        return (letter >= u'a' && letter <= u'z') || (letter >= u'A' && letter <= u'Z')
            || (letter >= u'0' && letter <= u'9') || letter == u'-' || letter == u'.' || letter == u'_';
    });
}

bool hasExactly(const QJsonObject &object, std::initializer_list<QLatin1StringView> keys)
{
    return object.size() == qsizetype(keys.size())
        && std::all_of(keys.begin(), keys.end(), [&](QLatin1StringView key) { return object.contains(key); });
}

/// Lower-case hex of exactly `size` bytes; empty otherwise. QByteArray::fromHex skips what it does not know.
QByteArray strictHex(const QJsonValue &value, qsizetype size)
{
    const QByteArray text = value.toString().toLatin1();
    const QByteArray bytes = QByteArray::fromHex(text);
    return bytes.size() == size && bytes.toHex() == text ? bytes : QByteArray();
}

QString hex(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }

quint32 asCount(const QJsonValue &value)
{
    const qint64 number = value.toInteger(-1);
    return number > 0 && number <= 0xffffffffLL ? static_cast<quint32>(number) : 0;
}

Outcome<SecretBytes> argon2id(const SecretBytes &passphrase, const QByteArray &salt, const KdfPolicy &cost)
{
    SecretBytes key(static_cast<std::size_t>(sizes::key));
    const int code = argon2id_hash_raw(cost.passes, cost.memoryKiB, cost.lanes, passphrase.bytes().data(),
                                       passphrase.size(), salt.constData(), std::size_t(salt.size()),
                                       key.bytes().data(), key.size());
    if (code != ARGON2_OK)
        return failed(StoreFault::Internal, u"Argon2id: "_s + QString::fromUtf8(argon2_error_message(code)));
    return key;
}

Outcome<void> checkOperators(const std::vector<NewOperator> &operators)
{
    QSet<QString> seen;
    for (const NewOperator &each : operators) {
        if (!acceptableId(each.actor.id) || seen.contains(each.actor.id.toLower()))
            return failed(StoreFault::Invalid, u"an operator id is not usable or given twice"_s);
        if (each.passphrase.isEmpty() || each.actor.nameEnglish.size() > 100
            || each.actor.nameUrdu.size() > 100)
            return failed(StoreFault::Invalid, u"an operator has no pass phrase or too long a name"_s);
        seen.insert(each.actor.id.toLower());
    }
    if (operators.empty() || operators.size() > 100)
        return failed(StoreFault::Invalid, u"a key ring takes 1 to 100 operators"_s);
    return {};
}

} // namespace

QByteArray KeyRing::header(const Slot &slot) const
{
    const Actor &actor = slot.entry.actor;
    return lengthPrefixed({format.toUtf8(), m_vaultId.toUtf8(), actor.id.toUtf8(),
                           roleCode(actor.role).toUtf8(), actor.nameEnglish.toUtf8(), actor.nameUrdu.toUtf8(),
                           bigEndian(slot.cost.memoryKiB), bigEndian(slot.cost.passes),
                           bigEndian(slot.cost.lanes), slot.salt});
}

Outcome<QByteArray> KeyRing::mac(const SecretBytes &master) const
{
    const auto key = hkdf(master.bytes(), m_vaultId.toUtf8(), "indraj key ring");
    if (!key)
        return tl::unexpected(key.error());
    QByteArray all;
    for (const Slot &slot : m_slots)
        all += lengthPrefixed({header(slot), slot.sealed, slot.entry.suspended ? "suspended" : "active"});
    return hmacSha256(key->bytes(), all);
}

Outcome<KeyRing> KeyRing::create(const QString &vaultId, const std::vector<NewOperator> &operators,
                                 const SecretBytes &master, const KdfPolicy &policy)
{
    if (const auto good = checkOperators(operators); !good)
        return tl::unexpected(good.error());
    KeyRing ring;
    ring.m_vaultId = vaultId;
    for (const NewOperator &each : operators) {
        Slot slot{{each.actor, false}, policy, randomBytes(sizes::salt), {}};
        const auto key = argon2id(each.passphrase, slot.salt, policy);
        if (!key)
            return tl::unexpected(key.error());
        const auto sealed = sealBytes(key->bytes(), ring.header(slot), master.bytes());
        if (!sealed)
            return tl::unexpected(sealed.error());
        slot.sealed = *sealed;
        ring.m_slots.push_back(std::move(slot));
    }
    const auto mac = ring.mac(master);
    if (!mac)
        return tl::unexpected(mac.error());
    ring.m_mac = *mac;
    return ring;
}

Outcome<KeyRing::Slot> KeyRing::parseSlot(const QJsonObject &object, const KdfPolicy &floor)
{
    if (!hasExactly(object,
                    {"id"_L1, "role"_L1, "nameEnglish"_L1, "nameUrdu"_L1, "suspended"_L1, "kdf"_L1,
                     "memoryKiB"_L1, "passes"_L1, "lanes"_L1, "salt"_L1, "sealed"_L1}))
        return damaged(u"a slot has other entries than it should"_s);
    const auto role = roleFromCode(object["role"_L1].toString());
    Slot slot;
    slot.entry.actor.id = object["id"_L1].toString();
    if (!role || !acceptableId(slot.entry.actor.id) || object["kdf"_L1] != "argon2id"_L1
        || !object["suspended"_L1].isBool() || !object["nameEnglish"_L1].isString()
        || !object["nameUrdu"_L1].isString())
        return damaged(u"a slot names no person"_s);
    slot.entry.actor.role = *role;
    slot.entry.actor.nameEnglish = object["nameEnglish"_L1].toString();
    slot.entry.actor.nameUrdu = object["nameUrdu"_L1].toString();
    slot.entry.suspended = object["suspended"_L1].toBool();
    slot.cost = {asCount(object["memoryKiB"_L1]), asCount(object["passes"_L1]), asCount(object["lanes"_L1])};
    if (slot.cost.memoryKiB < floor.memoryKiB || slot.cost.passes < floor.passes || slot.cost.lanes == 0)
        return damaged(u"the key derivation of a slot is weaker than allowed"_s);
    if (slot.cost.memoryKiB > mostMemoryKiB || slot.cost.passes > mostPasses || slot.cost.lanes > mostLanes)
        return damaged(u"the key derivation of a slot asks for too much"_s);
    slot.salt = strictHex(object["salt"_L1], sizes::salt);
    slot.sealed = strictHex(object["sealed"_L1], sizes::nonce + sizes::key + sizes::tag);
    if (slot.salt.isEmpty() || slot.sealed.isEmpty())
        return damaged(u"salt or seal of a slot is cut off"_s);
    return slot;
}

Outcome<KeyRing> KeyRing::parse(const QByteArray &json, const KdfPolicy &floor)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!hasExactly(object, {"format"_L1, "vault"_L1, "slots"_L1, "mac"_L1})
        || object["format"_L1].toString() != format)
        return damaged(u"not in the expected format"_s);
    KeyRing ring;
    ring.m_vaultId = object["vault"_L1].toString();
    ring.m_mac = strictHex(object["mac"_L1], sizes::digest);
    const QJsonArray slotArray = object["slots"_L1].toArray();
    if (ring.m_vaultId.isEmpty() || ring.m_mac.isEmpty() || slotArray.isEmpty() || slotArray.size() > 100)
        return damaged(u"vault, slots or seal are absent"_s);
    for (const QJsonValue &value : slotArray) {
        auto slot = parseSlot(value.toObject(), floor);
        if (!slot)
            return tl::unexpected(slot.error());
        if (ring.entry(slot->entry.actor.id))
            return damaged(u"two slots for one person"_s);
        ring.m_slots.push_back(std::move(*slot));
    }
    return ring;
}

QByteArray KeyRing::toJson() const
{
    QJsonArray slotArray;
    for (const Slot &slot : m_slots) {
        const Actor &actor = slot.entry.actor;
        slotArray.append(QJsonObject{{u"id"_s, actor.id},
                                     {u"role"_s, roleCode(actor.role)},
                                     {u"nameEnglish"_s, actor.nameEnglish},
                                     {u"nameUrdu"_s, actor.nameUrdu},
                                     {u"suspended"_s, slot.entry.suspended},
                                     {u"kdf"_s, u"argon2id"_s},
                                     {u"memoryKiB"_s, static_cast<qint64>(slot.cost.memoryKiB)},
                                     {u"passes"_s, static_cast<qint64>(slot.cost.passes)},
                                     {u"lanes"_s, static_cast<qint64>(slot.cost.lanes)},
                                     {u"salt"_s, hex(slot.salt)},
                                     {u"sealed"_s, hex(slot.sealed)}});
    }
    return QJsonDocument(QJsonObject{{u"format"_s, format.toString()},
                                     {u"vault"_s, m_vaultId},
                                     {u"slots"_s, slotArray},
                                     {u"mac"_s, hex(m_mac)}})
        .toJson(QJsonDocument::Indented);
}

QList<OperatorEntry> KeyRing::operators() const
{
    QList<OperatorEntry> entries;
    for (const Slot &slot : m_slots)
        entries.append(slot.entry);
    return entries;
}

const OperatorEntry *KeyRing::entry(const QString &operatorId) const
{
    const auto found = std::find_if(m_slots.cbegin(), m_slots.cend(),
                                    [&](const Slot &slot) { return slot.entry.actor.id == operatorId; });
    return found == m_slots.cend() ? nullptr : &found->entry;
}

Outcome<SecretBytes> KeyRing::open(const QString &operatorId, const SecretBytes &passphrase) const
{
    const auto slot = std::find_if(m_slots.cbegin(), m_slots.cend(),
                                   [&](const Slot &each) { return each.entry.actor.id == operatorId; });
    if (slot == m_slots.cend() || passphrase.isEmpty())
        return failed(StoreFault::WrongPassphrase, u"no slot opens"_s);
    const auto key = argon2id(passphrase, slot->salt, slot->cost);
    if (!key)
        return tl::unexpected(key.error());
    auto master = openSealedSecret(key->bytes(), header(*slot), slot->sealed);
    if (!master)
        return failed(StoreFault::WrongPassphrase, u"no slot opens"_s);
    const auto expected = mac(*master);
    if (!expected)
        return tl::unexpected(expected.error());
    if (!equalSecrets(viewOf(*expected), viewOf(m_mac)))
        return damaged(u"slots were taken away or changed"_s);
    if (slot->entry.suspended)
        return failed(StoreFault::Refused, u"the operator is suspended"_s);
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
