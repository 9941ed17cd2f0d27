#include "vaulthelp.h"

#include "storage/crypto.h"
#include "storage/engine.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <cstring>

#include <sqlite3.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray canary = QByteArrayLiteral("Canaria Xylophone Quetzal");

/// The allocator beneath the engine's: looks at each block that comes back. The engine's configuration takes
/// functions without an argument.
struct Watch {
    sqlite3_mem_methods real{};
    qint64 freed = 0;
    qint64 unclean = 0; ///< came back with something in it
    qint64 largest = 0;
} watch;

void lookAndFree(void *block)
{
    if (block) {
        const auto *bytes = static_cast<const char *>(block);
        const int size = watch.real.xSize(block);
        ++watch.freed;
        watch.largest = std::max<qint64>(watch.largest, size);
        watch.unclean += std::any_of(bytes, bytes + size, [](char byte) { return byte != 0; }) ? 1 : 0;
    }
    watch.real.xFree(block);
}

bool installWatch()
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &watch.real) != SQLITE_OK)
        return false;
    sqlite3_mem_methods watching = watch.real;
    watching.xFree = lookAndFree;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &watching) == SQLITE_OK;
}

} // namespace

/// What the vault is built of: the guarded memory of the engine, statements that are used again, values in
/// pieces, seals in pieces.
class TestEngineParts : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const SecretBytes m_key = SecretBytes::random(32);

    Database open(const char *name) const
    {
        return std::move(
            openDatabase(m_folder.filePath(QString::fromLatin1(name)), m_key, {true, 0}).value());
    }
    static QByteArray sealInOne(const SecretBytes &key, const QByteArray &plain)
    {
        return sealBytes(key.bytes(), "context", viewOf(plain)).value();
    }
    static Outcome<QByteArray> openFrom(const SecretBytes &key, const QByteArray &sealed,
                                        const QByteArray &context = "context")
    {
        return openInPieces(key.bytes(), context, sealed.size(), [&](qsizetype at, auto into) {
            std::copy_n(sealed.constData() + at, into.size(), into.begin());
            return Outcome<void>();
        });
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(installWatch()); }

    void whatTheEngineFreesIsOverwritten()
    {
        const qint64 before = watch.freed;
        {
            Database database = open("memory.db");
            QVERIFY(database.run("CREATE TABLE t(a TEXT, b BLOB) STRICT"));
            for (int i = 0; i < 50; ++i)
                QVERIFY(database.run("INSERT INTO t VALUES(?, ?)",
                                     QString::fromUtf8(canary).repeated(1 + i % 7), pattern(i, 40'000)));
            // Sorted, grown and converted: buffers of every size.
            const auto text
                = database.readText("SELECT group_concat(a || hex(b)) FROM (SELECT * FROM t ORDER BY a)");
            QVERIFY(text && text->contains(QString::fromUtf8(canary)));
        }
        QVERIFY(watch.freed - before > 500);
        QVERIFY(watch.largest > 1'000'000);
        QCOMPARE(watch.unclean, 0);
    }

    /// Locked blocks split the process's memory into mappings, of which the kernel allows some 65,000.
    void aHugeCacheDoesNotUseUpTheMappings()
    {
        Database database = open("huge.db");
        QVERIFY(database.run("PRAGMA cache_size=-400000"));
        QVERIFY(database.run("CREATE TABLE t(b BLOB) STRICT"));
        const auto lines = [] {
            QFile maps(u"/proc/self/maps"_s);
            return maps.open(QIODevice::ReadOnly) ? maps.readAll().count('\n') : -1;
        };
        const auto before = lines();
        QVERIFY(before > 0);
        QVERIFY(database.transact([&]() -> Outcome<void> {
            for (int i = 0; i < 10; ++i) {
                if (const auto done = database.run("INSERT INTO t VALUES(?)", pattern(i, 20'000'000)); !done)
                    return done;
            }
            return {};
        }));
        QVERIFY2(lines() - before < 10'000, QByteArray::number(lines() - before).constData());
    }

    void aStatementIsUsedAgainAndForgetsWhatWasBound()
    {
        Database database = open("statements.db");
        QVERIFY(database.run("CREATE TABLE t(a TEXT, b INTEGER) STRICT"));
        constexpr const char *insert = "INSERT INTO t VALUES(?, ?)";
        QVERIFY(database.run(insert, u"one"_s, 1));
        {
            Statement half = database.prepare(insert);
            half.bind(u"two"_s); // the second is not bound: NULL, not the 1 of before
            QVERIFY(half.run());
        }
        QCOMPARE(database.readInteger("SELECT count(*) FROM t WHERE b IS NULL").value(), 1);
        // Two at once with the same text are two statements.
        Statement first = database.prepare("SELECT a FROM t ORDER BY a");
        Statement second = database.prepare("SELECT a FROM t ORDER BY a");
        QVERIFY(first.step().value() && second.step().value() && first.step().value());
        QCOMPARE(first.text(0), u"two"_s);
        QCOMPARE(second.text(0), u"one"_s);
    }

    void aStatementSurvivesItsErrorAndAChangeOfTheTable()
    {
        Database database = open("errors.db");
        QVERIFY(database.run("CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT"));
        constexpr const char *insert = "INSERT INTO t(a) VALUES(?)";
        QVERIFY(database.run(insert, 1));
        QCOMPARE(database.run(insert, 1).error().fault, StoreFault::Invalid);
        QVERIFY(database.run(insert, 2));
        QVERIFY(database.run("ALTER TABLE t ADD COLUMN b TEXT"));
        QVERIFY(database.run(insert, 3));
        QVERIFY(!database.run("SELECT nothing FROM nowhere"));
        // Statements that wait hold nothing up: neither a table that goes nor the end of the connection.
        QVERIFY(database.run("DROP TABLE t"));
        QVERIFY(!database.run(insert, 4));
        database = open("other.db");
        QVERIFY(database.run("CREATE TABLE t(a INTEGER) STRICT"));
        QVERIFY(database.run(insert, 5));
    }

    /// No memory in the middle of a transaction.
    void whatThrowsIsRolledBack()
    {
        Database database = open("throws.db");
        QVERIFY(database.run("CREATE TABLE t(a INTEGER) STRICT"));
        bool thrown = false;
        try {
            static_cast<void>(database.transact([&]() -> Outcome<void> {
                auto done = database.run("INSERT INTO t VALUES(?)", 1);
                if (!done)
                    return done;
                throw std::bad_alloc();
            }));
        } catch (const std::bad_alloc &) {
            thrown = true;
        }
        QVERIFY(thrown);
        QCOMPARE(database.readInteger("SELECT count(*) FROM t").value(), 0);
        QVERIFY(database.transact([&] { return database.run("INSERT INTO t VALUES(?)", 2); }));
        QCOMPARE(database.readInteger("SELECT a FROM t").value(), 2);
    }

    /// More texts than are kept.
    void manyTextsAreNoHarm()
    {
        Database database = open("many.db");
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 400; ++i) {
                const QByteArray sql = "SELECT " + QByteArray::number(i);
                QCOMPARE(database.readInteger(sql.constData()).value(), i);
            }
        }
    }

    void aPragmaWorksEachTime()
    {
        Database database = open("pragma.db");
        for (int round = 0; round < 3; ++round) {
            QVERIFY(database.run("PRAGMA secure_delete=ON"));
            QCOMPARE(database.readInteger("PRAGMA secure_delete").value(), 1);
            QVERIFY(database.run("PRAGMA secure_delete=FAST"));
            QCOMPARE(database.readInteger("PRAGMA secure_delete").value(), 2);
        }
    }

    void aLongLogIsMovedWhenNobodyWaits()
    {
        Database database = open("log.db");
        QVERIFY(database.run("CREATE TABLE t(v BLOB) STRICT"));
        QVERIFY(database.checkpoint());
        database.deferCheckpoints();
        const auto sizeNow = [this] { return QFileInfo(m_folder.filePath(u"log.db"_s)).size(); };
        const qint64 before = sizeNow();
        const auto grow = [&database](int megabytes) {
            for (int i = 0; i < megabytes; ++i)
                QVERIFY(database.run("INSERT INTO t VALUES(zeroblob(1000000))"));
        };
        grow(4);
        database.moveLongLog(); // not long enough
        grow(16);
        QCOMPARE(sizeNow(), before); // no COMMIT has moved it
        database.moveLongLog();
        QVERIFY(sizeNow() > before + 20'000'000);
        const qint64 moved = sizeNow();
        grow(80); // the holder forgets: it does not grow for ever
        QVERIFY(sizeNow() > moved);
        QCOMPARE(database.readInteger("SELECT count(*) FROM t").value(), 100);
    }

    void theVaultMovesItsLogAfterTheAnswer()
    {
        World world;
        QVERIFY(world.login(operatorOne()));
        const EnrolmentId id = world.draft().id;
        const auto sizeNow = [&world] { return QFileInfo(world.file("vault.db")).size(); };
        const qint64 before = sizeNow();
        for (const FingerPosition finger : allFingers)
            QVERIFY(settled(world.vault().saveSample(id, fingerSample(finger, 2'000'000), operatorOne())));
        QVERIFY(settled(world.vault().load(id))); // whatever came before it is done
        QVERIFY(sizeNow() > before + 15'000'000);
        QVERIFY(QFileInfo(world.file("vault.db-wal")).size() < 40'000'000);
    }

    void aValueIsWrittenAndReadInPieces()
    {
        Database database = open("pieces.db");
        QVERIFY(database.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v BLOB) STRICT"));
        const QByteArray whole = pattern(3, 300'000);
        QVERIFY(database.run("INSERT INTO t(v) VALUES(?)", ZeroBlob{whole.size()}));
        const qint64 row = database.lastRow();
        {
            auto stream = BlobStream::open(database, "t", "v", row, true);
            QVERIFY(stream);
            QCOMPARE(stream->size(), whole.size());
            for (qsizetype at = 0; at < whole.size(); at += 70'001)
                QVERIFY(stream->write(at, viewOf(whole.mid(at, 70'001))));
            QVERIFY(!stream->write(whole.size() - 1, viewOf(QByteArray("xy")))); // beyond the end
        }
        Statement back = database.prepare("SELECT v FROM t");
        QVERIFY(back.step().value());
        QCOMPARE(back.bytes(0), whole);
        QCOMPARE(BlobStream::open(database, "t", "v", row + 1, false).error().fault, StoreFault::NotFound);
    }

    void sealsInPiecesAreTheSameSeals_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 16, 65'535, 65'536, 65'537, 200'000})
            QTest::addRow("%d bytes", size) << size;
    }
    void sealsInPiecesAreTheSameSeals()
    {
        QFETCH(int, size);
        const SecretBytes key = SecretBytes::random(32);
        const QByteArray plain = pattern(size, size);
        QCOMPARE(openFrom(key, sealInOne(key, plain)).value(), plain);
        QByteArray sealed(sizeOfSealed(plain.size()), 'x');
        qsizetype end = 0;
        QVERIFY(sealInPieces(key.bytes(), "context", viewOf(plain), [&](qsizetype at, KeyView piece) {
            if (at != end || piece.size() > 65'536)
                return Outcome<void>(failed(StoreFault::Internal, u"not in order"_s));
            std::copy(piece.begin(), piece.end(), sealed.data() + at);
            end = at + static_cast<qsizetype>(piece.size());
            return Outcome<void>();
        }));
        QCOMPARE(end, sealed.size());
        QCOMPARE(openSealed(key.bytes(), "context", sealed).value(), plain);
        QCOMPARE(openFrom(key, sealed, "another").error().fault, StoreFault::Damaged);
        QCOMPARE(openFrom(SecretBytes::random(32), sealed).error().fault, StoreFault::Damaged);
        for (const qsizetype at : {qsizetype(0), qsizetype(11), sealed.size() / 2, sealed.size() - 1}) {
            QByteArray changed = sealed;
            changed[at] = char(changed[at] ^ 1);
            QCOMPARE(openFrom(key, changed).error().fault, StoreFault::Damaged);
        }
        QCOMPARE(openFrom(key, sealed.chopped(1)).error().fault, StoreFault::Damaged);
        QCOMPARE(openFrom(key, sealed.first(20)).error().fault, StoreFault::Damaged);
    }

    void anErrorOfThePlaceEndsASeal()
    {
        const SecretBytes key = SecretBytes::random(32);
        const QByteArray plain = pattern(1, 200'000);
        const auto full = sealInPieces(key.bytes(), "context", viewOf(plain), [](qsizetype at, KeyView) {
            return at > 100'000 ? Outcome<void>(failed(StoreFault::DiskFull, u"full"_s)) : Outcome<void>();
        });
        QCOMPARE(full.error().fault, StoreFault::DiskFull);
        const auto lost = openInPieces(key.bytes(), "context", 5000, [](qsizetype, auto) {
            return Outcome<void>(failed(StoreFault::IoFailed, u"gone"_s));
        });
        QCOMPARE(lost.error().fault, StoreFault::IoFailed);
    }
};

QTEST_GUILESS_MAIN(TestEngineParts)
#include "tst_engineparts.moc"
