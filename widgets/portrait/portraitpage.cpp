#include "widgets/portrait/portraitpage.h"

#include "enrollment/reasons.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/portrait/previewwidget.h"
#include "widgets/portrait/qualitychecklist.h"
#include "widgets/review/parts.h"
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
    , m_checklist(new QualityChecklist)
    , m_cannot(new ActionButton(u"photo.cannot"_s, {}))
    , m_notice(new Banner)
    , m_reasons(new ReasonPicker(this))
{
    setObjectName(u"page.photo"_s);
    setFocusPolicy(Qt::StrongFocus);
    m_notice->setObjectName(u"photo.notice"_s);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    box->addWidget(m_notice);
    box->addWidget(buildTop(), 1);
    auto *strip = new QHBoxLayout;
    strip->setSpacing(12);
    for (int i = 0; i < 3; ++i) {
        m_cards << new TryCard;
        m_cards[i]->setObjectName(u"photo.candidate.%1"_s.arg(i + 1));
        connect(m_cards[i], &QAbstractButton::clicked, this, [this, i] { choose(i); });
        strip->addWidget(m_cards[i], 1);
    }
    box->addLayout(strip);
    connect(m_reasons, &ReasonPicker::chosen, this,
            [this](const QString &code) { m_capture.captureManually(code); });
    connect(m_reasons, &ReasonPicker::cancelled, this, [this] { setFocus(); });
    connectCapture();
    retranslate();
}

QWidget *PortraitPage::buildTop()
{
    auto *top = new QWidget;
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_preview, 2);
    auto *panel = new Panel;
    QVBoxLayout *box = panel->body();
    box->addWidget(m_checklist, 1);
    m_cannot->setCompact(true);
    m_cannot->setKeyHint(u"F8"_s);
    box->addWidget(m_cannot);
    connect(m_cannot, &QAbstractButton::clicked, this, &PortraitPage::askManual);
    row->addWidget(panel, 1);
    return top;
}

void PortraitPage::connectCapture()
{
    connect(&m_capture, &FaceCapture::frame, this,
            [this](const QImage &frame, const FaceJudgement &judgement) {
                m_preview->setFrame(frame, judgement);
                m_checklist->setJudgement(judgement);
                if (!std::exchange(m_cameraHere, true))
                    Q_EMIT chromeChanged();
                if (m_capture.candidates().size() != m_candidates.size())
                    refreshCandidates();
            });
    connect(&m_capture, &FaceCapture::cameraStarted, this,
            [this] { notify(*m_notice, MessageKind::Info, {}); });
    connect(&m_capture, &FaceCapture::cameraStalled, this, [this] {
        m_preview->setSignal(PreviewWidget::Signal::Frozen);
        m_checklist->clear();
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
    connect(&m_capture, &FaceCapture::accepted, this,
            [this](const FaceCandidate &candidate, bool manual, const QString &reason) {
                m_accepted = candidate;
                m_manual = manual;
                m_manualReason = reason;
                refreshCandidates();
                m_chosen = 0;
                for (qsizetype i = 0; i < m_candidates.size(); ++i)
                    if (m_candidates[i].at == candidate.at)
                        m_chosen = static_cast<int>(i);
                refreshCandidates();
            });
    connect(&m_desk, &EnrolmentDesk::saved, this, [this] {
        if (std::exchange(m_saving, false))
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

void PortraitPage::cameraFailed(const DeviceError &error)
{
    m_preview->setSignal(PreviewWidget::Signal::NoCamera);
    m_checklist->clear();
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
    case DeviceFault::NotSupported:
    case DeviceFault::Protocol:
        words = tr("The camera sends pictures that cannot be read. Choose another camera in the settings.");
        break;
    default:
        words = tr("No camera is connected. Plug it in; the picture comes by itself.");
        break;
    }
    notify(*m_notice, MessageKind::Error, words);
    Q_EMIT chromeChanged();
}

QString PortraitPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

bool PortraitPage::alreadyTaken() const
{
    return m_desk.hasEnrolment() && m_desk.enrolment().portrait() != nullptr;
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
    chrome.hints = {{u"1–3"_s, tr("Choose a picture")}, {u"F8"_s, tr("Cannot be met")}};
    ActionSpec use{u"use"_s, {}, {}, ActionSpec::Kind::Primary, !m_saving, {}};
    if (m_chosen >= 0)
        use.text = tr("Use picture %1").arg(m_chosen + 1);
    else if (alreadyTaken())
        use.text = tr("Continue");
    else {
        use.text = tr("Use picture");
        use.enabled = false;
    }
    chrome.end
        = {ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, true, {}},
           ActionSpec{u"retake"_s, tr("Take again"), {}, ActionSpec::Kind::Normal, m_chosen >= 0, {}}, use};
    chrome.showSteps = true;
    chrome.showCitizen = true;
    return chrome;
}

void PortraitPage::enter()
{
    m_chosen = -1;
    m_accepted.reset();
    m_saving = false;
    m_cameraHere = false;
    m_cameraWaits = false;
    notify(*m_notice, MessageKind::Info, {});
    m_preview->setSignal(PreviewWidget::Signal::Waiting);
    m_checklist->clear();
    retranslate();
    m_capture.start();
    setFocus();
    Q_EMIT chromeChanged();
}

void PortraitPage::leave()
{
    m_reasons->hide();
    m_saving = false;
    m_capture.stop();
}

void PortraitPage::suspend()
{
    m_cameraHere = false;
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
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"take"_s)
        askManual();
    else if (actionId == u"use"_s)
        use();
    else if (actionId == u"retake"_s) {
        m_chosen = -1;
        m_accepted.reset();
        if (std::exchange(m_cameraWaits, false))
            m_capture.start();
        else
            m_capture.retake();
        refreshCandidates();
    }
}

void PortraitPage::askManual()
{
    if (m_cameraHere) {
        m_reasons->setTitle(tr("Why is the picture taken by hand?"));
        m_reasons->setReasons(reasonsFor(this, reasons::manualPortraitCodes));
        m_reasons->open();
    }
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
    const FaceCandidate &candidate = m_candidates[m_chosen];
    Sample sample = m_capture.sampleFrom(candidate);
    if (m_manual && m_accepted && m_accepted->at == candidate.at) {
        sample.info.manual = true;
        sample.info.manualReason = m_manualReason;
    }
    m_saving = true;
    m_desk.saveSample(sample, candidate.crop);
    Q_EMIT chromeChanged();
}

void PortraitPage::choose(int index)
{
    if (index < 0 || index >= m_candidates.size())
        return;
    m_chosen = index;
    refreshCandidates();
}

void PortraitPage::refreshCandidates()
{
    m_candidates = m_capture.candidates();
    // A picture taken by hand stays among the three even when better ones exist: it was asked for.
    if (m_accepted && std::none_of(m_candidates.begin(), m_candidates.end(), [this](const FaceCandidate &c) {
            return c.at == m_accepted->at;
        })) {
        m_candidates.prepend(*m_accepted);
        while (m_candidates.size() > 3)
            m_candidates.removeLast();
    }
    if (m_chosen >= m_candidates.size())
        m_chosen = -1;
    for (int i = 0; i < m_cards.size(); ++i) {
        TryView view;
        if (i < m_candidates.size()) {
            const FaceJudgement &judgement = m_candidates[i].judgement;
            view.empty = false;
            view.picture = m_candidates[i].crop;
            view.score = judgement.score.isValid() ? QString::number(judgement.score.value) : u"–"_s;
            view.corner = QString::number(i + 1);
            view.cornerIsKey = true;
            view.tone = judgement.allRequiredMet ? MessageKind::Ok : MessageKind::Warn;
            view.judgement
                = judgement.allRequiredMet ? tr("All checks met") : said(this, wordsFor(judgement.guidance));
            for (const FaceCheckResult &check : judgement.checks)
                if (!judgement.allRequiredMet && check.state == CheckState::Fail) {
                    view.judgement = tr("Not met: %1").arg(said(this, wordsFor(check.check)));
                    break;
                }
            view.chosen = i == m_chosen;
            view.choice = view.chosen ? tr("Chosen") : tr("Choose");
        } else {
            view.corner = tr("Picture %1").arg(i + 1);
            view.judgement = tr("The best pictures are kept here.");
        }
        m_cards[i]->setView(view);
    }
    Q_EMIT chromeChanged();
}

void PortraitPage::keyPressEvent(QKeyEvent *event)
{
    const int digit = event->key() - Qt::Key_1;
    if (digit >= 0 && digit < 3)
        choose(digit);
    else if (event->key() == Qt::Key_F8)
        askManual();
    else
        Page::keyPressEvent(event);
}

void PortraitPage::retranslate()
{
    m_cannot->setLabel(tr("Cannot be met…"));
    QStringList badges{tr("Automatic")};
    if (m_capture.simulated())
        badges << tr("Simulated");
    m_preview->setBadges(badges);
    refreshCandidates();
}

void PortraitPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
