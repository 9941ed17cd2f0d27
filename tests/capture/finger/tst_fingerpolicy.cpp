#include "capture/finger/fingerpolicyfile.h"
#include "tests/support/places.h"

#include <QTest>

using namespace indraj;

class TestFingerPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void committedFile();
    void refused_data();
    void refused();
};

void TestFingerPolicy::committedFile()
{
    const auto policy = loadFingerPolicy(indraj::test::sourcePath("/resources/thresholds/fingers.json"));
    QVERIFY(policy.has_value());
    QCOMPARE(policy->acceptFrom, 40);
    QCOMPARE(policy->maxTries, 3);
    QCOMPARE(loadFingerPolicy(QStringLiteral("/nonexistent")).error().fault, PolicyFault::NotReadable);
}

void TestFingerPolicy::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<PolicyFault>("fault");
    QTest::newRow("empty") << QByteArray() << PolicyFault::NotJson;
    QTest::newRow("list") << QByteArray("[1]") << PolicyFault::NotJson;
    QTest::newRow("no format") << QByteArray(R"({"acceptFrom":40,"maxTries":3})") << PolicyFault::WrongFormat;
    QTest::newRow("misspelt") << QByteArray(R"({"format":1,"acceptfrom":40,"maxTries":3})")
                              << PolicyFault::UnknownKey;
    QTest::newRow("missing") << QByteArray(R"({"format":1,"maxTries":3})") << PolicyFault::OutOfRange;
    QTest::newRow("too high") << QByteArray(R"({"format":1,"acceptFrom":101,"maxTries":3})")
                              << PolicyFault::OutOfRange;
    QTest::newRow("half") << QByteArray(R"({"format":1,"acceptFrom":40.5,"maxTries":3})")
                          << PolicyFault::OutOfRange;
    QTest::newRow("text") << QByteArray(R"({"format":1,"acceptFrom":"40","maxTries":3})")
                          << PolicyFault::OutOfRange;
    QTest::newRow("no tries") << QByteArray(R"({"format":1,"acceptFrom":40,"maxTries":0})")
                              << PolicyFault::OutOfRange;
}

void TestFingerPolicy::refused()
{
    QFETCH(QByteArray, json);
    QFETCH(PolicyFault, fault);
    const auto policy = readFingerPolicy(json);
    QVERIFY(!policy.has_value());
    QCOMPARE(policy.error().fault, fault);
}

QTEST_GUILESS_MAIN(TestFingerPolicy)
#include "tst_fingerpolicy.moc"
