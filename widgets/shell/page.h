#pragma once

#include <QIcon>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

namespace indraj {

/// A button in the header or the bottom bar. The shell draws it, binds its key and calls Page::trigger(id).
struct ActionSpec {
    enum class Kind { Normal, Primary, Danger };
    QString id{}; ///< stable; also the objectName of the button ("action." + id)
    QString text{}; ///< translated
    QKeySequence key{}; ///< shown as a keycap; Ctrl+Enter is added to every primary action by the shell
    Kind kind = Kind::Normal;
    bool enabled = true;
    QString icon{}; ///< name in resources/icons without .svg; may be empty
};

/// "Enter — Next field" in the middle of the bottom bar. For reading only.
struct KeyHint {
    QString keys;
    QString text;
};

/// Everything the shell draws around a page.
struct PageChrome {
    QString title;
    QString subtitle;
    std::optional<ActionSpec> tool; ///< end of the header
    QList<ActionSpec> start; ///< bottom bar, start: usually "back"
    QList<KeyHint> hints;
    QList<ActionSpec> end; ///< bottom bar, end: secondary first, the one primary last
    QList<ActionSpec> more{}; ///< without a button: a key, and a line in Ctrl+K
    bool showSteps = false; ///< the steps rail of an enrolment instead of navigation
    bool showCitizen = false; ///< the citizen card on the end side
    bool fullBleed = false; ///< gate pages: no rail, no bars but the top one
};

/// A page of the window. Pages never open each other: they emit what happened, widgets/shell decides.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual PageChrome chrome() const = 0;
    /// Shown now: load what is needed, set the focus.
    virtual void enter() { }
    /// Another page is shown: devices off.
    virtual void leave() { }
    /// The window is locked over this page, or unlocked again: devices off and on. All else stays as it is,
    /// to the letter half typed. @{
    virtual void suspend() { }
    virtual void resume() { }
    /// @}
    /// A button or key of `chrome()`.
    virtual void trigger(const QString &actionId) = 0;
    /// The panel at the end side of list pages (320 px); null: none or the citizen card. Owned by the page.
    virtual QWidget *sidePanel() { return nullptr; }

Q_SIGNALS:
    void chromeChanged();
    void navigate(const QString &target); ///< "home", "sending", "approval", "step:<key>", "next", "back" ...
};

} // namespace indraj
