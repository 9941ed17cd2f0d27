#pragma once

#include "enrollment/enrolment.h"

namespace indraj {

/// The invented citizen number `n` (from 0) of a rehearsal, as an operator would type the form: Urdu digits
/// in places, dates dd/MM/yyyy, numbers without dashes. Card numbers begin with 9, which no province has.
FieldValues rehearsalApplicant(int n);

} // namespace indraj
