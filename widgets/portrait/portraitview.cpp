// The half of PortraitPage that shows: cards, side, words of the bar.
#include "widgets/controls/banner.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/portrait/croppanel.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/portrait/portraitpanel.h"
#include "widgets/portrait/previewwidget.h"
#include "widgets/portrait/voicecoach.h"
#include "widgets/review/parts.h"
#include "widgets/review/portraitwords.h"
#include "widgets/review/spokenwords.h"
#include "widgets/review/trycard.h"
#include "widgets/theme/textstyle.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

bool asksBeforeUse(const FaceCandidate &candidate)
{
    return candidate.refused() || (candidate.report && candidate.report->needsReason());
}

/// As in the list of findings beside it: what is not met, what is to be looked at, neither.
MessageKind toneOf(const FaceCandidate &candidate, bool met)
{
    if (!met)
        return MessageKind::Error;
    const bool warned = candidate.report
        && std::any_of(candidate.report->findings.cbegin(), candidate.report->findings.cend(),
                       [](const PortraitFinding &finding) { return finding.warns; });
    return warned ? MessageKind::Warn : MessageKind::Ok;
}

} // namespace

/// With a camera of too few pixels "come nearer" would be said for ever, and nobody could follow it.
void PortraitPage::cameraStarted()
{
    const QSize asked = m_capture.leastPortrait();
    // Each start names its mode anew, or none: that of the camera before must not be taken for this one's.
    const auto mode = std::exchange(m_mode, std::nullopt);
    const bool tooFew = mode && (mode->size.width() < asked.width() || mode->size.height() < asked.height());
    const auto pixels
        = [](QSize size) { return isolated(u"%1\u00a0×\u00a0%2"_s.arg(size.width()).arg(size.height())); };
    notify(
        *m_notice, tooFew ? MessageKind::Warn : MessageKind::Info,
        tooFew
            ? tr("The rules ask for a portrait of %1 pixels; this camera gives %2 in all. It takes none by "
                 "itself: connect a better one. A picture taken by hand needs a reason.")
                  .arg(pixels(asked), pixels(mode->size))
            : QString());
    refreshBadges(); // a camera that names itself was not known before
}

void PortraitPage::cameraFailed(const DeviceError &error)
{
    m_preview->setSignal(PreviewWidget::Signal::NoCamera);
    m_panel->clearLive();
    m_cameraHere = false;
    QString words;
    switch (error.fault) {
    case DeviceFault::Busy:
        words = tr("Another program is using the camera. Close it; the picture comes by itself.");
        break;
    case DeviceFault::Refused:
        words
            = tr("The camera does not let this station in. Check its address and password in the settings.");
        break;
    case DeviceFault::Untrusted:
        words
            = tr("This camera cannot prove who made it. Nothing of it was kept. Choose another camera in the "
                 "settings and tell the technician.");
        break;
    case DeviceFault::NotReady:
        words = tr("The camera says that it may not take pictures now. It is asked again by itself; tell the "
                   "technician if it stays so.");
        break;
    case DeviceFault::TimedOut:
        words = tr("The camera gave no picture in its time. It is asked again by itself.");
        break;
    case DeviceFault::Protocol:
        words = tr(
            "The camera's pictures arrive damaged. Plug its cable in again, best at the computer itself; "
            "if it stays so, choose another camera in the settings.");
        break;
    case DeviceFault::NotSupported:
        words = tr("The camera sends pictures that cannot be read. Choose another camera in the settings.");
        break;
    default:
        words = tr("No camera is connected. Plug it in; the picture comes by itself.");
        break;
    }
    notify(*m_notice, MessageKind::Error, words);
    Q_EMIT chromeChanged();
}

PageChrome PortraitPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Photo");
    chrome.subtitle = alreadyTaken() && m_candidates.isEmpty()
        ? tr("The photo is saved. Take it again only if it must be better.")
        : tr("The picture is taken by itself when all checks are met.");
    chrome.tool
        = ActionSpec{u"take"_s,    tr("Take now"), QKeySequence(Qt::Key_Space), ActionSpec::Kind::Normal,
                     m_cameraHere, u"camera"_s};
    chrome.start = {ActionSpec{u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.hints = {{u"1–3"_s, tr("Choose a picture")},
                    {u"F8"_s, m_chosen >= 0 ? tr("Overrule") : tr("Cannot be met")}};
    ActionSpec use{u"use"_s, {}, {}, ActionSpec::Kind::Primary, !m_saving, {}};
    if (m_chosen >= 0)
        use.text = asksBeforeUse(m_candidates[m_chosen])
            ? tr("Use picture %1 with a reason…").arg(m_chosen + 1)
            : tr("Use picture %1").arg(m_chosen + 1);
    else if (alreadyTaken())
        use.text = tr("Continue");
    else {
        use.text = tr("Use picture");
        use.enabled = false;
    }
    chrome.end
        = {ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, true, {}},
           ActionSpec{
               u"retake"_s, tr("Take again"), {}, ActionSpec::Kind::Normal, m_chosen >= 0 && !m_saving, {}},
           use};
    if (mayCrop())
        chrome.more = {ActionSpec{u"crop"_s, tr("Crop by hand"), QKeySequence(Qt::Key_F4)}};
    chrome.showSteps = true;
    chrome.showCitizen = true;
    return m_crop->isOpen() ? m_crop->chrome(chrome) : chrome;
}

void PortraitPage::refreshCandidates()
{
    const QDateTime chosen = m_chosen >= 0 ? m_candidates[m_chosen].at : QDateTime();
    m_candidates = m_capture.candidates();
    // A picture taken by hand stays among the three even when better ones exist: it was asked for.
    if (m_accepted && std::none_of(m_candidates.begin(), m_candidates.end(), [this](const FaceCandidate &c) {
            return c.at == m_accepted->at;
        })) {
        m_candidates.prepend(*m_accepted);
        while (m_candidates.size() > 3)
            m_candidates.removeLast();
    }
    // Others may have come before it in the meantime.
    m_chosen = -1;
    for (qsizetype i = 0; i < m_candidates.size(); ++i)
        if (m_candidates[i].at == chosen)
            m_chosen = static_cast<int>(i);
    for (int i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setView(cardOf(i));
    refreshSide();
    Q_EMIT chromeChanged();
}

void PortraitPage::refreshSide()
{
    if (m_chosen >= 0)
        m_panel->showFindings(m_candidates[m_chosen], m_chosen + 1);
    else
        m_panel->showChecklist();
    m_panel->setCropOffered(mayCrop());
    const QString overrule = tr("Overrule…");
    const QString cannot = tr("Cannot be met…");
    m_panel->setDecision(m_chosen >= 0 ? overrule : cannot, {overrule, cannot});
}

/// The first thing that is not met, else the first to look at.
QString PortraitPage::judgementWords(const FaceCandidate &candidate, bool met) const
{
    if (candidate.report) {
        for (const PortraitFinding &finding : candidate.report->findings)
            if (met ? finding.warns : finding.refuses)
                return (met ? tr("Look at: %1") : tr("Not met: %1"))
                    .arg(said(this, wordsFor(finding.measure.id)));
    } else if (!met) {
        for (const FaceCheckResult &check : candidate.judgement.checks)
            if (check.state == CheckState::Fail)
                return tr("Not met: %1").arg(said(this, wordsFor(check.check)));
    }
    return met ? tr("All checks met") : said(this, wordsFor(candidate.judgement.guidance));
}

TryView PortraitPage::cardOf(int index) const
{
    TryView view;
    if (index >= m_candidates.size()) {
        view.corner = tr("Picture %1").arg(index + 1);
        view.judgement = tr("The best pictures are kept here.");
        return view;
    }
    const FaceCandidate &candidate = m_candidates[index];
    const FaceJudgement &judgement = candidate.judgement;
    const int score = candidate.report ? candidate.report->score : judgement.score.value;
    view.empty = false;
    view.picture = candidate.crop;
    view.score = score <= 100 ? QString::number(score) : u"–"_s;
    view.corner = QString::number(index + 1);
    view.cornerIsKey = true;
    const bool met = candidate.report ? !candidate.refused() : judgement.allRequiredMet;
    view.tone = toneOf(candidate, met);
    view.judgement = judgementWords(candidate, met);
    view.chosen = index == m_chosen;
    view.choice = view.chosen ? tr("Chosen") : tr("Choose");
    return view;
}

void PortraitPage::refreshVoice()
{
    if (m_coach)
        m_panel->setVoice(m_coach->isOn(), m_coach->canBeSwitchedOn(), m_coach->trouble());
}

void PortraitPage::retranslate()
{
    refreshVoice();
    m_panel->setProfiles(m_capture.profiles(), m_capture.profile());
    refreshBadges();
    refreshCandidates();
}

void PortraitPage::refreshBadges()
{
    QStringList badges{tr("Automatic")};
    if (m_capture.simulated())
        badges << tr("Simulated");
    m_preview->setBadges(badges);
}

} // namespace indraj
