#include "staff.h"

#include "storage/engine.h"

#include <QFile>
#include <QProcess>
#include <QTest>
#include <QTimer>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

Actor person(const char *id) { return Staff::person(QString::fromLatin1(id)); }

/// A draft with pictures, and a packet that waits: everything that is sealed under a derived key.
EnrolmentId fill(Staff &staff)
{
    staff.login(u"op-1"_s).value();
    const auto draft = settled(staff.vault().createDraft(person("op-1"), u"first-card"_s, 1)).value();
    settled(staff.vault().saveFields(draft.id, canaryFields(), u"details"_s, person("op-1"))).value();
    settled(staff.vault().saveSample(draft.id, portraitSample(400'000), person("op-1"))).value();
    return draft.id;
}

bool isWhole(Staff &staff, EnrolmentId id)
{
    const auto draft = settled(staff.vault().load(id));
    if (!draft || draft->fields != canaryFields() || !draft->portrait())
        return false;
    const auto portrait = settled(staff.vault().loadSample(id, draft->portrait()->id));
    return portrait && portrait->bytes == portraitSample(400'000).bytes && settled(staff.vault().identity());
}

QStringList leftOver(const Staff &staff)
{
    return QDir(staff.folder()).entryList({u"*.rekey*"_s}, QDir::Files | QDir::Hidden);
}

} // namespace

/// A new master key for everything, and every moment at which it can be stopped.
class TestRekey : public QObject {
    Q_OBJECT

    static QByteArray nextLine(QProcess &child)
    {
        while (!child.canReadLine()) {
            if (!child.waitForReadyRead(20'000))
                return "nothing: " + child.errorString().toUtf8();
        }
        return child.readLine().trimmed();
    }
    static bool opens(const Staff &staff, const SecretBytes &master)
    {
        const auto keys = staff.ring().derive(master);
        return keys && openDatabase(staff.file("vault.db"), keys->database);
    }

private Q_SLOTS:
    void everythingIsUnderAnotherKey()
    {
        Staff staff;
        const EnrolmentId id = fill(staff);
        const SecretBytes before = staff.master(u"sup-1"_s);
        QCOMPARE(faultOf(settled(staff.vault().rekey(person("op-1")))), StoreFault::Refused);
        staff.login(u"sup-1"_s).value();
        QVERIFY(settled(staff.vault().rekey(person("sup-1"))));
        QVERIFY(isWhole(staff, id)); // the session goes on
        QVERIFY(leftOver(staff).isEmpty());
        staff.restart();
        for (const auto &each : {u"op-1"_s, u"sup-1"_s, u"sup-2"_s}) {
            QVERIFY(staff.login(each)); // pass phrases stay
            QVERIFY(isWhole(staff, id));
        }
        staff.stop();
        const SecretBytes after = staff.master(u"sup-1"_s);
        QVERIFY(!equalSecrets(before.bytes(), after.bytes()));
        QCOMPARE(staff.ring().generation(), 2);
        QVERIFY(!opens(staff, before));
        QVERIFY(opens(staff, after));
        const auto keys = staff.ring().derive(after);
        const auto old = staff.ring().derive(before);
        QVERIFY(!equalSecrets(keys->blobs.bytes(), old->blobs.bytes()));
        QVERIFY(staff.audit(u"sup-1"_s).contains(u"rekeyed station "_s));
    }

    void whoIsRemovedHasNothingLeft()
    {
        Staff staff;
        const EnrolmentId id = fill(staff);
        staff.stop();
        const SecretBytes known = staff.master(u"op-1"_s); // what he may have written down
        const QByteArray hisRing = readAll(staff.file("keyring.json"));
        staff.restart();
        staff.login(u"sup-1"_s).value();
        const auto waiting
            = staff.propose(PersonChange::NewPassphrase, u"op-1"_s, u"sup-1"_s, "a lantern by the river");
        QVERIFY(staff.confirm(staff.propose(PersonChange::Remove, u"op-1"_s, u"sup-1"_s), u"sup-2"_s));
        QVERIFY(settled(staff.vault().proposals())->isEmpty()); // what waited about him is gone
        QCOMPARE(faultOf(staff.confirm(waiting, u"sup-2"_s)), StoreFault::NotFound);
        QVERIFY(isWhole(staff, id));
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::WrongPassphrase);
        staff.stop();
        QVERIFY(!opens(staff, known));
        QVERIFY(staff.audit(u"sup-1"_s).contains(u"person-removed sup-2 op-1"_s));
        const QByteArray current = readAll(staff.file("keyring.json"));
        overwrite(staff.file("keyring.json"), hisRing);
        staff.restart();
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::Damaged);
        overwrite(staff.file("keyring.json"), current);
        QVERIFY(staff.login(u"sup-2"_s));
        QVERIFY(isWhole(staff, id));
    }

    void sharesOutliveARekey()
    {
        Staff staff;
        const EnrolmentId id = fill(staff);
        staff.login(u"sup-1"_s).value();
        const auto made = settled(
            staff.vault().makeRecovery(person("sup-1"), u"sup-2"_s, secret(Staff::phrase(u"sup-2"_s))));
        QVERIFY(settled(staff.vault().rekey(person("sup-1"))));
        staff.restart();
        std::vector<SecretBytes> shares;
        shares.push_back(secret(made->shares[1].toUtf8()));
        shares.push_back(secret(made->shares[2].toUtf8()));
        QVERIFY(settled(
            staff.vault().recover(std::move(shares), {person("sup-9"), secret("a lantern by the river")})));
        QVERIFY(isWhole(staff, id));
    }

    void aProposalMadeBeforeStillHolds()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        const auto proposal
            = staff.propose(PersonChange::Add, u"op-9"_s, u"sup-1"_s, "a lantern by the river");
        QVERIFY(settled(staff.vault().rekey(person("sup-1"))));
        QVERIFY(staff.confirm(proposal, u"sup-2"_s));
        QVERIFY(staff.login(u"op-9"_s, "a lantern by the river"));
    }

    void stoppedBeforeTheRing()
    {
        Staff staff;
        const EnrolmentId id = fill(staff);
        staff.stop();
        // A complete new database and anchor, the ring not yet written: as after a crash at that point.
        overwrite(staff.file("vault.db.rekey"), pattern(8, 60'000));
        overwrite(staff.file("vault.db.rekey-wal"), pattern(9, 5'000));
        overwrite(staff.file("anchor.rekey"), "indraj-anchor-1 9 00 00\n");
        staff.restart();
        QVERIFY(staff.login(u"op-1"_s));
        QVERIFY(isWhole(staff, id));
        QVERIFY(leftOver(staff).isEmpty());
    }

    void stoppedAfterTheRing_data()
    {
        QTest::addColumn<bool>("databaseNamed");
        QTest::newRow("neither named") << false;
        QTest::newRow("database named, anchor not") << true;
    }
    void stoppedAfterTheRing()
    {
        QFETCH(bool, databaseNamed);
        Staff staff;
        const EnrolmentId id = fill(staff);
        staff.login(u"sup-1"_s).value();
        staff.stop();
        const QByteArray database = readAll(staff.file("vault.db"));
        const QByteArray anchor = readAll(staff.file("anchor"));
        staff.restart();
        staff.login(u"sup-1"_s).value();
        QVERIFY(settled(staff.vault().rekey(person("sup-1"))));
        staff.stop();
        // Put back what the last steps had replaced.
        QVERIFY(QFile::rename(staff.file("anchor"), staff.file("anchor.rekey")));
        overwrite(staff.file("anchor"), anchor);
        if (!databaseNamed) {
            QVERIFY(QFile::rename(staff.file("vault.db"), staff.file("vault.db.rekey")));
            overwrite(staff.file("vault.db"), database);
        }
        staff.restart();
        QVERIFY(staff.login(u"op-1"_s));
        QVERIFY(isWhole(staff, id));
        QVERIFY(leftOver(staff).isEmpty());
        QCOMPARE(staff.ring().generation(), 2);
    }

    void killedAtAnyMoment_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("re-keying") << u"rekey"_s;
        QTest::newRow("confirming") << u"confirm"_s;
    }
    void killedAtAnyMoment()
    {
        QFETCH(QString, mode);
        Staff staff;
        const EnrolmentId id = fill(staff);
        staff.stop();
        constexpr int rounds = 20;
        for (int round = 0; round < rounds; ++round) {
            QProcess child;
            child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            child.start(qEnvironmentVariable("INDRAJ_VAULTCHILD"), {mode, staff.folder()});
            QCOMPARE(nextLine(child), "open");
            if (round == rounds - 1) { // once at least a change gets through, or the loop would test nothing
                QCOMPARE(nextLine(child), "changed");
            }
            bool due = false;
            QTimer::singleShot(1 + round * 37 % 400, this, [&due] { due = true; });
            QTRY_VERIFY_WITH_TIMEOUT(due, 5000);
            child.kill();
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            staff.restart();
            const auto back = staff.login(round % 2 ? u"sup-1"_s : u"op-1"_s);
            QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
            QVERIFY(isWhole(staff, id));
            QVERIFY(leftOver(staff).isEmpty());
            QCOMPARE(readAll(staff.file("keyring.json")), staff.ring().toJson());
            staff.stop();
        }
        const qint64 changes = mode == u"rekey"_s ? staff.ring().generation() : staff.ring().serial();
        qInfo("%d kills, %lld finished in between", rounds, changes);
        QVERIFY(changes > 1);
    }

    void noRoomLeavesEverythingAsItWas()
    {
        Staff staff;
        const EnrolmentId id = fill(staff);
        staff.stop();
        VaultOptions small = cheapOptions();
        staff.restart(small);
        staff.login(u"sup-1"_s).value();
        // A folder where the new database should be is a disk that refuses it.
        QVERIFY(QDir().mkdir(staff.file("vault.db.rekey")));
        QVERIFY(!settled(staff.vault().rekey(person("sup-1"))));
        QVERIFY(isWhole(staff, id));
        QVERIFY(QDir().rmdir(staff.file("vault.db.rekey")));
        QVERIFY(settled(staff.vault().rekey(person("sup-1"))));
        QVERIFY(isWhole(staff, id));
    }
};

QTEST_GUILESS_MAIN(TestRekey)
#include "tst_rekey.moc"
