#include "widgets/review/spokenwords.h"

#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QHash>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

BilingualText wordsFor(FaceGuidance guidance)
{
    switch (guidance) {
    case FaceGuidance::None:
        return {u"Very good, please stay still"_s, u"بہت اچھے، براہِ کرم ہلیں نہیں"_s};
    case FaceGuidance::NoFace:
        return {u"Please sit in front of the camera"_s, u"کیمرے کے سامنے تشریف رکھیں"_s};
    case FaceGuidance::OneAtATime:
        return {u"Only one person at a time, please"_s, u"براہِ کرم ایک وقت میں ایک ہی فرد آئے"_s};
    case FaceGuidance::ComeCloser:
        return {u"Come a little closer"_s, u"ذرا قریب آئیں"_s};
    case FaceGuidance::MoveBack:
        return {u"Move back a little"_s, u"ذرا پیچھے ہو جائیں"_s};
    case FaceGuidance::MoveLeft:
        return {u"Move a little to your left"_s, u"ذرا اپنی بائیں طرف ہو جائیں"_s};
    case FaceGuidance::MoveRight:
        return {u"Move a little to your right"_s, u"ذرا اپنی دائیں طرف ہو جائیں"_s};
    case FaceGuidance::MoveUp:
        return {u"Sit up a little"_s, u"ذرا اونچے ہو کر بیٹھیں"_s};
    case FaceGuidance::MoveDown:
        return {u"Sit a little lower"_s, u"ذرا نیچے ہو کر بیٹھیں"_s};
    case FaceGuidance::LookStraight:
        return {u"Look straight at the camera"_s, u"سیدھا کیمرے میں دیکھیں"_s};
    case FaceGuidance::TurnRight:
        return {u"Turn a little to your right"_s, u"چہرہ ذرا سا اپنی دائیں طرف کریں"_s};
    case FaceGuidance::TurnLeft:
        return {u"Turn a little to your left"_s, u"چہرہ ذرا سا اپنی بائیں طرف کریں"_s};
    case FaceGuidance::ChinDown:
        return {u"Lower your chin a little"_s, u"ٹھوڑی ذرا نیچے کریں"_s};
    case FaceGuidance::ChinUp:
        return {u"Raise your chin a little"_s, u"ٹھوڑی ذرا اوپر کریں"_s};
    case FaceGuidance::HeadUpright:
        return {u"Hold your head upright"_s, u"سر سیدھا رکھیں"_s};
    case FaceGuidance::TooDark:
        return {u"Please wait, more light is needed"_s, u"براہِ کرم انتظار کریں، روشنی کم ہے"_s};
    case FaceGuidance::TooBright:
        return {u"Please wait, there is too much light"_s, u"براہِ کرم انتظار کریں، روشنی زیادہ ہے"_s};
    case FaceGuidance::UnevenLight:
        return {u"Please wait, the light is uneven"_s, u"براہِ کرم انتظار کریں، روشنی یکساں نہیں"_s};
    case FaceGuidance::HoldStill:
        return {u"Please stay still"_s, u"براہِ کرم ہلیں نہیں"_s};
    case FaceGuidance::OpenEyes:
        return {u"Keep your eyes open"_s, u"آنکھیں کھلی رکھیں"_s};
    case FaceGuidance::CloseMouth:
        return {u"Close your mouth"_s, u"منہ بند رکھیں"_s};
    }
    return {};
}

BilingualText wordsFor(FaceCheck check)
{
    switch (check) {
    case FaceCheck::OneFace:
        return {u"One face"_s, u"ایک ہی چہرہ"_s};
    case FaceCheck::Distance:
        return {u"Distance"_s, u"فاصلہ"_s};
    case FaceCheck::Position:
        return {u"In the middle"_s, u"درمیان میں"_s};
    case FaceCheck::HeadStraight:
        return {u"Head straight"_s, u"سر سیدھا"_s};
    case FaceCheck::Light:
        return {u"Even light"_s, u"روشنی یکساں"_s};
    case FaceCheck::EyesOpen:
        return {u"Eyes open"_s, u"آنکھیں کھلی"_s};
    case FaceCheck::MouthClosed:
        return {u"Mouth closed"_s, u"منہ بند"_s};
    case FaceCheck::Sharp:
        return {u"Sharp"_s, u"تصویر صاف"_s};
    }
    return {};
}

BilingualText wordsFor(FingerPosition finger)
{
    static const QHash<FingerPosition, BilingualText> words{
        {FingerPosition::RightThumb, {u"Right thumb"_s, u"دائیں ہاتھ کا انگوٹھا"_s}},
        {FingerPosition::RightIndex, {u"Right index finger"_s, u"دائیں ہاتھ کی شہادت کی انگلی"_s}},
        {FingerPosition::RightMiddle, {u"Right middle finger"_s, u"دائیں ہاتھ کی درمیانی انگلی"_s}},
        {FingerPosition::RightRing, {u"Right ring finger"_s, u"دائیں ہاتھ کی انگوٹھی والی انگلی"_s}},
        {FingerPosition::RightLittle, {u"Right little finger"_s, u"دائیں ہاتھ کی چھوٹی انگلی"_s}},
        {FingerPosition::LeftThumb, {u"Left thumb"_s, u"بائیں ہاتھ کا انگوٹھا"_s}},
        {FingerPosition::LeftIndex, {u"Left index finger"_s, u"بائیں ہاتھ کی شہادت کی انگلی"_s}},
        {FingerPosition::LeftMiddle, {u"Left middle finger"_s, u"بائیں ہاتھ کی درمیانی انگلی"_s}},
        {FingerPosition::LeftRing, {u"Left ring finger"_s, u"بائیں ہاتھ کی انگوٹھی والی انگلی"_s}},
        {FingerPosition::LeftLittle, {u"Left little finger"_s, u"بائیں ہاتھ کی چھوٹی انگلی"_s}},
    };
    return words.value(finger);
}

BilingualText wordsFor(RetryReason reason)
{
    switch (reason) {
    case RetryReason::General:
        return {u"Place your finger again"_s, u"انگلی دوبارہ رکھیں"_s};
    case RetryReason::TooShort:
        return {u"Hold your finger a little longer"_s, u"انگلی ذرا دیر رکھے رہیں"_s};
    case RetryReason::CentreFinger:
        return {u"Place your finger in the middle"_s, u"انگلی درمیان میں رکھیں"_s};
    case RetryReason::RemoveFinger:
        return {u"Lift your finger"_s, u"انگلی اٹھا لیں"_s};
    case RetryReason::NotAFinger:
        return {u"Place your finger on the glass"_s, u"انگلی شیشے پر رکھیں"_s};
    case RetryReason::TooDry:
        return {u"Moisten your finger a little"_s, u"انگلی ذرا سی گیلی کر لیں"_s};
    case RetryReason::TooWet:
        return {u"Wipe your finger"_s, u"انگلی صاف کر لیں"_s};
    case RetryReason::PressHarder:
        return {u"Press a little harder"_s, u"ذرا زور سے دبائیں"_s};
    case RetryReason::PressLighter:
        return {u"Press a little lighter"_s, u"ذرا ہلکا دبائیں"_s};
    case RetryReason::SmallArea:
        return {u"Place more of your finger on the glass"_s, u"انگلی پوری طرح شیشے پر رکھیں"_s};
    case RetryReason::Smudged:
        return {u"Keep your finger still"_s, u"انگلی نہ ہلائیں"_s};
    }
    return {};
}

BilingualText shortWordsFor(RetryReason reason)
{
    switch (reason) {
    case RetryReason::General:
        return {u"Not clear"_s, u"صاف نہیں"_s};
    case RetryReason::TooShort:
        return {u"Too short"_s, u"بہت کم دیر"_s};
    case RetryReason::CentreFinger:
        return {u"Not in the middle"_s, u"درمیان میں نہیں"_s};
    case RetryReason::RemoveFinger:
        return {u"Finger left on the glass"_s, u"انگلی شیشے پر رہی"_s};
    case RetryReason::NotAFinger:
        return {u"No ridges seen"_s, u"لکیریں نظر نہیں آئیں"_s};
    case RetryReason::TooDry:
        return {u"Too dry"_s, u"بہت خشک"_s};
    case RetryReason::TooWet:
        return {u"Too wet"_s, u"بہت گیلی"_s};
    case RetryReason::PressHarder:
        return {u"Light touch"_s, u"ہلکا دباؤ"_s};
    case RetryReason::PressLighter:
        return {u"Pressed too hard"_s, u"زیادہ دباؤ"_s};
    case RetryReason::SmallArea:
        return {u"Only a part seen"_s, u"صرف کچھ حصہ آیا"_s};
    case RetryReason::Smudged:
        return {u"Smudged"_s, u"دھندلا نشان"_s};
    }
    return {};
}

BilingualText wordsFor(ScannerState state)
{
    switch (state) {
    case ScannerState::NoDevice:
        return {u"Scanner not connected. Please wait"_s, u"سکینر منسلک نہیں۔ براہِ کرم انتظار کریں"_s};
    case ScannerState::Idle:
        return {u"Please wait a moment"_s, u"براہِ کرم ذرا انتظار کریں"_s};
    case ScannerState::WaitingFinger:
        return {u"Place your finger on the glass"_s, u"انگلی شیشے پر رکھیں"_s};
    case ScannerState::FingerPresent:
        return {u"Keep your finger there"_s, u"انگلی وہیں رکھیں"_s};
    case ScannerState::Processing:
        return {u"Lift your finger"_s, u"انگلی اٹھا لیں"_s};
    case ScannerState::TooHot:
        return {u"The scanner is cooling down. Please wait"_s,
                u"سکینر ٹھنڈا ہو رہا ہے۔ براہِ کرم انتظار کریں"_s};
    case ScannerState::HelperLost:
        return {u"The scanner is starting again. Please wait"_s,
                u"سکینر دوبارہ چل رہا ہے۔ براہِ کرم انتظار کریں"_s};
    }
    return {};
}

BilingualText wordsFor(ExceptionKind kind)
{
    switch (kind) {
    case ExceptionKind::Missing:
        return {u"Missing"_s, u"موجود نہیں"_s};
    case ExceptionKind::Bandaged:
        return {u"Bandaged"_s, u"پٹی بندھی ہے"_s};
    case ExceptionKind::Damaged:
        return {u"Damaged or worn"_s, u"زخمی یا گھسی ہوئی"_s};
    }
    return {};
}

BilingualText signatureWordsFor(const Enrolment &enrolment)
{
    if (enrolment.signature())
        return {u"Signature"_s, u"دستخط"_s};
    if (!enrolment.notSigned)
        return {u"No signature"_s, u"دستخط نہیں"_s};
    BilingualText why = reasonText(enrolment.notSigned->reasonCode);
    if (const QString &note = enrolment.notSigned->note; !note.isEmpty())
        why = {note, note};
    return {u"Not signed: "_s + why.english, u"دستخط نہیں کیے: "_s + why.urdu};
}

BilingualText wordsFor(EnrolmentState state)
{
    switch (state) {
    case EnrolmentState::Draft:
        return {u"Draft"_s, u"نامکمل"_s};
    case EnrolmentState::Reviewed:
        return {u"Checked by the citizen"_s, u"شہری نے دیکھ لیا"_s};
    case EnrolmentState::SignedOff:
        return {u"Signed off"_s, u"آپریٹر نے تصدیق کی"_s};
    case EnrolmentState::AwaitingApproval:
        return {u"Waits for approval"_s, u"منظوری کا انتظار"_s};
    case EnrolmentState::Returned:
        return {u"Returned"_s, u"واپس بھیجا گیا"_s};
    case EnrolmentState::Rejected:
        return {u"Rejected"_s, u"مسترد"_s};
    case EnrolmentState::Approved:
        return {u"Being sealed"_s, u"مہر بند ہو رہا ہے"_s};
    case EnrolmentState::Sealed:
        return {u"Next in line"_s, u"بھیجنے کی قطار میں"_s};
    case EnrolmentState::Sending:
        return {u"Sending"_s, u"بھیجا جا رہا ہے"_s};
    case EnrolmentState::Received:
        return {u"Received by central"_s, u"مرکز کو مل گیا"_s};
    case EnrolmentState::Erased:
        return {u"Received, erased here"_s, u"مل گیا، یہاں سے مٹا دیا گیا"_s};
    }
    return {};
}

namespace {

BilingualText happenedWith(const UploadRecord &record)
{
    switch (record.lastFault) {
    case UploadFault::None:
        return {u"It waits for its turn to be sent."_s, u"یہ بھیجے جانے کی باری کے انتظار میں ہے۔"_s};
    case UploadFault::NoConnection:
        return {u"Central cannot be reached."_s, u"مرکز سے رابطہ نہیں ہو رہا۔"_s};
    case UploadFault::Timeout:
        return {u"Central did not answer in time."_s, u"مرکز نے وقت پر جواب نہیں دیا۔"_s};
    case UploadFault::TlsRefused:
        return {u"Central and this station do not trust each other’s certificate."_s,
                u"مرکز اور یہ اسٹیشن ایک دوسرے کا سرٹیفکیٹ نہیں مان رہے۔"_s};
    case UploadFault::Busy:
        return {u"Central was busy and asked us to come back."_s,
                u"مرکز مصروف تھا اور بعد میں آنے کو کہا۔"_s};
    case UploadFault::Conflict:
        return {u"Central already holds something else under this number."_s,
                u"مرکز کے پاس اس نمبر پر کچھ اور موجود ہے۔"_s};
    case UploadFault::RefusedByCentral:
        return {u"Central refused it; sending it again will not help."_s,
                u"مرکز نے اسے قبول نہیں کیا؛ دوبارہ بھیجنے سے فائدہ نہیں۔"_s};
    case UploadFault::ReceiptInvalid:
        return {u"Central’s receipt could not be verified, so nothing was erased."_s,
                u"مرکز کی رسید کی تصدیق نہیں ہو سکی، اس لیے کچھ نہیں مٹایا گیا۔"_s};
    case UploadFault::ReceiptOtherHead:
        return {
            u"Central’s receipt does not name the audit entry that was sent with it, so nothing was erased."_s,
            u"مرکز کی رسید میں آڈٹ کا وہ اندراج درج نہیں جو ساتھ بھیجا گیا تھا، اس لیے کچھ نہیں مٹایا گیا۔"_s};
    case UploadFault::SealFailed:
        return {u"It could not be sealed for central."_s, u"اسے مرکز کے لیے مہر بند نہیں کیا جا سکا۔"_s};
    case UploadFault::LocalDamage:
        return {u"The stored copy does not match its own seal."_s, u"محفوظ نقل اپنی مہر سے نہیں ملتی۔"_s};
    case UploadFault::NotCentral:
        return {u"Something else answered in central’s place, perhaps the sign-in page of this network."_s,
                u"مرکز کی جگہ کسی اور نے جواب دیا، شاید اس نیٹ ورک کا لاگ اِن صفحہ ہے۔"_s};
    }
    return {};
}

BilingualText toDoAbout(UploadFault fault)
{
    switch (fault) {
    case UploadFault::TlsRefused:
        return {u"check date and time, then call the help desk"_s,
                u"تاریخ اور وقت دیکھیں، پھر ہیلپ ڈیسک کو فون کریں"_s};
    case UploadFault::NotCentral:
        return {u"sign in to this network or use another line"_s,
                u"اس نیٹ ورک میں لاگ اِن کریں یا دوسری لائن استعمال کریں"_s};
    case UploadFault::Conflict:
    case UploadFault::RefusedByCentral:
    case UploadFault::ReceiptOtherHead:
        return {u"tell the in-charge, who asks central"_s, u"انچارج کو بتائیں، وہ مرکز سے پوچھیں گے"_s};
    case UploadFault::ReceiptInvalid:
    case UploadFault::SealFailed:
    case UploadFault::LocalDamage:
        return {u"call the help desk, keep this station on"_s,
                u"ہیلپ ڈیسک کو فون کریں، اسٹیشن چلتا رہنے دیں"_s};
    case UploadFault::None:
    case UploadFault::NoConnection:
    case UploadFault::Timeout:
    case UploadFault::Busy:
        return {};
    }
    return {};
}

/// The second sentence: what the station does by itself.
BilingualText goesOn(const UploadRecord &record, const QDateTime &now)
{
    const int percent = record.size > 0 ? static_cast<int>(record.committed * 100 / record.size) : 0;
    QString english = u" We send it by ourselves"_s;
    QString urdu = u" ہم اسے خود بھیجیں گے"_s;
    if (record.notBefore.isValid() && record.notBefore > now) {
        const QString time = isolated(record.notBefore.toLocalTime().toString(u"HH:mm"_s));
        english = u" We try again by ourselves at "_s + time;
        urdu = u" ہم "_s + time + u" پر خود دوبارہ کوشش کریں گے"_s;
    }
    if (percent > 0) {
        const QString share = isolated(QString::number(percent) + u" %"_s);
        english += u" and go on from "_s + share;
        urdu += u" اور "_s + share + u" سے آگے بڑھیں گے"_s;
    }
    return {english + u'.', urdu + u'۔'};
}

} // namespace

WhyHere whyStillHere(const UploadRecord &record, const QDateTime &now)
{
    if (record.state == EnrolmentState::Erased || record.state == EnrolmentState::Received)
        return {{u"Central has it and signed for it. Only this line is left here."_s,
                 u"یہ مرکز کو مل گیا اور اس نے رسید دے دی۔ یہاں صرف یہ سطر باقی ہے۔"_s},
                {},
                false};
    if (record.state == EnrolmentState::Approved && record.lastFault == UploadFault::None)
        return {{u"It is approved and is being sealed. Then it is sent by itself."_s,
                 u"یہ منظور ہو چکا ہے اور مہر بند ہو رہا ہے۔ پھر خود بھیج دیا جائے گا۔"_s},
                {},
                false};
    WhyHere why;
    why.happened = happenedWith(record);
    why.toDo = toDoAbout(record.lastFault);
    why.needsPerson = !why.toDo.english.isEmpty();
    if (why.needsPerson) {
        why.happened.english += u" It is safe here until then."_s;
        why.happened.urdu += u" تب تک یہ یہاں محفوظ ہے۔"_s;
    } else {
        const BilingualText next = goesOn(record, now);
        why.happened.english += next.english;
        why.happened.urdu += next.urdu;
    }
    return why;
}

} // namespace indraj
