#include "storage/keys/slot.h"

#include "storage/codes.h"
#include "storage/keys/sealto.h"
#include "storage/keys/stretch.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <limits>
#include <thread>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

// A ring that asks for more than this is not one of ours: it would only stop the station.
constexpr quint32 mostMemoryKiB = 2 * 1024 * 1024;
constexpr quint32 mostPasses = 32;
constexpr quint32 mostLanes = 16;
constexpr qint64 mostMs = 1500; // what an unlock may take
constexpr qsizetype sealedSize = sizes::nonce + sizes::key + sizes::tag;

tl::unexpected<StoreError> damagedSlot(const QString &what)
{
    return failed(StoreFault::Damaged, u"key ring: "_s + what);
}

quint32 asCount(const QJsonValue &value)
{
    const qint64 number = value.toInteger(-1);
    return number > 0 && number <= 0xffffffffLL ? static_cast<quint32>(number) : 0;
}

/// Pass phrase and share both: without either there is no key.
Outcome<SecretBytes> slotKey(const SlotKeys &keys, const SecretBytes &passphrase, const SecretBytes &share)
{
    const auto stretched = argon2id(passphrase, keys.salt, keys.cost);
    if (!stretched)
        return tl::unexpected(stretched.error());
    SecretBytes both(stretched->size() + share.size());
    std::memcpy(both.bytes().data(), stretched->bytes().data(), stretched->size());
    if (!share.isEmpty())
        std::memcpy(both.bytes().data() + stretched->size(), share.bytes().data(), share.size());
    return hkdf(both.bytes(), keys.salt, "indraj slot key 2");
}

/// Of all threads of the process.
qint64 processorMilliseconds()
{
    std::timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

/// The key, and the passes that its cost should have. Measured twice: memory that the machine has not given
/// out for a while costs the first derivation up to as much again, and no unlock after it.
std::pair<Outcome<SecretBytes>, quint32> timedSlotKey(const SlotKeys &keys, const SecretBytes &passphrase,
                                                      const SecretBytes &share)
{
    Outcome<SecretBytes> key = tl::unexpected(StoreError{});
    qint64 clockMs = std::numeric_limits<qint64>::max();
    qint64 processorMs = clockMs;
    for (int round = 0; round < (keys.cost.atLeastMs > 0 ? 2 : 1); ++round) {
        QElapsedTimer timer;
        timer.start();
        const qint64 begun = processorMilliseconds();
        key = slotKey(keys, passphrase, share);
        clockMs = std::min(clockMs, timer.elapsed());
        processorMs = std::min(processorMs, processorMilliseconds() - begun);
        if (!key)
            break;
    }
    return {std::move(key), passesFor(keys.cost, clockMs, processorMs)};
}

QByteArray keysContext(const QString &vaultId, const QString &personId, const SlotKeys &keys)
{
    return lengthPrefixed({"indraj-slot-2", vaultId.toUtf8(), personId.toUtf8(),
                           bigEndian(keys.cost.memoryKiB), bigEndian(keys.cost.passes),
                           bigEndian(keys.cost.lanes), keys.salt, keys.publicKey});
}

Outcome<KdfPolicy> costFromJson(const QJsonObject &object, const KdfPolicy &floor)
{
    const KdfPolicy cost{asCount(object["memoryKiB"_L1]), asCount(object["passes"_L1]),
                         asCount(object["lanes"_L1])};
    if (object["kdf"_L1] != "argon2id"_L1)
        return damagedSlot(u"a slot has an unknown key derivation"_s);
    if (cost.memoryKiB < floor.memoryKiB || cost.passes < floor.passes || cost.lanes < floor.lanes)
        return damagedSlot(u"the key derivation of a slot is weaker than allowed"_s);
    if (cost.memoryKiB > mostMemoryKiB || cost.passes > mostPasses || cost.lanes > mostLanes)
        return damagedSlot(u"the key derivation of a slot asks for too much"_s);
    return cost;
}

Outcome<OperatorEntry> entryFromJson(const QJsonObject &object)
{
    const auto role = roleFromCode(object["role"_L1].toString());
    const QString id = object["id"_L1].toString();
    if (!role || !acceptablePersonId(id) || !object["suspended"_L1].isBool()
        || !object["nameEnglish"_L1].isString() || !object["nameUrdu"_L1].isString())
        return damagedSlot(u"a slot names no person"_s);
    return OperatorEntry{{id, *role, object["nameEnglish"_L1].toString(), object["nameUrdu"_L1].toString()},
                         object["suspended"_L1].toBool()};
}

} // namespace

bool hasExactly(const QJsonObject &object, std::initializer_list<QLatin1StringView> keys)
{
    return object.size() == qsizetype(keys.size())
        && std::all_of(keys.begin(), keys.end(), [&](QLatin1StringView key) { return object.contains(key); });
}

QByteArray strictHex(const QJsonValue &value, qsizetype size)
{
    // QByteArray::fromHex skips what it does not know, hence the comparison.
    const QByteArray text = value.toString().toLatin1();
    const QByteArray bytes = QByteArray::fromHex(text);
    return bytes.size() == size && bytes.toHex() == text ? bytes : QByteArray();
}

QString hexText(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }

bool acceptablePersonId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 32 && std::all_of(id.cbegin(), id.cend(), [](QChar letter) {
        return (letter >= u'a' && letter <= u'z') || (letter >= u'A' && letter <= u'Z')
            || (letter >= u'0' && letter <= u'9') || letter == u'-' || letter == u'.' || letter == u'_';
    });
}

bool acceptablePassphrase(const SecretBytes &passphrase)
{
    // Every UTF-8 character has exactly one byte that is not a continuation.
    const auto bytes = passphrase.bytes();
    return std::count_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return (byte & 0xc0) != 0x80; })
        >= shortestPassphrase;
}

quint32 passesFor(const KdfPolicy &cost, qint64 clockMs, qint64 processorMs)
{
    const quint32 sideBySide = std::clamp(std::thread::hardware_concurrency(), 1U, cost.lanes);
    const qint64 quietMs = std::min(clockMs, processorMs / sideBySide);
    if (quietMs >= cost.atLeastMs)
        return cost.passes;
    const auto inTime = [&](qint64 milliseconds, qint64 took) {
        return qint64(cost.passes) * milliseconds / std::max<qint64>(took, 1);
    };
    const qint64 wanted = std::min(inTime(cost.atLeastMs, quietMs) + 1, qint64(cost.passes) * 4);
    return std::max(cost.passes, quint32(std::min(wanted, inTime(mostMs, clockMs))));
}

Outcome<SlotKeys> makeSlotKeys(const QString &vaultId, const QString &personId, const SecretBytes &passphrase,
                               const SecretBytes &share, const KdfPolicy &cost)
{
    const auto pair = makeKeyPair();
    if (!pair)
        return tl::unexpected(pair.error());
    SlotKeys keys{cost, randomBytes(sizes::salt), pair->publicKey, {}};
    auto [key, passes] = timedSlotKey(keys, passphrase, share);
    if (key && passes > cost.passes) {
        keys.cost.passes = passes;
        key = slotKey(keys, passphrase, share);
    }
    if (!key)
        return tl::unexpected(key.error());
    const auto sealed
        = sealBytes(key->bytes(), keysContext(vaultId, personId, keys), pair->privateKey.bytes());
    if (!sealed)
        return tl::unexpected(sealed.error());
    keys.privateKey = *sealed;
    return keys;
}

Outcome<SecretBytes> openSlotKeys(const QString &vaultId, const QString &personId, const SlotKeys &keys,
                                  const SecretBytes &passphrase, const SecretBytes &share)
{
    const auto key = slotKey(keys, passphrase, share);
    if (!key)
        return tl::unexpected(key.error());
    return openSealedSecret(key->bytes(), keysContext(vaultId, personId, keys), keys.privateKey);
}

QByteArray oldSlotHeader(const QString &vaultId, const Slot &slot)
{
    const Actor &actor = slot.entry.actor;
    return lengthPrefixed({"indraj-key-ring-1", vaultId.toUtf8(), actor.id.toUtf8(),
                           roleCode(actor.role).toUtf8(), actor.nameEnglish.toUtf8(), actor.nameUrdu.toUtf8(),
                           bigEndian(slot.keys.cost.memoryKiB), bigEndian(slot.keys.cost.passes),
                           bigEndian(slot.keys.cost.lanes), slot.keys.salt});
}

Outcome<SecretBytes> openOldSlot(const QString &vaultId, const Slot &slot, const SecretBytes &passphrase)
{
    const auto key = argon2id(passphrase, slot.keys.salt, slot.keys.cost);
    if (!key)
        return tl::unexpected(key.error());
    return openSealedSecret(key->bytes(), oldSlotHeader(vaultId, slot), slot.keys.privateKey);
}

Outcome<SlotKeys> slotKeysFromJson(const QJsonObject &object, const KdfPolicy &floor)
{
    const auto cost = costFromJson(object, floor);
    if (!cost)
        return tl::unexpected(cost.error());
    SlotKeys keys{*cost, strictHex(object["salt"_L1], sizes::salt),
                  strictHex(object["publicKey"_L1], sizes::key),
                  strictHex(object["privateKey"_L1], sealedSize)};
    if (keys.salt.isEmpty() || keys.publicKey.isEmpty() || keys.privateKey.isEmpty())
        return damagedSlot(u"salt or keys of a slot are cut off"_s);
    return keys;
}

QJsonObject slotKeysToJson(const SlotKeys &keys)
{
    QJsonObject object{{u"kdf"_s, u"argon2id"_s},
                       {u"memoryKiB"_s, static_cast<qint64>(keys.cost.memoryKiB)},
                       {u"passes"_s, static_cast<qint64>(keys.cost.passes)},
                       {u"lanes"_s, static_cast<qint64>(keys.cost.lanes)},
                       {u"salt"_s, hexText(keys.salt)}};
    if (keys.publicKey.isEmpty()) {
        object.insert(u"sealed"_s, hexText(keys.privateKey));
    } else {
        object.insert(u"publicKey"_s, hexText(keys.publicKey));
        object.insert(u"privateKey"_s, hexText(keys.privateKey));
    }
    return object;
}

Outcome<Slot> slotFromJson(const QJsonObject &object, const KdfPolicy &floor)
{
    const bool old = hasExactly(object,
                                {"id"_L1, "role"_L1, "nameEnglish"_L1, "nameUrdu"_L1, "suspended"_L1,
                                 "kdf"_L1, "memoryKiB"_L1, "passes"_L1, "lanes"_L1, "salt"_L1, "sealed"_L1});
    if (!old
        && !hasExactly(object,
                       {"id"_L1, "role"_L1, "nameEnglish"_L1, "nameUrdu"_L1, "suspended"_L1, "kdf"_L1,
                        "memoryKiB"_L1, "passes"_L1, "lanes"_L1, "salt"_L1, "publicKey"_L1, "privateKey"_L1,
                        "master"_L1}))
        return damagedSlot(u"a slot has other entries than it should"_s);
    const auto entry = entryFromJson(object);
    if (!entry)
        return tl::unexpected(entry.error());
    Slot slot{*entry, {}, {}};
    if (old) {
        const auto cost = costFromJson(object, floor);
        if (!cost)
            return tl::unexpected(cost.error());
        slot.keys = {
            *cost, strictHex(object["salt"_L1], sizes::salt), {}, strictHex(object["sealed"_L1], sealedSize)};
        if (slot.keys.salt.isEmpty() || slot.keys.privateKey.isEmpty())
            return damagedSlot(u"salt or seal of a slot is cut off"_s);
        return slot;
    }
    auto keys = slotKeysFromJson(object, floor);
    if (!keys)
        return tl::unexpected(keys.error());
    slot.keys = std::move(*keys);
    slot.master = strictHex(object["master"_L1], sealedKeySize);
    if (slot.master.isEmpty())
        return damagedSlot(u"the seal of a slot is cut off"_s);
    return slot;
}

QJsonObject slotToJson(const Slot &slot)
{
    const Actor &actor = slot.entry.actor;
    QJsonObject object = slotKeysToJson(slot.keys);
    object.insert(u"id"_s, actor.id);
    object.insert(u"role"_s, roleCode(actor.role));
    object.insert(u"nameEnglish"_s, actor.nameEnglish);
    object.insert(u"nameUrdu"_s, actor.nameUrdu);
    object.insert(u"suspended"_s, slot.entry.suspended);
    if (!slot.isOld())
        object.insert(u"master"_s, hexText(slot.master));
    return object;
}

} // namespace indraj
