#include "tests/central/wire.h"
#include "tests/sync/diskbench.h"
#include "tests/sync/faults/shapedline.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 60000;
constexpr int packets = 12;
constexpr int kills = 6; ///< two of each
const QByteArray hurry = "retry_after_s = 1\n";

} // namespace

/// kill -9 of the centre that sends a van's disk on, of central and of PostgreSQL, while the van sends the
/// same packets over its own line: each is at central once, and the van's queue is cleared by one way or the
/// other.
class TestCarryKills : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void nothingIsLostWhoeverDies();

private:
    void startCarrier();
    void killOne(int which);
    QString child() const { return QCoreApplication::applicationDirPath() + u"/stationchild"_s; }
    TestPki m_pki;
    QTemporaryDir m_dir;
    std::unique_ptr<CentralFixture> m_central;
    std::unique_ptr<ShapedLine> m_line;
    QProcess m_carrier;
    QString m_folder;
};

void TestCarryKills::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start(hurry));
    const QString vault = m_dir.filePath(u"TRN-01"_s);
    QVERIFY(runProgram(child(), {u"prepare"_s, vault, u"TRN-01"_s, u"1"_s, u"20000"_s}));
    QVERIFY(runProgram(indraj::testing::packagingScript(u"training-pki.sh"_s),
                       {m_pki.path({}), u"sign"_s, vault + u"/station.csr"_s, vault + u"/station.crt"_s}));
}

void TestCarryKills::startCarrier()
{
    m_carrier.setProcessChannelMode(QProcess::MergedChannels);
    m_carrier.start(child(),
                    {u"carry"_s, m_dir.filePath(u"TRN-01"_s), QString::number(m_line->port()),
                     m_pki.path(u"root.crt"_s), m_pki.path(u"recipient.crt"_s), m_pki.path(u"receipt.crt"_s),
                     m_folder});
    QVERIFY(m_carrier.waitForStarted());
}

void TestCarryKills::killOne(int which)
{
    if (which == 0) {
        m_carrier.kill();
        QVERIFY(m_carrier.waitForFinished(patience));
        startCarrier();
    } else if (which == 1) {
        m_central->kill();
        QVERIFY(m_central->start(hurry));
    } else {
        QVERIFY(m_central->killDatabase());
        QVERIFY(m_central->resumeDatabase());
    }
}

void TestCarryKills::nothingIsLostWhoeverDies()
{
    Van van(m_pki, u"VAN-01"_s, packets, 60000);
    m_folder = van.copied.folder;
    QVERIFY(van.copied.packets == packets);
    m_line = std::make_unique<ShapedLine>(m_central->port(),
                                          LineShape{200000, std::chrono::milliseconds(20), 0.03});
    ShapedLine poor(m_central->port(), LineShape{20000, std::chrono::milliseconds(50), 0.03});
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(poor.port());
    options.answerTimeout = std::chrono::milliseconds(60000); // a chunk takes its time there
    const auto line = engineOf(options, van.store, van.station);
    QElapsedTimer timer;
    timer.start();
    line->start();
    startCarrier();
    int killed = 0;
    QByteArray said;
    const auto done
        = [this] { return m_carrier.state() == QProcess::NotRunning && m_carrier.exitCode() == 0; };
    while (
        !QTest::qWaitFor(done, killed < kills ? QRandomGenerator::global()->bounded(500, 3000) : patience)) {
        said += m_carrier.readAll();
        QVERIFY2(m_carrier.state() == QProcess::Running, said.constData());
        QVERIFY2(killed < kills, said.constData());
        killOne(killed++ % 3);
    }
    line->stop();
    const int byLine = van.store.erased();
    const MediaReport cleared = van.takeBack();
    QCOMPARE(cleared.refused, 0);
    QCOMPARE(van.store.erased(), packets);
    QCOMPARE(
        m_central->query(
            u"select count(*) from intake.packet p where station = 'VAN-01' and stored_at is not null"
            " and sha256 = (select sha256(string_agg(data, ''::bytea order by start)) from intake.chunk c"
            " where c.packet = p.id) and exists (select from intake.receipt r where r.packet = p.id)"_s),
        QString::number(packets));
    QCOMPARE(m_central->query(u"select string_agg(station || ' ' || n, ', ' order by station) from"
                              " (select station, count(*) n from intake.packet group by 1) x"_s),
             u"TRN-01 1, VAN-01 %1"_s.arg(packets)); // the centre's own went first
    QCOMPARE(m_central->query(u"select count(*) from intake.conflict"_s), u"0"_s);
    QCOMPARE(QDir(m_folder + u"/receipts"_s).entryList({u"*.p7s"_s}).size(), packets);
    qInfo("%d packets: %d cleared over the van's line, %d by the disk; %d kills, %.1f s", packets, byLine,
          cleared.packets, killed, double(timer.elapsed()) / 1000);
    QVERIFY(killed >= 3);
}

QTEST_GUILESS_MAIN(TestCarryKills)
#include "tst_carrykills.moc"
