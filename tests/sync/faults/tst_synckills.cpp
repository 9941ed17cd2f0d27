#include "tests/central/wire.h"
#include "tests/sync/faults/shapedline.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace indraj::testing;

namespace {

constexpr int patience = 120000;
const QByteArray hurry = "retry_after_s = 1\n";

/// A few uploads in seconds, or hundreds: stations side by side, each on a line of its own, so that the
/// line's own time passes for all of them at once. INDRAJ_SYNC_UPLOADS, INDRAJ_SYNC_STATIONS and
/// INDRAJ_SYNC_SPEED (how many times the real line) take other measures in full.
struct Scale {
    int stations = 1;
    int uploads = 8; ///< of each
    qsizetype pictureBytes = 120000;
    int speed = 40;
    int longestLife = 2000; ///< ms until the next kill; a busy machine needs most of a second to begin
};

Scale scaleOfRun()
{
    if (qgetenv("INDRAJ_FAULTS") != "full")
        return {};
    const auto number = [](const char *name, int otherwise) {
        bool isNumber = false;
        const int value = qEnvironmentVariableIntValue(name, &isNumber);
        return isNumber ? std::max(1, value) : otherwise;
    };
    Scale scale{number("INDRAJ_SYNC_STATIONS", 10), 0, 20000, number("INDRAJ_SYNC_SPEED", 4), 0};
    scale.uploads = std::max(1, number("INDRAJ_SYNC_UPLOADS", 500) / scale.stations);
    scale.longestLife = 4000 + 24000 / scale.speed; // else nobody lives long enough to bring a chunk over
    return scale;
}

/// One station: its vault, its line, its process.
struct Station {
    QString id;
    QString vault;
    std::unique_ptr<ShapedLine> line;
    QProcess process;

    bool isDone() const
    {
        return process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit;
    }
};

} // namespace

/// kill -9 of a station, of one of two instances of central and of PostgreSQL at random moments of many
/// uploads over poor lines: 0 lost, 0 twice, 0 erased without a receipt.
class TestSyncKills : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingIsLostWhoeverDies();

private:
    QString child() const { return QCoreApplication::applicationDirPath() + u"/stationchild"_s; }
    void prepare(const Scale &scale);
    void start(Station &station);
    /// The next of a shuffled deck of all four: each is killed once before one is killed again.
    int nextToDie();
    void killOne(int which);
    void compare(const Station &station, int uploads) const;
    TestPki m_pki;
    QTemporaryDir m_dir;
    std::unique_ptr<CentralFixture> m_central;
    std::unique_ptr<CentralInstance> m_second; ///< on the same database
    std::vector<std::unique_ptr<Station>> m_stations;
    QMap<int, int> m_killed;
    std::vector<int> m_deck;
};

void TestSyncKills::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start(hurry));
    m_second = std::make_unique<CentralInstance>(*m_central);
    QVERIFY(m_second->start(hurry));
}

void TestSyncKills::prepare(const Scale &scale)
{
    for (int i = 0; i < scale.stations; ++i) {
        auto station = std::make_unique<Station>();
        station->id = u"TRN-%1"_s.arg(i + 1, 2, 10, QChar(u'0'));
        station->vault = m_dir.filePath(station->id);
        QProcess maker;
        maker.start(child(),
                    {u"prepare"_s, station->vault, station->id, QString::number(scale.uploads),
                     QString::number(scale.pictureBytes)});
        QVERIFY(maker.waitForFinished(patience * 10) && maker.exitCode() == 0);
        QVERIFY(runProgram(indraj::testing::packagingScript(u"training-pki.sh"_s),
                           {m_pki.path({}), u"sign"_s, station->vault + u"/station.csr"_s,
                            station->vault + u"/station.crt"_s}));
        station->line = std::make_unique<ShapedLine>(
            QList<quint16>{m_central->port(), m_second->port()},
            LineShape{8000 * scale.speed, std::chrono::milliseconds(400 / scale.speed), 0.03});
        m_stations.push_back(std::move(station));
    }
}

void TestSyncKills::start(Station &station)
{
    station.process.setProcessChannelMode(QProcess::MergedChannels);
    station.process.start(child(),
                          {u"run"_s, station.vault, QString::number(station.line->port()),
                           m_pki.path(u"root.crt"_s), m_pki.path(u"recipient.crt"_s),
                           m_pki.path(u"receipt.crt"_s)});
    QVERIFY(station.process.waitForStarted());
}

int TestSyncKills::nextToDie()
{
    if (m_deck.empty()) {
        m_deck = {0, 1, 2, 3};
        std::shuffle(m_deck.begin(), m_deck.end(), *QRandomGenerator::global());
    }
    const int which = m_deck.back();
    m_deck.pop_back();
    return which;
}

void TestSyncKills::killOne(int which)
{
    if (which == 0) {
        std::vector<Station *> alive;
        for (const auto &station : m_stations) {
            if (!station->isDone())
                alive.push_back(station.get());
        }
        if (alive.empty())
            return;
        Station &chosen = *alive[QRandomGenerator::global()->bounded(quint32(alive.size()))];
        chosen.process.kill();
        QVERIFY(chosen.process.waitForFinished(patience));
        start(chosen);
    } else if (which == 1) {
        m_central->kill();
        QVERIFY(m_central->start(hurry));
    } else if (which == 2) {
        m_second->kill();
        QVERIFY(m_second->start(hurry));
    } else {
        QVERIFY(m_central->killDatabase());
        QVERIFY(m_central->resumeDatabase());
    }
    ++m_killed[which];
}

/// Erased at the station: central holds all of it, once, and the receipt there is the one central keeps.
void TestSyncKills::compare(const Station &station, int uploads) const
{
    const auto rows = runProgram(child(), {u"list"_s, station.vault});
    QVERIFY(rows);
    const QList<QByteArray> lines = rows->trimmed().split('\n');
    QCOMPARE(lines.size(), std::min(uploads, 200)); // the queue shows the newest 200 tombstones
    QByteArray held;
    for (const QByteArray &row : lines) {
        const QList<QByteArray> words = row.split(' ');
        QCOMPARE(words[1], QByteArray("1"));
        held += (held.isEmpty() ? "('" : ",('") + words[0] + "'::uuid,'" + words[2] + "','" + words[3] + "')";
    }
    QCOMPARE(m_central
                 ->query(u"select count(*) from (values %1) as held (id, sha, receipt)"
                         " join intake.packet p on p.id = held.id and encode(p.sha256, 'hex') = held.sha"
                         " and p.stored_at is not null and p.station = '%2'"
                         " join intake.receipt r on r.packet = p.id"
                         " and encode(sha256(r.receipt), 'hex') = held.receipt"_s.arg(
                             QString::fromLatin1(held), station.id))
                 .toInt(),
             int(lines.size()));
}

void TestSyncKills::nothingIsLostWhoeverDies()
{
    const Scale scale = scaleOfRun();
    prepare(scale);
    QElapsedTimer timer;
    timer.start();
    for (const auto &station : m_stations)
        start(*station);
    // A station ends by itself when nothing is left; until then one of the four is killed again and again.
    const auto allDone = [this] {
        return std::all_of(m_stations.cbegin(), m_stations.cend(),
                           [](const auto &station) { return station->isDone(); });
    };
    // The first four die sooner, so that all of them do while there is something to lose.
    const auto nextLife = [&] {
        return QRandomGenerator::global()->bounded(50, scale.longestLife / (m_killed.size() < 4 ? 2 : 1));
    };
    while (!QTest::qWaitFor(allDone, nextLife())) {
        // Each was started again after its kill: one that is away now has ended by itself, and not well.
        for (const auto &station : m_stations)
            QVERIFY2(station->process.state() != QProcess::NotRunning || station->isDone(),
                     station->process.readAll().constData());
        killOne(nextToDie());
        if (QTest::currentTestFailed())
            return;
    }
    const double seconds = double(timer.elapsed()) / 1000;
    qint64 sent = 0;
    for (const auto &station : m_stations) {
        QVERIFY2(station->process.exitCode() == 0, station->process.readAll().constData());
        compare(*station, scale.uploads);
        sent += station->line->count().carriedUp;
    }
    QCOMPARE(m_killed.size(), 4);
    const int uploads = scale.stations * scale.uploads;
    QCOMPARE(m_central->query(u"select count(*) from intake.packet"_s).toInt(), uploads);
    QCOMPARE(m_central->query(u"select count(distinct (station, sequence)) from intake.packet"_s).toInt(),
             uploads);
    QCOMPARE(m_central->query(
                 u"select count(*) from intake.packet p where sha256 <> (select sha256(string_agg(data,"
                 " ''::bytea order by start)) from intake.chunk c where c.packet = p.id)"_s),
             u"0"_s);
    QCOMPARE(m_central->query(u"select count(*) from intake.conflict"_s), u"0"_s);
    const qint64 payload = m_central->query(u"select sum(length) from intake.packet"_s).toLongLong();
    qInfo("uploads %d of %d stations at %d times the line, payload %lld bytes, sent %lld (%.1f %%), %.1f s, "
          "killed: station %d, central %d and %d, database %d",
          uploads, scale.stations, scale.speed, payload, sent, 100.0 * double(sent) / double(payload),
          seconds, m_killed[0], m_killed[1], m_killed[2], m_killed[3]);
}

QTEST_GUILESS_MAIN(TestSyncKills)
#include "tst_synckills.moc"
