#include "widgets/details/registrywords.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

BilingualText factByNumber(Standing standing)
{
    switch (standing) {
    case Standing::NotRegistered:
        return {u"Nobody is registered under this number."_s, u"اس نمبر پر کوئی رجسٹرڈ نہیں۔"_s};
    case Standing::Registered:
        return {u"The person of this number is registered."_s, u"اس نمبر کا فرد رجسٹرڈ ہے۔"_s};
    case Standing::Expired:
        return {u"The person of this number is registered; the card has expired."_s,
                u"اس نمبر کا فرد رجسٹرڈ ہے؛ کارڈ کی میعاد ختم ہو چکی ہے۔"_s};
    case Standing::Inactive:
        return {u"The person of this number is registered, but the record is not in force."_s,
                u"اس نمبر کا فرد رجسٹرڈ ہے، مگر ریکارڈ نافذ العمل نہیں۔"_s};
    case Standing::Deceased:
        return {u"The registry says that the person of this number has died."_s,
                u"رجسٹری کے مطابق اس نمبر کا فرد وفات پا چکا ہے۔"_s};
    case Standing::Several:
        break;
    }
    return {u"The registry has more than one person of this number."_s,
            u"رجسٹری میں اس نمبر کے ایک سے زیادہ افراد ہیں۔"_s};
}

BilingualText factByName(Standing standing)
{
    switch (standing) {
    case Standing::NotRegistered:
        return {u"Nobody with this name and date of birth is registered."_s,
                u"اس نام اور تاریخ پیدائش کا کوئی فرد رجسٹرڈ نہیں۔"_s};
    case Standing::Registered:
        return {u"Somebody with this name and date of birth is registered."_s,
                u"اس نام اور تاریخ پیدائش کا ایک فرد رجسٹرڈ ہے۔"_s};
    case Standing::Expired:
        return {u"Somebody with this name and date of birth is registered; the card has expired."_s,
                u"اس نام اور تاریخ پیدائش کا ایک فرد رجسٹرڈ ہے؛ کارڈ کی میعاد ختم ہو چکی ہے۔"_s};
    case Standing::Inactive:
        return {u"Somebody with this name and date of birth is registered, but the record is not in force."_s,
                u"اس نام اور تاریخ پیدائش کا ایک فرد رجسٹرڈ ہے، مگر ریکارڈ نافذ العمل نہیں۔"_s};
    case Standing::Deceased:
        return {u"The registry says that somebody with this name and date of birth has died."_s,
                u"رجسٹری کے مطابق اس نام اور تاریخ پیدائش کا ایک فرد وفات پا چکا ہے۔"_s};
    case Standing::Several:
        break;
    }
    return {u"More than one person with this name and date of birth is registered."_s,
            u"اس نام اور تاریخ پیدائش کے ایک سے زیادہ افراد رجسٹرڈ ہیں۔"_s};
}

} // namespace

BilingualText registryFact(Standing standing, AskedBy by)
{
    return by == AskedBy::Number ? factByNumber(standing) : factByName(standing);
}

BilingualText registryAdvice(RegistryMeaning meaning)
{
    switch (meaning) {
    case RegistryMeaning::RenewalInstead:
        return {
            u"If it is this person, begin a renewal instead. Otherwise go on: the in-charge is shown this."_s,
            u"اگر یہی فرد ہے تو اس کے بجائے تجدید شروع کریں۔ ورنہ جاری رکھیں: انچارج کو یہ دکھایا جائے گا۔"_s};
    case RegistryMeaning::Unknown:
        return {
            u"Check what was typed. If it is right, a first card may be meant. The in-charge is shown this."_s,
            u"لکھا ہوا دوبارہ دیکھیں۔ اگر درست ہے تو شاید پہلا کارڈ بنوانا ہے۔ انچارج کو یہ دکھایا جائے گا۔"_s};
    case RegistryMeaning::NotInForce:
        return {u"Ask the in-charge, who is shown this too."_s,
                u"انچارج سے پوچھیں، اُنھیں بھی یہ دکھایا جائے گا۔"_s};
    case RegistryMeaning::Deceased:
        return {
            u"Call the in-charge before you go on, and look at the papers. The in-charge is shown this too."_s,
            u"آگے بڑھنے سے پہلے انچارج کو بلائیں اور کاغذات دیکھیں۔ انچارج کو بھی یہ دکھایا جائے گا۔"_s};
    case RegistryMeaning::SeveralFit:
        return {u"Ask for the number of an earlier card. The in-charge is shown this."_s,
                u"پرانے کارڈ کا نمبر پوچھیں۔ انچارج کو یہ دکھایا جائے گا۔"_s};
    case RegistryMeaning::Fits:
        break;
    }
    return {u"That fits this application."_s, u"یہ اس درخواست کے مطابق ہے۔"_s};
}

BilingualText noAnswerWords(NoAnswer why)
{
    switch (why) {
    case NoAnswer::NoLine:
        return {u"No line to the registry. Go on without; you can ask again later."_s,
                u"رجسٹری سے رابطہ نہیں۔ اس کے بغیر جاری رکھیں؛ بعد میں دوبارہ پوچھ سکتے ہیں۔"_s};
    case NoAnswer::Timeout:
        return {u"The registry did not answer in time. Go on without; you can ask again later."_s,
                u"رجسٹری نے وقت پر جواب نہیں دیا۔ اس کے بغیر جاری رکھیں؛ بعد میں دوبارہ پوچھ سکتے ہیں۔"_s};
    case NoAnswer::NotAllowed:
        return {
            u"The registry does not let this station ask. Go on without, and tell the technician."_s,
            u"رجسٹری اس اسٹیشن کو پوچھنے کی اجازت نہیں دیتی۔ اس کے بغیر جاری رکھیں اور ٹیکنیشن کو بتائیں۔"_s};
    case NoAnswer::Refused:
        return {u"The registry cannot work with this question. Check what was typed, or go on without."_s,
                u"رجسٹری اس سوال کا جواب نہیں دے سکتی۔ لکھا ہوا دیکھیں، یا اس کے بغیر جاری رکھیں۔"_s};
    case NoAnswer::Unreadable:
        return {u"The answer of the registry cannot be read. Go on without, and tell the technician."_s,
                u"رجسٹری کا جواب پڑھا نہیں جا سکتا۔ اس کے بغیر جاری رکھیں اور ٹیکنیشن کو بتائیں۔"_s};
    case NoAnswer::Cancelled:
        break;
    }
    return {u"Cancelled. You can ask again."_s, u"منسوخ کر دیا گیا۔ دوبارہ پوچھ سکتے ہیں۔"_s};
}

BilingualText outdatedWords()
{
    return {u"Number, name or date of birth were changed after the registry was asked."_s,
            u"رجسٹری سے پوچھنے کے بعد نمبر، نام یا تاریخ پیدائش بدلی گئی۔"_s};
}

MessageKind kindOf(RegistryMeaning meaning)
{
    if (meaning == RegistryMeaning::Fits)
        return MessageKind::Ok;
    return meaning == RegistryMeaning::Deceased ? MessageKind::Error : MessageKind::Warn;
}

} // namespace indraj
