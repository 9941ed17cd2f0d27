#include "journey.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// A clock that jumps: order is by number, never by time; nothing is given twice; nothing is refused.
class TestVaultClock : public QObject {
    Q_OBJECT

    static QDateTime at(const char *text)
    {
        return QDateTime::fromString(QLatin1StringView(text), Qt::ISODate);
    }

    static QList<QDateTime> moments()
    {
        return {at("2026-11-22T08:00:00Z"), at("2036-11-22T08:00:00Z"), at("2016-11-22T08:00:00Z"),
                at("1970-01-01T00:00:00Z"), at("2026-03-29T00:59:59Z"), at("2026-03-29T01:00:00Z"),
                at("2026-10-25T00:59:59Z"), at("2026-10-25T01:00:00Z"), at("1969-12-31T23:59:59Z"),
                at("2026-11-22T08:00:01Z")};
    }

private Q_SLOTS:
    void orderAndUniquenessHold()
    {
        const FaultFolder folder;
        folder.fill(newVault());
        QDateTime now = moments().first();
        VaultOptions options = faultOptions();
        options.nowUtc = [&now] { return now; };
        Contents contents;
        QStringList tokens;
        int number = 0;
        for (const QDateTime &moment : moments()) {
            now = moment;
            ++number;
            Vault vault(folder.path(), options);
            const QList<Step> work = wholeEnrolment(tokenOf(number), number);
            // The clock jumps once more in the middle of each enrolment, to the moment after the next.
            const Ran first = run(vault, work.mid(0, 9), contents);
            QVERIFY2(!first.error, first.error ? qPrintable(first.error->detail) : "");
            now = moments()[(number + 1) % moments().size()];
            const Ran rest = run(vault, work, first.contents, 9);
            QVERIFY2(!rest.error, rest.error ? qPrintable(rest.error->detail) : "");
            contents = rest.contents;
            tokens.prepend(tokenOf(number));
        }
        Vault vault(folder.path(), options);
        QVERIFY(vault.unlock(operatorOne().id, secret(operatorPhrase))); // the chain holds
        const auto found = settledContents(vault, contents, nullptr);
        QVERIFY2(found, found ? "" : qPrintable(found.error()));
        ListFilter all;
        all.states = {EnrolmentState::Erased};
        QStringList listed;
        const auto rows = vault.list(all);
        QVERIFY(rows);
        for (const EnrolmentSummary &summary : *rows)
            listed << summary.token;
        QCOMPARE(listed, tokens); // newest number first, whatever the clock said
        QSet<qint64> sequences;
        for (const Expected &one : contents)
            sequences.insert(one.sequence);
        QCOMPARE(sequences.size(), moments().size());
        QCOMPARE(*std::max_element(sequences.cbegin(), sequences.cend()), moments().size());
    }

    void theQueueKeepsItsOrder()
    {
        const FaultFolder folder;
        folder.fill(newVault());
        QDateTime now = at("2036-01-01T00:00:00Z");
        VaultOptions options = faultOptions();
        options.nowUtc = [&now] { return now; };
        Vault vault(folder.path(), options);
        Contents contents;
        for (int number = 1; number <= 3; ++number) {
            const Ran ran = run(vault, wholeEnrolment(tokenOf(number), number).mid(0, 13), contents);
            QVERIFY2(!ran.error, ran.error ? qPrintable(ran.error->detail) : "");
            contents = ran.contents;
            now = now.addYears(-10); // each approval ten years before the last one
        }
        // All three are still to be sealed, and a second clock does not lose one.
        const auto waiting = vault.awaitingSeal();
        QVERIFY(waiting);
        QCOMPARE(waiting->size(), 3);
        QSet<qint64> sequences;
        for (const EnrolmentId id : *waiting)
            sequences.insert(vault.beginSeal(id)->sequence);
        QCOMPARE(sequences, (QSet<qint64>{1, 2, 3}));
    }

    /// A whole process under another clock and time zone, the time of the C library and of the files with it.
    void aWholeProcessUnderAnotherClock()
    {
        if (QStandardPaths::findExecutable(u"faketime"_s).isEmpty())
            QSKIP("faketime is absent: only the vault's own clock is turned");
        QTemporaryDir temporary;
        const QString folder = temporary.filePath(u"vault"_s);
        int number = 0;
        for (const QString &clock : {u"2026-11-22 08:00:00"_s, u"+10y"_s, u"-10y"_s, u"1970-01-02 00:00:00"_s,
                                     u"2026-03-29 01:59:59"_s, u"2026-10-25 01:59:59"_s}) {
            QProcess child;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"TZ"_s, u"Europe/London"_s); // has summer time; Pakistan had it last in 2009
            child.setProcessEnvironment(environment);
            child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            child.start(u"faketime"_s,
                        {u"-f"_s, clock.startsWith(u'2') || clock.startsWith(u'1') ? u"@"_s + clock : clock,
                         qEnvironmentVariable("INDRAJ_VAULTPROBE"), folder});
            QVERIFY(child.waitForFinished());
            const QByteArray said = child.readAllStandardOutput();
            QVERIFY2(child.exitCode() == 0, said.constData());
            QVERIFY2(said.contains(tokenOf(++number).toLatin1()), said.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestVaultClock)
#include "tst_vaultclock.moc"
