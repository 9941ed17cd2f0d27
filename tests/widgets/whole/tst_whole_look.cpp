#include "wholewindow.h"

#include <QHeaderView>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// What the pages look like in their window, where a test can tell. INDRAJ_SHOTS=DIR keeps pictures.
class WholeLookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void titlesOfTablesAreLabels_data()
    {
        QTest::addColumn<QString>("key");
        for (const auto &key : {u"sending"_s, u"audit"_s, u"people"_s, u"find"_s})
            QTest::newRow(qPrintable(key)) << key;
    }
    void titlesOfTablesAreLabels()
    {
        QFETCH(QString, key);
        WholeWindow whole;
        whole.show(key);
        for (const Language language : {Language::English, Language::Urdu, Language::English}) {
            whole.language.setLanguage(language);
            whole.settle();
            int seen = 0;
            for (const QHeaderView *header : whole.window.currentPage()->findChildren<QHeaderView *>()) {
                if (header->isHidden())
                    continue;
                ++seen;
                QCOMPARE(header->viewport()->font(), uiFont(TextStyle::Label));
            }
            QVERIFY(seen > 0);
            keepPicture(whole, key, language);
        }
    }

private:
    static void keepPicture(WholeWindow &whole, const QString &name, Language language)
    {
        if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
            QVERIFY(whole.window.grab().save(
                shots + u"/look-"_s + name + (language == Language::Urdu ? u"-ur.png"_s : u"-en.png"_s)));
    }
};

QTEST_MAIN(WholeLookTest)
#include "tst_whole_look.moc"
