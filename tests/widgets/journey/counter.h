#pragma once

#include "capture/signature/signaturesample.h"
#include "fakes.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"
#include "widgets/theme/tokens.h"

#include <QApplication>
#include <QTest>
#include <QTranslator>

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// A desk with an enrolment in memory.
struct Counter {
    StoreInMemory store;
    FormSpec form = parseFormSpec(resource(u"forms/first-card.json"_s)).value();
    Forms forms{QList{form, parseFormSpec(resource(u"forms/renewal.json"_s)).value()}};
    Places places = parsePlaces(resource(u"forms/places.json"_s)).value();
    EnrolmentDesk desk{store, forms, places};
    explicit Counter(const QString &service = {})
    {
        desk.setActor({u"op-1"_s, Role::Operator, u"Nadia Jamil"_s, u"نادیہ جمیل"_s});
        desk.startNew(service);
    }
    bool ready()
    {
        return QTest::qWaitFor([this] { return desk.hasEnrolment(); });
    }
    /// A whole enrolment, signed off by op-1, left ring low and left little bandaged.
    void fill()
    {
        Enrolment &one = store.content[desk.enrolment().id];
        one.fields = {{u"name.en"_s, u"Sadia Noreen"_s},
                      {u"name.ur"_s, u"سعدیہ نورین"_s},
                      {u"gender"_s, u"female"_s},
                      {u"birth.date"_s, u"1990-03-21"_s},
                      {u"birth.province"_s, places.provinces.first().code},
                      {u"marital"_s, u"single"_s},
                      {u"father.en"_s, u"Muhammad Rafiq"_s},
                      {u"father.ur"_s, u"محمد رفیق"_s},
                      {u"mobile"_s, u"0300-0000123"_s}};
        Sample portrait;
        portrait.info.id = SampleId::create();
        portrait.info.quality = {84, u"indraj-face-1"_s};
        portrait.bytes = pngOf(drawnFace({350, 450}));
        store.saveSample(one.id, portrait, desk.actor());
        for (const FingerPosition finger : allFingers) {
            if (finger == FingerPosition::LeftLittle)
                continue;
            Sample sample;
            sample.info.id = SampleId::create();
            sample.info.kind = SampleKind::Finger;
            sample.info.finger = finger;
            sample.info.quality
                = {finger == FingerPosition::LeftRing ? 31 : 60 + static_cast<int>(finger), u"q"_s};
            sample.info.attempts = {{}, {}, {}};
            sample.bytes = pngOf(drawnFinger());
            store.saveSample(one.id, sample, desk.actor());
        }
        PenStroke wave;
        for (int i = 0; i < 60; ++i)
            wave << PenPoint{3000 + 80 * i, 2000 + int(700 * std::sin(i / 4.0)), 10 * i, 0};
        const auto signature = signatureSample(Signature{{12000, 4000}, false, {wave}}, PenKind::Mouse, {},
                                               QDateTime::currentDateTimeUtc());
        QVERIFY(signature);
        store.saveSample(one.id, signature->sample, desk.actor());
        one.exceptions << BiometricException{
            FingerPosition::LeftLittle, ExceptionKind::Bandaged, {}, u"op-1"_s, {}};
        desk.open(one.id);
        // Pictures are decoded in a pool: a desk that goes before they arrive is not what is tested here.
        QVERIFY(QTest::qWaitFor([this] {
            return !desk.portrait().isNull() && !desk.finger(FingerPosition::LeftRing).isNull()
                && !desk.finger(FingerPosition::RightThumb).isNull() && !desk.signature().isNull();
        }));
    }
};

/// Keeps a picture of the page where INDRAJ_SHOTS asks for it.
inline void shoot(QWidget &page, const QString &name)
{
    const QString folder = qEnvironmentVariable("INDRAJ_SHOTS");
    if (folder.isEmpty())
        return;
    const QString tail = qEnvironmentVariable("INDRAJ_SHOT_TAIL");
    QVERIFY(page.grab().save(folder + u'/' + name + tail + u".png"_s));
}

inline std::optional<ActionSpec> action(const PageChrome &chrome, const QString &id)
{
    for (const ActionSpec &one : chrome.end)
        if (one.id == id)
            return one;
    return {};
}

/// Theme, and Urdu where INDRAJ_LANGUAGE asks for it.
inline void dressForJourney()
{
    const QString theme = qEnvironmentVariable("INDRAJ_THEME");
    applyTheme(*qApp, theme == u"dark"_s ? ThemeName::Dark : ThemeName::Light);
    if (qEnvironmentVariable("INDRAJ_LANGUAGE") == u"ur"_s) {
        auto *words = new QTranslator(qApp);
        QVERIFY(words->load(u":/i18n/journey_ur.qm"_s));
        qApp->installTranslator(words);
        qApp->setLayoutDirection(Qt::RightToLeft);
        applyTheme(*qApp, theme == u"dark"_s ? ThemeName::Dark : ThemeName::Light);
    }
}

} // namespace indraj
