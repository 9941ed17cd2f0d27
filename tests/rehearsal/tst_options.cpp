#include "app/options.h"

#include <QDir>
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
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
