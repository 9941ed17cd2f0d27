#include "vaulthelp.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
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

    void memoryThatMayBeSwappedIsTold()
    {
        VaultOptions open = options();
        open.memoryKeep = [] { return MemoryKeep::MayReachDisk; };
        World world(open);
        world.login(operatorOne()).value();
        QCOMPARE(healthOf(world).memory, MemoryKeep::MayReachDisk);
        QVERIFY(healthOf(world).warnings.contains(StationWarning::MemoryOnDisk));
    }

    void swapAreasAreRead()
    {
        const QByteArray header = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
        QVERIFY(swapAreas({}).isEmpty());
        QVERIFY(swapAreas(header).isEmpty());
        QCOMPARE(swapAreas(header
                           + "/dev/dm-1                               partition\t998396\t\t0\t\t-2\n"
                             "/my\\040swap                              file\t\t65532\t\t0\t\t-3\n"),
                 (QStringList{u"/dev/dm-1"_s, u"/my swap"_s}));
    }

    /// Block devices as sysfs shows them.
    void swapInTheOpenIsKnown()
    {
        QTemporaryDir system;
        const auto put = [&system](const QString &file, const QByteArray &text) {
            const QString path = system.filePath(file);
            QFile to(path);
            return QDir().mkpath(QFileInfo(path).path()) && to.open(QIODevice::WriteOnly)
                && to.write(text) == text.size();
        };
        const auto lieOn = [&system](const QString &upper, const QString &lower) {
            const QString folder = system.filePath(upper + "/slaves"_L1);
            return QDir().mkpath(system.filePath(lower)) && QDir().mkpath(folder)
                && QFile::link(system.filePath(lower), folder + u'/' + lower);
        };
        QVERIFY(put(u"dm-0/dm/uuid"_s, "CRYPT-LUKS2-0123-swap\n"));
        QVERIFY(put(u"dm-1/dm/uuid"_s, "LVM-abcdef\n") && lieOn(u"dm-1"_s, u"dm-0"_s));
        QVERIFY(put(u"dm-2/dm/uuid"_s, "LVM-abcdef\n") && lieOn(u"dm-2"_s, u"sda5"_s));
        QVERIFY(put(u"dm-3/dm/uuid"_s, "LVM-abcdef\n") && lieOn(u"dm-3"_s, u"dm-0"_s)
                && lieOn(u"dm-3"_s, u"sda5"_s));
        QVERIFY(lieOn(u"dm-4"_s, u"dm-4"_s)); // no real one, but it must end
        QVERIFY(put(u"zram0/backing_dev"_s, "none\n") && put(u"zram1/backing_dev"_s, "/dev/sda6\n"));
        const auto keeps = [&system](const char *name) {
            return keepsSecrets(system.filePath(QString::fromLatin1(name)));
        };
        QVERIFY(keeps("dm-0") && keeps("dm-1") && keeps("zram0"));
        QVERIFY(!keeps("sda5") && !keeps("dm-2") && !keeps("dm-3") && !keeps("dm-4") && !keeps("zram1"));
        QVERIFY(!keeps("nothing") && !keepsSecrets({}));
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
