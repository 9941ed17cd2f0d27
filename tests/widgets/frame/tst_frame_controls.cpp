#include "fakes.h"
#include "widgets/controls/field.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/segmentedchoice.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/themestate.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

#include <cmath>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

/// WCAG 2.2, relative luminance contrast.
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (qMax(la, lb) + 0.05) / (qMin(la, lb) + 0.05);
}

} // namespace

class FrameControls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void arrowsReachEverySegment_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }
    void arrowsReachEverySegment()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QWidget page;
        page.setLayoutDirection(direction);
        auto *box = new QVBoxLayout(&page);
        auto *choice = new SegmentedChoice;
        choice->setOptions({{u"a"_s, u"First"_s}, {u"b"_s, u"Second"_s}, {u"c"_s, u"Third"_s}});
        box->addWidget(choice);
        box->addWidget(new QLineEdit);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        choice->setFocus();
        const bool rtl = direction == Qt::RightToLeft;
        const Qt::Key onward = rtl ? Qt::Key_Left : Qt::Key_Right;
        const Qt::Key back = rtl ? Qt::Key_Right : Qt::Key_Left;
        const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
        press(onward);
        press(onward);
        press(onward); // the last one: stays
        press(Qt::Key_Space);
        QCOMPARE(choice->current(), u"c"_s);
        press(back);
        press(Qt::Key_Space);
        QCOMPARE(choice->current(), u"b"_s);
    }

    void contrastOfEveryTheme_data()
    {
        QTest::addColumn<ThemeName>("name");
        QTest::newRow("light") << ThemeName::Light;
        QTest::newRow("dark") << ThemeName::Dark;
        QTest::newRow("high contrast") << ThemeName::HighContrast;
    }
    void contrastOfEveryTheme()
    {
        QFETCH(ThemeName, name);
        const QByteArray json = readFile(u"theme/tokens.json"_s);
        const auto theme = parseTheme(json, name);
        QVERIFY2(theme.has_value(), theme ? "" : qPrintable(theme.error()));
        const auto colours = theme->tokens.byName();
        const QJsonArray pairs = QJsonDocument::fromJson(json).object().value("contrast"_L1).toArray();
        QVERIFY(pairs.size() > 20);
        for (const QJsonValue &pair : pairs) {
            const QString fore = pair["foreground"_L1].toString();
            const QString back = pair["background"_L1].toString();
            const double found = contrast(colours.value(fore), colours.value(back));
            QVERIFY2(found >= pair["minimum"_L1].toDouble(),
                     qPrintable(fore + u" on "_s + back + u' ' + QString::number(found)));
        }
    }

    void brokenTokensAreNamed()
    {
        const auto theme = parseTheme("{\"themes\":{\"light\":{\"window\":\"#fff\"}}}", ThemeName::Light);
        QVERIFY(!theme.has_value());
        QCOMPARE(theme.error(), u"themes.light.surface"_s);
    }

    void everyIconDraws()
    {
        const QStringList files = QDir(u":/icons"_s).entryList();
        QVERIFY(files.size() > 30);
        for (const QString &file : files) {
            const QImage image = iconPixmap(file.chopped(4), Qt::red).toImage();
            bool painted = false;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    painted = painted || qAlpha(image.pixel(x, y)) > 100;
            QVERIFY2(painted, qPrintable(file));
        }
    }

    void pairKeepsItsSides()
    {
        LanguageSwitch language;
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *english = new Field(fieldSpec("name.en", FieldType::TextEnglish, "name.ur"));
        auto *urdu = new Field(fieldSpec("name.ur", FieldType::TextUrdu, "name.en"));
        column->addWidget(new FieldPair(english, urdu));
        window.resize(800, 200);
        window.show();
        for (const Language now : {Language::English, Language::Urdu, Language::English}) {
            language.setLanguage(now);
            QCoreApplication::sendPostedEvents();
            window.layout()->activate();
            QVERIFY(english->mapTo(&window, QPoint()).x() < urdu->mapTo(&window, QPoint()).x());
            QCOMPARE(english->input()->layoutDirection(), Qt::LeftToRight);
            QCOMPARE(urdu->input()->layoutDirection(), Qt::RightToLeft);
        }
    }

    void urduLinesBreakWhereTheyAreBroken()
    {
        TextLabel label(TextStyle::Body, nullptr, Script::Urdu);
        label.setWordWrap(true);
        label.setAlignment(Qt::AlignRight | Qt::AlignTop);
        label.resize(600, 200);
        label.setText(u"معیار 69، درکار 40\nکوششیں: 2"_s);
        const QImage image = label.grab().toImage();
        const auto inked = [&image](int y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qGray(image.pixel(x, y)) < 100)
                    return true;
            }
            return false;
        };
        int last = 0;
        for (int y = 0; y < image.height(); ++y)
            last = inked(y) ? y : last;
        QVERIFY(last > lineHeight(TextStyle::Body, true));
    }

    void cardNumberIsGrouped()
    {
        Field field(fieldSpec("introducer.cnic", FieldType::Cnic));
        QTest::keyClicks(field.input(), u"9040312345671"_s);
        QCOMPARE(field.typed(), u"90403-1234567-1"_s);
        QTest::keyClick(field.input(), Qt::Key_Backspace); // takes the dash along with the digit after it
        QCOMPARE(field.typed(), u"90403-1234567"_s);
    }

    void urduDigitsBecomeLatin()
    {
        Field field(fieldSpec("introducer.cnic", FieldType::Cnic));
        typeUrdu(field.input(), u"۹۰۴۰۳۱۲"_s);
        QCOMPARE(field.typed(), u"90403-12"_s);
        Field date(fieldSpec("birth.date", FieldType::Date));
        typeUrdu(date.input(), u"۲۱۰۳۱۹۹۰"_s);
        QCOMPARE(date.typed(), u"21/03/1990"_s);
        QCOMPARE(date.input()->layoutDirection(), Qt::LeftToRight);
    }

    void storedDateIsShownAsWritten()
    {
        Field date(fieldSpec("birth.date", FieldType::Date));
        date.setValue(u"1990-03-21"_s);
        QCOMPARE(date.typed(), u"21/03/1990"_s);
    }

    void reasonByDigitAndOtherWithNote()
    {
        QWidget window;
        window.resize(800, 600);
        ReasonPicker picker(&window);
        picker.setReasons({{u"photo-poor"_s, u"a"_s}, {u"other"_s, u"b"_s}});
        window.show();
        QSignalSpy chosen(&picker, &ReasonPicker::chosen);
        QSignalSpy cancelled(&picker, &ReasonPicker::cancelled);
        picker.open();
        QTest::keyClick(&picker, Qt::Key_1);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).toString(), u"photo-poor"_s);
        picker.open();
        QTest::keyClick(&picker, Qt::Key_2);
        QCOMPARE(chosen.size(), 1);
        auto *note = picker.findChild<QLineEdit *>();
        QTest::keyClick(note, Qt::Key_Return); // empty: not accepted
        QCOMPARE(chosen.size(), 1);
        QTest::keyClicks(note, u"glare"_s);
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen.at(1).at(1).toString(), u"glare"_s);
        picker.open();
        QTest::keyClick(&picker, Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
    }

    void noUnfinishedTranslation()
    {
        for (const QString &name : {u"i18n/frame_ur.ts"_s, u"i18n/qt_ur.ts"_s}) {
            const QByteArray text = readFile(name);
            QVERIFY(text.contains("<translation>"));
            QVERIFY2(!text.contains("type=\"unfinished\""), qPrintable(name));
        }
    }
};

QTEST_MAIN(FrameControls)
#include "tst_frame_controls.moc"
