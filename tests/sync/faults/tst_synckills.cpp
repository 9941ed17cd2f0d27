#include "tests/sync/centralfixture.h"
#include "tests/sync/faults/shapedline.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace indraj::testing;

namespace {

constexpr int patience = 120000;

bool fullScale() { return qgetenv("INDRAJ_FAULTS") == "full"; }

/// A few uploads in seconds, or hundreds over a line as it is. INDRAJ_SYNC_UPLOADS and INDRAJ_SYNC_SPEED (how
/// many times the real line) take other measures in full.
struct Scale {
    int uploads = 3;
    qsizetype pictureBytes = 120000;
    int speed = 40;
    int longestLife = 3000; ///< ms until the next kill; a busy machine needs most of a second to begin
};

Scale scaleOfRun()
{
    Scale scale;
    if (!fullScale())
        return scale;
    bool isNumber = false;
    const int uploads = qEnvironmentVariableIntValue("INDRAJ_SYNC_UPLOADS", &isNumber);
    scale.uploads = isNumber ? uploads : 500;
    const int speed = qEnvironmentVariableIntValue("INDRAJ_SYNC_SPEED", &isNumber);
    scale.speed = isNumber ? speed : 1;
    scale.longestLife = 60000 / scale.speed + 500;
    return scale;
}

} // namespace

/// kill -9 of the station, of central and of PostgreSQL at random moments of many uploads over a poor line: 0
/// lost, 0 twice, 0 erased without a receipt.
class TestSyncKills : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingIsLostWhoeverDies();

private:
    QString child() const { return QCoreApplication::applicationDirPath() + u"/stationchild"_s; }
    void startStation(quint16 port);
    void killOne(int which);
    TestPki m_pki;
    QTemporaryDir m_dir;
    std::unique_ptr<CentralFixture> m_central;
    QProcess m_station;
    QMap<int, int> m_killed;
};

void TestSyncKills::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("retry_after_s = 1\n"));
}

void TestSyncKills::startStation(quint16 port)
{
    m_station.setProcessChannelMode(QProcess::MergedChannels);
    m_station.start(child(),
                    {u"run"_s, m_dir.filePath(u"vault"_s), QString::number(port), m_pki.path(u"root.crt"_s),
                     m_pki.path(u"recipient.crt"_s), m_pki.path(u"receipt.crt"_s)});
    QVERIFY(m_station.waitForStarted());
}

void TestSyncKills::killOne(int which)
{
    ++m_killed[which];
    if (which == 0) {
        m_station.kill();
        QVERIFY(m_station.waitForFinished(patience));
    } else if (which == 1) {
        m_central->kill();
        QVERIFY(m_central->start("retry_after_s = 1\n"));
    } else {
        QVERIFY(m_central->killDatabase());
        QVERIFY(m_central->resumeDatabase());
    }
}

void TestSyncKills::nothingIsLostWhoeverDies()
{
    const Scale scale = scaleOfRun();
    const QString vault = m_dir.filePath(u"vault"_s);
    QProcess prepare;
    prepare.start(child(),
                  {u"prepare"_s, vault, QString::number(scale.uploads), QString::number(scale.pictureBytes)});
    QVERIFY(prepare.waitForFinished(patience * 10) && prepare.exitCode() == 0);
    QVERIFY(runProgram(indraj::testing::packagingScript(u"training-pki.sh"_s),
                       {m_pki.path({}), u"sign"_s, vault + u"/station.csr"_s, vault + u"/station.crt"_s}));

    ShapedLine line(m_central->port(),
                    {8000 * scale.speed, std::chrono::milliseconds(400 / scale.speed), 0.03});
    QElapsedTimer timer;
    timer.start();
    startStation(line.port());
    // The station ends by itself when nothing is left; until then one of the three is killed again and again.
    while (!m_station.waitForFinished(QRandomGenerator::global()->bounded(50, scale.longestLife))) {
        if (m_station.state() == QProcess::NotRunning)
            break;
        const int which = QRandomGenerator::global()->bounded(3);
        killOne(which);
        if (which == 0)
            startStation(line.port());
    }
    const double seconds = double(timer.elapsed()) / 1000;
    QVERIFY2(m_station.exitStatus() == QProcess::NormalExit && m_station.exitCode() == 0,
             m_station.readAll().constData());

    const auto rows = runProgram(child(), {u"list"_s, vault});
    QVERIFY(rows);
    const QList<QByteArray> lines = rows->trimmed().split('\n');
    QCOMPARE(lines.size(), std::min(scale.uploads, 200)); // the queue shows the newest 200 tombstones
    for (const QByteArray &row : lines) {
        const QList<QByteArray> words = row.split(' ');
        QCOMPARE(words[1], QByteArray("1"));
        // Erased here: central holds all of it, once, and the receipt here is the one central keeps.
        QCOMPARE(m_central->query(
                     u"select encode(sha256, 'hex') || ' ' || (stored_at is not null) from intake.packet"
                     " where id = '%1'"_s.arg(QString::fromLatin1(words[0]))),
                 QString::fromLatin1(words[2] + " true"));
        QCOMPARE(m_central->query(
                     u"select encode(sha256(receipt), 'hex') from intake.receipt where packet = '%1'"_s.arg(
                         QString::fromLatin1(words[0]))),
                 QString::fromLatin1(words[3]));
    }
    QCOMPARE(m_central->query(u"select count(*) from intake.packet"_s).toInt(), scale.uploads);
    QCOMPARE(m_central->query(u"select count(distinct sequence) from intake.packet"_s).toInt(),
             scale.uploads);
    QCOMPARE(m_central->query(
                 u"select count(*) from intake.packet p where sha256 <> (select sha256(string_agg(data,"
                 " ''::bytea order by start)) from intake.chunk c where c.packet = p.id)"_s),
             u"0"_s);
    QCOMPARE(m_central->query(u"select count(*) from intake.conflict"_s), u"0"_s);
    const qint64 payload = m_central->query(u"select sum(length) from intake.packet"_s).toLongLong();
    qInfo("uploads %d, payload %lld bytes, sent %lld (%.1f %%), %.1f s, killed: station %d, central %d, "
          "database %d",
          scale.uploads, payload, line.carriedUp(), 100.0 * double(line.carriedUp()) / double(payload),
          seconds, m_killed[0], m_killed[1], m_killed[2]);
}

QTEST_GUILESS_MAIN(TestSyncKills)
#include "tst_synckills.moc"
