#include "widgets/review/signoffpage.h"

#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/concernroom.h"
#include "widgets/review/irispair.h"
#include "widgets/review/likenesswords.h"
#include "widgets/review/parts.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffface.h"
#include "widgets/review/spokenwords.h"
#include "widgets/shell/words.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QString refusalWords(const StoreError &error)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("indraj::Refusal", text); };
    if (error.lifecycle) {
        switch (error.lifecycle->fault) {
        case LifecycleFault::WrongState:
            return words(QT_TRANSLATE_NOOP(
                "indraj::Refusal", "Somebody else has already decided this. The list is read again."));
        case LifecycleFault::WrongRole:
            return words(
                QT_TRANSLATE_NOOP("indraj::Refusal", "Your role may not do this. Ask the in-charge."));
        case LifecycleFault::OwnWork:
            return words(
                QT_TRANSLATE_NOOP("indraj::Refusal", "You captured this. Another person must decide."));
        case LifecycleFault::ReasonMissing:
            return words(QT_TRANSLATE_NOOP("indraj::Refusal", "Choose a reason first."));
        case LifecycleFault::Incomplete:
            return words(QT_TRANSLATE_NOOP("indraj::Refusal",
                                           "Something is still missing. The steps at the side show where."));
        }
    }
    switch (error.fault) {
    case StoreFault::DiskFull:
        return words(
            QT_TRANSLATE_NOOP("indraj::Refusal", "The disk is full. Call the in-charge; nothing is lost."));
    case StoreFault::Damaged:
        return words(QT_TRANSLATE_NOOP(
            "indraj::Refusal",
            "A stored part does not match its seal. Call the help desk; leave the station on."));
    default:
        return words(
            QT_TRANSLATE_NOOP("indraj::Refusal", "It could not be saved. Try again; nothing is lost."));
    }
}

SignOffPage::SignOffPage(EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_desk(desk)
    , m_notice(new Banner)
    , m_face(new SignOffFace(desk))
    , m_nameUrdu(new TextLabel(TextStyle::Title, nullptr, Script::Nastaliq))
    , m_nameEnglish(new TextLabel(TextStyle::Heading, nullptr, Script::English))
    , m_facts(new TextLabel(TextStyle::Body))
    , m_hands(new HandDiagram)
    , m_irises(new IrisPair(Qt::Horizontal))
    , m_heading(new TextLabel(TextStyle::Heading))
    , m_concerns(new ConcernList)
    , m_concernRoom(new ConcernRoom(m_concerns, 3))
    , m_statement(new TextLabel(TextStyle::Body))
    , m_agreed(new QCheckBox)
{
    setObjectName(u"page.signoff"_s);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    m_notice->hide();
    box->addWidget(m_notice);
    box->addWidget(buildSummary());
    auto *concerns = new Panel, *statement = new Panel;
    for (Panel *low : {concerns, statement}) { // the statement has to be seen without scrolling
        low->body()->setContentsMargins(16, 6, 16, 6);
        low->body()->setSpacing(low == concerns ? 4 : 10);
    }
    m_concerns->setReading(true);
    concerns->body()->addWidget(m_heading);
    concerns->body()->addWidget(m_concernRoom);
    box->addWidget(concerns);
    m_statement->setWordWrap(true);
    constexpr int twoLines = 56; // a wrapping label alone is squeezed to one
    m_statement->setMinimumHeight(twoLines);
    m_agreed->setObjectName(u"signoff.agreed"_s);
    m_facts->setObjectName(u"signoff.facts"_s);
    m_agreed->setMinimumHeight(44);
    statement->body()->addWidget(m_statement);
    statement->body()->addWidget(m_agreed);
    box->addWidget(statement);
    box->addStretch(1);
    connect(m_face, &SignOffFace::changed, this, [this] {
        refresh();
        Q_EMIT chromeChanged();
    });
    connect(m_agreed, &QCheckBox::toggled, this, [this] { Q_EMIT chromeChanged(); });
    connect(&m_desk, &EnrolmentDesk::changed, this, &SignOffPage::refresh);
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, &SignOffPage::refresh);
    connect(&m_desk, &EnrolmentDesk::acted, this, &SignOffPage::acted);
    connect(&m_desk, &EnrolmentDesk::actRefused, this,
            [this](Act, const StoreError &error) { refused(error); });
    retranslate();
}

void SignOffPage::offerComparison(FaceCapture &capture, LikenessCheck &check)
{
    m_face->offerComparison(capture, check);
    refresh();
}

/// The face at the start side, who it is and the fingers at the other.
QWidget *SignOffPage::buildSummary()
{
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_face, 4);
    auto *panel = new Panel;
    m_nameUrdu->setNastaliqSize(23);
    m_facts->setTone(u"muted"_s);
    m_facts->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // whole lines or more
    auto *names = new QHBoxLayout;
    names->addWidget(m_nameEnglish, 0, Qt::AlignLeading | Qt::AlignVCenter);
    names->addStretch(1);
    names->addWidget(m_nameUrdu);
    panel->body()->addLayout(names);
    auto *below = new QHBoxLayout;
    below->setSpacing(12);
    m_hands->setSelectable(false);
    m_hands->setFixedSize(236, 136);
    below->addWidget(m_facts, 1, Qt::AlignTop);
    below->addWidget(m_hands, 0, Qt::AlignTop);
    below->addWidget(m_face->card(), 0, Qt::AlignTop);
    panel->body()->addLayout(below);
    panel->body()->addWidget(m_irises);
    panel->body()->addStretch(1);
    row->addWidget(panel, 3);
    return whole;
}

void SignOffPage::retranslate()
{
    m_agreed->setText(tr("I captured this person and what is written is what I was shown."));
    m_statement->setText(
        tr("With your name you say that the photo and the fingers belong to the person in front of "
           "you and that the citizen has read and confirmed the details. After this only the "
           "in-charge can send it back to you."));
    refresh();
}

/// On one line: below the name there is room for five.
QString SignOffPage::tokenAndFee() const
{
    const QString token = tr("Token %1").arg(isolated(m_desk.enrolment().token));
    const auto fee = m_desk.fee();
    return fee ? token + u" · "_s + said(this, feeText(*fee)) : token;
}

void SignOffPage::refresh()
{
    if (!m_desk.hasEnrolment())
        return;
    const Enrolment &enrolment = m_desk.enrolment();
    m_nameUrdu->setText(enrolment.fields.value(u"name.ur"_s));
    m_nameEnglish->setText(enrolment.fields.value(u"name.en"_s));
    int fingers = 0;
    for (const FingerPosition finger : allFingers)
        fingers += enrolment.finger(finger) ? 1 : 0;
    m_facts->setText(
        tokenAndFee() + u'\n' + said(this, m_desk.form().title) + u'\n'
        + tr("Fingers: %1, exceptions: %2").arg(fingers).arg(enrolment.exceptions.size()) + u'\n'
        + said(this, signatureWordsFor(enrolment)) + u'\n'
        + tr("Operator: %1").arg(isRightToLeft() ? m_desk.actor().nameUrdu : m_desk.actor().nameEnglish));
    showFingers(*m_hands, m_desk);
    m_irises->show(m_desk);
    m_hands->setVisible(!m_desk.renewsCard() || !enrolment.earlierCard()); // the card takes their place
    m_concerns->setConcerns(
        registryConcerns(enrolment, m_desk.renewsCard()) + likenessConcerns(enrolment, m_face->isOffered())
        + earlierCardConcerns(enrolment, m_desk.renewsCard(), m_face->isOffered())
        + concernsOf(enrolment, m_desk.fingerPolicy()) + irisConcerns(enrolment, m_desk.asksForIrises()));
    m_concernRoom->fit();
    m_heading->setText(m_concerns->concerns().isEmpty() ? tr("Nothing to look at closely")
                                                        : tr("The in-charge will look closely at"));
}

PageChrome SignOffPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Sign-off");
    chrome.subtitle = tr("Your name stands for this enrolment.");
    chrome.start = {ActionSpec{u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, !m_busy, u"back"_s}};
    chrome.hints = {{u"Space"_s, tr("Tick the statement")}};
    if (m_face->isOffered())
        chrome.tool = ActionSpec{u"compare"_s,
                                 tr("Compare again"),
                                 QKeySequence(Qt::Key_F5),
                                 ActionSpec::Kind::Normal,
                                 m_face->mayRepeat() && !m_busy,
                                 u"camera"_s};
    chrome.end = {
        ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, !m_busy, {}},
        ActionSpec{
            u"sign"_s, tr("Sign off"), {}, ActionSpec::Kind::Primary, m_agreed->isChecked() && !m_busy, {}}};
    chrome.showSteps = true;
    chrome.showCitizen = false;
    return chrome;
}

void SignOffPage::enter()
{
    m_shown = true;
    m_busy = false;
    m_agreed->setChecked(false);
    m_notice->hide();
    m_face->begin();
    refresh();
    m_agreed->setFocus();
    Q_EMIT chromeChanged();
}

void SignOffPage::leave()
{
    m_shown = false;
    m_face->end();
}

void SignOffPage::suspend() { m_face->suspend(); }

void SignOffPage::resume() { m_face->resume(); }

QString SignOffPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

void SignOffPage::trigger(const QString &actionId)
{
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"compare"_s)
        m_face->again();
    else if (actionId == u"sign"_s && m_agreed->isChecked() && !m_busy && m_desk.hasEnrolment()) {
        m_busy = true;
        m_notice->hide();
        m_face->end(); // who signs now has seen what there is to see
        // A crash between the two acts leaves it reviewed: then only the second is asked for.
        m_desk.act(m_desk.enrolment().state == EnrolmentState::Reviewed ? Act::SignOff : Act::Review);
        Q_EMIT chromeChanged();
    }
}

void SignOffPage::acted(Act act)
{
    if (!m_shown || !m_busy)
        return;
    if (act == Act::Review) {
        m_desk.act(Act::SignOff);
    } else if (act == Act::SignOff) {
        m_busy = false;
        Q_EMIT navigate(u"slip"_s);
    }
}

void SignOffPage::refused(const StoreError &error)
{
    if (!m_shown || !std::exchange(m_busy, false))
        return;
    m_face->begin();
    notify(*m_notice, MessageKind::Error, refusalWords(error));
    Q_EMIT chromeChanged();
}

void SignOffPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
