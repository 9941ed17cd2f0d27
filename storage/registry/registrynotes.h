#pragma once

#include "enrollment/enrolment.h"
#include "storage/sqlite.h"

namespace indraj {

/// Questions to the site's registry in the audit chain: `registry-asked`, `registry-answered`,
/// `registry-outdated`. Codes and keys of fields only, never a value or what the registry told of a person.
/// @{
inline constexpr auto registryAsked = u"registry-asked";
inline constexpr auto registryAnswered = u"registry-answered";
inline constexpr auto registryOutdated = u"registry-outdated";

QString registryQuestionDetail(const RegistryQuestion &question); ///< "number applicant.cnic"
QString registryAnswerDetail(const RegistryAnswer &answer); ///< "deceased", "no-answer timeout"
QString noAnswerDetail(NoAnswer why); ///< "no-answer timeout"

/// The last answer, from the chain; nothing where the registry gave none. An answer to a question that was
/// followed by one without an answer stays: nobody hides it by asking once more.
Outcome<std::optional<RegistryNote>> readRegistryNote(Database &database, EnrolmentId id);

/// Whether a question waits for its answer.
Outcome<bool> isRegistryQuestionOpen(Database &database, EnrolmentId id);

/// Keys, blank between them, of what the last question was asked by and `values` would change; empty where
/// there is no question, or it is known already that it is out of date.
Outcome<QString> registryKeysChanged(Database &database, EnrolmentId id, const FieldValues &values);
/// @}

} // namespace indraj
