#pragma once

#include "storage/audit/checkpoint.h"
#include "storage/audit/headmark.h"
#include "storage/audit/stateseal.h"
#include "storage/audit/witness.h"
#include "storage/keyring.h"

#include <memory>
#include <optional>

namespace indraj {

/// What a look through everything that the chain ties together found.
struct LedgerFindings {
    AuditHead head;
    CheckpointReport checkpoints;
    qint64 clockSteps = 0; ///< entries that are earlier than the one before by more than a minute
};

/// The keys of a vault that its chain rests on. The ledger's own comes from the station key, so that
/// a rekey leaves seals and marks as they are.
struct LedgerKeys {
    SecretBytes audit; ///< HMAC of the chain's head
    SecretBytes station; ///< the station's private key, PKCS#8 PEM
    QString vaultId;

    static Outcome<LedgerKeys> read(Database &database, const VaultKeys &keys);
    Outcome<SecretBytes> sealKey() const;
};

/// Chain, checkpoints, the heads that packets named and the seals of enrolments. `everything`: every
/// signature and the seals of tombstones too. StoreFault::Damaged says which.
Outcome<LedgerFindings> verifyLedger(Database &database, const LedgerKeys &keys, bool everything);

/// Where the marks of the head lie.
struct LedgerPlaces {
    QString mark; ///< in the vault folder
    QString outside = {}; ///< outside of it, so that putting back the whole folder shows; empty: none
    QString witness = {}; ///< folder on a second medium, so that what a lying disk lost shows; empty: none
    QString vault = {}; ///< the vault folder
};

/// Anchor and mark of a vault folder in the making, durably: this is the head of its chain.
Outcome<void> placeHead(const QString &folder, const SecretBytes &auditKey, const LedgerKeys &keys,
                        const AuditHead &head);

/// Watches over a session's database: in every transaction that adds entries it seals the enrolments they
/// are about and makes due checkpoints; after the commit it moves the marks. Storage thread only.
class Ledger {
public:
    /// Compares the database, whose chain is verified, with the marks. The connection must not have written
    /// yet.
    static Outcome<std::shared_ptr<Ledger>>
    open(Database &database, LedgerKeys keys, const LedgerPlaces &places, std::function<QDateTime()> nowUtc);
    /// For a connection that ends with this call's work (creation, migration): the same without marks.
    static Outcome<std::shared_ptr<Ledger>> forWork(Database &database, LedgerKeys keys,
                                                    std::function<QDateTime()> nowUtc);

    /// The hooks that do the work; they keep the ledger alive.
    static CommitHooks hooks(const std::shared_ptr<Ledger> &ledger);
    /// Makes marks that are absent and answers the events to note about it, in the session's first
    /// transaction.
    QStringList placeMarks();
    /// Both marks to disk, the witness to its medium.
    Outcome<void> settle();
    const LedgerKeys &keys() const { return m_keys; }
    WitnessState witnessState() const;

private:
    Ledger(LedgerKeys keys, SecretBytes sealKey, std::function<QDateTime()> nowUtc);
    Outcome<void> compareMarks(Database &database);
    Outcome<void> compareWitness(Database &database);
    QStringList placeWitness();
    Outcome<void> beforeCommit(Database &database);
    Outcome<void> makeDueCheckpoint(Database &database, const AuditHead &head);
    void afterCommit();
    Outcome<std::optional<HeadMark>> readMark(const QString &path) const;

    LedgerKeys m_keys;
    SecretBytes m_sealKey;
    std::function<QDateTime()> m_nowUtc;
    LedgerPlaces m_places;
    std::optional<HeadMark> m_mark;
    std::optional<HeadMark> m_outside;
    bool m_markKnown = false; ///< the chain says that a mark was made
    bool m_outsideKnown = false;
    std::unique_ptr<Witness> m_witness; ///< null: none is named
    bool m_witnessKnown = false;
    AuditHead m_head; ///< as committed
    AuditHead m_coming; ///< of the transaction that is being committed
    qint64 m_checkpoint = 0;
    qint64 m_comingCheckpoint = 0;
};

} // namespace indraj
