#include "widgets/portrait/portraitpanel.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/messageline.h"
#include "widgets/portrait/findinglist.h"
#include "widgets/portrait/qualitychecklist.h"
#include "widgets/review/hintwords.h"
#include "widgets/review/parts.h"
#include "widgets/review/portraitwords.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

PortraitPanel::PortraitPanel(QWidget *parent)
    : Panel(parent)
    , m_profile(new ChoiceBox)
    , m_stack(new QStackedWidget)
    , m_checklist(new QualityChecklist)
    , m_findings(new FindingList)
    , m_hint(new MessageLine)
    , m_decide(new ActionButton(u"photo.cannot"_s, {}))
    , m_crop(new ActionButton(u"photo.crop"_s, {}))
    , m_tune(new ActionButton(u"photo.tune"_s, {}, nullptr, ActionButton::Look::Quiet))
{
    m_profile->setObjectName(u"field.photo.profile"_s);
    m_profile->setFocusPolicy(Qt::TabFocus); // the digits of the page choose pictures
    connect(m_profile, &QComboBox::activated, this,
            [this] { Q_EMIT profileChosen(m_profile->currentCode()); });
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_findings);
    scroll->viewport()->setAutoFillBackground(false);
    m_findings->setAutoFillBackground(false);
    m_stack->addWidget(m_checklist);
    m_stack->addWidget(scroll);
    m_hint->setObjectName(u"photo.hint"_s);
    m_hint->setWordWrap(true);
    m_decide->setCompact(true);
    m_decide->setKeyHint(u"F8"_s);
    connect(m_decide, &QAbstractButton::clicked, this, &PortraitPanel::decisionWanted);
    body()->setContentsMargins(16, 12, 16, 12);
    body()->setSpacing(8);
    body()->addWidget(m_profile);
    body()->addWidget(m_stack, 1);
    body()->addWidget(m_hint);
    m_crop->setCompact(true);
    m_crop->setKeyHint(u"F4"_s);
    m_crop->hide();
    connect(m_crop, &QAbstractButton::clicked, this, &PortraitPanel::cropWanted);
    auto *acts = new QHBoxLayout;
    acts->setSpacing(8);
    acts->addWidget(m_decide, 1);
    acts->addWidget(m_crop);
    acts->addWidget(m_tune);
    body()->addLayout(acts);
    m_voice = new QCheckBox;
    m_voice->setObjectName(u"photo.voice"_s);
    m_voice->setFocusPolicy(Qt::TabFocus); // Space takes the picture
    m_voice->hide();
    connect(m_voice, &QCheckBox::clicked, this, &PortraitPanel::voiceWanted);
    body()->addWidget(m_voice);
    m_tune->setCompact(true);
    m_tune->setIconName(u"camera"_s);
    m_tune->hide();
    connect(m_tune, &QAbstractButton::clicked, this, &PortraitPanel::tuningWanted);
}

void PortraitPanel::setProfiles(const QStringList &names, const QString &current)
{
    m_profile->clear();
    for (const QString &name : names)
        m_profile->addItem(said(this, profileWords(name)), name);
    m_profile->setCurrentCode(current);
    m_profile->setVisible(names.size() > 1);
    m_tune->setLabel(tr("Camera…"));
    m_crop->setLabel(tr("Crop…"));
    m_profile->setAccessibleName(tr("Judged by the rules for"));
}

void PortraitPanel::showLive(const FaceJudgement &judgement)
{
    m_checklist->setJudgement(judgement);
    showHints(judgement.hints);
}

void PortraitPanel::clearLive()
{
    m_checklist->clear();
    showHints({});
}

void PortraitPanel::showHints(const QList<FaceHint> &hints)
{
    const auto strongest
        = std::max_element(hints.begin(), hints.end(), [](const FaceHint &a, const FaceHint &b) {
              return std::pair(a.raised, a.value) < std::pair(b.raised, b.value);
          });
    if (strongest == hints.end() || !strongest->raised) {
        m_hint->clear();
        return;
    }
    const QString text
        = tr("Hint: %1. %2").arg(said(this, wordsFor(strongest->id)), said(this, errorWords(strongest->id)));
    if (m_hint->text() != text)
        m_hint->setMessage(MessageKind::Warn, text);
}

QString PortraitPanel::hint() const { return m_hint->text(); }

void PortraitPanel::showFindings(const FaceCandidate &candidate, int number)
{
    if (!candidate.report)
        return showChecklist();
    const QString title = candidate.refused() ? tr("Picture %1: below the rules").arg(number)
        : candidate.report->verdict == PortraitVerdict::AcceptedWithWarnings
        ? tr("Picture %1: to look at").arg(number)
        : tr("Picture %1: good").arg(number);
    m_findings->setReport(*candidate.report,
                          candidate.adjustment ? tr("%1, crop by hand").arg(title) : title);
    m_stack->setCurrentIndex(1);
}

void PortraitPanel::showChecklist()
{
    m_findings->clear();
    m_stack->setCurrentIndex(0);
}

void PortraitPanel::setCropOffered(bool offered)
{
    m_crop->setVisible(offered);
    m_tune->setVisible(m_tuningOffered && !offered);
}

void PortraitPanel::setTuningOffered(bool offered)
{
    m_tuningOffered = offered;
    setCropOffered(!m_crop->isHidden());
}

void PortraitPanel::setVoice(bool on, bool possible, const QString &trouble)
{
    m_voice->setText(!possible               ? tr("No Urdu voice here")
                         : trouble.isEmpty() ? tr("Say it aloud in Urdu")
                                             : tr("Say it aloud: no loudspeaker"));
    m_voice->setToolTip(trouble);
    m_voice->setAccessibleDescription(trouble);
    m_voice->setEnabled(possible);
    m_voice->setChecked(on && possible);
    m_voice->show();
}

void PortraitPanel::setDecision(const QString &label, const QStringList &others)
{
    const auto beside
        = [this](const ActionButton *other) { return body()->spacing() + other->sizeHint().width(); };
    int widest = 0;
    for (const QString &other : others) {
        m_decide->setLabel(other);
        const bool ofChosen = other == others.first();
        widest = qMax(widest,
                      m_decide->sizeHint().width()
                          + (ofChosen              ? beside(m_crop)
                                 : m_tuningOffered ? beside(m_tune)
                                                   : 0));
    }
    m_decide->setLabel(label);
    m_stack->setMinimumWidth(widest);
}

} // namespace indraj
