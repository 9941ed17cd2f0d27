#include "enrollment/registry.h"

#include "enrollment/enrolment.h"
#include "enrollment/formspec.h"

#include <QDate>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// 12345-1234567-1; which numbers are given out is the registry's to say.
bool isWholeCardNumber(const QString &value)
{
    constexpr int digitsOfCard = 13;
    const auto digits = std::count_if(value.begin(), value.end(), [](QChar each) {
        return each >= QLatin1Char('0') && each <= QLatin1Char('9');
    });
    return digits == digitsOfCard && value.size() == digitsOfCard + value.count(u'-');
}

} // namespace

RegistryMeaning meaningOf(Standing standing, bool renewsCard)
{
    switch (standing) {
    case Standing::NotRegistered:
        return renewsCard ? RegistryMeaning::Unknown : RegistryMeaning::Fits;
    case Standing::Registered:
    case Standing::Expired:
        return renewsCard ? RegistryMeaning::Fits : RegistryMeaning::RenewalInstead;
    case Standing::Inactive:
        return RegistryMeaning::NotInForce;
    case Standing::Deceased:
        return RegistryMeaning::Deceased;
    case Standing::Several:
        break;
    }
    return RegistryMeaning::SeveralFit;
}

std::optional<RegistryQuestion> registryQuestion(const FormSpec &form, const QMap<QString, QString> &values)
{
    if (const QString number = values.value(form.renews); !form.renews.isEmpty() && !number.isEmpty()) {
        // A number that is not whole is put right first, not gone round.
        if (!isWholeCardNumber(number))
            return std::nullopt;
        return RegistryQuestion{AskedBy::Number, {{form.renews, number}}, {}};
    }
    const QString nameKey = u"name.en"_s, bornKey = u"birth.date"_s;
    const QString name = values.value(nameKey), born = values.value(bornKey);
    if (name.isEmpty() || !QDate::fromString(born, Qt::ISODate).isValid())
        return std::nullopt;
    return RegistryQuestion{AskedBy::NameAndBirth, {{nameKey, name}, {bornKey, born}}, form.renews};
}

bool fitsApplication(MatchResult result)
{
    return result == MatchResult::Same || result == MatchResult::Nobody;
}

std::optional<MatchQuestion> matchQuestion(const FormSpec &form, const Enrolment &enrolment)
{
    MatchQuestion question;
    for (const SampleInfo &info : enrolment.samples) {
        if (info.kind == SampleKind::FacePortrait || info.kind == SampleKind::Finger
            || info.kind == SampleKind::Iris)
            question.samples.append(info.id);
    }
    if (question.samples.isEmpty())
        return std::nullopt;
    if (form.renews.isEmpty())
        return question;
    question.kind = MatchKind::Verify;
    question.key = form.renews;
    question.number = enrolment.fields.value(form.renews);
    if (!isWholeCardNumber(question.number))
        return std::nullopt;
    return question;
}

} // namespace indraj
