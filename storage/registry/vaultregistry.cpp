#include "storage/enrolmentrows.h"
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
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Enrolment> {
        const auto state = readState(database, id);
        if (!state)
            return tl::unexpected(state.error());
        const auto open = isRegistryQuestionOpen(database, id);
        if (!open)
            return tl::unexpected(open.error());
        if (!awaitsDecision(*state) || !*open)
            return failed(StoreFault::Refused, u"no question to the registry is open"_s);
        if (auto done
            = note(QString::fromUtf16(registryAnswered), id.toString(), registryAnswerDetail(answer));
            !done)
            return tl::unexpected(done.error());
        return readEnrolment(database, id);
    });
}

/// In the caller's transaction, before the values are stored: the registry was asked by others.
Outcome<void> Vault::noteOutdated(EnrolmentId id, const FieldValues &values)
{
    const auto keys = registryKeysChanged(m_session->database, id, values);
    if (!keys)
        return tl::unexpected(keys.error());
    return keys->isEmpty() ? Outcome<void>()
                           : note(QString::fromUtf16(registryOutdated), id.toString(), *keys);
}

} // namespace indraj
