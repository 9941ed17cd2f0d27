#include "storage/repair/chaintold.h"

#include "enrollment/lifecycle.h"
#include "storage/codes.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The state that an act leaves behind, by its code; empty for entries that are no act.
QString stateAfter(const QString &event)
{
    static const QHash<QString, EnrolmentState> states{
        {actCode(Act::Review), EnrolmentState::Reviewed},
        {actCode(Act::SignOff), EnrolmentState::SignedOff},
        {actCode(Act::Submit), EnrolmentState::AwaitingApproval},
        {actCode(Act::Approve), EnrolmentState::Approved},
        {actCode(Act::Return), EnrolmentState::Returned},
        {actCode(Act::Reject), EnrolmentState::Rejected},
        {actCode(Act::Reopen), EnrolmentState::Draft},
        {actCode(Act::Seal), EnrolmentState::Sealed},
        {actCode(Act::StartSending), EnrolmentState::Sending},
        {actCode(Act::Receive), EnrolmentState::Received},
        {actCode(Act::Erase), EnrolmentState::Erased},
        {actCode(Act::Delete), EnrolmentState::Erased},
        {u"salvaged-to-draft"_s, EnrolmentState::Draft},
        {u"salvaged-to-approved"_s, EnrolmentState::Approved}};
    const auto found = states.constFind(event);
    return found == states.cend() ? QString() : stateCode(*found);
}

/// "iris 1" and "iris-record 1": the picture of an eye and the record that goes with it.
constexpr QLatin1StringView irisName("iris ");
QString recordOf(const QString &iris)
{
    return kindCode(SampleKind::IrisRecord) + iris.mid(irisName.size() - 1);
}

void take(const QString &event, const QString &detail, Told *one)
{
    if (event == u"draft-created") {
        one->token = detail;
        one->state = stateCode(EnrolmentState::Draft);
    } else if (event == u"sample-saved") {
        if (detail == u"portrait") // what belonged to another portrait went with it
            for (const SampleKind kind : {SampleKind::FaceAtSignOff, SampleKind::PortraitRecord,
                                          SampleKind::CardPortrait, SampleKind::PortraitTries})
                one->samples.remove(kindCode(kind));
        else if (detail.startsWith(irisName))
            one->samples.remove(recordOf(detail));
        one->samples.insert(detail);
    } else if (event == u"exception-saved" || event == u"salvaged-without") {
        // A finger or eye that cannot be captured, or a sample that a salvage did not find.
        one->samples.remove(detail);
        if (event == u"exception-saved" && detail.startsWith(irisName))
            one->samples.remove(recordOf(detail));
    } else if (event == u"not-signed") {
        one->samples.remove(u"signature"_s);
    } else if (event == u"exception-photo-dropped") {
        one->samples.remove(u"exception-photo"_s);
    } else if (event == u"salvaged-kept") { // "T-004 sealed": what a broken chain no longer tells
        one->token = detail.section(u' ', 0, 0);
        one->state = detail.section(u' ', 1);
        one->samples.clear();
    } else if (event == u"salvaged-lost") {
        *one = {};
    } else if (const QString state = stateAfter(event); !state.isEmpty()) {
        one->state = state;
        if (state == stateCode(EnrolmentState::Erased))
            one->samples.clear();
    }
}

} // namespace

Outcome<QHash<QString, Told>> readTold(Database &database, bool fragments)
{
    QHash<QString, Told> told;
    for (const char *sql :
         {"SELECT event, subject, detail FROM audit WHERE subject <> '' ORDER BY sequence",
          "SELECT event, subject, detail FROM audit_fragment WHERE subject <> '' ORDER BY sequence"}) {
        Statement rows = database.prepare(sql);
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            take(rows.text(0), rows.text(2), &told[rows.text(1)]);
        }
        if (!fragments)
            break;
    }
    return told;
}

} // namespace indraj
