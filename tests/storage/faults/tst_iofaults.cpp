#include "faultydisks.h"
#include "journey.h"

#include <QLoggingCategory>
#include <QTest>

#include <cerrno>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// Every file call of one whole enrolment fails once, and the disk is full from every write on.
class TestIoFaults : public QObject {
    Q_OBJECT

    QMap<QString, QByteArray> m_new;
    QMap<QString, QByteArray> m_begun;
    Contents m_begunContents;
    QList<Step> m_steps;

    static bool every(const FileEvent &) { return true; }

    /// How many calls `steps` make on the files of `start`.
    static CountingDisk countCalls(const QMap<QString, QByteArray> &start, const QList<Step> &steps,
                                   const Contents &contents)
    {
        const FaultFolder folder;
        folder.fill(start);
        CountingDisk disk;
        const WatchedFolder watched(folder.name(), disk);
        Vault vault(folder.path(), faultOptions());
        const Ran ran = run(vault, steps, contents);
        if (ran.error)
            qFatal("the enrolment fails by itself: %s", qPrintable(ran.error->detail));
        return disk;
    }

    /// The first hundred, then every `stride`-th; all of them at full scale.
    static QList<int> calls(int all, int stride)
    {
        QList<int> chosen;
        for (int n = 1; n <= all; n += fullScale() || n < 100 ? 1 : stride)
            chosen.append(n);
        return chosen;
    }

    /// The vault anew, without faults: it must hold what was acknowledged or one step more, and go on to the
    /// end.
    QString judge(const FaultFolder &folder, const Ran &ran)
    {
        Vault vault(folder.path(), faultOptions());
        if (const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase)); !opened)
            return u"does not open: "_s + opened.error().detail;
        const Step *pending = ran.done < m_steps.size() ? &m_steps[ran.done] : nullptr;
        const auto found = settledContents(vault, ran.contents, pending);
        if (!found)
            return found.error();
        if (!pending)
            return {};
        // A login is asked again: the act that follows may be the other person's.
        qsizetype from = ran.done;
        if (*found != ran.contents)
            ++from;
        const bool supervisor = from > 11;
        if (const auto opened = supervisor ? vault.unlock(supervisorOne().id, secret(supervisorPhrase))
                                           : vault.unlock(operatorOne().id, secret(operatorPhrase));
            !opened)
            return u"does not open again: "_s + opened.error().detail;
        const Ran rest = run(vault, m_steps, *found, from);
        return rest.error ? u"does not go on at %1: %2"_s.arg(QString::fromLatin1(m_steps[rest.done].name),
                                                              rest.error->detail)
                          : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"indraj.*=false"_s);
        m_new = newVault();
        m_steps = wholeEnrolment(tokenOf(1), 1);
    }

    /// What is not seen cannot be made to fail.
    void everyKindOfCallIsSeen()
    {
        const CountingDisk disk = countCalls(m_new, m_steps, {});
        for (const FileCall call : {FileCall::Open, FileCall::Read, FileCall::Write, FileCall::Sync,
                                    FileCall::Truncate, FileCall::Lock, FileCall::Rename, FileCall::Unlink})
            QVERIFY2(disk.byKind.count(call) > 0, QByteArray::number(static_cast<int>(call)).constData());
        for (const char *name : {"vault.db", "vault.db-wal", "anchor.tmp"})
            QVERIFY2(disk.byName.count(name) > 0, name);
    }

    void everyFailingCallIsSaidAndLeavesOldOrNew()
    {
        const int all = countCalls(m_new, m_steps, {}).calls;
        int said = 0;
        int without = 0;
        int again = 0;
        QStringList misnamed; // said, but not as what it is
        const QList<int> chosen = calls(all, 11);
        const FaultFolder folder;
        for (const int n : chosen) {
            folder.fill(m_new);
            FailingDisk disk(n, EIO, FailingDisk::Lasting::Once, every);
            Ran ran;
            {
                const WatchedFolder watched(folder.name(), disk);
                Vault vault(folder.path(), faultOptions());
                ran = run(vault, m_steps, {});
                const QByteArray where = "call " + QByteArray::number(n) + ", " + disk.what()
                    + (ran.error ? " in " + m_steps[ran.done].name + ": " + ran.error->detail.toUtf8()
                                 : QByteArray());
                QVERIFY2(disk.hasFailed(), where.constData());
                if (ran.error) {
                    ++said;
                    // SQLCipher answers a read that fails like a page that does not verify: the message is
                    // then "damaged", and a restart shows that it is not.
                    const bool pageRead
                        = ran.error->fault == StoreFault::Damaged && disk.what().startsWith("read vault.db");
                    if (ran.error->fault != StoreFault::IoFailed && !pageRead)
                        misnamed << QString::fromLatin1(where);
                    // The person tries again, in the same session.
                    if (const auto retried = m_steps[ran.done].call(vault); retried) {
                        m_steps[ran.done].effect(ran.contents);
                        ++ran.done;
                        ++again;
                    }
                } else {
                    ++without;
                }
            }
            const QString wrong = judge(folder, ran);
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(u"call %1, %2: %3"_s.arg(n).arg(QString::fromLatin1(disk.what()), wrong)));
        }
        qInfo("%d calls in one enrolment, %lld of them failed: %d said (%d went through when tried again), "
              "%d without"
              " consequence; state old or new in all",
              all, qint64(chosen.size()), said, again, without);
        QVERIFY2(misnamed.isEmpty(), qPrintable(misnamed.join(u"; "_s)));
        QVERIFY(said > 50);
    }

    /// The disk stays full from the n-th write until the ballast is given up; then erasing goes through.
    void aFullDiskIsSaidReadableAndErases()
    {
        const QList<Step> begin = m_steps.mid(0, 15); // sealed: what is erased once the receipt is there
        const FaultFolder folder;
        folder.fill(m_new);
        Contents sealed;
        {
            Vault vault(folder.path(), faultOptions());
            const Ran ran = run(vault, begin, {});
            QVERIFY(!ran.error);
            QVERIFY(vault.lock());
            sealed = ran.contents;
        }
        QMap<QString, QByteArray> start = folder.files();
        start.insert(u"ballast"_s, QByteArray(1000, '\0'));
        QList<Step> second = wholeEnrolment(tokenOf(2), 2).mid(0, 10);
        CountingDisk counted = countCalls(start, second, sealed);
        const int all = counted.byKind[FileCall::Write];
        const QString ballast = folder.path() + u"/ballast"_s;
        const auto needsRoom
            = [&](const FileEvent &event) { return event.call == FileCall::Write && QFile::exists(ballast); };
        int said = 0;
        int erased = 0;
        QList<int> chosen;
        for (int n = 1; n <= all; n += fullScale() || n < 100 ? 1 : 7)
            chosen.append(n);
        for (const int n : chosen) {
            folder.fill(start);
            FailingDisk disk(n, ENOSPC, FailingDisk::Lasting::FromThen, needsRoom);
            Ran ran;
            {
                const WatchedFolder watched(folder.name(), disk);
                Vault vault(folder.path(), faultOptions());
                ran = run(vault, second, sealed);
                const QByteArray where = "write " + QByteArray::number(n) + ", " + disk.what()
                    + (ran.error ? " in " + second[ran.done].name + ": " + ran.error->detail.toUtf8()
                                 : QByteArray());
                if (!disk.hasFailed())
                    break; // beyond the last write
                if (ran.error) {
                    ++said;
                    QVERIFY2(ran.error->fault == StoreFault::DiskFull, where.constData());
                }
                if (ran.done == 0)
                    continue; // nobody could log in: the same as a locked vault
                const auto found = settledContents(vault, ran.contents, nullptr);
                QVERIFY2(
                    found,
                    qPrintable(QString::fromLatin1(where) + u": "_s + (found ? QString() : found.error())));
                const Step receipt = steps::receipt(tokenOf(1));
                const auto done = receipt.call(vault);
                QVERIFY2(done,
                         qPrintable(QString::fromLatin1(where) + u", erasing: "_s
                                    + (done ? QString() : done.error().detail)));
                receipt.effect(ran.contents);
                ++erased;
            }
            Vault vault(folder.path(), faultOptions());
            QVERIFY(vault.unlock(operatorOne().id, secret(operatorPhrase)));
            const auto found = settledContents(vault, ran.contents, nullptr);
            QVERIFY2(found, found ? "" : qPrintable(found.error()));
        }
        qInfo("full from each of %lld writes on: %d said disk full, %d times the receipt still erased",
              qint64(chosen.size()), said, erased);
        QVERIFY(said > 30);
        QVERIFY(erased > 30);
    }
};

QTEST_GUILESS_MAIN(TestIoFaults)
#include "tst_iofaults.moc"
