#include "tests/central/wire.h"
#include "tests/sync/diskbench.h"
#include "tests/sync/latestore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// A van's disk at a centre with a better line: what the centre may, what comes to central, what goes back.
class TestDiskCarry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void aDiskIsShownBeforeItIsSent();
    void itReachesCentralAndItsReceiptsClearTheVan();
    void whatCentralHasIsNotSentAgain();
    void bothWaysAtOnceIsOne();
    void aPulledDiskGoesOnWhereItStopped();
    void afterARestartItGoesOnByItself();
    void aDiskBegunBeforeTheVaultAnswers();
    void onlyTheSameDiskGoesOn();
    void aLineThatIsAwayIsWaitedFor();
    void oneBadPacketDoesNotKeepTheOthers();
    void ownPacketsAndAPauseComeFirst();
    void afterAShiftNobodyHoldsTheKey();

private:
    std::unique_ptr<UploadEngine> centre(const EngineOptions &options);
    EngineOptions patient() const; ///< looks for a disk often
    void cutShort(MemoryStore &vault, const Van &van);
    QString value(const QString &sql) const { return m_central->query(sql); }
    /// Every packet of the van is at central, once and whole, as the van's.
    bool isAtCentral(const Van &van) const;
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
    MemoryStore m_own;
};

void TestDiskCarry::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start());
}

std::unique_ptr<UploadEngine> TestDiskCarry::centre(const EngineOptions &options)
{
    auto sender = engineOf(options, m_own, m_station);
    sender->start();
    return sender;
}

EngineOptions TestDiskCarry::patient() const
{
    EngineOptions options = m_central->engineOptions();
    options.diskInterval = std::chrono::milliseconds(50);
    return options;
}

/// Sends one packet of the disk on and ends as the program does.
void TestDiskCarry::cutShort(MemoryStore &vault, const Van &van)
{
    const auto sender = engineOf(patient(), vault, m_station);
    sender->start();
    QSignalSpy ended(sender.get(), &Sender::carried);
    connect(sender.get(), &Sender::carryProgress, this, [&sender](const CarryProgress &now) {
        if (now.done == 1)
            sender->stop();
    });
    sender->carryDisk(van.copied.folder);
    QVERIFY(ended.wait(diskPatience));
    QCOMPARE(ended.first().first().value<CarryReport>().fault, CarryFault::Stopped);
}

bool TestDiskCarry::isAtCentral(const Van &van) const
{
    return value(u"select count(*) from intake.packet p where station = '%1' and stored_at is not null and"
                 " sha256 = (select sha256(string_agg(data, ''::bytea order by start)) from intake.chunk c"
                 " where c.packet = p.id)"_s.arg(van.station->stationId))
               .toInt()
        == van.inputs.size();
}

void TestDiskCarry::aDiskIsShownBeforeItIsSent()
{
    Van van(m_pki, u"VAN-01"_s, 3);
    const auto sender = centre(m_central->engineOptions());
    const CarryPreview preview = lookAt(*sender, van.disk.path()); // the disk, not the folder on it
    QCOMPARE(preview.fault, CarryFault::None);
    QCOMPARE(preview.folder, van.copied.folder);
    QCOMPARE(preview.station, u"VAN-01"_s);
    QCOMPARE(preview.packets, 3);
    QCOMPARE(preview.bytes, van.copied.bytes);
    QCOMPARE(preview.atCentral, 0);
    QVERIFY(!QFile::exists(van.copied.folder + u"/receipts"_s)); // looking writes nothing
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-01'"_s), u"0"_s);
    // Without central it is still said what lies there.
    EngineOptions away = m_central->engineOptions();
    away.central.setPort(CentralFixture::freePort());
    const auto alone = centre(away);
    const CarryPreview offline = lookAt(*alone, van.copied.folder);
    QCOMPARE(offline.fault, CarryFault::None);
    QCOMPARE(offline.packets, 3);
    QCOMPARE(offline.atCentral, -1);
    QCOMPARE(offline.line, UploadFault::NoConnection);
}

void TestDiskCarry::itReachesCentralAndItsReceiptsClearTheVan()
{
    Van van(m_pki, u"VAN-02"_s, 3, 150000);
    const auto sender = centre(m_central->engineOptions());
    QList<CarryProgress> steps;
    connect(sender.get(), &Sender::carryProgress, this,
            [&steps](const CarryProgress &now) { steps.append(now); });
    const CarryReport report = carryAll(*sender, van.disk.path());
    QCOMPARE(report.fault, CarryFault::None);
    QCOMPARE(report.packets, 3);
    QCOMPARE(report.refused, 0);
    QVERIFY(steps.size() >= 4);
    QCOMPARE(steps.last().done, 3);
    QCOMPARE(steps.last().sent, van.copied.bytes);
    QVERIFY(isAtCentral(van));
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'TRN-01'"_s), u"0"_s);
    // Who brought it is written down, and the van's list is evidence as if it had come over its own line.
    QCOMPARE(value(u"select count(*) from intake.carried where carrier = 'TRN-01' and station = 'VAN-02'"
                   " and not already"_s),
             u"3"_s);
    QCOMPARE(value(u"select count(*) from intake.audit where station = 'VAN-02' and act ="
                   " 'carried-by-TRN-01'"_s),
             u"1"_s);
    QCOMPARE(value(u"select count(*) from intake.announced where station = 'VAN-02' and stored"_s), u"3"_s);
    const auto receipt = cms::verify(fileBytes(van.copied.folder + u"/import-receipt.p7s"_s),
                                     m_pki.pem(u"receipt.crt"_s), cms::Anchor::Pinned);
    QVERIFY(receipt);
    QCOMPARE(receipt->content.count("\"outcome\":\"stored\""), 3);
    const MediaReport cleared = van.takeBack();
    QCOMPARE(cleared.packets, 3);
    QCOMPARE(cleared.refused, 0);
    QCOMPARE(van.store.erased(), 3);
    // Once more: nothing is sent, and the disk is as it was.
    const CarryReport again = carryAll(*sender, van.disk.path());
    QCOMPARE(again.packets, 3);
    QCOMPARE(m_central->runCommand({u"open"_s}), 0);
}

/// The van's own line was quicker with one of them, and central's own import took another disk.
void TestDiskCarry::whatCentralHasIsNotSentAgain()
{
    Van van(m_pki, u"VAN-03"_s, 2);
    {
        const auto line = engineOf(m_central->engineOptions(), van.store, van.station);
        line->start();
        QTRY_COMPARE_WITH_TIMEOUT(van.store.erased(), 2, diskPatience);
    }
    const auto sender = centre(m_central->engineOptions());
    QCOMPARE(lookAt(*sender, van.copied.folder).atCentral, 2);
    const CarryReport report = carryAll(*sender, van.copied.folder);
    QCOMPARE(report.fault, CarryFault::None);
    QCOMPARE(report.packets, 2);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-03'"_s), u"2"_s);
    const QString receipt = van.copied.folder + u"/receipts/"_s + van.inputs[0].packet.toString() + u".p7s"_s;
    QCOMPARE(fileBytes(receipt), van.store.record(van.inputs[0].packet).receipt); // one receipt for ever
    const auto import = cms::verify(fileBytes(van.copied.folder + u"/import-receipt.p7s"_s),
                                    m_pki.pem(u"receipt.crt"_s), cms::Anchor::Pinned);
    QCOMPARE(import->content.count("\"outcome\":\"already\""), 2);
    // The van was cleared before the disk came back: nothing breaks.
    QCOMPARE(van.takeBack().fault, MediaFault::NothingToSend);
}

void TestDiskCarry::bothWaysAtOnceIsOne()
{
    Van van(m_pki, u"VAN-04"_s, 4, 400000);
    const auto sender = centre(m_central->engineOptions());
    const auto line = engineOf(m_central->engineOptions(), van.store, van.station);
    QSignalSpy ended(sender.get(), &Sender::carried);
    sender->carryDisk(van.copied.folder);
    line->start();
    QVERIFY(ended.count() > 0 || ended.wait(diskPatience));
    QCOMPARE(ended.first().first().value<CarryReport>().packets, 4);
    QTRY_COMPARE_WITH_TIMEOUT(van.store.erased(), 4, diskPatience);
    QVERIFY(isAtCentral(van));
    QCOMPARE(value(u"select count(*) from intake.receipt r join intake.packet p on p.id = r.packet"
                   " where p.station = 'VAN-04'"_s),
             u"4"_s);
    QCOMPARE(value(u"select count(*) from intake.conflict where station = 'VAN-04'"_s), u"0"_s);
    QCOMPARE(van.takeBack().fault, MediaFault::NothingToSend);
}

void TestDiskCarry::aPulledDiskGoesOnWhereItStopped()
{
    Van van(m_pki, u"VAN-05"_s, 3, 200000);
    const auto sender = centre(patient());
    const QString away = van.copied.folder + u".away"_s;
    connect(sender.get(), &Sender::carryProgress, this, [&](const CarryProgress &now) {
        if (now.done == 1 && QFile::exists(van.copied.folder))
            QVERIFY(QDir().rename(van.copied.folder, away));
    });
    QCOMPARE(carryAll(*sender, van.copied.folder).fault, CarryFault::DiskGone);
    sender->disconnect(this);
    QTRY_COMPARE_WITH_TIMEOUT(sender->line().awaitedDisk, u"VAN-05"_s, diskPatience);
    QSignalSpy ended(sender.get(), &Sender::carried);
    QVERIFY(QDir().rename(away, van.copied.folder));
    // What is half written when a disk goes is no receipt.
    QVERIFY(!QDir(van.copied.folder + u"/receipts"_s).entryList({u"*.p7s"_s}).isEmpty());
    QVERIFY(ended.count() > 0 || ended.wait(diskPatience)); // nobody has to choose it again
    const auto report = ended.first().first().value<CarryReport>();
    QVERIFY(sender->line().awaitedDisk.isEmpty());
    QCOMPARE(report.fault, CarryFault::None);
    QCOMPARE(report.packets, 3);
    QVERIFY(isAtCentral(van));
    QCOMPARE(van.takeBack().packets, 3);
}

/// The program ends in the middle of it; the next one knows the disk from the vault.
void TestDiskCarry::afterARestartItGoesOnByItself()
{
    Van van(m_pki, u"VAN-19"_s, 3, 200000);
    MemoryStore vault;
    cutShort(vault, van);
    const SendingState left = vault.sendingState().result().value();
    QCOMPARE(left.carry.value_or(UnfinishedCarry()).station, u"VAN-19"_s);
    {
        const auto sender = engineOf(patient(), vault, m_station);
        QSignalSpy ended(sender.get(), &Sender::carried);
        QSignalSpy steps(sender.get(), &Sender::carryProgress);
        sender->start();
        QVERIFY(steps.wait(diskPatience));
        sender->carryDisk(van.disk.path()); // somebody chooses it nevertheless: it is under way
        QVERIFY(ended.count() > 0 || ended.wait(diskPatience));
        const auto report = ended.first().first().value<CarryReport>();
        QCOMPARE(report.fault, CarryFault::None);
        QCOMPARE(report.packets, 3);
        const auto step = steps.first().first().value<CarryProgress>();
        QVERIFY(step.resumed);
        QCOMPARE(step.station, u"VAN-19"_s);
        QVERIFY(step.done >= 1); // not from the beginning
    }
    QVERIFY(isAtCentral(van));
    QCOMPARE(van.takeBack().packets, 3);
    // Finished is finished: nothing is remembered, so the next start looks for nothing.
    QVERIFY(!vault.sendingState().result()->carry);
}

/// What the vault knew before is not more true than what is under way.
void TestDiskCarry::aDiskBegunBeforeTheVaultAnswers()
{
    Van van(m_pki, u"VAN-22"_s, 3, 200000);
    LateStore vault;
    const auto sender = engineOf(patient(), vault, m_station);
    QSignalSpy ended(sender.get(), &Sender::carried);
    QSignalSpy steps(sender.get(), &Sender::carryProgress);
    sender->start();
    sender->carryDisk(van.copied.folder);
    QVERIFY(steps.wait(diskPatience));
    vault.answer();
    sender->setPaused(true); // written down, with what the worker holds for true
    QTRY_VERIFY_WITH_TIMEOUT(vault.written().paused, diskPatience);
    sender->stop();
    QVERIFY(ended.count() > 0 || ended.wait(diskPatience));
    QCOMPARE(ended.first().first().value<CarryReport>().fault, CarryFault::Stopped);
    QTRY_COMPARE_WITH_TIMEOUT(vault.written().carry.value_or(UnfinishedCarry()).station, u"VAN-22"_s,
                              diskPatience);
}

/// Another van's disk in its place is left alone, and a person may give it up.
void TestDiskCarry::onlyTheSameDiskGoesOn()
{
    Van van(m_pki, u"VAN-20"_s, 3, 200000), other(m_pki, u"VAN-21"_s, 1);
    MemoryStore vault;
    cutShort(vault, van);
    const QString away = van.copied.folder + u".away"_s;
    QVERIFY(QDir().rename(van.copied.folder, away));
    QVERIFY(QDir().rename(other.copied.folder, van.copied.folder));
    {
        const auto sender = engineOf(patient(), vault, m_station);
        QSignalSpy steps(sender.get(), &Sender::carryProgress);
        sender->start();
        QTRY_COMPARE_WITH_TIMEOUT(sender->line().awaitedDisk, u"VAN-20"_s, diskPatience);
        QTRY_VERIFY_WITH_TIMEOUT(sender->line().online, diskPatience);
        QCOMPARE(steps.count(), 0);
        const QTemporaryDir none; // what a person tries meanwhile does not make it forgotten
        QCOMPARE(carryAll(*sender, none.path()).fault, CarryFault::NotADisk);
        sender->stop();
        QTRY_VERIFY_WITH_TIMEOUT(sender->line().awaitedDisk.isEmpty(), diskPatience);
        sender->start(); // the next shift has not forgotten it
        QTRY_COMPARE_WITH_TIMEOUT(sender->line().awaitedDisk, u"VAN-20"_s, diskPatience);
        QSignalSpy ended(sender.get(), &Sender::carried);
        sender->stopCarrying();
        QVERIFY(ended.wait(diskPatience));
        QCOMPARE(ended.first().first().value<CarryReport>().fault, CarryFault::Stopped);
        QVERIFY(sender->line().awaitedDisk.isEmpty());
    }
    QVERIFY(!vault.sendingState().result()->carry);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-21'"_s), u"0"_s);
    const auto sender = centre(patient());
    QCOMPARE(carryAll(*sender, away).packets, 3); // chosen again it goes on, from wherever it is
}

void TestDiskCarry::aLineThatIsAwayIsWaitedFor()
{
    Van van(m_pki, u"VAN-06"_s, 3, 200000);
    CentralInstance instance(*m_central);
    QVERIFY(instance.start());
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(instance.port());
    const auto sender = centre(options);
    QSignalSpy ended(sender.get(), &Sender::carried);
    QSignalSpy steps(sender.get(), &Sender::carryProgress);
    const auto now = [&steps] { return steps.last().first().value<CarryProgress>(); };
    sender->carryDisk(van.copied.folder);
    QTRY_VERIFY_WITH_TIMEOUT(!steps.isEmpty() && now().sent > 0, diskPatience);
    instance.kill();
    QTRY_VERIFY_WITH_TIMEOUT(now().waiting != UploadFault::None && now().nextTry.isValid(), diskPatience);
    QCOMPARE(ended.count(), 0);
    QVERIFY(instance.start());
    QVERIFY(ended.count() > 0 || ended.wait(diskPatience));
    QCOMPARE(ended.first().first().value<CarryReport>().packets, 3);
    QCOMPARE(now().waiting, UploadFault::None);
    QVERIFY(isAtCentral(van));
    QCOMPARE(van.takeBack().packets, 3);
}

void TestDiskCarry::oneBadPacketDoesNotKeepTheOthers()
{
    Van van(m_pki, u"VAN-07"_s, 3);
    QByteArray bytes = fileBytes(van.packetFile(0));
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    QVERIFY(writeTo(van.packetFile(0), bytes));
    QVERIFY(QFile::remove(van.packetFile(1)));
    const auto sender = centre(m_central->engineOptions());
    const CarryReport report = carryAll(*sender, van.disk.path());
    QCOMPARE(report.fault, CarryFault::None);
    QCOMPARE(report.packets, 1);
    QCOMPARE(report.refused, 2);
    QCOMPARE(van.takeBack().packets, 1);
    QCOMPARE(van.store.unsent(), 2); // they are safe where they were made
    const auto import = cms::verify(fileBytes(van.copied.folder + u"/import-receipt.p7s"_s),
                                    m_pki.pem(u"receipt.crt"_s), cms::Anchor::Pinned);
    QCOMPARE(import->content.count("\"why\":\"missing\""), 2);
}

void TestDiskCarry::ownPacketsAndAPauseComeFirst()
{
    Van van(m_pki, u"VAN-13"_s, 1);
    const auto sender = centre(m_central->engineOptions());
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().online, diskPatience);
    sender->setPaused(true);
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().paused, diskPatience);
    QSignalSpy ended(sender.get(), &Sender::carried);
    QSignalSpy steps(sender.get(), &Sender::carryProgress);
    sender->carryDisk(van.copied.folder);
    QTRY_VERIFY_WITH_TIMEOUT(steps.count() >= 2, diskPatience);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-13'"_s), u"0"_s);
    sender->stopCarrying();
    QVERIFY(ended.count() > 0 || ended.wait(diskPatience));
    QCOMPARE(ended.takeFirst().first().value<CarryReport>().fault, CarryFault::Stopped);
    sender->setPaused(false);
    QCOMPARE(carryAll(*sender, van.copied.folder).packets, 1);
    // Without a shift there is nobody who carries.
    sender->stop();
    QCOMPARE(carryAll(*sender, van.copied.folder).fault, CarryFault::NotNow);
    QCOMPARE(lookAt(*sender, van.copied.folder).fault, CarryFault::NotNow);
}

/// Who carries is destroyed at the next start only; the station's key must not wait for that.
void TestDiskCarry::afterAShiftNobodyHoldsTheKey()
{
    Van van(m_pki, u"VAN-17"_s, 2, 200000), other(m_pki, u"VAN-18"_s, 2, 200000);
    const auto sender = engineOf(m_central->engineOptions(), m_own, m_station);
    const long idle = m_station.use_count();
    sender->start();
    QCOMPARE(carryAll(*sender, van.copied.folder).packets, 2);
    QSignalSpy ended(sender.get(), &Sender::carried);
    connect(
        sender.get(), &Sender::carryProgress, this, [&sender] { sender->stop(); }, Qt::SingleShotConnection);
    sender->carryDisk(other.copied.folder); // cut in the middle
    QVERIFY(ended.count() > 0 || ended.wait(diskPatience));
    QCOMPARE(ended.first().first().value<CarryReport>().fault, CarryFault::Stopped);
    QTRY_COMPARE_WITH_TIMEOUT(m_station.use_count(), idle, diskPatience);
}

QTEST_GUILESS_MAIN(TestDiskCarry)
#include "tst_diskcarry.moc"
