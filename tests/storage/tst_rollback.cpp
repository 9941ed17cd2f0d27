#include "vaulthelp.h"

#include "storage/crypto.h"
#include "storage/engine.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// The history cannot be changed and time cannot be turned back: every way is found at the next start, and
/// the error says which.
class TestRollback : public QObject {
    Q_OBJECT

    static constexpr qsizetype pageSize = 16384;

    static QString refusalOf(World &world)
    {
        const auto login = world.login(supervisorOne());
        if (login)
            return u"opened"_s;
        return login.error().fault == StoreFault::Damaged ? login.error().detail : u"other fault"_s;
    }

    /// The same with the vault in another folder, as a power cut left it.
    static QString refusalIn(const QString &folder, VaultOptions options = cheapOptions())
    {
        VaultService vault(folder, std::move(options));
        const auto login = settled(vault.unlock(u"op-1"_s, secret(operatorPhrase)));
        if (login)
            return u"opened"_s;
        return login.error().fault == StoreFault::Damaged ? login.error().detail : u"other fault"_s;
    }

    /// Puts the head where the last entry is, as somebody with a pass phrase and a program of his own can.
    static void forgeHead(const World &world)
    {
        const VaultKeys keys = keysOf(world);
        auto database = openDatabase(world.file("vault.db"), keys.database);
        QVERIFY(database);
        QVERIFY(database->run("DELETE FROM audit_head"));
        AuditHead last;
        {
            Statement row
                = database->prepare("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1");
            QVERIFY(*row.step());
            last = {row.integer(0), row.bytes(1)};
        }
        const QByteArray mac = hmacSha256(
            keys.audit.bytes(), lengthPrefixed({"audit-head", bigEndian(last.sequence), last.hash}));
        QVERIFY(database->run("INSERT INTO audit_head(id, sequence, hash, mac) VALUES(1, ?, ?, ?)",
                              last.sequence, last.hash, mac));
        QVERIFY(database->checkpoint());
    }

private Q_SLOTS:
    void meddlingIsNamed_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<bool>("headToo");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *sql, bool headToo, const QString &says) {
            QTest::newRow(name) << QByteArray(sql) << headToo << says;
        };
        row("edited entry", "UPDATE audit SET actor = 'op-2' WHERE sequence = 5", false,
            u"entry 5 was changed"_s);
        row("deleted entry", "DELETE FROM audit WHERE sequence = 4", false, u"entry 4 is missing"_s);
        row("cut tail", "DELETE FROM audit WHERE sequence > (SELECT max(sequence) - 2 FROM audit)", false,
            u"its tail was cut"_s);
        row("cut tail and head", "DELETE FROM audit WHERE sequence > (SELECT max(sequence) - 2 FROM audit)",
            true, u"lies beyond the end: the tail was cut"_s);
        row("head put back", "UPDATE audit_head SET sequence = sequence - 1", false, u"head was changed"_s);
        row("a signature", "UPDATE audit_checkpoint SET signature = zeroblob(70)", false,
            u"was not signed by this station"_s);
        row("a checkpoint's time", "UPDATE audit_checkpoint SET at = at + 1", false,
            u"was not signed by this station"_s);
        row("a head that a packet named", "UPDATE packet SET audit_head = zeroblob(32)", false,
            u"named in a packet that central has received"_s);
        row("a state", "UPDATE enrolment SET state = 'approved' WHERE state = 'draft'", false,
            u"does not match entry"_s);
        row("a field", "UPDATE field SET value = 'X' WHERE key = 'name.en'", false,
            u"does not match entry"_s);
        row("an exception", "DELETE FROM exception", false, u"does not match entry"_s);
        row("a reason why nobody signed",
            "INSERT INTO not_signed SELECT id, 'declined', '', 'op-1', 1 FROM enrolment"
            " WHERE data_key IS NOT NULL LIMIT 1",
            false, u"does not match entry"_s);
        row("an eye's exception",
            "INSERT INTO eye_exception SELECT id, 1, 'missing', '', 'op-1', 1 FROM enrolment"
            " WHERE data_key IS NOT NULL LIMIT 1",
            false, u"does not match entry"_s);
        row("a person's own finger", "UPDATE own_finger SET record = x'00'", false, u"own fingers"_s);
        row("a person's own fingers taken away", "DELETE FROM own_finger", false, u"own fingers"_s);
        row("a contributor", "DELETE FROM contributor", false, u"does not match entry"_s);
        row("a seal", "DELETE FROM enrolment_seal", false, u"has no seal"_s);
        row("an older seal", "UPDATE enrolment_seal SET sequence = sequence - 1", false,
            u"is sealed at entry"_s);
        row("an enrolment more",
            "INSERT INTO enrolment SELECT 'x', number + 9, 'T-9', service, form_version, state, step,"
            " captured_by, created_at, saved_at, data_key, NULL, NULL, NULL, NULL FROM enrolment LIMIT 1",
            false, u"has no entry: it was added"_s);
        row("a running number", "UPDATE station SET next_sequence = 1", false, u"running number went back"_s);
        row("another certificate", "UPDATE station SET certificate = x'00'", false, u"certificate"_s);
    }
    void meddlingIsNamed()
    {
        QFETCH(QByteArray, sql);
        QFETCH(bool, headToo);
        QFETCH(QString, says);
        World world;
        const UploadRecord sent = world.sealedPacket("packet");
        settled(world.vault().recordReceipt(sent.packet, "receipt")).value();
        world.login(operatorOne()).value();
        world.completeDraft();
        KnownFinger own;
        own.finger = FingerPosition::LeftThumb;
        own.record = "record";
        QVERIFY(settled(world.vault().saveOwnFingers({own}, supervisorOne().id, secret(supervisorPhrase),
                                                     operatorOne())));
        world.stop();
        meddle(world, sql.constData());
        if (headToo)
            forgeHead(world);
        const QByteArray found = readAll(world.file("vault.db"));
        world.restart();
        const QString refusal = refusalOf(world);
        QVERIFY2(refusal.contains(says), qPrintable(refusal));
        world.stop();
        QVERIFY(readAll(world.file("vault.db")) == found); // what is refused is left as it was found
    }

    void aTailCutWithItsCheckpointsIsFoundByTheAnchor()
    {
        World world;
        world.login(operatorOne()).value();
        world.completeDraft();
        world.stop();
        meddle(world, "DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)");
        meddle(world, "DELETE FROM audit_checkpoint");
        forgeHead(world);
        world.restart();
        const QString refusal = refusalOf(world);
        QVERIFY2(refusal.contains(u"older database"_s), qPrintable(refusal));
    }

    void anyPagePutBackIsFound()
    {
        World world;
        const EnrolmentId id = world.awaiting().id;
        world.stop();
        const QByteArray older = readAll(world.file("vault.db"));
        world.restart();
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Reject, supervisorOne(), u"duplicate"_s, {})).value();
        world.stop();
        QTemporaryDir copies;
        const QByteArray newer = readAll(world.file("vault.db"));
        int changed = 0;
        int atLogin = 0;
        int afterwards = 0;
        QList<qsizetype> silent;
        for (qsizetype at = 0; at + pageSize <= qMin(older.size(), newer.size()); at += pageSize) {
            if (older.mid(at, pageSize) == newer.mid(at, pageSize))
                continue;
            ++changed;
            const QString folder = copies.filePath(QString::number(at));
            copyFolder(world.folder(), folder);
            QByteArray mixed = newer;
            mixed.replace(at, pageSize, older.mid(at, pageSize));
            overwrite(folder + u"/vault.db"_s, mixed);
            VaultOptions looking = cheapOptions();
            looking.lookPause = std::chrono::milliseconds(0);
            VaultService vault(folder, looking);
            const auto login = settled(vault.unlock(u"sup-1"_s, secret(supervisorPhrase)));
            if (!login) {
                QCOMPARE(login.error().fault, StoreFault::Damaged);
                ++atLogin;
                continue;
            }
            const auto health = lookedThrough(vault);
            const auto report = settled(vault.checkAudit());
            if (health.contents == LookState::Damaged)
                ++afterwards;
            else
                silent << at / pageSize;
            // What a person's check of the trail finds, nobody has to ask for.
            QVERIFY((report && report->holds) || health.warnings.contains(StationWarning::ContentDamaged));
            // Whatever is said: the rejected never awaits approval again.
            ListFilter waiting;
            waiting.states = {EnrolmentState::AwaitingApproval};
            const auto list = settled(vault.list(waiting));
            QVERIFY(!list || list->isEmpty());
        }
        qInfo("%d pages changed: %d put back found at login, %d by the look after it, %lld without effect",
              changed, atLogin, afterwards, qint64(silent.size()));
        QVERIFY(changed > 5 && atLogin > 3);
        // The first page holds the file's header and the schema, nothing of ours.
        silent.removeOne(0);
        QVERIFY2(silent.isEmpty(), qPrintable(u"%1 pages are silent"_s.arg(silent.size())));
    }

    void anOlderFileIsNamed()
    {
        World world;
        world.login(operatorOne()).value();
        world.completeDraft();
        world.stop();
        const QByteArray older = readAll(world.file("vault.db"));
        world.restart();
        world.awaiting();
        world.stop();
        overwrite(world.file("vault.db"), older);
        world.restart();
        const QString refusal = refusalOf(world);
        QVERIFY2(refusal.contains(u"an older database was put back"_s), qPrintable(refusal));
    }

    void anOlderOrSpoiltWalIsNamed()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        settled(world.vault().saveFields(id, canaryFields(), u"details"_s, operatorOne())).value();
        const QByteArray olderWal = readAll(world.file("vault.db-wal"));
        settled(world.vault().saveSample(id, fingerSample(FingerPosition::LeftRing), operatorOne())).value();
        settled(world.vault().saveSample(id, portraitSample(), operatorOne())).value();
        QTemporaryDir copies;
        const QString cut = copies.filePath(u"cut"_s); // as the power cut leaves it
        copyFolder(world.folder(), cut);
        const QByteArray wal = readAll(cut + u"/vault.db-wal"_s);
        QVERIFY(wal.size() > olderWal.size());

        const auto withWal = [&](const QString &name, const QByteArray &bytes) {
            const QString folder = copies.filePath(name);
            copyFolder(cut, folder);
            overwrite(folder + u"/vault.db-wal"_s, bytes);
            const QByteArray database = readAll(folder + u"/vault.db"_s);
            QString refusal = refusalIn(folder);
            if (refusal != u"opened") { // not a byte of the evidence is lost
                if (readAll(folder + u"/vault.db"_s) != database
                    || readAll(folder + u"/vault.db-wal"_s) != bytes)
                    return u"files were changed: "_s + refusal;
            }
            return refusal;
        };
        const QString says = u"the write-ahead log was cut, damaged or exchanged"_s;
        QCOMPARE(withWal(u"whole"_s, wal), u"opened"_s);
        QVERIFY2(withWal(u"older"_s, olderWal).contains(says), "older");
        QVERIFY2(withWal(u"none"_s, {}).contains(says), "none");
        for (int part = 1; part < 12; ++part) {
            QByteArray flipped = wal;
            const qsizetype at = wal.size() * part / 12;
            flipped[at] = static_cast<char>(flipped[at] ^ 4);
            const QString refusal = withWal(QString::number(part), flipped);
            QVERIFY2(refusal.contains(says), qPrintable(refusal));
        }
    }

    void anOlderFolderIsFoundFromOutside()
    {
        QTemporaryDir outside;
        VaultOptions options = cheapOptions();
        options.markFolder = outside.filePath(u"state/marks"_s);
        World world(options);
        world.login(operatorOne()).value();
        world.completeDraft();
        world.stop();
        QTemporaryDir copies;
        const QString older = copies.filePath(u"older"_s);
        copyFolder(world.folder(), older);
        world.restart(options);
        world.login(operatorOne()).value();
        world.draft();
        world.stop();
        QCOMPARE(refusalIn(world.folder(), options), u"opened"_s);
        const QString refusal = refusalIn(older, options);
        QVERIFY2(refusal.contains(u"an older copy of the whole vault folder was put back"_s),
                 qPrintable(refusal));
        // Without a mark outside, only central can tell: that is what docs/audit.md says.
        QTemporaryDir another;
        copyFolder(older, another.filePath(u"v"_s));
        QCOMPARE(refusalIn(another.filePath(u"v"_s)), u"opened"_s);
    }

    void aLostOutsideMarkIsNoted()
    {
        QTemporaryDir outside;
        VaultOptions options = cheapOptions();
        options.markFolder = outside.path();
        World world(options);
        world.login(operatorOne()).value();
        world.stop();
        const QStringList files = QDir(outside.path()).entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        QVERIFY(QFile::remove(outside.filePath(files[0])));
        world.restart(options);
        world.login(operatorOne()).value();
        AuditFilter filter;
        filter.events = {u"outside-mark-made"_s, u"outside-mark-lost"_s};
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0].event, u"outside-mark-lost"_s);
        QCOMPARE(entries[1].event, u"outside-mark-made"_s);
        QVERIFY(QFile::exists(outside.filePath(files[0])));
    }

    void aTornSlotIsNoReasonToRefuse()
    {
        World world;
        world.login(operatorOne()).value();
        world.draft();
        world.stop();
        const QByteArray mark = readAll(world.file("mark"));
        QCOMPARE(mark.size(), 1024);
        for (int slot = 0; slot < 2; ++slot) {
            QByteArray torn = readAll(world.file("mark"));
            torn.replace(slot * 512 + 100, 412, QByteArray(412, 'x'));
            overwrite(world.file("mark"), torn);
            world.restart();
            QCOMPARE(refusalOf(world), u"opened"_s);
            world.stop();
        }
        overwrite(world.file("mark"), QByteArray(1024, 'x'));
        world.restart();
        QVERIFY(refusalOf(world).contains(u"the mark of its head was changed"_s));
    }
};

QTEST_GUILESS_MAIN(TestRollback)
#include "tst_rollback.moc"
