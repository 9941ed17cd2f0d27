#include "widgets/shell/likenesscaveat.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

BilingualText likenessCaveat()
{
    return {
        u"The comparison is a hint and never decides. It knows faces of East Asian appearance badly: more "
        u"than "
        u"half of the pairs of different people came out alike at the outer limit, against two in a thousand "
        u"of others. It does not work well on children, and how well it works on the people of this country "
        u"is not known. Poor pictures make false alarms. \"Agrees\" clears nobody, \"differs\" accuses "
        u"nobody: "
        u"always look yourself."_s,
        u"یہ موازنہ صرف اشارہ ہے، فیصلہ کبھی نہیں۔ مشرقی ایشیائی خدوخال کے چہروں میں یہ کمزور ہے: آخری حد پر "
        u"مختلف لوگوں کے آدھے سے زیادہ جوڑے ایک جیسے نکلے، جبکہ دوسروں میں ہزار میں دو۔ بچوں پر یہ اچھا کام "
        u"نہیں کرتا، اور اس ملک کے لوگوں پر کتنا درست ہے، معلوم نہیں۔ خراب تصویر غلط خبردار کرتی ہے۔ ”ایک "
        u"جیسا“ "
        u"کسی کو بری نہیں کرتا اور ”مختلف“ کسی پر الزام نہیں: ہمیشہ خود دیکھیں۔"_s};
}

} // namespace indraj
