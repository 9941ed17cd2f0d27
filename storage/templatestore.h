#pragma once

#include "enrollment/actor.h"
#include "enrollment/knownfinger.h"
#include "storage/secret.h"
#include "storage/storeerror.h"

namespace indraj {

/// What fingers are compared with, kept in the vault: templates of enrolments for as long as their data are
/// here, under the same key, so that forgetting it forgets them too; and a few fingers of the people who work
/// here. Nothing is decided by them. Same thread rules as EnrolmentStore.
class TemplateStore {
public:
    virtual ~TemplateStore() = default;

    /// The template of a saved finger. NotFound when that sample is no longer the enrolment's: it was
    /// replaced. Not audited: it is made from what is audited, and can be made again.
    virtual Answer<Done> saveTemplate(EnrolmentId enrolment, SampleId sample, const QByteArray &record) = 0;
    /// Of all enrolments but this one and the one it corrects, the newest first, at most the newest 200; then
    /// those of the people.
    virtual Answer<QList<KnownFinger>> knownFingers(EnrolmentId except) = 0;
    /// Ids of the people whose fingers are known.
    virtual Answer<QStringList> peopleWithFingers() = 0;
    /// The fingers of who is logged in, confirmed by a second person (as PeopleStore says who that may be)
    /// who has seen them taken. They take the place of earlier ones. Invalid: none, or one without a record.
    virtual Answer<Done> saveOwnFingers(const QList<KnownFinger> &fingers, const QString &confirmerId,
                                        SecretBytes confirmerPassphrase, const Actor &actor)
        = 0;
};

} // namespace indraj
