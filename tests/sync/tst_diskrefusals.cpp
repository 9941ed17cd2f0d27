#include "tests/central/certificates.h"
#include "tests/central/wire.h"
#include "tests/sync/diskbench.h"
#include "tests/sync/tlsanswerer.h"

#include <QDir>
#include <QStorageInfo>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

/// That only this process and its children see.
bool mountSmallDisk(const QString &place)
{
    return ::geteuid() == 0 && ::unshare(CLONE_NEWNS) == 0
        && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && ::mount("none", QFile::encodeName(place).constData(), "tmpfs", 0, "size=8m,mode=1777") == 0;
}

} // namespace

/// Whose disk is not sent on, and which disks; each is told why before anything is sent.
class TestDiskRefusals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whoMayNotIsToldWhy();
    void aRevokedStationsDiskIsRefused();
    void anOlderCentralIsSaid();
    void aDiskWithoutRoomIsNotBegun();
    void aDiskThatCannotBeWrittenIsNotBegun();
    void onlyTheListsCarrierMayBring();

private:
    std::unique_ptr<UploadEngine> centre(const EngineOptions &options);
    CarryFault faultOf(const QString &folder);
    QString value(const QString &sql) const { return m_central->query(sql); }
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
    MemoryStore m_own;
    QTemporaryDir m_disk; ///< a small one, where it could be mounted
    bool m_small = false;
};

void TestDiskRefusals::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    // First of all: threads that begin before do not see it.
    m_small = mountSmallDisk(m_disk.path());
    QVERIFY(m_pki.make());
    QVERIFY(m_strangers.make());
    m_station = m_pki.station(u"TRN-01"_s);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start());
}

void TestDiskRefusals::cleanupTestCase()
{
    m_central.reset();
    if (m_small)
        ::umount(QFile::encodeName(m_disk.path()).constData());
}

std::unique_ptr<UploadEngine> TestDiskRefusals::centre(const EngineOptions &options)
{
    auto sender = engineOf(options, m_own, m_station);
    sender->start();
    return sender;
}

CarryFault TestDiskRefusals::faultOf(const QString &folder)
{
    const auto sender = centre(m_central->engineOptions());
    const CarryFault seen = lookAt(*sender, folder).fault;
    const CarryFault ended = carryAll(*sender, folder).fault;
    return seen == ended ? seen : CarryFault::None;
}

void TestDiskRefusals::whoMayNotIsToldWhy()
{
    QTemporaryDir empty;
    QCOMPARE(faultOf(empty.path()), CarryFault::NotADisk);
    Van own(m_pki, u"TRN-01"_s, 1);
    QCOMPARE(faultOf(own.disk.path()), CarryFault::OwnDisk);
    Van stranger(m_strangers, u"VAN-08"_s, 1);
    QCOMPARE(faultOf(stranger.disk.path()), CarryFault::BadList);
    Van van(m_pki, u"VAN-08"_s, 1);
    // Two copies on one disk.
    QVERIFY(QDir().mkpath(van.disk.path() + u"/indraj-VAN-09-x"_s));
    QVERIFY(
        QFile::copy(van.copied.folder + u"/list.p7s"_s, van.disk.path() + u"/indraj-VAN-09-x/list.p7s"_s));
    QCOMPARE(faultOf(van.disk.path()), CarryFault::SeveralFolders);
    // The van is blocked at central; then the carrier.
    QCOMPARE(m_central->runCommand({u"station"_s, u"register"_s, u"VAN-08"_s}), 0);
    QCOMPARE(m_central->runCommand({u"station"_s, u"block"_s, u"VAN-08"_s, u"stolen"_s}), 0);
    QCOMPARE(faultOf(van.copied.folder), CarryFault::CentralRefuses);
    QCOMPARE(m_central->runCommand({u"station"_s, u"unblock"_s, u"VAN-08"_s}), 0);
    QCOMPARE(m_central->runCommand({u"station"_s, u"register"_s, u"TRN-01"_s}), 0);
    QCOMPARE(m_central->runCommand({u"station"_s, u"block"_s, u"TRN-01"_s, u"stolen"_s}), 0);
    QCOMPARE(faultOf(van.copied.folder), CarryFault::CentralRefuses);
    QCOMPARE(m_central->runCommand({u"station"_s, u"unblock"_s, u"TRN-01"_s}), 0);
    // A registry that asks a person, and does not know the van yet.
    Van fresh(m_pki, u"VAN-10"_s, 1);
    QCOMPARE(m_central->runCommand({u"registry"_s, u"closed"_s}), 0);
    QCOMPARE(faultOf(fresh.copied.folder), CarryFault::CentralRefuses);
    QCOMPARE(m_central->runCommand({u"registry"_s, u"open"_s}), 0);
    QCOMPARE(value(u"select count(*) from intake.packet where station in ('VAN-08', 'VAN-10')"_s), u"0"_s);
    // A changed list is nobody's.
    QByteArray list = fileBytes(van.copied.folder + u"/list.p7s"_s);
    list[list.size() / 3] = static_cast<char>(list[list.size() / 3] ^ 1);
    QVERIFY(writeTo(van.copied.folder + u"/list.p7s"_s, list));
    QCOMPARE(faultOf(van.copied.folder), CarryFault::BadList);
}

/// Its certificate is revoked after the copy was made: only central's list can tell.
void TestDiskRefusals::aRevokedStationsDiskIsRefused()
{
    Van van(m_pki, u"VAN-14"_s, 1);
    QTemporaryDir dir;
    QVERIFY(writeTo(dir.filePath(u"crl.pem"_s),
                    revocationList(van.station->certificatePem, m_pki.pem(u"station-ca.crt"_s),
                                   m_pki.pem(u"station-ca.key"_s))));
    CentralInstance strict(*m_central);
    QVERIFY(strict.start("station_crl = " + dir.filePath(u"crl.pem"_s).toUtf8() + "\n"));
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(strict.port());
    const auto sender = centre(options);
    QCOMPARE(lookAt(*sender, van.copied.folder).fault, CarryFault::CentralRefuses);
    QCOMPARE(carryAll(*sender, van.copied.folder).fault, CarryFault::CentralRefuses);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-14'"_s), u"0"_s);
}

void TestDiskRefusals::anOlderCentralIsSaid()
{
    Van van(m_pki, u"VAN-15"_s, 1);
    const auto faultBefore = [&](const QByteArray &answer) {
        TlsAnswerer other(m_pki.pem(u"server.crt"_s), m_pki.pem(u"server.key"_s), answer);
        EngineOptions options = m_central->engineOptions();
        options.central.setPort(other.port());
        return lookAt(*centre(options), van.copied.folder).fault;
    };
    QCOMPARE(faultBefore("HTTP/1.1 404 Not Found\r\nX-Request-Id: a\r\nContent-Length: 0\r\n\r\n"),
             CarryFault::NotOffered);
    QCOMPARE(faultBefore("HTTP/1.1 200 OK\r\nX-Request-Id: a\r\nContent-Length: 2\r\n\r\nno"),
             CarryFault::BadAnswer);
    EngineOptions osia = m_central->engineOptions();
    osia.osia.emplace();
    QCOMPARE(lookAt(*centre(osia), van.copied.folder).fault, CarryFault::NotOffered);
}

void TestDiskRefusals::aDiskWithoutRoomIsNotBegun()
{
    if (!m_small)
        QSKIP("only root may mount the small disk that is filled here");
    Van van(m_pki, u"VAN-16"_s, 1, 60000, m_disk.path());
    QCOMPARE(van.copied.fault, MediaFault::None);
    const QString ballast = m_disk.filePath(u"ballast"_s);
    QVERIFY(writeTo(ballast, QByteArray(QStorageInfo(m_disk.path()).bytesAvailable() - 500'000, 'b')));
    const auto sender = centre(m_central->engineOptions());
    QCOMPARE(carryAll(*sender, m_disk.path()).fault, CarryFault::NoRoom);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-16'"_s), u"0"_s);
    QVERIFY(QFile::remove(ballast));
    QCOMPARE(carryAll(*sender, m_disk.path()).packets, 1);
    // It fills while receipts are written: what is half there is no receipt, and it goes on with room.
    // Appended: to write it anew would make the room that the next report finds gone.
    const auto fill = [&] {
        QFile file(ballast);
        if (file.open(QIODevice::Append))
            file.write(QByteArray(QStorageInfo(m_disk.path()).bytesAvailable(), 'b'));
    };
    connect(sender.get(), &Sender::carryProgress, this, fill, Qt::DirectConnection);
    // The report of progress comes from another thread: now and then the receipts are on the disk before it.
    CarryFault fault = CarryFault::None;
    for (int tries = 0; tries < 10 && fault != CarryFault::CannotWrite; ++tries) {
        QVERIFY(QDir(van.copied.folder + u"/receipts"_s).removeRecursively());
        QVERIFY(QFile::remove(ballast) || tries == 0);
        fault = carryAll(*sender, m_disk.path()).fault;
    }
    QCOMPARE(fault, CarryFault::CannotWrite);
    sender->disconnect(this);
    QVERIFY(QFile::remove(ballast));
    QCOMPARE(carryAll(*sender, m_disk.path()).packets, 1);
    QCOMPARE(van.takeBack().packets, 1);
}

void TestDiskRefusals::aDiskThatCannotBeWrittenIsNotBegun()
{
    Van van(m_pki, u"VAN-11"_s, 1);
    // A file where the folder of the receipts has to be stops root too.
    QVERIFY(writeTo(van.copied.folder + u"/receipts"_s, "x"));
    const auto sender = centre(m_central->engineOptions());
    QCOMPARE(carryAll(*sender, van.disk.path()).fault, CarryFault::CannotWrite);
    QCOMPARE(value(u"select count(*) from intake.packet where station = 'VAN-11'"_s), u"0"_s);
    QVERIFY(QFile::remove(van.copied.folder + u"/receipts"_s));
    QCOMPARE(carryAll(*sender, van.disk.path()).packets, 1);
}

/// By the wire: whose list was not shown by this carrier is unknown to it, and nothing is given up for
/// another.
void TestDiskRefusals::onlyTheListsCarrierMayBring()
{
    Van van(m_pki, u"VAN-12"_s, 1);
    const QByteArray bytes = fileBytes(van.packetFile(0));
    const QByteArray id = van.inputs[0].packet.toString().toLatin1();
    const QByteArray list = fileBytes(van.copied.folder + u"/list.p7s"_s);
    const QByteArray place = "/v1/carried/VAN-12/packets";
    HttpsClient shown(m_central->port(), m_pki.pem(u"root.crt"_s), m_station);
    HttpsClient other(m_central->port(), m_pki.pem(u"root.crt"_s), m_pki.station(u"TRN-02"_s));
    QCOMPARE(shown.send("POST", place, createHeaders(id, bytes)).status, 404);
    QCOMPARE(shown.send("POST", "/v1/carried", {}, "nonsense").status, 400);
    QCOMPARE(shown.send("POST", "/v1/carried", {}, list).status, 200);
    QCOMPARE(other.send("POST", place, createHeaders(id, bytes)).status, 404);
    const HttpAnswer created = shown.send("POST", place, createHeaders(id, bytes));
    QCOMPARE(created.status, 201);
    QCOMPARE(created.headers.value("location"), place + "/" + id);
    QCOMPARE(shown.send("POST", place, createHeaders(newPacketId(), bytes)).status, 404);
    QCOMPARE(shown.send("DELETE", place + "/" + id).status, 405);
    QCOMPARE(shown.send("HEAD", pathOf(id)).status, 404); // it is not the carrier's own
    QCOMPARE(other.send("GET", place + "/" + id + "/receipt").status, 404);
    QCOMPARE(shown.send("GET", place + "/" + id + "/receipt").status, 409);
    QCOMPARE(shown.send("GET", "/v1/carried/VAN-12/news").status, 404);
    QCOMPARE(shown.send("POST", "/v1/carried/no name/packets").status, 400);
    QCOMPARE(value(u"select station from intake.packet where id = '%1'"_s.arg(QString::fromLatin1(id))),
             u"VAN-12"_s);
}

QTEST_GUILESS_MAIN(TestDiskRefusals)
#include "tst_diskrefusals.moc"
