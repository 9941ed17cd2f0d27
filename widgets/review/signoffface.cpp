#include "widgets/review/signoffface.h"

#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/review/likenessscale.h"
#include "widgets/review/likenesswords.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"

#include <QEvent>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const QSize faceBoxSize(140, 180);
const QSize cardBoxSize(220, 139);

/// The middle of a live picture in the shape of the box.
QImage middleOf(const QImage &frame)
{
    const QSize part = faceBoxSize.scaled(frame.size(), Qt::KeepAspectRatio);
    return frame.copy((frame.width() - part.width()) / 2, (frame.height() - part.height()) / 2, part.width(),
                      part.height());
}

} // namespace

SignOffFace::SignOffFace(EnrolmentDesk &desk, QWidget *parent)
    : Panel(parent)
    , m_desk(desk)
    , m_photo(new PictureBox(faceBoxSize))
    , m_now(new PictureBox(faceBoxSize))
    , m_photoName(new TextLabel(TextStyle::Small))
    , m_nowName(new TextLabel(TextStyle::Small))
    , m_heading(new TextLabel(TextStyle::Heading))
    , m_state(new TextLabel(TextStyle::Label))
    , m_scale(new LikenessScale)
    , m_advice(new TextLabel(TextStyle::Small))
    , m_card(new PictureBox(cardBoxSize, this))
    , m_cardWords(new QWidget(this))
    , m_cardState(new TextLabel(TextStyle::Label))
    , m_cardAdvice(new TextLabel(TextStyle::Small))
{
    setObjectName(u"signoff.face"_s);
    m_photo->setObjectName(u"signoff.photo"_s);
    m_now->setObjectName(u"signoff.now"_s);
    m_advice->setObjectName(u"signoff.likeness"_s);
    m_advice->setWordWrap(true);
    m_state->setWordWrap(true);
    m_advice->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_photoName->setTone(u"muted"_s);
    m_nowName->setTone(u"muted"_s);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_photo, 0, 0);
    grid->addWidget(m_now, 0, 1);
    grid->addWidget(m_photoName, 1, 0, Qt::AlignHCenter);
    grid->addWidget(m_nowName, 1, 1, Qt::AlignHCenter);
    auto *words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_heading);
    words->addWidget(m_state);
    words->addWidget(m_scale);
    words->addWidget(m_advice, 1);
    words->addWidget(m_cardWords);
    grid->addLayout(words, 0, 2, 2, 1);
    grid->setColumnStretch(2, 1);
    body()->addLayout(grid);
    body()->addStretch(1);
    buildCard();
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, [this] {
        look();
        refresh();
    });
    connect(&m_desk, &EnrolmentDesk::changed, this, &SignOffFace::refresh);
    refresh();
}

void SignOffFace::buildCard()
{
    m_card->setObjectName(u"signoff.card"_s);
    m_card->setWhole(true);
    m_cardState->setWordWrap(true);
    m_cardAdvice->setObjectName(u"signoff.cardLikeness"_s);
    m_cardAdvice->setWordWrap(true);
    auto *column = new QVBoxLayout(m_cardWords);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_cardState);
    column->addWidget(m_cardAdvice);
}

void SignOffFace::offerComparison(FaceCapture &capture, LikenessCheck &check)
{
    m_capture = &capture;
    m_check = &check;
    connect(m_check, &LikenessCheck::offerChanged, this, [this] {
        look();
        refresh();
        Q_EMIT changed();
    });
    connect(m_check, &LikenessCheck::compared, this, &SignOffFace::compared);
    connect(m_check, &LikenessCheck::failed, this, [this] {
        if (m_stage == Stage::Comparing)
            setStage(Stage::Failed);
    });
    connectCapture();
    refresh();
}

void SignOffFace::connectCapture()
{
    connect(m_capture, &FaceCapture::frame, this,
            [this](const QImage &frame, const FaceJudgement &judgement) {
                if (m_stage == Stage::NoCamera && m_shown)
                    setStage(Stage::Looking); // it is back
                if (m_stage != Stage::Looking)
                    return;
                m_now->setPicture(middleOf(frame));
                if (std::exchange(m_guidance, judgement.guidance) != judgement.guidance)
                    refresh();
            });
    connect(m_capture, &FaceCapture::snapshotTaken, this, &SignOffFace::taken);
    connect(m_capture, &FaceCapture::cameraFailed, this, [this] {
        if (m_stage == Stage::Looking)
            setStage(Stage::NoCamera);
    });
}

bool SignOffFace::isDraft() const
{
    return m_desk.hasEnrolment() && m_desk.enrolment().state == EnrolmentState::Draft;
}

const FaceComparison *SignOffFace::result(const SampleInfo *reference) const
{
    const SampleInfo *face = m_desk.hasEnrolment() ? m_desk.enrolment().faceAtSignOff() : nullptr;
    if (!face || !reference)
        return nullptr;
    const auto found
        = std::find_if(face->comparisons.cbegin(), face->comparisons.cend(),
                       [reference](const FaceComparison &one) { return one.referenceId == reference->id; });
    return found == face->comparisons.cend() ? nullptr : &*found;
}

bool SignOffFace::isCompared() const
{
    if (!m_desk.hasEnrolment() || !result(m_desk.enrolment().portrait()))
        return false;
    const SampleInfo *card = m_desk.renewsCard() ? m_desk.enrolment().earlierCard() : nullptr;
    return !card || result(card);
}

void SignOffFace::begin()
{
    m_shown = true;
    m_wanted = !isCompared();
    m_stage = Stage::Resting;
    look();
    refresh();
}

void SignOffFace::end()
{
    m_shown = false;
    m_wanted = false;
    if (m_check)
        m_check->cancel();
    if (m_stage == Stage::Looking || m_stage == Stage::NoCamera)
        m_capture->stop();
    m_candidate = {};
    m_stage = Stage::Resting;
}

void SignOffFace::suspend()
{
    if (m_stage != Stage::Looking && m_stage != Stage::NoCamera)
        return;
    m_capture->stop();
    m_wanted = true;
    setStage(Stage::Resting);
}

void SignOffFace::resume() { look(); }

void SignOffFace::again()
{
    if (!mayRepeat())
        return;
    m_wanted = true;
    m_stage = Stage::Resting;
    look();
    refresh();
}

bool SignOffFace::mayRepeat() const
{
    return m_shown && isOffered() && isDraft() && !m_desk.portrait().isNull()
        && (m_stage == Stage::Resting || m_stage == Stage::Failed);
}

/// Begins when it is wanted and everything it needs is there.
void SignOffFace::look()
{
    if (!m_wanted || !m_shown || !isOffered() || !isDraft() || m_desk.portrait().isNull()
        || m_stage != Stage::Resting)
        return;
    m_wanted = false;
    setStage(Stage::Looking);
    m_capture->startSnapshot();
}

void SignOffFace::setStage(Stage stage)
{
    m_stage = stage;
    refresh();
    Q_EMIT changed();
}

void SignOffFace::taken(const FaceCandidate &candidate)
{
    if (m_stage != Stage::Looking || !isDraft())
        return;
    m_capture->stop();
    m_candidate = candidate;
    m_now->setPicture(candidate.crop);
    setStage(Stage::Comparing);
    QList<LikenessReference> references{
        {likenessref::portrait, m_desk.enrolment().portrait()->id, m_desk.portrait()}};
    const SampleInfo *card = m_desk.renewsCard() ? m_desk.enrolment().earlierCard() : nullptr;
    if (card && !m_desk.earlierCard().isNull())
        references.append({likenessref::earlierPortrait, card->id, m_desk.earlierCard()});
    m_check->compare(candidate.crop, references);
}

void SignOffFace::compared(const QList<FaceComparison> &comparisons)
{
    if (m_stage != Stage::Comparing || !isDraft())
        return;
    m_desk.saveSample(m_capture->sampleFrom(m_candidate), m_candidate.crop,
                      [comparisons](SampleInfo &info) { info.comparisons = comparisons; });
    m_candidate = {};
    m_stage = Stage::Resting; // the words come with what is saved
    Q_EMIT changed();
}

QString SignOffFace::words() const
{
    QString all = m_state->text() + u'\n' + m_advice->text();
    if (m_desk.renewsCard())
        all += u'\n' + m_cardState->text() + u'\n' + m_cardAdvice->text();
    return all;
}

void SignOffFace::sayResult(const FaceComparison &comparison)
{
    m_state->setText(said(this, wordsFor(comparison.likeness)));
    m_state->setTone(messageTone(kindOf(comparison.likeness)));
    m_advice->setText(said(this, adviceFor(comparison)));
    m_scale->setComparison(comparison);
}

/// What is said of the earlier card.
void SignOffFace::refreshCard()
{
    const SampleInfo *card = m_desk.renewsCard() ? m_desk.enrolment().earlierCard() : nullptr;
    m_card->setVisible(card);
    m_cardWords->setVisible(m_desk.renewsCard());
    if (!m_desk.renewsCard())
        return;
    m_card->setPicture(m_desk.earlierCard());
    m_card->setAccessibleName(tr("Earlier card"));
    m_cardState->setTone(u"muted"_s);
    m_cardState->setToolTip({});
    m_cardAdvice->clear();
    if (!card) {
        m_cardState->setText(tr("No picture of the earlier card"));
        m_cardState->setTone(messageTone(MessageKind::Warn));
        m_cardAdvice->setText(
            tr("If the card is here, go back to its step and photograph it. You may sign off "
               "without it, and the in-charge is told."));
        return;
    }
    const FaceComparison *done = m_stage == Stage::Resting && isOffered() ? result(card) : nullptr;
    const BilingualText words = wordsFor(done ? done->likeness : Likeness::NotCompared);
    m_cardState->setText(m_stage == Stage::Looking || m_stage == Stage::Comparing
                             ? tr("Earlier card")
                             : tr("Earlier card: %1").arg(said(this, words)));
    if (!done) {
        m_cardAdvice->setText(tr("Hold the photo on the card against the person yourself."));
        return;
    }
    m_cardState->setTone(messageTone(kindOf(done->likeness)));
    m_cardState->setToolTip(figuresOf(*done) + u"\n\n"_s + said(this, likenessCaveat()));
    m_cardAdvice->setText(said(this, adviceFor(*done)));
}

void SignOffFace::refresh()
{
    refreshCard();
    m_heading->setText(tr("Same person?"));
    m_photoName->setText(tr("Photo"));
    m_nowName->setText(tr("Now"));
    m_photo->setAccessibleName(tr("Photo"));
    m_now->setAccessibleName(tr("Now"));
    m_photo->setPicture(m_desk.portrait());
    const bool offered = isOffered();
    for (QWidget *each : std::initializer_list<QWidget *>{m_now, m_nowName, m_scale, m_state})
        each->setVisible(offered);
    m_state->setTone(u"muted"_s);
    if (!offered) {
        m_advice->setText(m_check ? said(this, wordsFor(m_check->offer())) : QString());
        return;
    }
    if (m_stage == Stage::Resting || m_stage == Stage::Failed || m_stage == Stage::NoCamera) {
        m_now->setPicture(m_desk.faceAtSignOff());
        m_scale->setComparison(std::nullopt);
    }
    switch (m_stage) {
    case Stage::Looking:
        m_scale->setComparison(std::nullopt);
        m_state->setText(tr("Ask the person to look at the camera."));
        m_advice->setText(m_guidance == FaceGuidance::None ? QString() : said(this, wordsFor(m_guidance)));
        break;
    case Stage::Comparing:
        m_state->setText(tr("Comparing…"));
        m_advice->clear();
        break;
    case Stage::NoCamera:
        m_state->setText(said(this, wordsFor(Likeness::NotCompared)));
        m_advice->setText(
            tr("The camera gives no picture. It goes on by itself when it is back; you may sign "
               "off without it, and the in-charge is told."));
        break;
    case Stage::Failed:
        m_state->setText(said(this, wordsFor(Likeness::NotCompared)));
        m_advice->setText(tr("The comparison broke off. Try again, or compare yourself and sign off."));
        break;
    case Stage::Resting:
        if (const FaceComparison *done
            = result(m_desk.hasEnrolment() ? m_desk.enrolment().portrait() : nullptr))
            return sayResult(*done);
        m_state->setText(said(this, wordsFor(Likeness::NotCompared)));
        m_advice->clear();
        break;
    }
}

void SignOffFace::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Panel::changeEvent(event);
}

} // namespace indraj
