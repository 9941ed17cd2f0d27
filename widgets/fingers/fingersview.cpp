// The half of FingersPage that shows: from the enrolment and the tries to what stands on the screen.
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/fingers/handsphotopanel.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/review/trycard.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

void FingersPage::refresh()
{
    for (const FingerPosition finger : allFingers) {
        FingerView view;
        view.score = bestScore(finger);
        view.tries = static_cast<int>(m_capture.tries(finger).size());
        if (takesHands())
            view.tries = static_cast<int>(m_slap->tries(finger).size());
        const Enrolment *enrolment = m_desk.hasEnrolment() ? &m_desk.enrolment() : nullptr;
        if (enrolment && view.tries == 0)
            if (const SampleInfo *saved = enrolment->finger(finger))
                view.tries = static_cast<int>(saved->attempts.size());
        if (enrolment && enrolment->exceptionFor(finger))
            view = {FingerMark::Exception, QualityScore::failed, 0};
        else if (isAskedFor(finger))
            view.mark = FingerMark::Now;
        else if (done(finger) || (enrolment && enrolment->finger(finger)))
            view.mark = !isLowScore(finger) ? FingerMark::Good : FingerMark::Low;
        m_hands->setFinger(finger, view);
    }
    m_hands->setSelected(m_current);
    refreshStrip();
    refreshPlate();
    refreshException();
    Q_EMIT chromeChanged();
}

void FingersPage::refreshStrip()
{
    if (takesHands() && !m_slap->tries(m_current).isEmpty()) {
        refreshSlapStrip();
        return;
    }
    QList<FingerTry> tries = m_capture.tries(m_current);
    const auto best = m_capture.best(m_current);
    const int limit = m_capture.policy().maxTries;
    const int floor = m_desk.acceptFrom(m_current);
    const auto first
        = qMax<qsizetype>(0, tries.size() - m_cards.size()); // more than three: the latest are shown
    const SampleInfo *saved = m_desk.hasEnrolment() ? m_desk.enrolment().finger(m_current) : nullptr;
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        TryView view;
        const auto index = first + i;
        view.corner = tr("Try %1").arg(index + 1);
        if (index < tries.size()) {
            const FingerTry &attempt = tries[index];
            view.empty = false;
            view.picture = attempt.image.image;
            view.score = attempt.quality.isValid() ? QString::number(attempt.quality.value) : u"–"_s;
            const bool good = attempt.quality.isValid() && attempt.quality.value >= floor;
            view.tone = good ? MessageKind::Ok : MessageKind::Warn;
            view.judgement = attempt.reason && !good ? said(this, shortWordsFor(*attempt.reason))
                : good                               ? tr("Good")
                                                     : tr("Low");
            view.chosen = best && best->number == attempt.number;
            view.choice = view.chosen ? tr("Best so far") : tr("Kept");
        } else if (i == 0 && saved && tries.isEmpty()) {
            view.empty = false;
            view.picture = m_desk.finger(m_current);
            view.score = saved->quality.isValid() ? QString::number(saved->quality.value) : u"–"_s;
            view.corner.clear();
            view.tone = isLowScore(m_current) ? MessageKind::Warn : MessageKind::Ok;
            view.judgement = view.tone == MessageKind::Ok ? tr("Good") : tr("Low");
            view.chosen = true;
            view.choice = saved->manual ? tr("Accepted") : tr("Saved");
        } else if (index < limit && !done(m_current)) {
            view.judgement = index == 0 ? tr("Clean glass, clean finger.")
                : takesHands()          ? tr("Lift the hand, place it again.")
                                        : tr("Lift the finger, wipe it, place it again.");
        } else {
            view.corner.clear();
        }
        m_cards[i]->setView(view);
    }
}

void FingersPage::refreshPlate()
{
    if (takesHands()) {
        refreshSlapPlate();
        return;
    }
    m_panel->setOutlines({});
    const QList<FingerTry> tries = m_capture.tries(m_current);
    const ScannerState state = m_capture.scannerState();
    QImage picture = m_stage == Stage::Asking ? m_singleLive : m_desk.finger(m_current);
    QString score;
    if (!tries.isEmpty()) {
        if (!tries.last().image.image.isNull())
            picture = tries.last().image.image;
        if (tries.last().quality.isValid())
            score = tr("%1, needs %2").arg(tries.last().quality.value).arg(m_desk.acceptFrom(m_current));
    }
    if (m_seen) { // judged by the cheap measures so far: shown at once, the full score follows
        picture = m_seen->image.image;
        score = m_seen->quality.isValid() ? tr("About %1").arg(m_seen->quality.value) : QString();
    }
    const bool scannerReady = state == ScannerState::Idle || state == ScannerState::WaitingFinger
        || state == ScannerState::FingerPresent || state == ScannerState::Processing;
    BilingualText words = wordsFor(state);
    if (m_stage == Stage::Good)
        words = {u"Very good. Lift your finger"_s, u"بہت اچھے۔ انگلی اٹھا لیں"_s};
    else if (m_stage == Stage::Exception)
        words = {u"This finger is not taken"_s, u"یہ انگلی نہیں لی جائے گی"_s};
    else if (m_stage == Stage::AllDone)
        words = {u"Thank you, all fingers are done"_s, u"شکریہ، سب انگلیاں ہو گئیں"_s};
    else if (m_stage == Stage::UsedUp)
        words = {u"Thank you. Lift your finger"_s, u"شکریہ۔ انگلی اٹھا لیں"_s};
    else if (m_seen)
        words = m_seen->reason ? wordsFor(*m_seen->reason)
                               : BilingualText{u"Thank you. One moment"_s, u"شکریہ۔ ذرا ٹھہریں"_s};
    else if (state == ScannerState::WaitingFinger && !tries.isEmpty() && tries.last().reason)
        words = wordsFor(*tries.last().reason);
    m_panel->setWords(words);
    m_panel->setPicture(picture);
    QString badge = scannerReady ? tr("Live") : tr("No scanner");
    if (scannerReady && m_capture.sensor().simulated)
        badge = tr("Simulated");
    m_panel->setBadges(badge, scannerReady, score);
}

void FingersPage::refreshException()
{
    const BiometricException *exception
        = m_desk.hasEnrolment() ? m_desk.enrolment().exceptionFor(m_current) : nullptr;
    m_undo->setVisible(exception != nullptr);
    m_cannot->setVisible(exception == nullptr);
    QString words = said(this, wordsFor(m_current));
    if (exception) {
        words += u": "_s + said(this, wordsFor(exception->kind));
        if (!exception->note.isEmpty())
            words += u", "_s + exception->note;
    }
    const bool photo = m_desk.hasEnrolment() && m_desk.enrolment().exceptionPhoto();
    if (exception && m_handsPhoto)
        words += u'\n'
            + (photo || m_photoGiven ? tr("Photo of both hands taken")
                                     : tr("Photo of both hands still to take"));
    m_takePhoto->setVisible(exception && m_handsPhoto);
    m_exceptionWords->setText(words);
    m_exceptionWords->setBold(exception != nullptr);
}

} // namespace indraj
