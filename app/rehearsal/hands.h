#pragma once

#include <QKeySequence>
#include <QString>
#include <QWidget>

namespace indraj {

/// The hands of a rehearsal: finds controls by objectName in the visible windows and works them with mouse,
/// key and input-method events, as a person would. Every call says whether it was possible.
class Hands {
public:
    explicit Hands(QWidget &window)
        : m_window(window)
    {
    }
    QWidget *find(const QString &objectName) const; ///< visible and enabled, else null
    bool canClick(const QString &objectName) const { return find(objectName) != nullptr; }
    bool click(const QString &objectName) const;
    /// Replaces the text of a line edit. Goes through the input method, so that any script can be typed.
    bool type(const QString &objectName, const QString &text) const;
    bool choose(const QString &objectName, const QString &code) const; ///< combo item by its data
    bool press(const QString &objectName, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
    /// Presses, moves and lifts the mouse along a line; places are parts (0-1) of the widget.
    bool draw(const QString &objectName, const QList<QPointF> &line) const;
    bool screenshot(const QString &path) const;
    QString textOf(const QString &objectName) const;

private:
    QWidget &m_window;
};

} // namespace indraj
