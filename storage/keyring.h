#pragma once

#include "storage/keys/sharekeeping.h"
#include "storage/keys/slot.h"
#include "storage/outcome.h"
#include "storage/stationaccess.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <vector>

namespace indraj {

/// Keys derived from the master key (HKDF-SHA256), one for each purpose.
struct VaultKeys {
    SecretBytes database; ///< raw key of SQLCipher
    SecretBytes blobs; ///< wraps the data key of each enrolment
    SecretBytes station; ///< seals the station's private key
    SecretBytes audit; ///< HMAC over audit head and anchor
};

/// The file that turns a pass phrase into the vault's random 32-byte master key. Each person has a key pair:
/// the private key sealed under Argon2id of the pass phrase and the share that the TPM keeps, the master key
/// sealed to the public one. So a new master key can be handed to everybody (re-key) without any pass phrase.
/// An HMAC under the master key covers all of it: no slot can be taken away, exchanged or suspended, and no
/// TPM stripped, unnoticed. Format: docs/decisions/0002-key-ring.md. Values; any thread.
class KeyRing {
public:
    /// A ring over `master`. `share` is what `keeping` keeps. StoreFault::Invalid: no operator, an empty pass
    /// phrase, a bad or doubled id.
    static Outcome<KeyRing> create(const QString &vaultId, const std::vector<NewOperator> &operators,
                                   const SecretBytes &master, const KdfPolicy &policy,
                                   const ShareKeeping &keeping, const SecretBytes &share);
    /// The same with a fresh share and no TPM.
    static Outcome<KeyRing> create(const QString &vaultId, const std::vector<NewOperator> &operators,
                                   const SecretBytes &master, const KdfPolicy &policy);
    /// Formats 1 and 2. Strict: unknown or missing keys, wrong sizes and slots cheaper than `floor` are
    /// StoreFault::Damaged.
    static Outcome<KeyRing> parse(const QByteArray &json, const KdfPolicy &floor);
    /// Always format 2; call it on a ring that was created or changed, not on one just read.
    QByteArray toJson() const;

    QString vaultId() const { return m_vaultId; }
    bool isFormat1() const { return m_format1; }
    qint64 generation() const { return m_generation; } ///< number of the master key, from 1
    qint64 serial() const { return m_serial; } ///< grows with every change of the ring
    const ShareKeeping &keeping() const { return m_keeping; }
    bool hasRecovery() const { return m_recovery.has_value(); }
    QString recoveryId() const { return m_recovery ? m_recovery->id : QString(); }
    QList<OperatorEntry> operators() const;
    /// The person of a slot; nullptr for an unknown id.
    const OperatorEntry *entry(const QString &operatorId) const;
    /// Whether the person's slot is still of format 1 and has to be renewed with his pass phrase.
    bool isOld(const QString &operatorId) const;

    /// WrongPassphrase for an unknown person, a wrong pass phrase, a wrong share or a changed slot alike;
    /// Damaged when the slot opens but the ring was changed; Refused when the person is suspended. `share` is
    /// used in state Sealed only; otherwise the ring holds it.
    Outcome<SecretBytes> open(const QString &operatorId, const SecretBytes &passphrase,
                              const SecretBytes &share = SecretBytes()) const;
    /// With the recovery secret; needs no share. WrongPassphrase: there is no such slot.
    Outcome<SecretBytes> openRecovery(const SecretBytes &secret) const;
    /// The share of all slots, from the copy that the master key opens.
    Outcome<SecretBytes> shareFor(const SecretBytes &master) const;
    Outcome<VaultKeys> derive(const SecretBytes &master) const;

    /// A changed copy, sealed and authenticated under `master`, with the next serial. @{
    Outcome<KeyRing> withPerson(const OperatorEntry &entry, const SlotKeys &keys,
                                const SecretBytes &master) const; ///< adds, or gives new slot keys
    /// Role, names, suspended. Refused for a slot of format 1: its seal covers them.
    Outcome<KeyRing> withEntry(const OperatorEntry &entry, const SecretBytes &master) const;
    Outcome<KeyRing> withoutPerson(const QString &operatorId, const SecretBytes &master) const;
    /// Format 1 as format 2, its slots as they are. Format 2: only the next serial.
    Outcome<KeyRing> upgraded(TpmState state, const SecretBytes &master) const;
    /// An empty secret takes the recovery slot away.
    Outcome<KeyRing> withRecovery(const QString &recoveryId, const SecretBytes &secret,
                                  const SecretBytes &master) const;
    Outcome<KeyRing> withKeeping(const ShareKeeping &keeping, const SecretBytes &master) const;
    /// Another master key for everybody. Refused while a slot of format 1 is left.
    Outcome<KeyRing> withMaster(const SecretBytes &old, const SecretBytes &fresh) const;
    /// @}

private:
    struct Recovery {
        QString id;
        QByteArray publicKey;
        QByteArray master; ///< sealed to it
    };
    Slot *slot(const QString &operatorId);
    const Slot *slot(const QString &operatorId) const;
    QByteArray masterContext(const Slot &slot) const;
    QByteArray recoveryContext(const Recovery &recovery) const;
    Outcome<SecretBytes> recoveryKey(const QString &id, const SecretBytes &secret) const;
    Outcome<SecretBytes> openSlot(const Slot &slot, const SecretBytes &passphrase,
                                  const SecretBytes &share) const;
    Outcome<void> sealMaster(Slot *slot, const SecretBytes &master) const;
    Outcome<void> keepShare(const SecretBytes &share, const SecretBytes &master);
    Outcome<QByteArray> mac(const SecretBytes &master) const;
    Outcome<void> checkMac(const SecretBytes &master) const;
    Outcome<KeyRing> changed(const SecretBytes &master,
                             const std::function<Outcome<void>(KeyRing &)> &change) const;
    static Outcome<KeyRing> parseCurrent(const QJsonObject &object, const KdfPolicy &floor);
    Outcome<void> parseSlots(const QJsonObject &object, const KdfPolicy &floor);

    QString m_vaultId;
    bool m_format1 = false;
    qint64 m_generation = 1;
    qint64 m_serial = 1;
    ShareKeeping m_keeping;
    QByteArray m_keptShare; ///< the share, sealed under the master key
    std::optional<Recovery> m_recovery;
    std::vector<Slot> m_slots;
    QByteArray m_mac;
};

} // namespace indraj
