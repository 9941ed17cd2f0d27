#include "enrollment/formspec.h"
#include "enrollment/places.h"

#include "formsamples.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

using Random = std::mt19937;

qsizetype below(Random &random, qsizetype limit)
{
    return std::uniform_int_distribution<qsizetype>(0, std::max<qsizetype>(limit - 1, 0))(random);
}

// Takes bytes away, repeats them, swaps them for others or for pieces of the format's own grammar.
void mutate(QByteArray &json, Random &random)
{
    static const QByteArrayList pieces{
        "{",         "}",     "[",       "]",    "\"", ",",      ":",       "null",
        "-1",        "1e308", "\\u0000", "\xff", "[]", "\"en\"", "\"key\"", "\"sections\"",
        "{\"a\":1}", "true"};
    const qsizetype at = below(random, json.size());
    switch (below(random, 5)) {
    case 0:
        json.remove(at, 1 + below(random, 30));
        break;
    case 1:
        json.insert(at, json.mid(below(random, json.size()), 1 + below(random, 60)));
        break;
    case 2:
        json.replace(at, 1, QByteArray(1, static_cast<char>(below(random, 256))));
        break;
    case 3:
        json.insert(at, pieces.at(below(random, pieces.size())));
        break;
    default:
        json.replace(at, 1 + below(random, 8), pieces.at(below(random, pieces.size())));
        break;
    }
}

} // namespace

class TestFormSpecMutation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tenThousandMutationsOfAForm()
    {
        Random random(20'240'501);
        const QByteArray good = testing::smallForm();
        int refused = 0;
        for (int i = 0; i < 10'000; ++i) {
            QByteArray json = good;
            for (qsizetype n = 1 + below(random, 4); n > 0; --n)
                mutate(json, random);
            const auto form = parseFormSpec(json);
            if (!form) {
                ++refused;
                QVERIFY2(!form.error().detail.isEmpty(), json.constData());
                continue;
            }
            // What is accepted must hold together, whatever the bytes were.
            for (const FieldSpec *field : form->allFields()) {
                QVERIFY2(field->dependsOn.isEmpty() || form->field(field->dependsOn), json.constData());
                QVERIFY2(field->pairedWith.isEmpty() || form->field(field->pairedWith), json.constData());
                QVERIFY2(field->sameAs.isEmpty() || form->field(field->sameAs), json.constData());
                QVERIFY2((field->type == FieldType::Choice) != field->options.isEmpty(), json.constData());
            }
        }
        QVERIFY2(refused > 5'000 && refused < 10'000, qPrintable(QString::number(refused)));
    }

    void mutationsOfPlaces()
    {
        Random random(7);
        const QByteArray good = testing::readForm(u"places.json"_s).left(40'000);
        QVERIFY(!good.isEmpty());
        for (int i = 0; i < 300; ++i) {
            QByteArray json = good;
            mutate(json, random);
            const auto places = parsePlaces(json);
            QVERIFY2(!places.has_value(), "a cut-off list of places was accepted");
            QVERIFY(!places.error().detail.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestFormSpecMutation)
#include "tst_formspec_mutation.moc"
