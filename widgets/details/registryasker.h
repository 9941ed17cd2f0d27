#pragma once

#include "storage/registrystore.h"
#include "sync/identitylookup.h"

#include <QElapsedTimer>
#include <QObject>

namespace indraj {

class EnrolmentDesk;

/// Asks the site's registry about the person at the counter, one question at a time. The question is
/// committed before it is asked, the answer before it is shown. It goes on while the operator works on other
/// pages; when the enrolment leaves the counter it is cancelled. It never changes or stops the enrolment.
/// GUI thread.
class RegistryAsker : public QObject {
    Q_OBJECT
public:
    enum class State {
        Quiet, ///< nothing was asked of this enrolment since it came to the counter
        Asking,
        Answered,
        Unanswered, ///< failure() says why
        NotWritten, ///< trouble() says why; nothing was asked, or what came is not in the vault
    };

    /// All must outlive it.
    RegistryAsker(EnrolmentDesk &desk, RegistryStore &store, IdentityLookup &lookup,
                  QObject *parent = nullptr);

    State state() const { return m_state; }
    bool mayAsk() const; ///< a draft with enough to ask by, and no question under way
    void ask();
    void cancel(); ///< the question stays in the chain, answered as cancelled

    int seconds() const; ///< since the question was begun; 0 unless Asking
    NoAnswer failure() const { return m_failure; }
    const StoreError &trouble() const { return m_trouble; }
    bool isOutdated() const; ///< the answer there is was to other values
    /// What the registry tells of the one person who fits: for comparing with who sits here, kept nowhere.
    /// Nothing once the values asked by are others.
    std::optional<PersonFound> person() const;

Q_SIGNALS:
    void changed();

private:
    void putQuestion();
    void conclude(const RegistryAnswer &answer, const std::optional<PersonFound> &person = {});
    void become(State state);
    void forget();
    bool isCurrent() const;

    EnrolmentDesk &m_desk;
    RegistryStore &m_store;
    IdentityLookup &m_lookup;
    State m_state = State::Quiet;
    RegistryQuestion m_question;
    EnrolmentId m_enrolment;
    Actor m_actor;
    bool m_out = false; ///< the question has left the station
    bool m_cancelled = false; ///< while it was being written down
    QElapsedTimer m_since;
    NoAnswer m_failure = NoAnswer::Cancelled;
    StoreError m_trouble;
    std::optional<PersonFound> m_person;
    int m_round = 0; ///< counts questions: an answer to an earlier one is dropped
};

/// Why there is no answer, as the audit and the words know it.
NoAnswer noAnswerOf(LookupFault fault);

} // namespace indraj
