#include "vaulthelp.h"

#include "storage/crypto.h"
#include "storage/engine.h"

#include <QTest>

#include <algorithm>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// What the vault is built of: statements that are used again, values in
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
