#include "furnished.h"

#include "storage/repair/backup.h"

#include <QFile>

using namespace indraj;
using namespace indraj::test;

/// Copying a vault away and back.
class TestVaultBackup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBackupComesBack()
    {
        Furnished made;
        made.world.stop();
        const auto before = digests(made.world.folder());
        const QString file = made.world.temporary.filePath(u"backup"_s);
        const QString folder = made.world.temporary.filePath(u"restored"_s);
        const auto manifest = writeBackup(hold(made.world.folder()).value(), file, later());
        QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
        QCOMPARE(digests(made.world.folder()), before);
        for (const QByteArray &canary : canaries())
            QVERIFY(!readAll(file).contains(canary));
        QCOMPARE(writeBackup(hold(made.world.folder()).value(), file, later()).error().fault,
                 StoreFault::VaultExists);
        const auto restored
            = restoreBackup(file, folder, u"op-1"_s, secret(operatorPhrase), {cheapKdf}, later().addDays(1));
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
        QCOMPARE(restored->auditSequence, manifest->auditSequence);
        const auto report = checkVault(hold(folder).value()).value();
        QVERIFY2(report.good(), qPrintable(firstOf(report)));
        QCOMPARE(report.auditEntries, manifest->auditSequence + 1);
        QCOMPARE(hold(folder)->open()->readText("SELECT detail FROM audit WHERE event = 'restored'").value(),
                 u"from backup made at %1, chain at %2"_s.arg(later().toString(Qt::ISODate))
                     .arg(manifest->auditSequence));
        QCOMPARE(
            restoreBackup(file, folder, u"op-1"_s, secret(operatorPhrase), {cheapKdf}, later()).error().fault,
            StoreFault::VaultExists);
        QCOMPARE(
            restoreBackup(file, folder + u'2', u"op-1"_s, secret("wrong"), {cheapKdf}, later()).error().fault,
            StoreFault::WrongPassphrase);
        VaultService service(folder, cheapOptions());
        QVERIFY(settled(service.unlock(u"op-1"_s, secret(operatorPhrase))));
    }

    /// A restored vault is an older state, and the mark outside of the folder knows it.
    void theOutsideMarkKnowsThatABackupIsOlder()
    {
        const QTemporaryDir outside;
        VaultOptions options = cheapOptions();
        options.markFolder = outside.path();
        World world(options);
        world.login(operatorOne()).value();
        world.draft();
        settled(world.vault().lock()).value();
        world.stop();
        const QString file = world.temporary.filePath(u"backup"_s),
                      folder = world.temporary.filePath(u"restored"_s);
        QVERIFY(writeBackup(hold(world.folder()).value(), file, later()));
        world.restart(options);
        world.login(operatorOne()).value();
        world.draft();
        settled(world.vault().lock()).value();
        world.stop();
        QVERIFY(restoreBackup(file, folder, u"op-1"_s, secret(operatorPhrase), {cheapKdf}, later()));
        QVERIFY(checkVault(hold(folder).value()).value().good());
        VaultService service(folder, options);
        const auto refused = settled(service.unlock(u"op-1"_s, secret(operatorPhrase)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().fault, StoreFault::Damaged);
        QVERIFY(refused.error().detail.contains(u"whole vault folder"));
        const QStringList marks = QDir(outside.path()).entryList(QDir::Files);
        QCOMPARE(marks.size(), 1);
        QVERIFY(QFile::remove(outside.filePath(marks.first())));
        QVERIFY(settled(service.unlock(u"op-1"_s, secret(operatorPhrase))));
        const QStringList events = settled(service.auditEvents()).value();
        QVERIFY(events.contains(u"restored"_s) && events.contains(u"outside-mark-lost"_s));
    }

    void aChangedOrCutBackupIsRefused()
    {
        World world;
        world.login(operatorOne()).value();
        world.draft();
        world.stop();
        const QString file = world.temporary.filePath(u"backup"_s),
                      folder = world.temporary.filePath(u"restored"_s);
        QVERIFY(writeBackup(hold(world.folder()).value(), file, later()));
        const QByteArray whole = readAll(file);
        const auto refused = [&](const QByteArray &bytes) {
            overwrite(file, bytes);
            const auto outcome
                = restoreBackup(file, folder, u"op-1"_s, secret(operatorPhrase), {cheapKdf}, later());
            return !outcome && !QFile::exists(folder)
                && QDir(world.temporary.path()).entryList({u"restored*"_s}, QDir::AllEntries).isEmpty();
        };
        for (qsizetype at = 0; at < whole.size(); at += 3989) {
            QByteArray changed = whole;
            changed[at] = char(changed[at] ^ 1);
            QVERIFY2(refused(changed), qPrintable(QString::number(at)));
        }
        for (qsizetype back = 1; back < 1500; back += 7) { // manifest and trailer, byte by byte nearly
            QByteArray changed = whole;
            changed[whole.size() - back] = char(changed[whole.size() - back] ^ 32);
            QVERIFY2(refused(changed), qPrintable(QString::number(back)));
        }
        for (qsizetype size = 0; size < whole.size(); size += 9973)
            QVERIFY(refused(whole.first(size)));
        QVERIFY(refused(whole.first(whole.size() - 1)));
        QVERIFY(refused(whole + 'x'));
        overwrite(file, whole);
        QVERIFY(restoreBackup(file, folder, u"op-1"_s, secret(operatorPhrase), {cheapKdf}, later()));
    }

    void aDamagedVaultIsNotBackedUp()
    {
        Furnished made;
        made.world.stop();
        QByteArray damaged = readAll(made.world.file("vault.db"));
        damaged[damaged.size() - 5000] = char(damaged[damaged.size() - 5000] ^ 1);
        overwrite(made.world.file("vault.db"), damaged);
        const QString file = made.world.temporary.filePath(u"backup"_s);
        QCOMPARE(writeBackup(hold(made.world.folder()).value(), file, later()).error().fault,
                 StoreFault::Damaged);
        QVERIFY(!QFile::exists(file) && !QFile::exists(file + u".part"_s));
    }
};

QTEST_GUILESS_MAIN(TestVaultBackup)
#include "tst_vaultbackup.moc"
