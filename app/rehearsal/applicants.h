#pragma once

#include "enrollment/enrolment.h"

#include <QPointF>

namespace indraj {

/// The invented citizen number `n` (from 0) of a rehearsal, as an operator would type the form: Urdu digits
/// in places, dates dd/MM/yyyy, numbers without dashes. Card numbers begin with 9, which no province has.
FieldValues rehearsalApplicant(int n);

/// Strokes of a pen that look like writing; places are parts (0-1) of the field.
QList<QList<QPointF>> rehearsalSignature();

} // namespace indraj
