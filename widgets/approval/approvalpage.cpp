#include "widgets/approval/approvalpage.h"

#include "enrollment/reasons.h"
#include "widgets/approval/approvalqueue.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/concernroom.h"
#include "widgets/review/hintwords.h"
#include "widgets/review/irispair.h"
#include "widgets/review/likenesswords.h"
#include "widgets/review/parts.h"
#include "widgets/review/reviewlist.h"
#include "widgets/review/signoffpage.h"
#include "widgets/review/spokenwords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

ApprovalPage::ApprovalPage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_desk(desk)
    , m_queue(new ApprovalQueue(desk.fingerPolicy().lowestFloor(), this))
    , m_list(new QListView)
    , m_empty(new TextLabel(TextStyle::Body))
    , m_notice(new Banner)
    , m_name(new TextLabel(TextStyle::Title, nullptr, Script::English))
    , m_nameUrdu(new TextLabel(TextStyle::Title, nullptr, Script::Nastaliq))
    , m_captured(new TextLabel(TextStyle::Small))
    , m_rates(new TextLabel(TextStyle::Small))
    , m_why(new TextLabel(TextStyle::Label))
    , m_concerns(new ConcernList)
    , m_concernRoom(new ConcernRoom(m_concerns, 3))
    , m_photo(new PictureBox({120, 154}))
    , m_card(new PictureBox({160, 101}))
    , m_signature(new PictureBox({160, 71}))
    , m_signatureWords(new TextLabel(TextStyle::Small))
    , m_lines(new ReviewList)
    , m_hands(new HandDiagram)
    , m_irises(new IrisPair(Qt::Vertical))
    , m_fingerTitle(new TextLabel(TextStyle::Label))
    , m_finger(new PictureBox({96, 124}))
    , m_likeFinger(new PictureBox({96, 124}))
    , m_fingerWords(new TextLabel(TextStyle::Small))
    , m_exceptionPhoto(new PictureBox({276, 156}))
    , m_reasons(new ReasonPicker(this))
    , m_watch(desk, m_like)
{
    setObjectName(u"page.approval"_s);
    QStringList renewing;
    for (const FormSpec &form : desk.forms().all())
        if (!form.renews.isEmpty())
            renewing << form.id;
    m_queue->setRenewing(renewing);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(buildQueue());
    m_decision = buildDecision();
    row->addWidget(m_decision, 1);
    connectDesk();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { openRow(current.row()); });
    connect(m_concerns, &ConcernList::opened, this, &ApprovalPage::showConcern);
    connect(m_hands, &HandDiagram::chosen, this, [this](FingerPosition finger) {
        m_shownFinger = finger;
        m_shownOther.reset();
        m_shownSeen.reset();
        m_shownEyes = m_shownFaces = false;
        refresh();
    });
    connect(m_reasons, &ReasonPicker::chosen, this,
            [this](const QString &code, const QString &note) { decide(m_asking, code, note); });
    connect(m_reasons, &ReasonPicker::cancelled, this, [this] { m_list->setFocus(); });
    retranslate();
}

void ApprovalPage::connectDesk()
{
    connect(&m_desk, &EnrolmentDesk::opened, this, [this] {
        if (!m_shown)
            return;
        m_concerns->setConcerns(allConcerns());
        m_watch.begin();
        refresh();
    });
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, [this] {
        if (!m_shown)
            return;
        lookAtFingers();
        refresh();
    });
    connect(&m_like, &LikeFingers::alike, this, [this](const LikePair &pair) {
        if (!m_shown)
            return;
        m_concerns->addConcern(likeFingers(pair.newer, pair.older));
        refresh();
    });
    connect(&m_like, &LikeFingers::rested, this, &Page::chromeChanged);
    connect(&m_watch, &FingerWatch::found, this, [this](const SeenFinger &seen) {
        if (!m_shown)
            return;
        m_concerns->addConcern(seenFinger(seen.finger, seen.known, m_personName(seen.known.person)));
        refresh();
    });
    connect(&m_watch, &FingerWatch::rested, this, &Page::chromeChanged);
    connect(&m_watch, &FingerWatch::troubleChanged, this, [this] {
        if (m_shown && !m_watch.trouble().isEmpty())
            notify(*m_notice, MessageKind::Warn, m_watch.trouble());
    });
    connect(&m_desk, &EnrolmentDesk::openFailed, this, [this](const StoreError &error) {
        if (m_shown)
            notify(*m_notice, MessageKind::Error, refusalWords(error));
    });
    connect(&m_desk, &EnrolmentDesk::acted, this, [this] {
        if (!m_shown || !std::exchange(m_busy, false))
            return;
        m_notice->hide();
        m_open = {};
        reload();
    });
    connect(&m_desk, &EnrolmentDesk::actRefused, this, [this](Act, const StoreError &error) {
        if (!m_shown || !std::exchange(m_busy, false))
            return;
        notify(*m_notice, MessageKind::Error, refusalWords(error));
        if (error.lifecycle && error.lifecycle->fault == LifecycleFault::WrongState)
            reload();
        Q_EMIT chromeChanged();
    });
}

void ApprovalPage::enter()
{
    m_shown = true;
    m_busy = false;
    m_open = {};
    m_notice->hide();
    loadFigures();
    reload();
    m_list->setFocus();
}

void ApprovalPage::leave()
{
    m_shown = false;
    m_reasons->hide();
    if (!m_open.isNull())
        m_desk.close();
    m_open = {};
}

void ApprovalPage::reload()
{
    ListFilter filter;
    filter.states = {EnrolmentState::AwaitingApproval};
    onAnswer(this, m_store.list(filter),
             [this](const tl::expected<QList<EnrolmentSummary>, StoreError> &answer) {
                 if (!m_shown)
                     return;
                 if (!answer)
                     notify(*m_notice, MessageKind::Error, refusalWords(answer.error()));
                 else
                     listed(*answer);
             });
}

void ApprovalPage::listed(const QList<EnrolmentSummary> &summaries)
{
    m_queue->setSummaries(summaries);
    int row = m_queue->rowOf(m_open);
    for (int i = 0; row < 0 && i < m_queue->rowCount(); ++i)
        if (!m_queue->idAt(i).isNull())
            row = i;
    m_decision->setVisible(row >= 0);
    m_empty->setVisible(row < 0);
    if (row >= 0)
        m_list->setCurrentIndex(m_queue->index(row));
    Q_EMIT chromeChanged();
}

void ApprovalPage::openRow(int row)
{
    const EnrolmentId id = m_queue->idAt(row);
    if (id.isNull() || id == m_open)
        return;
    m_open = id;
    m_shownFinger = FingerPosition::RightThumb;
    m_shownOther.reset();
    m_shownSeen.reset();
    m_shownEyes = m_shownFaces = false;
    m_like.clear();
    m_watch.clear();
    m_registrySaid = false;
    m_notice->hide();
    m_concerns->setConcerns({}); // those of the last person must not be taken for this one's
    m_desk.open(id);
}

bool ApprovalPage::ownWork() const
{
    return m_desk.hasEnrolment() && m_desk.enrolment().capturedBy == m_desk.actor().id;
}

bool ApprovalPage::mayDecide() const
{
    return !m_open.isNull() && m_desk.hasEnrolment() && m_desk.enrolment().id == m_open && !ownWork()
        && !m_busy && m_desk.actor().role == Role::Supervisor;
}

QString ApprovalPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

void ApprovalPage::showConcern(int index)
{
    const Concern &concern = m_concerns->concerns().at(index);
    m_shownCard = concern.kind == Concern::Kind::EarlierCard;
    m_shownEyes = concern.kind == Concern::Kind::Iris;
    m_shownFaces = m_shownCard || concern.kind == Concern::Kind::Likeness;
    if (isAboutFinger(concern))
        m_shownFinger = concern.finger;
    m_shownOther.reset();
    m_shownSeen.reset();
    if (concern.kind == Concern::Kind::LikeFingers)
        m_shownOther = concern.other;
    if (concern.kind == Concern::Kind::SeenFinger)
        showSeen(concern);
    sayRegistry(concern.kind);
    refresh();
}

void ApprovalPage::showSeen(const Concern &concern)
{
    m_shownSeen = concern;
    m_seenPicture = {};
    if (concern.sample.isNull())
        return;
    onAnswer(this, m_desk.pictureOf(concern.enrolment, concern.sample),
             [this, sample = concern.sample](const QImage &picture) {
                 if (!m_shownSeen || m_shownSeen->sample != sample)
                     return;
                 m_seenPicture = picture;
                 refresh();
             });
}

QList<Concern> ApprovalPage::allConcerns() const
{
    const bool compares = m_likeness && m_likeness->offer() == LikenessCheck::Offer::Offered;
    return registryConcerns(m_desk.enrolment(), m_desk.renewsCard())
        + likenessConcerns(m_desk.enrolment(), compares)
        + earlierCardConcerns(m_desk.enrolment(), m_desk.renewsCard(), compares)
        + hintConcerns(m_desk.enrolment()) + concernsOf(m_desk.enrolment(), m_desk.fingerPolicy())
        + irisConcerns(m_desk.enrolment(), m_desk.asksForIrises());
}

/// Each picture once, as the desk loads them.
void ApprovalPage::lookAtFingers()
{
    constexpr int savedResolution = 500; // pixels per inch of every sample
    if (!m_desk.hasEnrolment() || m_desk.enrolment().id != m_open)
        return;
    for (const FingerPosition finger : allFingers)
        m_like.look(finger, m_desk.finger(finger), savedResolution);
}

bool ApprovalPage::mayApprove() const
{
    return mayDecide() && m_concerns->allSeen() && !m_like.isBusy() && !m_watch.isBusy();
}

void ApprovalPage::ask(Act act)
{
    if (!mayDecide())
        return;
    m_asking = act;
    const bool reject = act == Act::Reject;
    m_reasons->setTitle(reject ? tr("Why is it rejected?") : tr("Why does it go back?"));
    m_reasons->setReasons(reasonsFor(this, reject ? reasons::rejectCodes : reasons::returnCodes));
    m_reasons->open();
}

void ApprovalPage::decide(Act act, const QString &reasonCode, const QString &note)
{
    m_busy = true;
    m_desk.act(act, reasonCode, note);
    Q_EMIT chromeChanged();
}

void ApprovalPage::trigger(const QString &actionId)
{
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"return"_s)
        ask(Act::Return);
    else if (actionId == u"reject"_s)
        ask(Act::Reject);
    else if (actionId == u"approve"_s && mayApprove())
        decide(Act::Approve, {}, {});
}

PageChrome ApprovalPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Approval");
    const bool may = mayDecide();
    const auto count = m_queue->size();
    chrome.subtitle = count == 0 ? QString() : tr("%1 waiting for your decision").arg(count);
    if (may && !m_concerns->allSeen())
        chrome.subtitle = tr("Open every reason first: %1 of %2 seen")
                              .arg(m_concerns->seen())
                              .arg(m_concerns->concerns().size());
    else if (may && (m_like.isBusy() || m_watch.isBusy()))
        chrome.subtitle = tr("The fingers are being compared. One moment");
    chrome.start = {ActionSpec{u"back"_s, tr("Today"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.hints = {{u"↑ ↓"_s, tr("Next in queue")}, {u"1–9"_s, tr("Open a reason")}};
    chrome.end = {ActionSpec{u"reject"_s,
                             tr("Reject…"),
                             QKeySequence(Qt::CTRL | Qt::Key_J),
                             ActionSpec::Kind::Danger,
                             may,
                             {}},
                  ActionSpec{u"return"_s,
                             tr("Return to operator…"),
                             QKeySequence(Qt::CTRL | Qt::Key_R),
                             ActionSpec::Kind::Normal,
                             may,
                             {}},
                  ActionSpec{u"approve"_s, tr("Approve"), {}, ActionSpec::Kind::Primary, mayApprove(), {}}};
    return chrome;
}

void ApprovalPage::keyPressEvent(QKeyEvent *event)
{
    const int digit = event->key() - Qt::Key_1;
    if (digit >= 0 && digit < 9 && event->modifiers() == Qt::NoModifier)
        m_concerns->open(digit);
    else
        Page::keyPressEvent(event);
}

void ApprovalPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
