#pragma once

#include "enrollment/enrolment.h"
#include "storage/sqlite.h"

namespace indraj {

/// What questions to the registry have in common, whether they are asked by words or by pictures.
/// `rows`: entries of one enrolment, newest first, the event in column 0. @{

/// Whether the newest question has no answer yet.
Outcome<bool> isQuestionOpen(Statement rows, QStringView asked, QStringView answered);

/// To the last question, at which the rows stand then; false where there is none, or it is known already
/// that it is out of date.
Outcome<bool> findStandingQuestion(Statement &rows, QStringView asked, QStringView outdated);
/// @}

/// Whether `values` hold this field, and otherwise than it is stored.
Outcome<bool> isFieldChanged(Database &database, EnrolmentId id, const QString &key,
                             const FieldValues &values);

} // namespace indraj
