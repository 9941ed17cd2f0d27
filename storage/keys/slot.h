#pragma once

#include "storage/crypto.h"
#include "storage/stationaccess.h"

#include <QJsonObject>

namespace indraj {

/// Cost of Argon2id (RFC 9106): what new slots get, and the least that an old slot may have.
struct KdfPolicy {
    quint32 memoryKiB = 256 * 1024;
    quint32 passes = 3;
    quint32 lanes = 2;
    /// Milliseconds: where a new slot would open in less, it gets more passes (passesFor()). Above the 400 ms
    /// that an unlock must take at the least: the same passes have taken a quarter less moments later.
    quint32 atLeastMs = 650;
};

/// What a pass phrase turns into for keeping: a key pair whose private half is sealed under the pass phrase
/// (and the share that a TPM holds). Made without the master key, so it can wait in a proposal.
struct SlotKeys {
    KdfPolicy cost;
    QByteArray salt;
    QByteArray publicKey; ///< X25519; empty in a slot of format 1
    QByteArray privateKey; ///< nonce | private key | tag; in a slot of format 1 the master key instead
};

/// One person in the key ring. The format of each part: docs/decisions/0002-key-ring.md.
struct Slot {
    OperatorEntry entry;
    SlotKeys keys;
    QByteArray master; ///< the master key, sealed to `keys.publicKey`; empty in a slot of format 1

    /// Written by format 1: it gives the master key without a key pair, so nobody but its owner can renew it.
    bool isOld() const { return keys.publicKey.isEmpty(); }
};

/// Pass phrases are refused below this many characters.
inline constexpr qsizetype shortestPassphrase = 12;

bool acceptablePersonId(const QString &id);
/// Characters, not bytes: twelve Urdu letters are as good as twelve Latin ones.
bool acceptablePassphrase(const SecretBytes &passphrase);

/// The passes of a new slot whose derivation with those of `cost` took so long: as many as fill atLeastMs, up
/// to four times as many. What counts is the time on a machine with nothing else to do, or a slot made on a
/// busy day would open too soon on a quiet one: the processor's, shared by the lanes, where that is less. But
/// no more than would take 1.5 s as things are.
/// @param clockMs, processorMs  milliseconds by the clock, and of all threads of the process
quint32 passesFor(const KdfPolicy &cost, qint64 clockMs, qint64 processorMs);

/// Argon2id at `cost` two or three times, 0.2 to 1.5 s each.
Outcome<SlotKeys> makeSlotKeys(const QString &vaultId, const QString &personId, const SecretBytes &passphrase,
                               const SecretBytes &share, const KdfPolicy &cost);
/// The private key; Damaged when pass phrase, share or slot are not what they were. 0.4-1.5 s.
Outcome<SecretBytes> openSlotKeys(const QString &vaultId, const QString &personId, const SlotKeys &keys,
                                  const SecretBytes &passphrase, const SecretBytes &share);
/// The master key of a slot of format 1; as above.
Outcome<SecretBytes> openOldSlot(const QString &vaultId, const Slot &slot, const SecretBytes &passphrase);

/// What the seal of a slot of format 1 covers; its ring's HMAC covers the same.
QByteArray oldSlotHeader(const QString &vaultId, const Slot &slot);

/// Strict: unknown or missing entries, wrong sizes and a cost under `floor` are StoreFault::Damaged. @{
Outcome<Slot> slotFromJson(const QJsonObject &object, const KdfPolicy &floor);
QJsonObject slotToJson(const Slot &slot);
Outcome<SlotKeys> slotKeysFromJson(const QJsonObject &object, const KdfPolicy &floor);
QJsonObject slotKeysToJson(const SlotKeys &keys);
/// @}

/// Lower-case hex of exactly `size` bytes; empty otherwise.
QByteArray strictHex(const QJsonValue &value, qsizetype size);
QString hexText(const QByteArray &bytes);
bool hasExactly(const QJsonObject &object, std::initializer_list<QLatin1StringView> keys);

} // namespace indraj
