#pragma once

#include "stage.h"
#include "widgets/keyboard/keyboardpanel.h"
#include "widgets/shell/commandpalette.h"

#include <QAbstractButton>
#include <QLineEdit>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// The form is open and the window has the keyboard.
struct FormStage : Stage {
    FormStage()
    {
        signIn();
        openDetails();
        window.resize(1366, 768);
        QApplication::setActiveWindow(&window);
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        settle();
    }
    QLineEdit *line(const QString &key) const
    {
        return qobject_cast<QLineEdit *>(details->form()->field(key)->input());
    }
    KeyboardPanel *panel() const { return window.findChild<KeyboardPanel *>(); }
    QAbstractButton *key(const QString &name) const
    {
        return panel()->findChild<QAbstractButton *>(u"key."_s + name);
    }
    void focus(const QString &key)
    {
        line(key)->setFocus(Qt::TabFocusReason);
        settle();
    }
    void ctrlSpace()
    {
        QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl+Space"_s));
        settle();
    }
    CommandPalette *palette()
    {
        QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl+K"_s));
        auto *palette = window.findChild<CommandPalette *>();
        if (!palette->isVisible())
            qFatal("Ctrl+K shows no palette");
        return palette;
    }
    /// As fingers do it: each letter with or without Shift.
    void press(QWidget *into, const QString &latin)
    {
        for (const QChar c : latin)
            QTest::keyClick(into, c.toLatin1(), c.isUpper() ? Qt::ShiftModifier : Qt::NoModifier);
    }
    void touch(const QString &name)
    {
        QTest::mouseClick(key(name), Qt::LeftButton);
        settle();
    }
};

/// Keeps a picture of the window where INDRAJ_SHOTS asks for it, the first of its name.
inline void shoot(Stage &stage, const QString &name)
{
    const QString shots = qEnvironmentVariable("INDRAJ_SHOTS");
    if (shots.isEmpty())
        return;
    const QString tail = QGuiApplication::layoutDirection() == Qt::RightToLeft ? u"-ur"_s : u"-en"_s;
    const QString file = shots + u'/' + name + tail + u".png"_s;
    if (!QFile::exists(file))
        QVERIFY(stage.window.grab().save(file));
}

} // namespace indraj
