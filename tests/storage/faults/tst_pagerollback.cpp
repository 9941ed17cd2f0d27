#include "randomwork.h"

#include <QLoggingCategory>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// Pages of the database put back to how they once were: every one of them verifies by itself. 200 random
/// sets.
class TestPageRollback : public QObject {
    Q_OBJECT

    static constexpr qsizetype pageSize = 16384;

    /// The database with a random set of the pages in which `older` differs put back.
    static QByteArray putBack(const QByteArray &newest, const QByteArray &older, Random &random, int *pages)
    {
        QList<qsizetype> differing;
        for (qsizetype at = 0; at + pageSize <= std::min(newest.size(), older.size()); at += pageSize) {
            if (QByteArrayView(newest).sliced(at, pageSize) != QByteArrayView(older).sliced(at, pageSize))
                differing.append(at);
        }
        QByteArray mixed = newest;
        std::shuffle(differing.begin(), differing.end(), random);
        *pages = differing.isEmpty() ? 0 : 1 + static_cast<int>(random() % std::uint64_t(differing.size()));
        // Half of the time a single page: the smallest and best aimed change.
        if (*pages > 0 && random() % 2 == 0)
            *pages = 1;
        for (int i = 0; i < *pages; ++i)
            mixed.replace(differing[i], pageSize, older.mid(differing[i], pageSize));
        return mixed;
    }

    /// As it goes on between the jobs of a station after the log-in, to its end.
    static LookState lookThrough(Vault &vault)
    {
        while (vault.lookOn())
            continue;
        const auto health = vault.health();
        if (!health)
            qWarning("health: %s", qPrintable(health.error().detail));
        return health ? health->contents : LookState::Unknown;
    }

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"indraj.*=false"_s); }

    void whatWasPutBackIsFound()
    {
        Random random(97);
        const FaultFolder folder;
        folder.fill(newVault());
        QList<QByteArray> versions;
        Contents contents;
        for (int life = 0; life < 12; ++life) {
            Vault vault(folder.path(), faultOptions());
            RandomWork work(random);
            Step step = work.firstLogin();
            for (int count = 0; count < 15; ++count) {
                const auto done = step.call(vault);
                QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
                step.effect(contents);
                step = work.next(contents);
            }
            QVERIFY(vault.lock());
            versions.append(readAll(folder.path() + u"/vault.db"_s));
        }
        const QMap<QString, QByteArray> newest = folder.files();
        int atUnlock = 0;
        int afterwards = 0;
        int harmless = 0;
        QStringList silent;
        const int rounds = scaled(200, 2000);
        for (int round = 0; round < rounds; ++round) {
            const auto older = static_cast<qsizetype>(random() % std::uint64_t(versions.size() - 1));
            QMap<QString, QByteArray> files = newest;
            int pages = 0;
            files[u"vault.db"_s] = putBack(newest[u"vault.db"_s], versions[older], random, &pages);
            QVERIFY(pages > 0);
            folder.fill(files);
            Vault vault(folder.path(), faultOptions());
            const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase));
            if (!opened) {
                QVERIFY2(opened.error().fault == StoreFault::Damaged, qPrintable(opened.error().detail));
                ++atUnlock;
                continue;
            }
            const LookState look = lookThrough(vault);
            QVERIFY(look == LookState::Sound || look == LookState::Damaged);
            const auto found = readContents(vault);
            if (look == LookState::Damaged)
                ++afterwards;
            else if (!found)
                silent << u"%1 page(s) of version %2: only when read: %3"_s.arg(pages).arg(older).arg(
                    found.error().detail);
            else if (*found == contents)
                ++harmless;
            else
                silent << u"%1 page(s) of version %2: %3"_s.arg(pages).arg(older).arg(
                    difference(*found, contents));
        }
        for (const QString &text : std::as_const(silent))
            qInfo("not found: %s", qPrintable(text));
        qInfo("%d random rollbacks: %d found at unlock, %d by the look after it, %d changed nothing that is "
              "kept, "
              "%lld not found",
              rounds, atUnlock, afterwards, harmless, qint64(silent.size()));
        QVERIFY(atUnlock + afterwards > rounds / 4);
        QVERIFY(afterwards > 0);
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestPageRollback)
#include "tst_pagerollback.moc"
