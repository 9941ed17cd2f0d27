#include "wholewindow.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/portrait/croppanel.h"

#include <QComboBox>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// Crop and rotation by hand in the whole window: its keys reach it, the bar is its own while it is open.
/// INDRAJ_SHOTS=DIR keeps pictures, INDRAJ_THEME=dark in the other colours.
class WholeCropTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qApp,
                   qEnvironmentVariable("INDRAJ_THEME") == u"dark"_s ? ThemeName::Dark : ThemeName::Light);
    }

    void TC_PAP_ACQ_FI_SV_4_001_window_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("en") << int(Language::English);
        QTest::newRow("ur") << int(Language::Urdu);
    }
    void TC_PAP_ACQ_FI_SV_4_001_window()
    {
        QFETCH(int, language);
        WholeWindow whole;
        whole.show(u"photo"_s);
        whole.language.setLanguage(static_cast<Language>(language));
        whole.settle();
        auto *panel = whole.window.findChild<CropPanel *>();
        press(whole, Qt::Key_1);
        auto *page = whole.window.findChild<PortraitPage *>();
        page->findChild<QComboBox *>()->setFocus(); // where the key alone would open the list
        QVERIFY(qobject_cast<QComboBox *>(QApplication::focusWidget()));
        press(whole, Qt::Key_F4);
        QVERIFY(panel->isOpen() && panel->hasFocus());
        press(whole, Qt::Key_BracketLeft);
        press(whole, Qt::Key_Right);
        press(whole, Qt::Key_2); // no key of the page that lies under it
        press(whole, Qt::Key_F8);
        press(whole, Qt::Key_Space);
        const CropAdjustment wanted = panel->adjustment();
        QVERIFY(wanted.degrees == 0.5 && wanted.right > 0);
        if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
            QVERIFY(whole.window.grab().save(shots + u"/crop-window-"_s
                                             + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
        QCOMPARE(whole.window.size(), QSize(1366, 768));
        for (const ActionButton *button : whole.window.findChildren<ActionButton *>())
            if (button->isVisible() && panel->isAncestorOf(button))
                QVERIFY2(panel->rect().contains(QRect(button->mapTo(panel, QPoint()), button->size())),
                         qPrintable(button->objectName()));
        press(whole, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!panel->isOpen());
        QVERIFY(whole.face.cut && whole.face.cut->adjustment == wanted);
        press(whole, Qt::Key_F4);
        QCOMPARE(panel->adjustment(), wanted);
        press(whole, Qt::Key_Left, Qt::AltModifier); // back: out of it, not off the page
        QVERIFY(!panel->isOpen());
        QVERIFY(page->isVisible());
    }

private:
    static void press(WholeWindow &whole, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &whole.window, key,
                        modifiers);
        whole.settle();
    }
};

QTEST_MAIN(WholeCropTest)
#include "tst_whole_crop.moc"
