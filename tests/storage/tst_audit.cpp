#include "vaulthelp.h"

#include "enrollment/reasons.h"
#include "storage/audit/checkpoint.h"
#include "storage/stationkey.h"
#include "tests/support/places.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// The chain as inspectors see it: lists, checks, exports, codes.
class TestAudit : public QObject {
    Q_OBJECT

    static QList<qint64> numbers(const QList<AuditEntry> &entries)
    {
        QList<qint64> all;
        for (const AuditEntry &entry : entries)
            all << entry.sequence;
        return all;
    }

    static QList<AuditEntry> entriesOf(World &world, const AuditFilter &filter)
    {
        return settled(world.vault().auditEntries(filter)).value();
    }

    /// Codes of the table in docs/audit.md.
    static QSet<QString> documentedCodes()
    {
        QSet<QString> codes;
        const QString text = QString::fromUtf8(readAll(indraj::test::sourcePath("/docs/audit.md")));
        static const QRegularExpression row(u"^\\| `([a-z-]+)` \\|"_s, QRegularExpression::MultilineOption);
        for (auto match = row.globalMatch(text); match.hasNext();)
            codes.insert(match.next().captured(1));
        return codes;
    }

    static int openssl(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"openssl"_s, arguments);
        if (!process.waitForFinished())
            return -1;
        return process.exitCode();
    }

private Q_SLOTS:
    void filtersAndPages()
    {
        World world;
        world.login(operatorOne()).value();
        const Enrolment first = world.completeDraft();
        world.login(supervisorOne()).value();
        const QList<AuditEntry> all = entriesOf(world, {});
        QVERIFY(all.size() > 15);
        for (qsizetype i = 0; i < all.size(); ++i)
            QCOMPARE(all[i].sequence, all.size() - i); // newest first, no gap
        QCOMPARE(all.last().event, u"vault-created"_s);
        QCOMPARE(all.last().actor, u"station"_s);

        AuditFilter page;
        page.limit = 4;
        QList<qint64> seen;
        for (;;) {
            const auto entries = entriesOf(world, page);
            if (entries.isEmpty())
                break;
            QVERIFY(entries.size() <= 4);
            seen << numbers(entries);
            page.before = entries.last().sequence;
        }
        QCOMPARE(seen, numbers(all));

        AuditFilter filter;
        filter.subject = first.id.toString();
        filter.events = {u"sample-saved"_s, u"exception-saved"_s};
        const auto saved = entriesOf(world, filter);
        QCOMPARE(saved.size(), 11);
        filter = {};
        filter.actor = u"sup-1"_s;
        QCOMPARE(entriesOf(world, filter).size(), 1);
        filter.actor = u"nobody"_s;
        QVERIFY(entriesOf(world, filter).isEmpty());
        filter = {};
        filter.from = filter.to = QDate::currentDate();
        QVERIFY(entriesOf(world, filter).size() >= all.size() - 1);
        filter.from = filter.to = QDate::currentDate().addDays(-2);
        QVERIFY(entriesOf(world, filter).isEmpty());
        QCOMPARE(settled(world.vault().auditActors()).value(),
                 (QStringList{u"op-1"_s, u"station"_s, u"sup-1"_s}));
        QSet<QString> events;
        for (const AuditEntry &entry : all)
            events.insert(entry.event);
        const QStringList listed = settled(world.vault().auditEvents()).value();
        QCOMPARE(QSet<QString>(listed.begin(), listed.end()), events);
        QCOMPARE(listed.size(), events.size());
    }

    void checkCountsEntriesCheckpointsAndClockSteps()
    {
        auto now = std::make_shared<QDateTime>(QDateTime::currentDateTimeUtc());
        VaultOptions options = cheapOptions();
        options.nowUtc = [now] { return *now; };
        World world(options);
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        const auto save = [&] {
            settled(world.vault().saveFields(id, {{u"name.en"_s, u"A"_s}}, u"details"_s, operatorOne()))
                .value();
        };
        for (int i = 0; i < 210; ++i)
            save();
        AuditReport report = settled(world.vault().checkAudit()).value();
        QVERIFY2(report.holds, qPrintable(report.detail));
        QCOMPARE(report.checkpoints, 2); // every hundred entries
        QCOMPARE(report.lastCheckpointAt, *now);
        QCOMPARE(report.clockSteps, 0);
        const qint64 before = report.entries;
        *now = now->addYears(-10);
        save();
        *now = now->addYears(20);
        save();
        *now = now->addSecs(-30); // a correction by the minute is no step
        save();
        settled(world.vault().lock()).value();
        world.login(operatorOne()).value();
        report = settled(world.vault().checkAudit()).value();
        QVERIFY2(report.holds, qPrintable(report.detail));
        QCOMPARE(report.clockSteps, 1);
        QCOMPARE(report.entries, before + 5);
        QCOMPARE(report.checkpoints, 3); // and one at the lock
        QCOMPARE(numbers(entriesOf(world, {})).first(), report.entries); // order by number, not by time
    }

    void aSealAndAReceiptMakeCheckpoints()
    {
        World world;
        const UploadRecord record = world.sealedPacket("packet");
        const qint64 sealed = settled(world.vault().checkAudit())->checkpoints;
        settled(world.vault().recordReceipt(record.packet, "receipt")).value();
        QCOMPARE(settled(world.vault().checkAudit())->checkpoints, sealed + 1);
        QVERIFY(sealed >= 1);
    }

    void checkFindsWhatTheUnlockSkips()
    {
        // An old signature, beyond those that the unlock verifies.
        World world;
        for (int i = 0; i < 20; ++i) {
            world.login(operatorOne()).value();
            settled(world.vault().lock()).value();
        }
        world.stop();
        meddle(world,
               "UPDATE audit_checkpoint SET signature = zeroblob(70)"
               " WHERE sequence = (SELECT min(sequence) FROM audit_checkpoint)");
        world.restart();
        world.login(operatorOne()).value();
        const AuditReport report = settled(world.vault().checkAudit()).value();
        QVERIFY(!report.holds);
        QVERIFY2(report.detail.contains(u"was not signed by this station"_s), qPrintable(report.detail));
    }

    void anExportIsVerifiedByOpenssl()
    {
        World world;
        const UploadRecord record = world.sealedPacket("packet");
        settled(world.vault().recordReceipt(record.packet, "receipt")).value();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"audit.jsonl"_s);
        settled(world.vault().exportAudit({}, path, supervisorOne())).value();
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"audit.jsonl"_s});
        const QByteArray whole = readAll(path);
        // The steps of docs/audit.md.
        const qsizetype cut = whole.lastIndexOf('\n', whole.size() - 2) + 1;
        const QByteArray body = whole.left(cut);
        const QJsonObject last = QJsonDocument::fromJson(whole.mid(cut)).object();
        overwrite(folder.filePath(u"body"_s), body);
        overwrite(folder.filePath(u"signature"_s),
                  QByteArray::fromBase64(last[u"signature"_s].toString().toLatin1()));
        overwrite(folder.filePath(u"station.pem"_s), last[u"publicKey"_s].toString().toLatin1());
        const QStringList verify{u"dgst"_s,
                                 u"-sha256"_s,
                                 u"-verify"_s,
                                 folder.filePath(u"station.pem"_s),
                                 u"-signature"_s,
                                 folder.filePath(u"signature"_s),
                                 folder.filePath(u"body"_s)};
        QCOMPARE(openssl(verify), 0);
        // The hash chain can be followed in the export alone.
        const QList<QByteArray> lines = body.trimmed().split('\n');
        const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
        QByteArray previous(32, '\0');
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const QJsonObject line = QJsonDocument::fromJson(lines[i]).object();
            const QDateTime at = QDateTime::fromString(line[u"at"_s].toString(), Qt::ISODateWithMs);
            previous = auditHash(line[u"sequence"_s].toInteger(), at.toMSecsSinceEpoch(),
                                 {line[u"actor"_s].toString(), line[u"event"_s].toString(),
                                  line[u"subject"_s].toString(), line[u"detail"_s].toString()},
                                 previous);
            QCOMPARE(line[u"hash"_s].toString().toLatin1(), previous.toHex());
        }
        QCOMPARE(first[u"headHash"_s].toString().toLatin1(), previous.toHex());
        QCOMPARE(last[u"entries"_s].toInteger(), lines.size() - 1);
        for (const QByteArray &canary : canaries())
            QVERIFY(!whole.contains(canary));

        QByteArray changed = body;
        changed.replace("\"op-1\"", "\"op-2\"");
        overwrite(folder.filePath(u"body"_s), changed);
        QVERIFY(openssl(verify) > 0);
        const auto newest = entriesOf(world, {}).first();
        QCOMPARE(newest.event, u"audit-exported"_s);
        QCOMPARE(newest.actor, u"sup-1"_s);
        QVERIFY(newest.detail.contains(
            QString::fromLatin1(QCryptographicHash::hash(whole, QCryptographicHash::Sha256).toHex())));
    }

    void exportsAreRefused()
    {
        World world;
        world.login(operatorOne()).value();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"a"_s);
        QCOMPARE(settled(world.vault().exportAudit({}, path, operatorOne())).error().fault,
                 StoreFault::Refused);
        world.login(supervisorOne()).value();
        QCOMPARE(settled(world.vault().exportAudit({}, path, operatorOne())).error().fault,
                 StoreFault::Refused);
        overwrite(path, "kept");
        QCOMPARE(settled(world.vault().exportAudit({}, path, supervisorOne())).error().fault,
                 StoreFault::Invalid);
        QCOMPARE(readAll(path), QByteArray("kept"));
        QVERIFY(!settled(world.vault().exportAudit({}, folder.filePath(u"none/a"_s), supervisorOne())));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"a"_s});
        AuditFilter exported;
        exported.events = {u"audit-exported"_s};
        QVERIFY(entriesOf(world, exported).isEmpty());
        AuditFilter some;
        some.events = {u"unlocked"_s};
        settled(world.vault().exportAudit(some, folder.filePath(u"b"_s), supervisorOne())).value();
        const QList<QByteArray> lines = readAll(folder.filePath(u"b"_s)).trimmed().split('\n');
        QCOMPARE(lines.size(), 4); // about itself, two entries, signature
        QVERIFY(lines[1].contains("\"unlocked\""));
    }

    void everyCodeIsInTheTable()
    {
        const QSet<QString> documented = documentedCodes();
        QSet<QString> used;
        for (int act = 0; act <= static_cast<int>(Act::Delete); ++act)
            used.insert(actCode(static_cast<Act>(act)));
        // Where the code hands an event to the chain.
        static const QRegularExpression patterns[] = {
            QRegularExpression(u"\\bnote(?:Station|Act)?\\(\\s*u\"([a-z-]+)\"_s"_s),
            QRegularExpression(u"changeDraft\\(\\s*id,\\s*actor,\\s*u\"([a-z-]+)\"_s"_s),
            QRegularExpression(u"\\{\\s*u\"station\"_s,\\s*u\"([a-z-]+)\"_s"_s),
            QRegularExpression(u"events << u\"([a-z-]+)\"_s"_s),
            QRegularExpression(u"u\"(salvaged[a-z-]*|restored)\"_s"_s),
        };
        QDirIterator files(indraj::test::sourcePath("/storage"), {u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString text = QString::fromUtf8(readAll(files.next()));
            for (const QRegularExpression &pattern : patterns) {
                for (auto match = pattern.globalMatch(text); match.hasNext();)
                    used.insert(match.next().captured(1));
            }
        }
        QVERIFY(used.contains(u"sample-saved"_s) && used.contains(u"vault-created"_s)
                && used.contains(u"salvaged-lost"_s) && used.contains(u"outside-mark-lost"_s)
                && used.contains(u"locked"_s));
        QVERIFY(used.size() > 25);
        for (const QString &code : std::as_const(used))
            QVERIFY2(documented.contains(code), qPrintable(u"docs/audit.md has no "_s + code));
    }

    void whatHappensIsInTheTableToo()
    {
        World world;
        const UploadRecord record = world.sealedPacket("packet");
        settled(world.vault().recordReceipt(record.packet, "receipt")).value();
        const QSet<QString> documented = documentedCodes();
        const QStringList events = settled(world.vault().auditEvents()).value();
        QVERIFY(events.size() > 14);
        for (const QString &event : events)
            QVERIFY2(documented.contains(event), qPrintable(event));
    }

    void aSignatureCostsLittle()
    {
        const SecretBytes key = makeStationKey().value();
        const QByteArray publicPem = publicKeyPem(key).value();
        const auto verifier = StationVerifier::make(publicPem).value();
        const QByteArray digest(32, 'd');
        QElapsedTimer timer;
        timer.start();
        QByteArray signature;
        for (int i = 0; i < 200; ++i)
            signature = signDigest(key, digest).value();
        qInfo("one checkpoint's signature: %.3f ms", double(timer.nsecsElapsed()) / 200e6);
        timer.start();
        for (int i = 0; i < 200; ++i)
            QVERIFY(verifier.verifies(digest, signature));
        qInfo("its verification: %.3f ms", double(timer.nsecsElapsed()) / 200e6);
        QVERIFY(!verifier.verifies(QByteArray(32, 'e'), signature));
        QVERIFY(!verifier.verifies(digest, signature.chopped(1)));
        QVERIFY(!verifier.verifies(digest, {}));
    }
};

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
