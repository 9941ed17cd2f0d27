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

BilingualText matchTitle(MatchResult result)
{
    switch (result) {
    case MatchResult::Other:
        return {u"Registry: not the person of this number"_s, u"رجسٹری: اس نمبر کا فرد نہیں"_s};
    case MatchResult::NoRecord:
        return {u"Registry: no fingers or photo of this number"_s,
                u"رجسٹری: اس نمبر کی انگلیاں یا تصویر نہیں"_s};
    case MatchResult::Somebody:
        return {u"Registry: these fingers or this photo are known"_s,
                u"رجسٹری: یہ انگلیاں یا تصویر پہلے سے ہیں"_s};
    case MatchResult::Same:
    case MatchResult::Nobody:
        break;
    }
    return {u"Registry: compared something else"_s, u"رجسٹری: کسی اور چیز کا موازنہ ہوا"_s};
}

QList<Concern> matchConcerns(const Enrolment &enrolment)
{
    if (!enrolment.match || (fitsApplication(enrolment.match->result) && !enrolment.match->outdated))
        return {};
    BilingualText detail{u"Asked with the pictures"_s, u"تصویروں سے پوچھا گیا"_s};
    if (enrolment.match->outdated) {
        detail.english += u", changed since"_s;
        detail.urdu += u"، بعد میں بدلا گیا"_s;
    }
    return {Concern{Concern::Kind::Match, {}, matchTitle(enrolment.match->result), detail}};
}

} // namespace

QList<Concern> registryConcerns(const Enrolment &enrolment, bool renewsCard)
{
    if (!enrolment.registry)
        return matchConcerns(enrolment);
    const RegistryMeaning meaning = meaningOf(enrolment.registry->standing, renewsCard);
    if (meaning == RegistryMeaning::Fits && !enrolment.registry->outdated)
        return matchConcerns(enrolment);
    BilingualText detail = enrolment.registry->by == AskedBy::Number
        ? BilingualText{u"Asked by the number of the card"_s, u"کارڈ کے نمبر سے پوچھا گیا"_s}
        : BilingualText{u"Asked by name and date of birth"_s, u"نام اور تاریخ پیدائش سے پوچھا گیا"_s};
    if (enrolment.registry->outdated) {
        detail.english += u", changed since"_s;
        detail.urdu += u"، بعد میں بدلا گیا"_s;
    }
    return QList{Concern{Concern::Kind::Registry, {}, registryTitle(meaning), detail}}
    + matchConcerns(enrolment);
}

} // namespace indraj
