#include "tests/sync/cuttingproxy.h"
#include "tests/sync/enginebench.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// Packets on their way, and what may come between.
class TestUploadEngine : public EngineBench {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void sealsSendsAndErases();
    void sendsByItselfWhenCentralComesUp();
    void resumesAfterCentralWasKilled();
    void lostAnswersMakeNoDuplicate();
    void waitsWhileTheDatabaseIsAway();
    void stopCutsAnUploadAndStartResumesIt();
    void aClockSetBackHoldsNothing();
};

void TestUploadEngine::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(makeBench());
}

void TestUploadEngine::cleanupTestCase() { m_central.reset(); }

void TestUploadEngine::init() { m_central->kill(); }

void TestUploadEngine::sealsSendsAndErases()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput first = sampleInput(1);
    store.approve(first);
    const auto sender = engine(store, m_central->engineOptions());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QTRY_VERIFY(sender->line().online);
    QTRY_COMPARE(sender->line().unsent, 0);
    QVERIFY(sender->line().latencyMs >= 0);

    const UploadRecord tombstone = store.record(first.packet);
    QVERIFY(!tombstone.receipt.isEmpty());
    QCOMPARE(bytesAtCentral(first.packet), tombstone.size);
    const QString stored = m_central->query(
        u"select encode(sha256, 'hex') || stored_at::text from intake.packet where id = '%1'"_s.arg(
            first.packet.toString()));
    QVERIFY(stored.startsWith(QString::fromLatin1(tombstone.sha256.toHex())));
    QCOMPARE(m_central->query(
                 u"select count(*) from intake.announced where packet = '%1'"_s.arg(first.packet.toString())),
             u"1"_s);

    // A packet of one chunk: list, create with its bytes, receipt, and no round trip more. The list comes
    // first.
    const qsizetype list = m_central->log().indexOf(R"("route":"/v1/manifest")");
    QVERIFY(list >= 0 && list < m_central->log().indexOf(R"("route":"/v1/packets")"));
    QTRY_VERIFY(m_central->log().contains(R"("route":"/v1/packets/{id}/receipt")"));
    QVERIFY(!m_central->log().contains(R"("route":"/v1/packets/{id}")"));

    // A kick after the next approvals is enough.
    store.approve(sampleInput(2));
    store.approve(sampleInput(3));
    sender->checkQueue();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 3, patience);
    QVERIFY(!m_central->log().contains("name"));
}

void TestUploadEngine::sendsByItselfWhenCentralComesUp()
{
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    const auto sender = engine(store, m_central->engineOptions());
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 2, patience);
    QCOMPARE(store.record(input.packet).lastFault, UploadFault::NoConnection);
    QTRY_VERIFY(!sender->line().online && sender->line().nextAttempt.isValid());
    QCOMPARE(store.erased(), 0);
    QVERIFY(m_central->start());
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
}

void TestUploadEngine::resumesAfterCentralWasKilled()
{
    QVERIFY(m_central->start());
    const int before = packetsAtCentral();
    MemoryStore store;
    const SealInput input = sampleInput(1, 150000);
    store.approve(input);
    const auto sender = engine(store, m_central->engineOptions());
    QList<qint64> offsets;
    connect(sender.get(), &Sender::progress, this, [this, &offsets](PacketId, qint64 committed, qint64) {
        offsets.append(committed);
        if (offsets.size() == 2)
            m_central->kill();
    });
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 1, patience);
    const UploadRecord stopped = store.record(input.packet);
    QVERIFY(stopped.committed > 0 && stopped.committed < stopped.size);
    QCOMPARE(stopped.state, EnrolmentState::Sending);
    QVERIFY(m_central->start());
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QVERIFY(std::is_sorted(offsets.cbegin(), offsets.cend()));
    QCOMPARE(packetsAtCentral(), before + 1);
    QCOMPARE(bytesAtCentral(input.packet), stopped.size);
}

void TestUploadEngine::lostAnswersMakeNoDuplicate()
{
    QVERIFY(m_central->start());
    const int before = packetsAtCentral();
    CuttingProxy proxy(m_central->port());
    // More than handshake, announcement and create: what is lost is the answer to a chunk.
    proxy.loseAnswers(3, 30000);
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(proxy.port());
    MemoryStore store;
    const SealInput large = sampleInput(1, 50000);
    const SealInput oneChunk = sampleInput(2, 5000);
    store.approve(large);
    store.approve(oneChunk);
    const auto sender = engine(store, options);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 2, patience);
    QCOMPARE(proxy.lost(), 3);
    QCOMPARE(packetsAtCentral(), before + 2);
    QCOMPARE(bytesAtCentral(large.packet), store.record(large.packet).size);
    QCOMPARE(bytesAtCentral(oneChunk.packet), store.record(oneChunk.packet).size);
}

void TestUploadEngine::waitsWhileTheDatabaseIsAway()
{
    QVERIFY(m_central->start("retry_after_s = 1\n"));
    QVERIFY(m_central->stopDatabase());
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    const auto sender = engine(store, m_central->engineOptions());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::Busy, patience);
    const UploadRecord waiting = store.record(input.packet);
    QVERIFY(waiting.lastTryAt.msecsTo(waiting.notBefore)
            >= 1000); // Retry-After, although our own first is 100 ms
    QVERIFY(m_central->resumeDatabase());
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
}

void TestUploadEngine::stopCutsAnUploadAndStartResumesIt()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput input = sampleInput(1, 150000);
    store.approve(input);
    const auto sender = engine(store, m_central->engineOptions());
    QSignalSpy moved(sender.get(), &Sender::progress);
    sender->start();
    QVERIFY(moved.wait(patience));
    sender->stop();
    QTRY_VERIFY(!sender->line().nextAttempt.isValid());
    const UploadRecord stopped = store.record(input.packet);
    QVERIFY(stopped.committed > 0);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QCOMPARE(bytesAtCentral(input.packet), store.record(input.packet).size);
}

void TestUploadEngine::aClockSetBackHoldsNothing()
{
    std::atomic<int> years = 0;
    EngineOptions options = m_central->engineOptions();
    options.nowUtc = [&years] { return QDateTime::currentDateTimeUtc().addYears(years); };
    MemoryStore store;
    const SealInput input = sampleInput(1);
    {
        // An idle line that is down: only the engine's own plan brings the next look at it.
        const auto idle = engine(store, options);
        QSignalSpy looks(idle.get(), &Sender::lineChanged);
        idle->start();
        QTRY_VERIFY_WITH_TIMEOUT(idle->line().lastFault == UploadFault::NoConnection && looks.count() > 2,
                                 patience);
        years = -10;
        const auto before = looks.count();
        QTRY_VERIFY_WITH_TIMEOUT(looks.count() > before + 4, patience);
        QVERIFY(m_central->start());
        QTRY_VERIFY_WITH_TIMEOUT(idle->line().online, patience);
    }
    // And a packet that was put off by a clock ten years ahead.
    m_central->kill();
    years = 0;
    store.approve(input);
    const auto sender = engine(store, options);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 1, patience);
    years = -10;
    QVERIFY(m_central->start());
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
}

QTEST_GUILESS_MAIN(TestUploadEngine)
#include "tst_uploadengine.moc"
