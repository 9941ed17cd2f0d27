#include "central/database.h"
#include "tests/sync/centralfixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// central's one connection: what it keeps planned, and what it forgets.
class TestCentralDatabase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void aStatementIsPlannedOnce();
    void whatIsRefusedIsToldAndNotKept();
    void aPlanThatAMigrationMadeStaleIsMadeAnew();
    void aConnectionThatWasCutIsOpenedAnew();

private:
    central::Connection connection() const
    {
        return central::Connection(m_central->databaseAddress(u"postgres"_s).toStdString());
    }
    TestPki m_pki;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralDatabase::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
}

void TestCentralDatabase::aStatementIsPlannedOnce()
{
    central::Connection db = connection();
    for (const char *number : {"1", "2", "3"}) {
        const auto row = db.row("SELECT $1::int + 1", {{number}});
        QVERIFY(row);
        QCOMPARE(std::stoi(row->front().value()), std::atoi(number) + 1);
    }
    const auto count
        = db.row("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%::int + 1'", {});
    QCOMPARE(count.value().front().value(), std::string("1"));
}

void TestCentralDatabase::whatIsRefusedIsToldAndNotKept()
{
    central::Connection db = connection();
    for (int i = 0; i < 2; ++i) {
        const auto none = db.row("SELECT * FROM nowhere", {});
        QVERIFY(!none);
        QVERIFY(none.error().fault == central::DatabaseFault::Failed);
        QCOMPARE(none.error().sqlState, std::string("42P01"));
    }
    const auto divided = db.row("SELECT 1 / $1::int", {{"0"}});
    QVERIFY(!divided);
    QCOMPARE(divided.error().sqlState, std::string("22012"));
    QCOMPARE(db.row("SELECT 1 / $1::int", {{"1"}}).value().front().value(), std::string("1"));
}

void TestCentralDatabase::aPlanThatAMigrationMadeStaleIsMadeAnew()
{
    central::Connection db = connection();
    const auto make = [this](const QString &columns) {
        return m_central->query(
                   u"drop function if exists public.changing; create function public.changing(%1)"
                   " language sql as 'select 1, 2'"_s.arg(columns))
            != u"failed"_s;
    };
    QVERIFY(make(u"out a int, out b int"_s));
    QCOMPARE(db.row("SELECT * FROM public.changing()", {}).value().size(), std::size_t(2));
    QVERIFY(make(u"out a int, out b bigint"_s));
    const auto after = db.row("SELECT * FROM public.changing()", {});
    QVERIFY2(after, after ? "" : after.error().sqlState.c_str());
    QCOMPARE(after->back().value(), std::string("2"));
    QVERIFY(db.row("DEALLOCATE ALL", {}).error().fault == central::DatabaseFault::Failed); // it has no row
    QVERIFY(db.row("SELECT * FROM public.changing()", {}));
}

void TestCentralDatabase::aConnectionThatWasCutIsOpenedAnew()
{
    central::Connection db = connection();
    const auto process = [&db] { return db.row("SELECT pg_backend_pid()", {}).value().front().value(); };
    const std::string before = process();
    QCOMPARE(m_central->query(u"select pg_terminate_backend(%1)"_s.arg(QString::fromStdString(before))),
             u"t"_s);
    QVERIFY(process() != before);
}

QTEST_GUILESS_MAIN(TestCentralDatabase)
#include "tst_centraldatabase.moc"
