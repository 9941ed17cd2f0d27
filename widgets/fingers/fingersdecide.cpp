// The part of FingersPage in which the operator decides: a finger that cannot be taken, one that is accepted
// below its floor, two that look like one, one that was seen before.
#include "enrollment/reasons.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"
#include "widgets/fingers/fingerpairpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
ExceptionKind kindFrom(const QString &code)
{
    return code == u"missing"_s ? ExceptionKind::Missing
        : code == u"bandaged"_s ? ExceptionKind::Bandaged
                                : ExceptionKind::Damaged;
}

constexpr int savedResolution = 500; ///< pixels per inch of every sample
} // namespace

void FingersPage::askWhyNot()
{
    m_askingVeto = false;
    m_reasons->setTitle(tr("%1: why can it not be taken?").arg(said(this, wordsFor(m_current))));
    m_reasons->setReasons(reasonsFor(this, {u"missing"_s, u"bandaged"_s, u"damaged"_s, u"other"_s}));
    m_reasons->open();
}

void FingersPage::askForVeto()
{
    if (m_stage != Stage::UsedUp)
        return;
    m_askingVeto = true;
    m_reasons->setTitle(
        isLowScore(m_current)
            ? tr("%1: why is %2 accepted below %3?")
                  .arg(said(this, wordsFor(m_current)))
                  .arg(bestScore(m_current))
                  .arg(m_desk.acceptFrom(m_current))
            : tr("%1: why is the doubtful picture accepted?").arg(said(this, wordsFor(m_current))));
    m_reasons->setReasons(reasonsFor(this, reasons::fingerVetoCodes));
    m_reasons->open();
}

void FingersPage::reasonChosen(const QString &code, const QString &note)
{
    if (m_askingVeto)
        veto(code);
    else
        markException(code, note);
}

/// The tries are in the capture, or the finger was saved in an earlier shift and only the store has it.
void FingersPage::veto(const QString &code)
{
    if (auto best = chosen(m_current)) {
        best->sample.info.manual = true;
        best->sample.info.manualReason = code;
        best->sample.info.acceptFrom = m_desk.acceptFrom(m_current);
        m_desk.saveSample(best->sample, best->picture);
    } else {
        m_desk.vetoFinger(m_current, code);
    }
    m_given.insert(m_current);
    m_vetoed.insert(m_current);
    m_hands->setFocus();
    goOn();
}

void FingersPage::markException(const QString &code, const QString &note)
{
    stopAsking();
    BiometricException exception;
    exception.finger = m_current;
    exception.kind = kindFrom(code);
    exception.note = note;
    exception.actorId = m_desk.actor().id;
    exception.at = QDateTime::currentDateTimeUtc();
    m_desk.saveException(exception);
    m_given.insert(m_current);
    m_capture.clear(m_current);
    if (m_slap)
        m_slap->setMissing(m_current, true);
    m_like.forget(m_current);
    m_watch.forget(m_current);
    m_seen.reset();
    m_stage = Stage::Exception;
    refresh();
    m_advance.start();
    m_hands->setFocus();
}

void FingersPage::undoException()
{
    m_desk.clearException(m_current);
    if (m_desk.enrolment().exceptions.size() <= 1)
        m_photoGiven = false; // the store drops the photograph with the last exception
    m_given.remove(m_current);
    m_advance.stop();
    m_stage = Stage::Asking;
    if (m_slap)
        m_slap->setMissing(m_current, false);
    ask();
    refresh();
    m_hands->setFocus();
}

/// Fingers of an earlier shift are known by the pictures the desk has loaded.
void FingersPage::lookAtSaved()
{
    for (const FingerPosition finger : allFingers) {
        if (const QImage picture = m_desk.finger(finger); !picture.isNull() && !m_like.knows(finger))
            m_like.look(finger, picture, savedResolution);
    }
}

void FingersPage::showPair(const LikePair &pair)
{
    if (!m_shown)
        return;
    if (m_pair->isVisible()) {
        m_pairsToShow.append(pair);
        return;
    }
    m_advance.stop();
    stopAsking();
    m_pair->open(pair);
}

/// Once for an enrolment or a person: the first of their fingers. All of them stand before the in-charge.
void FingersPage::showSeen(const SeenFinger &seen)
{
    if (!m_shown)
        return;
    if (m_pair->isVisible()) {
        m_seenToShow.append(seen);
        return;
    }
    m_advance.stop();
    stopAsking();
    const auto best = chosen(seen.finger);
    m_pair->open(seen, best ? best->picture : m_desk.finger(seen.finger), m_personName(seen.known.person));
    if (seen.known.sample.isNull())
        return;
    onAnswer(this, m_desk.pictureOf(seen.known.enrolment, seen.known.sample),
             [this, sample = seen.known.sample](const QImage &picture) {
                 if (m_pair->isVisible() && m_pair->seen() && m_pair->seen()->known.sample == sample)
                     m_pair->setOlderPicture(picture);
             });
}

void FingersPage::pairAnswered()
{
    m_hands->setFocus();
    if (!m_pairsToShow.isEmpty())
        showPair(m_pairsToShow.takeFirst());
    else if (!m_seenToShow.isEmpty())
        showSeen(m_seenToShow.takeFirst());
    else
        resume();
}

/// All of it anew: tries, sample and what was decided about it. The old picture stays until there is another.
void FingersPage::takeAgain(FingerPosition finger)
{
    m_capture.clear(finger);
    if (const auto hand = m_slap ? m_slap->placementOf(finger) : std::nullopt)
        m_slap->capture().clear(*hand); // a hand is laid on as a whole
    m_like.forget(finger);
    m_watch.forget(finger);
    m_pairsToShow.clear(); // whoever is still alike is found again
    m_seenToShow.clear();
    m_given.remove(finger);
    m_vetoed.remove(finger);
    m_advance.stop();
    m_current = finger;
    m_seen.reset();
    m_stage = Stage::Asking;
    ask();
    refresh();
    m_hands->setFocus();
}

} // namespace indraj
