#pragma once

#include "enrollment/enrolment.h"
#include "storage/fingerfigures.h"
#include "storage/sqlite.h"

namespace indraj {

/// The details of audit entries about fingers and irises; no personal data. @{

QString fingerVetoDetail(const SampleInfo &finger); ///< "finger 4, 31 of 40, worn-skin"
QString irisVetoDetail(const SampleInfo &iris); ///< "iris 1, 31 of 40, eye-disease"
/// "exceptions 1, vetoes 2" of a sign-off, and ", eyes 1, irises 2" after it where there are such: eyes that
/// cannot be given, irises accepted below the rules. Empty when there are none, then no entry is made.
QString signedFingersDetail(const Enrolment &enrolment);
/// "fingers 4 10, eyes 2": the exceptions that the approver confirms; empty when there are none.
QString confirmedExceptionsDetail(const Enrolment &enrolment);
/// @}

/// Counted from the entries `sign-off` and `fingers-signed` of the chain, and the eyes from those of the
/// irises that were saved or marked.
Outcome<QList<FingerFigures>> readFingerFigures(Database &database);

} // namespace indraj
