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
    const QString path = indraj::test::sourcePath("/resources/thresholds/fingers.json");
    const auto policy = loadFingerPolicy(path);
    QVERIFY(policy.has_value());
    QCOMPARE(policy->profile, QStringLiteral("mosip"));
    QCOMPARE(policy->maxTries, 3);
    for (const FingerPosition finger : allFingers)
        QCOMPARE(policy->acceptFrom(finger, 35), 40);
    const auto tr = loadFingerPolicy(path, QStringLiteral("tr-03121"));
    QVERIFY(tr.has_value());
    QCOMPARE(tr->profile, QStringLiteral("tr-03121"));
    QCOMPARE(tr->sequence, FingerSequence::FourFourTwo);
    QCOMPARE(tr->handCheck, HandCheck::On);
    QCOMPARE(tr->bands.last().floors, (FingerFloors{30, 30, 20, 10, 10}));
    QCOMPARE(tr->acceptFrom(FingerPosition::LeftThumb, 6), 20);
    QCOMPARE(loadFingerPolicy(path, QStringLiteral("tr-3121")).error().fault, PolicyFault::UnknownProfile);
    QCOMPARE(loadFingerPolicy(QStringLiteral("/nonexistent")).error().fault, PolicyFault::NotReadable);
}

void TestFingerPolicy::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<PolicyFault>("fault");
    const QByteArray sound
        = R"({"format":2,"profile":"a","profiles":{"a":{"source":"s","maxTries":3,"bands":[)"
          R"({"fromAge":0,"thumb":1,"index":2,"middle":3,"ring":4,"little":5},)"
          R"({"fromAge":9,"thumb":1,"index":2,"middle":3,"ring":4,"little":5}]}}})";
    QVERIFY(readFingerPolicy(sound).has_value());
    const auto but = [&sound](const char *part, const char *instead) {
        QByteArray changed = sound;
        return changed.replace(part, instead);
    };
    QTest::newRow("empty") << QByteArray() << PolicyFault::NotJson;
    QTest::newRow("list") << QByteArray("[1]") << PolicyFault::NotJson;
    QTest::newRow("the first format") << QByteArray(R"({"format":1})") << PolicyFault::WrongFormat;
    QTest::newRow("no such profile") << but(R"("profile":"a")", R"("profile":"b")")
                                     << PolicyFault::UnknownProfile;
    QTest::newRow("no profile chosen") << but(R"("profile":"a",)", "") << PolicyFault::UnknownProfile;
    QTest::newRow("misspelt") << but("middle", "midle") << PolicyFault::UnknownKey;
    QTest::newRow("misspelt tries") << but("maxTries", "maxtries") << PolicyFault::UnknownKey;
    QTest::newRow("a floor missing") << but(R"("ring":4,)", "") << PolicyFault::OutOfRange;
    QTest::newRow("too high") << but(R"("ring":4)", R"("ring":101)") << PolicyFault::OutOfRange;
    QTest::newRow("half") << but(R"("ring":4)", R"("ring":4.5)") << PolicyFault::OutOfRange;
    QTest::newRow("text") << but(R"("ring":4)", R"("ring":"4")") << PolicyFault::OutOfRange;
    QTest::newRow("unknown sequence")
        << but(R"("maxTries":3)", R"("maxTries":3,"sequence":"4-3-3")") << PolicyFault::OutOfRange;
    QTest::newRow("unknown check of the hand")
        << but(R"("maxTries":3)", R"("maxTries":3,"handCheck":"maybe")") << PolicyFault::OutOfRange;
    QTest::newRow("no tries") << but(R"("maxTries":3)", R"("maxTries":0)") << PolicyFault::OutOfRange;
    QTest::newRow("young ones left out")
        << but(R"("fromAge":0)", R"("fromAge":1)") << PolicyFault::OutOfRange;
    QTest::newRow("bands out of order") << but(R"("fromAge":9)", R"("fromAge":0)") << PolicyFault::OutOfRange;
    QTest::newRow("no band") << QByteArray(
        R"({"format":2,"profile":"a","profiles":{"a":{"source":"s","maxTries":3,"bands":[]}}})")
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
