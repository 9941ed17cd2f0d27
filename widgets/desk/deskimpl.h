#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/pendingsaves.h"
#include "widgets/desk/samplepictures.h"
#include "widgets/desk/samplesinwork.h"

namespace indraj {

using EnrolmentAnswer = tl::expected<Enrolment, StoreError>;

/// What the desk holds. For its own sources: enrolmentdesk.cpp opens and shows, desksaves.cpp saves and
/// decides.
struct EnrolmentDesk::Impl {
    EnrolmentStore &store;
    Forms forms;
    FormSpec unknownForm; ///< stands in for that of a service that is not known here
    Places places;
    FingerPolicy fingerPolicy;
    Fees fees;
    bool irisAsked = false;
    Actor actor;
    SampleDecoder decode;
    PendingSaves pending;
    SamplesInWork inWork;
    std::optional<Enrolment> enrolment;
    int generation = 0; ///< answers for an enrolment closed in between are not for us
    SamplePictures pictures;

    Impl(EnrolmentStore &theStore, const Forms &theForms, const Places &thePlaces);
    /// What the store says, except values typed since, which are newer.
    void take(const Enrolment &answer);
    const FormSpec &form() const;
    /// A change of the open enrolment in the name of who is at work, its values filled in by `fill`; where
    /// none is open, nothing.
    template <class Fill> void put(PendingChange::Kind kind, Fill fill)
    {
        if (!enrolment)
            return;
        PendingChange change;
        change.kind = kind;
        change.actor = actor;
        fill(change);
        pending.put(enrolment->id, std::move(change));
    }
};

} // namespace indraj
