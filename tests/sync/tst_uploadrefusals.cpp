#include "sync/cms.h"
#include "tests/sync/enginebench.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// What the engine takes from nobody, and what is taken from it by nobody: strangers, other receipts, other
/// content, damage.
class TestUploadRefusals : public EngineBench {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void init() { m_central->kill(); }
    void strangersCertificateIsRefused();
    void strangersCentralIsRefused();
    void receiptOfAnotherSignerErasesNothing();
    void aReceiptNamesTheAuditHeadThatWasSent();
    void otherContentUnderTheSameIdIsAConflict();
    void damagedPacketIsNotSent();
    void unsealableIsRecordedAndHoldsUpNobody();
};

void TestUploadRefusals::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(makeBench());
}

void TestUploadRefusals::strangersCertificateIsRefused()
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

void TestUploadRefusals::strangersCentralIsRefused()
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

void TestUploadRefusals::receiptOfAnotherSignerErasesNothing()
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

void TestUploadRefusals::aReceiptNamesTheAuditHeadThatWasSent()
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

void TestUploadRefusals::otherContentUnderTheSameIdIsAConflict()
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

void TestUploadRefusals::damagedPacketIsNotSent()
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

void TestUploadRefusals::unsealableIsRecordedAndHoldsUpNobody()
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

QTEST_GUILESS_MAIN(TestUploadRefusals)
#include "tst_uploadrefusals.moc"
