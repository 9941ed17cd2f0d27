#pragma once

#include "enrollment/validation.h"

#include <QString>

namespace indraj {

/// One sentence saying what to do about a field, in the language of the interface.
QString problemWords(const FieldSpec &field, const FieldJudgement &judgement);

} // namespace indraj
