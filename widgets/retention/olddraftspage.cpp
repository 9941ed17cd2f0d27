#include "widgets/retention/olddraftspage.h"

#include "enrollment/reasons.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/datatable.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/retention/olddraftsmodel.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

OldDraftsPage::OldDraftsPage(RetentionStore &store, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_desk(desk)
    , m_model(new OldDraftsModel(this))
    , m_notice(new Banner(this))
    , m_lead(new TextLabel(TextStyle::Body, this))
    , m_empty(new TextLabel(TextStyle::Body, this))
    , m_table(new DataTable(this))
    , m_side(new QWidget)
{
    buildSide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_lead->setWordWrap(true);
    m_empty->setTone(u"muted"_s);
    m_empty->setWordWrap(true);
    m_table->setObjectName(u"olddrafts.table"_s);
    m_table->setModel(m_model);
    auto *header = m_table->horizontalHeader();
    for (const auto &[section, width] : {std::pair{int(OldDraftsModel::Token), 92},
                                         {int(OldDraftsModel::Begun), 116},
                                         {int(OldDraftsModel::Days), 68},
                                         {int(OldDraftsModel::By), 126},
                                         {int(OldDraftsModel::Asked), 150}}) {
        header->setSectionResizeMode(section, QHeaderView::Fixed);
        header->resizeSection(section, width);
    }
    column->addWidget(m_notice);
    column->addWidget(m_lead);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    column->addStretch(0);
    connect(m_table, &DataTable::rowChanged, this, [this] {
        m_looking = false; // what was looked at was another one
        m_reason->setCurrentIndex(0);
        refreshSide();
    });
    connect(m_table, &DataTable::opened, this, [this] { trigger(u"open"_s); });
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    retranslate();
}

OldDraftsPage::~OldDraftsPage()
{
    if (!m_side->parent())
        delete m_side;
}

void OldDraftsPage::setPersonNames(const PersonName &names)
{
    m_personName = names;
    m_model->setPersonNames(names);
}

void OldDraftsPage::buildSide()
{
    m_side->setObjectName(u"olddrafts.side"_s);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_sideToken = new TextLabel(TextStyle::Title, m_side, Script::English);
    m_sideEnglish = new TextLabel(TextStyle::Heading, m_side, Script::English);
    m_sideUrdu = new TextLabel(TextStyle::Heading, m_side, Script::Nastaliq);
    m_sideEnglish->setWordWrap(true);
    for (TextLabel *label : {m_sideToken, m_sideEnglish, m_sideUrdu})
        column->addWidget(label, 0, Qt::AlignLeading);
    m_sideWords = new TextLabel(TextStyle::Body, m_side);
    m_sideWords->setWordWrap(true);
    column->addWidget(m_sideWords);
    m_reasonTitle = new TextLabel(TextStyle::Label, m_side);
    m_reason = new ChoiceBox(m_side);
    m_reason->setObjectName(u"field.deletion.reason"_s);
    m_reasonTitle->setBuddy(m_reason);
    column->addWidget(m_reasonTitle);
    column->addWidget(m_reason);
    column->addStretch(1);
    connect(m_reason, &QComboBox::currentIndexChanged, this, &Page::chromeChanged);
}

const OldDraft *OldDraftsPage::chosen() const { return m_model->at(m_table->currentRow()); }

/// The vault asks the same again.
bool OldDraftsPage::mayDelete(const OldDraft &one) const
{
    return m_desk.actor().role == Role::Supervisor && !one.proposedBy.isEmpty()
        && one.proposedBy.compare(m_desk.actor().id, Qt::CaseInsensitive) != 0;
}

PageChrome OldDraftsPage::chrome() const
{
    using Kind = ActionSpec::Kind;
    PageChrome chrome;
    chrome.title = tr("Old drafts");
    chrome.subtitle = tr("Never sent, and past the greatest age.");
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Readiness"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.hints = {{u"↑ ↓"_s, tr("Choose")}, {u"F6"_s, tr("Next part of the window")}};
    const OldDraft *one = chosen();
    if (!one)
        return chrome;
    const bool free = !m_busy;
    if (m_looking) {
        chrome.end = {{.id = u"keep"_s, .text = tr("Keep it")},
                      {.id = u"confirm"_s,
                       .text = tr("Delete %1 for good").arg(isolated(one->summary.token)),
                       .kind = Kind::Danger,
                       .enabled = free}};
        return chrome;
    }
    if (one->summary.state != EnrolmentState::Rejected)
        chrome.end.append({.id = u"open"_s, .text = tr("Open and finish"), .enabled = free});
    if (one->proposedBy.isEmpty()) {
        chrome.end.append({.id = u"propose"_s,
                           .text = tr("Ask for its deletion"),
                           .kind = Kind::Primary,
                           .enabled = free && !m_reason->currentCode().isEmpty()});
        return chrome;
    }
    const bool mayWithdraw = m_desk.actor().role == Role::Supervisor || one->proposedBy == m_desk.actor().id;
    chrome.end.append(
        {.id = u"withdraw"_s, .text = tr("Take the request back"), .enabled = free && mayWithdraw});
    chrome.end.append({.id = u"delete"_s,
                       .text = tr("Delete…"),
                       .kind = Kind::Primary,
                       .enabled = free && mayDelete(*one)});
    return chrome;
}

void OldDraftsPage::enter()
{
    m_looking = false;
    m_notice->hide();
    setFocus(Qt::OtherFocusReason);
    reload();
}

void OldDraftsPage::leave()
{
    ++m_generation;
    m_looking = false;
    m_model->setDrafts({});
    refresh();
}

void OldDraftsPage::trigger(const QString &actionId)
{
    if (actionId == "back"_L1)
        return Q_EMIT navigate(u"readiness"_s);
    const OldDraft *one = chosen();
    if (!one || m_busy)
        return;
    const QString token = isolated(one->summary.token);
    const EnrolmentId id = one->summary.id;
    if (actionId == "open"_L1 && one->summary.state != EnrolmentState::Rejected) {
        Q_EMIT navigate(u"open:"_s + id.toString());
    } else if (actionId == "propose"_L1) {
        settle(m_store.proposeDeletion(id, m_reason->currentCode(), m_desk.actor()),
               tr("Asked for: %1 is deleted when another person, an in-charge, agrees.").arg(token));
    } else if (actionId == "withdraw"_L1) {
        settle(m_store.withdrawDeletion(id, m_desk.actor()), tr("Taken back: %1 stays.").arg(token));
    } else if (actionId == "delete"_L1 || actionId == "keep"_L1) {
        m_looking = actionId == "delete"_L1 && mayDelete(*one);
        refreshSide();
    } else if (actionId == "confirm"_L1 && m_looking) {
        settle(m_store.confirmDeletion(id, m_desk.actor()),
               tr("%1 is deleted. Its number stays in the list as erased.").arg(token));
    }
}

/// After an act the list is read anew, whether it was done or not: somebody else may have been quicker.
void OldDraftsPage::settle(const Answer<Done> &answer, const QString &words)
{
    m_busy = true;
    m_looking = false;
    m_notice->hide();
    refreshSide();
    onAnswer(this, answer, [this, words](const tl::expected<Done, StoreError> &outcome) {
        m_busy = false;
        if (outcome)
            Q_EMIT done(words);
        else
            m_notice->show(MessageKind::Error,
                           tr("Nothing was changed. %1").arg(storeErrorWords(outcome.error())), std::nullopt);
        reload();
    });
}

void OldDraftsPage::reload()
{
    const int generation = ++m_generation;
    onAnswer(this, m_store.oldDrafts(),
             [this, generation](const tl::expected<QList<OldDraft>, StoreError> &answer) {
                 if (generation != m_generation)
                     return;
                 if (answer)
                     return take(*answer);
                 m_notice->show(MessageKind::Error, storeErrorWords(answer.error()), std::nullopt);
                 refresh();
             });
}

void OldDraftsPage::take(const QList<OldDraft> &drafts)
{
    if (const OldDraft *before = chosen())
        m_kept = before->summary.id;
    m_model->setDrafts(drafts);
    if (!drafts.isEmpty()) {
        m_table->selectRow(qMax(0, m_model->rowOf(m_kept)));
        m_table->setFocus(Qt::OtherFocusReason);
    }
    refresh();
}

void OldDraftsPage::refresh()
{
    const bool any = m_model->rowCount() > 0;
    m_lead->setVisible(any);
    m_table->setVisible(any);
    m_empty->setVisible(!any);
    refreshSide();
}

QString OldDraftsPage::sideWords(const OldDraft &one) const
{
    if (m_looking)
        return tr("What goes: everything typed, the photo, the fingers, the signature, the documents. Nobody "
                  "can bring them back.\nWhat stays: the token, the dates, who asked, who deleted, and why.");
    if (one.proposedBy.isEmpty())
        return tr("Begun %1 days ago by %2. Finish it, or ask for its deletion: then another person, an "
                  "in-charge, decides. Until then nothing is deleted.")
            .arg(isolated(QString::number(one.days)), m_personName(one.summary.capturedBy));
    const QString asked
        = tr("Deletion asked for by %1 on %2. Reason: %3.")
              .arg(m_personName(one.proposedBy), dateWords(one.proposedAt.toLocalTime().date()),
                   reasonWords(one.reasonCode));
    return mayDelete(one) ? asked
                          : asked + u'\n' + tr("Another person, an in-charge, has to decide about it.");
}

void OldDraftsPage::refreshSide()
{
    const OldDraft *one = chosen();
    const auto parts = m_side->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *part : parts)
        part->setVisible(one);
    if (one) {
        m_sideToken->setText(one->summary.token);
        m_sideEnglish->setText(one->summary.nameEnglish);
        m_sideUrdu->setText(one->summary.nameUrdu);
        m_sideEnglish->setVisible(!one->summary.nameEnglish.isEmpty());
        m_sideUrdu->setVisible(!one->summary.nameUrdu.isEmpty());
        m_sideWords->setText(sideWords(*one));
        m_sideWords->setTone(m_looking ? u"error"_s : QString());
        const bool asks = one->proposedBy.isEmpty();
        m_reasonTitle->setVisible(asks);
        m_reason->setVisible(asks);
    } else {
        for (TextLabel *label : {m_sideToken, m_sideEnglish, m_sideUrdu, m_sideWords})
            label->clear();
    }
    Q_EMIT chromeChanged();
}

void OldDraftsPage::retranslate()
{
    m_lead->setText(
        tr("Nothing here goes by itself. What is not finished is deleted by two people: one asks, "
           "an in-charge who is somebody else decides."));
    m_empty->setText(tr("No draft is past its age. Nothing is to be done here."));
    m_table->setAccessibleName(tr("Drafts past their age"));
    m_reasonTitle->setText(tr("Why it is not needed any more"));
    m_reason->setAccessibleName(m_reasonTitle->text());
    const QString code = m_reason->currentCode();
    {
        const QSignalBlocker quiet(m_reason);
        m_reason->clear();
        m_reason->addItem(tr("Choose"), QString());
        for (const QString &one : reasons::deletionCodes)
            m_reason->addItem(reasonWords(one), one);
        m_reason->setCurrentIndex(qMax(0, m_reason->findData(code)));
    }
    refresh();
}

void OldDraftsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
