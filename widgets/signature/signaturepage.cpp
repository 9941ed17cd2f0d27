#include "widgets/signature/signaturepage.h"

#include "enrollment/reasons.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"
#include "widgets/review/parts.h"
#include "widgets/shell/words.h"
#include "widgets/signature/signaturepad.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

SignaturePage::SignaturePage(EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_desk(desk)
    , m_notice(new Banner)
    , m_pad(new SignaturePad)
    , m_facts(new TextLabel(TextStyle::Small))
    , m_undo(new ActionButton(u"signature.undo"_s, {}))
    , m_clear(new ActionButton(u"signature.clear"_s, {}))
    , m_none(new ActionButton(u"signature.none"_s, {}))
    , m_reasons(new ReasonPicker(this))
{
    setObjectName(u"page.signature"_s);
    setFocusPolicy(Qt::StrongFocus);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    m_notice->setObjectName(u"signature.notice"_s);
    m_notice->hide();
    box->addWidget(m_notice);
    box->addWidget(m_pad, 1);
    box->addWidget(buildFoot());
    connectAll();
    retranslate();
}

QWidget *SignaturePage::buildFoot()
{
    auto *panel = new Panel;
    panel->body()->setContentsMargins(16, 8, 16, 8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_facts->setTone(u"muted"_s);
    m_facts->setObjectName(u"signature.facts"_s);
    m_facts->setWordWrap(true);
    row->addWidget(m_facts, 1);
    m_undo->setKeyHint(u"Ctrl+Z"_s);
    m_clear->setKeyHint(u"Del"_s);
    m_none->setKeyHint(u"F8"_s);
    for (ActionButton *button : {m_undo, m_clear, m_none}) {
        button->setCompact(true);
        row->addWidget(button);
    }
    panel->body()->addLayout(row);
    return panel;
}

void SignaturePage::connectAll()
{
    connect(m_pad, &SignaturePad::changed, this, &SignaturePage::refresh);
    connect(m_undo, &QAbstractButton::clicked, this, [this] {
        if (stage() == Stage::None && !m_pad->canUndo())
            trigger(u"undoNone"_s);
        else
            m_pad->undo();
    });
    connect(m_clear, &QAbstractButton::clicked, m_pad, &SignaturePad::clear);
    connect(m_none, &QAbstractButton::clicked, this, &SignaturePage::askWhyNot);
    connect(m_reasons, &ReasonPicker::chosen, this, [this](const QString &code, const QString &note) {
        m_again = false;
        m_pad->startAnew();
        m_desk.saveNotSigned({code, note, m_desk.actor().id, QDateTime::currentDateTimeUtc()});
        setFocus();
    });
    connect(m_reasons, &ReasonPicker::cancelled, this, [this] { setFocus(); });
    const auto refreshIfShown = [this] {
        if (m_shown)
            refresh();
    };
    connect(&m_desk, &EnrolmentDesk::changed, this, refreshIfShown);
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, refreshIfShown);
    connect(&m_desk, &EnrolmentDesk::closed, this, [this] {
        m_pad->startAnew(); // nobody's strokes stay on the screen
        m_pad->showSaved({});
        m_pad->showNone({});
        m_enrolment = {};
    });
    connect(&m_desk, &EnrolmentDesk::saveFailed, this, [this] {
        if (m_shown)
            notify(*m_notice, MessageKind::Error,
                   tr("The signature could not be saved yet. It is kept here and tried again."));
    });
}

QString SignaturePage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

SignaturePage::Stage SignaturePage::stage() const
{
    if (!m_pad->isEmpty())
        return Stage::Drawn;
    if (!m_desk.hasEnrolment() || m_again)
        return Stage::Empty;
    if (m_desk.enrolment().signature())
        return Stage::Saved;
    return m_desk.enrolment().notSigned ? Stage::None : Stage::Empty;
}

void SignaturePage::enter()
{
    m_shown = true;
    m_saving = false;
    m_again = false;
    if (m_desk.hasEnrolment() && m_desk.enrolment().id != m_enrolment) {
        m_pad->startAnew();
        m_enrolment = m_desk.enrolment().id;
    }
    notify(*m_notice, MessageKind::Info, {});
    refresh();
    setFocus();
}

void SignaturePage::leave()
{
    m_shown = false;
    m_reasons->hide();
}

void SignaturePage::refresh()
{
    const Stage now = stage();
    m_pad->showSaved(now == Stage::Saved ? m_desk.signature() : QImage());
    QString none;
    if (now == Stage::None) {
        const NotSigned &answer = *m_desk.enrolment().notSigned;
        const QString why = answer.note.isEmpty() ? said(this, reasonText(answer.reasonCode)) : answer.note;
        none = tr("Not signed: %1").arg(why);
    }
    m_pad->showNone(none);
    switch (now) {
    case Stage::Empty:
        m_pad->setWords({u"Please sign in the box"_s, u"براہِ کرم خانے میں دستخط کریں"_s});
        break;
    case Stage::Drawn:
        m_pad->setWords({u"Is this your signature?"_s, u"کیا یہ آپ کے دستخط ہیں؟"_s});
        break;
    case Stage::Saved:
        m_pad->setWords({u"Thank you"_s, u"شکریہ"_s});
        break;
    case Stage::None:
        m_pad->setWords({u"No signature is needed"_s, u"دستخط کی ضرورت نہیں"_s});
        break;
    }
    m_undo->setEnabled(m_pad->canUndo() || now == Stage::None);
    m_clear->setEnabled(now == Stage::Drawn);
    m_none->setEnabled(now != Stage::None);
    refreshFacts();
    Q_EMIT chromeChanged();
}

void SignaturePage::refreshFacts()
{
    const auto drawn = m_pad->signature();
    if (!drawn) {
        m_facts->setText(
            stage() == Stage::Empty
                ? tr("A pen of a tablet, a finger or the mouse. A cross or a mark is a signature too.")
                : QString());
        return;
    }
    const SignatureFacts facts = signatureFacts(*drawn);
    QString text = tr("Strokes: %1, %2 s")
                       .arg(isolated(QString::number(facts.strokes)),
                            isolated(QLocale::c().toString(facts.seconds, 'f', 1)));
    if (drawn->hasPressure)
        text += u" · "_s + tr("with pressure");
    if (facts.isScant())
        text += u" · "_s + tr("very little: look whether it is meant");
    m_facts->setText(text);
}

void SignaturePage::use()
{
    const auto drawn = m_pad->signature();
    if (!drawn || m_saving || !m_desk.hasEnrolment())
        return;
    m_saving = true;
    onAnswer(
        this, makeSignatureSample(*drawn, m_pad->pen(), m_pad->deviceName(), QDateTime::currentDateTimeUtc()),
        [this, enrolment = m_desk.enrolment().id](const SignatureAnswer &made) { saved(made, enrolment); });
    Q_EMIT chromeChanged();
}

void SignaturePage::saved(const SignatureAnswer &answer, EnrolmentId enrolment)
{
    m_saving = false;
    if (!m_desk.hasEnrolment() || m_desk.enrolment().id != enrolment)
        return; // the applicant has left meanwhile
    if (!answer) {
        notify(*m_notice, MessageKind::Error,
               tr("The signature could not be kept. Clear it and let the citizen sign again."));
        Q_EMIT chromeChanged();
        return;
    }
    m_desk.saveSample(answer->sample, answer->picture);
    m_pad->startAnew();
    m_again = false;
    if (m_shown)
        Q_EMIT navigate(u"next"_s);
}

void SignaturePage::askWhyNot()
{
    if (!m_none->isEnabled())
        return;
    m_reasons->setTitle(tr("Why does the citizen not sign?"));
    m_reasons->setReasons(reasonsFor(this, reasons::notSignedCodes));
    m_reasons->open();
}

void SignaturePage::signAgain()
{
    m_again = true;
    m_pad->startAnew();
    refresh();
}

void SignaturePage::trigger(const QString &actionId)
{
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"next"_s)
        Q_EMIT navigate(u"next"_s);
    else if (actionId == u"use"_s)
        use();
    else if (actionId == u"again"_s)
        signAgain();
    else if (actionId == u"undoNone"_s && stage() == Stage::None)
        m_desk.clearNotSigned();
}

PageChrome SignaturePage::chrome() const
{
    PageChrome chrome;
    const Stage now = stage();
    chrome.title = tr("Signature");
    chrome.subtitle = now == Stage::Saved ? tr("The signature is saved.")
        : now == Stage::None              ? tr("It is noted that the citizen does not sign.")
                             : tr("Give the pen to the citizen. It may be left out with a reason.");
    chrome.start = {ActionSpec{u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.hints = {{u"Ctrl+Z"_s, tr("Undo a stroke")}, {u"F8"_s, tr("Not signed")}};
    chrome.end = {ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, true, {}}};
    if (now == Stage::Saved || now == Stage::None) {
        chrome.end << ActionSpec{u"again"_s, now == Stage::Saved ? tr("Sign again") : tr("Let sign"),
                                 {},         ActionSpec::Kind::Normal,
                                 true,       {}};
        chrome.end << ActionSpec{u"next"_s, tr("Continue"), {}, ActionSpec::Kind::Primary, true, {}};
    } else {
        chrome.end << ActionSpec{
            u"use"_s, tr("Use signature"), {}, ActionSpec::Kind::Primary, now == Stage::Drawn && !m_saving,
            {}};
    }
    chrome.showSteps = true;
    chrome.showCitizen = true;
    return chrome;
}

void SignaturePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F8)
        askWhyNot();
    else if (event->matches(QKeySequence::Undo))
        m_undo->click();
    else if (event->key() == Qt::Key_Delete)
        m_clear->click();
    else
        Page::keyPressEvent(event);
}

void SignaturePage::retranslate()
{
    m_undo->setLabel(tr("Undo"));
    m_clear->setLabel(tr("Clear"));
    m_none->setLabel(tr("Not signed…"));
    refresh();
}

void SignaturePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
