#pragma once

#include "storage/keys/slot.h"
#include "storage/peoplestore.h"
#include "storage/sqlite.h"

#include <optional>

namespace indraj {

/// A proposal with the slot keys made from the new pass phrase, if it has one: the pass phrase itself is
/// forgotten when the proposal has been made.
struct StoredProposal {
    PersonProposal proposal;
    std::optional<SlotKeys> keys;
};

/// What the database knows of the key ring. The file beside it is what can be read before log-in; this is
/// what was committed.
struct StoredRing {
    QByteArray json; ///< empty: a vault of an older program
    QByteArray previous; ///< SHA-256 of the ring file that this one replaces
    QString triesMark; ///< Lockout::renewMark() of the last log-in
};

/// Proposals and key ring in the database. Plain functions on the storage thread's connection; those that
/// write are called inside a transaction of the vault. @{
QString changeCode(PersonChange change);
Outcome<void> insertProposal(Database &database, const StoredProposal &proposal);
Outcome<QList<PersonProposal>> listProposals(Database &database); ///< oldest first
Outcome<StoredProposal> readProposal(Database &database, const QString &id); ///< NotFound
Outcome<void> removeProposal(Database &database, const QString &id);
Outcome<void> removeProposalsAbout(Database &database, const QString &personId);

Outcome<StoredRing> readStoredRing(Database &database);
Outcome<void> writeStoredRing(Database &database, const QByteArray &json, const QByteArray &previous);
Outcome<void> writeTriesMark(Database &database, const QString &mark);

/// SHA-256 in hexadecimal over ring, mark and every proposal. The chain carries it (entries `unlocked` and
/// `people-sealed`), so that no page of these tables can be put back.
Outcome<QString> peopleDigest(Database &database);
/// The entry `people-sealed`, last in each transaction that changes ring or proposals.
Outcome<void> sealPeople(Database &database, const SecretBytes &auditKey, const QDateTime &now);
/// @}

} // namespace indraj
