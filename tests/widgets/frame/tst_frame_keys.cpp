#include "formstage.h"
#include "widgets/controls/keyswitch.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/keyboard/urdutyping.h"
#include "widgets/theme/tokens.h"

#include <QComboBox>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Letter keys of one variant of a file of XKB symbols: key name to its first two levels.
QHash<QString, QPair<QString, QString>> xkbLetters(const QString &text, const QString &variant)
{
    QHash<QString, QPair<QString, QString>> found;
    const qsizetype from = text.indexOf(u"xkb_symbols \"%1\""_s.arg(variant));
    const QString part = text.mid(from, text.indexOf(u"\n};"_s, from) - from);
    static const QRegularExpression line(
        u"key <(A[DCB]\\d\\d)> *\\{ *\\[ *0x100([0-9a-fA-F]{4}) *, *0x100([0-9a-fA-F]{4})"_s);
    for (auto match = line.globalMatch(part); match.hasNext();) {
        const auto one = match.next();
        const auto letter
            = [&](int group) { return QString(QChar(one.captured(group).toUShort(nullptr, 16))); };
        found.insert(one.captured(1), {letter(2), letter(3)});
    }
    return found;
}

} // namespace

class FrameKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }
    void cleanup() { applyTextScale(*qApp, 1.0); }

    /// Who has learnt the system's phonetic layout finds every letter in its place.
    void lettersStandWhereXkbHasThem()
    {
        QFile file(u"/usr/share/X11/xkb/symbols/pk"_s);
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("xkb-data is not installed");
        const auto known = xkbLetters(QString::fromUtf8(file.readAll()), u"urd-phonetic"_s);
        QVERIFY(known.size() > 30);
        const QStringList rowNames{u"AD"_s, u"AC"_s, u"AB"_s};
        for (int row = 0; row < 3; ++row)
            for (int i = 0; i < urduKeyRows().at(row).size(); ++i) {
                const UrduKey &key = urduKeyRows().at(row).at(i);
                const auto there
                    = known.value(u"%1%2"_s.arg(rowNames.at(row)).arg(i + 1, 2, 10, QChar(u'0')));
                QCOMPARE(key.plain, there.first);
                QCOMPARE(key.shifted, there.second);
            }
    }

    void latinKeysWriteUrduWhereUrduIsAsked()
    {
        FormStage stage;
        QLineEdit *urdu = stage.line(u"father.ur"_s);
        QLineEdit *english = stage.line(u"father.en"_s);
        stage.focus(u"father.ur"_s);
        stage.press(urdu, u"rfyq"_s);
        QCOMPARE(urdu->text(), u"rfyq"_s); // as long as nobody has asked for Urdu
        urdu->clear();
        stage.ctrlSpace();
        QVERIFY(stage.panel()->isVisible());
        QCOMPARE(KeySwitch::of(urdu)->writing(), KeySwitch::Writing::Urdu);
        stage.press(urdu, u"mHmd rfiq"_s);
        QCOMPARE(urdu->text(), u"مھمد رفیق"_s);
        QTest::keyClick(urdu, Qt::Key_Backspace);
        QCOMPARE(urdu->text(), u"مھمد رفی"_s);
        QCOMPARE(stage.desk.enrolment().fields.value(u"father.ur"_s), u"مھمد رفی"_s);
        stage.focus(u"father.en"_s);
        QVERIFY(!KeySwitch::of(english));
        stage.press(english, u"Muhammad Rafiq"_s);
        QCOMPARE(english->text(), u"Muhammad Rafiq"_s);
        stage.focus(u"father.ur"_s); // and is Urdu again, without a key more
        urdu->clear();
        stage.press(urdu, u"Ali"_s);
        QCOMPARE(urdu->text(), u"آلی"_s);
        stage.ctrlSpace();
        QVERIFY(!stage.panel()->isVisible());
        QCOMPARE(KeySwitch::of(urdu)->writing(), KeySwitch::Writing::Latin);
        stage.press(urdu, u"x"_s);
        QCOMPARE(urdu->text(), u"آلیx"_s);
    }

    void capsLockAndDigitsMeanNothing()
    {
        FormStage stage;
        stage.focus(u"present.ur"_s);
        stage.ctrlSpace();
        QLineEdit *urdu = stage.line(u"present.ur"_s);
        QTest::sendKeyEvent(QTest::Click, urdu, Qt::Key_S, u"S"_s, Qt::NoModifier); // Caps Lock is on
        QTest::keyClicks(urdu, u" 12-4, ?"_s);
        QCOMPARE(urdu->text(), u"س 12-4، ؟"_s);
        typeUrdu(urdu, u"گ"_s); // a keyboard that writes Urdu by itself
        QTest::sendKeyEvent(QTest::Click, urdu, Qt::Key_unknown, u"ل"_s, Qt::NoModifier);
        QVERIFY(urdu->text().endsWith(u"گل"_s));
    }

    void touchWritesAndLeavesTheFocus()
    {
        FormStage stage;
        stage.focus(u"mother.ur"_s);
        QLineEdit *urdu = stage.line(u"mother.ur"_s);
        QTest::mouseClick(KeySwitch::of(urdu), Qt::LeftButton);
        stage.settle();
        QVERIFY(stage.panel()->isVisible());
        for (const char16_t c : u"nsrin")
            if (c)
                stage.touch(QString(QChar(c)));
        QCOMPARE(urdu->text(), u"نسرین"_s);
        stage.touch(u"backspace"_s);
        stage.touch(u"shift"_s);
        QVERIFY(stage.panel()->hasShift());
        stage.touch(u"n"_s);
        QVERIFY(!stage.panel()->hasShift()); // one letter only
        stage.touch(u"space"_s);
        QCOMPARE(urdu->text(), u"نسریں "_s);
        QVERIFY(urdu->hasFocus());
        stage.touch(u"enter"_s);
        QVERIFY(!urdu->hasFocus());
        QLineEdit *next = stage.line(u"present.en"_s);
        QVERIFY(next->hasFocus());
        QVERIFY(stage.panel()->isVisible()); // the page does not jump from field to field
        QVERIFY(!stage.panel()->isUrdu());
        stage.touch(u"q"_s);
        QCOMPARE(next->text().right(1), u"q"_s);
        stage.focus(u"mother.ur"_s);
        stage.touch(u"hide"_s);
        QVERIFY(!stage.panel()->isVisible());
        stage.press(urdu, u"b"_s); // Urdu keys stay: only the picture of them went
        QVERIFY(urdu->text().endsWith(u"ب"_s));
    }

    void noFieldIsCovered()
    {
        FormStage stage;
        for (const Language language : {Language::English, Language::Urdu}) {
            stage.language.setLanguage(language);
            stage.settle();
            for (const FieldSpec *spec : stage.desk.form().allFields()) {
                if (spec->type != FieldType::TextUrdu && spec->type != FieldType::AddressUrdu)
                    continue;
                stage.window.urduTyping().setHabit({});
                stage.focus(u"name.en"_s);
                stage.focus(spec->key);
                stage.ctrlSpace();
                QTRY_VERIFY(stage.panel()->isVisible());
                const QLineEdit *line = stage.line(spec->key);
                QTRY_COMPARE(line->visibleRegion(), QRegion(line->rect()));
                const QRect keys(stage.panel()->mapTo(&stage.window, QPoint()), stage.panel()->size());
                QVERIFY(!keys.intersects(QRect(line->mapTo(&stage.window, QPoint()), line->size())));
                QVERIFY(stage.window.rect().contains(keys));
                shoot(stage, u"keyboard"_s);
                stage.ctrlSpace();
            }
        }
    }

    void everyKeyIsLargeEnoughAndNamed()
    {
        FormStage stage;
        stage.focus(u"name.ur"_s);
        stage.ctrlSpace();
        const QList<QAbstractButton *> keys = stage.panel()->findChildren<QAbstractButton *>();
        QVERIFY(keys.size() > 40);
        for (const QAbstractButton *key : keys) {
            QVERIFY2(key->width() >= 44 && key->height() >= 44, qPrintable(key->objectName()));
            QVERIFY2(!key->accessibleName().isEmpty(), qPrintable(key->objectName()));
        }
        const KeySwitch *button = KeySwitch::of(stage.line(u"name.ur"_s));
        QVERIFY(button->width() >= 44 && button->height() >= 44);
        QCOMPARE(stage.key(u"q"_s)->x() < stage.key(u"p"_s)->x(), true);
        stage.language.setLanguage(Language::Urdu);
        stage.settle();
        QCOMPARE(stage.key(u"q"_s)->x() < stage.key(u"p"_s)->x(), true); // a keyboard has no mirror image
    }

    void aNoteTakesBothScripts()
    {
        FormStage stage;
        ReasonPicker picker(stage.details);
        picker.setReasons({{u"other"_s, u"Another reason"_s}});
        picker.open();
        QTest::keyClick(&picker, Qt::Key_1);
        auto *note = picker.findChild<QLineEdit *>();
        QTRY_VERIFY(note->hasFocus());
        stage.press(note, u"a"_s);
        stage.ctrlSpace();
        stage.press(note, u"a"_s);
        QCOMPARE(note->text(), u"aا"_s);
        QVERIFY(picker.geometry().bottom() <= stage.details->height());
        stage.focus(u"name.en"_s);
        note->setFocus(Qt::OtherFocusReason);
        stage.press(note, u"a"_s);
        QCOMPARE(note->text(), u"aاa"_s); // begins with Latin each time
        picker.hide();
    }

    void aPassPhraseIsNeverUrdu()
    {
        Stage stage;
        stage.showPage(u"login"_s);
        QApplication::setActiveWindow(&stage.window);
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        stage.window.urduTyping().setHabit({true, true});
        auto *phrase = stage.login->findChild<QLineEdit *>(u"field.passphrase"_s);
        phrase->setFocus(Qt::TabFocusReason);
        stage.settle();
        QTest::keySequence(phrase, QKeySequence(u"Ctrl+Space"_s));
        QTest::keyClicks(phrase, u"abc"_s);
        QCOMPARE(phrase->text(), u"abc"_s);
        QVERIFY(!stage.window.findChild<KeyboardPanel *>()->isVisible());
    }
};

QTEST_MAIN(FrameKeys)
#include "tst_frame_keys.moc"
