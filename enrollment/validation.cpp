#include "enrollment/validation.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace indraj {

namespace {

constexpr int cnicDigits = 13;
constexpr int mobileDigits = 11;
constexpr int oldestAge = 130;

FieldJudgement problem(FieldProblem what, int detail = 0) { return {what, detail, false}; }

FieldJudgement stillTyping(FieldProblem what, int detail = 0) { return {what, detail, true}; }

QRegularExpression unicodePattern(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::UseUnicodePropertiesOption);
}

bool isRequired(const FieldSpec &field, const FieldValues &all)
{
    const qsizetype equals = field.requiredWhen.indexOf(u'=');
    if (equals < 0)
        return field.required;
    return all.value(field.requiredWhen.left(equals)) == field.requiredWhen.mid(equals + 1);
}

bool isLatinLetter(QChar c) { return c.isLetter() && c.script() == QChar::Script_Latin; }

bool isArabicLetter(QChar c) { return c.isLetter() && c.script() == QChar::Script_Arabic; }

struct Scripts {
    qsizetype latin = 0;
    qsizetype arabic = 0;
};

Scripts countLetters(const QString &value)
{
    return {std::count_if(value.begin(), value.end(), isLatinLetter),
            std::count_if(value.begin(), value.end(), isArabicLetter)};
}

// Which characters each kind of text may hold. \p{Arabic} alone would take the Arabic digits as well.
const QRegularExpression &allowedCharacters(FieldType type)
{
    static const QRegularExpression textEnglish = unicodePattern(u"\\A[\\p{Latin}\\p{M} '.-]*\\z"_s);
    static const QRegularExpression textUrdu
        = unicodePattern(u"\\A(?!.*\\p{Nd})[\\p{Arabic}\\p{M} \\x{200c}\\x{06d4}'.-]*\\z"_s);
    static const QRegularExpression addressEnglish
        = unicodePattern(u"\\A[\\p{Latin}\\p{M}0-9 '\".,:;/#&()+-]*\\z"_s);
    static const QRegularExpression addressUrdu = unicodePattern(
        u"\\A(?!.*[\\x{0660}-\\x{0669}\\x{06f0}-\\x{06f9}])"
        "[\\p{Arabic}\\p{Latin}\\p{M}0-9 \\x{200c}\\x{060c}\\x{060d}\\x{061b}\\x{06d4}'\".,:;/#&()+-]*\\z"_s);
    switch (type) {
    case FieldType::TextUrdu:
        return textUrdu;
    case FieldType::AddressEnglish:
        return addressEnglish;
    case FieldType::AddressUrdu:
        return addressUrdu;
    default:
        return textEnglish;
    }
}

FieldJudgement judgeText(const FieldSpec &field, const QString &value)
{
    const Scripts letters = countLetters(value);
    const bool urdu = field.type == FieldType::TextUrdu || field.type == FieldType::AddressUrdu;
    // An Urdu address may name "Block G-9"; written in Latin letters for the most part it may not be.
    const bool wrong = field.type == FieldType::AddressUrdu ? letters.latin > letters.arabic
        : urdu                                              ? letters.latin > 0
                                                            : letters.arabic > 0;
    if (wrong)
        return problem(FieldProblem::WrongScript);
    if (!allowedCharacters(field.type).match(value).hasMatch())
        return problem(FieldProblem::BadCharacter);
    if (value.size() > field.maxLength)
        return problem(FieldProblem::TooLong, static_cast<int>(value.size()) - field.maxLength);
    if ((urdu ? letters.arabic : letters.latin) == 0)
        return stillTyping(FieldProblem::BadCharacter);
    return {};
}

FieldJudgement judgeDigitCount(qsizetype have, int want)
{
    if (have < want)
        return stillTyping(FieldProblem::TooFewDigits, want - static_cast<int>(have));
    if (have > want)
        return problem(FieldProblem::TooManyDigits, static_cast<int>(have) - want);
    return {};
}

bool onlyDigitsAndDashes(const QString &value)
{
    static const QRegularExpression shape(u"\\A[0-9-]*\\z"_s);
    return shape.match(value).hasMatch();
}

FieldJudgement judgeCnic(const FieldSpec &field, const QString &value, const FieldValues &all)
{
    static const QRegularExpression shape(u"\\A[0-9]{5}-[0-9]{7}-[0-9]\\z"_s);
    if (!onlyDigitsAndDashes(value))
        return problem(FieldProblem::BadCharacter);
    if (value.startsWith(u'0'))
        return problem(FieldProblem::BadPrefix);
    if (const auto count = judgeDigitCount(value.size() - value.count(u'-'), cnicDigits); !count.ok())
        return count;
    if (!shape.match(value).hasMatch())
        return problem(FieldProblem::BadCharacter);
    const QString applicantKey = u"applicant.cnic"_s;
    if (field.key != applicantKey && all.value(applicantKey) == value)
        return problem(FieldProblem::SameAsApplicant);
    return {};
}

FieldJudgement judgeMobile(const QString &value)
{
    static const QRegularExpression shape(u"\\A03[0-9]{2}-[0-9]{7}\\z"_s);
    if (value.startsWith(u'+') && onlyDigitsAndDashes(value.mid(1)))
        return problem(FieldProblem::BadPrefix);
    if (!onlyDigitsAndDashes(value))
        return problem(FieldProblem::BadCharacter);
    if (value != u"0"_s && !value.startsWith("03"_L1))
        return problem(FieldProblem::BadPrefix);
    if (const auto count = judgeDigitCount(value.size() - value.count(u'-'), mobileDigits); !count.ok())
        return count;
    return shape.match(value).hasMatch() ? FieldJudgement{} : problem(FieldProblem::BadCharacter);
}

// Whole years by the calendar. Born on 29 February, one completes a year on 1 March where there is no 29th.
int ageInYears(const QDate &born, const QDate &today)
{
    const bool before = std::pair(today.month(), today.day()) < std::pair(born.month(), born.day());
    return today.year() - born.year() - (before ? 1 : 0);
}

FieldJudgement judgeDate(const FieldSpec &field, const QString &value, const QDate &today)
{
    static const QRegularExpression partial(u"\\A[0-9/.\\- ]{1,9}\\z"_s);
    static const QRegularExpression shape(u"\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"_s);
    const QDate date = shape.match(value).hasMatch() ? QDate::fromString(value, Qt::ISODate) : QDate();
    if (!date.isValid())
        return {FieldProblem::NotADate, 0, partial.match(value).hasMatch()};
    if (date > today)
        return problem(FieldProblem::DateInFuture);
    if (date < today.addYears(-oldestAge))
        return problem(FieldProblem::DateTooOld);
    if (ageInYears(date, today) < field.minimumAge)
        return problem(FieldProblem::TooYoung, field.minimumAge);
    return {};
}

bool isOption(const FieldSpec &field, const QString &value)
{
    return std::any_of(field.options.cbegin(), field.options.cend(),
                       [&value](const ChoiceOption &option) { return option.code == value; });
}

// District codes are unique over the country (see parsePlaces), so the parent's parent need not be known.
bool isTehsil(const Places &places, const QString &districtCode, const QString &code)
{
    for (const Province &province : places.provinces) {
        if (const District *district = places.district(province.code, districtCode))
            return std::any_of(district->tehsils.cbegin(), district->tehsils.cend(),
                               [&code](const Tehsil &tehsil) { return tehsil.code == code; });
    }
    return false;
}

FieldJudgement oneOf(bool known) { return known ? FieldJudgement{} : problem(FieldProblem::NotAChoice); }

} // namespace

FieldJudgement judgeField(const FieldSpec &field, const QString &value, const FieldValues &all,
                          const Places &places, const QDate &today)
{
    if (value.isEmpty())
        return isRequired(field, all) ? stillTyping(FieldProblem::Missing) : FieldJudgement{};
    switch (field.type) {
    case FieldType::TextEnglish:
    case FieldType::TextUrdu:
    case FieldType::AddressEnglish:
    case FieldType::AddressUrdu:
        return judgeText(field, value);
    case FieldType::Cnic:
        return judgeCnic(field, value, all);
    case FieldType::Mobile:
        return judgeMobile(value);
    case FieldType::Date:
        return judgeDate(field, value, today);
    case FieldType::Choice:
        return oneOf(isOption(field, value));
    case FieldType::Province:
        return oneOf(places.province(value) != nullptr);
    case FieldType::District:
        return oneOf(places.district(all.value(field.dependsOn), value) != nullptr);
    case FieldType::Tehsil:
        return oneOf(isTehsil(places, all.value(field.dependsOn), value));
    }
    return problem(FieldProblem::BadCharacter);
}

QMap<QString, FieldJudgement> judgeForm(const FormSpec &form, const FieldValues &values, const Places &places,
                                        const QDate &today)
{
    QMap<QString, FieldJudgement> problems;
    for (const FieldSpec *field : form.allFields()) {
        const FieldJudgement judgement = judgeField(*field, values.value(field->key), values, places, today);
        if (!judgement.ok())
            problems.insert(field->key, judgement);
    }
    return problems;
}

bool isComplete(const FormSpec &form, const Enrolment &enrolment, const Places &places, const QDate &today)
{
    const bool everyFinger
        = std::all_of(allFingers.begin(), allFingers.end(), [&enrolment](FingerPosition position) {
              return enrolment.finger(position) || enrolment.exceptionFor(position);
          });
    return enrolment.service == form.id && enrolment.portrait() && everyFinger
        && !enrolment.lacksExceptionPhoto() && judgeForm(form, enrolment.fields, places, today).isEmpty();
}

} // namespace indraj
