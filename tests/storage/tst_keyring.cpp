#include "vaulthelp.h"

#include "storage/durablefile.h"
#include "storage/keys/sealto.h"
#include "storage/keys/slot.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <type_traits>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What this process asked of the kernel, in order: "sync <file name>", "rename <file name>".
QStringList &calls()
{
    static QStringList list;
    return list;
}

QString nameOf(int descriptor)
{
    const QString link = u"/proc/self/fd/%1"_s.arg(descriptor);
    return QFileInfo(QFile::symLinkTarget(link)).fileName();
}

} // namespace

// These stand before libc's in the order of symbols, so the code under test calls them.
extern "C" int fsync(int descriptor)
{
    calls() << u"sync "_s + nameOf(descriptor);
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

extern "C" int rename(const char *from, const char *to)
{
    calls() << u"rename "_s + QFileInfo(QFile::decodeName(to)).fileName();
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

class TestKeyRing : public QObject {
    Q_OBJECT

    const SecretBytes m_master = SecretBytes::random(32);

    KeyRing ring() const { return KeyRing::create(u"v-1"_s, twoPeople(), m_master, cheapKdf).value(); }

    static StoreFault faultOf(const QByteArray &json, const QByteArray &phrase = operatorPhrase,
                              const QString &id = u"op-1"_s)
    {
        const auto parsed = KeyRing::parse(json, cheapKdf);
        if (!parsed)
            return parsed.error().fault;
        const auto opened = parsed->open(id, secret(phrase));
        return opened ? StoreFault::Internal : opened.error().fault;
    }

    /// The ring's JSON with one entry of slot 0 replaced.
    QByteArray changed(const QString &key, const QJsonValue &value) const
    {
        QJsonObject object = QJsonDocument::fromJson(ring().toJson()).object();
        QJsonArray all = object[u"slots"_s].toArray();
        QJsonObject slot = all[0].toObject();
        slot[key] = value;
        all[0] = slot;
        object[u"slots"_s] = all;
        return QJsonDocument(object).toJson();
    }

private Q_SLOTS:
    void everyoneOpensTheSameMaster()
    {
        const auto parsed = KeyRing::parse(ring().toJson(), cheapKdf);
        QVERIFY(parsed);
        const auto first = parsed->open(u"op-1"_s, secret(operatorPhrase));
        const auto second = parsed->open(u"sup-1"_s, secret(supervisorPhrase));
        QVERIFY(first && second);
        QVERIFY(equalSecrets(first->bytes(), m_master.bytes()));
        QVERIFY(equalSecrets(second->bytes(), m_master.bytes()));
        QCOMPARE(parsed->operators().size(), 2);
        QCOMPARE(parsed->entry(u"sup-1"_s)->actor.role, Role::Supervisor);
        QCOMPARE(parsed->entry(u"sup-1"_s)->actor.nameUrdu, supervisorOne().nameUrdu);
        QVERIFY(!ring().toJson().contains(operatorPhrase));
    }

    void keysDifferByPurpose()
    {
        const auto keys = ring().derive(m_master);
        QVERIFY(keys);
        const SecretBytes *all[] = {&keys->database, &keys->blobs, &keys->station, &keys->audit, &m_master};
        for (const SecretBytes *a : all) {
            QCOMPARE(a->size(), std::size_t(32));
            for (const SecretBytes *b : all)
                QCOMPARE(equalSecrets(a->bytes(), b->bytes()), a == b);
        }
    }

    void wrongPassphraseIsRefused_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("phrase");
        QTest::newRow("wrong") << u"op-1"_s << QByteArray("kite over the old canal ");
        QTest::newRow("somebody else's") << u"op-1"_s << supervisorPhrase;
        QTest::newRow("empty") << u"op-1"_s << QByteArray();
        QTest::newRow("unknown person") << u"op-9"_s << operatorPhrase;
    }
    void wrongPassphraseIsRefused()
    {
        QFETCH(QString, id);
        QFETCH(QByteArray, phrase);
        QCOMPARE(faultOf(ring().toJson(), phrase, id), StoreFault::WrongPassphrase);
    }

    void changedSlotIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<StoreFault>("fault");
        const auto wrong = StoreFault::WrongPassphrase;
        const auto damaged = StoreFault::Damaged;
        QTest::newRow("renamed") << u"nameEnglish"_s << QJsonValue(u"Somebody"_s) << wrong;
        QTest::newRow("promoted") << u"role"_s << QJsonValue(u"supervisor"_s) << wrong;
        QTest::newRow("cheaper than the floor") << u"memoryKiB"_s << QJsonValue(32) << damaged;
        QTest::newRow("no passes") << u"passes"_s << QJsonValue(0) << damaged;
        QTest::newRow("negative") << u"passes"_s << QJsonValue(-3) << damaged;
        QTest::newRow("dearer") << u"passes"_s << QJsonValue(2) << wrong;
        QTest::newRow("absurd memory") << u"memoryKiB"_s << QJsonValue(1 << 30) << damaged;
        QTest::newRow("other derivation") << u"kdf"_s << QJsonValue(u"pbkdf2"_s) << damaged;
        QTest::newRow("unknown role") << u"role"_s << QJsonValue(u"root"_s) << damaged;
        QTest::newRow("short salt") << u"salt"_s << QJsonValue(u"00ff"_s) << damaged;
        QTest::newRow("no hex") << u"privateKey"_s << QJsonValue(QString(120, u'z')) << damaged;
        QTest::newRow("other salt") << u"salt"_s << QJsonValue(QString(32, u'0')) << wrong;
        QTest::newRow("other private key") << u"privateKey"_s << QJsonValue(QString(120, u'0')) << wrong;
        QTest::newRow("other public key") << u"publicKey"_s << QJsonValue(QString(64, u'9')) << wrong;
        QTest::newRow("other master") << u"master"_s << QJsonValue(QString(184, u'0')) << wrong;
        QTest::newRow("short master") << u"master"_s << QJsonValue(QString(182, u'0')) << damaged;
        QTest::newRow("slot of format 1") << u"sealed"_s << QJsonValue(QString(120, u'0')) << damaged;
        QTest::newRow("suspended by hand") << u"suspended"_s << QJsonValue(true) << damaged;
        QTest::newRow("unknown entry") << u"extra"_s << QJsonValue(1) << damaged;
        QTest::newRow("bad id") << u"id"_s << QJsonValue(u"../x"_s) << damaged;
    }
    void changedSlotIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(StoreFault, fault);
        QCOMPARE(faultOf(changed(key, value)), fault);
    }

    void slotUnderAnotherIdIsRefused()
    {
        QCOMPARE(faultOf(changed(u"id"_s, u"op-9"_s), operatorPhrase, u"op-9"_s),
                 StoreFault::WrongPassphrase);
    }

    void removedSlotIsNoticed()
    {
        QJsonObject object = QJsonDocument::fromJson(ring().toJson()).object();
        QJsonArray all = object[u"slots"_s].toArray();
        all.removeLast();
        object[u"slots"_s] = all;
        QCOMPARE(faultOf(QJsonDocument(object).toJson()), StoreFault::Damaged);
    }

    void changedRingIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<StoreFault>("fault");
        const auto wrong = StoreFault::WrongPassphrase;
        const auto damaged = StoreFault::Damaged;
        QTest::newRow("other generation") << u"generation"_s << QJsonValue(2) << wrong;
        QTest::newRow("other serial") << u"serial"_s << QJsonValue(2) << damaged;
        QTest::newRow("no serial") << u"serial"_s << QJsonValue(0) << damaged;
        QTest::newRow("other kept share") << u"keptShare"_s << QJsonValue(QString(120, u'0')) << damaged;
        QTest::newRow("other vault") << u"vault"_s << QJsonValue(u"v-2"_s) << wrong;
        QTest::newRow("format 1") << u"format"_s << QJsonValue(u"indraj-key-ring-1"_s) << damaged;
        QTest::newRow("format 3") << u"format"_s << QJsonValue(u"indraj-keyring-3"_s) << damaged;
        QTest::newRow("no TPM entry") << u"tpm"_s << QJsonValue(QJsonObject()) << damaged;
        QTest::newRow("a recovery slot of somebody's own")
            << u"recovery"_s
            << QJsonValue(QJsonObject{{u"id"_s, u"ABCDEFGH"_s},
                                      {u"publicKey"_s, QString(64, u'9')},
                                      {u"master"_s, QString(184, u'0')}})
            << damaged;
        QTest::newRow("half a recovery slot")
            << u"recovery"_s << QJsonValue(QJsonObject{{u"id"_s, u"ABCDEFGH"_s}}) << damaged;
    }
    void changedRingIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(StoreFault, fault);
        QJsonObject object = QJsonDocument::fromJson(ring().toJson()).object();
        object[key] = value;
        QCOMPARE(faultOf(QJsonDocument(object).toJson()), fault);
    }

    void aSealToAKeyOpensWithThatKeyOnly()
    {
        const KeyPair mine = makeKeyPair().value();
        const KeyPair other = makeKeyPair().value();
        const QByteArray sealed = sealTo(mine.publicKey, "context", m_master).value();
        QCOMPARE(sealed.size(), sealedKeySize);
        QVERIFY(equalSecrets(openSealedTo(mine.privateKey, "context", sealed)->bytes(), m_master.bytes()));
        QVERIFY(!openSealedTo(other.privateKey, "context", sealed));
        QVERIFY(!openSealedTo(mine.privateKey, "other context", sealed));
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            QVERIFY(!openSealedTo(mine.privateKey, "context", changed));
            QVERIFY(!openSealedTo(mine.privateKey, "context", sealed.left(i)));
        }
        QVERIFY(!sealTo(QByteArray(32, '\0'), "context", m_master)); // a point of small order
    }

    void x25519IsTheStandardOne()
    {
        // RFC 7748, section 5.2: the base point's u coordinate as scalar, multiplied once.
        SecretBytes nine(32);
        nine.bytes()[0] = 9;
        QCOMPARE(publicKeyOf(nine).value().toHex(),
                 "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
    }

    void everyTruncationIsRefused()
    {
        const QByteArray json = ring().toJson().trimmed();
        for (qsizetype size = 0; size < json.size(); ++size)
            QCOMPARE(KeyRing::parse(json.left(size), cheapKdf).error().fault, StoreFault::Damaged);
    }

    void unusableOperatorsAreRefused()
    {
        std::vector<NewOperator> people = twoPeople();
        people[1].actor.id = u"OP-1"_s;
        QCOMPARE(KeyRing::create(u"v"_s, people, m_master, cheapKdf).error().fault, StoreFault::Invalid);
        people = twoPeople();
        people[0].passphrase = SecretBytes();
        QCOMPARE(KeyRing::create(u"v"_s, people, m_master, cheapKdf).error().fault, StoreFault::Invalid);
        QCOMPARE(KeyRing::create(u"v"_s, {}, m_master, cheapKdf).error().fault, StoreFault::Invalid);
    }

    void theDefaultCostIsTheStrongOne()
    {
        const KdfPolicy strong;
        QCOMPARE(strong.memoryKiB, 262144U);
        QCOMPARE(strong.passes, 3U);
        QCOMPARE(strong.lanes, 2U);
        std::vector<NewOperator> people;
        people.push_back({operatorOne(), secret(operatorPhrase)});
        const auto made = KeyRing::create(u"v"_s, people, m_master, strong);
        QVERIFY(made);
        QElapsedTimer timer;
        timer.start();
        const auto opened = KeyRing::parse(made->toJson(), strong)->open(u"op-1"_s, secret(operatorPhrase));
        QVERIFY(opened && equalSecrets(opened->bytes(), m_master.bytes()));
        qInfo("one pass phrase at full cost: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() > 50); // 256 MiB three times over cannot be faster
        // A cheap ring is refused by a program with the strong floor.
        QCOMPARE(KeyRing::parse(ring().toJson(), strong).error().fault, StoreFault::Damaged);
    }

    void eachParameterHasItsFloor_data()
    {
        QTest::addColumn<quint32>("memoryKiB");
        QTest::addColumn<quint32>("passes");
        QTest::addColumn<quint32>("lanes");
        QTest::newRow("memory") << cheapKdf.memoryKiB + 1 << cheapKdf.passes << cheapKdf.lanes;
        QTest::newRow("passes") << cheapKdf.memoryKiB << cheapKdf.passes + 1 << cheapKdf.lanes;
        QTest::newRow("lanes") << cheapKdf.memoryKiB << cheapKdf.passes << cheapKdf.lanes + 1;
    }
    void eachParameterHasItsFloor()
    {
        QFETCH(quint32, memoryKiB);
        QFETCH(quint32, passes);
        QFETCH(quint32, lanes);
        const QByteArray json = ring().toJson();
        QVERIFY(KeyRing::parse(json, cheapKdf));
        const auto parsed = KeyRing::parse(json, {memoryKiB, passes, lanes, 0});
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().fault, StoreFault::Damaged);
        QVERIFY2(parsed.error().detail.contains(u"weaker"_s), qPrintable(parsed.error().detail));
    }

    /// A slot that is made while the machine is busy must not open in less than the floor when it is not.
    void aBusyMachineIsNotTakenForASlowOne()
    {
        const KdfPolicy cost{262144, 3, 1, 500};
        QCOMPARE(passesFor(cost, 600, 600), 3U); // slow
        QCOMPARE(passesFor(cost, 250, 250), 7U); // fast
        QCOMPARE(passesFor(cost, 600, 250), 7U); // fast and busy
        QCOMPARE(passesFor(cost, 1000, 250),
                 4U); // so busy that seven would take longer than anybody may wait
        QCOMPARE(passesFor(cost, 4000, 250), 3U);
        QCOMPARE(passesFor(cost, 250, 900), 7U); // others of the process at work beside
        QCOMPARE(passesFor(cost, 0, 0), 12U);
    }

    void aFastMachineDerivesMoreOften()
    {
        // An unlock must take 400 ms; what is measured once when a slot is made needs room for other days.
        QVERIFY(KdfPolicy().atLeastMs >= 600);
        std::vector<NewOperator> people;
        people.push_back({operatorOne(), secret(operatorPhrase)});
        KdfPolicy patient = cheapKdf;
        patient.atLeastMs = 60'000; // no machine needs that for one pass over 64 KiB
        const auto made = KeyRing::create(u"v"_s, people, m_master, patient);
        QVERIFY(made);
        KdfPolicy floor = cheapKdf;
        floor.passes = 4; // the most it may become
        const auto opened = KeyRing::parse(made->toJson(), floor)->open(u"op-1"_s, secret(operatorPhrase));
        QVERIFY(opened && equalSecrets(opened->bytes(), m_master.bytes()));
        floor.passes = 5;
        QCOMPARE(KeyRing::parse(made->toJson(), floor).error().fault, StoreFault::Damaged);
    }

    void theRingIsSyncedBeforeAndAfterItsRename()
    {
        calls().clear();
        World world;
        const QStringList seen = calls();
        const qsizetype rename = seen.indexOf(u"rename keyring.json"_s);
        QVERIFY2(rename > 0, qPrintable(seen.join(u", "_s)));
        QCOMPARE(seen.at(rename - 1), u"sync keyring.json.tmp"_s);
        QCOMPARE(seen.at(rename + 1), u"sync vault"_s);
        QCOMPARE(seen.at(rename + 2), u"rename vault.db"_s);
        QVERIFY(seen.lastIndexOf(u"sync vault.db.new"_s) < rename);
    }

    void everythingIsPrivate()
    {
        World world;
        QVERIFY(world.login(operatorOne()));
        struct stat status { };
        QCOMPARE(::stat(QFile::encodeName(world.folder()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
        const QFileInfoList files = QDir(world.folder()).entryInfoList(QDir::Files | QDir::Hidden);
        QVERIFY(files.size() >= 5);
        for (const QFileInfo &file : files) {
            QCOMPARE(::stat(QFile::encodeName(file.filePath()).constData(), &status), 0);
            QVERIFY2((status.st_mode & 0777U) == 0600U, qPrintable(file.fileName()));
        }
    }

    void secretsAreLockedInMemory()
    {
        static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
        static_assert(!std::is_convertible_v<SecretBytes, QByteArray>);
        static_assert(!std::is_convertible_v<QByteArray, SecretBytes>);
        const auto lockedKiB = [] {
            const QByteArray status = readAll(u"/proc/self/status"_s);
            return status.mid(status.indexOf("VmLck:") + 6).simplified().split(' ').first().toLongLong();
        };
        constexpr std::size_t size = std::size_t(256) << 10;
        const qint64 before = lockedKiB();
        QByteArray own(qsizetype(size), 'x');
        ::mlock(own.constData(), size);
        if (lockedKiB() < before + 256)
            QSKIP("no memory can be locked here (a sanitizer, or a low limit): secrets are wiped only");
        const SecretBytes locked = SecretBytes::random(size);
        QVERIFY(lockedKiB() >= before + 512);
    }

    void secretsComeOutOfTheirSource()
    {
        QString typed = QString(u"پاس فریز "_s).append(u"one"_s);
        const QByteArray expected = typed.toUtf8();
        const SecretBytes taken = SecretBytes::takeFrom(typed);
        QVERIFY(typed.isEmpty());
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(taken.bytes().data()), qsizetype(taken.size())),
                 expected);
        SecretBytes moved = taken.clone();
        const SecretBytes other = std::move(moved);
        QVERIFY(equalSecrets(other.bytes(), taken.bytes()));
        QVERIFY(!equalSecrets(other.bytes(), SecretBytes::random(other.size()).bytes()));
    }
};

QTEST_GUILESS_MAIN(TestKeyRing)
#include "tst_keyring.moc"
