#include "vaulthelp.h"

#include "storage/engine.h"
#include "storage/schema.h"
#include "tests/support/places.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <unistd.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString fixture = indraj::test::sourcePath("/tests/storage/fixtures/vault-0.1.0");

/// A fresh copy of the vault of release 0.1.0.
class OldVault {
public:
    OldVault()
    {
        QDir().mkpath(folder());
        for (const char *name : {"vault.db", "keyring.json", "anchor"})
            overwrite(file(name), readAll(fixture + u'/' + QLatin1StringView(name)));
    }
    QString folder() const { return m_temporary.filePath(u"vault"_s); }
    QString file(const char *name) const { return folder() + u'/' + QLatin1StringView(name); }
    QStringList files() const { return QDir(folder()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
    VaultKeys keys() const
    {
        const auto ring = KeyRing::parse(readAll(file("keyring.json")), cheapKdf);
        return std::move(*ring->derive(*ring->open(u"op-1"_s, secret(operatorPhrase))));
    }
    int version() const
    {
        auto database = openDatabase(file("vault.db"), keys().database);
        return database ? readSchemaVersion(*database).value_or(-1) : -1;
    }

private:
    QTemporaryDir m_temporary;
};

QByteArray fixtureDatabase() { return readAll(fixture + u"/vault.db"_s); }

tl::expected<Actor, StoreError> open(VaultService &vault)
{
    return settled(vault.unlock(u"sup-1"_s, secret(supervisorPhrase)));
}

} // namespace

/// Vaults of every released version open, and a migration may be cut anywhere.
class TestMigration : public QObject {
    Q_OBJECT

    /// Everything that the fixture's README promises, read and verified.
    static void readAllOf(VaultService &vault, int from = 1)
    {
        ListFilter every;
        every.states = {EnrolmentState::Draft, EnrolmentState::Sealed, EnrolmentState::Erased};
        const auto list = settled(vault.list(every)).value();
        QCOMPARE(list.size(), 3);
        const Enrolment draft = settled(vault.load(list[2].id)).value();
        QCOMPARE(draft.token, u"T-001"_s);
        QCOMPARE(draft.state, EnrolmentState::Draft);
        QCOMPARE(draft.fields.value(u"name.en"_s), u"Fixture Person 1"_s);
        QCOMPARE(draft.fields.value(u"father.cnic"_s), u"91234-5678901-1"_s);
        QCOMPARE(draft.samples.size(), 5);
        QCOMPARE(draft.exceptions.size(), 1);
        QCOMPARE(draft.exceptions[0].kind, ExceptionKind::Bandaged);
        const Enrolment kept = settled(vault.load(list[0].id)).value();
        QCOMPARE(kept.state, EnrolmentState::Sealed);
        QCOMPARE(kept.samples.size(), 11);
        for (const Enrolment &enrolment : {draft, kept}) {
            for (const SampleInfo &info : enrolment.samples) {
                const auto sample = settled(vault.loadSample(enrolment.id, info.id));
                QVERIFY(sample);
                QCOMPARE(sample->bytes,
                         info.kind == SampleKind::FacePortrait ? portraitSample().bytes
                                                               : fingerSample(info.finger).bytes);
            }
        }
        const auto uploads = settled(vault.uploads()).value();
        QCOMPARE(uploads.size(), 2);
        QCOMPARE(settled(vault.packetBytes(uploads[0].packet, 0, 20'000)).value(), pattern(22, 20'000));
        QVERIFY(uploads[0].mayLackHead); // its receipt may have been signed before receipts named one
        QCOMPARE(uploads[0].auditHead.size(), 32);
        QCOMPARE(uploads[1].token, u"T-002"_s);
        QCOMPARE(uploads[1].state, EnrolmentState::Erased);
        QCOMPARE(uploads[1].receipt, pattern(23, 900));
        const auto report = settled(vault.checkAudit()).value();
        QVERIFY2(report.holds, qPrintable(report.detail));
        QVERIFY(report.checkpoints >= 1);
        AuditFilter migrated;
        migrated.events = {u"vault-migrated"_s};
        const auto entries = settled(vault.auditEntries(migrated)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].detail, u"%1 to %2"_s.arg(from).arg(schemaVersion()));
    }

    static void kill(QProcess &child)
    {
        child.kill(); // SIGKILL
        QVERIFY(child.waitForFinished());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QFile::exists(qEnvironmentVariable("INDRAJ_VAULTCHILD")));
        QVERIFY(fixtureDatabase().size() > 100'000);
        QVERIFY(schemaVersion() > 1);
    }

    void release010Opens()
    {
        OldVault old;
        QCOMPARE(old.version(), 1);
        {
            VaultService vault(old.folder(), cheapOptions());
            QVERIFY(open(vault));
            QVERIFY(!QFile::exists(old.file("vault.db.v1"))); // opened, so no longer needed
            QVERIFY(!QFile::exists(old.file("vault.db.rehearsal")));
            readAllOf(vault);
        }
        QCOMPARE(old.version(), schemaVersion());
        VaultService again(old.folder(), cheapOptions());
        QVERIFY(open(again));
        readAllOf(again);
        const Enrolment more = settled(again.createDraft(supervisorOne(), u"first-card"_s, 1)).value();
        QCOMPARE(more.token, u"T-004"_s);
    }

    /// What stations had between releases: the old vault at every version that there has been since.
    void everyVersionInBetweenOpens_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 2; version < schemaVersion(); ++version)
            QTest::addRow("version %d", version) << version;
    }
    void everyVersionInBetweenOpens()
    {
        QFETCH(int, version);
        OldVault old;
        {
            auto database = openDatabase(old.file("vault.db"), old.keys().database);
            QVERIFY(migrate(*database, version));
        }
        QCOMPARE(old.version(), version);
        VaultService vault(old.folder(), cheapOptions());
        const auto login = open(vault);
        QVERIFY2(login, login ? "" : qPrintable(login.error().detail));
        readAllOf(vault, version);
    }

    void cutWhileRehearsing()
    {
        OldVault old;
        overwrite(old.file("vault.db.rehearsal"), fixtureDatabase().left(200'000));
        overwrite(old.file("vault.db.rehearsal-wal"), pattern(3, 40'000));
        VaultService vault(old.folder(), cheapOptions());
        QVERIFY(open(vault));
        readAllOf(vault);
        QVERIFY(!QFile::exists(old.file("vault.db.rehearsal")));
        QVERIFY(!QFile::exists(old.file("vault.db.rehearsal-wal")));
    }

    void cutBeforeTheExchange()
    {
        OldVault old; // both names of the old file, the copy not yet renamed
        QCOMPARE(::link(QFile::encodeName(old.file("vault.db")).constData(),
                        QFile::encodeName(old.file("vault.db.v1")).constData()),
                 0);
        VaultService vault(old.folder(), cheapOptions());
        QVERIFY(open(vault));
        readAllOf(vault);
        QVERIFY(!old.files().contains(u"vault.db.v1.kept"_s));
    }

    void cutAfterTheExchange()
    {
        OldVault migrated;
        {
            VaultService vault(migrated.folder(), cheapOptions());
            QVERIFY(open(vault));
        }
        overwrite(migrated.file("vault.db.v1"), fixtureDatabase()); // not removed yet
        VaultService vault(migrated.folder(), cheapOptions());
        QVERIFY(open(vault));
        readAllOf(vault);
        QVERIFY(!QFile::exists(migrated.file("vault.db.v1")));
    }

    void anotherOldFileIsNotThrownAway()
    {
        OldVault old;
        overwrite(old.file("vault.db.v1"), "somebody put this here");
        VaultService vault(old.folder(), cheapOptions());
        QVERIFY(open(vault));
        QCOMPARE(readAll(old.file("vault.db.v1.kept")), QByteArray("somebody put this here"));
    }

    void whatDoesNotVerifyIsNotMigrated()
    {
        // A page of the old file that only the rehearsal's look at every page finds.
        const QByteArray damaged = fixtureDatabase();
        const qsizetype pages = damaged.size() / 16384;
        int refused = 0;
        for (qsizetype page = 1; page < pages; page += 3) {
            QByteArray bytes = damaged;
            bytes[page * 16384 + 4000] = static_cast<char>(bytes[page * 16384 + 4000] ^ 1);
            OldVault one;
            overwrite(one.file("vault.db"), bytes);
            VaultService vault(one.folder(), cheapOptions());
            const auto login = open(vault);
            QVERIFY(!login);
            QCOMPARE(login.error().fault, StoreFault::Damaged);
            QVERIFY(readAll(one.file("vault.db")) == bytes);
            QVERIFY(!QFile::exists(one.file("vault.db.rehearsal")));
            ++refused;
        }
        QVERIFY(refused > 5);
    }

    void aNewerVaultIsRefused()
    {
        OldVault old;
        {
            auto database = openDatabase(old.file("vault.db"), old.keys().database);
            QVERIFY(database->run("PRAGMA user_version=999"));
        }
        const QByteArray before = readAll(old.file("vault.db"));
        VaultService vault(old.folder(), cheapOptions());
        const auto login = open(vault);
        QCOMPARE(login.error().fault, StoreFault::Damaged);
        QVERIFY(login.error().detail.contains(u"newer"_s));
        QVERIFY(readAll(old.file("vault.db")) == before);
    }

    void killedWhileMigrating_data()
    {
        QTest::addColumn<int>("milliseconds");
        for (const int time : {5, 20, 35, 50, 65, 80, 100, 120, 150, 200, 260, 340})
            QTest::addRow("after %d ms", time) << time;
    }
    void killedWhileMigrating()
    {
        QFETCH(int, milliseconds);
        OldVault old;
        QProcess child;
        child.start(qEnvironmentVariable("INDRAJ_VAULTCHILD"), {u"hold"_s, old.folder()});
        QVERIFY(child.waitForStarted());
        bool due = false;
        QTimer::singleShot(milliseconds, this, [&due] { due = true; });
        QTRY_VERIFY_WITH_TIMEOUT(due, 5000);
        kill(child);
        qInfo("left behind: %s", qPrintable(old.files().join(u' ')));
        VaultService vault(old.folder(), cheapOptions());
        const auto login = open(vault);
        QVERIFY2(login, login ? "" : qPrintable(login.error().detail));
        readAllOf(vault);
    }
};

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
