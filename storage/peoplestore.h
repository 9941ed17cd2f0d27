#pragma once

#include "storage/stationaccess.h"

#include <vector>

namespace indraj {

/// What can be changed about the people of a station.
enum class PersonChange {
    Add,
    Suspend, ///< may not log in until resumed
    Resume,
    NewPassphrase, ///< a forgotten pass phrase; the person chooses the new one
    ChangeRole,
    Remove, ///< the slot is taken away; a rekey follows, because he has known the master key
};

/// A change that one supervisor has asked for and that waits for a second person. Survives a restart.
struct PersonProposal {
    QString id; ///< UUID
    PersonChange change = PersonChange::Add;
    Actor person; ///< as he will be after the change
    QString proposedBy;
    QDateTime proposedAt; ///< UTC
};

/// The secret of the recovery slot, split for three persons of whom any two can open the vault (Shamir, 2 of
/// 3). Shown or printed once, kept nowhere at the station.
struct RecoveryShares {
    QString recoveryId; ///< printed on each share, so that shares of two makings are not mixed
    QStringList shares; ///< three texts in groups of letters and digits, each with its own check sum
};

/// The people of a station. Nobody changes them alone: a supervisor proposes, a second person confirms with
/// his own pass phrase. The second is another active supervisor; where there is none, another active operator
/// whom the change does not concern. Each proposal, confirmation and refusal is audited. Same thread rules as
/// EnrolmentStore.
class PeopleStore {
public:
    virtual ~PeopleStore() = default;
    virtual Answer<QList<OperatorEntry>> people() = 0;
    virtual Answer<QList<PersonProposal>> proposals() = 0;
    /// `passphrase` is the person's own for Add and NewPassphrase, empty otherwise. StoreFault::Refused: not
    /// a supervisor, about himself (except his own pass phrase), or the last active supervisor would be gone.
    /// StoreFault::Invalid: unknown or doubled id, a pass phrase that is too short.
    virtual Answer<PersonProposal> propose(PersonChange change, const Actor &person, SecretBytes passphrase,
                                           const Actor &proposer)
        = 0;
    /// Carries the change out. Remove is followed by a rekey in the same answer.
    virtual Answer<Done> confirm(const QString &proposalId, const QString &confirmerId,
                                 SecretBytes confirmerPassphrase)
        = 0;
    virtual Answer<Done> withdraw(const QString &proposalId, const Actor &actor) = 0;
    /// Whether a recovery slot exists.
    virtual Answer<bool> hasRecovery() = 0;
    /// Makes the recovery slot, or a new one that makes earlier shares worthless. Two people, as above.
    virtual Answer<RecoveryShares> makeRecovery(const Actor &proposer, const QString &confirmerId,
                                                SecretBytes confirmerPassphrase)
        = 0;
    /// Before anybody is logged in, with two of the three shares: gives `supervisor` a slot (an existing one
    /// gets the new pass phrase and is no longer suspended), makes those shares worthless, and starts his
    /// shift. StoreFault::WrongPassphrase: shares that do not fit; StoreFault::Invalid: a mistyped share (its
    /// check sum).
    virtual Answer<Actor> recover(std::vector<SecretBytes> shares, NewOperator supervisor) = 0;
};

} // namespace indraj
