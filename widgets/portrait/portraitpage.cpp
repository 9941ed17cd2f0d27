#include "widgets/portrait/portraitpage.h"

#include "widgets/controls/banner.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/portrait/croppanel.h"
#include "widgets/portrait/portraitpanel.h"
#include "widgets/portrait/portraitquestions.h"
#include "widgets/portrait/previewwidget.h"
#include "widgets/portrait/tunepanel.h"
#include "widgets/portrait/voicecoach.h"
#include "widgets/review/parts.h"
#include "widgets/review/portraitwords.h"
#include "widgets/review/spokenwords.h"
#include "widgets/review/trycard.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

PortraitPage::PortraitPage(FaceCapture &capture, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_capture(capture)
    , m_desk(desk)
    , m_preview(new PreviewWidget)
    , m_panel(new PortraitPanel)
    , m_notice(new Banner)
    , m_questions(new PortraitQuestions(this))
    , m_crop(new CropPanel(capture, this))
    , m_tried(desk)
{
    setObjectName(u"page.photo"_s);
    setFocusPolicy(Qt::StrongFocus);
    m_notice->setObjectName(u"photo.notice"_s);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    box->addWidget(m_notice);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(m_preview, 2);
    top->addWidget(m_panel, 1);
    box->addLayout(top, 1);
    auto *strip = new QHBoxLayout;
    strip->setSpacing(12);
    for (int i = 0; i < 3; ++i) {
        m_cards << new TryCard;
        m_cards[i]->setObjectName(u"photo.candidate.%1"_s.arg(i + 1));
        connect(m_cards[i], &QAbstractButton::clicked, this, [this, i] { choose(i); });
        strip->addWidget(m_cards[i], 1);
    }
    box->addLayout(strip);
    connect(m_panel, &PortraitPanel::decisionWanted, this, &PortraitPage::decideSelf);
    connect(m_panel, &PortraitPanel::profileChosen, this, [this](const QString &name) {
        m_capture.useProfile(name);
        m_accepted.reset();
        m_chosen = -1;
        refreshCandidates();
        setFocus();
    });
    connectQuestions();
    connectCamera();
    connectCapture();
    connectDesk();
    connectCrop();
    retranslate();
}

void PortraitPage::connectQuestions()
{
    connect(m_questions, &PortraitQuestions::manualAnswered, this,
            [this](const QString &code, const QString &note) {
                m_manualNote = note;
                m_capture.captureManually(code);
            });
    connect(m_questions, &PortraitQuestions::vetoAnswered, this, &PortraitPage::decided);
    connect(m_questions, &PortraitQuestions::cancelled, this, [this] { setFocus(); });
}

void PortraitPage::offerTuning(CameraTune &tune)
{
    m_tune = new TunePanel(tune, this);
    connect(m_tune, &TunePanel::closed, this, [this] { setFocus(); });
    connect(m_panel, &PortraitPanel::tuningWanted, m_tune, &TunePanel::open);
    connect(&tune, &CameraTune::changed, this, [this, &tune] {
        const auto controls = tune.controls();
        m_panel->setTuningOffered(!controls.isEmpty());
        m_preview->setMirrored(
            std::any_of(controls.cbegin(), controls.cend(), [](const CameraControl &control) {
                return control.id == CameraControlId::Mirror && control.value != 0;
            }));
    });
}

void PortraitPage::offerModes(CameraModes &modes)
{
    if (m_tune)
        m_tune->offerModes(modes);
}

void PortraitPage::offerVoice(VoiceCoach &coach)
{
    m_coach = &coach;
    connect(m_panel, &PortraitPanel::voiceWanted, m_coach, &VoiceCoach::setOn);
    connect(m_coach, &VoiceCoach::switched, this, &PortraitPage::refreshVoice);
    connect(m_coach, &VoiceCoach::stateChanged, this, &PortraitPage::refreshVoice);
    refreshVoice();
}

void PortraitPage::connectCamera()
{
    connect(&m_capture, &FaceCapture::cameraModeChanged, this,
            [this](const CameraMode &mode) { m_mode = mode.used; });
    connect(&m_capture, &FaceCapture::cameraStarted, this, &PortraitPage::cameraStarted);
    connect(&m_capture, &FaceCapture::cameraStalled, this, [this] {
        m_preview->setSignal(PreviewWidget::Signal::Frozen);
        m_panel->clearLive();
        m_cameraHere = false;
        notify(*m_notice, MessageKind::Warn,
               tr("The camera stopped sending pictures. It goes on by itself when it is back; "
                  "check the cable. Nothing is lost."));
        Q_EMIT chromeChanged();
    });
    connect(&m_capture, &FaceCapture::cameraResumed, this, [this] {
        m_preview->setSignal(PreviewWidget::Signal::Live);
        notify(*m_notice, MessageKind::Info, {});
    });
    connect(&m_capture, &FaceCapture::cameraFailed, this, &PortraitPage::cameraFailed);
}

void PortraitPage::connectCapture()
{
    connect(&m_capture, &FaceCapture::frame, this,
            [this](const QImage &frame, const FaceJudgement &judgement) {
                m_preview->setFrame(frame, judgement);
                if (m_coach && m_chosen < 0 && isVisible())
                    m_coach->guide(m_preview->shownGuidance());
                m_panel->showLive(judgement);
                if (!std::exchange(m_cameraHere, true))
                    Q_EMIT chromeChanged();
            });
    connect(&m_capture, &FaceCapture::candidatesChanged, this, [this] {
        if (!m_saving) // else they go with the portrait that is on its way
            m_tried.see(m_capture.attempts());
        refreshCandidates();
    });
    connect(&m_capture, &FaceCapture::accepted, this,
            [this](const FaceCandidate &candidate, bool manual, const QString &reason) {
                m_accepted = candidate;
                m_manual = manual;
                m_manualReason = reason;
                m_preview->setHint({});
                notify(*m_notice, MessageKind::Info, {});
                if (m_coach)
                    m_coach->rest();
                m_crop->isOpen() ? refreshCandidates() : prefer(candidate);
            });
    connect(&m_capture, &FaceCapture::stillRefused, this, [this](const FaceCandidate &candidate) {
        const auto &findings = candidate.report->findings;
        const auto worst = std::find_if(findings.begin(), findings.end(),
                                        [](const PortraitFinding &each) { return each.refuses; });
        if (worst == findings.end())
            return;
        m_preview->setHint(citizenWords(worst->measure.id));
        notify(*m_notice, MessageKind::Warn, tr("Not taken yet. %1").arg(said(this, adviceFor(*worst))));
    });
    connect(&m_capture, &FaceCapture::timedOut, this, [this] {
        if (m_chosen >= 0)
            return; // the operator has one already
        refreshCandidates();
        if (m_candidates.isEmpty()) {
            notify(*m_notice, MessageKind::Info, tr("Nobody was seen for a while. The camera goes on."));
            return;
        }
        notify(*m_notice, MessageKind::Warn,
               tr("No picture met the rules in time. The best so far is chosen; the camera goes on."));
        choose(0);
    });
}

void PortraitPage::connectDesk()
{
    connect(&m_desk, &EnrolmentDesk::saved, this, [this] {
        if (!std::exchange(m_saving, false))
            return;
        m_tried.areInThePortrait();
        Q_EMIT navigate(u"next"_s);
    });
    connect(&m_desk, &EnrolmentDesk::saveFailed, this, [this] {
        if (!m_saving)
            return;
        m_saving = m_desk.kept().photo;
        notify(*m_notice, MessageKind::Error,
               m_saving ? tr("The picture could not be saved yet. It is kept here and tried again.")
                        : tr("The picture could not be saved. Take it again."));
        Q_EMIT chromeChanged();
    });
}

QString PortraitPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

bool PortraitPage::alreadyTaken() const
{
    return m_desk.hasEnrolment() && m_desk.enrolment().portrait() != nullptr;
}

void PortraitPage::enter()
{
    m_chosen = -1;
    m_accepted.reset();
    m_crop->close();
    m_saving = false;
    m_cameraHere = false;
    m_cameraWaits = false;
    m_mode.reset();
    notify(*m_notice, MessageKind::Info, {});
    m_preview->setSignal(PreviewWidget::Signal::Waiting);
    m_preview->setHint({});
    m_panel->clearLive();
    retranslate();
    m_capture.start();
    setFocus();
    Q_EMIT chromeChanged();
}

void PortraitPage::leave()
{
    m_questions->close();
    m_crop->close();
    if (m_tune)
        m_tune->hide();
    if (m_coach)
        m_coach->rest();
    m_saving = false;
    m_capture.stop();
}

void PortraitPage::suspend()
{
    m_cameraHere = false;
    if (m_coach)
        m_coach->rest();
    m_capture.stop();
    m_preview->setSignal(PreviewWidget::Signal::Waiting);
}

void PortraitPage::resume()
{
    // A picture that was chosen stays chosen: the camera, which would take another by itself, waits for
    // "take again".
    m_cameraWaits = m_chosen >= 0;
    if (!m_cameraWaits)
        m_capture.start();
    Q_EMIT chromeChanged();
}

void PortraitPage::trigger(const QString &actionId)
{
    if (m_crop->isOpen())
        m_crop->trigger(actionId);
    else if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"take"_s)
        askManual();
    else if (actionId == u"use"_s)
        use();
    else if (actionId == u"crop"_s)
        openCrop();
    else if (actionId == u"retake"_s) {
        m_chosen = -1;
        m_accepted.reset();
        m_preview->setHint({});
        notify(*m_notice, MessageKind::Info, {});
        if (std::exchange(m_cameraWaits, false))
            m_capture.start();
        else
            m_capture.retake();
        refreshCandidates();
    }
}

void PortraitPage::askManual()
{
    if (m_cameraHere)
        m_questions->askManual();
}

/// A picture that is chosen is decided about; otherwise one is taken by hand.
void PortraitPage::decideSelf()
{
    if (m_saving)
        return;
    if (m_chosen >= 0)
        m_questions->askVeto(m_candidates[m_chosen], m_candidates[m_chosen].refused());
    else
        askManual();
}

void PortraitPage::decided(const FaceCandidate &candidate, Veto veto, const QString &reasonCode,
                           const QString &note)
{
    if (veto != Veto::Rejected)
        return save(candidate, veto, reasonCode, note);
    if (m_accepted && m_accepted->at == candidate.at)
        m_accepted.reset();
    m_chosen = -1;
    m_capture.reject(candidate, reasonCode);
    refreshCandidates();
    setFocus();
}

bool PortraitPage::takenByHand(const FaceCandidate &candidate) const
{
    return m_manual && m_accepted && m_accepted->at == candidate.at;
}

void PortraitPage::use()
{
    if (m_saving)
        return;
    if (m_chosen < 0 || m_chosen >= m_candidates.size()) {
        if (alreadyTaken())
            Q_EMIT navigate(u"next"_s);
        return;
    }
    const FaceCandidate candidate = m_candidates[m_chosen];
    if (takenByHand(candidate)) // the reason was given when it was taken
        save(candidate, candidate.refused() ? vetoOfManualReason(m_manualReason) : Veto::None, m_manualReason,
             m_manualNote);
    else if (candidate.refused())
        m_questions->askVeto(candidate, true);
    else if (candidate.report && candidate.report->needsReason())
        m_questions->askSpecialRules(candidate);
    else
        save(candidate, Veto::None, {}, {});
}

void PortraitPage::save(const FaceCandidate &candidate, Veto veto, const QString &reasonCode,
                        const QString &note)
{
    const QList<CaptureAttempt> earlier = m_tried.beforeThisPicture();
    const QFuture<Sample> sample = m_capture.sampleFrom(candidate);
    m_saving = true;
    if (!sample.isFinished())
        notify(*m_notice, MessageKind::Info, tr("The picture is being finished. It goes on by itself."));
    m_desk.saveSample(sample, candidate.crop, [earlier, veto, reasonCode, note](SampleInfo &info) {
        info.attempts = withEarlier(earlier, info.attempts);
        if (!reasonCode.isEmpty())
            info.accept(veto, reasonCode, note);
    });
    Q_EMIT chromeChanged();
}

void PortraitPage::choose(int index)
{
    if (index < 0 || index >= m_candidates.size())
        return;
    m_chosen = index;
    refreshCandidates();
}

void PortraitPage::prefer(const FaceCandidate &candidate)
{
    m_chosen = -1;
    refreshCandidates();
    m_chosen = 0;
    for (qsizetype i = 0; i < m_candidates.size(); ++i)
        if (m_candidates[i].at == candidate.at)
            m_chosen = static_cast<int>(i);
    refreshCandidates();
}

void PortraitPage::keyPressEvent(QKeyEvent *event)
{
    const int digit = event->key() - Qt::Key_1;
    if (digit >= 0 && digit < 3)
        choose(digit);
    else if (event->key() == Qt::Key_F8)
        decideSelf();
    else if (event->key() == Qt::Key_F4)
        openCrop();
    else
        Page::keyPressEvent(event);
}

void PortraitPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
