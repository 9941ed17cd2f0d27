#include "vaulthelp.h"

#include "storage/crypto.h"
#include "storage/stationkey.h"

#include <QDir>
#include <QSet>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A self-signed certificate for `key`; the tests' authority is nobody.
QByteArray certificateFor(const SecretBytes &keyPem, const char *commonName)
{
    std::unique_ptr<BIO, decltype(&BIO_free)> in(
        BIO_new_mem_buf(keyPem.bytes().data(), static_cast<int>(keyPem.size())), &BIO_free);
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(commonName), -1, -1, 0);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_X509(out.get(), certificate.get());
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

} // namespace

/// The way to central: sequence, packet bytes, attempts, receipt, tombstone; and the station's key.
class TestVaultQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void approvalPutsIntoTheQueue()
    {
        World world;
        const Enrolment approved = world.approved();
        QCOMPARE(settled(world.vault().awaitingSeal()).value(), QList<EnrolmentId>{approved.id});
        const auto records = settled(world.vault().uploads()).value();
        QCOMPARE(records.size(), 1);
        QCOMPARE(records[0].state, EnrolmentState::Approved);
        QCOMPARE(records[0].approvedBy, u"sup-1"_s);
        QCOMPARE(records[0].token, approved.token);
        QVERIFY(!records[0].packet.isNull());
        QVERIFY(records[0].approvedAt.isValid() && !records[0].sealedAt.isValid());
    }

    void beginSealReservesOnce()
    {
        World world;
        const EnrolmentId id = world.approved().id;
        const SealInput first = settled(world.vault().beginSeal(id)).value();
        QCOMPARE(first.sequence, 1);
        QCOMPARE(first.auditHead.size(), 32);
        QVERIFY(first.auditSequence > 10);
        QCOMPARE(first.samples.size(), 10);
        for (const Sample &sample : first.samples)
            QVERIFY(!sample.bytes.isEmpty());
        world.restart(); // as after a crash between begin and store
        world.login(supervisorOne()).value();
        const SealInput again = settled(world.vault().beginSeal(id)).value();
        QCOMPARE(again.packet, first.packet);
        QCOMPARE(again.sequence, first.sequence);
        QCOMPARE(again.auditHead, first.auditHead);
        QCOMPARE(again.auditSequence, first.auditSequence);
        const UploadRecord record = settled(world.vault().uploads())->constFirst();
        QCOMPARE(record.auditHead, first.auditHead);
        QCOMPARE(record.auditSequence, first.auditSequence);
        QVERIFY(!record.mayLackHead);
        const EnrolmentId other = world.approved().id;
        QCOMPARE(settled(world.vault().beginSeal(other))->sequence, 2);
    }

    void failureToSealIsKeptUntilItIsSealed()
    {
        World world;
        const EnrolmentId id = world.approved().id;
        settled(world.vault().beginSeal(id)).value();
        UploadRecord record = settled(world.vault().uploads())->constFirst();
        record.lastFault = UploadFault::SealFailed;
        record.failures = 1;
        record.lastDetail = u"fault 3"_s;
        QVERIFY(settled(world.vault().recordAttempt(record)));
        world.restart();
        world.login(supervisorOne()).value();
        const UploadRecord kept = settled(world.vault().uploads())->constFirst();
        QCOMPARE(kept.state, EnrolmentState::Approved);
        QCOMPARE(kept.lastFault, UploadFault::SealFailed);
        QCOMPARE(kept.lastDetail, u"fault 3"_s);
        const auto sealed = settled(world.vault().storeSealed(id, "x"));
        QVERIFY(sealed);
        QCOMPARE(sealed->lastFault, UploadFault::None);
        QCOMPARE(sealed->failures, 0);
    }

    void onlyTheApprovedIsSealed()
    {
        World world;
        const EnrolmentId waiting = world.awaiting().id;
        QCOMPARE(faultOf(settled(world.vault().beginSeal(waiting))), StoreFault::Refused);
        QCOMPARE(faultOf(settled(world.vault().storeSealed(waiting, "x"))), StoreFault::Refused);
        const EnrolmentId approved = world.approved().id;
        QCOMPARE(faultOf(settled(world.vault().storeSealed(approved, "x"))),
                 StoreFault::Invalid); // not begun
        settled(world.vault().beginSeal(approved)).value();
        QVERIFY(settled(world.vault().storeSealed(approved, "x")));
        QCOMPARE(faultOf(settled(world.vault().storeSealed(approved, "y"))), StoreFault::Refused);
        QVERIFY(settled(world.vault().awaitingSeal())->isEmpty());
    }

    void theContentIsReadUntilItIsReceived()
    {
        World world;
        const EnrolmentId id = world.approved().id;
        const SealInput begun = settled(world.vault().beginSeal(id)).value();
        QCOMPARE(faultOf(settled(world.vault().packetContent(begun.packet))), StoreFault::Refused);
        settled(world.vault().storeSealed(id, "x")).value();
        const SealInput content = settled(world.vault().packetContent(begun.packet)).value();
        QCOMPARE(content.packet, begun.packet);
        QCOMPARE(content.sequence, begun.sequence);
        QCOMPARE(content.auditHead, begun.auditHead);
        QCOMPARE(content.enrolment.fields, begun.enrolment.fields);
        QCOMPARE(content.samples.size(), begun.samples.size());
        for (qsizetype i = 0; i < content.samples.size(); ++i)
            QCOMPARE(content.samples.at(i).bytes, begun.samples.at(i).bytes);
        settled(world.vault().recordReceipt(begun.packet, "receipt")).value();
        QCOMPARE(faultOf(settled(world.vault().packetContent(begun.packet))), StoreFault::Refused);
    }

    void packetBytesComeBackInAnyPieces()
    {
        World world;
        const QByteArray packet = pattern(5, 2 * 256 * 1024 + 4321);
        const UploadRecord record = world.sealedPacket(packet);
        QCOMPARE(record.state, EnrolmentState::Sealed);
        QCOMPARE(record.size, packet.size());
        QCOMPARE(record.sha256, sha256(packet));
        VaultService &vault = world.vault();
        const qint64 chunk = 256 * 1024;
        for (const auto &[offset, length] : QList<std::pair<qint64, qint64>>{{0, packet.size()},
                                                                             {0, 1},
                                                                             {chunk - 1, 2},
                                                                             {chunk, chunk},
                                                                             {2 * chunk, 4321},
                                                                             {packet.size() - 1, 100},
                                                                             {packet.size(), 100},
                                                                             {100, 0}}) {
            QCOMPARE(settled(vault.packetBytes(record.packet, offset, length)).value(),
                     packet.mid(offset, length));
        }
        QCOMPARE(faultOf(settled(vault.packetBytes(record.packet, packet.size() + 1, 1))),
                 StoreFault::Invalid);
        QCOMPARE(faultOf(settled(vault.packetBytes(record.packet, -1, 1))), StoreFault::Invalid);
        QCOMPARE(faultOf(settled(vault.packetBytes(PacketId::create(), 0, 1))), StoreFault::NotFound);
    }

    void attemptsAreRemembered()
    {
        World world;
        UploadRecord record = world.sealedPacket(pattern(5, 5000));
        record.failures = 3;
        record.lastFault = UploadFault::TlsRefused;
        record.lastDetail = u"certificate expired"_s;
        record.requestId = u"r-77"_s;
        record.lastTryAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
        record.notBefore = record.lastTryAt.addSecs(60);
        QVERIFY(settled(world.vault().recordAttempt(record)));
        world.restart();
        world.login(supervisorOne()).value();
        UploadRecord stored = settled(world.vault().uploads())->at(0);
        QCOMPARE(stored.failures, 3);
        QCOMPARE(stored.lastFault, UploadFault::TlsRefused);
        QCOMPARE(stored.lastDetail, record.lastDetail);
        QCOMPARE(stored.requestId, record.requestId);
        QCOMPARE(stored.lastTryAt, record.lastTryAt);
        QCOMPARE(stored.notBefore, record.notBefore);
        QCOMPARE(stored.state, EnrolmentState::Sealed);
        stored.committed = 4096;
        QVERIFY(settled(world.vault().recordAttempt(stored)));
        stored = settled(world.vault().uploads())->at(0);
        QCOMPARE(stored.state, EnrolmentState::Sending);
        QCOMPARE(stored.committed, 4096);
        stored.committed = 5001;
        QCOMPARE(faultOf(settled(world.vault().recordAttempt(stored))), StoreFault::Invalid);
    }

    void theSendersStateIsRemembered()
    {
        World world;
        UploadRecord record = world.sealedPacket(pattern(5, 5000));
        QCOMPARE(record.service, u"first-card"_s);
        QCOMPARE(record.tries, 0);
        record.tries = 7;
        QVERIFY(settled(world.vault().recordAttempt(record)));
        SendingState state = settled(world.vault().sendingState()).value();
        QVERIFY(!state.paused && !state.day.isValid() && state.dayBytes == 0);
        state = {true, QDate(2026, 3, 4), 123456,
                 UnfinishedCarry{u"/media/disk/indraj-VAN-07-x"_s, u"VAN-07"_s, QByteArray(32, 'd')}};
        QVERIFY(settled(world.vault().recordSendingState(state)));
        world.restart();
        QCOMPARE(faultOf(settled(world.vault().sendingState())), StoreFault::Locked);
        world.login(supervisorOne()).value(); // neither has broken the seal of the enrolment
        QCOMPARE(settled(world.vault().sendingState()).value(), state);
        QCOMPARE(settled(world.vault().uploads())->at(0).tries, 7);
        QCOMPARE(faultOf(settled(world.vault().recordSendingState({false, {}, -1}))), StoreFault::Invalid);
        state.carry->listSha256.chop(1);
        QCOMPARE(faultOf(settled(world.vault().recordSendingState(state))), StoreFault::Invalid);
        state.carry.reset(); // finished, or given up
        QVERIFY(settled(world.vault().recordSendingState(state)));
        QCOMPARE(settled(world.vault().sendingState()).value(), state);
    }

    void aReceiptLeavesATombstoneOnly()
    {
        World world;
        const QByteArray packet = "PACKETCANARY" + pattern(6, 300'000);
        const UploadRecord sealedRecord
            = world.sealedPacket(packet); // nothing was recorded as sent: answer lost
        VaultService &vault = world.vault();
        const VaultKeys keys = keysOf(world);
        QVERIFY(decryptedPages(readAll(world.file("vault.db")), keys.database).contains("Canaria"));
        QCOMPARE(faultOf(settled(vault.recordReceipt(sealedRecord.packet, {}))), StoreFault::Invalid);
        const QByteArray receipt = pattern(9, 1500);
        const UploadRecord tombstone = settled(vault.recordReceipt(sealedRecord.packet, receipt)).value();
        QCOMPARE(tombstone.state, EnrolmentState::Erased);
        QCOMPARE(tombstone.token, sealedRecord.token);
        QCOMPARE(tombstone.sha256, sha256(packet));
        QCOMPARE(tombstone.size, packet.size());
        QCOMPARE(tombstone.receipt, receipt);
        QVERIFY(tombstone.receivedAt.isValid() && tombstone.erasedAt.isValid()
                && tombstone.sealedAt.isValid());

        const Enrolment rest = settled(vault.load(sealedRecord.enrolment)).value();
        QVERIFY(rest.fields.isEmpty() && rest.samples.isEmpty() && rest.exceptions.isEmpty());
        QCOMPARE(rest.state, EnrolmentState::Erased);
        QCOMPARE(faultOf(settled(vault.packetBytes(sealedRecord.packet, 0, 10))), StoreFault::NotFound);
        ListFilter everything;
        QVERIFY(settled(vault.list(everything))->isEmpty());
        everything.states = {EnrolmentState::Erased};
        everything.text = u"canaria"_s;
        QVERIFY(settled(vault.list(everything))->isEmpty());
        everything.text = sealedRecord.token;
        QCOMPARE(settled(vault.list(everything))->size(), 1);

        QCOMPARE(QFileInfo(world.file("vault.db-wal")).size(), 0);
        const QByteArray pages = decryptedPages(readAll(world.file("vault.db")), keys.database);
        QVERIFY(pages.contains(sealedRecord.packet.toString().toLatin1())); // it is decrypted
        for (const QByteArray &canary : canaries())
            QVERIFY2(!pages.contains(canary), canary.constData());

        const UploadRecord again = settled(vault.recordReceipt(sealedRecord.packet, "other")).value();
        QCOMPARE(again.receipt, receipt);
        QCOMPARE(faultOf(settled(vault.recordAttempt(tombstone))), StoreFault::Refused);
        world.restart();
        QVERIFY(world.login(operatorOne()));
    }

    void unsentFirstTombstonesLast()
    {
        World world;
        const UploadRecord sent = world.sealedPacket("one");
        const UploadRecord waiting = world.sealedPacket("two");
        settled(world.vault().recordReceipt(sent.packet, "receipt")).value();
        const auto records = settled(world.vault().uploads()).value();
        QCOMPARE(records.size(), 2);
        QCOMPARE(records[0].packet, waiting.packet);
        QCOMPARE(records[1].packet, sent.packet);
        QCOMPARE(waiting.sequence, 2);
    }

    void theStationProvesItsKey()
    {
        World world;
        world.login(supervisorOne()).value();
        VaultService &vault = world.vault();
        const QByteArray pem = settled(vault.certificateRequest()).value();
        std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())),
                                                      &BIO_free);
        std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)> request(
            PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr), &X509_REQ_free);
        QVERIFY(request);
        QCOMPARE(X509_REQ_verify(request.get(), X509_REQ_get0_pubkey(request.get())), 1);
        char name[64] = {};
        X509_NAME_get_text_by_NID(X509_REQ_get_subject_name(request.get()), NID_commonName, name,
                                  sizeof name);
        QCOMPARE(QByteArray(name), QByteArray("TRN-01"));

        const auto before = settled(vault.identity()).value();
        QVERIFY(before->certificatePem.isEmpty());
        QCOMPARE(before->stationId, u"TRN-01"_s);
        const QByteArray good = certificateFor(before->privateKeyPem, "TRN-01");
        const QByteArray stranger = certificateFor(makeStationKey().value(), "TRN-01");
        for (const QByteArray &bad :
             {stranger, certificateFor(before->privateKeyPem, "TRN-02"), QByteArray("no certificate"),
              QByteArray(), good.left(good.size() / 2),
              good + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
            QCOMPARE(faultOf(settled(vault.installCertificate(bad))), StoreFault::Invalid);
        QVERIFY(settled(vault.installCertificate(good + stranger)));
        world.restart();
        world.login(operatorOne()).value();
        const auto after = settled(world.vault().identity()).value();
        QCOMPARE(after->certificatePem, good + stranger);
        QVERIFY(equalSecrets(after->privateKeyPem.bytes(), before->privateKeyPem.bytes()));
    }
};

QTEST_GUILESS_MAIN(TestVaultQueue)
#include "tst_vaultqueue.moc"
