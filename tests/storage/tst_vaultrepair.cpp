#include "furnished.h"

#include "storage/repair/salvage.h"

#include <QFile>
#include <QRandomGenerator>

#include <memory>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype pageSize = 16384;

} // namespace

/// Looking through a vault, and bringing over what is left of it.
class TestVaultRepair : public QObject {
    Q_OBJECT

    std::unique_ptr<Furnished> m_common; ///< stopped; copied by whoever changes it

private Q_SLOTS:
    void cleanupTestCase() { m_common.reset(); }

    void aSoundVaultHoldsAndIsNotTouched()
    {
        Furnished made;
        made.world.stop();
        const auto before = digests(made.world.folder());
        {
            const auto vault = hold(made.world.folder());
            QVERIFY2(vault, qPrintable(vault ? QString() : vault.error().detail));
            const auto report = checkVault(*vault);
            QVERIFY(report);
            QVERIFY2(report->good(), qPrintable(firstOf(*report)));
            QCOMPARE(report->enrolments, 5);
            QCOMPARE(report->packets, 1);
            QCOMPARE(report->samples, 30);
            QVERIFY(report->auditEntries > 60);
        }
        QCOMPARE(digests(made.world.folder()), before);
    }

    void aLogLeftBehindIsReadWhereItLies()
    {
        Furnished made;
        settled(made.world.vault().saveFields(made.full, {{u"name.en"_s, u"After the checkpoint"_s}},
                                              u"details"_s, operatorOne()))
            .value();
        const QString copy = made.world.temporary.filePath(u"copy"_s);
        copyFolder(made.world.folder(), copy);
        QVERIFY(QFileInfo(copy + u"/vault.db-wal"_s).size() > 0);
        const auto before = digests(copy);
        qint64 entries = 0;
        {
            const auto vault = hold(copy).value();
            const auto report = checkVault(vault).value();
            QVERIFY2(report.good(), qPrintable(firstOf(report)));
            entries = report.auditEntries;
            QCOMPARE(
                vault.open()->readInteger("SELECT count(*) FROM field WHERE value = 'After the checkpoint'"),
                1);
        }
        QCOMPARE(digests(copy), before);
        QVERIFY(QFile::remove(copy + u"/vault.db-wal"_s)); // and without it, fewer
        const auto fewer = checkVault(hold(copy).value()).value();
        QVERIFY(!fewer.good() || fewer.auditEntries < entries);
    }

    void meddlingIsFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("code");
        const auto row
            = [](const char *sql, const QString &code) { QTest::newRow(sql) << QByteArray(sql) << code; };
        row("UPDATE enrolment SET state = 'awaiting-approval' WHERE state = 'approved'", u"state"_s);
        row("DELETE FROM enrolment WHERE number = 5", u"count"_s);
        row("UPDATE enrolment SET token = 'T-999' WHERE number = 4", u"count"_s);
        row("DELETE FROM sample WHERE kind = 'portrait'", u"count"_s);
        row("DELETE FROM sample_blob WHERE rowid = (SELECT max(rowid) FROM sample_blob)", u"sample"_s);
        row("UPDATE sample_blob SET sealed = zeroblob(length(sealed)) WHERE rowid ="
            " (SELECT max(rowid) FROM sample_blob)",
            u"sample"_s);
        row("UPDATE packet_chunk SET bytes = zeroblob(length(bytes)) WHERE number = 1", u"packet"_s);
        row("UPDATE packet SET sha256 = zeroblob(32) WHERE erased_at IS NULL", u"packet"_s);
        row("UPDATE packet SET receipt = NULL", u"count"_s);
        row("UPDATE packet SET sequence = sequence + 1 WHERE erased_at IS NULL AND sequence > 1", u"count"_s);
        row("UPDATE station SET next_token = 3", u"count"_s);
        row("INSERT INTO field SELECT id, 'name.en', 'x' FROM enrolment WHERE state = 'erased'", u"count"_s);
        row("DELETE FROM search_entry", u"count"_s);
        row("UPDATE glance SET name_english = 'x' WHERE number = 4", u"count"_s);
        row("DELETE FROM glance WHERE number = 4", u"count"_s);
        row("UPDATE audit SET actor = 'op-2' WHERE sequence = 5", u"chain"_s);
        row("DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)", u"chain"_s);
        row("DELETE FROM contributor", u"chain"_s);
        row("UPDATE field SET value = value || 'x' WHERE key = 'name.en'", u"chain"_s);
        row("DELETE FROM enrolment_seal WHERE sequence = (SELECT max(sequence) FROM enrolment_seal)",
            u"chain"_s);
        row("DELETE FROM audit_checkpoint", u"chain"_s);
        row("DELETE FROM contributor WHERE enrolment = 'x'", QString());
    }
    void meddlingIsFound()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, code);
        if (!m_common) {
            m_common = std::make_unique<Furnished>();
            m_common->world.stop();
        }
        const QTemporaryDir place;
        const QString copy = place.filePath(u"copy"_s);
        copyFolder(m_common->world.folder(), copy);
        m_common->meddle(copy, sql.constData());
        const auto report = checkVault(hold(copy).value()).value();
        QCOMPARE(report.good(), code.isEmpty());
        const bool found = std::any_of(report.damage.cbegin(), report.damage.cend(),
                                       [&](const VaultDamage &one) { return one.code == code; });
        QVERIFY2(found || code.isEmpty(), qPrintable(firstOf(report)));
    }

    void aMissingAnchorAndACutFileAreFound()
    {
        Furnished made;
        made.world.stop();
        const QByteArray whole = readAll(made.world.file("vault.db"));
        const QByteArray anchor = readAll(made.world.file("anchor"));
        QFile::remove(made.world.file("anchor"));
        QCOMPARE(checkVault(hold(made.world.folder()).value()).value().damage.value(0).code, u"anchor"_s);
        overwrite(made.world.file("anchor"), anchor);
        overwrite(made.world.file("vault.db"), whole.first(whole.size() / 2));
        QVERIFY(!checkVault(hold(made.world.folder()).value()).value().good());
        overwrite(made.world.file("vault.db"), whole.first(100));
        QVERIFY(!checkVault(hold(made.world.folder()).value()).value().good());
        QFile::remove(made.world.file("vault.db"));
        QVERIFY(!checkVault(hold(made.world.folder()).value()).value().good());
    }

    void aSoundVaultIsBroughtOverWhole()
    {
        Furnished made;
        made.world.stop();
        const auto before = digests(made.world.folder());
        const QString folder = made.world.temporary.filePath(u"new"_s);
        const auto report = salvageVault(hold(made.world.folder()).value(), folder, later());
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QVERIFY2(report->complete(),
                 qPrintable((report->reduced + report->notes + report->lostEnrolments).join(u' ')));
        QCOMPARE(report->enrolments, 5);
        QCOMPARE(report->samples, 30);
        QCOMPARE(digests(made.world.folder()), before);
        const auto again = checkVault(hold(folder).value()).value();
        QVERIFY2(again.good(), qPrintable(firstOf(again)));
        QCOMPARE(salvageVault(hold(made.world.folder()).value(), folder, later()).error().fault,
                 StoreFault::VaultExists);
        VaultService service(folder, cheapOptions());
        QVERIFY(settled(service.unlock(u"op-1"_s, secret(operatorPhrase))));
        const Enrolment draft = settled(service.load(made.full)).value();
        QCOMPARE(draft.fields, canaryFields());
        QCOMPARE(settled(service.loadSample(made.full, draft.portrait()->id))->bytes, pattern(77, 90'000));
        ListFilter filter;
        filter.text = u"canaria"_s;
        QCOMPARE(settled(service.list(filter))->size(), 3);
    }

    /// The heart of it: any page damaged, the check says so, and what a salvage brings over is right.
    void everyDamagedPageIsFoundAndTheRestIsBroughtOver()
    {
        Furnished made;
        QMap<SampleId, QByteArray> samples;
        const Enrolment full = settled(made.world.vault().load(made.full)).value();
        for (const SampleInfo &info : full.samples)
            samples.insert(info.id, settled(made.world.vault().loadSample(made.full, info.id))->bytes);
        made.world.stop();
        const QByteArray whole = readAll(made.world.file("vault.db"));
        int salvaged = 0, hopeless = 0, unharmed = 0;
        // All of the first, where every table begins; of the rest one in `step`, another at each run.
        const qsizetype step = scaled(5, 1);
        const qsizetype offset = QRandomGenerator::global()->bounded(step);
        for (qsizetype page = 0; page < whole.size() / pageSize; ++page) {
            if (page >= 12 && page % step != offset)
                continue;
            QByteArray damaged = whole;
            damaged[page * pageSize + 1000] = char(damaged[page * pageSize + 1000] ^ 4);
            overwrite(made.world.file("vault.db"), damaged);
            const auto vault = hold(made.world.folder()).value();
            QVERIFY2(!checkVault(vault).value().good(), qPrintable(u"page %1"_s.arg(page + 1)));
            const QString folder = made.world.temporary.filePath(u"new-%1"_s.arg(page));
            const auto report = salvageVault(vault, folder, later());
            if (!report) {
                QCOMPARE(report.error().fault, StoreFault::Damaged);
                QVERIFY(!QFile::exists(folder));
                ++hopeless;
                continue;
            }
            ++salvaged;
            unharmed += report->complete() ? 1 : 0;
            const auto again = checkVault(hold(folder).value()).value();
            QVERIFY2(again.good(), qPrintable(u"page %1: "_s.arg(page + 1) + firstOf(again)));
            VaultService service(folder, cheapOptions());
            const auto login = settled(service.unlock(u"op-1"_s, secret(operatorPhrase)));
            QVERIFY2(login, qPrintable(login ? QString() : login.error().detail));
            const auto loaded = settled(service.load(made.full));
            if (!loaded) {
                QVERIFY(report->lostEnrolments.contains(full.token));
                continue;
            }
            const QString told = (report->reduced + report->lostEnrolments).join(u' ');
            QVERIFY(loaded->samples.size() == full.samples.size() || told.contains(full.token));
            for (const SampleInfo &info : loaded->samples)
                QCOMPARE(settled(service.loadSample(made.full, info.id))->bytes, samples.value(info.id));
        }
        qInfo("of %lld pages: %d salvaged (%d lost nothing), %d past helping",
              qint64(whole.size() / pageSize), salvaged, unharmed, hopeless);
        QVERIFY(salvaged > hopeless);
    }

    /// Four are free, as at log-in, and both count the same tries.
    void wrongPassPhrasesCountAsAtLogIn()
    {
        World world;
        world.stop();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(holdVault(world.folder(), u"op-1"_s, secret("wrong"), {cheapKdf}).error().fault,
                     StoreFault::WrongPassphrase);
        const auto waits = holdVault(world.folder(), u"op-1"_s, secret(operatorPhrase), {cheapKdf});
        QCOMPARE(waits.error().fault, StoreFault::LockedOut);
        QVERIFY(waits.error().retryAt.isValid());
        QVERIFY(hold(world.folder())); // the other person need not wait
        world.restart();
        QCOMPARE(world.login(operatorOne()).error().fault, StoreFault::LockedOut);
        QVERIFY(world.login(supervisorOne()));
    }

    /// What the chain no longer tells, or tells of what is gone, is said anew, and the vault opens.
    void aBrokenChainIsCutAndGoesOn_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<bool>("broken");
        QTest::addColumn<int>("lost");
        QTest::newRow("an entry gone") << QByteArray("DELETE FROM audit WHERE sequence = 12") << true << 0;
        QTest::newRow("the first gone") << QByteArray("DELETE FROM audit WHERE sequence = 1") << true << 0;
        QTest::newRow("an enrolment gone")
            << QByteArray("DELETE FROM enrolment WHERE number = 5") << false << 1;
        QTest::newRow("the seals gone") << QByteArray("DELETE FROM enrolment_seal") << false << 0;
        QTest::newRow("checkpoints gone") << QByteArray("DELETE FROM audit_checkpoint") << false << 0;
    }
    void aBrokenChainIsCutAndGoesOn()
    {
        QFETCH(QByteArray, sql);
        QFETCH(bool, broken);
        QFETCH(int, lost);
        Furnished made;
        made.world.stop();
        made.meddle(made.world.folder(), sql.constData());
        const QString folder = made.world.temporary.filePath(u"new"_s);
        const auto report = salvageVault(hold(made.world.folder()).value(), folder, later());
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->chainBroken, broken);
        QCOMPARE(report->lostEnrolments.size(), lost);
        QCOMPARE(report->enrolments, 5 - lost);
        const auto again = checkVault(hold(folder).value()).value();
        QVERIFY2(again.good(), qPrintable(firstOf(again)));
        VaultService service(folder, cheapOptions());
        const auto login = settled(service.unlock(u"op-1"_s, secret(operatorPhrase)));
        QVERIFY2(login, qPrintable(login ? QString() : login.error().detail));
        QVERIFY(settled(service.load(made.full)));
    }
};

QTEST_GUILESS_MAIN(TestVaultRepair)
#include "tst_vaultrepair.moc"
