#include "sync/packet.h"
#include "tests/sync/diskbench.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 20000;

} // namespace

/// The inner zone's job: stored packets are opened, once, and what does not hold is named.
class TestCentralOpening : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void storedPacketsAreOpenedOnce();
    void aPacketOfAnotherHeadThanItsListIsAFork();
    void whatDoesNotHoldIsRefusedAndNamed();
    void whatWasNotForUsIsOpenedWithTheRightKey();
    void theOpenerSeesNoTables();

private:
    std::unique_ptr<UploadEngine> engine(MemoryStore &store,
                                         const std::shared_ptr<StationIdentity> &station) const
    {
        return engineOf(m_central->engineOptions(), store, station);
    }
    QString value(const QString &sql) const { return m_central->query(sql); }
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralOpening::initTestCase()
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

void TestCentralOpening::storedPacketsAreOpenedOnce()
{
    MemoryStore store;
    const SealInput input = sampleInput(1, 60000);
    store.approve(input);
    const auto sender = engine(store, m_station);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QCOMPARE(m_central->runCommand({u"open"_s}), 0);
    const QString folder = m_central->openFolder() + u'/' + input.packet.toString();
    const QJsonObject manifest = QJsonDocument::fromJson(fileBytes(folder + u"/manifest.json"_s)).object();
    QCOMPARE(manifest.value("packetId"_L1).toString(), input.packet.toString());
    const QJsonObject osia = QJsonDocument::fromJson(fileBytes(folder + u"/enrollment.json"_s)).object();
    QCOMPARE(osia.value("biographicData"_L1).toObject().value("birth.date"_L1).toString(), u"1990-01-31"_s);
    QCOMPARE(fileBytes(folder + u"/face.jp2"_s), input.samples.constFirst().bytes);
    const auto mode = QFile::permissions(folder);
    QVERIFY(!(mode & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)));
    QCOMPARE(value(u"select outcome || audit_sequence from intake.opening where packet = '%1'"_s.arg(
                 input.packet.toString())),
             u"opened41"_s);
    // Again: nothing to do. After a cut between writing and telling: the same answer.
    QCOMPARE(m_central->runCommand({u"open"_s}), 0);
    QCOMPARE(value(u"select count(*) from intake.opening"_s), u"1"_s);
}

void TestCentralOpening::aPacketOfAnotherHeadThanItsListIsAFork()
{
    MemoryStore store;
    const SealInput input = sampleInput(7);
    store.approve(input);
    const auto sender = engine(store, m_station);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    const QString where = u" where packet = '%1'"_s.arg(input.packet.toString());
    QCOMPARE(value(u"select audit_sequence || encode(audit_head, 'hex') from intake.announced"_s + where),
             QString::number(input.auditSequence) + QString::fromLatin1(input.auditHead.toHex()));
    value(u"update intake.announced set audit_head = sha256('another')"_s + where);
    QCOMPARE(m_central->runCommand({u"open"_s}), 1);
    QCOMPARE(value(u"select count(*) from intake.opening"_s + where), u"1"_s);
    QCOMPARE(value(u"select why from intake.conflict"_s + where), u"audit"_s);
}

void TestCentralOpening::whatDoesNotHoldIsRefusedAndNamed()
{
    const auto put = [this](const QByteArray &bytes, const QString &id, int sequence) {
        const QString digest
            = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        value(u"select intake.create_packet('%1', 'TRN-01', %2, 'enrolment', %3, '\\x%4')"_s.arg(id)
                  .arg(sequence)
                  .arg(bytes.size())
                  .arg(digest));
        value(u"select intake.append_chunk('%1', 'TRN-01', 0, '\\x%2')"_s.arg(
            id, QString::fromLatin1(bytes.toHex())));
    };
    const SealContext context{{m_pki.pem(u"recipient.crt"_s)}, u"test"_s, QDateTime::currentDateTimeUtc()};
    const auto whyOf = [this](PacketId id) {
        return value(u"select why from intake.opening where packet = '%1'"_s.arg(id.toString()));
    };
    const PacketId nonsense = PacketId::create();
    put("no packet at all", nonsense.toString(), 900);
    // Another station's key; another number than was said at create; another authority; another recipient.
    const SealInput foreign = sampleInput(901);
    put(*sealPacket(foreign, *m_pki.station(u"TRN-09"_s), context), foreign.packet.toString(), 901);
    const SealInput renumbered = sampleInput(902);
    put(*sealPacket(renumbered, *m_station, context), renumbered.packet.toString(), 903);
    const SealInput forged = sampleInput(904);
    put(*sealPacket(forged, *m_strangers.station(u"TRN-01"_s), context), forged.packet.toString(), 904);
    const SealInput elsewhere = sampleInput(905);
    put(*sealPacket(elsewhere, *m_station,
                    {{m_strangers.pem(u"recipient.crt"_s)}, u"test"_s, QDateTime::currentDateTimeUtc()}),
        elsewhere.packet.toString(), 905);
    QCOMPARE(m_central->runCommand({u"open"_s}), 1);
    QCOMPARE(whyOf(nonsense), u"not-for-us"_s);
    QCOMPARE(whyOf(foreign.packet), u"station"_s);
    QCOMPARE(whyOf(renumbered.packet), u"manifest"_s);
    QCOMPARE(whyOf(forged.packet), u"signature"_s);
    QCOMPARE(whyOf(elsewhere.packet), u"not-for-us"_s);
    QVERIFY(!QFile::exists(m_central->openFolder() + u'/' + forged.packet.toString()));
}

/// The recipient was exchanged: the new key alone refuses, the old one opens what it refused.
void TestCentralOpening::whatWasNotForUsIsOpenedWithTheRightKey()
{
    MemoryStore store;
    const SealInput input = sampleInput(60);
    store.approve(input);
    const auto van = m_pki.station(u"VAN-60"_s);
    const auto sender = engine(store, van);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    const QString where = u" where packet = '%1'"_s.arg(input.packet.toString());
    QVERIFY(m_central->writeConfig("recipient_certificate = " + m_strangers.path(u"recipient.crt"_s).toUtf8()
                                   + "\nrecipient_key = " + m_strangers.path(u"recipient.key"_s).toUtf8()
                                   + "\n"));
    QCOMPARE(m_central->runCommand({u"open"_s}), 1);
    QCOMPARE(value(u"select why from intake.opening"_s + where), u"not-for-us"_s);
    // Nothing is tried again by itself; with the same key the same is found, and every verdict is kept.
    QCOMPARE(m_central->runCommand({u"open"_s}), 0);
    QCOMPARE(m_central->runCommand({u"open"_s, u"--again"_s}), 1);
    QCOMPARE(value(u"select count(*) from intake.opening_before"_s + where), u"1"_s);
    QVERIFY(m_central->writeConfig({}));
    QCOMPARE(m_central->runCommand({u"open"_s}), 0);
    QVERIFY(!QFile::exists(m_central->openFolder() + u'/' + input.packet.toString()));
    const QString digests = value(u"select count(*) from intake.opening where why = 'digest'"_s);
    m_central->runCommand({u"open"_s, u"--again"_s}); // others of this test stay refused
    QCOMPARE(value(u"select outcome from intake.opening"_s + where), u"opened"_s);
    QVERIFY(QFile::exists(m_central->openFolder() + u'/' + input.packet.toString()));
    QCOMPARE(value(u"select count(*) from intake.opening_before"_s + where), u"2"_s);
    QCOMPARE(value(u"select count(*) from intake.opening where why = 'digest'"_s), digests);
    QCOMPARE(value(u"select string_agg(act, ' ' order by id) from intake.audit"_s + where
                   + u" and act in ('refused', 'open-again', 'opened')"_s),
             u"refused open-again refused open-again opened"_s);
    QCOMPARE(m_central->runCommand({u"open"_s, u"--once"_s}), 64);
    // No verdict can be lost otherwise.
    QCOMPARE(value(u"delete from intake.opening"_s + where), u"failed"_s);
    QCOMPARE(value(u"delete from intake.opening_before"_s + where), u"failed"_s);
}

void TestCentralOpening::theOpenerSeesNoTables()
{
    const QString address = m_central->databaseAddress(u"indraj_opener"_s);
    const auto allowed = [&address](const QString &sql) {
        return runProgram(u"psql"_s,
                          {u"-XAtq"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s, address, u"-c"_s, sql})
            .has_value();
    };
    QVERIFY(allowed(u"select * from intake.next_unopened()"_s));
    for (const QString &table : {u"packet"_s, u"chunk"_s, u"opening"_s, u"conflict"_s, u"statement"_s})
        QVERIFY2(!allowed(u"select * from intake."_s + table), qPrintable(table));
    QVERIFY(!allowed(u"select intake.announce('TRN-01', '', '{}', '{}', '{}', '{}', '{}')"_s));
}

QTEST_GUILESS_MAIN(TestCentralOpening)
#include "tst_centralopening.moc"
