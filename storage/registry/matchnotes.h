#pragma once

#include "enrollment/enrolment.h"
#include "storage/sqlite.h"

namespace indraj {

/// Questions to the site's registry with pictures, in the audit chain: `match-asked`, `match-answered`,
/// `match-outdated`. Codes, keys of fields and counts only: never a number, a score or who was found. @{
inline constexpr auto matchAsked = u"match-asked";
inline constexpr auto matchAnswered = u"match-answered";
inline constexpr auto matchOutdated = u"match-outdated";

QString matchQuestionDetail(const MatchQuestion &question); ///< "verify applicant.cnic 11", "identify 11"
QString matchAnswerDetail(const MatchAnswer &answer); ///< "other", "no-answer timeout"

/// The last answer, from the chain, by the rules of readRegistryNote(). Outdated also where a picture was
/// saved after the question.
Outcome<std::optional<MatchNote>> readMatchNote(Database &database, EnrolmentId id);

/// Whether a question waits for its answer.
Outcome<bool> isMatchQuestionOpen(Database &database, EnrolmentId id);

/// Key of the number that the last question was asked by, where `values` would change it; empty where not, or
/// where that is known already.
Outcome<QString> matchKeyChanged(Database &database, EnrolmentId id, const FieldValues &values);
/// @}

} // namespace indraj
