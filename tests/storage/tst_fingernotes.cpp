#include "vaulthelp.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// What the vault and its chain keep about fingers that are low or missing.
class TestFingerNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLowFingerThatIsAcceptedIsNoted()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        Sample low = fingerSample(FingerPosition::LeftRing);
        low.info.quality.value = 31;
        low.info.acceptFrom = 40;
        settled(world.vault().saveSample(id, low, operatorOne())).value(); // kept, not decided yet
        QCOMPARE(settled(world.vault().list({})).value()[0].vetoedFingers, 0);
        low.info.manual = true;
        low.info.manualReason = u"worn-skin"_s;
        const auto saved = settled(world.vault().saveSample(id, low, operatorOne()));
        QCOMPARE(saved->finger(FingerPosition::LeftRing)->manualReason, u"worn-skin"_s);
        QCOMPARE(saved->finger(FingerPosition::LeftRing)->acceptFrom, 40);
        QCOMPARE(settled(world.vault().list({})).value()[0].vetoedFingers, 1);
        AuditFilter filter;
        filter.events = {u"finger-veto"_s};
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].actor, u"op-1"_s);
        QCOMPARE(entries[0].subject, id.toString());
        QCOMPARE(entries[0].detail, u"finger 9, 31 of 40, worn-skin"_s);
        // Taken again and good: the reason is gone with the picture.
        settled(world.vault().saveSample(id, fingerSample(FingerPosition::LeftRing), operatorOne())).value();
        QCOMPARE(settled(world.vault().list({})).value()[0].vetoedFingers, 0);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void exceptionsAreConfirmedByASecondPersonAndCounted()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id; // one exception: finger 10
        Sample low = fingerSample(FingerPosition::LeftRing);
        low.info.manual = true;
        low.info.manualReason = u"age"_s;
        settled(world.vault().saveSample(id, low, operatorOne())).value();
        QVERIFY(settled(world.vault().fingerFigures())->isEmpty()); // nothing was signed off yet
        settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::SignOff, operatorOne(), {}, {})).value();
        const auto figures = settled(world.vault().fingerFigures()).value();
        QCOMPARE(figures.size(), 1);
        QCOMPARE(figures[0].actor, u"op-1"_s);
        QCOMPARE(figures[0].enrolments, 1);
        QCOMPARE(figures[0].exceptions, 1);
        QCOMPARE(figures[0].vetoes, 1);
        QCOMPARE(figures[0].exceptionRate(), 10.0);
        AuditFilter filter;
        filter.events = {u"exceptions-confirmed"_s};
        QVERIFY(settled(world.vault().auditEntries(filter))->isEmpty());
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Return, supervisorOne(), u"exception-unproven"_s, {})).value();
        QVERIFY(settled(world.vault().auditEntries(filter))->isEmpty()); // returned is not confirmed
        world.login(operatorOne()).value();
        settled(world.vault().act(id, Act::Reopen, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::SignOff, operatorOne(), {}, {})).value();
        QCOMPARE(settled(world.vault().fingerFigures()).value()[0].enrolments, 1); // the same enrolment
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Approve, supervisorOne(), {}, {})).value();
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].actor, supervisorOne().id);
        QCOMPARE(entries[0].detail, u"fingers 10"_s);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }
};

QTEST_GUILESS_MAIN(TestFingerNotes)
#include "tst_fingernotes.moc"
