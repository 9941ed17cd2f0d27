#include "vaulthelp.h"

#include "storage/engine.h"

#include <QFile>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// Damage and meddling: an error, never a wrong picture, never a crash.
class TestVaultDamage : public QObject {
    Q_OBJECT

    static constexpr qsizetype pageSize = 16384;

    static QMap<SampleId, QByteArray> samplesOf(VaultService &vault, const Enrolment &enrolment)
    {
        QMap<SampleId, QByteArray> all;
        for (const SampleInfo &info : enrolment.samples)
            all.insert(info.id, settled(vault.loadSample(enrolment.id, info.id)).value().bytes);
        return all;
    }

private Q_SLOTS:
    void everyDamagedPageIsAnErrorOrHarmless_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("one bit") << 0;
        QTest::newRow("a page of zeros") << 1;
        QTest::newRow("exchanged with its neighbour") << 2;
    }
    void everyDamagedPageIsAnErrorOrHarmless()
    {
        QFETCH(int, kind);
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id;
        // Large enough for overflow pages, whose damage SQLCipher itself would answer with zeros.
        settled(world.vault().saveSample(id, portraitSample(150'000), operatorOne())).value();
        const Enrolment enrolment
            = settled(
                  world.vault().saveSample(id, fingerSample(FingerPosition::LeftRing, 40'000), operatorOne()))
                  .value();
        const auto expected = samplesOf(world.vault(), enrolment);
        world.stop();
        const QByteArray whole = readAll(world.file("vault.db"));
        const QByteArray anchor = readAll(world.file("anchor"));
        const QByteArray mark = readAll(world.file("mark"));
        const qsizetype pages = whole.size() / pageSize;
        QVERIFY(pages > 20);
        int refusedAtLogin = 0;
        int refusedLater = 0;
        int unharmed = 0;
        for (qsizetype page = 0; page < pages; ++page) {
            QByteArray damaged = whole;
            const qsizetype at = page * pageSize;
            if (kind == 0) {
                const qsizetype spot = at + (page * 7919) % pageSize;
                damaged[spot] = static_cast<char>(damaged[spot] ^ (1 << (page % 8)));
            } else if (kind == 1) {
                damaged.replace(at, pageSize, QByteArray(pageSize, '\0'));
            } else {
                const qsizetype other = ((page + 1) % pages) * pageSize;
                damaged.replace(at, pageSize, whole.mid(other, pageSize));
                damaged.replace(other, pageSize, whole.mid(at, pageSize));
            }
            overwrite(world.file("vault.db"), damaged);
            overwrite(world.file("anchor"), anchor);
            overwrite(world.file("mark"), mark);
            QFile::remove(world.file("vault.db-wal"));
            QFile::remove(world.file("vault.db-shm"));
            world.restart();
            if (const auto login = world.login(operatorOne()); !login) {
                QCOMPARE(login.error().fault, StoreFault::Damaged);
                ++refusedAtLogin;
                continue;
            }
            bool error = false;
            const auto loaded = settled(world.vault().load(id));
            if (loaded)
                QCOMPARE(loaded->fields, canaryFields());
            else
                error = true;
            for (auto sample = expected.cbegin(); sample != expected.cend(); ++sample) {
                const auto read = settled(world.vault().loadSample(id, sample.key()));
                if (read)
                    QCOMPARE(read->bytes, sample.value()); // never a wrong one
                else
                    error = true;
                if (!read)
                    QVERIFY2(read.error().fault == StoreFault::Damaged, qPrintable(read.error().detail));
            }
            ++(error ? refusedLater : unharmed);
        }
        qInfo("%lld pages: %d refused at login, %d refused at reading, %d hold nothing that was read",
              qint64(pages), refusedAtLogin, refusedLater, unharmed);
        QVERIFY(refusedAtLogin > 0);
        QVERIFY(refusedLater > 10);
    }

    void theAuditChainNoticesMeddling_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("other actor") << QByteArray("UPDATE audit SET actor = 'op-2' WHERE sequence = 5");
        QTest::newRow("other time") << QByteArray("UPDATE audit SET at = at + 1 WHERE sequence = 3");
        QTest::newRow("entry gone") << QByteArray("DELETE FROM audit WHERE sequence = 4");
        QTest::newRow("tail gone") << QByteArray(
            "DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)");
        QTest::newRow("all gone") << QByteArray("DELETE FROM audit");
        QTest::newRow("head gone") << QByteArray("DELETE FROM audit_head");
        QTest::newRow("head moved") << QByteArray("UPDATE audit_head SET sequence = sequence - 1");
        QTest::newRow("entry added") << QByteArray(
            "INSERT INTO audit SELECT sequence + 1, at, actor, event, subject, detail, hash"
            " FROM audit ORDER BY sequence DESC LIMIT 1");
    }
    void theAuditChainNoticesMeddling()
    {
        QFETCH(QByteArray, sql);
        World world;
        world.login(operatorOne()).value();
        world.completeDraft();
        world.stop();
        meddle(world, sql.constData());
        world.restart();
        const auto login = world.login(operatorOne());
        QVERIFY(!login);
        QCOMPARE(login.error().fault, StoreFault::Damaged);
        QVERIFY2(login.error().detail.contains(u"audit"_s), qPrintable(login.error().detail));
        QCOMPARE(settled(world.vault().list({})).error().fault, StoreFault::Locked);
    }

    void anHonestChainPasses()
    {
        World world;
        world.login(operatorOne()).value();
        world.completeDraft();
        world.stop();
        meddle(world, "UPDATE enrolment SET step = step");
        world.restart();
        QVERIFY(world.login(operatorOne()));
    }

    void anOlderDatabaseIsNotTaken()
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
        const auto login = world.login(operatorOne());
        QCOMPARE(login.error().fault, StoreFault::Damaged);
        QVERIFY(login.error().detail.contains(u"older database"_s));
    }

    void whatIsMissingIsSaid_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("key ring") << QByteArray("keyring.json");
        QTest::newRow("database") << QByteArray("vault.db");
        QTest::newRow("anchor") << QByteArray("anchor");
        QTest::newRow("mark") << QByteArray("mark");
    }
    void whatIsMissingIsSaid()
    {
        QFETCH(QByteArray, file);
        World world;
        world.login(operatorOne()).value(); // the mark comes with the first shift
        world.stop();
        QVERIFY(QFile::remove(world.file(file.constData())));
        world.restart();
        QCOMPARE(world.login(operatorOne()).error().fault, StoreFault::Damaged);
        // And nothing is built over what is left.
        QVERIFY(world.vault().exists());
        QCOMPARE(settled(world.vault().create(u"TRN-01"_s, twoPeople())).error().fault,
                 StoreFault::VaultExists);
    }

    void aSealedSampleBelongsToItsPlace_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("description changed")
            << QByteArray("UPDATE sample SET info = replace(info, '\"manual\":false', '\"manual\":true')");
        QTest::newRow("blobs exchanged")
            << QByteArray("UPDATE sample_blob SET sealed = (SELECT sealed FROM sample_blob b WHERE b.rowid ="
                          " 1 + (sample_blob.rowid % 3))");
        QTest::newRow("finger changed")
            << QByteArray("UPDATE sample SET finger = finger + 1 WHERE kind = 'finger'"
                          " AND finger = 3");
    }
    void aSealedSampleBelongsToItsPlace()
    {
        QFETCH(QByteArray, sql);
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        for (const FingerPosition finger :
             {FingerPosition::RightThumb, FingerPosition::RightIndex, FingerPosition::RightMiddle})
            settled(world.vault().saveSample(id, fingerSample(finger), operatorOne())).value();
        world.stop();
        meddle(world, sql.constData());
        world.restart();
        const auto login = world.login(operatorOne());
        // The seal of the enrolment covers the rows; the bytes carry their own.
        QCOMPARE(login.has_value(), QByteArray(QTest::currentDataTag()) == "blobs exchanged");
        if (!login) {
            QCOMPARE(login.error().fault, StoreFault::Damaged);
            return;
        }
        const Enrolment loaded = settled(world.vault().load(id)).value();
        const auto sample = settled(world.vault().loadSample(id, loaded.samples.last().id));
        QCOMPARE(sample.error().fault, StoreFault::Damaged);
    }

    void damagedPacketBytesAreNotSent()
    {
        World world;
        const UploadRecord record = world.sealedPacket(pattern(4, 400'000));
        world.stop();
        meddle(world, "UPDATE packet_chunk SET bytes = zeroblob(length(bytes)) WHERE number = 1");
        world.restart();
        world.login(supervisorOne()).value();
        QVERIFY(settled(world.vault().packetBytes(record.packet, 0, 1000)));
        QCOMPARE(settled(world.vault().packetBytes(record.packet, 300'000, 10)).error().fault,
                 StoreFault::Damaged);
    }

    void aQuotaIsAFullDisk()
    {
        World world;
        VaultOptions options = cheapOptions();
        options.maximumPages = 80; // room for the draft, and not for 2 MB more
        world.restart(options);
        world.login(operatorOne()).value();
        const Enrolment draft = world.completeDraft();
        const auto full
            = settled(world.vault().saveSample(draft.id, portraitSample(2'000'000), operatorOne()));
        QCOMPARE(full.error().fault, StoreFault::DiskFull);
        const Enrolment after = settled(world.vault().load(draft.id)).value();
        QCOMPARE(after.savedAt, draft.savedAt);
        QCOMPARE(after.portrait()->id, draft.portrait()->id); // the old portrait, whole
        QCOMPARE(settled(world.vault().loadSample(draft.id, after.portrait()->id))->bytes,
                 portraitSample().bytes);
        QVERIFY(settled(world.vault().saveFields(draft.id, {}, u"face"_s, operatorOne())));
        world.restart();
        world.login(operatorOne()).value();
        QVERIFY(settled(world.vault().saveSample(draft.id, portraitSample(2'000'000), operatorOne())));
    }
};

QTEST_GUILESS_MAIN(TestVaultDamage)
#include "tst_vaultdamage.moc"
