// What Ctrl+K offers: the actions of the page, the steps, the pages, and what the window itself does.
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/keycap.h"
#include "widgets/keyboard/urdutyping.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/words.h"

#include <QPointer>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The Urdu of a button inside a page, whose words were translated by the page or by a part of it.
QString urduOfButton(const LanguageSwitch &language, const ActionButton &button)
{
    for (const QWidget *up = &button; up; up = up->parentWidget())
        if (const QString urdu = language.urduOf(up->metaObject()->className(), button.text());
            !urdu.isEmpty())
            return urdu;
    return {};
}

} // namespace

QList<Command> MainWindow::pageCommands() const
{
    const Page *page = currentPage();
    if (!page)
        return {};
    const PageChrome chrome = page->chrome();
    QList<ActionSpec> actions = chrome.end;
    std::reverse(actions.begin(), actions.end()); // the primary one first
    if (chrome.tool)
        actions.append(*chrome.tool);
    actions += chrome.start + chrome.more;
    QList<Command> list;
    for (const ActionSpec &action : std::as_const(actions)) {
        if (!action.enabled || action.text.isEmpty())
            continue;
        QString key = keyText(action.key);
        if (key.isEmpty() && action.kind == ActionSpec::Kind::Primary)
            key = u"Ctrl+Enter"_s;
        list.append({action.text, {}, key, action.icon, [this, id = action.id] { triggerOnPage(id); }});
    }
    return list;
}

QList<Command> MainWindow::wayCommands()
{
    QList<Command> list;
    const auto go
        = [this](const QString &target) { return [this, target] { Q_EMIT navigateRequested(target); }; };
    if (m_rail->isVisible() && m_desk.hasEnrolment()) {
        const QList<StepInfo> steps = m_desk.steps();
        for (int i = 0; i < steps.size(); ++i)
            list.append({stepName(steps.at(i).key),
                         {},
                         u"Alt+%1"_s.arg(i + 1),
                         {},
                         go(u"step:"_s + steps.at(i).key)});
    }
    for (const Navigation::Entry &entry : navigationEntries()) {
        const bool keyWorks = m_navigation->isVisible() || entry.key == "help"_L1;
        list.append({entry.text, {}, keyWorks ? entry.shortcut : QString(), entry.icon, go(entry.key)});
    }
    if (m_pages.contains(u"find"_s))
        list.append({tr("Find an enrolment"), {}, u"Ctrl+F"_s, u"find"_s, go(u"find"_s)});
    return list;
}

QList<Command> MainWindow::windowCommands()
{
    QList<Command> list;
    if (m_typing->isOffered())
        list.append(
            {tr("Urdu or English keys"), {}, u"Ctrl+Space"_s, u"keyboard"_s, [this] { m_typing->toggle(); }});
    list.append({tr("Larger text"), {}, u"Ctrl++"_s, {}, [this] { stepTextScale(1); }});
    list.append({tr("Smaller text"), {}, u"Ctrl+-"_s, {}, [this] { stepTextScale(-1); }});
    list.append({tr("Text as usual"), {}, u"Ctrl+0"_s, {}, [this] { stepTextScale(0); }});
    list.append(
        {tr("Interface in Urdu or English"), {}, u"Ctrl+Shift+L"_s, {}, [this] { m_language.toggle(); }});
    list.append({tr("Lock"), {}, u"Ctrl+L"_s, u"lock"_s, [this] { Q_EMIT lockRequested(); }});
    return list;
}

QList<Command> MainWindow::buttonCommands() const
{
    QList<Command> list;
    QHash<QString, int> seen;
    const bool urdu = m_language.language() == Language::Urdu;
    for (const QWidget *part :
         {static_cast<const QWidget *>(currentPage()), static_cast<const QWidget *>(m_sideContent)}) {
        const auto buttons = part ? part->findChildren<ActionButton *>() : QList<ActionButton *>();
        for (ActionButton *button : buttons) {
            if (!button->isVisible() || !button->isEnabled() || button->text().isEmpty())
                continue;
            ++seen[button->text()];
            list.append({button->text(), urdu ? button->englishLabel() : urduOfButton(m_language, *button),
                         button->keyHint(), button->iconName(), [button = QPointer(button)] {
                             if (button)
                                 button->click();
                         }});
        }
    }
    // "Open" in each row of a list says nothing here.
    list.removeIf([&seen](const Command &command) { return seen.value(command.text) > 1; });
    return list;
}

QList<Command> MainWindow::commands()
{
    const auto all = [this] { return pageCommands() + wayCommands() + windowCommands(); };
    const bool urdu = m_language.language() == Language::Urdu;
    QList<Command> list = all();
    m_language.speakingIn(urdu ? Language::English : Language::Urdu, [&] {
        const QList<Command> others = all();
        for (qsizetype i = 0; i < list.size(); ++i)
            list[i].other = others.at(i).text;
    });
    const qsizetype ofPage = pageCommands().size();
    list = list.mid(0, ofPage) + buttonCommands() + list.mid(ofPage);
    QSet<QString> taken; // "Find" may be an action of the page and one of the window
    list.removeIf([&taken](const Command &command) {
        const QString name = command.key.isEmpty() ? command.text : command.key;
        const bool twice = taken.contains(name);
        taken.insert(name);
        return twice;
    });
    return list;
}

void MainWindow::openPalette()
{
    if (m_actor && !m_below)
        m_palette->open(commands());
}

} // namespace indraj
