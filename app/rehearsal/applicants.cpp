#include "app/rehearsal/applicants.h"

#include <cmath>
#include <numbers>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Name {
    const char16_t *english;
    const char16_t *urdu;
};

constexpr Name women[]{{u"Sadia Noreen", u"سعدیہ نورین"},
                       {u"Hina Parveen", u"حنا پروین"},
                       {u"Ayesha Bibi", u"عائشہ بی بی"},
                       {u"Gul Meena", u"گل مینا"},
                       {u"Zoya Khan", u"زویا خان"}};
constexpr Name fathers[]{
    {u"Muhammad Rafiq", u"محمد رفیق"}, {u"Allah Dino", u"اللہ ڈنو"}, {u"Ghulam Nabi", u"غلام نبی"}};

QString text(const char16_t *literal) { return QString::fromUtf16(literal); }

} // namespace

FieldValues rehearsalApplicant(int n)
{
    const Name &name = women[size_t(n) % std::size(women)];
    const Name &father = fathers[size_t(n) % std::size(fathers)];
    const QString number = QString::number(9040312345670LL + n);
    return {
        {u"name.en"_s, text(name.english)},
        {u"name.ur"_s, text(name.urdu)},
        {u"gender"_s, u"female"_s},
        {u"birth.date"_s, u"21/03/2004"_s},
        {u"birth.province"_s, u"punjab"_s},
        {u"birth.district"_s, u"lahore"_s},
        {u"marital"_s, u"single"_s},
        {u"religion"_s, u"islam"_s},
        {u"guardian.kind"_s, u"father"_s},
        {u"father.en"_s, text(father.english)},
        {u"father.ur"_s, text(father.urdu)},
        {u"mother.en"_s, u"Rukhsana Bibi"_s},
        {u"mother.ur"_s, u"رخسانہ بی بی"_s},
        {u"present.en"_s, u"House 12-B, Street 4, Mohalla Gulzar"_s},
        {u"present.ur"_s, u"مکان ۱۲، گلی ۴، محلہ گلزار"_s},
        {u"present.province"_s, u"punjab"_s},
        {u"present.district"_s, u"lahore"_s},
        {u"present.tehsil"_s, u"lahore.model-town"_s},
        {u"permanent.en"_s, u"House 7, Mohalla Qadir"_s},
        {u"permanent.ur"_s, u"مکان ۷، محلہ قادر"_s},
        {u"permanent.province"_s, u"sindh"_s},
        {u"permanent.district"_s, u"hyderabad"_s},
        {u"permanent.tehsil"_s, u"hyderabad.latifabad"_s},
        {u"mobile"_s, u"۰۳۰۰۰۰۰۰۱۲۳"_s},
        {u"mark"_s, u"Mole on the left cheek"_s},
        {u"disability"_s, u"none"_s},
        {u"introducer.cnic"_s, number},
        {u"introducer.relation"_s, u"father"_s},
    };
}

QList<QList<QPointF>> rehearsalSignature()
{
    QList<QPointF> loops, flourish;
    constexpr int steps = 160;
    for (int i = 0; i <= steps; ++i) {
        const double t = double(i) / steps;
        const double loop = 2 * std::numbers::pi * 6 * t;
        loops.append({0.28 + 0.4 * t + 0.035 * std::sin(loop), 0.42 - 0.14 * (1 - t) * std::cos(loop)});
        flourish.append({0.25 + 0.5 * t, 0.60 + 0.03 * std::sin(2 * std::numbers::pi * t)});
    }
    return {loops, flourish, {{0.62, 0.24}}};
}

} // namespace indraj
