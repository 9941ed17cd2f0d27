#include "widgets/lock/handoverpage.h"

#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/statuschip.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostRows = 7;
constexpr int rowHeight = 40;

bool isOpen(EnrolmentState state)
{
    return state == EnrolmentState::Draft || state == EnrolmentState::Reviewed
        || state == EnrolmentState::Returned;
}

bool waitsToBeSent(EnrolmentState state)
{
    return state == EnrolmentState::Approved || state == EnrolmentState::Sealed
        || state == EnrolmentState::Sending;
}

/// Token, state and step; no name: the next person looks over the shoulder.
QWidget *openRow(const EnrolmentSummary &summary, QWidget *parent)
{
    auto *box = new QWidget(parent);
    box->setMinimumHeight(scaledRoom(rowHeight));
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto *token = new TextLabel(TextStyle::Body, isolated(summary.token), box);
    token->setBold(true);
    token->setMinimumWidth(scaledText(72));
    const StateWords words = stateWords(summary.state);
    auto *chip = new StatusChip(box);
    chip->setState(words.kind, words.text, words.icon);
    auto *step = new TextLabel(TextStyle::Small, stepName(summary.step), box);
    step->setTone(u"muted"_s);
    auto *time = new TextLabel(TextStyle::Small, dayTimeWords(summary.savedAt), box);
    time->setTone(u"muted"_s);
    row->addWidget(token);
    row->addWidget(chip);
    row->addWidget(step, 1);
    row->addWidget(time);
    return box;
}

} // namespace

HandOverPage::HandOverPage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_desk(desk)
    , m_shiftStart(QDateTime::currentDateTimeUtc())
    , m_notice(new Banner(this))
    , m_panel(new Panel(this))
    , m_openTitle(new TextLabel(TextStyle::Body, m_panel))
    , m_openEmpty(new TextLabel(TextStyle::Body, m_panel))
    , m_rows(new QVBoxLayout)
    , m_promise(new TextLabel(TextStyle::Body, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_notice);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    for (Tile **tile : {&m_done, &m_drafts, &m_returned, &m_toSend}) {
        *tile = new Tile(this);
        tiles->addWidget(*tile, 1);
    }
    column->addLayout(tiles);
    m_openTitle->setBold(true);
    m_openEmpty->setTone(u"muted"_s);
    m_rows->setSpacing(0);
    m_panel->body()->setSpacing(4);
    m_panel->body()->addWidget(m_openTitle);
    m_panel->body()->addWidget(hairline(m_panel));
    m_panel->body()->addWidget(m_openEmpty);
    m_panel->body()->addLayout(m_rows);
    column->addWidget(m_panel);
    m_promise->setWordWrap(true);
    m_promise->setTone(u"muted"_s);
    column->addWidget(m_promise);
    column->addStretch(1);
    setFocusPolicy(Qt::StrongFocus);
    connect(&m_desk, &EnrolmentDesk::allSaved, this, [this] {
        m_notice->hide();
        if (std::exchange(m_leaving, false))
            Q_EMIT handOverRequested();
        Q_EMIT chromeChanged();
    });
    connect(&m_desk, &EnrolmentDesk::saveFailed, this, [this](const StoreError &error) {
        if (!std::exchange(m_leaving, false))
            return;
        m_notice->show(MessageKind::Error,
                       tr("The shift cannot end yet: %1").arg(storeErrorWords(error)) + u' '
                           + keptWords(m_desk.kept()),
                       std::nullopt);
        Q_EMIT chromeChanged();
    });
    refresh();
}

PageChrome HandOverPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Hand over");
    chrome.subtitle = tr("What this shift leaves behind. Nothing is lost.");
    chrome.start = {{.id = u"stay"_s,
                     .text = tr("Stay"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.end = {{.id = u"handOver"_s,
                   .text = tr("Hand over"),
                   .kind = ActionSpec::Kind::Primary,
                   .enabled = !m_leaving,
                   .icon = u"lock"_s}};
    return chrome;
}

void HandOverPage::enter()
{
    m_leaving = false;
    m_notice->hide();
    setFocus(Qt::OtherFocusReason);
    ListFilter all;
    all.states = {EnrolmentState::Draft,     EnrolmentState::Reviewed,
                  EnrolmentState::SignedOff, EnrolmentState::AwaitingApproval,
                  EnrolmentState::Returned,  EnrolmentState::Rejected,
                  EnrolmentState::Approved,  EnrolmentState::Sealed,
                  EnrolmentState::Sending,   EnrolmentState::Received,
                  EnrolmentState::Erased};
    const int generation = ++m_generation;
    onAnswer(this, m_store.list(all),
             [this, generation](const tl::expected<QList<EnrolmentSummary>, StoreError> &answer) {
                 if (generation != m_generation)
                     return;
                 if (answer)
                     m_list = *answer;
                 else
                     m_notice->show(MessageKind::Error, storeErrorWords(answer.error()), std::nullopt);
                 refresh();
             });
}

void HandOverPage::trigger(const QString &actionId)
{
    if (actionId == "stay"_L1)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == "handOver"_L1)
        handOver();
}

void HandOverPage::handOver()
{
    if (m_leaving)
        return;
    m_desk.flush();
    if (m_desk.kept().isEmpty()) {
        Q_EMIT handOverRequested();
        return;
    }
    m_leaving = true;
    Q_EMIT chromeChanged();
}

void HandOverPage::setShiftStart(const QDateTime &utc) { m_shiftStart = utc; }

void HandOverPage::setLine(const std::optional<LineStatus> &line)
{
    m_line = line;
    refresh();
}

QString HandOverPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

bool HandOverPage::isMine(const EnrolmentSummary &one) const { return one.capturedBy == m_desk.actor().id; }

void HandOverPage::refresh()
{
    const auto number = [](qsizetype count) { return isolated(QString::number(count)); };
    const auto count = [this, number](auto predicate) {
        return number(std::count_if(m_list.cbegin(), m_list.cend(), predicate));
    };
    m_done->setTile(count([this](const EnrolmentSummary &one) {
                        return !isOpen(one.state) && isMine(one) && one.savedAt >= m_shiftStart;
                    }),
                    tr("done in this shift"));
    m_drafts->setTile(count([](const EnrolmentSummary &one) {
                          return isOpen(one.state) && one.state != EnrolmentState::Returned;
                      }),
                      tr("drafts left"));
    const auto returned = std::count_if(m_list.cbegin(), m_list.cend(), [](const EnrolmentSummary &one) {
        return one.state == EnrolmentState::Returned;
    });
    m_returned->setTile(number(returned), tr("returned by the in-charge"),
                        returned ? MessageKind::Warn : MessageKind::Neutral);
    m_toSend->setTile(m_line ? number(m_line->unsent)
                             : count([](const EnrolmentSummary &one) { return waitsToBeSent(one.state); }),
                      tr("waiting to send"));
    QList<EnrolmentSummary> open;
    std::copy_if(m_list.cbegin(), m_list.cend(), std::back_inserter(open),
                 [](const EnrolmentSummary &one) { return isOpen(one.state); });
    m_openTitle->setText(tr("Left open"));
    m_openEmpty->setText(tr("No draft is left open."));
    m_promise->setText(tr("Drafts stay on this computer for the next shift. What waits to be sent is sent as "
                          "soon as the next person has signed in."));
    fillRows(open);
}

void HandOverPage::fillRows(const QList<EnrolmentSummary> &open)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_openEmpty->setVisible(open.isEmpty());
    const auto shown = open.mid(0, mostRows);
    for (const EnrolmentSummary &one : shown)
        m_rows->addWidget(openRow(one, m_panel));
    if (open.size() > mostRows)
        m_rows->addWidget(
            new TextLabel(TextStyle::Small,
                          tr("and %1 more").arg(isolated(QString::number(open.size() - mostRows))), m_panel));
}

void HandOverPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace indraj
