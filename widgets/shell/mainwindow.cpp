#include "widgets/shell/mainwindow.h"

#include "widgets/controls/banner.h"
#include "widgets/keyboard/keyboardpanel.h"
#include "widgets/keyboard/urdutyping.h"
#include "widgets/shell/citizencard.h"
#include "widgets/shell/citizenstrip.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/pageframe.h"
#include "widgets/shell/pagestack.h"
#include "widgets/shell/topbar.h"
#include "widgets/theme/textstyle.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr QSize designSize(1366, 768);
constexpr int sidePanelWidth = 320;
// The content of a page begins at the same height in both languages, whatever the title needs.
constexpr int contentTop = 72;
constexpr int contentGap = 8;
constexpr int pageEdge = 24;
constexpr int pageFoot = 16;
} // namespace

MainWindow::MainWindow(const StationNames &names, EnrolmentDesk &desk, LanguageSwitch &language,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_desk(desk)
    , m_language(language)
{
    setWindowTitle(u"Indraj"_s);
    setMinimumSize(1024, 640);
    resize(designSize);
    buildFrame(names, language);
    bindWindowKeys();
    connect(m_top, &TopBar::lockRequested, this, &MainWindow::lockRequested);
    connect(m_rail, &StepsRail::stepRequested, this,
            [this](const QString &key) { Q_EMIT navigateRequested(u"step:"_s + key); });
    connect(m_navigation, &Navigation::requested, this, &MainWindow::navigateRequested);
    connect(m_header, &PageHeader::triggered, this, &MainWindow::triggerOnPage);
    connect(m_bottom, &BottomBar::triggered, this, &MainWindow::triggerOnPage);
    connect(m_banner, &Banner::triggered, this, &MainWindow::bannerTriggered);
}

MainWindow::~MainWindow()
{
    // A field that loses the focus while the window goes still tells its page, and the page this window.
    for (Page *page : std::as_const(m_pages))
        page->disconnect(this);
    delete m_typing;
}

void MainWindow::buildFrame(const StationNames &names, LanguageSwitch &language)
{
    auto *root = new Plate(&Tokens::window, &Tokens::window, Plate::NoEdge, this);
    auto *grid = new QGridLayout(root);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    m_top = new TopBar(names, language, root);
    m_navigation = new Navigation(root);
    m_rail = new StepsRail(m_desk, root);
    m_centre = new QWidget(root);
    m_card = new CitizenCard(m_desk, root);
    m_side = new Plate(&Tokens::surface, &Tokens::border, Plate::StartEdge, root);
    m_bottom = new BottomBar(root);
    m_strip = new CitizenStrip(m_desk, root);
    buildSide();
    buildCentre();
    m_toast = new Toast(m_centre);
    m_palette = new CommandPalette(root);
    grid->addWidget(m_top, 0, 0, 1, 3);
    grid->addWidget(m_navigation, 1, 0, 2, 1);
    grid->addWidget(m_rail, 1, 0, 2, 1);
    grid->addWidget(m_strip, 1, 1, 1, 2);
    grid->addWidget(m_centre, 2, 1);
    grid->addWidget(m_card, 2, 2);
    grid->addWidget(m_side, 2, 2);
    grid->addWidget(m_bottom, 3, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(2, 1);
    setCentralWidget(root);
}

/// The panel of list pages; it scrolls where large text does not fit.
void MainWindow::buildSide()
{
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(m_side);
    auto *content = new QWidget;
    m_sideColumn = new QVBoxLayout(content);
    m_sideColumn->setContentsMargins(20, 20, 20, 20);
    makeRoom(scroll, content);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(scroll);
}

/// Header, banner and page. A page that needs more height than there is, with large text or with the keyboard
/// on the screen, scrolls; at the designed size none does.
void MainWindow::buildCentre()
{
    auto *column = new QVBoxLayout(m_centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new QVBoxLayout;
    m_head->setSpacing(contentGap);
    m_header = new PageHeader(m_centre);
    m_banner = new Banner(m_centre);
    m_head->addWidget(m_header);
    m_head->addWidget(m_banner);
    auto *room = new QScrollArea(m_centre);
    auto *content = new QWidget;
    m_page = new QVBoxLayout(content);
    m_page->setSpacing(pageFoot);
    m_stack = new PageStack(content);
    m_page->addWidget(m_stack, 1);
    makeRoom(room, content);
    m_keyboard = new KeyboardPanel(m_centre);
    m_keyboard->layout()->setContentsMargins(pageEdge, contentGap, pageEdge, contentGap);
    column->addLayout(m_head);
    column->addWidget(room, 1);
    column->addWidget(m_keyboard);
    m_typing = new UrduTyping(this, m_keyboard);
}

void MainWindow::addPage(const QString &key, Page *page)
{
    Q_ASSERT(!m_pages.contains(key));
    m_pages.insert(key, page);
    page->setObjectName(u"page."_s + key);
    m_stack->addWidget(page);
    connect(page, &Page::navigate, this, &MainWindow::navigateRequested);
    connect(page, &Page::chromeChanged, this, [this, page] {
        if (page == currentPage())
            refreshChrome();
    });
}

Page *MainWindow::currentPage() const { return m_pages.value(m_currentKey); }

void MainWindow::showPage(const QString &key)
{
    Page *next = m_pages.value(key);
    if (!next) {
        qWarning("no page named %s", qPrintable(key));
        return;
    }
    if (m_below) { // under the lock: it is entered when the lock is taken away
        if (Page *last = m_pages.value(m_below->key))
            last->leave();
        m_below = Below{key, true, m_below->banner, {}};
        return;
    }
    if (Page *last = currentPage())
        last->leave();
    m_typing->leavePage();
    m_palette->dismiss();
    m_currentKey = key;
    m_stack->setCurrentWidget(next);
    refreshChrome();
    next->enter();
}

void MainWindow::refreshChrome()
{
    Page *page = currentPage();
    if (!page)
        return;
    const PageChrome chrome = page->chrome();
    const bool framed = !chrome.fullBleed;
    const int top = qMax(contentGap / 2, contentTop - contentGap - pageHeaderHeight());
    m_head->setContentsMargins(framed ? QMargins(pageEdge, top, pageEdge, 0) : QMargins());
    m_page->setContentsMargins(framed ? QMargins(pageEdge, contentGap, pageEdge, pageFoot) : QMargins());
    m_header->setVisible(framed && !chrome.title.isEmpty());
    m_header->setChrome(chrome);
    m_rail->setVisible(framed && chrome.showSteps);
    m_navigation->setVisible(framed && !chrome.showSteps);
    m_bottom->setVisible(framed);
    PageChrome bottom = chrome;
    if (m_actor)
        bottom.hints.append({u"Ctrl+K"_s, tr("Find an action")});
    m_bottom->setChrome(bottom);
    placeSide(chrome);
    refreshNavigation();
    bindPageKeys(chrome);
}

void MainWindow::placeSide(const PageChrome &chrome)
{
    QWidget *panel = currentPage()->sidePanel();
    if (m_sideContent && m_sideContent != panel) {
        m_sideContent->parentWidget()->layout()->removeWidget(m_sideContent);
        m_sideContent->hide();
        m_sideContent->setParent(nullptr);
        // Back to the page that owns it: the panel must die with its page.
        for (Page *page : std::as_const(m_pages))
            if (page->sidePanel() == m_sideContent)
                m_sideContent->setParent(page);
    }
    m_sideContent = panel;
    if (panel) { // beside the page, or with large text below it
        (foldedText() ? m_page : m_sideColumn)->addWidget(panel);
        panel->show();
    }
    const bool framed = !chrome.fullBleed;
    m_side->setVisible(framed && panel && !chrome.showCitizen && !foldedText());
    m_side->setFixedWidth(scaledRoom(sidePanelWidth));
    m_card->setVisible(framed && chrome.showCitizen && !foldedText());
    m_strip->setVisible(framed && chrome.showCitizen && foldedText());
}

QStringList MainWindow::navigationKeys() const
{
    QStringList keys;
    const QStringList supervisors{u"approval"_s, u"people"_s, u"audit"_s};
    for (const QString &key :
         {u"home"_s, u"sending"_s, u"approval"_s, u"readiness"_s, u"people"_s, u"audit"_s}) {
        const bool allowed = !supervisors.contains(key) || (m_actor && m_actor->role == Role::Supervisor);
        if (m_pages.contains(key) && allowed)
            keys << key;
    }
    return keys;
}

QList<Navigation::Entry> MainWindow::navigationEntries() const
{
    const QHash<QString, QString> names{{u"home"_s, tr("Today")},        {u"sending"_s, tr("Sending")},
                                        {u"approval"_s, tr("Approval")}, {u"readiness"_s, tr("Readiness")},
                                        {u"people"_s, tr("People")},     {u"audit"_s, tr("Audit")}};
    QList<Navigation::Entry> entries;
    for (const QString &key : navigationKeys())
        entries.append({key, key, names.value(key), u"Ctrl+%1"_s.arg(entries.size() + 1)});
    if (m_pages.contains(u"help"_s))
        entries.append({u"help"_s, u"help"_s, tr("Help"), u"F1"_s});
    return entries;
}

void MainWindow::refreshNavigation() { m_navigation->setEntries(navigationEntries(), m_currentKey); }

void MainWindow::setActor(const std::optional<Actor> &actor)
{
    m_actor = actor;
    m_top->setActor(actor);
    refreshNavigation();
}

void MainWindow::setTextScale(double scale) { applyTextScale(*qApp, scale); }

void MainWindow::setLine(const std::optional<LineStatus> &line) { m_top->setLine(line); }

void MainWindow::showBanner(MessageKind kind, const QString &text, const std::optional<ActionSpec> &action)
{
    m_banner->show(kind, text, action);
    if (m_below) {
        m_below->banner = true;
        m_banner->hide();
    }
}

void MainWindow::hideBanner()
{
    m_banner->hide();
    if (m_below)
        m_below->banner = false;
}

void MainWindow::showToast(const QString &text)
{
    if (!m_below)
        m_toast->showText(text);
}

void MainWindow::triggerOnPage(const QString &actionId) const
{
    if (Page *page = currentPage())
        page->trigger(actionId);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        // After the page has received the same event and made its texts again.
        QMetaObject::invokeMethod(this, &MainWindow::refreshChrome, Qt::QueuedConnection);
    QMainWindow::changeEvent(event);
}

} // namespace indraj
