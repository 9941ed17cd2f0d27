#include "tests/central/certificates.h"
#include "tests/central/wire.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// Who may do what: certificates, the registry, the roles of the database.
class TestCentralRights : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void certificateIsRequired();
    void blockedStationIsRefused();
    void aClosedRegistryAsksAPerson();
    void revocationReachesOpenConnections();
    void badListsAreRefusedAndTheOldOnesStay();
    void operationsHaveAnAuthorityOfTheirOwn();
    void rolesHaveNoTableRights();
    void functionsAreWhatTheyMustBe();
    void auditOnlyGrows();
    void operationsLookButDoNotSend();
    void daysAndUnfinishedArePutAway();
    void migrationsAreCheckedBeforeReady();

private:
    /// Whether the role may run the statement; rolled back.
    bool may(const QString &role, const QString &sql) const;
    HttpsClient client(const std::shared_ptr<StationIdentity> &station = {}) const
    {
        return HttpsClient(m_central->port(), m_pki.pem(u"root.crt"_s), station ? station : m_station);
    }
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::shared_ptr<StationIdentity> m_neighbour;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralRights::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    QVERIFY(m_strangers.make());
    m_station = m_pki.station(u"TRN-01"_s);
    m_neighbour = m_pki.station(u"TRN-02"_s);
    QVERIFY(m_station && m_neighbour);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("operations_names = ops-1\n"));
}

void TestCentralRights::certificateIsRequired()
{
    HttpsClient nobody(m_central->port(), m_pki.pem(u"root.crt"_s), nullptr);
    QCOMPARE(nobody.send("GET", "/healthz").status, 0);
    HttpsClient stranger(m_central->port(), m_pki.pem(u"root.crt"_s), m_strangers.station(u"TRN-01"_s));
    QCOMPARE(stranger.send("GET", "/healthz").status, 0);
    QTcpSocket plain;
    plain.connectToHost(QHostAddress(QHostAddress::LocalHost), m_central->port());
    QVERIFY(plain.waitForConnected(3000));
    plain.write("GET /healthz HTTP/1.1\r\n\r\n");
    QByteArray answer;
    while (plain.waitForReadyRead(4000))
        answer += plain.readAll();
    QVERIFY(!answer.contains("HTTP/1.1"));
}

void TestCentralRights::blockedStationIsRefused()
{
    HttpsClient neighbour(m_central->port(), m_pki.pem(u"root.crt"_s), m_neighbour);
    const QByteArray content(100, 'a');
    QCOMPARE(neighbour.send("POST", packetsPath, createHeaders(newPacketId(), content)).status, 201);
    m_central->query(u"update intake.station set blocked = true where id = 'TRN-02'"_s);
    QCOMPARE(neighbour.send("POST", packetsPath, createHeaders(newPacketId(), content)).status, 403);
    m_central->query(u"update intake.station set blocked = false where id = 'TRN-02'"_s);
    QCOMPARE(neighbour.send("POST", packetsPath, createHeaders(newPacketId(), content)).status, 201);
}

void TestCentralRights::auditOnlyGrows()
{
    QVERIFY(m_central->query(u"select count(*) from intake.audit"_s).toInt() > 0);
    QCOMPARE(m_central->query(u"delete from intake.audit"_s), u"failed"_s);
    QCOMPARE(m_central->query(u"update intake.audit set act = 'x'"_s), u"failed"_s);
    QCOMPARE(m_central->query(u"truncate intake.receipt cascade"_s), u"failed"_s);
}

void TestCentralRights::operationsLookButDoNotSend()
{
    const auto operations = m_pki.station(u"ops-1"_s);
    QVERIFY(operations);
    HttpsClient look(m_central->port(), m_pki.pem(u"root.crt"_s), operations);
    QCOMPARE(look.send("GET", "/health").status, 200);
    QCOMPARE(look.send("GET", "/ready").status, 200);
    const HttpAnswer metrics = look.send("GET", "/metrics");
    QCOMPARE(metrics.status, 200);
    QVERIFY(metrics.body.contains("indraj_request_seconds_count{route=\"/v1/packets\",status=\"201\"}"));
    QVERIFY(!metrics.body.contains("TRN-01"));
    QCOMPARE(look.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 403);
    HttpsClient http = client();
    QCOMPARE(http.send("GET", "/metrics").status, 404);
}

bool TestCentralRights::may(const QString &role, const QString &sql) const
{
    QProcess psql;
    psql.start(u"psql"_s,
               {u"-XAtq"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s, m_central->databaseAddress(role), u"-c"_s,
                u"begin; "_s + sql + u"; rollback"_s});
    return psql.waitForFinished(20000) && psql.exitStatus() == QProcess::NormalExit && psql.exitCode() == 0;
}

void TestCentralRights::aClosedRegistryAsksAPerson()
{
    const auto fresh = m_pki.station(u"VAN-70"_s);
    QCOMPARE(client().send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 201);
    QCOMPARE(m_central->runCommand({u"registry"_s, u"closed"_s}), 0);
    HttpsClient http = client(fresh);
    QCOMPARE(http.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 403);
    QCOMPARE(client().send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 201);
    QCOMPARE(m_central->query(u"select registered from intake.station where id = 'VAN-70'"_s), u"f"_s);
    QCOMPARE(m_central->runCommand({u"station"_s, u"register"_s, u"VAN-70"_s, u"Thatta"_s}), 0);
    QCOMPARE(http.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 201);
    QCOMPARE(m_central->runCommand({u"station"_s, u"block"_s, u"VAN-70"_s, u"stolen"_s}), 0);
    QCOMPARE(http.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 403);
    QCOMPARE(m_central->runCommand({u"station"_s, u"unblock"_s, u"VAN-70"_s}), 0);
    QCOMPARE(http.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 201);
    QVERIFY(m_central->runCommand({u"station"_s, u"block"_s, u"VAN-99"_s, u"x"_s}) != 0);
    QVERIFY(m_central->runCommand({u"station"_s, u"register"_s, u"no name"_s}) != 0);
    QCOMPARE(m_central->query(u"select string_agg(act, ' ' order by id) from intake.audit"
                              " where station = 'VAN-70' and act like 'station-%'"_s),
             u"station-register station-block station-unblock"_s);
    QCOMPARE(m_central->runCommand({u"registry"_s, u"open"_s}), 0);
}

/// A stolen station's connection is open while its certificate is revoked.
void TestCentralRights::revocationReachesOpenConnections()
{
    const QByteArray ca = m_pki.pem(u"station-ca.crt"_s), caKey = m_pki.pem(u"station-ca.key"_s);
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    const auto stolen = m_pki.station(u"VAN-66"_s), other = m_pki.station(u"VAN-67"_s);
    QTemporaryDir dir;
    const QString list = dir.filePath(u"crl.pem"_s);
    const auto revoke = [&](const std::shared_ptr<StationIdentity> &station) {
        QFile file(list);
        return file.open(QIODevice::WriteOnly)
            && file.write(revocationList(station->certificatePem, ca, caKey)) > 100;
    };
    QVERIFY(revoke(other));
    CentralInstance central(*m_central);
    QVERIFY(central.start("station_crl = " + list.toUtf8() + "\noperations_names = ops-1\n"));
    HttpsClient open(central.port(), root, stolen);
    HttpsClient honest(central.port(), root, m_station);
    const QByteArray id = newPacketId();
    QCOMPARE(open.send("POST", packetsPath, createHeaders(id, "abc")).status, 201);
    QCOMPARE(honest.send("GET", "/health").status, 200);
    QVERIFY(revoke(stolen));
    QVERIFY(central.reload());
    QCOMPARE(open.send("PATCH", pathOf(id), patchHeaders(0, "abc"), "abc").status, 0);
    QCOMPARE(honest.send("GET", "/health").status, 200);
    QCOMPARE(HttpsClient(central.port(), root, stolen).send("GET", "/health").status, 0);
    QCOMPARE(HttpsClient(central.port(), root, other).send("GET", "/health").status, 200);
    // Its signed lists are nobody's either, whoever brings them.
    QCOMPARE(honest.send("POST", "/v1/manifest", {}, announcementOf(stolen, newPacketId(), "x")).status, 400);
    HttpsClient look(central.port(), root, m_pki.station(u"ops-1"_s));
    QVERIFY(look.send("GET", "/metrics")
                .body.contains("indraj_not_after_timestamp_seconds{what=\"station_crl\"}"));
    QTRY_VERIFY(central.log().contains("\"no-longer-trusted\""));
}

void TestCentralRights::badListsAreRefusedAndTheOldOnesStay()
{
    const QByteArray ca = m_pki.pem(u"station-ca.crt"_s), caKey = m_pki.pem(u"station-ca.key"_s);
    const auto revoked = m_pki.station(u"VAN-68"_s);
    QTemporaryDir dir;
    const QString list = dir.filePath(u"crl.pem"_s);
    const QByteArray line = "station_crl = " + list.toUtf8() + "\n";
    const auto write = [&](const QByteArray &bytes) {
        QFile file(list);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    CentralInstance central(*m_central);
    QVERIFY(write(revocationList(revoked->certificatePem, ca, caKey)));
    QCOMPARE(central.check(line), 0);
    QVERIFY(central.start(line));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<std::pair<QByteArray, QByteArray>> bad{
        {"no list at all", "no revocation list"},
        {revocationList(revoked->certificatePem, m_strangers.pem(u"station-ca.crt"_s),
                        m_strangers.pem(u"station-ca.key"_s)),
         "has signed"},
        {revocationList(revoked->certificatePem, ca, caKey, now.addDays(-3), now.addDays(-2)), "is past"},
    };
    for (const auto &[bytes, says] : bad) {
        QVERIFY(write(bytes));
        QVERIFY(central.reload("not-reloaded"));
        QCOMPARE(HttpsClient(central.port(), m_pki.pem(u"root.crt"_s), revoked).send("GET", "/health").status,
                 0);
        QCOMPARE(
            HttpsClient(central.port(), m_pki.pem(u"root.crt"_s), m_station).send("GET", "/health").status,
            200);
        CentralInstance other(*m_central);
        QCOMPARE(other.check(line), 78);
        QVERIFY2(other.log().contains(says), other.log().constData());
    }
    // Nor does it start with a certificate of its own that no station would take.
    const QString ended = dir.filePath(u"ended.crt"_s);
    QFile file(ended);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reissued(m_pki.pem(u"server.crt"_s), m_pki.pem(u"root.crt"_s), m_pki.pem(u"root.key"_s),
                        now.addDays(-9), now.addDays(-1)));
    file.close();
    QCOMPARE(central.check("tls_certificate = " + ended.toUtf8() + "\n"), 78);
}

/// The stations' authority cannot make an operator, nor the operations' a station.
void TestCentralRights::operationsHaveAnAuthorityOfTheirOwn()
{
    CentralInstance central(*m_central);
    QVERIFY(central.start("operations_ca = " + m_strangers.path(u"station-ca.crt"_s).toUtf8()
                          + "\noperations_names = ops-1\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    HttpsClient right(central.port(), root, m_strangers.station(u"ops-1"_s));
    QCOMPARE(right.send("GET", "/metrics").status, 200);
    QCOMPARE(right.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 403);
    HttpsClient pretender(central.port(), root, m_pki.station(u"ops-1"_s));
    QCOMPARE(pretender.send("GET", "/metrics").status, 404);
    HttpsClient unnamed(central.port(), root, m_strangers.station(u"TRN-01"_s));
    QCOMPARE(unnamed.send("GET", "/health").status, 0);
}

/// Every table there is, by every role that logs in.
void TestCentralRights::rolesHaveNoTableRights()
{
    const QString logsIn = u"rolcanlogin and rolname like 'indraj%'"_s;
    const QStringList roles
        = m_central->query(u"select string_agg(rolname, ' ') from pg_roles where "_s + logsIn).split(u' ');
    QVERIFY(roles.contains(u"indraj_intake"_s) && roles.contains(u"indraj_opener"_s));
    QVERIFY(m_central
                ->query(u"select count(*) from pg_class where relkind in ('r','p')"
                        " and relnamespace = 'intake'::regnamespace"_s)
                .toInt()
            > 10);
    QCOMPARE(m_central->query(
                 u"select coalesce(string_agg(rolname || ' ' || p || ' ' || c.oid::regclass, '; '), '')"
                 " from pg_roles, pg_class c, unnest(array['select','insert','update','delete','truncate',"
                 "'references','trigger']) p where relkind in ('r','p','v','m')"
                 " and relnamespace::regnamespace::text like 'intake%' and "_s
                 + logsIn + u" and has_table_privilege(rolname, c.oid, p)"_s),
             QString());
    QCOMPARE(m_central->query(u"select count(*) from pg_roles where (rolsuper or rolcreaterole or rolcreatedb"
                              " or rolbypassrls) and "_s
                              + logsIn),
             u"0"_s);
    for (const QString &role : roles) {
        QVERIFY2(may(role, u"select 1"_s), qPrintable(role));
        QVERIFY2(!may(role, u"create table public.mine (a int)"_s), qPrintable(role));
        QVERIFY2(!may(role, u"create table intake.mine (a int)"_s), qPrintable(role));
        QVERIFY2(!may(role, u"set role indraj_owner"_s), qPrintable(role));
        QVERIFY2(!may(role, u"select * from intake.packet"_s), qPrintable(role));
        QVERIFY2(!may(role, u"delete from intake.audit"_s), qPrintable(role));
    }
}

/// SECURITY DEFINER with a fixed search path, owned by who cannot log in, and granted by name only.
void TestCentralRights::functionsAreWhatTheyMustBe()
{
    const QString ours = u" from pg_proc where pronamespace = 'intake'::regnamespace"_s;
    QCOMPARE(
        m_central->query(u"select coalesce(string_agg(proname, ' '), '')"_s + ours
                         + u" and prorettype <> 'trigger'::regtype and (not prosecdef or proconfig is null"
                           " or not proconfig::text ~ 'search_path=pg_catalog'"
                           " or proowner <> 'indraj_owner'::regrole)"_s),
        QString());
    QCOMPARE(m_central->query(u"select coalesce(string_agg(proname, ' '), '')"_s + ours
                              + u" and has_function_privilege('public', oid, 'execute')"_s),
             QString());
    const QString granted
        = m_central->query(u"select string_agg(proname, ' ' order by proname)"_s + ours
                           + u" and has_function_privilege('indraj_intake', oid, 'execute')"_s);
    for (const QString &inner : {u"admit"_s, u"open_day"_s, u"note_conflict"_s, u"set_station"_s,
                                 u"retire_day"_s, u"next_unopened"_s, u"packet_chunk"_s})
        QVERIFY2(!granted.split(u' ').contains(inner), qPrintable(inner));
    for (const QString &needed :
         {u"announce"_s, u"create_packet"_s, u"packet_status"_s, u"append_chunk"_s, u"receipt_for"_s,
          u"reconcile"_s, u"terminate"_s, u"carry"_s, u"may_carry"_s})
        QVERIFY2(granted.split(u' ').contains(needed), qPrintable(needed));
    QVERIFY(!may(u"indraj_intake"_s, u"select intake.admit('TRN-77')"_s));
}

void TestCentralRights::daysAndUnfinishedArePutAway()
{
    HttpsClient http = client();
    const QByteArray half = newPacketId();
    QCOMPARE(http.send("POST", packetsPath, createHeaders(half, QByteArray(10, 'h'))).status, 201);
    QCOMPARE(http.send("PATCH", pathOf(half), patchHeaders(0, "hhhh"), "hhhh").status, 204);
    // As if that had been long ago.
    QVERIFY(
        m_central->query(u"select intake.open_day('2024-02-29');"
                         "insert into intake.chunk select '2024-02-29', packet, start, data from intake.chunk"
                         " where packet = '%1';"
                         "delete from intake.chunk where packet = '%1' and day <> '2024-02-29';"
                         "update intake.packet set day = '2024-02-29', created_at = '2024-02-29'"
                         " where id = '%1'"_s.arg(QString::fromLatin1(half)))
        != u"failed"_s);
    QCOMPARE(m_central->query(u"select intake.retire_day('2024-02-29')"_s), u"unfinished 1"_s);
    QVERIFY(m_central->runCommand({u"retire"_s, u"2024-02-29"_s}) == 1);
    QVERIFY(m_central->runCommand({u"expire"_s, u"3"_s}) != 0);
    QCOMPARE(m_central->runCommand({u"expire"_s, u"30"_s}), 0);
    QCOMPARE(http.send("HEAD", pathOf(half)).status, 404);
    QCOMPARE(m_central->runCommand({u"retire"_s, u"2024-02-29"_s}), 0);
    QCOMPARE(m_central->query(u"select to_regclass('intake.chunk_20240229') is null"_s), u"t"_s);
    QCOMPARE(m_central->query(u"select intake.retire_day((now() at time zone 'UTC')::date)"_s), u"today"_s);
    QCOMPARE(upload(http, half, QByteArray(10, 'h')), 204);
    // Stored and not opened: its bytes are the only ones.
    QVERIFY(
        m_central->query(u"select intake.open_day('2024-03-01'); update intake.packet set day = '2024-03-01'"
                         " where id = '%1'"_s.arg(QString::fromLatin1(half)))
        != u"failed"_s);
    QCOMPARE(m_central->query(u"select intake.retire_day('2024-03-01')"_s), u"unopened 1"_s);
}

void TestCentralRights::migrationsAreCheckedBeforeReady()
{
    HttpsClient http = client();
    QCOMPARE(http.send("GET", "/ready").status, 200);
    const QString row = u"intake_meta.schema_version"_s;
    m_central->query(u"create table kept as select * from "_s + row + u" where version = 4; delete from "_s
                     + row + u" where version = 4"_s);
    const HttpAnswer other = http.send("GET", "/ready");
    QCOMPARE(other.status, 503);
    QVERIFY(other.body.contains("schema-level"));
    m_central->query(u"insert into "_s + row + u" select * from kept; drop table kept"_s);
    QCOMPARE(http.send("GET", "/ready").status, 200);
}

QTEST_GUILESS_MAIN(TestCentralRights)
#include "tst_centralrights.moc"
