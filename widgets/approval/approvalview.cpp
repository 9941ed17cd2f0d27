// The half of ApprovalPage that shows: its layout and what stands in it.
#include "widgets/approval/approvalpage.h"

#include "widgets/approval/approvalqueue.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/irisstanding.h"
#include "widgets/desk/onanswer.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/concernroom.h"
#include "widgets/review/cropwords.h"
#include "widgets/review/irispair.h"
#include "widgets/review/likenesswords.h"
#include "widgets/review/parts.h"
#include "widgets/review/portraitwords.h"
#include "widgets/review/reviewlist.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/spokenwords.h"
#include "widgets/shell/words.h"

#include <QHBoxLayout>
#include <QListView>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QWidget *ApprovalPage::buildQueue()
{
    auto *panel = new Panel;
    panel->setFixedWidth(296);
    panel->body()->setContentsMargins(1, 1, 1, 1);
    m_list->setObjectName(u"approval.queue"_s);
    m_list->setProperty("noFocusRing", true); // the chosen row shows where the keys go
    m_list->setModel(m_queue);
    m_list->setItemDelegate(new ApprovalQueueDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_empty->setWordWrap(true);
    m_empty->setTone(u"muted"_s);
    m_empty->setMargin(16);
    m_empty->hide();
    panel->body()->addWidget(m_empty);
    panel->body()->addWidget(m_list, 1);
    return panel;
}

QWidget *ApprovalPage::buildDecision()
{
    auto *column = new QWidget;
    auto *box = new QVBoxLayout(column);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    m_notice->hide();
    box->addWidget(m_notice);
    auto *names = new QHBoxLayout;
    names->setSpacing(16);
    m_nameUrdu->setNastaliqSize(23);
    m_captured->setTone(u"muted"_s);
    names->addWidget(m_name);
    names->addWidget(m_nameUrdu);
    names->addStretch(1);
    names->addWidget(m_captured);
    box->addLayout(names);
    m_rates->setObjectName(u"approval.rates"_s);
    m_rates->setTone(u"muted"_s);
    m_rates->setWordWrap(true);
    box->addWidget(m_rates);
    auto *why = new Panel;
    why->body()->setContentsMargins(16, 4, 16, 4);
    why->body()->setSpacing(2);
    why->body()->addWidget(m_why);
    why->body()->addWidget(m_concernRoom);
    box->addWidget(why);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(12);
    sides->addWidget(buildRecord(), 1);
    sides->addWidget(buildFingers());
    box->addLayout(sides, 1);
    return column;
}

QWidget *ApprovalPage::buildRecord()
{
    auto *panel = new Panel;
    panel->body()->setContentsMargins(12, 8, 12, 1);
    auto *photo = new QHBoxLayout;
    photo->setSpacing(16);
    photo->addStretch(1);
    m_photo->setObjectName(u"approval.photo"_s);
    photo->addWidget(m_photo);
    photo->addWidget(m_irises, 0, Qt::AlignTop);
    photo->addWidget(buildSignature());
    photo->addStretch(1);
    panel->body()->addLayout(photo);
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->setCompact(true);
    m_lines->setTouchable(false);
    scroll->setWidget(m_lines);
    scroll->setMinimumHeight(48); // a line; the others are scrolled to
    panel->body()->addWidget(scroll, 1);
    return panel;
}

QWidget *ApprovalPage::buildSignature()
{
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_signature->setObjectName(u"approval.signature"_s);
    m_signature->setWhole(true);
    m_signatureWords->setObjectName(u"approval.signatureWords"_s);
    m_signatureWords->setWordWrap(true);
    m_signatureWords->setFixedWidth(m_signature->width());
    m_card->setObjectName(u"approval.card"_s);
    m_card->setWhole(true);
    column->addWidget(m_card);
    column->addStretch(1);
    column->addWidget(m_signatureWords);
    column->addWidget(m_signature);
    return side;
}

/// What is looked at first, the hands to choose by below it. Scrolls where there is little room, so that the
/// page does not.
QWidget *ApprovalPage::buildFingers()
{
    auto *panel = new Panel;
    panel->setFixedWidth(312);
    panel->body()->setContentsMargins(12, 8, 12, 8);
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    m_fingerTitle->setWordWrap(true);
    column->addWidget(m_fingerTitle);
    auto *row = new QHBoxLayout;
    m_fingerWords->setWordWrap(true);
    m_fingerWords->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    row->addWidget(m_finger, 0, Qt::AlignTop);
    m_likeFinger->setObjectName(u"approval.likeFinger"_s);
    row->addWidget(m_likeFinger, 0, Qt::AlignTop);
    row->addWidget(m_fingerWords, 1);
    column->addLayout(row);
    m_exceptionPhoto->setObjectName(u"approval.exceptionPhoto"_s);
    column->addWidget(m_exceptionPhoto);
    m_hands->setObjectName(u"approval.hands"_s);
    m_hands->setFixedHeight(124);
    column->addWidget(m_hands);
    column->addStretch(1);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // which the area has just set
    panel->body()->addWidget(scroll);
    return panel;
}

void ApprovalPage::retranslate()
{
    m_empty->setText(
        tr("No one is waiting for a decision. New ones appear here by themselves after sign-off."));
    m_list->setAccessibleName(tr("Waiting for a decision"));
    m_queue->retranslate();
    refresh();
}

void ApprovalPage::refresh()
{
    Q_EMIT chromeChanged();
    if (!m_shown || !m_desk.hasEnrolment())
        return;
    const Enrolment &enrolment = m_desk.enrolment();
    m_name->setText(enrolment.fields.value(u"name.en"_s));
    m_nameUrdu->setText(enrolment.fields.value(u"name.ur"_s));
    m_captured->setText(serviceName(enrolment.service, m_desk.forms()) + u" · "_s
                        + tr("Captured by %1, %2")
                              .arg(m_personName(enrolment.capturedBy),
                                   isolated(enrolment.createdAt.toLocalTime().toString(u"dd/MM HH:mm"_s))));
    bool unusual = false;
    m_rates->setText(figureWords(&unusual));
    m_rates->setTone(unusual ? u"warn"_s : u"muted"_s);
    m_rates->setVisible(!m_rates->text().isEmpty());
    m_concernRoom->fit();
    m_why->setText(m_concerns->concerns().isEmpty() ? tr("Nothing stands out")
                                                    : tr("Why to look closely: %1 of %2 seen")
                                                          .arg(m_concerns->seen())
                                                          .arg(m_concerns->concerns().size()));
    m_photo->setPicture(m_desk.portrait());
    m_photo->setAccessibleName(tr("Photo"));
    m_irises->show(m_desk);
    if (const SampleInfo *portrait = enrolment.portrait())
        m_photo->setToolTip(said(this, sizeWords(*portrait)));
    m_card->setPicture(m_desk.earlierCard());
    m_card->setVisible(m_desk.renewsCard() && enrolment.earlierCard());
    m_card->setAccessibleName(tr("Earlier card"));
    m_signature->setPicture(m_desk.signature());
    m_signature->setVisible(enrolment.signature() != nullptr);
    m_signature->setAccessibleName(tr("Signature"));
    m_signatureWords->setText(said(this, signatureWordsFor(enrolment)));
    m_signatureWords->setVisible(!m_card->isVisibleTo(this) || !enrolment.signature()); // room for the card
    m_lines->setLines(reviewLines(m_desk.form(), enrolment.fields, m_desk.places()));
    if (m_shownEyes)
        showEyes(enrolment);
    else
        m_shownFaces ? showFaces(enrolment) : refreshPictures(enrolment);
    if (ownWork())
        notify(*m_notice, MessageKind::Warn, tr("You captured this. Another person must decide."));
}

/// The portrait and who stood there at sign-off, beside each other.
void ApprovalPage::showFaces(const Enrolment &enrolment)
{
    showFingers(*m_hands, m_desk);
    constexpr int twoLines = 50; // a wrapping label alone is squeezed to one
    m_fingerTitle->setMinimumHeight(twoLines);
    const QImage face = m_desk.faceAtSignOff();
    QStringList title{face.isNull() ? tr("No picture was taken at sign-off.") : tr("Photo · at sign-off")};
    QString figures;
    if (m_shownCard) // it stands beside the photo
        title = QStringList{tr("Earlier card")};
    const SampleInfo *sample = enrolment.faceAtSignOff();
    const QString reference = m_shownCard ? likenessref::earlierPortrait : likenessref::portrait;
    for (const FaceComparison &one : sample ? sample->comparisons : QList<FaceComparison>()) {
        if (one.reference != reference)
            continue;
        title.last() += u": "_s + said(this, wordsFor(one.likeness));
        figures = figuresOf(one) + u"\n\n"_s;
    }
    title << tr("Is it the same person? You decide.");
    m_fingerTitle->setText(title.join(u'\n'));
    m_fingerTitle->setToolTip(figures + said(this, likenessCaveat()));
    m_finger->setVisible(true);
    m_finger->setPicture(m_desk.portrait());
    m_exceptionPhoto->setVisible(false);
    m_likeFinger->setVisible(!face.isNull());
    m_likeFinger->setPicture(face);
    m_likeFinger->setAccessibleName(tr("At sign-off"));
    m_fingerWords->clear();
}

/// Both irises beside each other, as large as the room allows, and what is known of each.
void ApprovalPage::showEyes(const Enrolment &enrolment)
{
    showFingers(*m_hands, m_desk);
    m_exceptionPhoto->setVisible(false);
    QStringList title, sides;
    for (const auto &[eye, box] :
         {std::pair{EyePosition::Right, m_finger}, std::pair{EyePosition::Left, m_likeFinger}}) {
        box->setVisible(true);
        box->setPicture(m_desk.iris(eye));
        box->setAccessibleName(said(this, irisName(eye)));
        QString line = said(this, irisName(eye)) + u": "_s + said(this, irisStanding(enrolment, eye));
        if (const EyeException *exception = enrolment.exceptionFor(eye))
            line += u" · "_s + tr("Claimed by %1").arg(m_personName(exception->actorId));
        const SampleInfo *sample = enrolment.iris(eye);
        const QString side = sample ? said(this, irisSideWords(*sample)) : QString();
        if (!side.isEmpty() && eyeSideOf(*sample) == EyeSide::Other)
            line += u". "_s + side;
        if (!side.isEmpty())
            sides << said(this, irisName(eye)) + u": "_s + side;
        title << line;
    }
    m_fingerTitle->setText(title.join(u'\n'));
    m_fingerTitle->setToolTip(sides.join(u'\n'));
    m_fingerWords->clear();
}

void ApprovalPage::refreshPictures(const Enrolment &enrolment)
{
    m_fingerTitle->setToolTip({});
    showFingers(*m_hands, m_desk);
    m_hands->setSelected(m_shownFinger);
    m_fingerTitle->setText(said(this, wordsFor(m_shownFinger)));
    m_finger->setPicture(m_desk.finger(m_shownFinger));
    m_likeFinger->setVisible(m_shownOther || (m_shownSeen && !m_shownSeen->sample.isNull()));
    constexpr int twoLines = 50; // a wrapping label alone is squeezed to one
    m_fingerTitle->setMinimumHeight(m_shownOther || m_shownSeen ? twoLines : 0);
    if (m_shownOther) {
        m_fingerTitle->setText(said(this, wordsFor(m_shownFinger)) + u" · "_s
                               + said(this, wordsFor(*m_shownOther)) + u'\n'
                               + tr("May they be the same finger? You decide."));
        m_likeFinger->setPicture(m_desk.finger(*m_shownOther));
        m_likeFinger->setAccessibleName(said(this, wordsFor(*m_shownOther)));
    }
    if (m_shownSeen)
        describeSeen();
    const bool excepted = !m_shownOther && enrolment.exceptionFor(m_shownFinger);
    m_finger->setVisible(!excepted);
    m_exceptionPhoto->setVisible(excepted && enrolment.exceptionPhoto());
    m_exceptionPhoto->setPicture(m_desk.exceptionPhoto());
    m_exceptionPhoto->setAccessibleName(tr("Photo of both hands"));
    QStringList words;
    if (m_likeFinger->isVisibleTo(this)) {
        // Both pictures take the room of the words.
    } else if (const SampleInfo *sample = enrolment.finger(m_shownFinger)) {
        words << tr("Quality %1, needs %2").arg(sample->quality.value).arg(m_desk.acceptFrom(m_shownFinger));
        if (sample->manual)
            words << said(this, reasonText(sample->manualReason));
        words << tr("Tries: %1").arg(qMax<qsizetype>(1, sample->attempts.size()));
        words << isolated(sample->capturedAt.toLocalTime().toString(u"dd/MM HH:mm"_s));
    } else if (const BiometricException *exception = enrolment.exceptionFor(m_shownFinger)) {
        words << said(this, wordsFor(exception->kind)) << exception->note
              << tr("Claimed by %1").arg(m_personName(exception->actorId));
        if (!enrolment.exceptionPhoto())
            words << tr("There is no photo of the hands. Return it to the operator.");
        words.removeAll(QString());
    }
    m_fingerWords->setText(words.join(u'\n'));
}

/// The finger beside the one seen before.
void ApprovalPage::describeSeen()
{
    const bool pictured = !m_shownSeen->sample.isNull();
    m_fingerTitle->setText(said(this, wordsFor(m_shownSeen->finger)) + u" · "_s
                           + said(this, m_shownSeen->detail) + u'\n'
                           + (pictured ? tr("Is it the same person? You decide.")
                                       : tr("Is it that person's finger? You decide.")));
    m_likeFinger->setPicture(m_seenPicture);
    m_likeFinger->setAccessibleName(said(this, m_shownSeen->title));
}

void ApprovalPage::loadFigures()
{
    if (!m_figureStore)
        return;
    onAnswer(this, m_figureStore->fingerFigures(),
             [this](const tl::expected<QList<FingerFigures>, StoreError> &answer) {
                 m_figures = answer.value_or(QList<FingerFigures>());
                 refresh();
             });
}

/// The operator's rates beside the whole station's: an unusual one is a reason to ask, not a proof.
QString ApprovalPage::figureWords(bool *unusual) const
{
    FingerFigures station, own;
    for (const FingerFigures &figures : m_figures) {
        if (m_desk.hasEnrolment() && figures.actor == m_desk.enrolment().capturedBy)
            own = figures;
        station.enrolments += figures.enrolments;
        station.exceptions += figures.exceptions;
        station.vetoes += figures.vetoes;
        station.eyes += figures.eyes;
        station.eyeExceptions += figures.eyeExceptions;
        station.irisVetoes += figures.irisVetoes;
    }
    if (own.enrolments == 0)
        return {};
    const auto percent = [](double rate) { return isolated(QLocale::c().toString(rate, 'f', 1) + u" %"_s); };
    *unusual = areUnusual(own, station);
    QString words;
    if (station.eyeExceptions + station.irisVetoes > 0) // nothing where no irises are taken
        words = u" · "_s
            + tr("Eyes not given: %1, whole station %2. Low irises accepted: %3, whole station %4")
                  .arg(percent(own.eyeExceptionRate()), percent(station.eyeExceptionRate()),
                       percent(own.irisVetoRate()), percent(station.irisVetoRate()));
    if (*unusual)
        words += (urduInterface() ? u"\u06d4 "_s : u". "_s) + tr("Far more than others: look closely.");
    return tr("Fingers not taken by %1: %2, whole station %3. Accepted below the limit: %4, whole station %5")
               .arg(isolated(m_personName(own.actor)), percent(own.exceptionRate()),
                    percent(station.exceptionRate()), percent(own.vetoRate()), percent(station.vetoRate()))
        + words;
}

} // namespace indraj
