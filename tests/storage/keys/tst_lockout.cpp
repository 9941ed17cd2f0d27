#include "staff.h"

#include <QFile>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray wrongWords = "certainly not these";
constexpr qint64 minute = 60'000;

/// Clocks that the test sets.
struct FakeClocks {
    QDateTime wall = QDateTime({2026, 3, 4}, {9, 0, 0}, Qt::UTC);
    BootTime boot{u"boot-a"_s, 50'000};

    void pass(qint64 milliseconds)
    {
        wall = wall.addMSecs(milliseconds);
        boot.milliseconds += milliseconds;
    }
    VaultOptions options()
    {
        VaultOptions chosen = cheapOptions();
        chosen.nowUtc = [this] { return wall; };
        chosen.bootTime = [this] { return boot; };
        return chosen;
    }
};

} // namespace

/// Wrong pass phrases cost time, whatever is done to the clock.
class TestLockout : public QObject {
    Q_OBJECT

    static void wrongTries(Staff &staff, int count, const QString &id = u"op-1"_s)
    {
        for (int i = 0; i < count; ++i)
            QCOMPARE(faultOf(staff.login(id, wrongWords)), StoreFault::WrongPassphrase);
    }
    /// Minutes until the person may try again; 0: now.
    static qint64 minutesLeft(Staff &staff, const FakeClocks &clocks, const QString &id = u"op-1"_s)
    {
        const auto tried = staff.login(id);
        if (tried)
            return 0;
        if (tried.error().fault != StoreFault::LockedOut)
            return -1;
        return (clocks.wall.msecsTo(tried.error().retryAt) + minute - 1) / minute;
    }

private Q_SLOTS:
    void theDelayGrows()
    {
        FakeClocks clocks;
        Staff staff(clocks.options());
        wrongTries(staff, 4);
        const auto fifth = staff.login(u"op-1"_s, wrongWords);
        QCOMPARE(faultOf(fifth), StoreFault::WrongPassphrase);
        QCOMPARE(fifth.error().retryAt, clocks.wall.addMSecs(minute));
        for (const int delay : {1, 2, 5, 15, 60, 60}) {
            QCOMPARE(minutesLeft(staff, clocks), delay); // the right pass phrase is refused too
            clocks.pass(delay * minute - 1);
            QCOMPARE(minutesLeft(staff, clocks), 1);
            clocks.pass(1);
            wrongTries(staff, 1);
        }
        QCOMPARE(minutesLeft(staff, clocks, u"sup-1"_s), 0); // others are not kept out
        clocks.pass(60 * minute);
        QVERIFY(staff.login(u"op-1"_s));
        wrongTries(staff, 4); // counted anew
        QVERIFY(staff.login(u"op-1"_s));
    }

    void fourWrongTriesCostNothing()
    {
        FakeClocks clocks;
        Staff staff(clocks.options());
        for (int round = 0; round < 3; ++round) {
            wrongTries(staff, 4);
            staff.restart(clocks.options());
            QVERIFY(staff.login(u"op-1"_s));
        }
        wrongTries(staff, 30, u"nobody"_s); // no slot, nothing to keep out
        QCOMPARE(faultOf(staff.login(u"nobody"_s)), StoreFault::WrongPassphrase);
    }

    void itSurvivesARestart()
    {
        FakeClocks clocks;
        Staff staff(clocks.options());
        wrongTries(staff, 3);
        staff.restart(clocks.options());
        wrongTries(staff, 2);
        staff.restart(clocks.options());
        QCOMPARE(minutesLeft(staff, clocks), 1);
        QVERIFY(!readAll(staff.file("tries.json")).isEmpty());
        clocks.pass(minute);
        QVERIFY(staff.login(u"op-1"_s));
    }

    void settingTheClockDoesNotHelp_data()
    {
        QTest::addColumn<qint64>("days");
        QTest::newRow("ten years back") << qint64(-3650);
        QTest::newRow("a day back") << qint64(-1);
        QTest::newRow("ten years on") << qint64(3650);
    }
    void settingTheClockDoesNotHelp()
    {
        QFETCH(qint64, days);
        FakeClocks clocks;
        Staff staff(clocks.options());
        wrongTries(staff, 5);
        clocks.wall = clocks.wall.addDays(days);
        QCOMPARE(minutesLeft(staff, clocks), 1);
        staff.restart(clocks.options());
        QCOMPARE(minutesLeft(staff, clocks), 1);
        clocks.pass(minute / 2);
        QCOMPARE(minutesLeft(staff, clocks), 1);
        clocks.pass(minute / 2); // neither longer nor shorter than told
        QVERIFY(staff.login(u"op-1"_s));
    }

    void aRestartOfTheMachineWithAClockSetBack()
    {
        FakeClocks clocks;
        Staff staff(clocks.options());
        wrongTries(staff, 5);
        staff.stop();
        clocks.wall = clocks.wall.addDays(-3650);
        clocks.boot = {u"boot-b"_s, 20'000};
        staff.restart(clocks.options());
        QCOMPARE(minutesLeft(staff, clocks), 1);
        clocks.pass(minute / 2);
        staff.restart(clocks.options()); // what has been waited since the start counts
        clocks.pass(minute / 2);
        QVERIFY(staff.login(u"op-1"_s));
    }

    void timeSwitchedOffCounts()
    {
        FakeClocks clocks;
        Staff staff(clocks.options());
        wrongTries(staff, 5);
        staff.stop();
        clocks.wall = clocks.wall.addMSecs(2 * minute);
        clocks.boot = {u"boot-b"_s, 5'000};
        staff.restart(clocks.options());
        QVERIFY(staff.login(u"op-1"_s));
    }

    void wrongTriesAreInTheAudit()
    {
        FakeClocks clocks;
        Staff staff(clocks.options());
        wrongTries(staff, 3);
        wrongTries(staff, 1, u"sup-2"_s);
        staff.restart(clocks.options());
        staff.login(u"sup-1"_s).value();
        staff.login(u"op-1"_s).value();
        staff.stop();
        const QStringList events = staff.audit(u"sup-1"_s);
        QCOMPARE(events.filter(u"wrong-passphrases"_s),
                 QStringList({u"wrong-passphrases station op-1"_s, u"wrong-passphrases station sup-2"_s}));
        QVERIFY(events.filter(u"tries-file-lost"_s).isEmpty());
    }

    void aDeletedFileIsInTheAudit()
    {
        FakeClocks clocks;
        Staff staff(clocks.options());
        QVERIFY(staff.login(u"sup-1"_s));
        staff.stop();
        const QByteArray earlier = readAll(staff.file("tries.json"));
        staff.restart(clocks.options());
        QVERIFY(staff.login(u"sup-1"_s));
        QVERIFY(staff.login(u"sup-2"_s));
        wrongTries(staff, 5);
        staff.stop();
        QVERIFY(QFile::remove(staff.file("tries.json")));
        staff.restart(clocks.options());
        QVERIFY(staff.login(u"op-1"_s)); // that much deleting gains
        staff.stop();
        QCOMPARE(staff.audit(u"sup-1"_s).filter(u"tries-file-lost"_s).size(), 1);
        overwrite(staff.file("tries.json"), earlier);
        staff.restart(clocks.options());
        QVERIFY(staff.login(u"op-1"_s));
        staff.stop();
        QCOMPARE(staff.audit(u"sup-1"_s).filter(u"tries-file-lost"_s).size(), 2);
    }

    /// The log-in page and the vault's command at once: nobody has opened the vault, so both may try.
    void twoProgramsCountTogether()
    {
        FakeClocks clocks;
        const VaultOptions options = clocks.options();
        Staff staff(options);
        Lockout one(staff.file("tries.json"), {options.nowUtc, options.bootTime});
        Lockout other(staff.file("tries.json"), {options.nowUtc, options.bootTime});
        QVERIFY(one.check(u"op-1"_s) && other.check(u"op-1"_s)); // both have read it
        for (int i = 0; i < 2; ++i) {
            QVERIFY(!one.begin(u"op-1"_s).isValid());
            QVERIFY(!other.begin(u"op-1"_s).isValid());
        }
        QVERIFY(one.begin(u"op-1"_s).isValid()); // the fifth
        QCOMPARE(other.check(u"op-1"_s).error().fault, StoreFault::LockedOut);
        clocks.pass(minute);
        other.begin(u"op-1"_s);
        other.succeeded();
        other.renewMark();
        other.settle(u"op-1"_s, {u"op-1"_s});
        for (int i = 0; i < 4; ++i)
            QVERIFY(!one.begin(u"op-1"_s).isValid()); // counted anew here too
        QVERIFY(one.begin(u"op-1"_s).isValid());
    }

    void aTryThatWasKilledCounts()
    {
        FakeClocks clocks;
        const VaultOptions options = clocks.options();
        Staff staff(options);
        Lockout tries(staff.file("tries.json"), {options.nowUtc, options.bootTime});
        for (int i = 0; i < 5; ++i)
            tries.begin(u"op-1"_s); // and never an answer
        staff.restart(options);
        QCOMPARE(minutesLeft(staff, clocks), 1);
    }
};

QTEST_GUILESS_MAIN(TestLockout)
#include "tst_lockout.moc"
