#include "enrollment/places.h"
#include "enrollment/validation.h"

#include "formsamples.h"

#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWholeCountry()
    {
        const auto places = parsePlaces(testing::readForm(u"places.json"_s));
        QVERIFY2(places.has_value(),
                 places ? "" : qPrintable(places.error().where + u": "_s + places.error().detail));
        QCOMPARE(places->provinces.size(), 7);
        qsizetype districts = 0;
        qsizetype tehsils = 0;
        for (const Province &province : places->provinces) {
            districts += province.districts.size();
            for (const District &district : province.districts)
                tehsils += district.tehsils.size();
        }
        QVERIFY(districts >= 150);
        QVERIFY(tehsils >= 450);
        QCOMPARE(places->province(u"sindh")->name.urdu, u"سندھ"_s);
        QCOMPARE(places->district(u"punjab", u"lahore")->name.urdu, u"لاہور"_s);
        QVERIFY(!places->district(u"sindh", u"lahore"));
        QVERIFY(!places->province(u"bengal"));
    }

    void namesAreInStoredForm()
    {
        const auto places = parsePlaces(testing::readForm(u"places.json"_s));
        QVERIFY(places.has_value());
        const auto clean = [](const BilingualText &name) {
            return normaliseUrdu(name.urdu) == toAsciiDigits(name.urdu)
                && name.urdu == name.urdu.simplified();
        };
        for (const Province &province : places->provinces) {
            QVERIFY2(clean(province.name), qPrintable(province.code));
            for (const District &district : province.districts) {
                QVERIFY2(clean(district.name), qPrintable(district.code));
                for (const Tehsil &tehsil : district.tehsils)
                    QVERIFY2(clean(tehsil.name), qPrintable(tehsil.code));
            }
        }
    }

    void malformed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const char *json, FormFault fault, const QString &where) {
            QTest::newRow(name) << QByteArray(json) << static_cast<int>(fault) << where;
        };
        row("nothing", "{}", FormFault::MissingKey, u"provinces"_s);
        row("unknown key", R"({"provinces":[],"x":1})", FormFault::BadValue, u"x"_s);
        row("no districts", R"({"provinces":[{"code":"a","name":{"en":"A","ur":"ا"}}]})",
            FormFault::MissingKey, u"provinces[0].districts"_s);
        row("no name",
            R"({"provinces":[{"code":"a","name":{"en":"A","ur":"ا"},"districts":[{"code":"d","tehsils":[]}]}]})",
            FormFault::MissingKey, u"provinces[0].districts[0].name"_s);
        row("no tehsils",
            R"({"provinces":[{"code":"a","name":{"en":"A","ur":"ا"},"districts":[{"code":"d","name":{"en":"D","ur":"د"},"tehsils":[]}]}]})",
            FormFault::BadValue, u"provinces[0].districts[0].tehsils"_s);
        row("district twice",
            R"({"provinces":[{"code":"a","name":{"en":"A","ur":"ا"},"districts":[
                {"code":"d","name":{"en":"D","ur":"د"},"tehsils":[{"code":"t","name":{"en":"T","ur":"ت"}}]},
                {"code":"d","name":{"en":"D","ur":"د"},"tehsils":[{"code":"u","name":{"en":"T","ur":"ت"}}]}]}]})",
            FormFault::DuplicateKey, u"provinces[0].districts[1].code"_s);
    }

    void malformed()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, fault);
        QFETCH(QString, where);
        const auto places = parsePlaces(json);
        QVERIFY(!places.has_value());
        QCOMPARE(static_cast<int>(places.error().fault), fault);
        QCOMPARE(places.error().where, where);
    }
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
