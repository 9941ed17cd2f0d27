#include "sync/packet.h"
#include "tests/central/wire.h"
#include "tests/support/places.h"
#include "tests/sync/sampleenrolment.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr qsizetype chunkBytes = 262144;

} // namespace

/// A database of every older schema, with a packet that has its receipt and one that is half there, is
/// brought to that of today: nothing of them changes, and both go on.
class TestCentralMigration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void packetsSurvive_data();
    void packetsSurvive();

private:
    static QDir schema() { return QDir(indraj::test::sourcePath("/central/schema")); }
    static QStringList files() { return schema().entryList({u"*.sql"_s}, QDir::Files, QDir::Name); }
    QString address(const QString &role) const
    {
        return m_central->databaseAddress(role).replace(u"/indraj?"_s, u'/' + m_name + u'?');
    }
    QString ask(const QString &sql) const;
    QByteArray extraConfig() const;
    /// As the program of that day left it: the migrations up to `last`, and the two packets.
    bool makeOld(const QString &last);

    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
    QString m_name; ///< of the database
    SealInput m_whole, m_half;
    QByteArray m_wholeBytes, m_halfBytes;
};

void TestCentralMigration::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    m_whole = sampleInput(1, 60000);
    m_half = sampleInput(2, 60000);
    const SealContext context{{m_pki.pem(u"recipient.crt"_s)}, u"test"_s, QDateTime::currentDateTimeUtc()};
    m_wholeBytes = sealPacket(m_whole, *m_station, context).value();
    m_halfBytes = sealPacket(m_half, *m_station, context).value();
}

QString TestCentralMigration::ask(const QString &sql) const
{
    const auto out = runProgram(u"psql"_s, {u"-XAtq"_s, u"-d"_s, address(u"postgres"_s), u"-c"_s, sql});
    return out ? QString::fromUtf8(out->trimmed()) : u"failed"_s;
}

QByteArray TestCentralMigration::extraConfig() const
{
    QByteArray text;
    for (const auto &[key, role] : {std::pair{"database", u"indraj_intake"_s},
                                    {"migrate_database", u"postgres"_s},
                                    {"open_database", u"indraj_opener"_s}})
        text += QByteArray(key) + " = " + address(role).toUtf8() + "\n";
    return text;
}

bool TestCentralMigration::makeOld(const QString &last)
{
    QByteArray script
        = "create schema intake_meta; create table intake_meta.schema_version (version int primary key,"
          " name text not null, sha256 text not null, applied_at timestamptz not null default now());\n";
    for (const QString &name : files()) {
        const QByteArray sql = fileBytes(schema().filePath(name));
        script += "begin; insert into intake_meta.schema_version (version, name, sha256) values ("
            + QByteArray::number(name.left(4).toInt()) + ",'" + name.toUtf8() + "','" + digestOf(sql).toHex()
            + "');\n" + sql + "\ncommit;\n";
        if (name == last)
            break;
    }
    const auto put = [&](const SealInput &input, const QByteArray &bytes, qsizetype much) {
        const QByteArray id = input.packet.toString().toLatin1();
        script += "select intake.create_packet('" + id + "', 'TRN-01', " + QByteArray::number(input.sequence)
            + ", 'enrolment', " + QByteArray::number(bytes.size()) + ", '\\x" + digestOf(bytes).toHex()
            + "');\n";
        for (qsizetype at = 0; at < much; at += chunkBytes)
            script += "select intake.append_chunk('" + id + "', 'TRN-01', " + QByteArray::number(at)
                + ", '\\x" + bytes.mid(at, chunkBytes).toHex() + "');\n";
    };
    // A station is known before it sends, then as now.
    script += "insert into intake.station (id) values ('TRN-01');\n";
    put(m_whole, m_wholeBytes, m_wholeBytes.size());
    put(m_half, m_halfBytes, chunkBytes);
    script += "select intake.receipt_for('" + m_whole.packet.toString().toLatin1()
        + "', 'TRN-01', 'a receipt of then');\n";
    return m_central->query(u"create database "_s + m_name) != u"failed"_s
        && runProgram(u"psql"_s,
                      {u"-Xq"_s, u"-o"_s, u"/dev/null"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s,
                       address(u"postgres"_s)},
                      script)
               .has_value();
}

void TestCentralMigration::packetsSurvive_data()
{
    QTest::addColumn<QString>("last");
    const QStringList all = files();
    QVERIFY(all.size() > 5);
    for (const QString &name : all)
        QTest::newRow(qPrintable(name)) << name;
}

void TestCentralMigration::packetsSurvive()
{
    QFETCH(QString, last);
    m_name = u"old"_s + last.left(4);
    QVERIFY(makeOld(last));
    const QString kept = u"select string_agg(concat_ws(':', id, sequence, committed, sha256, stored_at), ' '"
                         " order by sequence) from intake.packet"_s;
    const QString bytes = u"select string_agg(concat_ws(':', packet, start, sha256(data)), ' '"
                          " order by packet, start) from intake.chunk"_s;
    const QString before = ask(kept), chunks = ask(bytes);
    QVERIFY(before.contains(m_whole.packet.toString()) && before.contains(m_half.packet.toString()));
    QVERIFY(m_central->writeConfig(extraConfig()));
    QCOMPARE(m_central->runCommand({u"migrate"_s}), 0);
    QCOMPARE(m_central->runCommand({u"migrate"_s}), 0); // again: nothing to do
    QCOMPARE(ask(u"select count(*) from intake_meta.schema_version"_s), QString::number(files().size()));
    QCOMPARE(ask(kept), before);
    QCOMPARE(ask(bytes), chunks);
    CentralInstance central(*m_central);
    QVERIFY(central.start(extraConfig()));
    HttpsClient http(central.port(), m_pki.pem(u"root.crt"_s), m_station);
    const QByteArray whole = m_whole.packet.toString().toLatin1(), half = m_half.packet.toString().toLatin1();
    QCOMPARE(http.send("GET", pathOf(whole) + "/receipt").body, QByteArray("a receipt of then"));
    QCOMPARE(http.send("HEAD", pathOf(half)).headers.value("upload-offset"), QByteArray::number(chunkBytes));
    const QByteArray rest = m_halfBytes.mid(chunkBytes);
    QCOMPARE(http.send("PATCH", pathOf(half), patchHeaders(chunkBytes, rest), rest).status, 204);
    QCOMPARE(http.send("GET", pathOf(half) + "/receipt").status, 200);
    QCOMPARE(m_central->runCommand({u"open"_s}), 0);
    QCOMPARE(ask(u"select count(*) from intake.opening where outcome = 'opened'"_s), u"2"_s);
}

QTEST_GUILESS_MAIN(TestCentralMigration)
#include "tst_centralmigration.moc"
