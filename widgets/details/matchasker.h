#pragma once

#include "widgets/details/registryasker.h"

namespace indraj {

class EnrolmentStore;

/// Asks the site's registry with the pictures that were taken at the counter: 1:1 against the number of the
/// card that is renewed, 1:N for a first card. By the rules of RegistryAsker: the question is committed
/// before a picture leaves the vault for it, the answer before it is shown; it decides nothing. GUI thread.
class MatchAsker : public QObject {
    Q_OBJECT
public:
    using State = RegistryAsker::State;

    /// All must outlive it. `pictures`: where the samples are.
    MatchAsker(EnrolmentDesk &desk, RegistryStore &notes, EnrolmentStore &pictures, IdentityLookup &lookup,
               QObject *parent = nullptr);

    State state() const { return m_state; }
    /// What could be asked now; nothing: there are no pictures, or the number is not whole.
    std::optional<MatchQuestion> question() const;
    bool mayAsk() const; ///< a draft with something to ask, and no question under way
    void ask();
    void cancel(); ///< the question stays in the chain, answered as cancelled

    int seconds() const; ///< since the question was begun; 0 unless Asking
    NoAnswer failure() const { return m_failure; }
    const StoreError &trouble() const
    {
        return m_trouble;
    } ///< NotWritten: not written, or a picture not read
    bool isOutdated() const; ///< the answer there is was about another number or other pictures
    /// Numbers of those who look like this, the likest first: for the counter only, kept nowhere. Nothing
    /// once the pictures are others.
    QStringList candidates() const;

Q_SIGNALS:
    void changed();

private:
    void readPicture();
    void putQuestion();
    void conclude(const MatchAnswer &answer, const QStringList &candidates = {});
    void stopWith(const StoreError &trouble);
    void become(State state);
    bool isCurrent() const;

    EnrolmentDesk &m_desk;
    RegistryStore &m_notes;
    EnrolmentStore &m_pictures;
    IdentityLookup &m_lookup;
    State m_state = State::Quiet;
    MatchQuestion m_question;
    QList<Sample> m_probes; ///< read so far; let go of with the answer
    EnrolmentId m_enrolment;
    Actor m_actor;
    bool m_noted = false; ///< the question is in the chain, and has no answer there yet
    bool m_out = false; ///< it has left the station
    bool m_cancelled = false; ///< while it was being written down
    QElapsedTimer m_since;
    NoAnswer m_failure = NoAnswer::Cancelled;
    StoreError m_trouble;
    QStringList m_candidates;
    int m_round = 0; ///< counts questions: an answer to an earlier one is dropped
};

} // namespace indraj
