#include "vaulthelp.h"

#include "storage/engine.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <opencv2/imgcodecs.hpp>

#include <dlfcn.h>
#include <sqlite3.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// Linked in the worst order: a plain SQLite stands before every object of ours, OpenCV brings it once more.
class TestEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherSqliteIsInThisProcess()
    {
        // OpenCV is really used, so its own libraries are really there.
        std::vector<uchar> png;
        QVERIFY(cv::imencode(".png", cv::Mat(8, 8, CV_8UC1, cv::Scalar(7)), png));
        const void *other = ::dlsym(RTLD_DEFAULT, "sqlite3_open_v2");
        QVERIFY(other);
        QVERIFY(other != reinterpret_cast<const void *>(&sqlite3_open_v2));
        Dl_info where{};
        QVERIFY(::dladdr(other, &where) != 0);
        QVERIFY(QByteArray(where.dli_fname).contains("libsqlite3"));
    }

    void theEngineIsOurs()
    {
        QVERIFY(checkEngine());
        QTemporaryDir folder;
        const SecretBytes key = SecretBytes::random(32);
        auto database = openDatabase(folder.filePath(u"x.db"_s), key, {true, 0});
        QVERIFY(database);
        QVERIFY(database->readText("PRAGMA cipher_version")->startsWith(u"4.19."));
        QCOMPARE(*database->readText("PRAGMA journal_mode"), u"wal"_s);
        QCOMPARE(*database->readInteger("PRAGMA synchronous"), 2);
        QCOMPARE(*database->readInteger("PRAGMA foreign_keys"), 1);
        QCOMPARE(*database->readInteger("PRAGMA secure_delete"), 2);
        QVERIFY(database->run("CREATE TABLE t(a TEXT) STRICT"));
        QCOMPARE(*database->readText("PRAGMA cipher_page_size"), u"16384"_s);
        QCOMPARE(*database->readInteger("PRAGMA page_size"), 16384);
        // A wrong key opens nothing.
        database = failed(StoreFault::Internal, {});
        const auto wrong = openDatabase(folder.filePath(u"x.db"_s), SecretBytes::random(32));
        QCOMPARE(wrong.error().fault, StoreFault::Damaged);
    }

    void aPlainDatabaseIsRefused()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"plain.db"_s);
        overwrite(path, QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0'));
        QCOMPARE(checkCiphertext(path).error().fault, StoreFault::EngineUnfit);
        QVERIFY(!openDatabase(path, SecretBytes::random(32)));
    }

    void noNameIsInAnyFile()
    {
        World world;
        QVERIFY(world.login(operatorOne()));
        const Enrolment draft = world.completeDraft();
        QCOMPARE(draft.fields, canaryFields());
        const auto search = [&] { // once with a full WAL, once after the checkpoint
            qsizetype total = 0;
            const QFileInfoList files = QDir(world.folder()).entryInfoList(QDir::Files | QDir::Hidden);
            for (const QFileInfo &file : files) {
                const QByteArray bytes = readAll(file.filePath());
                total += bytes.size();
                for (const QByteArray &canary : canaries())
                    QVERIFY2(!bytes.contains(canary), qPrintable(file.fileName()));
                QVERIFY2(!bytes.contains("SQLite format 3"), qPrintable(file.fileName()));
                QVERIFY2(!bytes.contains("PRIVATE KEY"), qPrintable(file.fileName()));
            }
            QVERIFY(total > 100'000);
        };
        QVERIFY(QFileInfo(world.file("vault.db-wal")).size() > 0);
        search();
        world.stop();
        search();
    }

    void noSqliteSymbolIsSeenFromOutside()
    {
        QProcess nm;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"LD_PRELOAD"_s);
        nm.setProcessEnvironment(environment);
        nm.start(QStringLiteral(INDRAJ_NM), {u"-D"_s, QCoreApplication::applicationFilePath()});
        QVERIFY(nm.waitForFinished());
        const QByteArray symbols = nm.readAllStandardOutput();
        QVERIFY(symbols.contains("EVP_")); // it is the right list
        QVERIFY2(!symbols.contains(" sqlite3_"), symbols.constData());
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
