#include "vaulthelp.h"

#include <QFile>
#include <QTest>

#include <limits>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// What the station says about its own state, and what it refuses because of it.
class TestHealth : public QObject {
    Q_OBJECT

    std::shared_ptr<QDateTime> m_now;

    VaultOptions options() const
    {
        VaultOptions all = cheapOptions();
        all.nowUtc = [now = m_now] { return *now; };
        all.retention.lowBytes = 0;
        return all;
    }

    static StationHealth healthOf(World &world) { return settled(world.vault().health()).value(); }

private Q_SLOTS:
    void init() { m_now = std::make_shared<QDateTime>(QDateTime::currentDateTimeUtc()); }

    void aNewStation()
    {
        World world(options());
        QCOMPARE(settled(world.vault().health()).error().fault, StoreFault::Locked);
        world.login(operatorOne()).value();
        const StationHealth health = healthOf(world);
        QVERIFY(health.freeBytes > 0);
        QCOMPARE(health.floorBytes, 0);
        // 4 MiB each until experience says otherwise; the disk is shared with others.
        QVERIFY(qAbs(health.enrolmentsLeft - health.freeBytes / (4 << 20)) < 100);
        QCOMPARE(health.drafts, 0);
        QCOMPARE(health.waiting, 0);
        QCOMPARE(health.draftDaysLeft, -1);
        QCOMPARE(health.offlineDaysLeft, -1);
        QVERIFY(!health.oldestDraftAt.isValid() && !health.lastReceiptAt.isValid());
        QCOMPARE(health.tpm, TpmState::Absent);
        QCOMPARE(health.warnings, (QList{StationWarning::NoRecovery, StationWarning::TpmAbsent}));
    }

    void enrolmentsAreMeasured()
    {
        World world(options());
        world.sealedPacket(pattern(1, 3'000'000));
        const StationHealth health = healthOf(world);
        QVERIFY(qAbs(health.enrolmentsLeft - health.freeBytes / 6'000'000) < 100);
    }

    void draftsGrowOld()
    {
        World world(options());
        world.login(operatorOne()).value();
        const QDateTime begun = world.draft().createdAt;
        *m_now = m_now->addDays(10);
        world.draft();
        StationHealth health = healthOf(world);
        QCOMPARE(health.drafts, 2);
        QCOMPARE(health.oldestDraftAt, begun);
        QCOMPARE(health.draftDaysLeft, 20);
        QVERIFY(!health.warnings.contains(StationWarning::DraftsOld));
        *m_now = m_now->addDays(13);
        health = healthOf(world);
        QCOMPARE(health.draftDaysLeft, 7);
        QVERIFY(health.warnings.contains(StationWarning::DraftsOld));
        *m_now = m_now->addDays(100);
        QCOMPARE(healthOf(world).draftDaysLeft, 0);
        QVERIFY(
            settled(world.vault().createDraft(operatorOne(), u"first-card"_s, 1))); // old drafts stop nobody
    }

    void tooLongWithoutCentral()
    {
        World world(options());
        const UploadRecord record = world.sealedPacket("packet");
        StationHealth health = healthOf(world);
        QCOMPARE(health.waiting, 1);
        QCOMPARE(health.offlineDaysLeft, 14);
        QVERIFY(!health.warnings.contains(StationWarning::OfflineLong));
        *m_now = m_now->addDays(10).addSecs(-60);
        QCOMPARE(healthOf(world).offlineDaysLeft, 5);
        *m_now = m_now->addSecs(120);
        health = healthOf(world);
        QCOMPARE(health.offlineDaysLeft, 4);
        QVERIFY(health.warnings.contains(StationWarning::OfflineLong));
        QVERIFY(settled(world.vault().createDraft(supervisorOne(), u"first-card"_s, 1)));
        *m_now = m_now->addDays(4);
        health = healthOf(world);
        QCOMPARE(health.offlineDaysLeft, 0);
        QCOMPARE(health.warnings.first(), StationWarning::OfflineTooLong);
        const auto refused = settled(world.vault().createDraft(supervisorOne(), u"first-card"_s, 1));
        QCOMPARE(refused.error().fault, StoreFault::Refused);
        QVERIFY(refused.error().detail.contains(u"central"_s));
        settled(world.vault().recordReceipt(record.packet, "receipt")).value(); // central is there again
        health = healthOf(world);
        QCOMPARE(health.offlineDaysLeft, -1);
        QCOMPARE(health.lastReceiptAt, *m_now);
        QVERIFY(settled(world.vault().createDraft(supervisorOne(), u"first-card"_s, 1)));
    }

    void theFloorOfTheDisk()
    {
        VaultOptions full = options();
        World world(full);
        full.minimumFreeBytes = std::numeric_limits<qint64>::max() / 2;
        full.ballastBytes = 4096; // there is no room for it above such a floor
        world.restart(full);
        world.login(operatorOne()).value();
        const StationHealth health = healthOf(world);
        QCOMPARE(health.floorBytes, full.minimumFreeBytes);
        QCOMPARE(health.enrolmentsLeft, 0);
        QCOMPARE(health.warnings,
                 (QList{StationWarning::DiskFloor, StationWarning::NoRecovery, StationWarning::TpmAbsent,
                        StationWarning::BallastMissing}));
        QCOMPARE(settled(world.vault().createDraft(operatorOne(), u"first-card"_s, 1)).error().fault,
                 StoreFault::DiskFull);
        VaultOptions low = options();
        low.retention.lowBytes = std::numeric_limits<qint64>::max();
        world.restart(low);
        world.login(operatorOne()).value();
        QCOMPARE(healthOf(world).warnings.first(), StationWarning::DiskLow);
        QVERIFY(settled(world.vault().createDraft(operatorOne(), u"first-card"_s, 1)));
    }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
