// The keys of the window and of the page that is shown.
#include "widgets/keyboard/urdutyping.h"
#include "widgets/shell/citizencard.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/pageframe.h"
#include "widgets/shell/pagestack.h"
#include "widgets/theme/textstyle.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QShortcut>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Space belongs to the control in hand before it is a key of the page.
bool pressFocused()
{
    if (auto *button = qobject_cast<QAbstractButton *>(QApplication::focusWidget())) {
        button->click();
        return true;
    }
    if (auto *box = qobject_cast<QComboBox *>(QApplication::focusWidget())) {
        box->showPopup();
        return true;
    }
    return false;
}

/// Where the focus goes in a region: to where it was last, or to the first that takes it.
QWidget *focusTarget(QWidget *region)
{
    if (!region || !region->isVisible())
        return nullptr;
    if (QWidget *last = region->focusWidget(); last && last->isVisible() && last->isEnabled())
        return last;
    for (QWidget *child : region->findChildren<QWidget *>())
        if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)
            && !child->focusProxy())
            return child;
    return nullptr;
}

} // namespace

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
        QKeySequence(u"Ctrl+Space"_s), [this] { m_typing->toggle(); }, m_windowKeys);
    addKey(
        QKeySequence(u"Ctrl+K"_s), [this] { openPalette(); }, m_windowKeys);
    for (const char16_t *larger : {u"Ctrl++", u"Ctrl+="})
        addKey(
            QKeySequence(QString::fromUtf16(larger)), [this] { stepTextScale(1); }, m_windowKeys);
    addKey(
        QKeySequence(u"Ctrl+-"_s), [this] { stepTextScale(-1); }, m_windowKeys);
    addKey(
        QKeySequence(u"Ctrl+0"_s), [this] { stepTextScale(0); }, m_windowKeys);
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
    bindNumberKeys();
}

void MainWindow::bindNumberKeys()
{
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
    QList<ActionSpec> actions = chrome.start + chrome.end + chrome.more;
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
                key,
                [this, id = action.id, key] {
                    if (key != QKeySequence(Qt::Key_Space) || !pressFocused())
                        triggerOnPage(id);
                },
                m_pageKeys);
        }
    }
}

/// One step larger or smaller; 0: as designed.
void MainWindow::stepTextScale(int by)
{
    constexpr double step = 0.25;
    setTextScale(by == 0 ? 1.0 : textScale() + by * step);
    showToast(tr("Text size: %1 %").arg(qRound(textScale() * 100)));
    Q_EMIT textScaleChanged(textScale());
}

/// Keys that a page takes itself (F8, digits) work wherever the focus is in the window.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    Page *page = currentPage();
    const QWidget *focused = QApplication::focusWidget();
    const bool inPage = page && focused && (page == focused || page->isAncestorOf(focused));
    const bool inPalette = m_palette->isVisible();
    if (page && !inPage && !inPalette) {
        event->accept();
        // Not sendEvent(): a key event that is sent looks for shortcuts again.
        static_cast<QObject *>(page)->event(event);
        if (event->isAccepted())
            return;
    }
    QMainWindow::keyPressEvent(event);
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
        if (QWidget *target = focusTarget(regions.at((now + step + regions.size()) % regions.size())))
            return target->setFocus(Qt::OtherFocusReason);
}

} // namespace indraj
