#include "widgets/details/matchwords.h"

#include "widgets/details/registrywords.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

BilingualText matchFact(MatchResult result)
{
    switch (result) {
    case MatchResult::Same:
        return {u"Fingers and photo are those of this number, says the registry."_s,
                u"رجسٹری کے مطابق انگلیاں اور تصویر اسی نمبر کے فرد کی ہیں۔"_s};
    case MatchResult::Other:
        return {u"Fingers and photo are not those of this number, says the registry."_s,
                u"رجسٹری کے مطابق انگلیاں اور تصویر اس نمبر کے فرد کی نہیں ہیں۔"_s};
    case MatchResult::NoRecord:
        return {u"The registry has no fingers or photo under this number."_s,
                u"رجسٹری میں اس نمبر پر نہ انگلیاں ہیں نہ تصویر۔"_s};
    case MatchResult::Nobody:
        return {u"Nobody with these fingers or this photo is registered."_s,
                u"ان انگلیوں یا اس تصویر کا کوئی فرد رجسٹرڈ نہیں۔"_s};
    case MatchResult::Somebody:
        break;
    }
    return {u"Somebody with these fingers or this photo is registered."_s,
            u"ان انگلیوں یا اس تصویر کا ایک فرد پہلے سے رجسٹرڈ ہے۔"_s};
}

BilingualText matchAdvice(MatchResult result)
{
    switch (result) {
    case MatchResult::Other:
        return {
            u"Check the number. If it is right, call the in-charge, who is shown this too: a registry can be "
            "wrong."_s,
            u"نمبر دوبارہ دیکھیں۔ اگر درست ہے تو انچارج کو بلائیں، اُنھیں بھی یہ دکھایا جائے گا: رجسٹری سے "
            u"بھی "
            "غلطی ہو سکتی ہے۔"_s};
    case MatchResult::NoRecord:
        return {u"Check the number. The in-charge is shown this."_s,
                u"نمبر دوبارہ دیکھیں۔ انچارج کو یہ دکھایا جائے گا۔"_s};
    case MatchResult::Somebody:
        return registryAdvice(RegistryMeaning::RenewalInstead);
    case MatchResult::Same:
    case MatchResult::Nobody:
        break;
    }
    return registryAdvice(RegistryMeaning::Fits);
}

BilingualText noMatchWords(NoAnswer why)
{
    if (why != NoAnswer::Refused)
        return noAnswerWords(why);
    return {
        u"The registry cannot compare these pictures now. Go on without; you can ask again later."_s,
        u"رجسٹری ابھی ان تصویروں کا موازنہ نہیں کر سکتی۔ اس کے بغیر جاری رکھیں؛ بعد میں دوبارہ پوچھ سکتے ہیں۔"_s};
}

BilingualText matchOutdatedWords()
{
    return {u"The number or a picture was changed after the registry compared them."_s,
            u"رجسٹری کے موازنے کے بعد نمبر یا کوئی تصویر بدلی گئی۔"_s};
}

MessageKind kindOf(MatchResult result)
{
    if (fitsApplication(result))
        return MessageKind::Ok;
    return result == MatchResult::Other ? MessageKind::Error : MessageKind::Warn;
}

} // namespace indraj
