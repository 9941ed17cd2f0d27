#include "widgets/fingers/fingerspage.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/fingerpairpanel.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/fingers/handsphotopanel.h"
#include "widgets/fingers/marklegend.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/review/trycard.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

FingersPage::FingersPage(FingerCapture &capture, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_capture(capture)
    , m_desk(desk)
    , m_sequence(allFingers.begin(), allFingers.end())
    , m_hands(new HandDiagram)
    , m_legend(new MarkLegend)
    , m_exceptionWords(new TextLabel(TextStyle::Small))
    , m_cannot(new ActionButton(u"fingers.cannot"_s, {}))
    , m_undo(new ActionButton(u"fingers.undo"_s, {}))
    , m_takePhoto(new ActionButton(u"fingers.photo"_s, {}))
    , m_panel(new FingerPanel)
    , m_notice(new Banner)
    , m_reasons(new ReasonPicker(this))
    , m_pair(new FingerPairPanel(this))
    , m_watch(desk, m_like)
{
    setObjectName(u"page.fingers"_s);
    setFocusPolicy(Qt::StrongFocus);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    box->addWidget(m_notice);
    m_row = new QHBoxLayout;
    m_row->setSpacing(16);
    m_row->addWidget(buildHands(), 534);
    m_row->addWidget(m_panel, 304);
    box->addLayout(m_row, 1);
    auto *strip = new QHBoxLayout;
    strip->setSpacing(12);
    for (int i = 0; i < 3; ++i) {
        m_cards << new TryCard;
        m_cards[i]->setObjectName(u"fingers.try.%1"_s.arg(i + 1));
        strip->addWidget(m_cards[i], 1);
    }
    box->addLayout(strip);
    m_advance.setSingleShot(true);
    m_advance.setInterval(700);
    connectAll();
    retranslate();
}

QWidget *FingersPage::buildHands()
{
    auto *panel = new Panel;
    QVBoxLayout *box = panel->body();
    box->setContentsMargins(16, 8, 16, 8);
    box->setSpacing(4);
    m_hands->setObjectName(u"fingers.hands"_s);
    box->addWidget(m_hands, 1);
    box->addWidget(m_legend);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_exceptionWords, 1);
    m_undo->setCompact(true);
    m_cannot->setCompact(true);
    m_cannot->setKeyHint(u"F8"_s);
    m_takePhoto->setCompact(true);
    m_takePhoto->setKeyHint(u"P"_s);
    row->addWidget(m_undo);
    row->addWidget(m_takePhoto);
    row->addWidget(m_cannot);
    box->addLayout(row);
    return panel;
}

void FingersPage::connectAll()
{
    connect(m_hands, &HandDiagram::chosen, this, &FingersPage::select);
    connect(&m_advance, &QTimer::timeout, this, &FingersPage::goOn);
    connect(m_undo, &QAbstractButton::clicked, this, &FingersPage::undoException);
    connect(m_cannot, &QAbstractButton::clicked, this, &FingersPage::askWhyNot);
    connect(m_takePhoto, &QAbstractButton::clicked, this, &FingersPage::openPhoto);
    connect(m_reasons, &ReasonPicker::chosen, this, &FingersPage::reasonChosen);
    connect(m_reasons, &ReasonPicker::cancelled, this, [this] { m_hands->setFocus(); });
    connect(&m_like, &LikeFingers::alike, this, &FingersPage::showPair);
    connect(&m_watch, &FingerWatch::found, this, &FingersPage::showSeen);
    connect(&m_watch, &FingerWatch::troubleChanged, this, [this] {
        if (m_shown)
            scannerChanged(m_capture.scannerState());
    });
    connect(m_pair, &FingerPairPanel::takeAgain, this, &FingersPage::takeAgain);
    connect(m_pair, &FingerPairPanel::different, this, &FingersPage::pairAnswered);
    connect(&m_capture, &FingerCapture::scannerChanged, this, [this](ScannerState state) {
        if (!takesHands())
            scannerChanged(state);
    });
    connect(&m_capture, &FingerCapture::touchSeen, this,
            [this](FingerPosition finger, const FingerTry &attempt) {
                if (finger != m_current || !m_shown)
                    return;
                m_seen = attempt;
                refreshPlate();
            });
    connect(&m_capture, &FingerCapture::tryFinished, this, [this](FingerPosition finger) {
        if (finger != m_current)
            return;
        m_seen.reset();
        refresh();
    });
    connect(&m_capture, &FingerCapture::finished, this, &FingersPage::fingerFinished);
    connect(&m_capture, &FingerCapture::failed, this, &FingersPage::singleFailed);
    connect(&m_desk, &EnrolmentDesk::changed, this, [this] {
        if (m_shown)
            refresh();
    });
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, [this] {
        if (!m_shown)
            return;
        lookAtSaved();
        refreshStrip();
    });
    connect(&m_desk, &EnrolmentDesk::saveFailed, this, [this] {
        if (m_shown)
            notify(*m_notice, MessageKind::Error,
                   tr("The finger could not be saved yet. It is kept here and tried again."));
    });
}

QString FingersPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

bool FingersPage::done(FingerPosition finger) const { return m_desk.fingerDone(finger); }

bool FingersPage::isLowScore(FingerPosition finger) const
{
    const int score = bestScore(finger);
    return score > 100 || score < m_desk.acceptFrom(finger);
}

int FingersPage::doneCount() const
{
    return static_cast<int>(
        std::count_if(allFingers.begin(), allFingers.end(), [this](FingerPosition f) { return done(f); }));
}

FingerPosition FingersPage::nextOpen() const
{
    const QList<FingerPosition> sequence = order();
    const auto at = sequence.indexOf(m_current);
    for (qsizetype i = 1; i <= sequence.size(); ++i) {
        const FingerPosition finger = sequence[(at + i) % sequence.size()];
        const bool saved = m_desk.hasEnrolment() && m_desk.enrolment().finger(finger);
        if (!saved && !done(finger) && !m_given.contains(finger))
            return finger;
    }
    for (const FingerPosition finger : sequence) { // passed over by the operator: kept, not decided
        const SampleInfo *saved = m_desk.hasEnrolment() ? m_desk.enrolment().finger(finger) : nullptr;
        if (saved && !done(finger) && !m_vetoed.contains(finger))
            return finger;
    }
    return m_current;
}

int FingersPage::bestScore(FingerPosition finger) const
{
    int score = QualityScore::failed;
    if (const auto best = m_capture.best(finger); best && best->quality.isValid())
        score = best->quality.value;
    if (const auto slap = m_slap ? m_slap->best(finger) : std::nullopt; slap
        && slap->sample.info.quality.isValid() && (score > 100 || slap->sample.info.quality.value > score))
        score = slap->sample.info.quality.value;
    if (score <= 100)
        return score;
    const SampleInfo *saved = m_desk.hasEnrolment() ? m_desk.enrolment().finger(finger) : nullptr;
    return saved ? saved->quality.value : QualityScore::failed;
}

void FingersPage::enter()
{
    m_shown = true;
    if (m_desk.hasEnrolment() && m_desk.enrolment().id != m_enrolment) {
        m_capture.clearAll();
        if (m_slap)
            m_slap->newApplicant();
        m_given.clear();
        m_vetoed.clear();
        m_like.clear();
        m_watch.begin();
        m_photoGiven = false;
        m_enrolment = m_desk.enrolment().id;
    }
    m_capture.setAge(m_desk.age());
    tellSlapGuide();
    lookAtSaved();
    m_seen.reset();
    m_scannerStayedAway = false;
    notify(*m_notice, MessageKind::Info, {});
    openScanner();
    arrangeForHands();
    m_current = order().last(); // so that the search begins with the first of the sequence
    const FingerPosition first = nextOpen();
    select(done(first) ? order().first() : first);
    scannerChanged(scannerState());
    m_hands->setFocus();
}

void FingersPage::leave()
{
    m_shown = false;
    m_advance.stop();
    m_reasons->hide();
    m_pair->hide();
    if (m_handsPhoto)
        m_handsPhoto->shut();
    m_pairsToShow.clear();
    m_seenToShow.clear();
    closeScanner();
}

void FingersPage::select(FingerPosition finger)
{
    m_advance.stop();
    stopAsking();
    m_current = finger;
    m_seen.reset();
    m_singleLive = {};
    const bool saved = m_desk.hasEnrolment() && m_desk.enrolment().finger(finger);
    if (m_desk.hasEnrolment() && m_desk.enrolment().exceptionFor(finger)) {
        m_stage = Stage::Exception;
    } else if (saved) {
        m_stage = isLowScore(finger) ? Stage::UsedUp : Stage::Good;
    } else {
        m_stage = Stage::Asking;
        ask();
    }
    refresh();
}

void FingersPage::goOn()
{
    if (m_pair->isVisible())
        return; // the operator's answer goes on
    const FingerPosition next = nextOpen();
    if (!done(next) && (!m_given.contains(next) || next != m_current)) {
        select(next);
        return;
    }
    m_stage = Stage::AllDone;
    refresh();
    if (needsPhoto())
        openPhoto();
}

void FingersPage::fingerFinished(FingerPosition finger, bool good)
{
    if (!m_desk.hasEnrolment())
        return; // another page takes fingers: of nobody who is enrolled
    saveBest(finger);
    if (finger != m_current)
        return;
    m_stage = good ? Stage::Good : Stage::UsedUp;
    if (good)
        m_advance.start();
    refresh();
}

void FingersPage::saveBest(FingerPosition finger)
{
    const auto best = chosen(finger);
    if (!best)
        return;
    m_given.insert(finger);
    m_desk.saveSample(best->sample, best->picture);
    m_like.look(finger, best->picture, best->resolution);
}

void FingersPage::trigger(const QString &actionId)
{
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"next"_s)
        Q_EMIT navigate(u"next"_s);
    else if (actionId == u"keep"_s)
        askForVeto();
    else if (actionId == u"photo"_s)
        openPhoto();
    else if (actionId == u"undo"_s)
        undoException();
    else if (actionId == u"singles"_s)
        goOverTo(true);
    else if (actionId == u"hands"_s)
        goOverTo(false);
    else if (actionId == u"force"_s)
        m_slap->capture().force();
    else if (actionId == u"again"_s) {
        m_advance.stop();
        m_stage = Stage::Asking;
        if (takesHands())
            m_slap->again(m_current);
        else if (m_capture.tries(m_current).isEmpty())
            m_capture.begin(m_current); // a finger of an earlier shift: its tries were not kept
        else
            m_capture.tryAgain();
        refresh();
    }
}

PageChrome FingersPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Fingerprints");
    const int finished = doneCount();
    const auto ten = static_cast<int>(allFingers.size());
    const bool all = finished == ten;
    chrome.subtitle = all && m_stage != Stage::Asking
        ? tr("All ten fingers are done.")
        : presentWords() + u"   "_s + tr("%1 of %2 done").arg(finished).arg(ten);
    chrome.start = {ActionSpec{u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.hints = {{u"← →"_s, tr("Other finger")}, {u"F8"_s, tr("Cannot be taken")}};
    chrome.end = {ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, true, {}}};
    const ActionSpec again{
        u"again"_s, tr("Try again"), QKeySequence(Qt::Key_Space), ActionSpec::Kind::Normal, true, {}};
    if (all && m_stage != Stage::Asking) {
        if (m_stage == Stage::UsedUp || m_stage == Stage::Good)
            chrome.end << again;
        if (needsPhoto())
            chrome.end << ActionSpec{
                u"photo"_s, tr("Photo of both hands…"), {}, ActionSpec::Kind::Primary, true, u"camera"_s};
        else
            chrome.end << ActionSpec{u"next"_s, tr("Continue"), {}, ActionSpec::Kind::Primary, true, {}};
    } else if (m_stage == Stage::UsedUp && bestScore(m_current) <= 100) {
        chrome.end << ActionSpec{
            u"keep"_s, tr("Accept %1…").arg(bestScore(m_current)), {}, ActionSpec::Kind::Normal, true, {}};
        chrome.end << again;
        chrome.end.last().kind = ActionSpec::Kind::Primary;
    } else if (m_stage == Stage::UsedUp) {
        chrome.end << again;
        chrome.end.last().kind = ActionSpec::Kind::Primary;
    } else {
        chrome.end << ActionSpec{u"next"_s, tr("Continue"), {}, ActionSpec::Kind::Primary, false, {}};
    }
    addSlapActions(chrome);
    chrome.showSteps = true;
    chrome.showCitizen = true;
    return chrome;
}

void FingersPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F8)
        m_cannot->click();
    else if (event->key() == Qt::Key_P && event->modifiers() == Qt::NoModifier && m_takePhoto->isVisible())
        m_takePhoto->click();
    else if (event->matches(QKeySequence::Undo) && m_stage == Stage::Exception)
        undoException();
    else
        Page::keyPressEvent(event);
}

void FingersPage::retranslate()
{
    m_cannot->setLabel(tr("Finger cannot be taken…"));
    m_takePhoto->setLabel(tr("Photo of hands…"));
    m_undo->setLabel(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo: the finger can be taken"));
    refresh();
}

void FingersPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (m_shown)
            scannerChanged(scannerState());
    }
    Page::changeEvent(event);
}

} // namespace indraj
