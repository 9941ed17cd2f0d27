#pragma once

#include "storage/outcome.h"
#include "storage/stationaccess.h"

#include <QByteArray>

#include <vector>

namespace indraj {

/// Cost of Argon2id (RFC 9106): what new slots get, and the least that an old slot may have.
struct KdfPolicy {
    quint32 memoryKiB = 256 * 1024;
    quint32 passes = 3;
    quint32 lanes = 2;
};

/// Keys derived from the master key (HKDF-SHA256), one for each purpose.
struct VaultKeys {
    SecretBytes database; ///< raw key of SQLCipher
    SecretBytes blobs; ///< wraps the data key of each enrolment
    SecretBytes station; ///< seals the station's private key
    SecretBytes audit; ///< HMAC over audit head and anchor
};

/// The file that turns a pass phrase into the vault's random 32-byte master key: one slot per operator, each
/// sealed with AES-256-GCM under Argon2id of the pass phrase, the slot's header (person, cost, salt, vault)
/// authenticated with it, and an HMAC under the master key over all slots, so that none can be taken away,
/// exchanged or suspended unnoticed. Format: docs/decisions/0002-key-ring.md. Immutable; any thread.
class KeyRing {
public:
    /// A ring over `master`. StoreFault::Invalid: no operator, an empty pass phrase, a bad or doubled id.
    static Outcome<KeyRing> create(const QString &vaultId, const std::vector<NewOperator> &operators,
                                   const SecretBytes &master, const KdfPolicy &policy);
    /// Strict: unknown or missing keys, wrong sizes and slots cheaper than `floor` are StoreFault::Damaged.
    static Outcome<KeyRing> parse(const QByteArray &json, const KdfPolicy &floor);
    QByteArray toJson() const;

    QString vaultId() const { return m_vaultId; }
    QList<OperatorEntry> operators() const;
    /// The person of a slot; nullptr for an unknown id.
    const OperatorEntry *entry(const QString &operatorId) const;
    /// WrongPassphrase for an unknown person, a wrong pass phrase or a changed slot alike; Damaged when the
    /// slot opens but the ring was changed; Refused when the person is suspended.
    Outcome<SecretBytes> open(const QString &operatorId, const SecretBytes &passphrase) const;
    Outcome<VaultKeys> derive(const SecretBytes &master) const;

private:
    struct Slot {
        OperatorEntry entry;
        KdfPolicy cost;
        QByteArray salt;
        QByteArray sealed; ///< nonce | master | tag
    };
    QByteArray header(const Slot &slot) const;
    Outcome<QByteArray> mac(const SecretBytes &master) const;
    static Outcome<Slot> parseSlot(const QJsonObject &object, const KdfPolicy &floor);

    QString m_vaultId;
    std::vector<Slot> m_slots;
    QByteArray m_mac;
};

} // namespace indraj
