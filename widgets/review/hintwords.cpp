#include "widgets/review/hintwords.h"

#include "capture/face/capturelog.h"
#include "widgets/theme/textstyle.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

BilingualText wordsFor(FaceHintId id)
{
    switch (id) {
    case FaceHintId::ScreenPattern:
        return {u"Fine pattern on the face, as of a screen or a print"_s,
                u"چہرے پر باریک نمونہ، جیسے سکرین یا چھپی تصویر کا"_s};
    case FaceHintId::Drawing:
        return {u"Face without the look of skin, as in a drawing"_s,
                u"چہرہ جلد جیسا نہیں، جیسے بنائی ہوئی تصویر"_s};
    case FaceHintId::FlatMotion:
        return {u"The head turned like a flat picture"_s, u"سر یوں مڑا جیسے کوئی چپٹی تصویر"_s};
    case FaceHintId::NoMotion:
        return {u"Nothing moved for five seconds, as in a photo"_s,
                u"پانچ سیکنڈ تک کچھ نہیں ہلا، جیسے تصویر ہو"_s};
    }
    return {};
}

BilingualText errorWords(FaceHintId id)
{
    const FaceHintError &error = faceHintInfo(id).error;
    const QString falseHints = QString::number(error.falseHints);
    const QString faces = QString::number(error.faces);
    const QString missed = QString::number(error.missed);
    const QString artefacts = QString::number(error.artefacts);
    return {
        u"In tests on made pictures wrong %1 of %2 times, missed %3 of %4. It blocks nothing: look yourself."_s
            .arg(falseHints, faces, missed, artefacts),
        u"بنائی ہوئی تصویروں کی جانچ میں %2 میں سے %1 بار غلط، %4 میں سے %3 بار چوک۔ یہ کچھ نہیں روکتا: خود دیکھ لیں۔"_s
            .arg(falseHints, faces, missed, artefacts)};
}

QList<Concern> hintConcerns(const Enrolment &enrolment)
{
    const SampleInfo *portrait = enrolment.portrait();
    const CaptureAttempt *own = portrait ? portrait->ownAttempt() : nullptr;
    QList<Concern> concerns;
    if (!own)
        return concerns;
    for (const FaceHintId id : raisedHints(*own)) {
        const BilingualText seen = wordsFor(id);
        const BilingualText error = errorWords(id);
        concerns << Concern{Concern::Kind::AttackHint,
                            {},
                            {u"Hint: was it a live face?"_s, u"اشارہ: کیا چہرہ اصلی تھا؟"_s},
                            {seen.english + u". "_s + error.english, seen.urdu + u"۔ "_s + error.urdu}};
    }
    return concerns;
}

} // namespace indraj
