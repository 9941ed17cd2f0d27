#include "widgets/keyboard/urdulayout.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

const QList<QList<UrduKey>> &urduKeyRows()
{
    static const QList<QList<UrduKey>> rows{
        {{u'q', u'Q', u"ق"_s, u"\u0652"_s},
         {u'w', u'W', u"و"_s, u"ؤ"_s},
         {u'e', u'E', u"ع"_s, u"\u0670"_s},
         {u'r', u'R', u"ر"_s, u"ڑ"_s},
         {u't', u'T', u"ت"_s, u"ٹ"_s},
         {u'y', u'Y', u"ے"_s, u"\u064E"_s},
         {u'u', u'U', u"ء"_s, u"ئ"_s},
         {u'i', u'I', u"ی"_s, u"\u0650"_s},
         {u'o', u'O', u"ہ"_s, u"ۃ"_s},
         {u'p', u'P', u"پ"_s, u"\u064F"_s}},
        {{u'a', u'A', u"ا"_s, u"آ"_s},
         {u's', u'S', u"س"_s, u"ص"_s},
         {u'd', u'D', u"د"_s, u"ڈ"_s},
         {u'f', u'F', u"ف"_s, u"\u0651"_s},
         {u'g', u'G', u"گ"_s, u"غ"_s},
         {u'h', u'H', u"ح"_s, u"ھ"_s},
         {u'j', u'J', u"ج"_s, u"ض"_s},
         {u'k', u'K', u"ک"_s, u"خ"_s},
         {u'l', u'L', u"ل"_s, u"\u0654"_s},
         {u';', u':', u"؛"_s, u":"_s}},
        {{u'z', u'Z', u"ز"_s, u"ذ"_s},
         {u'x', u'X', u"ش"_s, u"ژ"_s},
         {u'c', u'C', u"چ"_s, u"ث"_s},
         {u'v', u'V', u"ط"_s, u"ظ"_s},
         {u'b', u'B', u"ب"_s, u"."_s},
         {u'n', u'N', u"ن"_s, u"ں"_s},
         {u'm', u'M', u"م"_s, u"\u0658"_s},
         {u',', u'<', u"،"_s, u"<"_s},
         {u'.', u'>', u"۔"_s, u">"_s}},
    };
    return rows;
}

QString urduFor(QChar typed, bool shift)
{
    const bool letter = typed.isLetter();
    const QChar wanted = letter ? typed.toLower() : typed;
    for (const QList<UrduKey> &row : urduKeyRows())
        for (const UrduKey &key : row) {
            if (letter && key.latin == wanted)
                return shift ? key.shifted : key.plain;
            if (!letter && (key.latin == wanted || key.latinShifted == wanted)) {
                const QString written = key.latin == wanted ? key.plain : key.shifted;
                return written == QString(wanted) ? QString() : written;
            }
        }
    return typed == u'?' ? u"؟"_s : QString();
}

} // namespace indraj
