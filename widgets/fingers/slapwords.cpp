#include "widgets/fingers/slapwords.h"

#include "widgets/review/spokenwords.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

BilingualText handOf(SlapPlacement placement)
{
    switch (placement) {
    case SlapPlacement::RightFour:
    case SlapPlacement::RightThumb:
        return {u"the right hand"_s, u"دایاں ہاتھ"_s};
    case SlapPlacement::LeftFour:
    case SlapPlacement::LeftThumb:
        return {u"the left hand"_s, u"بایاں ہاتھ"_s};
    case SlapPlacement::BothThumbs:
        return {u"both thumbs"_s, u"دونوں انگوٹھے"_s};
    }
    return {};
}

} // namespace

BilingualText wordsFor(SlapPlacement placement)
{
    switch (placement) {
    case SlapPlacement::RightFour:
        return {u"Right hand, four fingers"_s, u"دائیں ہاتھ کی چار انگلیاں"_s};
    case SlapPlacement::LeftFour:
        return {u"Left hand, four fingers"_s, u"بائیں ہاتھ کی چار انگلیاں"_s};
    case SlapPlacement::BothThumbs:
        return {u"Both thumbs"_s, u"دونوں انگوٹھے"_s};
    case SlapPlacement::RightThumb:
        return wordsFor(FingerPosition::RightThumb);
    case SlapPlacement::LeftThumb:
        return wordsFor(FingerPosition::LeftThumb);
    }
    return {};
}

BilingualText placeWordsFor(SlapPlacement placement, const QList<FingerPosition> &expected)
{
    if (expected.size() == 1) {
        const BilingualText finger = wordsFor(expected.first());
        return {u"Place only: "_s + finger.english, u"صرف یہ رکھیں: "_s + finger.urdu};
    }
    if (placement == SlapPlacement::BothThumbs)
        return {u"Place both thumbs side by side"_s, u"دونوں انگوٹھے ساتھ ساتھ رکھیں"_s};
    const bool right = placement == SlapPlacement::RightFour;
    if (expected.size() == fingersOf(placement).size())
        return right ? BilingualText{u"Place the four fingers of your right hand"_s,
                                     u"دائیں ہاتھ کی چاروں انگلیاں رکھیں"_s}
                     : BilingualText{u"Place the four fingers of your left hand"_s,
                                     u"بائیں ہاتھ کی چاروں انگلیاں رکھیں"_s};
    const bool three = expected.size() == 3;
    return {
        u"Place your %1 hand: %2 fingers"_s.arg(right ? u"right"_s : u"left"_s,
                                                three ? u"three"_s : u"two"_s),
        u"%1 ہاتھ کی %2 انگلیاں رکھیں"_s.arg(right ? u"دائیں"_s : u"بائیں"_s, three ? u"تین"_s : u"دو"_s)};
}

BilingualText wordsFor(SlapFault fault, SlapPlacement placement)
{
    switch (fault) {
    case SlapFault::NothingSeen:
        return {u"Place your fingers on the glass"_s, u"انگلیاں شیشے پر رکھیں"_s};
    case SlapFault::FingersMissing:
        return {u"Lay all fingers flat on the glass"_s, u"سب انگلیاں شیشے پر سیدھی رکھیں"_s};
    case SlapFault::FingersUnexpected:
        return {u"Too many fingers on the glass"_s, u"شیشے پر زیادہ انگلیاں ہیں"_s};
    case SlapFault::SameFingerTwice:
        return {u"Lift the hand and place it again"_s, u"ہاتھ اٹھا کر دوبارہ رکھیں"_s};
    case SlapFault::Misplaced:
        return {u"Hold the hand straight"_s, u"ہاتھ سیدھا رکھیں"_s};
    case SlapFault::OtherHand: {
        const BilingualText hand = handOf(placement);
        return {u"Please place "_s + hand.english, u"براہِ کرم %1 رکھیں"_s.arg(hand.urdu)};
    }
    case SlapFault::NotReadable:
        return {u"Lift the hand and place it again"_s, u"ہاتھ اٹھا کر دوبارہ رکھیں"_s};
    }
    return {};
}

BilingualText shortWordsFor(SlapFault fault)
{
    switch (fault) {
    case SlapFault::NothingSeen:
        return {u"Nothing seen"_s, u"کچھ نظر نہیں آیا"_s};
    case SlapFault::FingersMissing:
        return {u"Fingers missing"_s, u"کچھ انگلیاں نہیں آئیں"_s};
    case SlapFault::FingersUnexpected:
        return {u"Too many fingers"_s, u"زیادہ انگلیاں"_s};
    case SlapFault::SameFingerTwice:
        return {u"Same finger twice"_s, u"ایک انگلی دو بار"_s};
    case SlapFault::Misplaced:
        return {u"Not straight"_s, u"سیدھا نہیں"_s};
    case SlapFault::OtherHand:
        return {u"Other hand"_s, u"دوسرا ہاتھ"_s};
    case SlapFault::NotReadable:
        return {u"Not clear"_s, u"صاف نہیں"_s};
    }
    return {};
}

} // namespace indraj
