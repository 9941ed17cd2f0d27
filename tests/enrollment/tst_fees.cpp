#include "enrollment/fees.h"
#include "tests/support/places.h"

#include <QFile>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestFees : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachServiceHasItsFee()
    {
        const auto fees = parseFees(R"({"version":1,"currency":"PKR","fees":[
            {"service":"renewal","amount":750},{"service":"first-card","amount":0}]})");
        QVERIFY(fees);
        QCOMPARE(fees->size(), 2);
        QCOMPARE(fees->value(u"renewal"_s).amount, 750);
        QCOMPARE(fees->value(u"renewal"_s).currency, u"PKR"_s);
        QCOMPARE(fees->value(u"first-card"_s).amount, 0);
        QVERIFY(!fees->contains(u"duplicate"_s));
    }
    void theProgramBringsNone()
    {
        QFile file(test::sourcePath("/resources/policy/fees.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto fees = parseFees(file.readAll());
        QVERIFY(fees);
        QVERIFY(fees->isEmpty());
    }
    void nothingElseIsTaken_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        QTest::newRow("another version") << QByteArray(R"({"version":2,"currency":"PKR"})") << u"version"_s;
        QTest::newRow("no currency") << QByteArray(R"({"version":1})") << u"currency"_s;
        QTest::newRow("small letters") << QByteArray(R"({"version":1,"currency":"pkr"})") << u"currency"_s;
        QTest::newRow("a sign") << QByteArray(R"({"version":1,"currency":"Rs."})") << u"currency"_s;
        QTest::newRow("misspelt") << QByteArray(R"({"version":1,"currency":"PKR","fee":[]})") << u"fee"_s;
        const auto fee = [](const QByteArray &members) {
            return R"({"version":1,"currency":"PKR","fees":[{)" + members + "}]}";
        };
        QTest::newRow("negative") << fee(R"("service":"a","amount":-1)") << u"fees[0].amount"_s;
        QTest::newRow("a fraction") << fee(R"("service":"a","amount":7.5)") << u"fees[0].amount"_s;
        QTest::newRow("huge") << fee(R"("service":"a","amount":1e12)") << u"fees[0].amount"_s;
        QTest::newRow("no amount") << fee(R"("service":"a")") << u"fees[0].amount"_s;
        QTest::newRow("twice") << fee(R"("service":"a","amount":1},{"service":"a","amount":2)")
                               << u"fees[1].service"_s;
        QTest::newRow("not JSON") << QByteArray("fees") << u"byte 1"_s;
    }
    void nothingElseIsTaken()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        const auto fees = parseFees(json);
        QVERIFY(!fees);
        QCOMPARE(fees.error().where, where);
    }
};

QTEST_GUILESS_MAIN(TestFees)
#include "tst_fees.moc"
