#include "widgets/people/peoplepage.h"

#include "widgets/audit/auditwords.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/datatable.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/people/changeform.h"
#include "widgets/people/changewords.h"
#include "widgets/people/peoplemodel.h"
#include "widgets/people/secondperson.h"
#include "widgets/people/sharesview.h"
#include "widgets/shell/words.h"

#include <QEvent>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

PeoplePage::~PeoplePage()
{
    if (!m_side->parent())
        delete m_side;
}

PageChrome PeoplePage::chrome() const { return m_stage == Stage::People ? peopleChrome() : stepChrome(); }

PageChrome PeoplePage::peopleChrome() const
{
    PageChrome chrome;
    chrome.title = tr("People");
    chrome.subtitle = tr("Every change needs two people.");
    chrome.tool
        = ActionSpec{.id = u"recovery"_s,
                     .text = m_hasRecovery ? tr("Make new recovery shares…") : tr("Make recovery shares…"),
                     .enabled = !m_busy,
                     .icon = u"key"_s};
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Today"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.hints = {{u"↑ ↓"_s, tr("Choose")}, {u"F6"_s, tr("To the person's actions")}};
    chrome.end = {{.id = u"add"_s,
                   .text = tr("Add a person"),
                   .key = QKeySequence(u"Ctrl+N"_s),
                   .kind = ActionSpec::Kind::Primary,
                   .enabled = !m_busy,
                   .icon = u"plus"_s}};
    return chrome;
}

PageChrome PeoplePage::stepChrome() const
{
    PageChrome chrome;
    const QKeySequence back(Qt::ALT | Qt::Key_Left);
    const auto primary = [this](const QString &id, const QString &text) {
        return ActionSpec{.id = id, .text = text, .kind = ActionSpec::Kind::Primary, .enabled = !m_busy};
    };
    switch (m_stage) {
    case Stage::Form:
        chrome.title = tr("People");
        chrome.subtitle = changeTitle(m_form->change(), m_form->person());
        chrome.start = {{.id = u"cancel"_s, .text = tr("Back"), .key = back, .icon = u"back"_s}};
        chrome.end = {primary(u"ask"_s, tr("Ask for this"))};
        break;
    case Stage::Confirm:
        chrome.title = tr("People");
        chrome.subtitle = m_proposal ? changeTitle(m_proposal->change, m_proposal->person) : QString();
        chrome.start = {{.id = u"later"_s, .text = tr("Later"), .key = back, .icon = u"back"_s}};
        chrome.end = {{.id = u"withdraw"_s,
                       .text = tr("Withdraw"),
                       .kind = ActionSpec::Kind::Danger,
                       .enabled = !m_busy},
                      primary(u"confirm"_s, tr("Confirm"))};
        break;
    case Stage::Recovery:
        chrome.title = tr("Recovery");
        chrome.subtitle = tr("For the day when no in-charge can sign in.");
        chrome.start = {{.id = u"cancel"_s, .text = tr("Back"), .key = back, .icon = u"back"_s}};
        chrome.end = {primary(u"make"_s, tr("Make three shares"))};
        break;
    case Stage::Shares:
        chrome.title = tr("Recovery");
        chrome.subtitle = tr("Three holders, one after the other.");
        chrome.end = {primary(u"show"_s, m_shares->nextWords())};
        break;
    case Stage::People:
        break;
    }
    return chrome;
}

void PeoplePage::enter()
{
    m_notice->hide();
    m_busy = false;
    showStage(Stage::People);
    reload();
}

void PeoplePage::leave()
{
    ++m_generation;
    m_form->clear();
    m_second->clear();
    m_shares->forget();
    m_proposal.reset();
    m_stage = Stage::People;
}

QString PeoplePage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

Actor PeoplePage::chosen() const
{
    const OperatorEntry *entry = m_model->at(m_table->currentRow());
    return entry ? entry->actor : Actor{};
}

void PeoplePage::trigger(const QString &actionId)
{
    if (actionId == "back"_L1)
        Q_EMIT navigate(u"home"_s);
    else if (m_busy)
        return;
    else if (actionId == "add"_L1)
        begin(PersonChange::Add);
    else if (actionId == "cancel"_L1 || actionId == "later"_L1)
        showStage(Stage::People);
    else if (actionId == "ask"_L1)
        ask();
    else if (actionId == "confirm"_L1)
        confirm();
    else if (actionId == "withdraw"_L1 && m_proposal)
        withdraw(*m_proposal);
    else if (actionId == "recovery"_L1)
        startRecovery();
    else if (actionId == "make"_L1)
        makeShares();
    else if (actionId == "show"_L1)
        m_shares->goOn();
}

void PeoplePage::reload()
{
    const int generation = ++m_generation;
    onAnswer(this, m_store.people(),
             [this, generation](const tl::expected<QList<OperatorEntry>, StoreError> &answer) {
                 if (generation != m_generation)
                     return;
                 if (!answer)
                     return sayError(answer.error());
                 const QString kept = chosen().id;
                 m_model->setPeople(*answer);
                 int row = 0;
                 for (int i = 0; const OperatorEntry *entry = m_model->at(i); ++i) {
                     row = entry->actor.id == kept ? i : row;
                     loadLastChange(entry->actor.id);
                 }
                 m_table->selectRow(row);
                 refresh();
             });
    onAnswer(this, m_store.proposals(),
             [this, generation](const tl::expected<QList<PersonProposal>, StoreError> &answer) {
                 if (generation != m_generation || !answer)
                     return;
                 m_proposals = *answer;
                 refresh();
             });
    onAnswer(this, m_store.hasRecovery(), [this, generation](const tl::expected<bool, StoreError> &answer) {
        if (generation != m_generation || !answer)
            return;
        m_hasRecovery = *answer;
        refresh();
    });
}

/// The chain knows when a person was changed last; the key ring does not.
void PeoplePage::loadLastChange(const QString &id)
{
    AuditFilter filter;
    filter.subject = id;
    filter.limit = 1;
    onAnswer(
        this, m_audit.auditEntries(filter),
        [this, id, generation = m_generation](const tl::expected<QList<AuditEntry>, StoreError> &answer) {
            if (generation == m_generation && answer && !answer->isEmpty())
                m_model->setLastChange(id, dayTimeWords(answer->first().at));
        });
}

void PeoplePage::sayError(const StoreError &error)
{
    m_notice->show(MessageKind::Error,
                   error.fault == StoreFault::Refused && !error.lifecycle ? tr(
                       "This is not allowed: nobody changes himself, the last active in-charge stays, and "
                       "a second person is needed.")
                                                                          : storeErrorWords(error),
                   std::nullopt);
}

void PeoplePage::begin(PersonChange change)
{
    m_notice->hide();
    m_form->start(change, change == PersonChange::Add ? Actor{} : chosen());
    showStage(Stage::Form);
    m_form->focusFirst();
}

void PeoplePage::ask()
{
    if (!m_form->check())
        return;
    m_busy = true;
    m_notice->hide();
    Q_EMIT chromeChanged();
    const Actor person = m_form->person();
    onAnswer(this, m_store.propose(m_form->change(), person, m_form->takePassphrase(), m_desk.actor()),
             [this, generation = m_generation](const tl::expected<PersonProposal, StoreError> &answer) {
                 m_busy = false;
                 if (generation != m_generation)
                     return;
                 if (answer) {
                     m_proposals.append(*answer);
                     openProposal(*answer);
                 } else {
                     sayError(answer.error());
                     Q_EMIT chromeChanged();
                 }
             });
}

void PeoplePage::openProposal(const PersonProposal &proposal)
{
    m_proposal = proposal;
    m_notice->hide();
    m_second->clear();
    m_second->setPeople(secondPeople(m_model->people(), proposal.proposedBy, proposal.person.id));
    showStage(Stage::Confirm);
    m_second->setFocus(Qt::OtherFocusReason);
}

void PeoplePage::confirm()
{
    if (!m_proposal || !m_second->isFilled())
        return m_second->showMissing();
    m_busy = true;
    m_second->setBusy(true);
    Q_EMIT chromeChanged();
    onAnswer(this, m_store.confirm(m_proposal->id, m_second->person(), m_second->take()),
             [this, generation = m_generation](const tl::expected<Done, StoreError> &answer) {
                 m_busy = false;
                 m_second->setBusy(false);
                 if (generation != m_generation || !m_proposal)
                     return;
                 if (!answer) {
                     m_second->setError(answer.error());
                     Q_EMIT chromeChanged();
                     return;
                 }
                 const QString words = changeDone(m_proposal->change, m_proposal->person);
                 m_proposal.reset();
                 showStage(Stage::People);
                 reload();
                 Q_EMIT done(words);
             });
}

void PeoplePage::withdraw(const PersonProposal &proposal)
{
    m_busy = true;
    Q_EMIT chromeChanged();
    onAnswer(this, m_store.withdraw(proposal.id, m_desk.actor()),
             [this, generation = m_generation](const tl::expected<Done, StoreError> &answer) {
                 m_busy = false;
                 if (generation != m_generation)
                     return;
                 m_proposal.reset();
                 showStage(Stage::People);
                 if (answer)
                     Q_EMIT done(tr("Withdrawn. Nothing was changed."));
                 else
                     sayError(answer.error());
                 reload();
             });
}

void PeoplePage::startRecovery()
{
    m_notice->hide();
    m_second->clear();
    m_second->setPeople(secondPeople(m_model->people(), m_desk.actor().id, {}));
    showStage(Stage::Recovery);
    m_second->setFocus(Qt::OtherFocusReason);
}

void PeoplePage::makeShares()
{
    if (!m_second->isFilled())
        return m_second->showMissing();
    m_busy = true;
    m_second->setBusy(true);
    Q_EMIT chromeChanged();
    onAnswer(this, m_store.makeRecovery(m_desk.actor(), m_second->person(), m_second->take()),
             [this, generation = m_generation](const tl::expected<RecoveryShares, StoreError> &answer) {
                 m_busy = false;
                 m_second->setBusy(false);
                 if (generation != m_generation)
                     return;
                 if (!answer) {
                     m_second->setError(answer.error());
                     Q_EMIT chromeChanged();
                     return;
                 }
                 m_shares->start(*answer, m_stationId);
                 showStage(Stage::Shares);
             });
}

void PeoplePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
