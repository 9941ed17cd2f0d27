#include "widgets/review/likenesswords.h"

#include "widgets/theme/textstyle.h"

#include <algorithm>
#include <array>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FitWords {
    const char16_t *code;
    const char16_t *english;
    const char16_t *urdu;
};

// Codes of notComparableKey().
constexpr std::array fitWords{
    FitWords{u"noFace", u"no face is seen", u"چہرہ نظر نہیں آیا"},
    FitWords{u"tooSmall", u"the face is too small", u"چہرہ بہت چھوٹا ہے"},
    FitWords{u"blurred", u"the picture is not sharp", u"تصویر صاف نہیں"},
    FitWords{u"overexposed", u"there is too much light on the face", u"چہرے پر روشنی بہت زیادہ ہے"},
    FitWords{u"turnedAway", u"the head is turned away", u"سر ایک طرف مڑا ہوا ہے"},
};

BilingualText unfitWords(const FaceComparison &comparison)
{
    BilingualText why{u"the picture is not fit for it"_s, u"تصویر اس کے قابل نہیں"_s};
    for (const FitWords &each : fitWords)
        if (comparison.reason == QStringView(each.code))
            why = {QString::fromUtf16(each.english), QString::fromUtf16(each.urdu)};
    return why;
}

QString twoDigits(double value) { return QString::number(value, 'f', 2); }

BilingualText cardNotCompared()
{
    return {u"Earlier card not compared"_s, u"پرانے کارڈ سے موازنہ نہیں ہوا"_s};
}

Concern likenessConcern(const FaceComparison &comparison)
{
    const bool earlier = comparison.reference == likenessref::earlierPortrait;
    Concern concern{earlier ? Concern::Kind::EarlierCard : Concern::Kind::Likeness, {}, {}, {}};
    switch (comparison.likeness) {
    case Likeness::Differs:
        concern.title = earlier
            ? BilingualText{u"Unlike the photo of the earlier card"_s, u"پرانے کارڈ کی تصویر سے مختلف"_s}
            : BilingualText{u"Looks unlike the photo at sign-off"_s, u"دستخط کے وقت چہرہ تصویر سے مختلف"_s};
        break;
    case Likeness::LookClosely:
        concern.title = earlier
            ? BilingualText{u"Earlier card: may be another person"_s, u"پرانا کارڈ: شاید کوئی اور فرد"_s}
            : BilingualText{u"Face at sign-off: not certain"_s, u"دستخط کے وقت چہرہ: یقینی نہیں"_s};
        break;
    case Likeness::NotCompared:
    case Likeness::Agrees:
        concern.title = earlier
            ? cardNotCompared()
            : BilingualText{u"Face at sign-off not compared"_s, u"دستخط کے وقت چہرے کا موازنہ نہیں ہوا"_s};
        break;
    }
    if (comparison.likeness == Likeness::NotCompared)
        concern.detail = unfitWords(comparison);
    else
        concern.detail = {u"Look at both pictures yourself"_s, u"دونوں تصویریں خود دیکھیں"_s};
    return concern;
}

} // namespace

BilingualText wordsFor(Likeness likeness)
{
    switch (likeness) {
    case Likeness::Agrees:
        return {u"Agrees"_s, u"ایک جیسا"_s};
    case Likeness::LookClosely:
        return {u"Look closely"_s, u"غور سے دیکھیں"_s};
    case Likeness::Differs:
        return {u"Differs"_s, u"مختلف"_s};
    case Likeness::NotCompared:
        break;
    }
    return {u"Not compared"_s, u"موازنہ نہیں ہوا"_s};
}

BilingualText adviceFor(const FaceComparison &comparison)
{
    const bool earlier = comparison.reference == likenessref::earlierPortrait;
    switch (comparison.likeness) {
    case Likeness::Agrees:
        return {u"Nothing speaks against the same person. It is no proof: look yourself."_s,
                u"ایک ہی فرد ہونے کے خلاف کچھ نہیں۔ یہ ثبوت نہیں: خود بھی دیکھیں۔"_s};
    case Likeness::LookClosely:
        return {u"It cannot be told from the pictures. Look at both, and at the person."_s,
                u"تصویروں سے یقین نہیں ہوتا۔ دونوں تصویریں اور خود فرد کو دیکھیں۔"_s};
    case Likeness::Differs:
        if (earlier)
            return {u"The person looks unlike the photo on the card. Faces change in the years of a card: "
                    u"look yourself, and whose card it is."_s,
                    u"فرد کارڈ والی تصویر سے مختلف لگتا ہے۔ چہرہ برسوں میں بدل جاتا ہے: خود دیکھیں، اور یہ "
                    u"بھی کہ کارڈ کس کا ہے۔"_s};
        return {u"The faces look unlike. Check that the right person sits here before you sign."_s,
                u"چہرے مختلف لگتے ہیں۔ دستخط سے پہلے دیکھ لیں کہ صحیح فرد سامنے بیٹھا ہے۔"_s};
    case Likeness::NotCompared:
        break;
    }
    const BilingualText why = unfitWords(comparison);
    if (earlier && comparison.reasonIsReference)
        return {u"Not compared; of the card: %1. Photograph it again, nearer and without glare."_s.arg(
                    why.english),
                u"موازنہ نہیں ہوا؛ کارڈ میں %1۔ کارڈ کی تصویر قریب سے اور چمک کے بغیر دوبارہ لیں۔"_s.arg(
                    why.urdu)};
    return comparison.reasonIsReference
        ? BilingualText{u"Not compared; of the photo: %1."_s.arg(why.english),
                        u"موازنہ نہیں ہوا؛ محفوظ تصویر میں %1۔"_s.arg(why.urdu)}
        : BilingualText{u"Not compared: %1. Take the picture again."_s.arg(why.english),
                        u"موازنہ نہیں ہوا: %1۔ تصویر دوبارہ لیں۔"_s.arg(why.urdu)};
}

QString figuresOf(const FaceComparison &comparison)
{
    if (!comparison.distance)
        return {};
    const double value = comparison.normalised.value_or(*comparison.distance);
    QString text = u"%1 (%2 … %3)"_s.arg(twoDigits(value), twoDigits(comparison.agreesTo),
                                         twoDigits(comparison.differsFrom));
    if (comparison.normalised)
        text += u"; %1; n = %2"_s.arg(twoDigits(*comparison.distance)).arg(comparison.cohortFaces);
    return isolated(text);
}

BilingualText wordsFor(LikenessCheck::Offer offer)
{
    switch (offer) {
    case LikenessCheck::Offer::NoModel:
        return {
            u"Faces are not compared: the model is not installed at this station. Compare the photo with the "
            u"person yourself."_s,
            u"چہروں کا موازنہ نہیں ہوتا: اس اسٹیشن پر ماڈل نصب نہیں۔ تصویر اور فرد کو خود ملا کر دیکھیں۔"_s};
    case LikenessCheck::Offer::ModelUnusable:
        return {u"Faces are not compared: the model is damaged. Tell the technician, and compare yourself."_s,
                u"چہروں کا موازنہ نہیں ہوتا: ماڈل خراب ہے۔ تکنیکی عملے کو بتائیں اور خود ملا کر دیکھیں۔"_s};
    case LikenessCheck::Offer::CohortUnusable:
        return {
            u"Faces are not compared: the cohort file cannot be used. Tell the technician, and compare "
            u"yourself."_s,
            u"چہروں کا موازنہ نہیں ہوتا: کوہورٹ فائل قابلِ استعمال نہیں۔ تکنیکی عملے کو بتائیں اور خود ملا کر "
            u"دیکھیں۔"_s};
    case LikenessCheck::Offer::Unknown:
    case LikenessCheck::Offer::Offered:
        break;
    }
    return {};
}

MessageKind kindOf(Likeness likeness)
{
    switch (likeness) {
    case Likeness::Agrees:
        return MessageKind::Ok;
    case Likeness::LookClosely:
        return MessageKind::Warn;
    case Likeness::Differs:
        return MessageKind::Error;
    case Likeness::NotCompared:
        break;
    }
    return MessageKind::Neutral;
}

QList<Concern> likenessConcerns(const Enrolment &enrolment, bool offered)
{
    QList<Concern> concerns;
    const SampleInfo *face = enrolment.faceAtSignOff();
    if (!face) {
        if (offered)
            concerns << Concern{
                Concern::Kind::Likeness,
                {},
                {u"No picture at sign-off"_s, u"دستخط کے وقت کی تصویر نہیں"_s},
                {u"The person was not compared with the photo"_s, u"فرد کا تصویر سے موازنہ نہیں ہوا"_s}};
        return concerns;
    }
    for (const FaceComparison &comparison : face->comparisons)
        if (comparison.likeness != Likeness::Agrees)
            concerns << likenessConcern(comparison);
    return concerns;
}

QList<Concern> earlierCardConcerns(const Enrolment &enrolment, bool renews, bool offered)
{
    if (!renews)
        return {};
    const SampleInfo *card = enrolment.earlierCard();
    if (!card)
        return {Concern{Concern::Kind::EarlierCard,
                        {},
                        {u"No picture of the earlier card"_s, u"پرانے کارڈ کی تصویر نہیں"_s},
                        {u"Read the reason of renewal"_s, u"تجدید کی وجہ پڑھ لیں"_s}}};
    const SampleInfo *face = enrolment.faceAtSignOff();
    if (!offered || !face
        || std::any_of(face->comparisons.cbegin(), face->comparisons.cend(),
                       [card](const FaceComparison &one) { return one.referenceId == card->id; }))
        return {};
    return {Concern{Concern::Kind::EarlierCard,
                    {},
                    cardNotCompared(),
                    {u"Look at both pictures yourself"_s, u"دونوں تصویریں خود دیکھیں"_s}}};
}

} // namespace indraj
