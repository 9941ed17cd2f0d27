#include "widgets/details/problemwords.h"

#include <QCoreApplication>

namespace indraj {

namespace {

struct Problem {
    Q_DECLARE_TR_FUNCTIONS(indraj::Problem)
};

bool wantsUrdu(const FieldSpec &field)
{
    return field.type == FieldType::TextUrdu || field.type == FieldType::AddressUrdu;
}

QString tooFew(const FieldSpec &field, int more)
{
    if (field.type == FieldType::Cnic)
        return more == 1 ? Problem::tr("Add the last digit, 13 in all.")
                         : Problem::tr("Add %n more digits, 13 in all.", nullptr, more);
    return more == 1 ? Problem::tr("Add the last digit.") : Problem::tr("Add %n more digits.", nullptr, more);
}

QString badPrefix(const FieldSpec &field)
{
    return field.type == FieldType::Mobile
        ? Problem::tr("A mobile number begins with 03.")
        : Problem::tr("A card number does not begin with 0. Look at the card again.");
}

QString missing(const FieldSpec &field)
{
    switch (field.type) {
    case FieldType::Choice:
    case FieldType::Province:
    case FieldType::District:
    case FieldType::Tehsil:
        return Problem::tr("Choose one.");
    default:
        return Problem::tr("Ask the citizen and fill this in.");
    }
}

} // namespace

QString problemWords(const FieldSpec &field, const FieldJudgement &judgement)
{
    switch (judgement.problem) {
    case FieldProblem::None:
        return {};
    case FieldProblem::Missing:
        return missing(field);
    case FieldProblem::WrongScript:
        return wantsUrdu(field) ? Problem::tr("Write this in Urdu letters. Ctrl+Space shows them.")
                                : Problem::tr("Write this in English letters.");
    case FieldProblem::BadCharacter:
        return Problem::tr("Remove the sign that does not belong here.");
    case FieldProblem::TooLong:
        return Problem::tr("Too long: %n letters at most.", nullptr, field.maxLength);
    case FieldProblem::TooFewDigits:
        return tooFew(field, judgement.detail);
    case FieldProblem::TooManyDigits:
        return Problem::tr("Too many digits. Look at the number again.");
    case FieldProblem::NotADate:
        return Problem::tr("Write the date as day/month/year.");
    case FieldProblem::DateInFuture:
        return Problem::tr("This date is still to come. Check the year.");
    case FieldProblem::DateTooOld:
        return Problem::tr("This is more than 130 years ago. Check the year.");
    case FieldProblem::TooYoung:
        return Problem::tr("Under 18: a first card is given from 18 years on.");
    case FieldProblem::NotAChoice:
        return Problem::tr("Choose one from the list.");
    case FieldProblem::BadPrefix:
        return badPrefix(field);
    case FieldProblem::SameAsApplicant:
        return Problem::tr("The introducer must be another person.");
    }
    Q_UNREACHABLE();
}

} // namespace indraj
