// The part of FingersPage that takes whole hands with a slap scanner, and goes over to single fingers.
#include "widgets/controls/banner.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/fingers/slapwords.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/review/trycard.h"

#include <QHBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

void FingersPage::setHandCapture(HandCapture &capture)
{
    m_slap = new SlapGuide(capture, this);
    connect(&capture, &HandCapture::finished, this, &FingersPage::slapFinished);
    connect(&capture, &HandCapture::tryFinished, this, &FingersPage::slapTried);
    connect(&capture, &HandCapture::failed, this, &FingersPage::slapFailed);
    connect(&capture, &HandCapture::scannerChanged, this, [this](ScannerState state) {
        if (m_shown && takesHands())
            scannerChanged(state);
    });
    connect(&capture, &HandCapture::asked, this, [this] {
        if (m_shown && takesHands())
            refresh();
    });
    connect(m_slap, &SlapGuide::liveChanged, this, [this] {
        if (m_shown && takesHands())
            refreshSlapPlate();
    });
    // A slap scanner that takes a single finger shows it too; the touch that is judged is shown instead.
    connect(&capture, &HandCapture::preview, this, [this](const QImage &picture) {
        if (!m_shown || takesHands() || m_stage != Stage::Asking || m_seen)
            return;
        m_singleLive = picture;
        m_panel->setPicture(picture);
    });
    arrangeForHands();
    refresh();
}

/// A hand needs a wider plate than a finger.
void FingersPage::arrangeForHands()
{
    m_row->setStretch(0, takesHands() ? 430 : 534);
    m_row->setStretch(1, takesHands() ? 408 : 304);
}

/// Who is at the counter, as far as it matters to a hand.
void FingersPage::tellSlapGuide()
{
    if (!m_slap || !m_desk.hasEnrolment())
        return;
    QSet<FingerPosition> missing;
    for (const BiometricException &exception : m_desk.enrolment().exceptions)
        missing.insert(exception.finger);
    m_slap->setApplicant(missing, m_desk.age());
}

void FingersPage::ask()
{
    if (takesHands())
        m_slap->ask(m_current);
    else
        m_capture.begin(m_current);
}

void FingersPage::stopAsking()
{
    m_capture.cancel();
    if (m_slap)
        m_slap->stop();
}

QList<FingerPosition> FingersPage::order() const { return takesHands() ? m_slap->order() : m_sequence; }

std::optional<ChosenFinger> FingersPage::chosen(FingerPosition finger) const
{
    auto slap = m_slap ? m_slap->best(finger) : std::nullopt;
    const auto sample = m_capture.bestSample(finger);
    const auto touch = m_capture.best(finger);
    if (!sample || !touch)
        return slap;
    const ChosenFinger single{*sample, touch->image.image, touch->image.sensor.resolution};
    return slap ? betterOf(*slap, single) : single;
}

/// In the plan of this moment: the whole hand while it is asked for, else the finger to be decided about.
bool FingersPage::isAskedFor(FingerPosition finger) const
{
    if (m_stage == Stage::Asking && takesHands())
        return m_slap->placementOf(finger) == m_slap->placementOf(m_current);
    return finger == m_current && (m_stage == Stage::Asking || m_stage == Stage::UsedUp);
}

void FingersPage::slapTried(SlapPlacement placement, const SlapTry &attempt)
{
    if (!m_shown || !takesHands() || m_slap->placementOf(m_current) != placement)
        return;
    if (attempt.fault == SlapFault::OtherHand)
        notify(*m_notice, MessageKind::Warn, tr("That was the other hand. Nothing of it was kept."));
    else
        notify(*m_notice, MessageKind::Info, {});
    refresh();
}

void FingersPage::slapFinished(SlapPlacement placement, bool good)
{
    if (!m_desk.hasEnrolment() || !m_shown)
        return;
    const QList<FingerPosition> fingers = m_slap->capture().expected(placement);
    for (const FingerPosition finger : fingers) {
        m_vetoed.remove(finger); // what was decided was about another picture
        saveBest(finger);
    }
    if (m_slap->placementOf(m_current) != placement)
        return;
    m_seen.reset();
    m_stage = good ? Stage::Good : Stage::UsedUp;
    if (good) {
        m_advance.start();
    } else if (m_slap->capture().best(placement) >= 0) {
        const auto low = std::find_if(fingers.begin(), fingers.end(),
                                      [this](FingerPosition finger) { return isLowScore(finger); });
        m_current = low != fingers.end() ? *low : fingers.first();
        if (low == fingers.end())
            notify(*m_notice, MessageKind::Warn,
                   tr("The picture of this hand is doubtful. Look whether each finger is the right one, or "
                      "take single fingers (F7)."));
    }
    refresh();
}

void FingersPage::slapFailed(const DeviceError &error)
{
    if (!m_shown || !takesHands() || error.fault == DeviceFault::Cancelled)
        return;
    if (error.fault == DeviceFault::Removed)
        notify(*m_notice, MessageKind::Warn,
               tr("The scanner was pulled out. Plug it in again; this hand goes on by itself. Or take single "
                  "fingers (F7)."));
    else if (error.fault == DeviceFault::Untrusted || error.fault == DeviceFault::NotSupported)
        notify(*m_notice, MessageKind::Error,
               tr("This slap scanner cannot prove who made it. Nothing of it was kept. Take single fingers "
                  "(F7) and tell the technician."));
    else if (error.fault != DeviceFault::NoDevice)
        notify(*m_notice, MessageKind::Warn,
               tr("The slap scanner gave no picture. It is asked again by itself; what was taken is kept."));
    refreshPlate();
}

/// At any moment. Good fingers of the hand under way stay; what is open is asked for in the other way.
void FingersPage::goOverTo(bool singles)
{
    if (!m_slap || !m_slap->isOffered() || takesHands() != singles)
        return;
    m_advance.stop();
    const auto placement = m_slap->placementOf(m_current);
    const bool underWay
        = singles && m_stage == Stage::Asking && placement && m_slap->capture().best(*placement) >= 0;
    if (underWay) {
        const SlapTry best = m_slap->capture().tries(*placement)[m_slap->capture().best(*placement)];
        for (const SlapFingerTry &one : best.fingers) {
            if (!best.isDoubtful && one.quality.isValid()
                && one.quality.value >= m_desk.acceptFrom(one.finger))
                saveBest(one.finger);
        }
    }
    closeScanner();
    m_slap->setSingles(singles);
    notify(*m_notice, MessageKind::Info, {});
    openScanner();
    arrangeForHands();
    const bool kept = done(m_current) || m_given.contains(m_current);
    if (m_stage == Stage::UsedUp || (singles && !kept)) { // what is low is taken anew, its tries stay
        m_stage = Stage::Asking;
        m_seen.reset();
        singles ? m_capture.begin(m_current) : m_slap->again(m_current);
        refresh();
    } else {
        if (!singles)
            m_current = order().last(); // the search begins with the first hand
        select(nextOpen());
    }
    scannerChanged(scannerState());
    m_hands->setFocus();
}

/// What is asked for now, and the hand after it.
QString FingersPage::presentWords() const
{
    const auto placement = takesHands() ? m_slap->placementOf(m_current) : std::nullopt;
    if (!placement || m_stage == Stage::UsedUp || m_stage == Stage::Exception)
        return tr("Now: %1").arg(said(this, wordsFor(m_current)));
    QString words = tr("Now: %1").arg(said(this, wordsFor(*placement)));
    for (const FingerPosition finger : order()) {
        const auto next = m_slap->placementOf(finger);
        if (next == placement || done(finger) || m_given.contains(finger))
            continue;
        words += u"   "_s + tr("Next: %1").arg(said(this, wordsFor(*next)));
        break;
    }
    return words;
}

void FingersPage::addSlapActions(PageChrome &chrome) const
{
    if (!m_slap || !m_slap->isOffered()
        || (doneCount() == int(allFingers.size()) && m_stage != Stage::Asking))
        return;
    const bool hands = takesHands();
    chrome.end.insert(1,
                      ActionSpec{hands ? u"singles"_s : u"hands"_s,
                                 hands ? tr("Single fingers") : tr("Whole hands"),
                                 QKeySequence(Qt::Key_F7),
                                 ActionSpec::Kind::Normal,
                                 true,
                                 {}});
    if (hands && m_stage == Stage::Asking)
        chrome.end.last() = ActionSpec{u"force"_s,
                                       tr("Capture now"),
                                       QKeySequence(Qt::Key_Space),
                                       ActionSpec::Kind::Primary,
                                       m_slap->isAsking(),
                                       {}};
}

void FingersPage::refreshSlapStrip()
{
    const QList<SlapTry> tries = m_slap->tries(m_current);
    const auto placement = m_slap->placementOf(m_current);
    const int best = m_slap->capture().best(*placement);
    const auto floorOf = [this](FingerPosition finger) { return m_desk.acceptFrom(finger); };
    const auto first = qMax<qsizetype>(0, tries.size() - m_cards.size());
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        TryView view;
        const auto index = first + i;
        view.corner = tr("Try %1").arg(index + 1);
        if (index >= tries.size()) {
            if (index < m_slap->capture().policy().maxTries
                && (m_stage == Stage::Asking || m_stage == Stage::UsedUp))
                view.judgement = tr("Lift the hand, place it again.");
            else
                view.corner.clear();
            m_cards[i]->setView(view);
            continue;
        }
        const SlapTry &attempt = tries[index];
        view.empty = false;
        view.wide = true;
        view.picture = drawSlapTry(attempt, floorOf);
        view.tone = MessageKind::Ok;
        view.judgement = tr("All good");
        if (attempt.fault) {
            view.judgement = said(this, shortWordsFor(*attempt.fault));
        } else if (attempt.isDoubtful) {
            view.judgement = tr("Doubtful");
        } else if (const auto low = std::count_if(attempt.fingers.begin(), attempt.fingers.end(),
                                                  [&floorOf](const SlapFingerTry &one) {
                                                      return !one.quality.isValid()
                                                          || one.quality.value < floorOf(one.finger);
                                                  });
                   low > 0) {
            view.judgement = tr("%1 low").arg(low);
        }
        if (attempt.fault || attempt.isDoubtful || view.judgement != tr("All good"))
            view.tone = MessageKind::Warn;
        view.chosen = index == best;
        view.choice = view.chosen ? tr("Best so far") : attempt.fault ? tr("Not kept") : tr("Kept");
        m_cards[i]->setView(view);
    }
}

/// What is said to the applicant about the hand.
BilingualText FingersPage::slapWords() const
{
    const auto placement = m_slap->placementOf(m_current);
    if (m_stage == Stage::Good)
        return {u"Very good. Lift your hand"_s, u"بہت اچھے۔ ہاتھ اٹھا لیں"_s};
    if (m_stage == Stage::Exception)
        return {u"This finger is not taken"_s, u"یہ انگلی نہیں لی جائے گی"_s};
    if (m_stage == Stage::AllDone)
        return {u"Thank you, all fingers are done"_s, u"شکریہ، سب انگلیاں ہو گئیں"_s};
    if (m_stage == Stage::UsedUp)
        return {u"Thank you. Lift your hand"_s, u"شکریہ۔ ہاتھ اٹھا لیں"_s};
    const ScannerState state = scannerState();
    if (state == ScannerState::NoDevice || state == ScannerState::HelperLost || state == ScannerState::TooHot)
        return wordsFor(state);
    if (state == ScannerState::Processing)
        return {u"Thank you. One moment"_s, u"شکریہ۔ ذرا ٹھہریں"_s};
    const QList<SlapTry> tries = m_slap->tries(m_current);
    if (!tries.isEmpty()) {
        if (tries.last().fault)
            return wordsFor(*tries.last().fault, *placement);
        for (const SlapFingerTry &one : tries.last().fingers) {
            if (!one.reason)
                continue;
            const BilingualText finger = wordsFor(one.finger), what = wordsFor(*one.reason);
            return {finger.english + u": "_s + what.english, finger.urdu + u": "_s + what.urdu};
        }
    }
    return placeWordsFor(*placement, m_slap->capture().expected(*placement));
}

void FingersPage::refreshSlapPlate()
{
    const auto placement = m_slap->placementOf(m_current);
    if (!placement)
        return;
    const QList<SlapTry> tries = m_slap->tries(m_current);
    const auto floorOf = [this](FingerPosition finger) { return m_desk.acceptFrom(finger); };
    QImage picture = m_slap->live();
    if (picture.isNull() && !tries.isEmpty() && !m_slap->isAsking())
        picture = drawSlapTry(tries.last(), floorOf);
    else if (picture.isNull() && tries.isEmpty() && m_stage != Stage::Asking)
        picture = m_desk.finger(m_current);
    QList<bool> outlines;
    const QList<FingerPosition> expected = m_slap->capture().expected(*placement);
    for (const FingerPosition finger : fingersOf(*placement))
        outlines << expected.contains(finger);
    m_panel->setOutlines(outlines);
    m_panel->setPicture(picture);
    m_panel->setWords(slapWords());
    const auto device = m_slap->capture().device();
    const bool alive = m_slap->capture().isAvailable();
    const QString left = m_slap->isAsking() ? tr("%1 s left").arg(m_slap->secondsLeft()) : QString();
    m_panel->setBadges(!alive                  ? tr("No scanner")
                           : device->simulated ? tr("Simulated")
                                               : tr("Live"),
                       alive, left);
}

} // namespace indraj
