#include "widgets/home/homepage.h"

#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/home/summaryrow.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QVBoxLayout>
#include <QVariant>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostNeeds = 4;
constexpr int mostToday = 6;

bool needsOperator(const EnrolmentSummary &summary)
{
    return summary.state == EnrolmentState::Returned || summary.state == EnrolmentState::Draft;
}

bool isFinished(EnrolmentState state)
{
    return state != EnrolmentState::Draft && state != EnrolmentState::Returned
        && state != EnrolmentState::Reviewed;
}

TextLabel *headline(QWidget *parent)
{
    auto *label = new TextLabel(TextStyle::Body, parent);
    label->setBold(true);
    return label;
}

} // namespace

HomePage::HomePage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_desk(desk)
    , m_shiftStart(QDateTime::currentDateTimeUtc())
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    for (Tile **tile : {&m_finished, &m_toSend, &m_drafts, &m_toApprove}) {
        *tile = new Tile(this);
        tiles->addWidget(*tile, 1);
    }
    column->addLayout(tiles);
    const auto panel = [&](TextLabel *&title, TextLabel *&empty, QVBoxLayout *&rows) {
        auto *frame = new Panel(this);
        title = headline(frame);
        empty = new TextLabel(TextStyle::Body, frame);
        empty->setTone(u"muted"_s);
        rows = new QVBoxLayout;
        rows->setSpacing(0);
        frame->body()->setSpacing(4);
        frame->body()->addWidget(title);
        frame->body()->addWidget(hairline(frame));
        frame->body()->addWidget(empty);
        frame->body()->addLayout(rows);
        column->addWidget(frame);
    };
    panel(m_needsTitle, m_needsEmpty, m_needsRows);
    panel(m_todayTitle, m_todayEmpty, m_todayRows);
    column->addStretch(1);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    refresh();
}

int HomePage::toDecide() const
{
    const Actor &actor = m_desk.actor();
    if (actor.role != Role::Supervisor)
        return 0;
    return int(std::count_if(m_list.begin(), m_list.end(), [&actor](const EnrolmentSummary &one) {
        return one.state == EnrolmentState::AwaitingApproval && one.capturedBy != actor.id;
    }));
}

QString HomePage::subtitle() const
{
    const auto needs = std::count_if(m_list.begin(), m_list.end(), needsOperator);
    const int decisions = toDecide();
    QStringList parts;
    if (needs > 0)
        parts << (needs == 1 ? tr("1 needs you") : tr("%n need you", nullptr, int(needs)));
    if (decisions > 0)
        parts << tr("Waiting for your decision: %1").arg(isolated(QString::number(decisions)));
    return parts.isEmpty() ? tr("Nothing waits for you.") : parts.join(u" · "_s);
}

PageChrome HomePage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Today");
    chrome.subtitle = subtitle();
    chrome.tool = ActionSpec{.id = u"find"_s, .text = tr("Find token, name or number"), .icon = u"find"_s};
    chrome.tool->key = QKeySequence(u"Ctrl+F"_s);
    chrome.start = {{.id = u"handover"_s, .text = tr("End shift…")}};
    chrome.hints = {{u"Tab"_s, tr("Choose")}, {u"Enter"_s, tr("Open")}, {u"F1"_s, tr("Help")}};
    chrome.end = {{.id = u"new"_s,
                   .text = tr("New application"),
                   .key = QKeySequence(u"Ctrl+N"_s),
                   .kind = ActionSpec::Kind::Primary,
                   .icon = u"plus"_s}};
    // The bar has room for one more service; further ones are lines in Ctrl+K.
    for (const FormSpec &form : m_desk.forms().all().mid(1)) {
        ActionSpec begin{.id = u"new:"_s + form.id, .text = local(form.title), .icon = u"plus"_s};
        if (chrome.end.size() > 1) {
            chrome.more.append(begin);
            continue;
        }
        begin.key = QKeySequence(u"Ctrl+Shift+N"_s);
        chrome.end.prepend(begin);
    }
    return chrome;
}

void HomePage::enter()
{
    setFocus(Qt::OtherFocusReason);
    reload();
}

void HomePage::trigger(const QString &actionId)
{
    Q_EMIT navigate(actionId); // "new", "new:<service>", "find", "handover"
}

void HomePage::setLine(const std::optional<LineStatus> &line)
{
    m_line = line;
    refresh();
}

void HomePage::setShiftStart(const QDateTime &utc) { m_shiftStart = utc; }

void HomePage::reload()
{
    const int generation = ++m_generation;
    ListFilter all;
    all.states = {EnrolmentState::Draft,     EnrolmentState::Reviewed,
                  EnrolmentState::SignedOff, EnrolmentState::AwaitingApproval,
                  EnrolmentState::Returned,  EnrolmentState::Rejected,
                  EnrolmentState::Approved,  EnrolmentState::Sealed,
                  EnrolmentState::Sending,   EnrolmentState::Received,
                  EnrolmentState::Erased};
    onAnswer(this, m_store.list(all),
             [this, generation](const tl::expected<QList<EnrolmentSummary>, StoreError> &answer) {
                 if (generation != m_generation)
                     return;
                 if (answer)
                     take(*answer);
                 else
                     Q_EMIT loadFailed(answer.error());
             });
}

void HomePage::take(const QList<EnrolmentSummary> &list)
{
    m_list = list;
    std::stable_sort(m_list.begin(), m_list.end(), [](const EnrolmentSummary &a, const EnrolmentSummary &b) {
        return a.savedAt > b.savedAt;
    });
    refresh();
    Q_EMIT chromeChanged();
}

void HomePage::refresh()
{
    const auto count = [this](auto predicate) {
        return isolated(QString::number(std::count_if(m_list.begin(), m_list.end(), predicate)));
    };
    const auto inState = [](EnrolmentState state) {
        return [state](const EnrolmentSummary &one) { return one.state == state; };
    };
    m_finished->setTile(count([this](const EnrolmentSummary &one) {
                            return isFinished(one.state) && one.savedAt >= m_shiftStart
                                && one.capturedBy == m_desk.actor().id;
                        }),
                        tr("finished this shift"));
    m_toSend->setTile(
        m_line ? isolated(QString::number(m_line->unsent)) : count([](const EnrolmentSummary &one) {
            return one.state == EnrolmentState::Approved || one.state == EnrolmentState::Sealed
                || one.state == EnrolmentState::Sending;
        }),
        tr("waiting to send"));
    m_drafts->setTile(count(inState(EnrolmentState::Draft)), tr("paused"));
    m_toApprove->setTile(count(inState(EnrolmentState::AwaitingApproval)), tr("waiting for approval"));

    m_needsTitle->setText(tr("Needs you"));
    m_todayTitle->setText(tr("Today's enrolments"));
    m_needsEmpty->setText(toDecide() > 0
                              ? tr("Others have finished enrolments. Open Approval and decide.")
                              : tr("Nothing is paused or returned. Start the next one with Ctrl+N."));
    m_todayEmpty->setText(tr("No one has been enrolled today. Start with Ctrl+N."));
    QList<EnrolmentSummary> needs;
    QList<EnrolmentSummary> today;
    for (const EnrolmentSummary &one : std::as_const(m_list)) {
        if (needsOperator(one))
            needs.append(one);
        else if (one.savedAt.toLocalTime().date() == QDate::currentDate())
            today.append(one);
    }
    // Returned work first: somebody has asked for it.
    std::stable_partition(needs.begin(), needs.end(),
                          [](const EnrolmentSummary &one) { return one.state == EnrolmentState::Returned; });
    m_needsEmpty->setVisible(needs.isEmpty());
    m_todayEmpty->setVisible(today.isEmpty());
    fill(m_needsRows, needs.mid(0, mostNeeds), true);
    fill(m_todayRows, today.mid(0, mostToday), false);
}

void HomePage::fill(QVBoxLayout *rows, const QList<EnrolmentSummary> &list, bool withButton)
{
    while (QLayoutItem *item = rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const EnrolmentSummary &summary : list) {
        auto *row = new SummaryRow(summary, withButton, this);
        rows->addWidget(row);
        connect(row, &SummaryRow::openRequested, this,
                [this](EnrolmentId id) { Q_EMIT navigate(u"open:"_s + id.toString()); });
    }
}

void HomePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace indraj
