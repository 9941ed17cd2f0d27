// The parts of the people page and their words.
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/datatable.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/statuschip.h"
#include "widgets/controls/textlabel.h"
#include "widgets/people/changeform.h"
#include "widgets/people/changewords.h"
#include "widgets/people/peoplemodel.h"
#include "widgets/people/peoplepage.h"
#include "widgets/people/secondperson.h"
#include "widgets/people/sharesview.h"
#include "widgets/shell/words.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostPreview = 5;
constexpr int formWidth = 640;
constexpr int mostWaiting = 4;

/// A step of a change stands in the middle of its page, not across all of it.
Panel *stepPanel(QStackedWidget *stack, const QList<QWidget *> &parts)
{
    auto *holder = new QWidget(stack);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    auto *panel = new Panel(holder);
    panel->setMaximumWidth(formWidth);
    panel->body()->setContentsMargins(24, 20, 24, 20);
    for (QWidget *part : parts)
        panel->body()->addWidget(part);
    column->addWidget(panel);
    column->addStretch(1);
    stack->addWidget(holder);
    return panel;
}

} // namespace

ProposalRow::ProposalRow(const PersonProposal &proposal, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(12);
    auto *what = new TextLabel(TextStyle::Body, changeTitle(proposal.change, proposal.person), this);
    what->setBold(true);
    auto *who = new TextLabel(
        TextStyle::Small,
        tr("asked for by %1, %2").arg(isolated(proposal.proposedBy), dayTimeWords(proposal.proposedAt)),
        this);
    who->setTone(u"muted"_s);
    auto *confirm = new ActionButton(u"confirm."_s + proposal.person.id, tr("Confirm…"), this);
    auto *withdraw = new ActionButton(u"withdraw."_s + proposal.person.id, tr("Withdraw"), this);
    confirm->setCompact(true);
    withdraw->setCompact(true);
    row->addWidget(what);
    row->addWidget(who, 1);
    row->addWidget(withdraw);
    row->addWidget(confirm);
    connect(confirm, &QAbstractButton::clicked, this, &ProposalRow::confirmRequested);
    connect(withdraw, &QAbstractButton::clicked, this, &ProposalRow::withdrawRequested);
}

PeoplePage::PeoplePage(PeopleStore &store, AuditStore &audit, EnrolmentDesk &desk, const QString &stationId,
                       QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_audit(audit)
    , m_desk(desk)
    , m_stationId(stationId)
    , m_model(new PeopleModel(this))
    , m_notice(new Banner(this))
    , m_stack(new QStackedWidget(this))
    , m_side(new QWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    buildPeople();
    buildSteps();
    buildSide();
    retranslate();
}

void PeoplePage::buildPeople()
{
    m_peopleView = new QWidget(m_stack);
    auto *column = new QVBoxLayout(m_peopleView);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_table = new DataTable(m_peopleView);
    m_table->setObjectName(u"people.table"_s);
    m_table->setModel(m_model);
    auto *header = m_table->horizontalHeader();
    for (const auto &[section, width] : {std::pair{int(PeopleModel::Id), 112},
                                         {int(PeopleModel::RoleColumn), 96},
                                         {int(PeopleModel::State), 150},
                                         {int(PeopleModel::Changed), 144}}) {
        header->setSectionResizeMode(section, QHeaderView::Fixed);
        header->resizeSection(section, width);
    }
    connect(m_table, &DataTable::rowChanged, this, &PeoplePage::refreshSide);
    connect(m_table, &DataTable::opened, this, [this] {
        for (const auto &[change, button] : std::as_const(m_sideButtons))
            if (button->isVisible() && button->isEnabled())
                return button->setFocus(Qt::TabFocusReason);
    });
    m_waiting = new Panel(m_peopleView);
    m_waitingTitle = new TextLabel(TextStyle::Body, m_waiting);
    m_waitingTitle->setBold(true);
    m_waitingEmpty = new TextLabel(TextStyle::Body, m_waiting);
    m_waitingEmpty->setTone(u"muted"_s);
    m_waitingRows = new QVBoxLayout;
    m_waitingRows->setSpacing(0);
    m_waiting->body()->setSpacing(4);
    m_waiting->body()->addWidget(m_waitingTitle);
    m_waiting->body()->addWidget(hairline(m_waiting));
    m_waiting->body()->addWidget(m_waitingEmpty);
    m_waiting->body()->addLayout(m_waitingRows);
    column->addWidget(m_table, 1);
    column->addWidget(m_waiting);
    m_stack->addWidget(m_peopleView);
}

void PeoplePage::buildSteps()
{
    m_form = new ChangeForm;
    m_formPanel = stepPanel(m_stack, {m_form});
    m_recoveryLead = new TextLabel(TextStyle::Body);
    m_recoveryLead->setWordWrap(true);
    m_second = new SecondPerson;
    m_secondPanel = stepPanel(m_stack, {m_recoveryLead, m_second});
    m_shares = new SharesView;
    m_sharesPanel = stepPanel(m_stack, {m_shares});
    m_sharesPanel->setMaximumWidth(formWidth + 120);
    connect(m_form, &ChangeForm::changed, this, [this] {
        refreshPreview();
        Q_EMIT chromeChanged();
    });
    connect(m_second, &SecondPerson::entered, this,
            [this] { trigger(m_stage == Stage::Recovery ? u"make"_s : u"confirm"_s); });
    connect(m_shares, &SharesView::changed, this, &Page::chromeChanged);
    connect(m_shares, &SharesView::finished, this, [this] {
        showStage(Stage::People);
        reload();
        Q_EMIT done(tr("Three holders have their shares. Earlier shares open nothing any more."));
    });
}

void PeoplePage::buildSide()
{
    m_side->setObjectName(u"people.side"_s);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_sideTitle = new TextLabel(TextStyle::Heading, m_side);
    m_sideTitle->setBold(true);
    m_sideTitle->setWordWrap(true);
    m_sideUrdu = new TextLabel(TextStyle::Body, m_side);
    m_sideRole = new TextLabel(TextStyle::Body, m_side);
    m_sideRole->setTone(u"muted"_s);
    m_sideState = new StatusChip(m_side);
    column->addWidget(m_sideTitle);
    column->addWidget(m_sideUrdu);
    column->addWidget(m_sideRole);
    column->addWidget(m_sideState, 0, Qt::AlignLeading);
    column->addSpacing(6);
    const std::pair<PersonChange, QString> changes[]{{PersonChange::Suspend, u"person.suspend"_s},
                                                     {PersonChange::Resume, u"person.resume"_s},
                                                     {PersonChange::NewPassphrase, u"person.passphrase"_s},
                                                     {PersonChange::ChangeRole, u"person.role"_s},
                                                     {PersonChange::Remove, u"person.remove"_s}};
    for (const auto &[change, id] : changes) {
        auto *button = new ActionButton(id, {}, m_side);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        if (change == PersonChange::Remove)
            button->setLook(ActionButton::Look::Danger);
        m_sideButtons.append({change, button});
        column->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, what = change] { begin(what); });
    }
    m_sideHint = new TextLabel(TextStyle::Small, m_side);
    m_sideHint->setTone(u"muted"_s);
    m_sideHint->setWordWrap(true);
    column->addWidget(m_sideHint);
    for (int i = 0; i < mostPreview; ++i) {
        m_preview.append(new TextLabel(TextStyle::Body, m_side));
        m_preview.last()->setWordWrap(true);
        column->addWidget(m_preview.last());
    }
    column->addStretch(1);
}

void PeoplePage::showStage(Stage stage)
{
    if (stage != Stage::Form)
        m_form->clear();
    if (stage != Stage::Confirm && stage != Stage::Recovery)
        m_second->clear();
    m_stage = stage;
    QWidget *shown = m_peopleView;
    if (stage == Stage::Form)
        shown = m_formPanel->parentWidget();
    else if (stage == Stage::Confirm || stage == Stage::Recovery)
        shown = m_secondPanel->parentWidget();
    else if (stage == Stage::Shares)
        shown = m_sharesPanel->parentWidget();
    m_stack->setCurrentWidget(shown);
    refresh();
    if (stage == Stage::People)
        m_table->setFocus(Qt::OtherFocusReason);
}

void PeoplePage::refresh()
{
    m_recoveryLead->setVisible(m_stage == Stage::Recovery);
    fillProposals();
    refreshSide();
    Q_EMIT chromeChanged();
}

void PeoplePage::fillProposals()
{
    while (QLayoutItem *item = m_waitingRows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_waitingEmpty->setVisible(m_proposals.isEmpty());
    const auto shown = m_proposals.mid(0, mostWaiting);
    for (const PersonProposal &proposal : shown) {
        auto *row = new ProposalRow(proposal, m_waiting);
        m_waitingRows->addWidget(row);
        connect(row, &ProposalRow::confirmRequested, this, [this, proposal] { openProposal(proposal); });
        connect(row, &ProposalRow::withdrawRequested, this, [this, proposal] { withdraw(proposal); });
    }
}

void PeoplePage::refreshSide()
{
    const OperatorEntry *entry = m_model->at(m_table->currentRow());
    const bool list = m_stage == Stage::People && entry;
    for (QWidget *part : {static_cast<QWidget *>(m_sideUrdu), static_cast<QWidget *>(m_sideRole),
                          static_cast<QWidget *>(m_sideState)})
        part->setVisible(list);
    const bool self = entry && entry->actor.id == m_desk.actor().id;
    for (const auto &[change, button] : std::as_const(m_sideButtons)) {
        const bool fits = list && (change != PersonChange::Suspend || !entry->suspended)
            && (change != PersonChange::Resume || entry->suspended);
        button->setVisible(fits);
        // Nobody changes himself, but for his own pass phrase.
        button->setEnabled(fits && (!self || change == PersonChange::NewPassphrase));
    }
    m_sideHint->setVisible(list && self);
    m_sideTitle->setVisible(list || m_stage != Stage::People);
    if (list) {
        const bool urdu = urduInterface();
        m_sideTitle->setText(actorName(entry->actor));
        m_sideUrdu->setText(urdu ? entry->actor.nameEnglish : entry->actor.nameUrdu);
        m_sideRole->setText(roleWord(entry->actor.role) + u" · "_s + isolated(entry->actor.id));
        m_sideState->setState(entry->suspended ? MessageKind::Warn : MessageKind::Ok,
                              entry->suspended ? tr("Suspended") : tr("Active"));
    }
    refreshPreview();
}

/// "What will happen", beside every step of a change.
void PeoplePage::refreshPreview()
{
    QStringList lines;
    if (m_stage == Stage::Form)
        lines = changePreview(m_form->change(), m_form->person());
    else if (m_stage == Stage::Confirm && m_proposal)
        lines = changePreview(m_proposal->change, m_proposal->person);
    else if (m_stage == Stage::Recovery || m_stage == Stage::Shares)
        lines = QStringList{
            tr("Three shares are made. Any two of them open this station and make a new in-charge."),
            tr("One share alone opens nothing."),
            m_hasRecovery ? tr("Earlier shares open nothing any more.") : QString(),
            tr("They are shown once and kept nowhere here.")};
    lines.removeAll(QString());
    if (m_stage == Stage::Form)
        lines << tr("Nothing happens until a second person confirms.");
    if (m_stage != Stage::People)
        m_sideTitle->setText(tr("What will happen"));
    for (int i = 0; i < m_preview.size(); ++i) {
        m_preview.at(i)->setVisible(i < lines.size());
        m_preview.at(i)->setText(lines.value(i));
    }
}

void PeoplePage::retranslate()
{
    m_table->setAccessibleName(tr("People of this station"));
    m_waitingTitle->setText(tr("Waiting for a second person"));
    m_waitingEmpty->setText(tr("No change waits."));
    m_recoveryLead->setText(
        tr("Give the shares to three people who do not work at this counter together. None of "
           "them stays at the station."));
    const QString words[]{tr("Suspend"), tr("Resume"), tr("New pass phrase…"), tr("Change the role"),
                          tr("Remove…")};
    for (qsizetype i = 0; i < m_sideButtons.size(); ++i)
        m_sideButtons.at(i).second->setLabel(words[i]);
    m_sideHint->setText(
        tr("This is you. Another in-charge changes you; your own pass phrase you may change."));
    refresh();
}

} // namespace indraj
