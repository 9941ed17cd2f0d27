#include "widgets/review/fieldtext.h"

#include "widgets/review/cropwords.h"
#include "widgets/review/portraitwords.h"
#include "widgets/review/spokenwords.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QDate>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

BilingualText placeName(const FieldSpec &field, const FieldValues &values, const Places &places)
{
    const QString code = values.value(field.key);
    if (field.type == FieldType::Province) {
        const Province *province = places.province(code);
        return province ? province->name : BilingualText{code, code};
    }
    for (const Province &province : places.provinces) // codes are unique in the whole list
        for (const District &district : province.districts) {
            if (field.type == FieldType::District && district.code == code)
                return district.name;
            for (const Tehsil &tehsil : district.tehsils)
                if (field.type == FieldType::Tehsil && tehsil.code == code
                    && values.value(field.dependsOn) == district.code)
                    return tehsil.name;
        }
    return {code, code};
}

QString without(QString text, std::initializer_list<QStringView> endings)
{
    for (const QStringView ending : endings)
        if (text.endsWith(ending))
            text.chop(ending.size());
    return text.trimmed();
}

/// "Name in English" and "Name in Urdu" stand in one line as "Name".
BilingualText pairLabel(const BilingualText &label)
{
    return {without(label.english, {u" in English", u" in Urdu"}),
            without(label.urdu, {u"(انگریزی)", u"(اردو)"})};
}

bool isUrduField(const FieldSpec &field)
{
    return field.type == FieldType::TextUrdu || field.type == FieldType::AddressUrdu;
}

/// Why the picture was taken or accepted by hand, and which rules it does not meet.
Concern portraitConcern(const SampleInfo &portrait)
{
    BilingualText detail = reasonText(portrait.manualReason);
    if (!portrait.manualNote.isEmpty())
        detail = {portrait.manualNote, portrait.manualNote};
    const CaptureAttempt *own = portrait.ownAttempt();
    const BilingualText unmet = own ? unmetRules(*own) : BilingualText();
    if (!unmet.english.isEmpty()) {
        detail.english += u": "_s + unmet.english;
        detail.urdu += u": "_s + unmet.urdu;
    }
    BilingualText title{u"Photo taken by hand"_s, u"تصویر ہاتھ سے لی گئی"_s};
    if (portrait.veto == Veto::AcceptedObvious)
        title = {u"Photo below the rules, reason visible"_s, u"تصویر معیار سے کم، وجہ ظاہر ہے"_s};
    else if (portrait.veto == Veto::AcceptedWithout)
        title = {u"Photo below the rules, no visible reason"_s, u"تصویر معیار سے کم، وجہ ظاہر نہیں"_s};
    return {Concern::Kind::ManualPortrait, {}, title, detail};
}

/// An adult whose portrait was judged by the rules for a child, and the like.
std::optional<Concern> rulesConcern(const SampleInfo *portrait, std::optional<int> age)
{
    const CaptureAttempt *own = portrait ? portrait->ownAttempt() : nullptr;
    if (!own || !own->profileAges || !age || own->profileAges->holds(*age))
        return std::nullopt;
    const BilingualText rules = profileWords(own->profile);
    return Concern{Concern::Kind::PortraitRules,
                   {},
                   {u"Photo judged by rules for another age"_s, u"تصویر کسی اور عمر کے معیار پر پرکھی گئی"_s},
                   {u"Rules: %1. Age: %2"_s.arg(rules.english).arg(*age),
                    u"معیار: %1۔ عمر: %2"_s.arg(rules.urdu).arg(*age)}};
}

/// A person moved or turned the frame that the portrait was cut with.
std::optional<Concern> cropConcern(const SampleInfo *portrait)
{
    const CaptureAttempt *own = portrait ? portrait->ownAttempt() : nullptr;
    if (!own || !own->crop)
        return std::nullopt;
    return Concern{Concern::Kind::PortraitCrop,
                   {},
                   {u"Crop of the photo adjusted by hand"_s, u"تصویر کی تراش ہاتھ سے بدلی گئی"_s},
                   cropWords(*own->crop)};
}

} // namespace

BilingualText shownValue(const FieldSpec &field, const FieldValues &values, const Places &places)
{
    const QString value = values.value(field.key);
    switch (field.type) {
    case FieldType::TextEnglish:
    case FieldType::AddressEnglish:
        return {value, {}};
    case FieldType::TextUrdu:
    case FieldType::AddressUrdu:
        return {{}, value};
    case FieldType::Cnic:
    case FieldType::Mobile:
        return {value, isolated(value)};
    case FieldType::Date: {
        const QDate date = QDate::fromString(value, Qt::ISODate);
        if (!date.isValid())
            return {value, value};
        return {QLocale::c().toString(date, u"d MMMM yyyy"_s), isolated(date.toString(u"dd/MM/yyyy"_s))};
    }
    case FieldType::Choice:
        for (const ChoiceOption &option : field.options)
            if (option.code == value)
                return option.label;
        return {value, value};
    case FieldType::Province:
    case FieldType::District:
    case FieldType::Tehsil:
        return placeName(field, values, places);
    }
    return {};
}

QList<ReviewLine> reviewLines(const FormSpec &form, const FieldValues &values, const Places &places)
{
    QList<ReviewLine> lines;
    QStringList shown;
    for (const FieldSpec *field : form.allFields()) {
        const FieldSpec *pair = field->pairedWith.isEmpty() ? nullptr : form.field(field->pairedWith);
        const bool filled
            = !values.value(field->key).isEmpty() || (pair && !values.value(pair->key).isEmpty());
        if (shown.contains(field->key) || !filled)
            continue;
        shown << field->key;
        ReviewLine line{field->key, field->label, shownValue(*field, values, places)};
        if (pair) {
            shown << pair->key;
            const BilingualText other = shownValue(*pair, values, places);
            isUrduField(*pair) ? line.value.urdu = other.urdu : line.value.english = other.english;
            line.label = pairLabel(field->label);
        }
        lines << line;
    }
    return lines;
}

namespace {

Concern lowFinger(const SampleInfo &sample, int floor)
{
    const QString score = sample.quality.isValid() ? QString::number(sample.quality.value) : u"–"_s;
    const auto tries = QString::number(qMax<qsizetype>(1, sample.attempts.size()));
    const BilingualText name = wordsFor(sample.finger);
    const QString limit = QString::number(floor);
    Concern concern{Concern::Kind::LowFinger,
                    sample.finger,
                    {name.english + u" below the limit"_s, name.urdu + u" کا معیار کم ہے"_s},
                    {u"%1 of %2, tries: %3"_s.arg(score, limit, tries),
                     u"%2 میں سے %1، کوششیں: %3"_s.arg(score, limit, tries)}};
    if (sample.manual) {
        const BilingualText why = reasonText(sample.manualReason);
        concern.detail.english += u", "_s + why.english;
        concern.detail.urdu += u"، "_s + why.urdu;
    }
    return concern;
}

Concern notSignedConcern(const NotSigned &answer)
{
    BilingualText why = reasonText(answer.reasonCode);
    if (!answer.note.isEmpty())
        why = {answer.note, answer.note};
    return {Concern::Kind::Signature, {}, {u"Not signed"_s, u"دستخط نہیں کیے"_s}, why};
}

} // namespace

QList<Concern> concernsOf(const Enrolment &enrolment, const FingerPolicy &policy)
{
    QList<Concern> concerns;
    const auto age = ageOf(enrolment, QDate::currentDate());
    if (const SampleInfo *portrait = enrolment.portrait(); portrait && portrait->manual)
        concerns << portraitConcern(*portrait);
    if (const auto rules = rulesConcern(enrolment.portrait(), age))
        concerns << *rules;
    if (const auto crop = cropConcern(enrolment.portrait()))
        concerns << *crop;
    for (const FingerPosition finger : allFingers) {
        const SampleInfo *sample = enrolment.finger(finger);
        // What was accepted by a person stays a matter for the in-charge, whatever the floor is now.
        if (sample && (sample->manual || isLow(policy, *sample, age)))
            concerns << lowFinger(*sample, policy.acceptFrom(finger, age));
    }
    for (const BiometricException &exception : enrolment.exceptions) {
        const BilingualText name = wordsFor(exception.finger);
        BilingualText why = wordsFor(exception.kind);
        if (!exception.note.isEmpty()) {
            why.english += u", "_s + exception.note;
            why.urdu += u"، "_s + exception.note;
        }
        concerns << Concern{Concern::Kind::Exception,
                            exception.finger,
                            {name.english + u" not taken"_s, name.urdu + u" کا نشان نہیں لیا گیا"_s},
                            why};
    }
    if (enrolment.notSigned)
        concerns << notSignedConcern(*enrolment.notSigned);
    else if (!enrolment.signature())
        concerns << Concern{Concern::Kind::Signature,
                            {},
                            {u"No signature"_s, u"دستخط نہیں"_s},
                            {u"It was passed over, without a reason"_s, u"بغیر وجہ بتائے چھوڑ دیے گئے"_s}};
    return concerns;
}

bool isAboutFinger(const Concern &concern)
{
    switch (concern.kind) {
    case Concern::Kind::LowFinger:
    case Concern::Kind::Exception:
    case Concern::Kind::LikeFingers:
    case Concern::Kind::SeenFinger:
        return true;
    case Concern::Kind::ManualPortrait:
    case Concern::Kind::Signature:
    case Concern::Kind::Likeness:
    case Concern::Kind::EarlierCard:
    case Concern::Kind::PortraitRules:
    case Concern::Kind::PortraitCrop:
    case Concern::Kind::AttackHint:
    case Concern::Kind::Iris:
    case Concern::Kind::Registry:
    case Concern::Kind::Match:
        break;
    }
    return false;
}

Concern likeFingers(FingerPosition one, FingerPosition other)
{
    const BilingualText first = wordsFor(one), second = wordsFor(other);
    return {Concern::Kind::LikeFingers,
            one,
            {u"Two fingers look alike"_s, u"دو انگلیاں ایک جیسی لگتی ہیں"_s},
            {first.english + u" and "_s + second.english.toLower(), first.urdu + u" اور "_s + second.urdu},
            other};
}

Concern seenFinger(FingerPosition finger, const KnownFinger &known, const QString &who)
{
    Concern concern{Concern::Kind::SeenFinger, finger, {}, {}, known.finger, known.sample, known.enrolment};
    if (known.isOwn()) {
        concern.title
            = {u"Looks like a finger of who works here"_s, u"یہاں کام کرنے والے کی انگلی لگتی ہے"_s};
        concern.detail = {who, who};
    } else {
        const QString day = isolated(known.at.toLocalTime().toString(u"dd/MM/yyyy"_s));
        concern.title = {u"A finger was seen here before"_s, u"یہ انگلی یہاں پہلے آ چکی ہے"_s};
        concern.detail
            = {u"Token "_s + known.token + u", "_s + day, u"ٹوکن "_s + isolated(known.token) + u"، "_s + day};
    }
    return concern;
}

} // namespace indraj
