#include "vaulthelp.h"

#include "storage/engine.h"
#include "storage/health/contentlook.h"
#include "storage/jobqueue.h"

#include <QFile>
#include <QFileInfo>
#include <QSemaphore>
#include <QTest>

#include <atomic>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// What is stored is read once after each log-in, between other work: what does not hold is told before
/// anybody opens it.
class TestContentLook : public QObject {
    Q_OBJECT

    static constexpr qsizetype pageSize = 16384;

    static VaultOptions looking()
    {
        VaultOptions options = cheapOptions();
        options.lookPause = std::chrono::milliseconds(0);
        return options;
    }

    static QStringList damageNoted(World &world)
    {
        AuditFilter filter;
        filter.events = {u"content-damaged"_s};
        QStringList parts;
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        for (const AuditEntry &entry : entries)
            parts << entry.detail;
        return parts;
    }

    /// One bit of a page changed.
    static void flipIn(const World &world, qsizetype page)
    {
        QByteArray bytes = readAll(world.file("vault.db"));
        bytes[page * pageSize + 4000] = static_cast<char>(bytes[page * pageSize + 4000] ^ 1);
        overwrite(world.file("vault.db"), bytes);
    }

private Q_SLOTS:
    void whatHoldsIsSound()
    {
        World world(looking());
        QCOMPARE(settled(world.vault().health()).error().fault, StoreFault::Locked);
        world.sealedPacket(pattern(3, 700'000));
        world.login(operatorOne()).value();
        world.completeDraft();
        const StationHealth health = lookedThrough(world.vault());
        QCOMPARE(health.contents, LookState::Sound);
        QVERIFY(health.damagedTokens.isEmpty() && health.tablesHold);
        QVERIFY(!health.warnings.contains(StationWarning::ContentDamaged));
        QVERIFY(damageNoted(world).isEmpty());
    }

    /// Somebody with the key puts an older picture of the same person in the place of the newer one.
    void anExchangedSampleIsToldAndNotedOnce()
    {
        World world(looking());
        world.login(operatorOne()).value();
        const Enrolment draft = world.completeDraft();
        const Enrolment other = world.completeDraft();
        world.stop();
        meddle(world,
               "UPDATE sample_blob SET sealed = (SELECT b.sealed FROM sample_blob b JOIN sample s"
               " ON s.id = b.sample WHERE s.kind = 'portrait' ORDER BY s.rowid DESC LIMIT 1)"
               " WHERE sample = (SELECT id FROM sample WHERE kind = 'portrait' ORDER BY rowid LIMIT 1)");
        for (int login = 0; login < 2; ++login) {
            world.restart(looking());
            world.login(operatorOne()).value();
            const StationHealth health = lookedThrough(world.vault());
            QCOMPARE(health.contents, LookState::Damaged);
            QCOMPARE(health.damagedTokens, QStringList{draft.token});
            QVERIFY(health.tablesHold);
            QCOMPARE(health.warnings.first(), StationWarning::ContentDamaged); // the most urgent of all
            QCOMPARE(damageNoted(world), QStringList{u"portrait"_s});
        }
        // The other enrolment is as good as before, and the damaged one is refused when it is read.
        QVERIFY(settled(world.vault().loadSample(other.id, other.portrait()->id)));
        QCOMPARE(settled(world.vault().loadSample(draft.id, draft.portrait()->id)).error().fault,
                 StoreFault::Damaged);
    }

    void templatesAndPacketsAreRead()
    {
        World world(looking());
        const UploadRecord sealed = world.sealedPacket(pattern(3, 700'000));
        world.login(operatorOne()).value();
        const Enrolment draft = world.completeDraft();
        const auto finger
            = std::find_if(draft.samples.begin(), draft.samples.end(),
                           [](const SampleInfo &info) { return info.kind == SampleKind::Finger; });
        QVERIFY(settled(world.vault().saveTemplate(draft.id, finger->id, pattern(4, 900))));
        world.stop();
        meddle(world, "UPDATE finger_template SET sealed = zeroblob(length(sealed))");
        // Chunk and its own digest changed together: only the packet's digest tells.
        meddle(world,
               "UPDATE packet_chunk SET (bytes, sha256) = (SELECT bytes, sha256 FROM packet_chunk"
               " WHERE number = 1) WHERE number = 0");
        world.restart(looking());
        world.login(operatorOne()).value();
        const StationHealth health = lookedThrough(world.vault());
        QCOMPARE(health.damagedTokens, (QStringList{draft.token, sealed.token}));
        QStringList noted = damageNoted(world);
        noted.sort();
        QCOMPARE(noted.size(), 2);
        QCOMPARE(noted[0], u"packet"_s);
        QVERIFY(noted[1].startsWith(u"template "_s));
    }

    /// Every page is spoilt in turn. What the log-in does not refuse the look tells, and the session that
    /// goes on meanwhile is not brought down by it: after a damaged page SQLCipher answers errors only.
    void rottenPagesDoNotStopTheWork()
    {
        World world(looking());
        world.login(operatorOne()).value();
        Enrolment draft = world.completeDraft();
        draft = settled(world.vault().saveSample(draft.id, portraitSample(400'000), operatorOne())).value();
        world.stop();
        QTemporaryDir kept;
        copyFolder(world.folder(), kept.path());
        const qsizetype pages = QFileInfo(world.file("vault.db")).size() / pageSize;
        int told = 0;
        for (qsizetype page = pages / 2; page < pages; page += 3) {
            copyFolder(kept.path(), world.folder());
            flipIn(world, page);
            world.restart(looking());
            if (!world.login(operatorOne()))
                continue;
            if (lookedThrough(world.vault()).contents != LookState::Damaged)
                continue; // a free page
            ++told;
            const auto saved = settled(world.vault().saveFields(draft.id, {{u"name.en"_s, u"Still Here"_s}},
                                                                u"details"_s, operatorOne()));
            QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
            QVERIFY(settled(world.vault().lock()));
            QCOMPARE(QFileInfo(world.file("vault.db-wal")).size(), 0);
        }
        QVERIFY2(told > 5, qPrintable(QString::number(told)));
    }

    /// A lock, a change of shift and a new master key come whenever they come.
    void whatEndsASessionEndsItsLook()
    {
        VaultOptions options = looking();
        options.lookPause = std::chrono::milliseconds(1);
        World world(options);
        world.login(operatorOne()).value();
        for (int i = 0; i < 4; ++i)
            world.completeDraft();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(settled(world.vault().lock()));
            QCOMPARE(QFileInfo(world.file("vault.db-wal")).size(), 0);
            world.login(i % 2 == 0 ? supervisorOne() : operatorOne()).value();
        }
        world.login(supervisorOne()).value();
        QVERIFY(settled(world.vault().rekey(supervisorOne())));
        QCOMPARE(lookedThrough(world.vault()).contents, LookState::Sound);
    }

    void aReplacedSampleIsNoDamage()
    {
        World world;
        world.login(operatorOne()).value();
        const Enrolment draft = world.completeDraft();
        world.stop();
        Vault vault(world.folder(), cheapOptions());
        QVERIFY(vault.unlock(operatorOne().id, secret(operatorPhrase)));
        QVERIFY(vault.lookOn() && vault.lookOn()); // opened, and planned
        QVERIFY(vault.saveSample(draft.id, portraitSample(5000), operatorOne()));
        while (vault.lookOn())
            continue;
        QCOMPARE(vault.health()->contents, LookState::Sound);
    }

    void idleStepsComeBetweenJobs()
    {
        std::atomic<int> steps = 0;
        std::atomic<int> left = 3;
        QSemaphore ended;
        {
            JobQueue queue;
            queue.whenIdle(
                [&] {
                    ++steps;
                    const bool more = --left > 0;
                    if (!more)
                        ended.release();
                    return more;
                },
                std::chrono::milliseconds(0));
            QVERIFY(ended.tryAcquire(1, 10'000));
            QCOMPARE(steps.load(), 3); // until it answers no, and not again by itself
            left = 1;
            queue.post([] {});
            QVERIFY(ended.tryAcquire(1, 10'000));
            QCOMPARE(steps.load(), 4);
        }
        // A queue that ends waits for no step.
        bool job = false;
        {
            JobQueue queue;
            queue.whenIdle(
                [&] {
                    ++steps;
                    return true;
                },
                std::chrono::hours(1));
            queue.post([&job] { job = true; });
        }
        QVERIFY(job);
        QCOMPARE(steps.load(), 4);
    }
};

QTEST_GUILESS_MAIN(TestContentLook)
#include "tst_contentlook.moc"
