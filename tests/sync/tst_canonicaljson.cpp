#include "sync/canonicaljson.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

class TestCanonicalJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sortsByUtf16CodeUnits();
    void escapesAsRfc8785();
    void refusesWhatHasNoCanonicalForm();
    void parsesOnlyCanonicalBytes_data();
    void parsesOnlyCanonicalBytes();
};

/// The keys of RFC 8785 §3.2.3.
void TestCanonicalJson::sortsByUtf16CodeUnits()
{
    const QJsonObject object{{u"\u20ac"_s, 1},     {u"\r"_s, 2},     {u"\ufb33"_s, 3}, {u"1"_s, 4},
                             {u"\U0001F600"_s, 5}, {u"\u0080"_s, 6}, {u"\u00f6"_s, 7}};
    QCOMPARE(canonicalJson(object).value(),
             QByteArray("{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"\xc3\xb6\":7,\"\xe2\x82\xac\":1,"
                        "\"\xf0\x9f\x98\x80\":5,\"\xef\xac\xb3\":3}"));
}

void TestCanonicalJson::escapesAsRfc8785()
{
    const QJsonObject object{{u"s"_s, u"\u20ac$\u000f\nA'\"\\\"/"_s}, {u"n"_s, QJsonArray{-1, 0, true, {}}}};
    QCOMPARE(canonicalJson(object).value(),
             QByteArray("{\"n\":[-1,0,true,null],\"s\":\"\xe2\x82\xac$\\u000f\\nA'\\\"\\\\\\\"/\"}"));
}

void TestCanonicalJson::refusesWhatHasNoCanonicalForm()
{
    QCOMPARE(canonicalJson({{u"a"_s, QJsonObject{{u"b"_s, 1.5}}}}).error(), u".a.b"_s);
    QVERIFY(!canonicalJson({{u"a"_s, 9007199254740992.0}}));
    QVERIFY(!canonicalJson({{u"a"_s, QString(QChar(0xD800))}}));
}

void TestCanonicalJson::parsesOnlyCanonicalBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("canonical") << QByteArray("{\"a\":1,\"b\":\"x\"}") << true;
    QTest::newRow("blank") << QByteArray("{\"a\": 1}") << false;
    QTest::newRow("order") << QByteArray("{\"b\":1,\"a\":1}") << false;
    QTest::newRow("duplicate") << QByteArray("{\"a\":1,\"a\":1}") << false;
    QTest::newRow("exponent") << QByteArray("{\"a\":1e0}") << false;
    QTest::newRow("trailing") << QByteArray("{\"a\":1}\n") << false;
    QTest::newRow("array") << QByteArray("[1]") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestCanonicalJson::parsesOnlyCanonicalBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, accepted);
    QCOMPARE(parseCanonicalJson(bytes).has_value(), accepted);
}

QTEST_GUILESS_MAIN(TestCanonicalJson)
#include "tst_canonicaljson.moc"
