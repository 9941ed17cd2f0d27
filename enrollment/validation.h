#pragma once

#include "enrollment/enrolment.h"
#include "enrollment/formspec.h"
#include "enrollment/places.h"

#include <QDate>
#include <QMap>

namespace indraj {

/// What is wrong with a value. The sentence that says what to do is made in widgets/.
enum class FieldProblem {
    None,
    Missing,
    WrongScript, ///< Urdu in an English field or the reverse
    BadCharacter,
    TooLong,
    TooFewDigits, ///< `detail` holds how many more are needed
    TooManyDigits,
    NotADate,
    DateInFuture,
    DateTooOld, ///< more than 130 years ago
    TooYoung, ///< under 18 for a first card
    NotAChoice,
    BadPrefix, ///< a mobile number that does not begin with 03; a CNIC that begins with 0
    SameAsApplicant,
};

struct FieldJudgement {
    FieldProblem problem = FieldProblem::None;
    int detail = 0;
    bool typing = false; ///< only incomplete so far: do not show while the field has the focus
    bool ok() const { return problem == FieldProblem::None; }
};

/// Brings what was typed into the stored form: digits of any script to ASCII, Arabic yeh/kaf/heh to Urdu,
/// inner blanks folded, ends trimmed, dates dd/MM/yyyy to yyyy-MM-dd, CNIC and mobile dashed. Idempotent.
QString normaliseField(const FieldSpec &field, const QString &typed);

/// Judges a normalised value. `today` is passed in so that age rules can be tested.
FieldJudgement judgeField(const FieldSpec &field, const QString &value, const FieldValues &all,
                          const Places &places, const QDate &today);

/// All problems of a form by field key; empty means the form is complete.
QMap<QString, FieldJudgement> judgeForm(const FormSpec &form, const FieldValues &values, const Places &places,
                                        const QDate &today);

/// ۳۵۲۰۲ and ٣٥٢٠٢ become 35202; everything else stays.
QString toAsciiDigits(const QString &text);

/// Folds letters that look alike but differ in code: ي ى → ی, ك → ک, ه → ہ; digits become ASCII.
QString normaliseUrdu(const QString &text);

/// Whether everything an approval needs is there: valid form, portrait, ten fingers captured or excepted, and
/// with an exception the photograph of both hands.
bool isComplete(const FormSpec &form, const Enrolment &enrolment, const Places &places, const QDate &today);

} // namespace indraj
