#include "storage/codes.h"
#include "storage/enrolmentrows.h"
#include "storage/fingers/fingernotes.h"
#include "storage/samplerows.h"
#include "storage/vault.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString irisDetail(EyePosition eye)
{
    return u"%1 %2"_s.arg(kindCode(SampleKind::Iris)).arg(static_cast<int>(eye));
}

} // namespace

/// The record of the picture that was there goes with it, and so does an exception for that eye.
Outcome<void> Vault::replaceIrisRecord(EnrolmentId id, const SecretBytes &key, const Sample &iris)
{
    Database &database = m_session->database;
    const EyePosition eye = iris.info.eye;
    if (auto done = removeIrisRecord(database, id, eye); !done)
        return done;
    for (const Sample &record : iris.companions) {
        if (auto done = writeSample(database, key, id, record); !done)
            return done;
        const QString detail = u"%1 %2"_s.arg(kindCode(record.info.kind)).arg(static_cast<int>(eye));
        if (auto done = note(u"sample-saved"_s, id.toString(), detail); !done)
            return done;
    }
    if (iris.info.manual)
        if (auto done = note(u"iris-veto"_s, id.toString(), irisVetoDetail(iris.info)); !done)
            return done;
    return removeEyeException(database, id, eye);
}

Outcome<Enrolment> Vault::saveEyeException(EnrolmentId id, const EyeException &exception, const Actor &actor)
{
    return changeDraft(id, actor, u"exception-saved"_s, irisDetail(exception.eye), [&]() -> Outcome<void> {
        EyeException claimed = exception;
        claimed.actorId = m_session->actor.id;
        if (!claimed.at.isValid())
            claimed.at = m_options.nowUtc();
        if (auto done = writeEyeException(m_session->database, id, claimed); !done)
            return done;
        return removeEye(m_session->database, id, claimed.eye);
    });
}

Outcome<Enrolment> Vault::clearEyeException(EnrolmentId id, EyePosition eye, const Actor &actor)
{
    return changeDraft(id, actor, u"exception-cleared"_s, irisDetail(eye),
                       [&] { return removeEyeException(m_session->database, id, eye); });
}

} // namespace indraj
