#include "sync/uploadengine.h"
#include "tests/central/wire.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"

#include <QFile>
#include <QTest>
#include <QtConcurrentRun>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 60000;
const char *const disk = "/var/tmp"; ///< where private-postgres.sh puts the cluster when root starts it
const char *const ballast = "/var/tmp/ballast";

/// A disk of 200 MB over /var/tmp that only this process and its children see.
bool mountSmallDisk()
{
    return ::geteuid() == 0 && ::unshare(CLONE_NEWNS) == 0
        && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && ::mount("none", disk, "tmpfs", 0, "size=200m,mode=1777") == 0;
}

bool fillDisk()
{
    struct statvfs free { };
    const int file = ::open(ballast, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    // Somebody else may take the last pages meanwhile: once more, then.
    bool full = false;
    while (file >= 0 && !full && ::statvfs(disk, &free) == 0) {
        full = free.f_bavail == 0;
        const off_t end = ::lseek(file, 0, SEEK_END);
        const off_t room = off_t(free.f_bavail) * off_t(free.f_bsize);
        if (!full && ::posix_fallocate(file, end, room) != 0)
            break;
    }
    ::close(file);
    return full;
}

} // namespace

/// The disk of central's database is full: stations are told to wait, nothing that has a receipt is lost, and
/// with room again all goes on by itself.
class TestCentralFull : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void chunksWaitForRoom();
    void aLogWithoutRoomLosesNothing();

private:
    std::unique_ptr<UploadEngine> engine(MemoryStore &store) const;
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralFull::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    if (!mountSmallDisk())
        QSKIP("SKIP_WHOLE_TEST: only root may mount the small disk that is filled here");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("retry_after_s = 1\n"));
}

std::unique_ptr<UploadEngine> TestCentralFull::engine(MemoryStore &store) const
{
    return std::make_unique<UploadEngine>(
        m_central->engineOptions(), store,
        [station = m_station]() -> Answer<std::shared_ptr<StationIdentity>> {
            return QtConcurrent::run(
                [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> {
                    return station;
                });
        });
}

void TestCentralFull::chunksWaitForRoom()
{
    HttpsClient http(m_central->port(), m_pki.pem(u"root.crt"_s), m_station);
    const QByteArray id = newPacketId(), content(262144, 'c');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content, 100)).status, 201);
    QVERIFY(fillDisk());
    const HttpAnswer full = http.send("PATCH", pathOf(id), patchHeaders(0, content), content);
    QCOMPARE(full.status, 503);
    QVERIFY2(full.body.contains("database-disk-full"), full.body.constData());
    QCOMPARE(full.headers.value("retry-after"), QByteArray("1"));
    QCOMPARE(http.send("HEAD", pathOf(id)).headers.value("upload-offset"), QByteArray("0"));
    MemoryStore store;
    const SealInput input = sampleInput(1, 60000);
    store.approve(input);
    const auto sender = engine(store);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 2, patience);
    QCOMPARE(store.record(input.packet).lastFault, UploadFault::Busy);
    QCOMPARE(store.erased(), 0);
    QVERIFY(QFile::remove(QString::fromLatin1(ballast)));
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, content), content).status, 204);
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 200);
    const qint64 peak = peakMemory(m_central->processId());
    QVERIFY2(peak > 0 && peak < 150 * 1024, qPrintable(QString::number(peak)));
}

/// Without room for its log PostgreSQL ends itself, and cannot start: what it had promised is there when it
/// can.
void TestCentralFull::aLogWithoutRoomLosesNothing()
{
    const QString stored = u"select count(*) || ' ' || (select count(*) from intake.receipt)"
                           " from intake.packet where stored_at is not null"_s;
    const QString before = m_central->query(stored);
    QVERIFY(fillDisk());
    // Each call goes on to the next file of the log, until there is none.
    for (int i = 0; i < 100 && m_central->query(u"select 1"_s) == u"1"_s; ++i)
        m_central->query(u"select pg_logical_emit_message(true, 'x', 'y'); select pg_switch_wal()"_s);
    MemoryStore store;
    const SealInput input = sampleInput(2, 60000);
    store.approve(input);
    const auto sender = engine(store);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).failures >= 2, patience);
    QCOMPARE(store.record(input.packet).lastFault, UploadFault::Busy);
    HttpsClient http(m_central->port(), m_pki.pem(u"root.crt"_s), m_station);
    QCOMPARE(http.send("GET", "/ready").status, 503);
    QCOMPARE(http.send("GET", "/health").status, 200);
    QVERIFY(QFile::remove(QString::fromLatin1(ballast)));
    QVERIFY(m_central->resumeDatabase());
    QCOMPARE(m_central->query(stored), before);
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
}

QTEST_GUILESS_MAIN(TestCentralFull)
#include "tst_centralfull.moc"
