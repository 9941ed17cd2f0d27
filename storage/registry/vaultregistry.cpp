#include "storage/enrolmentrows.h"
#include "storage/registry/matchnotes.h"
#include "storage/registry/registrynotes.h"
#include "storage/vault.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether an answer may still be of use to whoever decides.
bool awaitsDecision(EnrolmentState state)
{
    return state == EnrolmentState::Draft || state == EnrolmentState::Reviewed
        || state == EnrolmentState::SignedOff || state == EnrolmentState::AwaitingApproval
        || state == EnrolmentState::Returned;
}

} // namespace

Outcome<Enrolment> Vault::noteRegistryQuestion(EnrolmentId id, const RegistryQuestion &question,
                                               const Actor &actor)
{
    constexpr int mostKeys = 4;
    const QStringList values = question.asked.values();
    if (values.isEmpty() || values.size() > mostKeys || values.contains(QString()))
        return failed(StoreFault::Invalid, u"a question to the registry needs what it is asked by"_s);
    return changeDraft(id, actor, QString::fromUtf16(registryAsked), registryQuestionDetail(question),
                       [&]() -> Outcome<void> {
                           if (auto done = noteOutdated(id, question.asked); !done)
                               return done;
                           return mergeFields(m_session->database, id, question.asked);
                       });
}

Outcome<Enrolment> Vault::noteRegistryAnswer(EnrolmentId id, const RegistryAnswer &answer, const Actor &actor)
{
    return noteAnswer(id, actor, isRegistryQuestionOpen, QString::fromUtf16(registryAnswered),
                      registryAnswerDetail(answer));
}

Outcome<Enrolment> Vault::noteMatchQuestion(EnrolmentId id, const MatchQuestion &question, const Actor &actor)
{
    const bool hasNumber = !question.key.isEmpty() && !question.number.isEmpty();
    if (question.samples.isEmpty() || (question.kind == MatchKind::Verify && !hasNumber))
        return failed(StoreFault::Invalid, u"a question with pictures needs pictures, and 1:1 a number"_s);
    FieldValues values;
    if (question.kind == MatchKind::Verify)
        values.insert(question.key, question.number);
    return changeDraft(id, actor, QString::fromUtf16(matchAsked), matchQuestionDetail(question),
                       [&]() -> Outcome<void> {
                           if (auto done = noteOutdated(id, values); !done)
                               return done;
                           return mergeFields(m_session->database, id, values);
                       });
}

Outcome<Enrolment> Vault::noteMatchAnswer(EnrolmentId id, const MatchAnswer &answer, const Actor &actor)
{
    return noteAnswer(id, actor, isMatchQuestionOpen, QString::fromUtf16(matchAnswered),
                      matchAnswerDetail(answer));
}

/// `isOpen`: whether there is a question that it answers.
Outcome<Enrolment> Vault::noteAnswer(EnrolmentId id, const Actor &actor,
                                     Outcome<bool> (*isOpen)(Database &, EnrolmentId), const QString &event,
                                     const QString &detail)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Enrolment> {
        const auto state = readState(database, id);
        if (!state)
            return tl::unexpected(state.error());
        const auto open = isOpen(database, id);
        if (!open)
            return tl::unexpected(open.error());
        if (!awaitsDecision(*state) || !*open)
            return failed(StoreFault::Refused, u"no question to the registry is open"_s);
        if (auto done = note(event, id.toString(), detail); !done)
            return tl::unexpected(done.error());
        return readEnrolment(database, id);
    });
}

/// In the caller's transaction, before the values are stored: the registry was asked by others.
Outcome<void> Vault::noteOutdated(EnrolmentId id, const FieldValues &values)
{
    const std::pair<Outcome<QString>, const char16_t *> all[]
        = {{registryKeysChanged(m_session->database, id, values), registryOutdated},
           {matchKeyChanged(m_session->database, id, values), matchOutdated}};
    for (const auto &[keys, event] : all) {
        if (!keys)
            return tl::unexpected(keys.error());
        if (keys->isEmpty())
            continue;
        if (auto done = note(QString::fromUtf16(event), id.toString(), *keys); !done)
            return done;
    }
    return {};
}

} // namespace indraj
