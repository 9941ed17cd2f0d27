#include "widgets/iris/iriswords.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

BilingualText wordsFor(EyePosition eye)
{
    return eye == EyePosition::Right ? BilingualText{u"Right eye"_s, u"دائیں آنکھ"_s}
                                     : BilingualText{u"Left eye"_s, u"بائیں آنکھ"_s};
}

BilingualText wordsFor(IrisAdvice advice)
{
    switch (advice) {
    case IrisAdvice::NotAnEye:
        return {u"Look into the camera"_s, u"کیمرے میں دیکھیں"_s};
    case IrisAdvice::ComeCloser:
        return {u"Come a little closer"_s, u"ذرا قریب آئیں"_s};
    case IrisAdvice::MoveBack:
        return {u"Move back a little"_s, u"ذرا پیچھے ہوں"_s};
    case IrisAdvice::MoveToMiddle:
        return {u"Move your eyes to the middle of the camera"_s, u"آنکھیں کیمرے کے بیچ میں لائیں"_s};
    case IrisAdvice::HoldStill:
        return {u"Hold still for a moment"_s, u"ذرا دیر ساکن رہیں"_s};
    case IrisAdvice::OpenWider:
        return {u"Open your eyes wider"_s, u"آنکھیں پوری کھولیں"_s};
    case IrisAdvice::TooDark:
        return {u"Too dark. Turn towards the camera"_s, u"اندھیرا ہے۔ چہرہ کیمرے کی طرف کریں"_s};
    case IrisAdvice::TooBright:
        return {u"Too bright. Turn away from the lamp"_s, u"روشنی زیادہ ہے۔ لیمپ سے ہٹ جائیں"_s};
    case IrisAdvice::LowContrast:
        return {u"Please take off glasses or lenses"_s, u"عینک یا لینز اتار دیں"_s};
    case IrisAdvice::PupilTooWide:
        return {u"The room is too dark. Switch on a light"_s, u"کمرے میں اندھیرا ہے۔ بتی جلا دیں"_s};
    case IrisAdvice::PupilTooNarrow:
        return {u"A light shines into the eye. Turn it away"_s, u"آنکھ میں روشنی پڑ رہی ہے۔ اسے ہٹا دیں"_s};
    case IrisAdvice::LookStraight:
        return {u"Look straight into the camera"_s, u"سیدھا کیمرے میں دیکھیں"_s};
    }
    return {};
}

BilingualText wordsFor(IrisFault fault)
{
    switch (fault) {
    case IrisFault::NothingSeen:
        return {u"No eye was seen. Look into the camera"_s, u"آنکھ نظر نہیں آئی۔ کیمرے میں دیکھیں"_s};
    case IrisFault::EyesMissing:
        return {u"One eye was not seen. Open both eyes"_s, u"ایک آنکھ نظر نہیں آئی۔ دونوں آنکھیں کھولیں"_s};
    case IrisFault::EyesUnexpected:
        return {u"The other eye was seen. Show only the eye that is asked for"_s,
                u"دوسری آنکھ نظر آئی۔ صرف وہی آنکھ دکھائیں جو مانگی گئی ہے"_s};
    case IrisFault::SameEyeTwice:
        return {u"The same eye came twice. Look in with both eyes"_s,
                u"ایک ہی آنکھ دو بار آئی۔ دونوں آنکھوں سے دیکھیں"_s};
    case IrisFault::Misplaced:
        return {u"Hold your head straight before the camera"_s, u"سر کیمرے کے سامنے سیدھا رکھیں"_s};
    case IrisFault::NotReadable:
        return {u"That was not readable. Look in once more"_s, u"تصویر صاف نہیں آئی۔ ایک بار پھر دیکھیں"_s};
    }
    return {};
}

BilingualText wordsFor(SideUnknown why)
{
    switch (why) {
    case SideUnknown::NoIris:
        return {u"no iris was found"_s, u"پتلی نہیں ملی"_s};
    case SideUnknown::CornerNotInPicture:
        return {u"a corner of the eye is outside the picture"_s, u"آنکھ کا کونا تصویر سے باہر ہے"_s};
    case SideUnknown::NoTearDuct:
        return {u"no tear duct is seen"_s, u"آنسو کی نالی نظر نہیں آئی"_s};
    case SideUnknown::BothAlike:
        return {u"both corners of the eye look alike"_s, u"آنکھ کے دونوں کونے ایک جیسے ہیں"_s};
    case SideUnknown::CluesDisagree:
        return {u"corner and pupil do not agree"_s, u"کونے اور پتلی کے مرکز میں مطابقت نہیں"_s};
    }
    return {};
}

BilingualText otherEyeWords(EyePosition eye)
{
    return eye == EyePosition::Right
        ? BilingualText{u"It looks like the left eye"_s, u"یہ بائیں آنکھ لگتی ہے"_s}
        : BilingualText{u"It looks like the right eye"_s, u"یہ دائیں آنکھ لگتی ہے"_s};
}

BilingualText irisCameraWords(ScannerState state)
{
    switch (state) {
    case ScannerState::NoDevice:
        return {u"Camera not connected. Please wait"_s, u"کیمرہ منسلک نہیں۔ براہِ کرم انتظار کریں"_s};
    case ScannerState::Idle:
        return {u"Please wait a moment"_s, u"براہِ کرم ذرا انتظار کریں"_s};
    case ScannerState::WaitingFinger:
        return {u"Look into the camera, eyes wide open"_s, u"آنکھیں پوری کھول کر کیمرے میں دیکھیں"_s};
    case ScannerState::FingerPresent:
        return {u"Hold still, do not blink"_s, u"ساکن رہیں، پلک نہ جھپکیں"_s};
    case ScannerState::Processing:
        return {u"Thank you. You may blink"_s, u"شکریہ۔ اب پلک جھپک سکتے ہیں"_s};
    case ScannerState::TooHot:
        return {u"The camera is cooling down. Please wait"_s,
                u"کیمرہ ٹھنڈا ہو رہا ہے۔ براہِ کرم انتظار کریں"_s};
    case ScannerState::HelperLost:
        return {u"The camera is starting again. Please wait"_s,
                u"کیمرہ دوبارہ چل رہا ہے۔ براہِ کرم انتظار کریں"_s};
    }
    return {};
}

BilingualText eyeExceptionWords(ExceptionKind kind)
{
    switch (kind) {
    case ExceptionKind::Missing:
        return {u"Missing or artificial"_s, u"موجود نہیں یا مصنوعی"_s};
    case ExceptionKind::Bandaged:
        return {u"Bandaged"_s, u"پٹی بندھی ہے"_s};
    case ExceptionKind::Damaged:
        return {u"Cannot be captured"_s, u"تصویر نہیں لی جا سکتی"_s};
    }
    return {};
}

} // namespace indraj
