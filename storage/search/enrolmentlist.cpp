#include "storage/enrolmentrows.h"
#include "storage/registry/matchnotes.h"
#include "storage/registry/registrynotes.h"
#include "storage/search/finder.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestFind = 1000;

constexpr const char *summaryQuery
    = "SELECT e.id, e.token, e.service, e.state, e.step, e.captured_by, e.created_at, e.saved_at,"
      " g.name_english, g.name_urdu, g.fingers, g.exceptions, g.lowest_finger, e.decision_reason,"
      " g.manual_portrait, g.vetoed_fingers, g.face_in_doubt,"
      // Few, and together in their table: they need no place in the gathered row.
      " (SELECT count(*) FROM eye_exception x WHERE x.enrolment = e.id)"
      " FROM enrolment e LEFT JOIN glance g ON g.number = e.number WHERE e.number = ?";

Outcome<EnrolmentSummary> readSummary(const Statement &row, qint64 number)
{
    const auto state = stateFromCode(row.text(3));
    if (!state)
        return failed(StoreFault::Damaged, u"an enrolment has an unknown state"_s);
    EnrolmentSummary summary;
    summary.id = EnrolmentId::fromString(row.text(0));
    summary.number = number;
    summary.token = row.text(1);
    summary.service = row.text(2);
    summary.state = *state;
    summary.step = row.text(4);
    summary.capturedBy = row.text(5);
    summary.createdAt = row.time(6);
    summary.savedAt = row.time(7);
    summary.nameEnglish = row.text(8);
    summary.nameUrdu = row.text(9);
    summary.exceptionCount = static_cast<int>(row.integer(11));
    summary.fingersDone = static_cast<int>(row.integer(10)) + summary.exceptionCount;
    if (!row.isNull(12))
        summary.lowestFinger = static_cast<int>(row.integer(12));
    if (*state == EnrolmentState::Returned || *state == EnrolmentState::Rejected)
        summary.returnReason = row.text(13);
    summary.manualPortrait = row.integer(14) != 0;
    summary.faceInDoubt = row.integer(16) != 0;
    summary.vetoedFingers = static_cast<int>(row.integer(15));
    summary.eyeExceptionCount = static_cast<int>(row.integer(17));
    return summary;
}

} // namespace

Outcome<QList<EnrolmentSummary>> listEnrolments(Database &database, const ListFilter &filter)
{
    const auto numbers = findEnrolments(database, filter, std::clamp(filter.limit, 1, longestFind));
    if (!numbers)
        return tl::unexpected(numbers.error());
    QList<EnrolmentSummary> summaries;
    Statement row = database.prepare(summaryQuery);
    for (const qint64 number : *numbers) {
        const auto found = row.reset().bind(number).step();
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            return failed(StoreFault::Damaged, u"the search names an enrolment that is not there"_s);
        auto summary = readSummary(row, number);
        if (!summary)
            return tl::unexpected(summary.error());
        if (summary->state == EnrolmentState::AwaitingApproval) {
            auto note = readRegistryNote(database, summary->id);
            if (!note)
                return tl::unexpected(note.error());
            summary->registry = std::move(*note);
            auto match = readMatchNote(database, summary->id);
            if (!match)
                return tl::unexpected(match.error());
            summary->match = std::move(*match);
        }
        summaries.append(std::move(*summary));
    }
    return summaries;
}

} // namespace indraj
