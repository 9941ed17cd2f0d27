#include "widgets/review/portraitwords.h"

#include "widgets/review/spokenwords.h"
#include "widgets/theme/textstyle.h"

#include <array>
#include <span>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Said {
    const char16_t *english;
    const char16_t *urdu;
    BilingualText text() const { return {QString::fromUtf16(english), QString::fromUtf16(urdu)}; }
};

/// A measure in words: its name, what to do when its value is too small, and when it is too large.
struct MeasureWords {
    FaceMeasureId id;
    Said name;
    Said low;
    Said high;
};

using Id = FaceMeasureId;

constexpr Said closer{u"Too far away. Ask the person to come closer.",
                      u"فاصلہ زیادہ ہے۔ فرد کو قریب آنے کو کہیں۔"};
constexpr Said back{u"Too close. Ask the person to move back a little.",
                    u"فاصلہ کم ہے۔ فرد کو ذرا پیچھے ہونے کو کہیں۔"};
constexpr Said middle{u"The face is not in the middle. Ask the person to move to the middle.",
                      u"چہرہ درمیان میں نہیں۔ فرد کو درمیان میں آنے کو کہیں۔"};
constexpr Said lower{u"The face is too high in the picture. Lower the seat or raise the camera.",
                     u"چہرہ تصویر میں بہت اوپر ہے۔ کرسی نیچی یا کیمرہ اونچا کریں۔"};
constexpr Said higher{u"The face is too low in the picture. Raise the seat or lower the camera.",
                      u"چہرہ تصویر میں بہت نیچے ہے۔ کرسی اونچی یا کیمرہ نیچا کریں۔"};
constexpr Said upright{u"The head is tilted. Ask the person to hold it upright.",
                       u"سر ایک طرف جھکا ہے۔ فرد کو سر سیدھا رکھنے کو کہیں۔"};
constexpr Said brighter{u"The face is dark. Turn on more light from the front.",
                        u"چہرہ اندھیرے میں ہے۔ سامنے سے زیادہ روشنی کریں۔"};
constexpr Said dimmer{u"Too much light on the face. Dim the lamp or the camera.",
                      u"چہرے پر روشنی زیادہ ہے۔ روشنی یا کیمرے کی چمک کم کریں۔"};
constexpr Said still{u"Not sharp. Ask the person to hold still; wipe and focus the camera.",
                     u"تصویر صاف نہیں۔ فرد کو ہلنے سے روکیں؛ کیمرے کا شیشہ صاف کریں اور فوکس دیکھیں۔"};
constexpr Said look{u"look at it yourself.", u"اسے خود دیکھ لیں۔"};

constexpr std::array framing{
    MeasureWords{Id::FaceCount,
                 {u"Number of faces", u"چہروں کی تعداد"},
                 {u"No face is seen. Seat the person in front of the camera.",
                  u"کوئی چہرہ نظر نہیں آ رہا۔ فرد کو کیمرے کے سامنے بٹھائیں۔"},
                 {u"More than one face is seen. Ask the others to step aside.",
                  u"ایک سے زیادہ چہرے نظر آ رہے ہیں۔ باقی لوگوں کو ہٹنے کو کہیں۔"}},
    MeasureWords{Id::SecondFace,
                 {u"Nobody else in the picture", u"تصویر میں کوئی اور نہیں"},
                 look,
                 {u"Somebody else is in the picture. Ask them to step aside.",
                  u"تصویر میں کوئی اور بھی ہے۔ اُسے ہٹنے کو کہیں۔"}},
    MeasureWords{Id::EyeDistance, {u"Distance to the camera", u"کیمرے سے فاصلہ"}, closer, back},
    MeasureWords{Id::HeadSize, {u"Size of the head in the picture", u"تصویر میں سر کا حجم"}, closer, back},
    MeasureWords{Id::HeadHeight,
                 {u"Height of the head in the portrait", u"پورٹریٹ میں سر کی اونچائی"},
                 closer,
                 {u"The top of the head is nearly cut. Move back or lower the seat.",
                  u"سر کا اوپری حصہ کٹنے کو ہے۔ پیچھے ہوں یا کرسی نیچی کریں۔"}},
    MeasureWords{
        Id::HeadWidth, {u"Width of the head in the portrait", u"پورٹریٹ میں سر کی چوڑائی"}, closer, back},
    MeasureWords{Id::EyeLine,
                 {u"Height of the eyes in the portrait", u"پورٹریٹ میں آنکھوں کی اونچائی"},
                 lower,
                 higher},
    MeasureWords{Id::Centring, {u"Face in the middle", u"چہرہ درمیان میں"}, middle, middle},
    MeasureWords{Id::MarginLeft, {u"Room on the left", u"بائیں جانب جگہ"}, middle, look},
    MeasureWords{Id::MarginRight, {u"Room on the right", u"دائیں جانب جگہ"}, middle, look},
    MeasureWords{Id::MarginAbove, {u"Room above the head", u"سر کے اوپر جگہ"}, lower, look},
    MeasureWords{Id::MarginBelow, {u"Room below the chin", u"ٹھوڑی کے نیچے جگہ"}, higher, look},
    MeasureWords{Id::PortraitWidth,
                 {u"Pixels of the portrait", u"پورٹریٹ کے پکسل"},
                 {u"The portrait has few pixels. Come closer or use a better camera.",
                  u"پورٹریٹ کے پکسل کم ہیں۔ قریب آئیں یا بہتر کیمرہ لگائیں۔"},
                 look},
    MeasureWords{Id::PortraitHeight,
                 {u"Pixels of the portrait, upright", u"پورٹریٹ کے پکسل، اونچائی"},
                 {u"The portrait has few pixels. Come closer or use a better camera.",
                  u"پورٹریٹ کے پکسل کم ہیں۔ قریب آئیں یا بہتر کیمرہ لگائیں۔"},
                 look},
    MeasureWords{Id::Yaw,
                 {u"Face to the front", u"چہرہ سامنے"},
                 {u"The face is turned. Ask the person to turn a little to their left.",
                  u"چہرہ مڑا ہوا ہے۔ فرد کو ذرا اپنی بائیں طرف مڑنے کو کہیں۔"},
                 {u"The face is turned. Ask the person to turn a little to their right.",
                  u"چہرہ مڑا ہوا ہے۔ فرد کو ذرا اپنی دائیں طرف مڑنے کو کہیں۔"}},
    MeasureWords{Id::Pitch,
                 {u"Chin level", u"ٹھوڑی سیدھی"},
                 {u"The chin is up. Ask the person to lower it a little.",
                  u"ٹھوڑی اوپر ہے۔ فرد کو ذرا نیچے کرنے کو کہیں۔"},
                 {u"The chin is down. Ask the person to raise it a little.",
                  u"ٹھوڑی نیچے ہے۔ فرد کو ذرا اوپر کرنے کو کہیں۔"}},
    MeasureWords{Id::Roll, {u"Head upright", u"سر سیدھا"}, upright, upright},
};

constexpr std::array appearance{
    MeasureWords{Id::EyesOpen,
                 {u"Eyes open", u"آنکھیں کھلی"},
                 {u"The eyes are not open. Ask the person to open them and take it again.",
                  u"آنکھیں کھلی نہیں۔ فرد کو آنکھیں کھولنے کو کہیں اور تصویر دوبارہ لیں۔"},
                 look},
    MeasureWords{Id::EyesVisible,
                 {u"Eyes free", u"آنکھیں نظر آتی ہیں"},
                 {u"The eyes are covered. Move dark glasses, hair or cloth aside.",
                  u"آنکھیں ڈھکی ہیں۔ سیاہ چشمہ، بال یا کپڑا ہٹوائیں۔"},
                 look},
    MeasureWords{Id::HairOverEyes,
                 {u"No hair over the eyes", u"آنکھوں پر بال نہیں"},
                 look,
                 {u"Hair seems to lie over an eye. Ask the person to move it aside.",
                  u"لگتا ہے کہ آنکھ پر بال ہیں۔ فرد کو بال ہٹانے کو کہیں۔"}},
    MeasureWords{Id::Gaze,
                 {u"Looks at the camera", u"نظر کیمرے کی طرف"},
                 look,
                 {u"The eyes look past the camera. Ask the person to look into it.",
                  u"نظر کیمرے سے ہٹی ہوئی ہے۔ فرد کو کیمرے میں دیکھنے کو کہیں۔"}},
    MeasureWords{Id::RedEyes,
                 {u"No red eyes", u"آنکھیں سرخ نہیں"},
                 look,
                 {u"The eyes are red from a flash. Use the lamps of the room.",
                  u"فلیش سے آنکھیں سرخ ہیں۔ کمرے کی روشنی استعمال کریں۔"}},
    MeasureWords{Id::Glasses,
                 {u"Glasses", u"چشمہ"},
                 look,
                 {u"Glasses are seen. Ask whether the person can take them off.",
                  u"چشمہ نظر آ رہا ہے۔ پوچھیں کہ کیا فرد اسے اتار سکتا ہے۔"}},
    MeasureWords{Id::Glare,
                 {u"No light in the glasses", u"چشمے پر چمک نہیں"},
                 look,
                 {u"Light shines in the glasses. Take them off or turn the lamp.",
                  u"چشمے پر روشنی چمک رہی ہے۔ چشمہ اتروائیں یا لیمپ کا رخ بدلیں۔"}},
    MeasureWords{
        Id::MouthClosed,
        {u"Mouth closed", u"منہ بند"},
        look,
        {u"The mouth is open. Ask the person to close it.", u"منہ کھلا ہے۔ فرد کو منہ بند کرنے کو کہیں۔"}},
    MeasureWords{
        Id::Smile,
        {u"Calm face", u"چہرہ پُرسکون"},
        look,
        {u"The person smiles. Ask for a calm face.", u"فرد مسکرا رہا ہے۔ پُرسکون چہرہ رکھنے کو کہیں۔"}},
    MeasureWords{Id::MouthVisible,
                 {u"Mouth free", u"منہ نظر آتا ہے"},
                 {u"The mouth is covered. Lower the mask, cloth or hand.",
                  u"منہ ڈھکا ہے۔ ماسک، کپڑا یا ہاتھ ہٹوائیں۔"},
                 look},
    MeasureWords{Id::LuminanceMean, {u"Brightness of the face", u"چہرے کی چمک"}, brighter, dimmer},
    MeasureWords{
        Id::LuminanceVariance,
        {u"Contrast of the face", u"چہرے کا تضاد"},
        {u"The light on the face is flat. Look at it yourself.", u"چہرے پر روشنی پھیکی ہے۔ خود دیکھ لیں۔"},
        {u"The light on the face is hard. Soften the lamp.", u"چہرے پر روشنی تیز ہے۔ لیمپ نرم کریں۔"}},
    MeasureWords{Id::UnderExposure, {u"Dark parts of the face", u"چہرے کے اندھیرے حصے"}, look, brighter},
    MeasureWords{Id::OverExposure, {u"White spots on the face", u"چہرے پر سفید دھبے"}, look, dimmer},
    MeasureWords{Id::PictureBrightness,
                 {u"Brightness of the picture", u"تصویر کی چمک"},
                 {u"The picture is too dark. Turn on the light.", u"تصویر بہت اندھیری ہے۔ روشنی کریں۔"},
                 look},
    MeasureWords{Id::IlluminationUniformity,
                 {u"Even light", u"روشنی یکساں"},
                 {u"The light comes from one side. Turn the lamp or the seat.",
                  u"روشنی ایک طرف سے آ رہی ہے۔ لیمپ یا کرسی کا رخ بدلیں۔"},
                 look},
    MeasureWords{Id::DynamicRange,
                 {u"Detail of the face", u"چہرے کی تفصیل"},
                 {u"Little of the face can be told. Mend the light and wipe the camera.",
                  u"چہرے کی تفصیل کم ہے۔ روشنی ٹھیک کریں اور کیمرے کا شیشہ صاف کریں۔"},
                 look},
    MeasureWords{Id::NaturalColour,
                 {u"Natural colours", u"قدرتی رنگ"},
                 look,
                 {u"The colours are off. Look at the lamp and the white balance of the camera.",
                  u"رنگ ٹھیک نہیں۔ لیمپ اور کیمرے کا وائٹ بیلنس دیکھیں۔"}},
    MeasureWords{
        Id::Colourfulness,
        {u"Colour picture", u"رنگین تصویر"},
        {u"The picture is grey. Set the camera to colour.", u"تصویر بے رنگ ہے۔ کیمرہ رنگین پر لگائیں۔"},
        look},
    MeasureWords{Id::ColourSpace, {u"Colour code of the picture", u"تصویر کا رنگ کوڈ"}, look, look},
    MeasureWords{Id::IntensityValues,
                 {u"Shades of the portrait", u"پورٹریٹ کے رنگوں کے درجے"},
                 {u"The portrait has few shades. Mend the light or choose another camera.",
                  u"پورٹریٹ میں رنگوں کے درجے کم ہیں۔ روشنی ٹھیک کریں یا دوسرا کیمرہ چنیں۔"},
                 look},
    MeasureWords{Id::Sharpness, {u"Sharp", u"تصویر صاف"}, still, look},
    MeasureWords{Id::MotionBlur,
                 {u"No movement", u"حرکت نہیں"},
                 {u"Smeared by movement. Ask the person to hold still.",
                  u"ہلنے سے تصویر پھیل گئی۔ فرد کو نہ ہلنے کو کہیں۔"},
                 look},
    MeasureWords{Id::Noise,
                 {u"No grain", u"دانے نہیں"},
                 look,
                 {u"The picture is grainy. Turn on more light.", u"تصویر دانے دار ہے۔ زیادہ روشنی کریں۔"}},
    MeasureWords{Id::Compression,
                 {u"No coarse squares", u"خانے دار نہیں"},
                 look,
                 {u"The camera compresses too much. Choose another format or camera.",
                  u"کیمرہ تصویر کو بہت دباتا ہے۔ دوسرا فارمیٹ یا کیمرہ چنیں۔"}},
    MeasureWords{Id::BackgroundUniformity,
                 {u"Plain wall behind", u"پیچھے سادہ دیوار"},
                 look,
                 {u"The wall behind is not plain. Put the plain screen there.",
                  u"پیچھے دیوار سادہ نہیں۔ سادہ پردہ لگائیں۔"}},
    MeasureWords{Id::BackgroundBrightness,
                 {u"Light wall behind", u"پیچھے ہلکی دیوار"},
                 {u"The wall behind is dark. Light it or put the light screen there.",
                  u"پیچھے دیوار گہری ہے۔ اس پر روشنی کریں یا ہلکا پردہ لگائیں۔"},
                 look},
    MeasureWords{Id::BackgroundShadow,
                 {u"No shadow behind", u"پیچھے سایہ نہیں"},
                 {u"A shadow lies behind the head. Move away from the wall or light both sides.",
                  u"سر کے پیچھے سایہ ہے۔ دیوار سے دور ہوں یا دونوں طرف روشنی کریں۔"},
                 {u"A bright spot lies behind the head. Turn the lamp.",
                  u"سر کے پیچھے تیز روشنی ہے۔ لیمپ کا رخ بدلیں۔"}},
};

static_assert(framing.size() + appearance.size() == static_cast<std::size_t>(Id::BackgroundShadow) + 1);

const MeasureWords &entryFor(FaceMeasureId id)
{
    const auto at = static_cast<std::size_t>(id);
    return at < framing.size() ? framing[at] : appearance[at - framing.size()];
}

QString number(double value) { return QString::number(value, 'g', 3); }

} // namespace

BilingualText wordsFor(FaceMeasureId id) { return entryFor(id).name.text(); }

BilingualText wordsFor(NotAssessed reason)
{
    switch (reason) {
    case NotAssessed::NoFace:
        return {u"no face"_s, u"چہرہ نہیں"_s};
    case NotAssessed::FaceTooSmall:
        return {u"the face is too small"_s, u"چہرہ بہت چھوٹا ہے"_s};
    case NotAssessed::ZoneCut:
        return {u"it lies outside the picture"_s, u"وہ حصہ تصویر سے باہر ہے"_s};
    case NotAssessed::TurnedAway:
        return {u"the head is turned away"_s, u"سر مڑا ہوا ہے"_s};
    case NotAssessed::TooDark:
        return {u"it is too dark"_s, u"اندھیرا ہے"_s};
    case NotAssessed::Overexposed:
        return {u"there is too much light"_s, u"روشنی زیادہ ہے"_s};
    case NotAssessed::NoColour:
        return {u"the picture is grey"_s, u"تصویر بے رنگ ہے"_s};
    case NotAssessed::EyesShut:
        return {u"the eyes are shut"_s, u"آنکھیں بند ہیں"_s};
    case NotAssessed::NoBackground:
        return {u"no wall is seen"_s, u"دیوار نظر نہیں آتی"_s};
    case NotAssessed::BackgroundBusy:
        return {u"the wall has a pattern"_s, u"دیوار پر نقش ہیں"_s};
    case NotAssessed::NoFlatArea:
        return {u"nothing is plain enough"_s, u"کوئی سادہ جگہ نہیں"_s};
    }
    return {};
}

BilingualText adviceFor(const PortraitFinding &finding)
{
    const MeasureWords &entry = entryFor(finding.measure.id);
    BilingualText name = entry.name.text();
    if (finding.measure.notAssessed) {
        const BilingualText why = wordsFor(*finding.measure.notAssessed);
        return {u"%1: cannot be told, %2."_s.arg(name.english, why.english),
                u"%1: معلوم نہیں ہو سکا، %2۔"_s.arg(name.urdu, why.urdu)};
    }
    if (finding.state == RuleState::Uncertain)
        return {u"%1: not sure. Look at it yourself."_s.arg(name.english),
                u"%1: یقین نہیں۔ خود دیکھ لیں۔"_s.arg(name.urdu)};
    if (finding.state == RuleState::Good)
        return name;
    const NativeRange &good = finding.rule.good;
    const bool isLow = good.low && finding.measure.native < *good.low;
    const Said &said = isLow ? entry.low : entry.high;
    if (said.english == look.english)
        return {name.english + u": "_s + look.text().english, name.urdu + u": "_s + look.text().urdu};
    return said.text();
}

BilingualText citizenWords(FaceMeasureId id)
{
    switch (id) {
    case Id::EyesVisible:
        return {u"Please show your eyes: no dark glasses, no hair"_s,
                u"براہِ کرم آنکھیں دکھائیں: سیاہ چشمہ یا بال نہیں"_s};
    case Id::MouthVisible:
        return {u"Please show your mouth and chin"_s, u"براہِ کرم منہ اور ٹھوڑی دکھائیں"_s};
    case Id::EyesOpen:
        return wordsFor(FaceGuidance::OpenEyes);
    case Id::MouthClosed:
        return wordsFor(FaceGuidance::CloseMouth);
    case Id::Sharpness:
    case Id::MotionBlur:
        return wordsFor(FaceGuidance::HoldStill);
    case Id::SecondFace:
        return wordsFor(FaceGuidance::OneAtATime);
    default:
        return {};
    }
}

QString figuresOf(const PortraitFinding &finding)
{
    const NativeRange &accept = finding.rule.accept;
    const QString value = finding.measure.notAssessed ? u"–"_s : number(finding.measure.native);
    const QString low = accept.low ? number(*accept.low) : u"…"_s;
    const QString high = accept.high ? number(*accept.high) : u"…"_s;
    return isolated(u"%1  [%2 – %3]"_s.arg(value, low, high));
}

BilingualText confirmationWords(const QString &code)
{
    if (code == "sameAsApplicant"_L1)
        return {u"It shows the person at the counter."_s, u"تصویر سامنے موجود فرد ہی کی ہے۔"_s};
    if (code == "expression"_L1)
        return {u"The expression is calm."_s, u"چہرے کا تاثر پُرسکون ہے۔"_s};
    if (code == "brows"_L1)
        return {u"The brows are not raised."_s, u"بھنویں اٹھی ہوئی نہیں۔"_s};
    if (code == "coveringLeavesFaceFree"_L1)
        return {u"Scarf, cap or hair leave the face free from chin to forehead."_s,
                u"ٹھوڑی سے ماتھے تک چہرہ کھلا ہے۔"_s};
    if (code == "headUncovered"_L1)
        return {u"The head is bare."_s, u"سر ننگا ہے۔"_s};
    if (code == "noHandsOrSupport"_L1)
        return {u"No hand and no support is in the picture."_s, u"تصویر میں کوئی ہاتھ یا سہارا نہیں۔"_s};
    if (code == "noShadowOnFace"_L1)
        return {u"No shadow lies on the face."_s, u"چہرے پر سایہ نہیں۔"_s};
    if (code == "reasonOnRecord"_L1)
        return {u"There is a reason, and you name it."_s, u"وجہ موجود ہے اور آپ اسے درج کرتے ہیں۔"_s};
    return {code, code};
}

BilingualText profileWords(const QString &profile)
{
    if (profile == "adult"_L1)
        return {u"Adult"_s, u"بالغ"_s};
    if (profile == "adultUncovered"_L1)
        return {u"Adult, head bare"_s, u"بالغ، سر ننگا"_s};
    if (profile == "child"_L1)
        return {u"Child, 3 to 10 years"_s, u"بچہ، 3 سے 10 سال"_s};
    if (profile == "infant"_L1)
        return {u"Infant on a lap"_s, u"گود کا بچہ"_s};
    if (profile == "exception"_L1)
        return {u"Exception, reason on record"_s, u"استثنا، وجہ درج ہے"_s};
    return {profile, profile};
}

BilingualText unmetRules(const CaptureAttempt &attempt)
{
    QStringList english;
    QStringList urdu;
    for (const CriterionValue &criterion : attempt.criteria) {
        const auto id = faceMeasureByKey(criterion.key);
        const bool lost = criterion.state == "bad"_L1 || criterion.state == "notAssessed"_L1;
        if (!id || !lost || criterion.level != "require"_L1)
            continue;
        const BilingualText name = wordsFor(*id);
        english << name.english;
        urdu << name.urdu;
    }
    return {english.join(u", "_s), urdu.join(u"، "_s)};
}

} // namespace indraj
