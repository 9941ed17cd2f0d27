#pragma once

#include "enrollment/enrolment.h"
#include "storage/storeerror.h"

namespace indraj {

/// Keeps what the site's registry was asked and said about an enrolment: in the audit chain, as codes, and
/// from there as Enrolment::registry and Enrolment::match. Same thread rules as EnrolmentStore.
class RegistryStore {
public:
    virtual ~RegistryStore() = default;
    /// Before anything leaves the station: who asks, about which enrolment, by what. The values asked by are
    /// saved with it, so that what is stored is what was asked. Only in Draft; StoreFault::Invalid without
    /// values.
    virtual Answer<Enrolment> noteRegistryQuestion(EnrolmentId id, const RegistryQuestion &question,
                                                   const Actor &actor)
        = 0;
    /// What came of the last question, also when that is nothing. As long as nobody has decided about the
    /// enrolment; StoreFault::Refused later, or when no question is open.
    virtual Answer<Enrolment> noteRegistryAnswer(EnrolmentId id, const RegistryAnswer &answer,
                                                 const Actor &actor)
        = 0;
    /// The same for a question with pictures: which kind, the number's key, and how many pictures. @{
    virtual Answer<Enrolment> noteMatchQuestion(EnrolmentId id, const MatchQuestion &question,
                                                const Actor &actor)
        = 0;
    virtual Answer<Enrolment> noteMatchAnswer(EnrolmentId id, const MatchAnswer &answer, const Actor &actor)
        = 0;
    /// @}
};

} // namespace indraj
