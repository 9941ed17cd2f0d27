#include "sync/media/mediaexport.h"
#include "sync/packet.h"
#include "sync/uploadengine.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 20000;

const std::atomic<bool> never = false;

bool writeTo(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// What runs beside the service: disks, and the comparison with a station.
class TestCentralJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void aDiskReachesCentralAndItsReceiptsClear();
    void bothWaysIsOne();
    void aDiskThatWasChangedIsRefused();
    void aStrangersDiskIsRefused();
    void aFullOrAbsentDiskLeavesNothing();
    void agreementAndGap();
    void aCopyOfAStationIsAFork();
    void chunksAreDividedByDay();

private:
    std::unique_ptr<UploadEngine> engine(MemoryStore &store,
                                         const std::shared_ptr<StationIdentity> &station) const;
    /// Seals what was approved without sending it.
    void sealAll(MemoryStore &store, const std::shared_ptr<StationIdentity> &station) const;
    QString value(const QString &sql) const { return m_central->query(sql); }
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralJobs::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    QVERIFY(m_strangers.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start());
}

std::unique_ptr<UploadEngine> TestCentralJobs::engine(MemoryStore &store,
                                                      const std::shared_ptr<StationIdentity> &station) const
{
    return std::make_unique<UploadEngine>(
        m_central->engineOptions(), store, [station]() -> Answer<std::shared_ptr<StationIdentity>> {
            return QtConcurrent::run(
                [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> {
                    return station;
                });
        });
}

void TestCentralJobs::sealAll(MemoryStore &store, const std::shared_ptr<StationIdentity> &station) const
{
    const auto waiting = store.awaitingSeal().result();
    QVERIFY(waiting);
    for (const EnrolmentId &id : *waiting) {
        const auto input = store.beginSeal(id).result();
        const auto packet = sealPacket(
            *input, *station, {{m_pki.pem(u"recipient.crt"_s)}, u"test"_s, QDateTime::currentDateTimeUtc()});
        QVERIFY(packet);
        QVERIFY(store.storeSealed(id, *packet).result());
    }
}

void TestCentralJobs::aDiskReachesCentralAndItsReceiptsClear()
{
    const auto van = m_pki.station(u"VAN-01"_s);
    MemoryStore store;
    for (int n = 1; n <= 3; ++n)
        store.approve(sampleInput(n, 60000));
    sealAll(store, van);
    QTemporaryDir disk;
    const MediaWork work{store, *van, never, QDateTime::currentDateTimeUtc()};
    QList<int> steps;
    MediaWork told = work;
    told.progress = [&steps](int done, int all) {
        QCOMPARE(all, 6); // each is written and read back
        steps.append(done);
    };
    const MediaReport copied = copyQueue(told, disk.path());
    QCOMPARE(steps, (QList<int>{1, 2, 3, 4, 5, 6}));
    QCOMPARE(copied.fault, MediaFault::None);
    QCOMPARE(copied.packets, 3);
    QVERIFY(copied.folder.startsWith(disk.path() + u"/indraj-VAN-01-"_s));
    QCOMPARE(store.erased(), 0);
    QCOMPARE(takeReceipts(work, copied.folder, m_pki.pem(u"receipt.crt"_s)).fault, MediaFault::NotOurs);

    QCOMPARE(m_central->runCommand({u"import"_s, copied.folder}), 0);
    QCOMPARE(
        value(u"select count(*) from intake.packet where station = 'VAN-01' and stored_at is not null"_s),
        u"3"_s);
    QVERIFY(cms::verify(fileBytes(copied.folder + u"/import-receipt.p7s"_s), m_pki.pem(u"receipt.crt"_s),
                        cms::Anchor::Pinned));
    QCOMPARE(m_central->runCommand({u"import"_s, copied.folder}), 0); // once more changes nothing
    QCOMPARE(value(u"select count(*) from intake.receipt r join intake.packet p on p.id = r.packet"
                   " where p.station = 'VAN-01'"_s),
             u"3"_s);

    // A receipt of another authority clears nothing; central's does.
    const MediaReport wrong = takeReceipts(work, copied.folder, m_strangers.pem(u"receipt.crt"_s));
    QCOMPARE(wrong.refused, 3);
    QCOMPARE(store.erased(), 0);
    const MediaReport cleared = takeReceipts(work, copied.folder, m_pki.pem(u"receipt.crt"_s));
    QCOMPARE(cleared.fault, MediaFault::None);
    QCOMPARE(cleared.packets, 3);
    QCOMPARE(store.erased(), 3);
    QCOMPARE(copyQueue(work, disk.path()).fault, MediaFault::NothingToSend);
}

/// Begun over the line, finished from the disk, and the line finds its receipt.
void TestCentralJobs::bothWaysIsOne()
{
    const auto van = m_pki.station(u"VAN-02"_s);
    MemoryStore store;
    const SealInput input = sampleInput(1, 150000);
    store.approve(input);
    QTemporaryDir disk;
    MediaReport copied;
    {
        const auto sender = engine(store, van);
        connect(
            sender.get(), &Sender::progress, this, [&sender] { sender->setPaused(true); },
            Qt::SingleShotConnection);
        sender->start();
        QTRY_VERIFY_WITH_TIMEOUT(sender->line().paused && store.record(input.packet).committed > 0, patience);
        connect(sender.get(), &Sender::mediaDone, this,
                [&copied](const MediaReport &report) { copied = report; });
        sender->copyTo(disk.path());
        QTRY_COMPARE_WITH_TIMEOUT(copied.packets, 1, patience);
    }
    const qint64 begun = store.record(input.packet).committed;
    QVERIFY(begun > 0 && begun < store.record(input.packet).size);
    QCOMPARE(m_central->runCommand({u"import"_s, copied.folder}), 0);
    const auto sender = engine(store, van);
    sender->start();
    sender->sendNow();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-02'"_s), u"1"_s);
    QCOMPARE(value(u"select sum(length(data)) from intake.chunk where packet = '%1'"_s.arg(
                 input.packet.toString())),
             QString::number(store.record(input.packet).size));
    QCOMPARE(fileBytes(copied.folder + u"/receipts/"_s + input.packet.toString() + u".p7s"_s),
             store.record(input.packet).receipt); // one receipt for ever
}

void TestCentralJobs::aDiskThatWasChangedIsRefused()
{
    const auto van = m_pki.station(u"VAN-03"_s);
    MemoryStore store;
    const SealInput good = sampleInput(1), changed = sampleInput(2), gone = sampleInput(3);
    for (const SealInput &input : {good, changed, gone})
        store.approve(input);
    sealAll(store, van);
    QTemporaryDir disk;
    const MediaReport copied = copyQueue({store, *van, never, QDateTime::currentDateTimeUtc()}, disk.path());
    const QString file = copied.folder + u"/packets/"_s + changed.packet.toString() + u".cms"_s;
    QByteArray bytes = fileBytes(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    QVERIFY(writeTo(file, bytes));
    QVERIFY(QFile::remove(copied.folder + u"/packets/"_s + gone.packet.toString() + u".cms"_s));
    QCOMPARE(m_central->runCommand({u"import"_s, copied.folder}), 1);
    QCOMPARE(
        value(u"select count(*) from intake.packet where station = 'VAN-03' and stored_at is not null"_s),
        u"1"_s);
    const auto receipt = cms::verify(fileBytes(copied.folder + u"/import-receipt.p7s"_s),
                                     m_pki.pem(u"receipt.crt"_s), cms::Anchor::Pinned);
    QVERIFY(receipt);
    QVERIFY(receipt->content.contains("\"why\":\"digest\""));
    QVERIFY(receipt->content.contains("\"why\":\"missing\""));
    // A changed list is nobody's list.
    QByteArray list = fileBytes(copied.folder + u"/list.p7s"_s);
    list[list.size() / 3] = static_cast<char>(list[list.size() / 3] ^ 1);
    QVERIFY(writeTo(copied.folder + u"/list.p7s"_s, list));
    QCOMPARE(m_central->runCommand({u"import"_s, copied.folder}), 70);
}

void TestCentralJobs::aStrangersDiskIsRefused()
{
    const auto stranger = m_strangers.station(u"VAN-04"_s);
    MemoryStore store;
    store.approve(sampleInput(1));
    sealAll(store, stranger);
    QTemporaryDir disk;
    const MediaReport copied
        = copyQueue({store, *stranger, never, QDateTime::currentDateTimeUtc()}, disk.path());
    QCOMPARE(m_central->runCommand({u"import"_s, copied.folder}), 70);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-04'"_s), u"0"_s);
}

void TestCentralJobs::aFullOrAbsentDiskLeavesNothing()
{
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    sealAll(store, m_station);
    QTemporaryDir disk;
    const MediaWork work{store, *m_station, never, QDateTime::currentDateTimeUtc()};
    QCOMPARE(copyQueue(work, disk.path() + u"/absent"_s).fault, MediaFault::CannotWrite);
    const std::atomic<bool> stopped = true;
    QCOMPARE(copyQueue({store, *m_station, stopped, work.now}, disk.path()).fault, MediaFault::Cancelled);
    QVERIFY(QDir(disk.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    store.damage(input.packet);
    QCOMPARE(copyQueue(work, disk.path()).fault, MediaFault::QueueUnreadable);
    QVERIFY(QDir(disk.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
}

void TestCentralJobs::agreementAndGap()
{
    const auto van = m_pki.station(u"VAN-05"_s);
    MemoryStore store;
    store.audit = "some entries";
    store.approve(sampleInput(1));
    store.approve(sampleInput(2));
    {
        const auto sender = engine(store, van);
        sender->start();
        QTRY_COMPARE_WITH_TIMEOUT(sender->line().reconciliation.agreement, Agreement::Agrees, patience);
    }
    QCOMPARE(value(u"select last_sequence || ' ' || cardinality(lost) from intake.statement"
                   " where station = 'VAN-05'"_s),
             u"2 0"_s);
    store.audit += " and more";
    store.extraSequences = 2;
    const auto sender = engine(store, van);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(sender->line().reconciliation.agreement, Agreement::Gap, patience);
    QCOMPARE(sender->line().reconciliation.lost, (QList<qint64>{3, 4}));
    QCOMPARE(value(u"select lost from intake.statement where station = 'VAN-05'"_s), u"{3,4}"_s);
}

void TestCentralJobs::aCopyOfAStationIsAFork()
{
    const auto van = m_pki.station(u"VAN-06"_s);
    MemoryStore first;
    first.audit = "the true history";
    first.approve(sampleInput(1));
    {
        const auto sender = engine(first, van);
        sender->start();
        QTRY_COMPARE_WITH_TIMEOUT(sender->line().reconciliation.agreement, Agreement::Agrees, patience);
    }
    // Another chain, longer than the one central knows: only its hash at the known point tells.
    MemoryStore other;
    other.audit = "another history, which is longer";
    other.approve(sampleInput(2));
    {
        const auto sender = engine(other, van);
        sender->start();
        QTRY_COMPARE_WITH_TIMEOUT(sender->line().reconciliation.agreement, Agreement::Fork, patience);
    }
    // An older copy: the sequence is used again, and the statement goes back. The packet is taken all the
    // same.
    MemoryStore older;
    older.audit = "the true";
    older.approve(sampleInput(1));
    const auto sender = engine(older, van);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(sender->line().reconciliation.agreement, Agreement::Fork, patience);
    QCOMPARE(older.erased(), 1);
    QCOMPARE(sender->line().reconciliation.twice, QList<qint64>{1});
    QCOMPARE(value(u"select count(*) from intake.conflict where station = 'VAN-06' and why = 'sequence'"_s),
             u"1"_s);
    QVERIFY(value(u"select count(*) from intake.audit where station = 'VAN-06' and act = 'statement-back'"_s)
                .toInt()
            > 0);
}

void TestCentralJobs::chunksAreDividedByDay()
{
    QCOMPARE(value(u"select count(distinct tableoid) from intake.chunk"_s), u"1"_s);
    QVERIFY(value(u"select distinct tableoid::regclass::text from intake.chunk"_s)
                .startsWith(u"intake.chunk_2"_s));
    QCOMPARE(value(u"select attstorage from pg_attribute a where attrelid ="
                   " (select tableoid from intake.chunk limit 1) and attname = 'data'"_s),
             u"e"_s);
}

QTEST_GUILESS_MAIN(TestCentralJobs)
#include "tst_centraljobs.moc"
