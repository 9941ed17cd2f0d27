// The part of IrisPage that says how each eye stands, and in which the operator decides: an eye that cannot
// be given, and one that is accepted below the rules.
#include "enrollment/reasons.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/irisstanding.h"
#include "widgets/iris/eyepanel.h"
#include "widgets/iris/irispage.h"
#include "widgets/iris/iriswords.h"
#include "widgets/review/parts.h"
#include "widgets/shell/words.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

void IrisPage::retranslate()
{
    m_cannot->setLabel(tr("Eye cannot be given…"));
    m_undo->setLabel(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo: the eye can be given"));
    refresh();
}

void IrisPage::refresh()
{
    if (m_desk.hasEnrolment()) {
        for (const EyePosition eye : bothEyes)
            refreshEye(eye);
        const bool excepted = m_desk.enrolment().exceptionFor(m_current) != nullptr;
        m_cannot->setEnabled(!excepted);
        m_undo->setVisible(excepted);
    }
    const BilingualText words = instruction();
    m_wordsUrdu->setText(words.urdu);
    m_wordsEnglish->setText(words.english);
    Q_EMIT chromeChanged();
}

BilingualText IrisPage::instruction() const
{
    if (!m_desk.hasEnrolment())
        return {};
    if (isDone(EyePosition::Right) && isDone(EyePosition::Left))
        return {u"Thank you. Both eyes are done"_s, u"شکریہ۔ دونوں آنکھیں ہو گئیں"_s};
    if (!m_capture.device())
        return irisCameraWords(ScannerState::NoDevice);
    if (m_capture.isJudging())
        return irisCameraWords(ScannerState::Processing);
    if (m_last && m_last->fault)
        return wordsFor(*m_last->fault);
    if (m_last) {
        for (const IrisEyeTry &eye : m_last->eyes)
            if (!isDone(eye.eye) && !eye.advice.isEmpty())
                return wordsFor(eye.advice.first());
    }
    return irisCameraWords(m_capture.cameraState());
}

void IrisPage::refreshEye(EyePosition eye)
{
    if (!m_desk.hasEnrolment())
        return;
    EyePanelView view;
    view.title = said(this, wordsFor(eye));
    view.selected = eye == m_current;
    if (m_desk.enrolment().exceptionFor(eye))
        describeExcepted(eye, view);
    else if (!m_capture.tries(eye).isEmpty())
        describeTries(eye, view);
    else if (m_desk.enrolment().iris(eye))
        describeSaved(eye, view);
    else
        view.judgement = m_capture.device()
            ? tr("The camera waits for this eye.")
            : tr("No iris camera is connected. Plug it in; capture goes on by "
                 "itself. Or go on without irises.");
    const auto device = m_capture.device();
    if (device && device->simulated && !m_desk.enrolment().exceptionFor(eye))
        view.badge = tr("Simulated");
    if (m_capture.asking().contains(eye) && m_live.contains(eye)) {
        view.picture = m_live.value(eye);
        view.live = true;
    }
    panel(eye)->setView(view);
}

void IrisPage::describeExcepted(EyePosition eye, EyePanelView &view) const
{
    const EyeException &exception = *m_desk.enrolment().exceptionFor(eye);
    view.tone = MessageKind::Info;
    view.judgement = tr("Cannot be given: %1").arg(said(this, eyeExceptionWords(exception.kind)));
    if (!exception.note.isEmpty())
        view.judgement += u" · "_s + exception.note;
    view.tries = tr("The in-charge confirms it.");
}

void IrisPage::describeTries(EyePosition eye, EyePanelView &view) const
{
    const QList<IrisTry> tries = m_capture.tries(eye);
    QStringList scores;
    for (const IrisTry &one : tries) {
        const IrisEyeTry *own = one.of(eye);
        scores << (own && own->quality.isValid() ? QString::number(own->quality.value) : u"–"_s);
    }
    view.tries
        = tr("Tries: %1 of %2 (%3)")
              .arg(isolated(QString::number(tries.size())),
                   isolated(QString::number(m_capture.policy().maxTries)), isolated(scores.join(u", "_s)));
    const auto chosen = best(eye);
    if (chosen) {
        view.picture = chosen->picture;
        view.score = QString::number(chosen->quality.value);
        const EyeSide side = chosen->isSideDoubted() ? EyeSide::Other
            : chosen->side.eye                       ? EyeSide::AsSaid
                                                     : EyeSide::NotTold;
        describeSide(eye, side, chosen->side.why ? said(this, wordsFor(*chosen->side.why)) : QString(), view);
    }
    const IrisEyeTry *last = tries.last().of(eye);
    const QString advice = last && !last->advice.isEmpty() ? said(this, wordsFor(last->advice.first()))
        : tries.last().fault                               ? said(this, wordsFor(*tries.last().fault))
                                                           : QString();
    if (m_capture.isGood(eye)) {
        view.tone = MessageKind::Ok;
        view.judgement = tr("Good. Saved.");
    } else if (const auto veto = m_capture.veto(eye)) {
        view.tone = MessageKind::Warn;
        view.judgement = tr("Accepted below the rules: %1").arg(reasonWords(veto->reasonCode));
    } else if (canAccept(eye) && m_capture.usedUp(eye)) {
        view.tone = MessageKind::Warn;
        view.judgement = tr("Not good enough (needs %1). Try again (Space), or accept it with a reason (F9).")
                             .arg(m_capture.policy().acceptFrom);
    } else if (m_capture.usedUp(eye)) {
        view.tone = MessageKind::Warn;
        view.judgement = tr("No iris was found. Try again (Space), or say why it cannot be given (F8).");
    } else {
        view.tone = MessageKind::Warn;
        view.judgement = advice;
    }
}

/// Never silently good: where it cannot be told, that is said.
void IrisPage::describeSide(EyePosition eye, EyeSide side, const QString &why, EyePanelView &view) const
{
    view.sideDoubted = side == EyeSide::Other;
    switch (side) {
    case EyeSide::AsSaid:
        view.side = tr("Left or right: as it should be.");
        break;
    case EyeSide::Other:
        view.side = said(this, otherEyeWords(eye)) + tr(". Look at it; if in doubt, try again (Space).");
        break;
    case EyeSide::NotTold:
        view.side = why.isEmpty() ? tr("Left or right could not be told.")
                                  : tr("Left or right could not be told: %1.").arg(why);
        break;
    }
}

void IrisPage::describeSaved(EyePosition eye, EyePanelView &view) const
{
    const SampleInfo &info = *m_desk.enrolment().iris(eye);
    view.picture = m_desk.iris(eye);
    view.score = info.quality.isValid() ? QString::number(info.quality.value) : QString();
    view.tries = tr("Tries: %1").arg(isolated(QString::number(qMax<qsizetype>(1, info.attempts.size()))));
    describeSide(eye, eyeSideOf(info), {}, view);
    view.tone = MessageKind::Warn;
    if (info.manual) {
        view.judgement = tr("Accepted below the rules: %1").arg(reasonWords(info.manualReason));
    } else if (isUndecidedIris(info)) {
        view.judgement = tr("Saved, but not good enough (needs %1). Try again (Space).").arg(info.acceptFrom);
    } else {
        view.tone = MessageKind::Ok;
        view.judgement = tr("Good. Saved.");
    }
}

PageChrome IrisPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Irises");
    const bool all = isDone(EyePosition::Right) && isDone(EyePosition::Left);
    const auto device = m_capture.device();
    chrome.subtitle = all ? tr("Both eyes are done.")
        : device          ? tr("Both eyes at once. Glasses off, eyes wide open.")
                          : tr("No iris camera is connected.");
    if (device && device->simulated)
        chrome.subtitle += u' ' + tr("The camera is simulated: its eyes are drawn.");
    chrome.start = {ActionSpec{u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.hints = {{u"← →"_s, tr("Other eye")}, {u"F8"_s, tr("Cannot be given")}};
    chrome.end = {ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, true, {}}};
    const bool excepted = m_desk.hasEnrolment() && m_desk.enrolment().exceptionFor(m_current);
    if (!m_capture.asking().isEmpty())
        chrome.end << ActionSpec{
            u"force"_s, tr("Capture now"), QKeySequence(Qt::Key_F4), ActionSpec::Kind::Normal, true, {}};
    else if (device && !excepted)
        chrome.end << ActionSpec{
            u"again"_s, tr("Try again"), QKeySequence(Qt::Key_Space), ActionSpec::Kind::Normal, true, {}};
    if (canAccept(m_current))
        chrome.end << ActionSpec{u"keep"_s,
                                 tr("Accept %1…").arg(best(m_current)->quality.value),
                                 QKeySequence(Qt::Key_F9),
                                 ActionSpec::Kind::Normal,
                                 true,
                                 {}};
    chrome.end << ActionSpec{u"next"_s, all ? tr("Continue") : tr("Go on without"),
                             {},        all ? ActionSpec::Kind::Primary : ActionSpec::Kind::Normal,
                             true,      {}};
    chrome.showSteps = true;
    chrome.showCitizen = true;
    return chrome;
}

void IrisPage::askWhyNot()
{
    if (!m_cannot->isEnabled())
        return;
    m_askingVeto = false;
    m_reasons->setTitle(tr("%1: why can it not be given?").arg(said(this, wordsFor(m_current))));
    m_reasons->setReasons({{u"missing"_s, said(this, eyeExceptionWords(ExceptionKind::Missing))},
                           {u"bandaged"_s, said(this, eyeExceptionWords(ExceptionKind::Bandaged))},
                           {u"damaged"_s, said(this, eyeExceptionWords(ExceptionKind::Damaged))},
                           {u"other"_s, reasonWords(u"other"_s)}});
    m_reasons->open();
}

void IrisPage::askForVeto()
{
    if (!canAccept(m_current))
        return;
    m_askingVeto = true;
    m_reasons->setTitle(tr("%1: why is %2 accepted below the rules?")
                            .arg(said(this, wordsFor(m_current)))
                            .arg(best(m_current)->quality.value));
    m_reasons->setReasons(reasonsFor(this, reasons::irisVetoCodes));
    m_reasons->open();
}

void IrisPage::reasonChosen(const QString &code, const QString &note)
{
    if (!m_askingVeto) {
        markException(code, note);
        return;
    }
    const bool obvious = code != u"best-possible"_s;
    if (m_capture.accept(m_current, {obvious ? Veto::AcceptedObvious : Veto::AcceptedWithout, code, note}))
        saveBest(m_current);
    goToOpenEye();
    setFocus();
}

void IrisPage::markException(const QString &code, const QString &note)
{
    EyeException exception;
    exception.eye = m_current;
    exception.kind = code == u"missing"_s ? ExceptionKind::Missing
        : code == u"bandaged"_s           ? ExceptionKind::Bandaged
                                          : ExceptionKind::Damaged;
    exception.note = note;
    exception.actorId = m_desk.actor().id;
    exception.at = QDateTime::currentDateTimeUtc();
    m_capture.cancel();
    m_saved.remove(m_current);
    m_live.clear();
    m_desk.saveEyeException(exception);
    goToOpenEye();
    setFocus();
}

void IrisPage::undoException()
{
    if (!m_desk.hasEnrolment() || !m_desk.enrolment().exceptionFor(m_current))
        return;
    m_desk.clearEyeException(m_current);
    setFocus();
}

} // namespace indraj
