#include "enrollment/validation.h"

#include "formsamples.h"

#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate today(2026, 5, 14);

FieldSpec ofType(FieldType type)
{
    FieldSpec field;
    field.key = u"field"_s;
    field.type = type;
    if (type == FieldType::Date)
        field.minimumAge = 18;
    if (type == FieldType::Choice)
        field.options = {{u"male"_s, {}}, {u"female"_s, {}}, {u"transgender"_s, {}}};
    if (type == FieldType::District)
        field.dependsOn = u"province"_s;
    if (type == FieldType::Tehsil)
        field.dependsOn = u"district"_s;
    return field;
}

const FieldValues &context()
{
    static const FieldValues values{{u"province"_s, u"punjab"_s}, {u"district"_s, u"lahore"_s}};
    return values;
}

} // namespace

class TestValidation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto places = parsePlaces(testing::readForm(u"places.json"_s));
        QVERIFY(places.has_value());
        m_places = *places;
        const auto form = parseFormSpec(testing::readForm(u"first-card.json"_s));
        QVERIFY(form.has_value());
        m_form = *form;
    }

    void good_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, FieldType type, const QString &value) {
            QTest::newRow(name) << static_cast<int>(type) << value;
        };
        row("name", FieldType::TextEnglish, u"Ayesha Bibi"_s);
        row("name with marks", FieldType::TextEnglish, u"M. D'Souza-Khan"_s);
        row("name with an accent", FieldType::TextEnglish, u"José"_s);
        row("Urdu name", FieldType::TextUrdu, u"محمد علی"_s);
        row("Urdu name with vowel marks", FieldType::TextUrdu, u"مُحَمَّد"_s);
        row("Urdu name with joiner", FieldType::TextUrdu, u"می\u200cخان"_s);
        row("address", FieldType::AddressEnglish, u"House 12-B, Street #3, G-9/1 (rear)"_s);
        row("Urdu address", FieldType::AddressUrdu, u"مکان 12-B، گلی 3، محلہ اسلام پورہ"_s);
        row("CNIC", FieldType::Cnic, u"95202-1234567-1"_s);
        row("mobile", FieldType::Mobile, u"0300-1234567"_s);
        row("date", FieldType::Date, u"1990-03-21"_s);
        row("choice", FieldType::Choice, u"transgender"_s);
        row("province", FieldType::Province, u"azad-jammu-and-kashmir"_s);
        row("district", FieldType::District, u"lahore"_s);
        row("tehsil", FieldType::Tehsil, u"lahore.model-town"_s);
    }

    void good()
    {
        QFETCH(int, type);
        QFETCH(QString, value);
        const FieldSpec field = ofType(static_cast<FieldType>(type));
        QCOMPARE(normaliseField(field, value), value);
        const FieldJudgement judgement = judgeField(field, value, context(), m_places, today);
        QCOMPARE(judgement.problem, FieldProblem::None);
        QVERIFY(judgement.ok());
    }

    void bad_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("problem");
        QTest::addColumn<int>("detail");
        QTest::addColumn<bool>("typing");
        const auto row = [](const char *name, FieldType type, const QString &value, FieldProblem problem,
                            int detail = 0, bool typing = false) {
            QTest::newRow(name) << static_cast<int>(type) << value << static_cast<int>(problem) << detail
                                << typing;
        };
        using T = FieldType;
        using P = FieldProblem;
        row("empty", T::TextEnglish, {}, P::Missing, 0, true);
        row("Urdu in English", T::TextEnglish, u"علی"_s, P::WrongScript);
        row("English in Urdu", T::TextUrdu, u"Ali"_s, P::WrongScript);
        row("one Latin letter in Urdu", T::TextUrdu, u"محمد A"_s, P::WrongScript);
        row("digit in a name", T::TextEnglish, u"Ali 2"_s, P::BadCharacter);
        row("digit in an Urdu name", T::TextUrdu, u"علی 2"_s, P::BadCharacter);
        row("Urdu digit in an Urdu name", T::TextUrdu, u"علی ۲"_s, P::BadCharacter);
        row("markup", T::TextEnglish, u"<b>Ali"_s, P::BadCharacter);
        row("emoji", T::TextEnglish, u"Ali 😀"_s, P::BadCharacter);
        row("control character", T::TextEnglish, u"Ali\u0007"_s, P::BadCharacter);
        row("Cyrillic look-alike", T::TextEnglish, u"\u0410li"_s, P::BadCharacter);
        row("only dashes", T::TextEnglish, u"--"_s, P::BadCharacter, 0, true);
        row("long", T::TextEnglish, QString(63, u'a'), P::TooLong, 3);
        row("long Urdu", T::TextUrdu, QString(61, u'م'), P::TooLong, 1);
        row("Urdu address in English", T::AddressUrdu, u"House 12, Street 3"_s, P::WrongScript);
        row("English address in Urdu", T::AddressEnglish, u"مکان 12"_s, P::WrongScript);
        row("only a number", T::AddressUrdu, u"12"_s, P::BadCharacter, 0, true);
        row("address with a line break", T::AddressEnglish, u"House 1\nStreet 2"_s, P::BadCharacter);
        row("CNIC short", T::Cnic, u"95202-1234"_s, P::TooFewDigits, 4, true);
        row("CNIC long", T::Cnic, u"95202-1234567-12"_s, P::TooManyDigits, 1);
        row("CNIC letter", T::Cnic, u"95202-123456A-1"_s, P::BadCharacter);
        row("CNIC zero", T::Cnic, u"05202-1234567-1"_s, P::BadPrefix);
        row("CNIC not in stored form", T::Cnic, u"9520212345671"_s, P::BadCharacter);
        row("mobile short", T::Mobile, u"0300-12"_s, P::TooFewDigits, 5, true);
        row("mobile begun", T::Mobile, u"0"_s, P::TooFewDigits, 10, true);
        row("mobile long", T::Mobile, u"0300-12345678"_s, P::TooManyDigits, 1);
        row("land line", T::Mobile, u"0423-1234567"_s, P::BadPrefix);
        row("foreign", T::Mobile, u"+44207946"_s, P::BadPrefix);
        row("mobile letter", T::Mobile, u"0300-abc"_s, P::BadCharacter);
        row("date half", T::Date, u"21/03"_s, P::NotADate, 0, true);
        row("no such day", T::Date, u"31/02/1990"_s, P::NotADate);
        row("date words", T::Date, u"tomorrow"_s, P::NotADate);
        row("tomorrow", T::Date, u"2026-05-15"_s, P::DateInFuture);
        row("born today", T::Date, u"2026-05-14"_s, P::TooYoung, 18);
        row("130 years and a day", T::Date, u"1896-05-13"_s, P::DateTooOld);
        row("one day under 18", T::Date, u"2008-05-15"_s, P::TooYoung, 18);
        row("choice", T::Choice, u"Male"_s, P::NotAChoice);
        row("province", T::Province, u"atlantis"_s, P::NotAChoice);
        row("district of another province", T::District, u"karachi-south"_s, P::NotAChoice);
        row("tehsil of another district", T::Tehsil, u"multan.shujabad"_s, P::NotAChoice);
    }

    void bad()
    {
        QFETCH(int, type);
        QFETCH(QString, value);
        QFETCH(int, problem);
        QFETCH(int, detail);
        QFETCH(bool, typing);
        const FieldSpec field = ofType(static_cast<FieldType>(type));
        const FieldJudgement judgement = judgeField(field, value, context(), m_places, today);
        QCOMPARE(static_cast<int>(judgement.problem), problem);
        QCOMPARE(judgement.detail, detail);
        QCOMPARE(judgement.typing, typing);
    }

    void ageAtTheBoundary()
    {
        const FieldSpec field = ofType(FieldType::Date);
        const auto on = [&](const QString &born, const QDate &day) {
            return judgeField(field, born, {}, m_places, day).problem;
        };
        QCOMPARE(on(u"2008-05-14"_s, today), FieldProblem::None);
        QCOMPARE(on(u"2008-05-14"_s, today.addDays(-1)), FieldProblem::TooYoung);
        QCOMPARE(on(u"2008-02-29"_s, QDate(2026, 2, 28)), FieldProblem::TooYoung);
        QCOMPARE(on(u"2008-02-29"_s, QDate(2026, 3, 1)), FieldProblem::None);
        QCOMPARE(on(u"1896-05-14"_s, today), FieldProblem::None);
        FieldSpec anyAge = field;
        anyAge.minimumAge = 0;
        QCOMPARE(judgeField(anyAge, u"2026-05-14"_s, {}, m_places, today).problem, FieldProblem::None);
    }

    void everyPartOfANumberIsOnlyIncomplete()
    {
        const FieldSpec cnic = ofType(FieldType::Cnic);
        const FieldSpec mobile = ofType(FieldType::Mobile);
        const auto typedSoFar = [&](const FieldSpec &field, const QString &digits, int count) {
            return judgeField(field, normaliseField(field, digits.left(count)), {}, m_places, today);
        };
        for (int count = 1; count < 13; ++count)
            QVERIFY(typedSoFar(cnic, u"9520212345671"_s, count).typing);
        QVERIFY(typedSoFar(cnic, u"9520212345671"_s, 13).ok());
        for (int count = 1; count < 11; ++count)
            QVERIFY(typedSoFar(mobile, u"03001234567"_s, count).typing);
        QVERIFY(typedSoFar(mobile, u"03001234567"_s, 11).ok());
    }

    void optionalAndConditional()
    {
        FieldSpec spouse = ofType(FieldType::TextEnglish);
        spouse.required = false;
        QVERIFY(judgeField(spouse, {}, {}, m_places, today).ok());
        spouse.requiredWhen = u"marital=married"_s;
        QVERIFY(judgeField(spouse, {}, {{u"marital"_s, u"single"_s}}, m_places, today).ok());
        QCOMPARE(judgeField(spouse, {}, {{u"marital"_s, u"married"_s}}, m_places, today).problem,
                 FieldProblem::Missing);
        QCOMPARE(judgeField(spouse, u"علی"_s, {{u"marital"_s, u"single"_s}}, m_places, today).problem,
                 FieldProblem::WrongScript);
    }

    void introducerIsNotTheApplicant()
    {
        FieldSpec introducer = ofType(FieldType::Cnic);
        const FieldValues same{{u"applicant.cnic"_s, u"95202-1234567-1"_s}};
        QCOMPARE(judgeField(introducer, u"95202-1234567-1"_s, same, m_places, today).problem,
                 FieldProblem::SameAsApplicant);
        QVERIFY(judgeField(introducer, u"95202-1234567-2"_s, same, m_places, today).ok());
        introducer.key = u"applicant.cnic"_s;
        QVERIFY(judgeField(introducer, u"95202-1234567-1"_s, same, m_places, today).ok());
    }

    void wholeForm()
    {
        QVERIFY(judgeForm(m_form, goodValues(), m_places, today).isEmpty());
        qsizetype required = 0;
        for (const FieldSpec *field : m_form.allFields())
            required += field->required ? 1 : 0;
        QCOMPARE(judgeForm(m_form, {}, m_places, today).size(), required);
        for (const FieldSpec *field : m_form.allFields()) {
            FieldValues without = goodValues();
            without.remove(field->key);
            QCOMPARE(judgeForm(m_form, without, m_places, today).contains(field->key), field->required);
        }
    }

    void renewalIsCompleteByItsOwnForm()
    {
        const auto form = parseFormSpec(testing::readForm(u"renewal.json"_s));
        QVERIFY(form);
        Enrolment enrolment = goodEnrolment();
        enrolment.service = u"renewal"_s;
        QVERIFY(!isComplete(*form, enrolment, m_places, today)); // which card, and why
        enrolment.fields.insert(u"renewal.reason"_s, u"worn"_s);
        enrolment.fields.insert(u"applicant.cnic"_s, u"95202-123456-1"_s);
        QVERIFY(!isComplete(*form, enrolment, m_places, today));
        enrolment.fields.insert(u"applicant.cnic"_s, u"95202-7654321-1"_s);
        QVERIFY(isComplete(*form, enrolment, m_places, today)); // also without the card itself
        enrolment.service = u"first-card"_s;
        QVERIFY(!isComplete(*form, enrolment, m_places, today));
    }

    void completeness()
    {
        Enrolment enrolment = goodEnrolment();
        QVERIFY(isComplete(m_form, enrolment, m_places, today));
        Enrolment other = enrolment;
        other.service = u"renewal"_s;
        QVERIFY(!isComplete(m_form, other, m_places, today));
        other = enrolment;
        other.fields.insert(u"mobile"_s, u"0300"_s);
        QVERIFY(!isComplete(m_form, other, m_places, today));
        for (qsizetype i = 0; i < enrolment.samples.size(); ++i) {
            other = enrolment;
            other.samples.removeAt(i);
            QVERIFY(!isComplete(m_form, other, m_places, today));
        }
        other = enrolment;
        other.samples.removeLast();
        other.exceptions = {{FingerPosition::LeftLittle, ExceptionKind::Missing, {}, u"op-1"_s, {}}};
        QVERIFY(!isComplete(m_form, other, m_places, today)); // nothing shows the hands
        SampleInfo photo;
        photo.kind = SampleKind::ExceptionPhoto;
        other.samples.append(photo);
        QVERIFY(isComplete(m_form, other, m_places, today));
        other.exceptions.first().finger = FingerPosition::RightThumb;
        QVERIFY(!isComplete(m_form, other, m_places, today));
    }

private:
    static FieldValues goodValues()
    {
        FieldValues values{{u"name.en"_s, u"Ayesha Bibi"_s},
                           {u"name.ur"_s, u"عائشہ بی بی"_s},
                           {u"gender"_s, u"female"_s},
                           {u"birth.date"_s, u"2005-01-31"_s},
                           {u"birth.province"_s, u"punjab"_s},
                           {u"birth.district"_s, u"multan"_s},
                           {u"marital"_s, u"single"_s},
                           {u"religion"_s, u"islam"_s},
                           {u"guardian.kind"_s, u"father"_s},
                           {u"father.en"_s, u"Ghulam Rasool"_s},
                           {u"father.ur"_s, u"غلام رسول"_s},
                           {u"mother.en"_s, u"Zainab Bibi"_s},
                           {u"mother.ur"_s, u"زینب بی بی"_s},
                           {u"mobile"_s, u"0300-1234567"_s},
                           {u"mark"_s, u"Mole on left cheek"_s},
                           {u"disability"_s, u"none"_s},
                           {u"introducer.cnic"_s, u"95202-1234567-1"_s},
                           {u"introducer.relation"_s, u"father"_s}};
        for (const QString &address : {u"present."_s, u"permanent."_s}) {
            values.insert(address + u"en"_s, u"House 12-B, Street 3"_s);
            values.insert(address + u"ur"_s, u"مکان 12-B، گلی 3"_s);
            values.insert(address + u"province"_s, u"punjab"_s);
            values.insert(address + u"district"_s, u"lahore"_s);
            values.insert(address + u"tehsil"_s, u"lahore.model-town"_s);
        }
        return values;
    }

    static Enrolment goodEnrolment()
    {
        Enrolment enrolment;
        enrolment.service = u"first-card"_s;
        enrolment.fields = goodValues();
        enrolment.samples.append(SampleInfo{});
        for (const FingerPosition position : allFingers) {
            SampleInfo finger;
            finger.kind = SampleKind::Finger;
            finger.finger = position;
            enrolment.samples.append(finger);
        }
        return enrolment;
    }

    Places m_places;
    FormSpec m_form;
};

QTEST_GUILESS_MAIN(TestValidation)
#include "tst_validation.moc"
