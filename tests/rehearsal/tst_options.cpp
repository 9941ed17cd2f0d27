#include "app/options.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestOptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void trainingPutsTheVaultUnderItsFolder()
    {
        const auto options = parseOptions({u"--training"_s, u"lesson"_s, u"--lang"_s, u"ur"_s});
        QVERIFY(options.has_value());
        QCOMPARE(options->trainingDir, QDir::current().absoluteFilePath(u"lesson"_s));
        QCOMPARE(options->vaultDir, options->trainingDir + u"/vault"_s);
        QCOMPARE(options->language, u"ur"_s);
    }
    void refusesBadValues_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<OptionFault>("fault");
        QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s} << OptionFault::BadValue;
        QTest::newRow("language") << QStringList{u"--lang"_s, u"fr"_s} << OptionFault::BadValue;
        QTest::newRow("count") << QStringList{u"--rehearsals"_s, u"none"_s} << OptionFault::BadValue;
        QTest::newRow("count of zero") << QStringList{u"--rehearsals"_s, u"0"_s} << OptionFault::BadValue;
        QTest::newRow("central in clear")
            << QStringList{u"--central"_s, u"http://localhost:1"_s} << OptionFault::BadValue;
        QTest::newRow("unknown") << QStringList{u"--bogus"_s} << OptionFault::UnknownOption;
        QTest::newRow("stray word") << QStringList{u"bogus"_s} << OptionFault::UnknownOption;
        QTest::newRow("help") << QStringList{u"--help"_s} << OptionFault::HelpWanted;
    }
    void refusesBadValues()
    {
        QFETCH(QStringList, arguments);
        QFETCH(OptionFault, fault);
        const auto options = parseOptions(arguments);
        QVERIFY(!options.has_value());
        QCOMPARE(options.error().fault, fault);
        QVERIFY(!options.error().text.isEmpty());
    }
    void aRehearsalNeverTouchesAFieldVault()
    {
        QVERIFY(!parseOptions({u"--rehearse"_s, u"out"_s}).has_value());
        QVERIFY(parseOptions({u"--rehearse"_s, u"out"_s, u"--training"_s, u"t"_s}).has_value());
    }
    void aMalformedFormIsExplainedAndTouchesNothing()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"resources/forms"_s));
        QFile form(folder.filePath(u"resources/forms/first-card.json"_s));
        QVERIFY(form.open(QIODevice::WriteOnly));
        form.write(R"({"id": "first-card", "version": 1, "sections": [)");
        form.close();
        QProcess program;
        const auto start = [&](const QStringList &more) {
            program.start(QCoreApplication::applicationDirPath() + u"/indraj"_s,
                          QStringList{u"--vault"_s, folder.filePath(u"vault"_s), u"--resources"_s,
                                      folder.filePath(u"resources"_s)}
                              + more);
        };
        QByteArray said;
        const auto isNamed = [&] {
            said += program.readAllStandardError();
            return said.contains("first-card.json: ");
        };
        start({});
        QTRY_VERIFY_WITH_TIMEOUT(isNamed(), 30000);
        QCOMPARE(program.state(), QProcess::Running); // its window waits for a reader
        program.terminate();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 78);
        said.clear();
        start({u"--measure-start"_s}); // a script reads the console, and nobody closes a window
        QVERIFY(program.waitForFinished());
        QVERIFY(isNamed());
        QCOMPARE(program.exitCode(), 78);
        QVERIFY(!QFile::exists(folder.filePath(u"vault"_s)));
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
