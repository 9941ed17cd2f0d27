#include "wholewindow.h"

#include "widgets/sending/carryrow.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// The longest words of the row for another station's disk, in the whole window. INDRAJ_SHOTS=DIR keeps
/// pictures.
class WholeCarryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }
    void nothingIsCut_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("as it is") << 1.0;
        QTest::newRow("large text") << 2.0;
    }
    void nothingIsCut()
    {
        QFETCH(double, scale);
        WholeWindow whole;
        whole.sender.status.online = true;
        whole.show(u"sending"_s);
        whole.window.setTextScale(scale);
        auto *row = whole.window.findChild<CarryRow *>();
        QVERIFY(row);
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            for (const int step : {0, 1, 2, 3, 4}) {
                if (step == 0)
                    Q_EMIT whole.sender.diskSeen(
                        {CarryFault::None, u"/media/x"_s, u"VAN-07"_s, 12, 31'400'000, 3});
                if (step == 1) {
                    row->begin();
                    Q_EMIT whole.sender.carryProgress({4, 12, 11'000'000, 31'400'000,
                                                       UploadFault::NoConnection,
                                                       QDateTime::currentDateTimeUtc()});
                }
                if (step == 2)
                    Q_EMIT whole.sender.carried({CarryFault::None, u"VAN-07"_s, 10, 2});
                if (step == 3) {
                    whole.sender.status.awaitedDisk = u"VAN-07"_s;
                    Q_EMIT whole.sender.lineChanged(whole.sender.status);
                }
                if (step == 4) { // it is there again, and the line is not
                    whole.sender.status.awaitedDisk.clear();
                    Q_EMIT whole.sender.lineChanged(whole.sender.status);
                    Q_EMIT whole.sender.carryProgress({4, 12, 11'000'000, 31'400'000,
                                                       UploadFault::NoConnection,
                                                       QDateTime::currentDateTimeUtc(), u"VAN-07"_s, true});
                }
                whole.settle();
                whole.settle();
                keepPicture(whole,
                            u"carry-%1-%2-%3"_s.arg(step).arg(scale).arg(
                                language == Language::Urdu ? u"ur"_s : u"en"_s));
                QCOMPARE(whole.window.size(), QSize(1366, 768));
                checkRow(whole.window, *row);
            }
        }
    }

private:
    static void keepPicture(WholeWindow &whole, const QString &name)
    {
        if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
            QVERIFY(whole.window.grab().save(shots + u'/' + name + u".png"_s));
    }
    static void checkRow(const QWidget &window, const CarryRow &row)
    {
        bool scrolls = false;
        for (const QWidget *up = row.parentWidget(); up; up = up->parentWidget())
            scrolls = scrolls || qobject_cast<const QAbstractScrollArea *>(up);
        const QRect place(row.mapTo(&window, QPoint()), row.size());
        QVERIFY(scrolls || window.rect().contains(place));
        const QList<QWidget *> parts = row.findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
        for (const QWidget *part : parts) {
            if (!part->isVisible())
                continue;
            QVERIFY2(row.rect().contains(part->geometry()), qPrintable(part->objectName()));
            if (part->hasHeightForWidth())
                QVERIFY2(part->height() >= part->heightForWidth(part->width()),
                         qPrintable(part->objectName()));
        }
    }
};

QTEST_MAIN(WholeCarryTest)
#include "tst_whole_carry.moc"
