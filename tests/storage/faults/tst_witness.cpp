#include "filecalls.h"
#include "vaulthelp.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <cerrno>
#include <condition_variable>
#include <mutex>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A medium that can be pulled out, or stand still.
class Medium : public Disk {
public:
    enum class Manner { Good, Fails, Stuck };

    int judge(const FileEvent &event) override
    {
        std::unique_lock lock(m_mutex);
        if (!event.changes())
            return 0;
        m_changed.wait(lock, [this] { return m_manner != Manner::Stuck; });
        return m_manner == Manner::Fails ? EIO : 0;
    }
    void become(Manner manner)
    {
        {
            const std::lock_guard guard(m_mutex);
            m_manner = manner;
        }
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Manner m_manner = Manner::Good;
};

} // namespace

/// The mark of the audit head on a second medium: what it tells, and that no trouble with it stops the work.
class TestWitness : public QObject {
    Q_OBJECT

    QTemporaryDir m_temporary;
    QString m_medium;

    VaultOptions options() const
    {
        VaultOptions all = cheapOptions();
        all.witnessFolder = m_medium;
        return all;
    }
    QString folder() const { return m_temporary.path() + u"/vault"_s; }
    QStringList onMedium() const { return QDir(m_medium).entryList(QDir::Files); }

    static QStringList events(Vault &vault)
    {
        AuditFilter filter;
        filter.events = {u"witness-made"_s, u"witness-lost"_s, u"witness-absent"_s};
        const QList<AuditEntry> entries = vault.auditEntries(filter).value();
        QStringList found;
        for (const AuditEntry &entry : entries)
            found.prepend(entry.event); // the newest comes first
        return found;
    }
    static WitnessState state(Vault &vault) { return vault.health().value().witness; }
    static bool warns(Vault &vault)
    {
        return vault.health().value().warnings.contains(StationWarning::WitnessMissing);
    }
    static auto login(Vault &vault) { return vault.unlock(operatorOne().id, secret(operatorPhrase)); }
    static void work(Vault &vault) { vault.createDraft(operatorOne(), u"first-card"_s, 1).value(); }

private Q_SLOTS:
    void init()
    {
        m_medium = m_temporary.path() + u"/medium"_s;
        for (const QString &path : {folder(), m_medium})
            QDir(path).removeRecursively();
        QDir().mkpath(m_medium);
        Vault vault(folder(), options());
        vault.create(u"TRN-01"_s, twoPeople()).value();
    }

    void whatTheDiskForgotIsFound()
    {
        QTemporaryDir copies;
        const QString older = copies.path() + u"/older"_s;
        {
            Vault vault(folder(), options());
            login(vault).value();
            work(vault);
            vault.lock().value();
            copyFolder(folder(), older);
            login(vault).value();
            work(vault); // never locked: what a power cut ends
        }
        Vault forgetful(older, options());
        const auto refused = login(forgetful);
        QVERIFY(!refused);
        QCOMPARE(refused.error().fault, StoreFault::Damaged);
        QVERIFY2(refused.error().detail.contains(u"second medium"_s), qPrintable(refused.error().detail));
        Vault whole(folder(), options());
        QVERIFY(login(whole));
        QCOMPARE(events(whole), QStringList{u"witness-made"_s});
        QCOMPARE(onMedium().size(), 1);
        QVERIFY(!readAll(m_medium + u'/' + onMedium().first()).contains("op-1"));
    }

    /// Here both lie on one file system: kept all the same, but said.
    void oneDiskIsNoSecondOne()
    {
        Vault vault(folder(), options());
        login(vault).value();
        QTRY_COMPARE(state(vault), WitnessState::SameDisk);
        QVERIFY(warns(vault));
        Vault none(folder(), cheapOptions());
        vault.lock().value();
        login(none).value();
        QCOMPARE(state(none), WitnessState::NotSet);
        QVERIFY(!warns(none));
    }

    void anAbsentMediumStopsNobodyAndIsSaid()
    {
        {
            Vault vault(folder(), options());
            login(vault).value();
        }
        QVERIFY(QDir().rename(m_medium, m_medium + u"-unplugged"_s));
        {
            Vault vault(folder(), options());
            login(vault).value();
            work(vault);
            QCOMPARE(state(vault), WitnessState::Missing);
            QVERIFY(warns(vault));
            QVERIFY(!QDir(m_medium).exists()); // nothing is made where nothing is mounted
        }
        QVERIFY(QDir().rename(m_medium + u"-unplugged"_s, m_medium));
        Vault vault(folder(), options()); // it knows less than the chain, which runs through it
        login(vault).value();
        QCOMPARE(events(vault), (QStringList{u"witness-made"_s, u"witness-absent"_s}));
        QTRY_COMPARE(state(vault), WitnessState::SameDisk);
    }

    void aDeletedOrSpoiltOneIsMadeAnewAndNoted()
    {
        {
            Vault vault(folder(), options());
            login(vault).value();
        }
        const QString mark = m_medium + u'/' + onMedium().first();
        QVERIFY(QFile::remove(mark));
        {
            Vault vault(folder(), options());
            login(vault).value();
        }
        overwrite(mark, QByteArray(1024, 'x'));
        Vault vault(folder(), options());
        login(vault).value();
        QCOMPARE(events(vault), (QStringList{u"witness-made"_s, u"witness-lost"_s, u"witness-lost"_s}));
    }

    void aMediumThatIsPulledOutIsSaidAndTakenAgain()
    {
        Medium medium;
        const WatchedFolder watched(QFile::encodeName(m_medium), medium);
        Vault vault(folder(), options());
        login(vault).value();
        QTRY_COMPARE(state(vault), WitnessState::SameDisk);
        medium.become(Medium::Manner::Fails);
        work(vault);
        QCOMPARE(state(vault), WitnessState::Missing);
        medium.become(Medium::Manner::Good);
        work(vault);
        QTRY_COMPARE(state(vault), WitnessState::SameDisk);
    }

    void aMediumThatStandsStillHoldsNothingUp()
    {
        Medium medium;
        const WatchedFolder watched(QFile::encodeName(m_medium), medium);
        Vault vault(folder(), options());
        login(vault).value();
        medium.become(Medium::Manner::Stuck);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            work(vault); // the first waits for its patience, none after it
        const bool quick = timer.elapsed() < 5 * 500;
        const WitnessState meanwhile = state(vault);
        medium.become(Medium::Manner::Good);
        QVERIFY(quick);
        QCOMPARE(meanwhile, WitnessState::Missing);
        QTRY_COMPARE(state(vault), WitnessState::SameDisk); // it catches up by itself
    }
};

QTEST_GUILESS_MAIN(TestWitness)
#include "tst_witness.moc"
