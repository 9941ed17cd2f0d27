// What the registry said, as a reason to look closely.
#include "widgets/review/fieldtext.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

BilingualText registryTitle(RegistryMeaning meaning)
{
    switch (meaning) {
    case RegistryMeaning::RenewalInstead:
        return {u"Registry: already registered"_s, u"رجسٹری: پہلے سے رجسٹرڈ"_s};
    case RegistryMeaning::Unknown:
        return {u"Registry: not registered"_s, u"رجسٹری: رجسٹرڈ نہیں"_s};
    case RegistryMeaning::NotInForce:
        return {u"Registry: record not in force"_s, u"رجسٹری: ریکارڈ نافذ العمل نہیں"_s};
    case RegistryMeaning::Deceased:
        return {u"Registry: has died"_s, u"رجسٹری: وفات پا چکا ہے"_s};
    case RegistryMeaning::SeveralFit:
        return {u"Registry: several persons fit"_s, u"رجسٹری: ایک سے زیادہ افراد"_s};
    case RegistryMeaning::Fits:
        break;
    }
    return {u"Registry: asked about other details"_s, u"رجسٹری: دوسرے کوائف کے بارے میں پوچھا گیا"_s};
}

} // namespace

QList<Concern> registryConcerns(const Enrolment &enrolment, bool renewsCard)
{
    if (!enrolment.registry)
        return {};
    const RegistryMeaning meaning = meaningOf(enrolment.registry->standing, renewsCard);
    if (meaning == RegistryMeaning::Fits && !enrolment.registry->outdated)
        return {};
    BilingualText detail = enrolment.registry->by == AskedBy::Number
        ? BilingualText{u"Asked by the number of the card"_s, u"کارڈ کے نمبر سے پوچھا گیا"_s}
        : BilingualText{u"Asked by name and date of birth"_s, u"نام اور تاریخ پیدائش سے پوچھا گیا"_s};
    if (enrolment.registry->outdated) {
        detail.english += u", changed since"_s;
        detail.urdu += u"، بعد میں بدلا گیا"_s;
    }
    return {Concern{Concern::Kind::Registry, {}, registryTitle(meaning), detail}};
}

} // namespace indraj
