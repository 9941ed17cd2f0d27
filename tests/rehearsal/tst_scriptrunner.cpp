#include "app/rehearsal/scriptrunner.h"

#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestScriptRunner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsStepsInOrderAndWaitsForEach()
    {
        QStringList order;
        bool ready = false;
        ScriptRunner runner;
        runner.add({u"first"_s,
                    [&] {
                        order << u"act 1"_s;
                        QTimer::singleShot(40, this, [&] { ready = true; });
                    },
                    [&] { return ready; }});
        runner.add({u"second"_s, [&] { order << u"act 2"_s; }, {}});
        QSignalSpy finished(&runner, &ScriptRunner::finished);
        runner.start();
        QVERIFY(finished.wait(5000));
        QCOMPARE(finished.first().first().toBool(), true);
        QCOMPARE(order, (QStringList{u"act 1"_s, u"act 2"_s}));
        QCOMPARE(runner.results().size(), 2);
        QVERIFY(runner.results().first().held && runner.results().first().tookMs >= 30);
    }
    void stopsAtAStepThatDoesNotHold()
    {
        bool reached = false;
        ScriptRunner runner;
        runner.add({u"never"_s, {}, [] { return false; }, 60});
        runner.add({u"after"_s, [&] { reached = true; }, {}});
        QSignalSpy finished(&runner, &ScriptRunner::finished);
        runner.start();
        QVERIFY(finished.wait(5000));
        QCOMPARE(finished.first().first().toBool(), false);
        QVERIFY(!reached);
        QVERIFY(!runner.results().last().held);
    }
};

QTEST_GUILESS_MAIN(TestScriptRunner)
#include "tst_scriptrunner.moc"
