#include "staff.h"

#include "storage/crypto.h"
#include "storage/engine.h"
#include "storage/keys/peoplerows.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <argon2.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray newWords = "a lantern by the river";

QByteArray number(qint64 value) { return bigEndian(value); }

/// The header of a slot of the first format, as its program wrote it.
QByteArray oldHeader(const QString &vault, const Actor &actor, const QByteArray &salt)
{
    return lengthPrefixed({"indraj-key-ring-1", vault.toUtf8(), actor.id.toUtf8(),
                           actor.role == Role::Supervisor ? "supervisor" : "operator",
                           actor.nameEnglish.toUtf8(), actor.nameUrdu.toUtf8(), number(cheapKdf.memoryKiB),
                           number(cheapKdf.passes), number(cheapKdf.lanes), salt});
}

/// A key ring of the first format over `master`, made from its description and nothing else.
QByteArray oldRing(const QString &vault, const QStringList &ids, const SecretBytes &master)
{
    QJsonArray all;
    QByteArray covered;
    for (const QString &id : ids) {
        const Actor actor = Staff::person(id);
        const QByteArray salt = randomBytes(16);
        const QByteArray words = Staff::phrase(id);
        SecretBytes key(32);
        argon2id_hash_raw(cheapKdf.passes, cheapKdf.memoryKiB, cheapKdf.lanes, words.constData(),
                          std::size_t(words.size()), salt.constData(), 16, key.bytes().data(), 32);
        const QByteArray header = oldHeader(vault, actor, salt);
        const QByteArray sealed = sealBytes(key.bytes(), header, master.bytes()).value();
        covered += lengthPrefixed({header, sealed, "active"});
        all.append(QJsonObject{{u"id"_s, id},
                               {u"role"_s, actor.role == Role::Supervisor ? u"supervisor"_s : u"operator"_s},
                               {u"nameEnglish"_s, actor.nameEnglish},
                               {u"nameUrdu"_s, actor.nameUrdu},
                               {u"suspended"_s, false},
                               {u"kdf"_s, u"argon2id"_s},
                               {u"memoryKiB"_s, qint64(cheapKdf.memoryKiB)},
                               {u"passes"_s, qint64(cheapKdf.passes)},
                               {u"lanes"_s, qint64(cheapKdf.lanes)},
                               {u"salt"_s, QString::fromLatin1(salt.toHex())},
                               {u"sealed"_s, QString::fromLatin1(sealed.toHex())}});
    }
    const auto macKey = hkdf(master.bytes(), vault.toUtf8(), "indraj key ring");
    return QJsonDocument(
               QJsonObject{{u"format"_s, u"indraj-key-ring-1"_s},
                           {u"vault"_s, vault},
                           {u"slots"_s, all},
                           {u"mac"_s, QString::fromLatin1(hmacSha256(macKey->bytes(), covered).toHex())}})
        .toJson();
}

} // namespace

/// Two people change the people; the ring on the disk and the ring in the database stay one.
class TestPeople : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addingTakesTwoPeople()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        const PersonProposal proposal = staff.propose(PersonChange::Add, u"op-9"_s, u"sup-1"_s, newWords);
        QCOMPARE(settled(staff.vault().people())->size(), 3);
        staff.restart();
        staff.login(u"sup-1"_s).value();
        const auto waiting = settled(staff.vault().proposals()).value();
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting[0].id, proposal.id);
        QCOMPARE(waiting[0].change, PersonChange::Add);
        QCOMPARE(waiting[0].person.nameUrdu, u"آزمائش"_s);
        QCOMPARE(waiting[0].proposedBy, u"sup-1"_s);
        QVERIFY(waiting[0].proposedAt.isValid());
        QCOMPARE(faultOf(staff.confirm(proposal, u"sup-1"_s)), StoreFault::Refused);
        QCOMPARE(faultOf(staff.confirm(proposal, u"op-1"_s)), StoreFault::Refused); // a supervisor is there
        QCOMPARE(faultOf(staff.confirm(proposal, u"sup-2"_s, "wrong words altogether")),
                 StoreFault::WrongPassphrase);
        QVERIFY(staff.confirm(proposal, u"sup-2"_s));
        QCOMPARE(settled(staff.vault().people())->size(), 4);
        QVERIFY(settled(staff.vault().proposals())->isEmpty());
        QCOMPARE(faultOf(staff.confirm(proposal, u"sup-2"_s)), StoreFault::NotFound);
        staff.restart();
        const auto added = staff.login(u"op-9"_s, newWords);
        QVERIFY(added);
        QCOMPARE(added->role, Role::Operator);
        QVERIFY(settled(staff.vault().createDraft(Staff::person(u"op-9"_s), u"first-card"_s, 1)));
        staff.stop();
        const QStringList events = staff.audit(u"sup-1"_s);
        QVERIFY(events.contains(u"person-change-proposed sup-1 op-9"_s));
        QVERIFY(events.contains(u"person-added sup-2 op-9"_s));
        QVERIFY(events.contains(u"wrong-passphrases station sup-2"_s));
    }

    void anOperatorConfirmsWhereNoOtherSupervisorIs()
    {
        Staff staff(cheapOptions(), {u"op-1"_s, u"op-2"_s, u"sup-1"_s});
        staff.login(u"sup-1"_s).value();
        const auto about = staff.propose(PersonChange::Suspend, u"op-1"_s, u"sup-1"_s);
        QCOMPARE(faultOf(staff.confirm(about, u"op-1"_s)), StoreFault::Refused); // it concerns him
        QVERIFY(staff.confirm(about, u"op-2"_s));
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::Refused);
        // Who is suspended confirms nothing.
        const auto next = staff.propose(PersonChange::NewPassphrase, u"op-2"_s, u"sup-1"_s, newWords);
        QCOMPARE(faultOf(staff.confirm(next, u"op-1"_s)), StoreFault::Refused);
    }

    void whatCannotBeProposed()
    {
        Staff staff;
        VaultService &vault = staff.vault();
        const auto proposed = [&](PersonChange change, const QString &id, const QString &by,
                                  const QByteArray &words = newWords) {
            return faultOf(
                settled(vault.propose(change, Staff::person(id), secret(words), Staff::person(by))));
        };
        QCOMPARE(proposed(PersonChange::Add, u"op-9"_s, u"sup-1"_s), StoreFault::Locked);
        staff.login(u"op-1"_s).value();
        QCOMPARE(proposed(PersonChange::Add, u"op-9"_s, u"op-1"_s), StoreFault::Refused);
        QCOMPARE(proposed(PersonChange::Add, u"op-9"_s, u"sup-1"_s), StoreFault::Refused);
        staff.login(u"sup-1"_s).value();
        for (const PersonChange change :
             {PersonChange::Suspend, PersonChange::ChangeRole, PersonChange::Remove})
            QCOMPARE(proposed(change, u"sup-1"_s, u"sup-1"_s), StoreFault::Refused);
        QCOMPARE(proposed(PersonChange::Add, u"OP-1"_s, u"sup-1"_s), StoreFault::Invalid);
        QCOMPARE(proposed(PersonChange::Add, u"../x"_s, u"sup-1"_s), StoreFault::Invalid);
        QCOMPARE(proposed(PersonChange::Add, u"op-9"_s, u"sup-1"_s, "eleven chrs"), StoreFault::Invalid);
        QCOMPARE(proposed(PersonChange::Suspend, u"op-9"_s, u"sup-1"_s), StoreFault::Invalid);
        QCOMPARE(proposed(PersonChange::Resume, u"op-1"_s, u"sup-1"_s), StoreFault::Invalid);
        QVERIFY(settled(vault.proposals())->isEmpty());
    }

    void theLastSupervisorStays()
    {
        Staff staff;
        staff.login(u"sup-2"_s).value();
        auto demoted
            = settled(staff.vault().propose(PersonChange::ChangeRole, {u"sup-1"_s, Role::Operator, {}, {}},
                                            SecretBytes(), Staff::person(u"sup-2"_s)));
        QVERIFY(demoted);
        QCOMPARE(demoted->person.nameEnglish, u"Test sup-1"_s); // names come from the slot
        staff.login(u"sup-1"_s).value();
        const auto suspended = staff.propose(PersonChange::Suspend, u"sup-2"_s, u"sup-1"_s);
        QVERIFY(staff.confirm(suspended, u"op-1"_s));
        // The one who proposed the other half is no active supervisor any more.
        QCOMPARE(faultOf(staff.confirm(*demoted, u"op-1"_s)), StoreFault::Refused);
        QCOMPARE(staff.ring().entry(u"sup-1"_s)->actor.role, Role::Supervisor);
        QVERIFY(settled(staff.vault().withdraw(demoted->id, Staff::person(u"sup-1"_s))));
        QVERIFY(settled(staff.vault().proposals())->isEmpty());
        QCOMPARE(faultOf(settled(staff.vault().withdraw(demoted->id, Staff::person(u"sup-1"_s)))),
                 StoreFault::NotFound);
    }

    void suspendAndResume()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        QVERIFY(staff.confirm(staff.propose(PersonChange::Suspend, u"op-1"_s, u"sup-1"_s), u"sup-2"_s));
        staff.restart();
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::Refused);
        staff.login(u"sup-2"_s).value();
        QVERIFY(staff.confirm(staff.propose(PersonChange::Resume, u"op-1"_s, u"sup-2"_s), u"sup-1"_s));
        QVERIFY(staff.login(u"op-1"_s));
    }

    void newPassphraseAndRole()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        QVERIFY(staff.confirm(staff.propose(PersonChange::NewPassphrase, u"op-1"_s, u"sup-1"_s, newWords),
                              u"sup-2"_s));
        const auto own = staff.propose(PersonChange::NewPassphrase, u"sup-1"_s, u"sup-1"_s, newWords);
        QVERIFY(staff.confirm(own, u"sup-2"_s));
        auto promoted
            = settled(staff.vault().propose(PersonChange::ChangeRole, {u"op-1"_s, Role::Supervisor, {}, {}},
                                            SecretBytes(), Staff::person(u"sup-1"_s)));
        QVERIFY(promoted);
        // Not while the person himself is at work: his session would keep its old role.
        staff.login(u"op-1"_s, newWords).value();
        QCOMPARE(faultOf(staff.confirm(*promoted, u"sup-2"_s)), StoreFault::Refused);
        staff.login(u"sup-1"_s, newWords).value();
        QVERIFY(staff.confirm(*promoted, u"sup-2"_s));
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::WrongPassphrase);
        QCOMPARE(faultOf(staff.login(u"sup-1"_s)), StoreFault::WrongPassphrase);
        staff.restart();
        QCOMPARE(staff.login(u"op-1"_s, newWords)->role, Role::Supervisor);
    }

    void aRingLeftBehindByACrashIsBroughtUp()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        const auto proposal = staff.propose(PersonChange::Add, u"op-9"_s, u"sup-1"_s, newWords);
        const QByteArray before = readAll(staff.file("keyring.json"));
        QVERIFY(staff.confirm(proposal, u"sup-2"_s));
        const QByteArray after = readAll(staff.file("keyring.json"));
        staff.stop();
        overwrite(staff.file("keyring.json"), before); // as if killed between database and file
        staff.restart();
        QVERIFY(staff.login(u"sup-2"_s));
        QCOMPARE(readAll(staff.file("keyring.json")), after);
        QVERIFY(staff.login(u"op-9"_s, newWords));
        staff.stop();
        QVERIFY(!staff.audit(u"sup-1"_s).join(u' ').contains(u"key-ring-replaced"_s));
    }

    void anOldRingPutBackIsNoticed()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        const QByteArray first = readAll(staff.file("keyring.json"));
        QVERIFY(staff.confirm(staff.propose(PersonChange::Suspend, u"op-1"_s, u"sup-1"_s), u"sup-2"_s));
        QVERIFY(staff.confirm(staff.propose(PersonChange::Add, u"op-9"_s, u"sup-1"_s, newWords), u"sup-2"_s));
        const QByteArray current = readAll(staff.file("keyring.json"));
        staff.stop();
        overwrite(staff.file("keyring.json"), first);
        staff.restart();
        // It opens for the suspended one, and no further.
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::Refused);
        QCOMPARE(readAll(staff.file("keyring.json")), current);
        staff.stop();
        QVERIFY(staff.audit(u"sup-1"_s).contains(u"key-ring-replaced station "_s));
    }

    void anOldDatabaseUnderANewRingIsRefused()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        const auto proposal = staff.propose(PersonChange::Suspend, u"op-1"_s, u"sup-1"_s);
        staff.stop();
        const QByteArray database = readAll(staff.file("vault.db"));
        const QByteArray anchor = readAll(staff.file("anchor"));
        staff.restart();
        staff.login(u"sup-1"_s).value();
        QVERIFY(staff.confirm(proposal, u"sup-2"_s));
        staff.stop();
        overwrite(staff.file("vault.db"), database);
        overwrite(staff.file("anchor"), anchor);
        staff.restart();
        QCOMPARE(faultOf(staff.login(u"sup-1"_s)), StoreFault::Damaged);
    }

    void anOldRingInBothPlacesIsRefused()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        const QByteArray first = readAll(staff.file("keyring.json"));
        QVERIFY(staff.confirm(staff.propose(PersonChange::Suspend, u"op-1"_s, u"sup-1"_s), u"sup-2"_s));
        staff.stop();
        const auto keys = staff.ring().derive(staff.master(u"sup-1"_s));
        {
            auto database = openDatabase(staff.file("vault.db"), keys->database);
            QVERIFY(database->run("UPDATE key_ring SET ring = ?, previous = x''", first));
        }
        overwrite(staff.file("keyring.json"), first);
        staff.restart();
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::Damaged);
        QCOMPARE(faultOf(staff.login(u"sup-1"_s)), StoreFault::Damaged);
    }

    void aWithdrawnProposalPutBackIsRefused()
    {
        Staff staff;
        staff.login(u"sup-1"_s).value();
        const auto proposal = staff.propose(PersonChange::Suspend, u"op-1"_s, u"sup-1"_s);
        staff.stop();
        const auto keys = staff.ring().derive(staff.master(u"sup-1"_s));
        {
            auto database = openDatabase(staff.file("vault.db"), keys->database);
            QVERIFY(database->run("UPDATE proposal SET person = 'sup-2' WHERE id = ?", proposal.id));
        }
        staff.restart();
        QCOMPARE(faultOf(staff.login(u"sup-2"_s)), StoreFault::Damaged);
    }

    void theFirstFormatOpensAndIsRenewed()
    {
        Staff staff;
        staff.login(u"op-1"_s).value();
        const QString token
            = settled(staff.vault().createDraft(Staff::person(u"op-1"_s), u"first-card"_s, 1))->token;
        staff.stop();
        const SecretBytes master = staff.master(u"sup-1"_s);
        {
            const auto keys = staff.ring().derive(master);
            auto database = openDatabase(staff.file("vault.db"), keys->database);
            QVERIFY(database->run("DELETE FROM key_ring"));
            // The chain of that time did not know of it either.
            QVERIFY(database->transact(
                [&] { return sealPeople(*database, keys->audit, QDateTime::currentDateTimeUtc()); }));
        }
        overwrite(staff.file("keyring.json"),
                  oldRing(staff.ring().vaultId(), {u"op-1"_s, u"sup-1"_s, u"sup-2"_s}, master));
        staff.restart();
        QCOMPARE(staff.vault().operators()->size(), 3);
        QCOMPARE(faultOf(staff.login(u"sup-1"_s, "not these words")), StoreFault::WrongPassphrase);
        QVERIFY(staff.login(u"sup-1"_s));
        QCOMPARE(settled(staff.vault().list({}))->at(0).token, token);
        QVERIFY(!staff.ring().isFormat1());
        QVERIFY(!staff.ring().isOld(u"sup-1"_s));
        QVERIFY(staff.ring().isOld(u"op-1"_s));
        // Nobody can renew the others' slots for them, so a re-key has to wait for them.
        QCOMPARE(faultOf(settled(staff.vault().rekey(Staff::person(u"sup-1"_s)))), StoreFault::Refused);
        QVERIFY(staff.login(u"op-1"_s));
        QVERIFY(staff.login(u"sup-2"_s));
        QVERIFY(!staff.ring().isOld(u"op-1"_s));
        QVERIFY(settled(staff.vault().rekey(Staff::person(u"sup-2"_s))));
        staff.restart();
        for (const auto &id : {u"op-1"_s, u"sup-1"_s, u"sup-2"_s})
            QVERIFY(staff.login(id));
    }
};

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
