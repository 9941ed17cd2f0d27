#pragma once

#include "sync/sender.h"
#include "widgets/controls/message.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"
#include "widgets/shell/stationnames.h"
#include "widgets/shell/stepsrail.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>

class QGridLayout;
class QShortcut;
class QVBoxLayout;

namespace indraj {

class Banner;
class BottomBar;
class CitizenCard;
class CitizenStrip;
class CommandPalette;
class KeyboardPanel;
class LanguageSwitch;
class PageHeader;
class PageStack;
class Toast;
class TopBar;
class UrduTyping;
struct Command;

/// The one window: top bar, rail or navigation, centre, citizen card or side panel, bottom bar. It knows
/// pages by key and draws what their chrome() says; what a page wants to open comes out as
/// navigateRequested().
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const StationNames &names, EnrolmentDesk &desk, LanguageSwitch &language,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Takes ownership. Keys used by the navigation: "home", "sending", "approval", "readiness",
    /// "people", "audit", "help"; by keys: "find".
    void addPage(const QString &key, Page *page);
    void showPage(const QString &key);
    Page *currentPage() const;
    QString currentKey() const { return m_currentKey; }

    /// Lays the page `key` (the lock) over everything: bars, banner, open lists and dialogs go out of sight,
    /// devices off. The page below stays as it is; what is shown meanwhile waits below the lock. @{
    void cover(const QString &key);
    void uncover();
    bool isCovered() const { return m_below.has_value(); }
    /// @}
    Page *page(const QString &key) const { return m_pages.value(key); }

    void setActor(const std::optional<Actor> &actor); ///< nullopt: nobody is logged in
    /// All text `scale` times as large as designed, 1 to 2: Ctrl+Plus, Ctrl+Minus, Ctrl+0.
    void setTextScale(double scale);
    void setLine(const std::optional<LineStatus> &line);

    /// One at a time; stays until hideBanner() or another.
    void showBanner(MessageKind kind, const QString &text,
                    const std::optional<ActionSpec> &action = std::nullopt);
    void hideBanner();
    void showToast(const QString &text); ///< "done", for four seconds
    UrduTyping &urduTyping() { return *m_typing; }

Q_SIGNALS:
    void
    navigateRequested(const QString &target); ///< from pages, rail, navigation and keys; see Page::navigate
    void lockRequested();
    void bannerTriggered(const QString &actionId);
    void textScaleChanged(double scale); ///< by the person

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildFrame(const StationNames &names, LanguageSwitch &language);
    void buildSide();
    void buildCentre();
    void bindWindowKeys();
    void bindNumberKeys(); ///< pages by Ctrl, steps by Alt
    void bindPageKeys(const PageChrome &chrome);
    void closeFloating();
    void stepTextScale(int by);
    void addKey(const QKeySequence &keys, const std::function<void()> &run, QList<QShortcut *> &into);
    void refreshChrome();
    void refreshNavigation();
    void placeSide(const PageChrome &chrome);
    void focusNextRegion();
    void triggerOnPage(const QString &actionId) const;
    QStringList navigationKeys() const;
    QList<Navigation::Entry> navigationEntries() const;
    void openPalette();
    QList<Command> commands();
    QList<Command> pageCommands() const;
    QList<Command> wayCommands();
    QList<Command> windowCommands();
    QList<Command> buttonCommands() const;

    EnrolmentDesk &m_desk;
    LanguageSwitch &m_language;
    std::optional<Actor> m_actor;
    QHash<QString, Page *> m_pages;
    struct Below {
        QString key;
        bool fresh = false; ///< shown while covered: it has to be entered yet
        bool banner = false;
        QPointer<QWidget> focus;
    };
    QString m_currentKey;
    std::optional<Below> m_below; ///< what the lock lies over
    TopBar *m_top = nullptr;
    Navigation *m_navigation = nullptr;
    StepsRail *m_rail = nullptr;
    QWidget *m_centre = nullptr;
    QVBoxLayout *m_head = nullptr;
    PageHeader *m_header = nullptr;
    Banner *m_banner = nullptr;
    QVBoxLayout *m_page = nullptr; ///< what is round the page in its room
    PageStack *m_stack = nullptr;
    KeyboardPanel *m_keyboard = nullptr;
    UrduTyping *m_typing = nullptr;
    CitizenCard *m_card = nullptr;
    CitizenStrip *m_strip = nullptr;
    Plate *m_side = nullptr;
    QVBoxLayout *m_sideColumn = nullptr;
    QWidget *m_sideContent = nullptr;
    BottomBar *m_bottom = nullptr;
    Toast *m_toast = nullptr;
    CommandPalette *m_palette = nullptr;
    QList<QShortcut *> m_windowKeys;
    QList<QShortcut *> m_pageKeys;
};

} // namespace indraj
