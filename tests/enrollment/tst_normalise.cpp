#include "enrollment/validation.h"

#include <QTest>

#include <array>
#include <random>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array allTypes{FieldType::TextEnglish, FieldType::TextUrdu, FieldType::AddressEnglish,
                              FieldType::AddressUrdu, FieldType::Cnic,     FieldType::Mobile,
                              FieldType::Date,        FieldType::Choice,   FieldType::Province,
                              FieldType::District,    FieldType::Tehsil};

FieldSpec ofType(FieldType type)
{
    FieldSpec field;
    field.key = u"field"_s;
    field.type = type;
    return field;
}

} // namespace

class TestNormalise : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digitsOfAnyScript()
    {
        QCOMPARE(toAsciiDigits(u"۳۵۲۰۲"_s), u"35202"_s);
        QCOMPARE(toAsciiDigits(u"٣٥٢٠٢"_s), u"35202"_s);
        QCOMPARE(toAsciiDigits(u"०१२३"_s), u"0123"_s);
        QCOMPARE(toAsciiDigits(u"\U0001D7CE\U0001D7D7"_s), u"09"_s);
        QCOMPARE(toAsciiDigits(u"m² and ½ stay"_s), u"m² and ½ stay"_s);
        QCOMPARE(toAsciiDigits(u"گلی ۱۲"_s), u"گلی 12"_s);
    }

    void lettersThatLookAlike()
    {
        QCOMPARE(normaliseUrdu(u"\u0639\u0644\u064a"_s), u"\u0639\u0644\u06cc"_s);
        QCOMPARE(normaliseUrdu(u"\u0645\u0648\u0633\u0649"_s), u"\u0645\u0648\u0633\u06cc"_s);
        QCOMPARE(normaliseUrdu(u"\u0643\u0631\u064a\u0645"_s), u"\u06a9\u0631\u06cc\u0645"_s);
        QCOMPARE(normaliseUrdu(u"\u0641\u0627\u0637\u0645\u0647"_s), u"\u0641\u0627\u0637\u0645\u06c1"_s);
        QCOMPARE(normaliseUrdu(u"\u06be"_s), u"\u06be"_s);
        QCOMPARE(normaliseUrdu(u"\u064a\u0654"_s), u"\u0626"_s);
        QCOMPARE(normaliseUrdu(u"\u06cc\u0654"_s), u"\u0626"_s);
        QCOMPARE(normaliseUrdu(u"\ufedb\ufeae\ufef3\ufee2"_s), u"\u06a9\u0631\u06cc\u0645"_s);
        QCOMPARE(normaliseUrdu(u"\u0645\u0640\u0640\u062d\u0645\u062f\u200f"_s),
                 u"\u0645\u062d\u0645\u062f"_s);
    }

    void fields_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        const auto row = [](const char *name, FieldType type, const QString &typed, const QString &stored) {
            QTest::newRow(name) << static_cast<int>(type) << typed << stored;
        };
        row("blanks", FieldType::TextEnglish, u"  Ayesha \t  Bibi "_s, u"Ayesha Bibi"_s);
        row("curly quote", FieldType::TextEnglish, u"D’Souza"_s, u"D'Souza"_s);
        row("Urdu blanks", FieldType::TextUrdu, u" محمد   علي "_s, u"محمد علی"_s);
        row("joiner kept", FieldType::TextUrdu, u"می\u200cخان"_s, u"می\u200cخان"_s);
        row("address digits", FieldType::AddressUrdu, u"مکان ۱۲، گلی ٣"_s, u"مکان 12، گلی 3"_s);
        row("CNIC bare", FieldType::Cnic, u"9520212345671"_s, u"95202-1234567-1"_s);
        row("CNIC Urdu digits", FieldType::Cnic, u"۹۵۲۰۲۱۲۳۴۵۶۷۱"_s, u"95202-1234567-1"_s);
        row("CNIC with blanks", FieldType::Cnic, u" 95202 1234567 1 "_s, u"95202-1234567-1"_s);
        row("CNIC half", FieldType::Cnic, u"952021"_s, u"95202-1"_s);
        row("CNIC five", FieldType::Cnic, u"95202-"_s, u"95202"_s);
        row("CNIC too long", FieldType::Cnic, u"95202123456712"_s, u"95202-1234567-12"_s);
        row("CNIC letters", FieldType::Cnic, u"9520A"_s, u"9520A"_s);
        row("mobile bare", FieldType::Mobile, u"03001234567"_s, u"0300-1234567"_s);
        row("mobile plus", FieldType::Mobile, u"+92 300 1234567"_s, u"0300-1234567"_s);
        row("mobile zeros", FieldType::Mobile, u"00923001234567"_s, u"0300-1234567"_s);
        row("mobile no zero", FieldType::Mobile, u"300-1234567"_s, u"0300-1234567"_s);
        row("mobile Urdu digits", FieldType::Mobile, u"۰۳۰۰۱۲۳۴۵۶۷"_s, u"0300-1234567"_s);
        row("mobile foreign", FieldType::Mobile, u"+44 20 7946"_s, u"+44207946"_s);
        row("mobile half", FieldType::Mobile, u"03001"_s, u"0300-1"_s);
        row("date slashes", FieldType::Date, u"21/03/1990"_s, u"1990-03-21"_s);
        row("date short", FieldType::Date, u"1/3/1990"_s, u"1990-03-01"_s);
        row("date ISO", FieldType::Date, u"1990-03-21"_s, u"1990-03-21"_s);
        row("date Urdu", FieldType::Date, u"۲۱/۰۳/۱۹۹۰"_s, u"1990-03-21"_s);
        row("date impossible", FieldType::Date, u"31/02/1990"_s, u"31/02/1990"_s);
        row("date half", FieldType::Date, u"21/03/19"_s, u"21/03/19"_s);
        row("choice", FieldType::Choice, u" male "_s, u"male"_s);
    }

    void fields()
    {
        QFETCH(int, type);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const FieldSpec field = ofType(static_cast<FieldType>(type));
        QCOMPARE(normaliseField(field, typed), stored);
        QCOMPARE(normaliseField(field, stored), stored);
    }

    void idempotentOnAnything()
    {
        static const QString alphabet
            = u"aZ é 0-+/.()' 39۰۹٣ \t\u064a\u0649\u0643\u0647\u06d5\u06c0\u06cc\u0654\u0626\u06c1\u200c"
              "\u200f\u0640\ufedb\ufef3\ufdf2\ufdfa’\u0655\u064b\u0651ہکیم"_s;
        std::mt19937 random(11);
        std::uniform_int_distribution<qsizetype> pick(0, alphabet.size() - 1);
        std::uniform_int_distribution<int> length(0, 20);
        for (int i = 0; i < 5'000; ++i) {
            QString typed;
            for (int n = length(random); n > 0; --n)
                typed += alphabet.at(pick(random));
            for (const FieldType type : allTypes) {
                const QString once = normaliseField(ofType(type), typed);
                QCOMPARE(normaliseField(ofType(type), once), once);
            }
            const QString folded = normaliseUrdu(typed);
            QCOMPARE(normaliseUrdu(folded), folded);
        }
    }
};

QTEST_GUILESS_MAIN(TestNormalise)
#include "tst_normalise.moc"
