#include "widgets/details/detailspage.h"

#include "widgets/details/formview.h"
#include "widgets/details/matchasker.h"
#include "widgets/details/matchbar.h"
#include "widgets/details/registryasker.h"
#include "widgets/details/registrybar.h"

#include <QVBoxLayout>

#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

DetailsPage::DetailsPage(EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_desk(desk)
    , m_form(new FormView(desk, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    connect(m_form, &FormView::problemsChanged, this, [this] {
        if (m_problems == m_form->shownProblems())
            return;
        m_problems = m_form->shownProblems();
        Q_EMIT chromeChanged();
    });
    connect(m_form, &FormView::lastFieldDone, this, [this] { trigger(u"continue"_s); });
}

namespace {

template <class Asker> void askOrCancel(Asker *asker)
{
    if (!asker)
        return;
    if (asker->state() == RegistryAsker::State::Asking)
        asker->cancel();
    else
        asker->ask();
}

} // namespace

template <class Asker> void DetailsPage::watch(const Asker &asker, Asks *told)
{
    connect(&asker, &Asker::changed, this, [this, &asker, told] {
        const Asks now{asker.state() == RegistryAsker::State::Asking, asker.mayAsk()};
        if (std::exchange(*told, now) != now)
            Q_EMIT chromeChanged();
    });
}

void DetailsPage::offerRegistry(RegistryAsker &asker)
{
    m_registry = &asker;
    auto *bar = new RegistryBar(asker, m_desk, this);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, bar);
    connect(bar, &RegistryBar::askRequested, this, [&asker] { askOrCancel(&asker); });
    connect(bar, &RegistryBar::renewalRequested, this, &DetailsPage::renewInstead);
    watch(asker, &m_registryAsks);
}

void DetailsPage::offerMatch(MatchAsker &asker)
{
    m_match = &asker;
    auto *bar = new MatchBar(asker, m_desk, this);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_form), bar);
    connect(bar, &MatchBar::askRequested, this, [&asker] { askOrCancel(&asker); });
    connect(bar, &MatchBar::renewalRequested, this, &DetailsPage::renewInstead);
    watch(asker, &m_matchAsks);
}

QList<ActionSpec> DetailsPage::registryActions() const
{
    QList<ActionSpec> actions;
    if (m_registry)
        actions.append({.id = u"registry"_s,
                        .text = m_registryAsks.asking ? tr("Cancel the question to the registry")
                                                      : tr("Ask the registry about this person"),
                        .key = QKeySequence(Qt::Key_F9),
                        .enabled = m_registryAsks.asking || m_registryAsks.mayAsk});
    if (m_match)
        actions.append({.id = u"match"_s,
                        .text = m_matchAsks.asking ? tr("Cancel the comparison by the registry")
                                                   : tr("Let the registry compare fingers and photo"),
                        .key = QKeySequence(Qt::SHIFT | Qt::Key_F9),
                        .enabled = m_matchAsks.asking || m_matchAsks.mayAsk});
    return actions;
}

/// The draft stays among those that are paused.
void DetailsPage::renewInstead()
{
    for (const FormSpec &form : m_desk.forms().all())
        if (!form.renews.isEmpty())
            return Q_EMIT navigate(u"new:"_s + form.id);
}

PageChrome DetailsPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Details");
    chrome.subtitle = tr("Ask the citizen, then type. Everything is saved as you go.");
    if (const int problems = m_form->shownProblems(); problems > 0)
        chrome.tool = ActionSpec{.id = u"nextProblem"_s,
                                 .text = tr("%n to fix", nullptr, problems),
                                 .key = QKeySequence(Qt::Key_F7),
                                 .kind = ActionSpec::Kind::Danger,
                                 .icon = u"octagon"_s};
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Back"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.hints = {{u"Enter"_s, tr("Next field")},
                    {u"Ctrl+Space"_s, tr("Urdu / English keys")},
                    {u"F7"_s, tr("Next to fix")},
                    {u"F1"_s, tr("Help")}};
    chrome.end = {{.id = u"pause"_s, .text = tr("Save and pause")},
                  {.id = u"continue"_s, .text = tr("Continue"), .kind = ActionSpec::Kind::Primary}};
    chrome.more
        = {{.id = u"undo"_s, .text = tr("Undo the last change"), .key = QKeySequence(u"Ctrl+Z"_s)},
           {.id = u"redo"_s, .text = tr("Make the change again"), .key = QKeySequence(u"Ctrl+Shift+Z"_s)}};
    chrome.more += registryActions();
    chrome.showSteps = true;
    chrome.showCitizen = true;
    return chrome;
}

void DetailsPage::enter()
{
    if (!m_desk.hasEnrolment())
        return;
    m_desk.setStep(u"details"_s);
    m_form->load();
    m_form->focusFirst();
}

void DetailsPage::leave() { m_desk.flush(); }

void DetailsPage::trigger(const QString &actionId)
{
    if (actionId == "nextProblem"_L1)
        return m_form->focusNextProblem();
    if (actionId == "registry"_L1)
        return askOrCancel(m_registry);
    if (actionId == "match"_L1)
        return askOrCancel(m_match);
    if (actionId == "undo"_L1)
        return m_form->undo();
    if (actionId == "redo"_L1)
        return m_form->redo();
    if (actionId != "continue"_L1) {
        Q_EMIT navigate(actionId); // "back", "pause"
        return;
    }
    m_desk.flush();
    if (m_form->judgeAll() > 0)
        m_form->focusFirstProblem();
    else
        Q_EMIT navigate(u"next"_s);
}

} // namespace indraj
