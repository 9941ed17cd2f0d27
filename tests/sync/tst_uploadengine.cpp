#include "sync/uploadengine.h"

#include "sync/cms.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/cuttingproxy.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"

#include <QSignalSpy>
#include <QTest>
#include <QtConcurrentRun>

#include <atomic>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 20000;

IdentitySource identityOf(const std::shared_ptr<StationIdentity> &station)
{
    return [station]() -> Answer<std::shared_ptr<StationIdentity>> {
        return QtConcurrent::run(
            [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> { return station; });
    };
}

} // namespace

class TestUploadEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void sealsSendsAndErases();
    void sendsByItselfWhenCentralComesUp();
    void resumesAfterCentralWasKilled();
    void lostAnswersMakeNoDuplicate();
    void strangersCertificateIsRefused();
    void strangersCentralIsRefused();
    void receiptOfAnotherSignerErasesNothing();
    void aReceiptNamesTheAuditHeadThatWasSent();
    void otherContentUnderTheSameIdIsAConflict();
    void damagedPacketIsNotSent();
    void unsealableIsRecordedAndHoldsUpNobody();
    void waitsWhileTheDatabaseIsAway();
    void stopCutsAnUploadAndStartResumesIt();
    void aClockSetBackHoldsNothing();

private:
    std::unique_ptr<UploadEngine> engine(MemoryStore &store, const EngineOptions &options) const;
    int packetsAtCentral() const { return m_central->query(u"select count(*) from intake.packet"_s).toInt(); }
    qint64 bytesAtCentral(PacketId packet) const;
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

void TestUploadEngine::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    QVERIFY(m_strangers.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
}

void TestUploadEngine::cleanupTestCase() { m_central.reset(); }

void TestUploadEngine::init() { m_central->kill(); }

std::unique_ptr<UploadEngine> TestUploadEngine::engine(MemoryStore &store, const EngineOptions &options) const
{
    return std::make_unique<UploadEngine>(options, store, identityOf(m_station));
}

qint64 TestUploadEngine::bytesAtCentral(PacketId packet) const
{
    return m_central
        ->query(u"select coalesce(sum(length(data)), 0) from intake.chunk where packet = '%1'"_s.arg(
            packet.toString()))
        .toLongLong();
}

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

void TestUploadEngine::strangersCertificateIsRefused()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    const auto stranger = m_strangers.station(u"TRN-01"_s);
    QVERIFY(stranger);
    UploadEngine sender(m_central->engineOptions(), store, identityOf(stranger));
    sender.start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 1, patience);
    QCOMPARE(store.record(input.packet).lastFault, UploadFault::TlsRefused);
    QCOMPARE(bytesAtCentral(input.packet), 0);
    QTRY_COMPARE(sender.line().lastFault, UploadFault::TlsRefused);
}

void TestUploadEngine::strangersCentralIsRefused()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    EngineOptions options = m_central->engineOptions();
    options.trustPem = m_strangers.pem(u"root.crt"_s);
    const auto sender = engine(store, options);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 1, patience);
    QCOMPARE(store.record(input.packet).lastFault, UploadFault::NotCentral);
    QCOMPARE(bytesAtCentral(input.packet), 0);
}

void TestUploadEngine::receiptOfAnotherSignerErasesNothing()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    EngineOptions options = m_central->engineOptions();
    options.receiptPem = m_strangers.pem(u"receipt.crt"_s);
    {
        const auto sender = engine(store, options);
        sender->start();
        QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 2, patience);
    }
    QCOMPARE(store.record(input.packet).lastFault, UploadFault::ReceiptInvalid);
    QCOMPARE(store.erased(), 0);
    QVERIFY(!store.bytes(input.packet).isEmpty());
    // With the right pin the same packet is finished without sending a byte again.
    const auto sender = engine(store, m_central->engineOptions());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QCOMPARE(m_central->query(
                 u"select count(*) from intake.receipt where packet = '%1'"_s.arg(input.packet.toString())),
             u"1"_s);
}

void TestUploadEngine::aReceiptNamesTheAuditHeadThatWasSent()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput input = sampleInput(1);
    const QByteArray said = R"("audit":{"head":")" + input.auditHead.toHex() + R"(","sequence":)"
        + QByteArray::number(input.auditSequence) + "},";
    store.approve(input);
    EngineOptions wrongPin = m_central->engineOptions();
    wrongPin.receiptPem = m_strangers.pem(u"receipt.crt"_s);
    const auto tryOnce = [&](const EngineOptions &options) {
        const int before = store.record(input.packet).failures;
        const auto sender = engine(store, options);
        sender->start();
        QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures > before || store.erased() == 1,
                                 patience);
    };
    tryOnce(wrongPin); // so that central has a receipt and the station still needs it
    const QString where = u" where packet = '%1'"_s.arg(input.packet.toString());
    const QByteArray made = QByteArray::fromHex(
        m_central->query(u"select encode(receipt, 'hex') from intake.receipt"_s + where).toLatin1());
    QVERIFY2(made.contains(said), made.constData());
    // Central's key signs something else: another head, or the receipt of an older central.
    const auto replace = [&](const QByteArray &json) {
        const QByteArray other = m_pki.signedAs(u"receipt"_s, json);
        m_central->query(u"alter table intake.receipt disable trigger receipt_only_grows;"
                         "update intake.receipt set receipt = '\\x%1'%2;"
                         "alter table intake.receipt enable trigger receipt_only_grows"_s.arg(
                             QString::fromLatin1(other.toHex()), where));
    };
    const auto verified = cms::verify(made, m_pki.pem(u"receipt.crt"_s), cms::Anchor::Pinned);
    QVERIFY(verified);
    QByteArray otherHead = verified->content;
    otherHead.replace(input.auditHead.toHex(), QByteArray(64, 'e'));
    QByteArray none = verified->content;
    none.replace(said, "").replace("receiptVersion\":2", "receiptVersion\":1");
    for (const QByteArray &json : {otherHead, none}) {
        replace(json);
        tryOnce(m_central->engineOptions());
        QCOMPARE(store.record(input.packet).lastFault, UploadFault::ReceiptOtherHead);
        QCOMPARE(store.erased(), 0);
        QVERIFY(!store.bytes(input.packet).isEmpty());
    }
    // The older central's is good for what was begun before.
    store.begunByAnOlderProgram(input.packet);
    tryOnce(m_central->engineOptions());
    QCOMPARE(store.erased(), 1);
}

void TestUploadEngine::otherContentUnderTheSameIdIsAConflict()
{
    QVERIFY(m_central->start());
    const SealInput original = sampleInput(1);
    MemoryStore first;
    first.approve(original);
    {
        const auto sender = engine(first, m_central->engineOptions());
        sender->start();
        QTRY_COMPARE_WITH_TIMEOUT(first.erased(), 1, patience);
    }
    MemoryStore second;
    SealInput other = sampleInput(1);
    other.packet = original.packet;
    second.approve(other);
    const SealInput good = sampleInput(2);
    second.approve(good);
    const auto sender = engine(second, m_central->engineOptions());
    sender->start();
    // The bad one neither blocks nor spoils the good one behind it.
    QTRY_COMPARE_WITH_TIMEOUT(second.record(good.packet).state, EnrolmentState::Erased, patience);
    QTRY_COMPARE(second.record(other.packet).lastFault, UploadFault::Conflict);
    QVERIFY(!second.bytes(other.packet).isEmpty());
    QCOMPARE(bytesAtCentral(original.packet), first.record(original.packet).size);
}

void TestUploadEngine::damagedPacketIsNotSent()
{
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    const auto sender = engine(store, m_central->engineOptions());
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 1, patience);
    store.damage(input.packet);
    QVERIFY(m_central->start());
    sender->sendNow();
    QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::LocalDamage, patience);
    QCOMPARE(bytesAtCentral(input.packet), 0);
}

void TestUploadEngine::unsealableIsRecordedAndHoldsUpNobody()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    SealInput torn = sampleInput(1);
    torn.samples.removeLast();
    store.approve(torn);
    const SealInput good = sampleInput(2);
    store.approve(good);
    const auto sender = engine(store, m_central->engineOptions());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    const UploadRecord waiting = store.record(torn.packet);
    QCOMPARE(waiting.state, EnrolmentState::Approved);
    QCOMPARE(waiting.lastFault, UploadFault::SealFailed);
    QVERIFY(waiting.failures >= 1 && waiting.lastTryAt.isValid() && !waiting.lastDetail.isEmpty());
    QCOMPARE(store.record(good.packet).state, EnrolmentState::Erased);
    QTRY_COMPARE(sender->line().unsent, 1);
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
