#include "widgets/shell/mainwindow.h"

#include "widgets/controls/banner.h"
#include "widgets/shell/citizencard.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/pageframe.h"
#include "widgets/shell/stepsrail.h"
#include "widgets/shell/topbar.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr QSize designSize(1366, 768);
constexpr int sidePanelWidth = 320;
// The content of a page begins at the same height in both languages, whatever the title needs.
constexpr int contentTop = 72;
constexpr int contentGap = 8;

QWidget *firstFocusable(QWidget *region)
{
    if (!region || !region->isVisible())
        return nullptr;
    for (QWidget *child : region->findChildren<QWidget *>())
        if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)
            && !child->focusProxy())
            return child;
    return nullptr;
}
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
    m_side->setFixedWidth(sidePanelWidth);
    auto *sideColumn = new QVBoxLayout(m_side);
    sideColumn->setContentsMargins(21, 20, 20, 20);
    m_centreColumn = new QVBoxLayout(m_centre);
    m_centreColumn->setSpacing(contentGap);
    m_header = new PageHeader(m_centre);
    m_banner = new Banner(m_centre);
    m_stack = new QStackedWidget(m_centre);
    m_centreColumn->addWidget(m_header);
    m_centreColumn->addWidget(m_banner);
    m_centreColumn->addWidget(m_stack, 1);
    m_toast = new Toast(m_centre);
    grid->addWidget(m_top, 0, 0, 1, 3);
    grid->addWidget(m_navigation, 1, 0);
    grid->addWidget(m_rail, 1, 0);
    grid->addWidget(m_centre, 1, 1);
    grid->addWidget(m_card, 1, 2);
    grid->addWidget(m_side, 1, 2);
    grid->addWidget(m_bottom, 2, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    setCentralWidget(root);
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
    if (framed)
        m_centreColumn->setContentsMargins(24, contentTop - contentGap - pageHeaderHeight(), 24, 16);
    else
        m_centreColumn->setContentsMargins(0, 0, 0, 0);
    m_header->setVisible(framed && !chrome.title.isEmpty());
    m_header->setChrome(chrome);
    m_rail->setVisible(framed && chrome.showSteps);
    m_navigation->setVisible(framed && !chrome.showSteps);
    m_bottom->setVisible(framed);
    m_bottom->setChrome(chrome);
    placeSide(chrome);
    refreshNavigation();
    bindPageKeys(chrome);
}

void MainWindow::placeSide(const PageChrome &chrome)
{
    QWidget *panel = currentPage()->sidePanel();
    if (m_sideContent && m_sideContent != panel) {
        m_side->layout()->removeWidget(m_sideContent);
        m_sideContent->hide();
        m_sideContent->setParent(nullptr);
        // Back to the page that owns it: the panel must die with its page.
        for (Page *page : std::as_const(m_pages))
            if (page->sidePanel() == m_sideContent)
                m_sideContent->setParent(page);
    }
    m_sideContent = panel;
    if (panel) {
        m_side->layout()->addWidget(panel);
        panel->show();
    }
    const bool framed = !chrome.fullBleed;
    m_side->setVisible(framed && panel && !chrome.showCitizen);
    m_card->setVisible(framed && chrome.showCitizen);
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

void MainWindow::refreshNavigation()
{
    const QHash<QString, QString> names{{u"home"_s, tr("Today")},        {u"sending"_s, tr("Sending")},
                                        {u"approval"_s, tr("Approval")}, {u"readiness"_s, tr("Readiness")},
                                        {u"people"_s, tr("People")},     {u"audit"_s, tr("Audit")}};
    QList<Navigation::Entry> entries;
    for (const QString &key : navigationKeys())
        entries.append({key, key, names.value(key), u"Ctrl+%1"_s.arg(entries.size() + 1)});
    if (m_pages.contains(u"help"_s))
        entries.append({u"help"_s, u"help"_s, tr("Help"), u"F1"_s});
    m_navigation->setEntries(entries, m_currentKey);
}

void MainWindow::setActor(const std::optional<Actor> &actor)
{
    m_actor = actor;
    m_top->setActor(actor);
    refreshNavigation();
}

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

void MainWindow::triggerOnPage(const QString &actionId)
{
    if (Page *page = currentPage())
        page->trigger(actionId);
}

void MainWindow::addKey(const QKeySequence &keys, const std::function<void()> &run, QList<QShortcut *> &into)
{
    auto *shortcut = new QShortcut(keys, this);
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, run);
    into.append(shortcut);
}

void MainWindow::bindWindowKeys()
{
    addKey(
        QKeySequence(u"Ctrl+Shift+L"_s), [this] { m_language.toggle(); }, m_windowKeys);
    addKey(
        QKeySequence(u"Ctrl+L"_s),
        [this] {
            if (m_actor)
                Q_EMIT lockRequested();
        },
        m_windowKeys);
    addKey(
        QKeySequence(Qt::Key_F6), [this] { focusNextRegion(); }, m_windowKeys);
    addKey(
        QKeySequence(Qt::Key_F1),
        [this] {
            if (m_actor && m_pages.contains(u"help"_s))
                Q_EMIT navigateRequested(u"help"_s);
        },
        m_windowKeys);
    addKey(
        QKeySequence(u"Ctrl+F"_s),
        [this] {
            if (m_actor && m_pages.contains(u"find"_s))
                Q_EMIT navigateRequested(u"find"_s);
        },
        m_windowKeys);
    for (int i = 0; i < 7; ++i)
        addKey(
            QKeySequence(u"Ctrl+%1"_s.arg(i + 1)),
            [this, i] {
                const QStringList keys = navigationKeys();
                if (m_navigation->isVisible() && i < keys.size())
                    Q_EMIT navigateRequested(keys.at(i));
            },
            m_windowKeys);
    for (int i = 0; i < 9; ++i)
        addKey(
            QKeySequence(u"Alt+%1"_s.arg(i + 1)),
            [this, i] {
                if (!m_rail->isVisible() || !m_desk.hasEnrolment())
                    return;
                const QList<StepInfo> steps = m_desk.steps();
                if (i < steps.size())
                    Q_EMIT navigateRequested(u"step:"_s + steps.at(i).key);
            },
            m_windowKeys);
}

void MainWindow::bindPageKeys(const PageChrome &chrome)
{
    for (QShortcut *shortcut : std::as_const(m_pageKeys))
        shortcut->deleteLater();
    for (QShortcut *shortcut : std::as_const(m_pageKeys))
        shortcut->setEnabled(false);
    m_pageKeys.clear();
    QList<ActionSpec> actions = chrome.start + chrome.end;
    if (chrome.tool)
        actions.append(*chrome.tool);
    for (const ActionSpec &action : std::as_const(actions)) {
        if (!action.enabled)
            continue;
        QList<QKeySequence> keys;
        if (!action.key.isEmpty())
            keys << action.key;
        if (action.kind == ActionSpec::Kind::Primary)
            keys << QKeySequence(Qt::CTRL | Qt::Key_Return) << QKeySequence(Qt::CTRL | Qt::Key_Enter);
        if (action.id == "back"_L1 && action.key.isEmpty())
            keys << QKeySequence(Qt::ALT | Qt::Key_Left);
        QSet<QString> seen;
        for (const QKeySequence &key : std::as_const(keys)) {
            // A key of the window would make both ambiguous, and neither would act.
            const bool ofWindow = std::any_of(m_windowKeys.cbegin(), m_windowKeys.cend(),
                                              [&](const QShortcut *one) { return one->key() == key; });
            if (ofWindow || seen.contains(key.toString()))
                continue;
            seen.insert(key.toString());
            addKey(
                key, [this, id = action.id] { triggerOnPage(id); }, m_pageKeys);
        }
    }
}

void MainWindow::focusNextRegion()
{
    const QList<QWidget *> regions{m_navigation, m_rail, m_stack->currentWidget(), m_card, m_side, m_bottom};
    qsizetype now = -1;
    for (qsizetype i = 0; i < regions.size(); ++i)
        if (QWidget *focused = QApplication::focusWidget();
            focused && regions.at(i) && regions.at(i)->isAncestorOf(focused))
            now = i;
    for (qsizetype step = 1; step <= regions.size(); ++step)
        if (QWidget *target = firstFocusable(regions.at((now + step + regions.size()) % regions.size())))
            return target->setFocus(Qt::OtherFocusReason);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        // After the page has received the same event and made its texts again.
        QMetaObject::invokeMethod(this, &MainWindow::refreshChrome, Qt::QueuedConnection);
    QMainWindow::changeEvent(event);
}

} // namespace indraj
