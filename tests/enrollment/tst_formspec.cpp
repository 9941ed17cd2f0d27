#include "enrollment/forms.h"

#include "formsamples.h"
#include "tests/support/places.h"

#include <QDir>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray changed(const char *from, const char *to)
{
    QByteArray json = testing::smallForm();
    const qsizetype at = json.indexOf(from);
    return at < 0 ? QByteArray() : json.replace(at, qstrlen(from), to);
}

} // namespace

class TestFormSpec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallFormIsRead()
    {
        const auto form = parseFormSpec(testing::smallForm());
        QVERIFY(form.has_value());
        QCOMPARE(form->id, u"small"_s);
        QCOMPARE(form->version, 3);
        QCOMPARE(form->title.urdu, u"چھوٹا"_s);
        QCOMPARE(form->sections.size(), 2);
        QCOMPARE(form->allFields().size(), 9);
        QCOMPARE(form->field(u"name.en")->pairedWith, u"name.ur"_s);
        QCOMPARE(form->field(u"name.en")->maxLength, 60);
        QCOMPARE(form->field(u"name.ur")->maxLength, 40);
        QCOMPARE(form->field(u"marital")->options.at(1).code, u"married"_s);
        QCOMPARE(form->field(u"spouse")->required, false);
        QCOMPARE(form->field(u"born")->minimumAge, 18);
        QCOMPARE(form->field(u"tehsil")->dependsOn, u"district"_s);
        QCOMPARE(form->field(u"other.province")->sameAs, u"province"_s);
        QCOMPARE(form->field(u"other.province")->hint.english, u"As above"_s);
        QVERIFY(!form->field(u"nobody"));
    }

    void everyFormOfTheFolderIsGood()
    {
        const QStringList names
            = QDir(indraj::test::sourcePath("/resources/forms")).entryList({u"*.json"_s}, QDir::Files);
        QVERIFY(names.contains(u"first-card.json"_s));
        for (const QString &name : names) {
            if (name == u"places.json"_s) // its own format: tst_places
                continue;
            const auto form = parseFormSpec(testing::readForm(name));
            QVERIFY2(form.has_value(), qPrintable(name));
            QCOMPARE(form->id + u".json"_s, name);
        }
    }

    void firstCardIsWhatTheCounterNeeds()
    {
        const auto form = parseFormSpec(testing::readForm(u"first-card.json"_s));
        QVERIFY2(form.has_value(),
                 form ? "" : qPrintable(form.error().where + u": "_s + form.error().detail));
        QCOMPARE(form->id, u"first-card"_s);
        QVERIFY(form->allFields().size() >= 25 && form->allFields().size() <= 30);
        const QStringList needed{u"name.en"_s,
                                 u"name.ur"_s,
                                 u"father.en"_s,
                                 u"father.ur"_s,
                                 u"mother.en"_s,
                                 u"mother.ur"_s,
                                 u"birth.date"_s,
                                 u"birth.district"_s,
                                 u"birth.province"_s,
                                 u"gender"_s,
                                 u"marital"_s,
                                 u"religion"_s,
                                 u"present.en"_s,
                                 u"present.ur"_s,
                                 u"present.tehsil"_s,
                                 u"permanent.en"_s,
                                 u"permanent.tehsil"_s,
                                 u"mobile"_s,
                                 u"mark"_s,
                                 u"disability"_s,
                                 u"introducer.cnic"_s,
                                 u"introducer.relation"_s};
        for (const QString &key : needed)
            QVERIFY2(form->field(key), qPrintable(key));
        QCOMPARE(form->field(u"birth.date")->minimumAge, 18);
        QCOMPARE(form->field(u"gender")->options.size(), 3);
        QCOMPARE(form->field(u"permanent.ur")->sameAs, u"present.ur"_s);
    }

    void renewalNamesTheCardThatIsRenewed()
    {
        const auto form = parseFormSpec(testing::readForm(u"renewal.json"_s));
        QVERIFY2(form.has_value(),
                 form ? "" : qPrintable(form.error().where + u": "_s + form.error().detail));
        QCOMPARE(form->renews, u"applicant.cnic"_s);
        const FieldSpec *number = form->field(form->renews);
        QVERIFY(number && number->type == FieldType::Cnic && number->required);
        const FieldSpec *reason = form->field(u"renewal.reason");
        QVERIFY(reason && reason->required);
        QStringList codes;
        for (const ChoiceOption &option : reason->options)
            codes << option.code;
        for (const QString &code : {u"expired"_s, u"expiring"_s, u"worn"_s, u"lost"_s})
            QVERIFY2(codes.contains(code), qPrintable(code));
        // What is the same in both services has the same key, type and options.
        const auto first = parseFormSpec(testing::readForm(u"first-card.json"_s));
        QVERIFY(first && first->renews.isEmpty());
        for (const FieldSpec *field : form->allFields())
            if (const FieldSpec *same = first->field(field->key)) {
                QCOMPARE(field->type, same->type);
                QCOMPARE(field->options.size(), same->options.size());
            }
    }

    void everyLabelIsInItsScript_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("first card") << u"first-card.json"_s;
        QTest::newRow("renewal") << u"renewal.json"_s;
    }

    void everyLabelIsInItsScript()
    {
        QFETCH(QString, name);
        const auto form = parseFormSpec(testing::readForm(name));
        QVERIFY(form.has_value());
        const auto hasScript = [](const QString &text, QChar::Script script) {
            return std::any_of(text.begin(), text.end(),
                               [script](QChar c) { return c.isLetter() && c.script() == script; });
        };
        for (const FieldSpec *field : form->allFields()) {
            QVERIFY2(hasScript(field->label.english, QChar::Script_Latin), qPrintable(field->key));
            QVERIFY2(hasScript(field->label.urdu, QChar::Script_Arabic), qPrintable(field->key));
            QVERIFY2(!hasScript(field->label.urdu, QChar::Script_Latin), qPrintable(field->key));
            for (const ChoiceOption &option : field->options)
                QVERIFY2(hasScript(option.label.urdu, QChar::Script_Arabic), qPrintable(option.code));
        }
    }

    void malformed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const QByteArray &json, FormFault fault, const QString &where) {
            QTest::newRow(name) << json << static_cast<int>(fault) << where;
        };
        row("empty", {}, FormFault::NotJson, u"byte 0"_s);
        row("cut off", testing::smallForm().left(200), FormFault::NotJson, {});
        row("a list", "[]", FormFault::NotJson, u"byte 0"_s);
        row("not UTF-8", QByteArray("{\"id\": \"\xff\xfe\"}"), FormFault::NotJson, {});
        row("too large", QByteArray(1024 * 1024 + 1, ' '), FormFault::TooLarge, {});
        row("key twice in one object", changed("\"version\"", "\"id\": \"other\", \"version\""),
            FormFault::DuplicateKey, u"byte 20"_s);
        row("key twice, once escaped", changed("\"version\"", "\"\\u0069d\": \"other\", \"version\""),
            FormFault::DuplicateKey, u"byte 20"_s);
        row("no id", changed("\"id\": \"small\", ", ""), FormFault::MissingKey, u"id"_s);
        row("id not a code", changed("\"small\"", "\"Small Form\""), FormFault::BadValue, u"id"_s);
        row("version a text", changed("3,", "\"3\","), FormFault::BadValue, u"version"_s);
        row("version zero", changed("3,", "0,"), FormFault::BadValue, u"version"_s);
        row("version a fraction", changed("3,", "3.5,"), FormFault::BadValue, u"version"_s);
        row("title one language", changed(", \"ur\": \"چھوٹا\"", ""), FormFault::MissingKey, u"title.ur"_s);
        row("title empty", changed("\"چھوٹا\"", "\" \""), FormFault::BadValue, u"title.ur"_s);
        row("title a text", changed("{\"en\": \"Small\", \"ur\": \"چھوٹا\"}", "\"Small\""),
            FormFault::BadValue, u"title"_s);
        row("unknown root key", changed("\"version\"", "\"colour\": 1, \"version\""), FormFault::BadValue,
            u"colour"_s);
        row("no sections", QByteArray(R"({"id":"x","version":1,"title":{"en":"a","ur":"ا"}})"),
            FormFault::MissingKey, u"sections"_s);
        row("sections empty",
            QByteArray(R"({"id":"x","version":1,"title":{"en":"a","ur":"ا"},"sections":[]})"),
            FormFault::BadValue, u"sections"_s);
        row("section a number",
            QByteArray(R"({"id":"x","version":1,"title":{"en":"a","ur":"ا"},"sections":[7]})"),
            FormFault::BadValue, u"sections[0]"_s);
        row("section key twice", changed("\"key\": \"two\"", "\"key\": \"one\""), FormFault::DuplicateKey,
            u"sections[1].key"_s);
    }
    void malformed() { expectFault(); }

    void malformedField_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const QByteArray &json, FormFault fault, const char *where) {
            QTest::newRow(name) << json << static_cast<int>(fault) << QString::fromLatin1(where);
        };
        row("unknown type", changed("\"text-ur\"", "\"text-fr\""), FormFault::UnknownType,
            "sections[0].fields[1].type");
        row("no type", changed("\"type\": \"date\", ", ""), FormFault::MissingKey,
            "sections[0].fields[4].type");
        row("unknown key", changed("\"maxLength\"", "\"maxLenght\""), FormFault::BadValue,
            "sections[0].fields[1].maxLenght");
        row("field key twice", changed("\"key\": \"province\"", "\"key\": \"name.en\""),
            FormFault::DuplicateKey, "sections[1].fields[0].key");
        row("maxLength too large", changed("40}", "501}"), FormFault::BadValue,
            "sections[0].fields[1].maxLength");
        row("required a number", changed("false", "0"), FormFault::BadValue,
            "sections[0].fields[3].required");
        row("option twice", changed("\"code\": \"married\"", "\"code\": \"single\""), FormFault::DuplicateKey,
            "sections[0].fields[2].options[1].code");
        row("choice without options", changed("\"date\"", "\"choice\""), FormFault::BadValue,
            "sections[0].fields[4].minimumAge");
        row("options without choice", changed("\"type\": \"choice\"", "\"type\": \"mobile\""),
            FormFault::BadValue, "sections[0].fields[2].options");
        row("dangling pair", changed("\"pairedWith\": \"name.ur\"", "\"pairedWith\": \"nome.ur\""),
            FormFault::UnknownReference, "sections[0].fields[0].pairedWith");
        row("pair of another kind", changed("\"pairedWith\": \"name.ur\"", "\"pairedWith\": \"marital\""),
            FormFault::BadValue, "sections[0].fields[0].pairedWith");
        row("paired with itself", changed("\"pairedWith\": \"name.ur\"", "\"pairedWith\": \"name.en\""),
            FormFault::UnknownReference, "sections[0].fields[0].pairedWith");
        row("condition on an unknown field", changed("marital=married", "status=married"),
            FormFault::UnknownReference, "sections[0].fields[3].requiredWhen");
        row("condition on an unknown option", changed("marital=married", "marital=engaged"),
            FormFault::UnknownReference, "sections[0].fields[3].requiredWhen");
        row("condition without a value", changed("marital=married", "marital="), FormFault::BadValue,
            "sections[0].fields[3].requiredWhen");
        row("district without parent", changed(", \"dependsOn\": \"province\"", ""), FormFault::MissingKey,
            "sections[1].fields[1].dependsOn");
        row("district of a name", changed("\"dependsOn\": \"province\"", "\"dependsOn\": \"name.en\""),
            FormFault::BadValue, "sections[1].fields[1].dependsOn");
        row("tehsil of a province", changed("\"dependsOn\": \"district\"", "\"dependsOn\": \"province\""),
            FormFault::BadValue, "sections[1].fields[2].dependsOn");
        row("dangling parent", changed("\"dependsOn\": \"district\"", "\"dependsOn\": \"zila\""),
            FormFault::UnknownReference, "sections[1].fields[2].dependsOn");
        row("same as another type", changed("\"sameAs\": \"province\"", "\"sameAs\": \"name.en\""),
            FormFault::BadValue, "sections[1].fields[3].sameAs");
        row("same as nothing", changed("\"sameAs\": \"province\"", "\"sameAs\": \"x\""),
            FormFault::UnknownReference, "sections[1].fields[3].sameAs");
        row("hint one language", changed(", \"ur\": \"ایضاً\"", ""), FormFault::MissingKey,
            "sections[1].fields[3].hint.ur");
    }
    void malformedField() { expectFault(); }

    void renewedCardIsAFieldOfItsForm()
    {
        const auto faultOf = [](const char *renews) {
            const auto form = parseFormSpec(changed("\"version\": 3", renews));
            return form ? QString() : form.error().where;
        };
        QCOMPARE(faultOf("\"version\": 3, \"renews\": \"nobody\""), u"renews"_s);
        QCOMPARE(faultOf("\"version\": 3, \"renews\": \"name.en\""), u"renews"_s); // no card number
        QCOMPARE(faultOf("\"version\": 3, \"renews\": 7"), u"renews"_s);
        QCOMPARE(faultOf("\"version\": 3"), QString());
    }

    void formsOfAFolder()
    {
        const QByteArray first = testing::readForm(u"first-card.json"_s);
        const QByteArray renewal = testing::readForm(u"renewal.json"_s);
        const auto forms
            = parseForms({{u"forms/aaa.json"_s, QByteArray(renewal).replace("\"renewal\"", "\"aaa\"")},
                          {u"forms/first-card.json"_s, first},
                          {u"forms/renewal.json"_s, renewal}});
        QVERIFY2(forms, forms ? "" : qPrintable(forms.error().where));
        QCOMPARE(forms->all().size(), 3);
        QCOMPARE(forms->first().id, QString(defaultService)); // whatever comes before it
        QCOMPARE(forms->find(u"renewal")->title.english, u"Renewal of identity card"_s);
        QVERIFY(!forms->find(u"nobody"));
        const auto faultOf = [](const QMap<QString, QByteArray> &files) {
            const auto bad = parseForms(files);
            return bad ? QString() : bad.error().where;
        };
        QCOMPARE(faultOf({{u"forms/renewal.json"_s, renewal}}), u"forms/first-card.json"_s);
        QCOMPARE(faultOf({{u"forms/first-card.json"_s, first}, {u"forms/other.json"_s, renewal}}),
                 u"forms/other.json: id"_s);
        QCOMPARE(faultOf({{u"forms/first-card.json"_s, first}, {u"forms/renewal.json"_s, "[]"}}),
                 u"forms/renewal.json: byte 0"_s);
    }

    void tooManyFields()
    {
        const QByteArray last = "\"minimumAge\": 18}";
        QByteArray more = last;
        for (int i = 0; i < 100; ++i)
            more += ",{\"key\":\"f" + QByteArray::number(i)
                + "\",\"type\":\"text-en\",\"label\":{\"en\":\"a\",\"ur\":\"b\"}}";
        const auto form = parseFormSpec(testing::smallForm().replace(last, more));
        QVERIFY(!form.has_value());
        QCOMPARE(form.error().fault, FormFault::TooLarge);
        QCOMPARE(form.error().where, u"sections[0].fields"_s);
    }

    void deepNestingIsRefused()
    {
        const auto form = parseFormSpec(QByteArray(100'000, '['));
        QVERIFY(!form.has_value());
        QCOMPARE(form.error().fault, FormFault::NotJson);
    }

private:
    // Where the place is empty in the table, any place will do, but the words must be there.
    void expectFault()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, fault);
        QFETCH(QString, where);
        QVERIFY2(json != testing::smallForm() && (!json.isEmpty() || where == u"byte 0"_s),
                 "the change did not match the sample");
        const auto form = parseFormSpec(json);
        QVERIFY(!form.has_value());
        QCOMPARE(static_cast<int>(form.error().fault), fault);
        if (!where.isEmpty())
            QCOMPARE(form.error().where, where);
        QVERIFY(!form.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFormSpec)
#include "tst_formspec.moc"
