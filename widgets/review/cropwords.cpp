#include "widgets/review/cropwords.h"

#include "enrollment/portraitsize.h"
#include "widgets/theme/textstyle.h"

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

void add(BilingualText &text, const QString &english, const QString &urdu)
{
    if (!text.english.isEmpty()) {
        text.english += u", "_s;
        text.urdu += u"، "_s;
    }
    text.english += english;
    text.urdu += urdu;
}

QString pixels(double count) { return isolated(QString::number(std::abs(qRound(count))) + u" px"_s); }

} // namespace

BilingualText cropWords(const CropAdjustment &crop)
{
    if (crop.isNone())
        return {u"The automatic crop"_s, u"خودکار تراش"_s};
    BilingualText text;
    if (crop.degrees != 0) { // the frame one way is the head in it the other
        const QString degrees = isolated(QString::number(std::abs(crop.degrees), 'f', 1) + u"°"_s);
        add(text, u"turned %1 %2"_s.arg(degrees, crop.degrees < 0 ? u"right"_s : u"left"_s),
            u"%1 %2 گھمائی"_s.arg(degrees, crop.degrees < 0 ? u"دائیں"_s : u"بائیں"_s));
    }
    if (crop.size != 1) {
        const QString head = isolated(QString::number(100 / crop.size, 'f', 1) + u" %"_s);
        add(text, u"head %1"_s.arg(head), u"سر %1"_s.arg(head));
    }
    if (crop.right != 0)
        add(text, u"frame %1 %2"_s.arg(pixels(crop.right), crop.right > 0 ? u"right"_s : u"left"_s),
            u"فریم %1 %2"_s.arg(pixels(crop.right), crop.right > 0 ? u"دائیں"_s : u"بائیں"_s));
    if (crop.down != 0)
        add(text, u"frame %1 %2"_s.arg(pixels(crop.down), crop.down > 0 ? u"down"_s : u"up"_s),
            u"فریم %1 %2"_s.arg(pixels(crop.down), crop.down > 0 ? u"نیچے"_s : u"اوپر"_s));
    text.english[0] = text.english[0].toUpper();
    return text;
}

namespace {

BilingualText sizeAlone(const SampleInfo &portrait)
{
    const QLatin1StringView name = portraitSizeName(portrait.width, portrait.height);
    const QString pixels = isolated(u"%1 × %2"_s.arg(portrait.width).arg(portrait.height));
    if (name == "full"_L1)
        return {u"Portrait %1, full size"_s.arg(pixels), u"پورٹریٹ %1، پورا سائز"_s.arg(pixels)};
    if (name == "reduced"_L1)
        return {u"Portrait %1, reduced size"_s.arg(pixels), u"پورٹریٹ %1، کم سائز"_s.arg(pixels)};
    if (name == "card"_L1)
        return {u"Portrait %1, the card's size"_s.arg(pixels), u"پورٹریٹ %1، کارڈ کا سائز"_s.arg(pixels)};
    return {u"Portrait %1, smaller than the card needs"_s.arg(pixels),
            u"پورٹریٹ %1، کارڈ کی ضرورت سے چھوٹا"_s.arg(pixels)};
}

} // namespace

BilingualText sizeWords(const SampleInfo &portrait)
{
    BilingualText words = sizeAlone(portrait);
    const CaptureAttempt *own = portrait.ownAttempt();
    if (own && own->crop) {
        const BilingualText crop = cropWords(*own->crop);
        words.english += u". By hand: "_s + crop.english;
        words.urdu += u"۔ ہاتھ سے: "_s + crop.urdu;
    }
    return words;
}

BilingualText handSizeWords(const HandSize &size)
{
    SampleInfo sized;
    sized.width = size.portrait.width();
    sized.height = size.portrait.height();
    BilingualText words = sizeWords(sized);
    if (size.eyeDistance <= 0) // nobody is in the picture
        return words;
    const QString eyes = pixels(size.eyeDistance);
    return {words.english + u"; %1 between the eyes"_s.arg(eyes),
            words.urdu + u"؛ آنکھوں کے بیچ %1"_s.arg(eyes)};
}

} // namespace indraj
