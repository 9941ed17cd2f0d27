#include "widgets/review/reviewpage.h"

#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/review/irispair.h"
#include "widgets/review/parts.h"
#include "widgets/review/reviewlist.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

void showFingers(HandDiagram &hands, const EnrolmentDesk &desk)
{
    const Enrolment &enrolment = desk.enrolment();
    for (const FingerPosition finger : allFingers) {
        FingerView view;
        if (const SampleInfo *sample = enrolment.finger(finger)) {
            view.score = sample->quality.value;
            view.tries = static_cast<int>(sample->attempts.size());
            view.mark = view.score >= desk.acceptFrom(finger) && view.score <= 100 ? FingerMark::Good
                                                                                   : FingerMark::Low;
        } else if (enrolment.exceptionFor(finger)) {
            view.mark = FingerMark::Exception;
        }
        hands.setFinger(finger, view);
    }
}

ReviewPage::ReviewPage(EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_desk(desk)
    , m_photo(new PictureBox({160, 206}))
    , m_signature(new PictureBox({236, 74}))
    , m_token(new TextLabel(TextStyle::Title, nullptr, Script::English))
    , m_hands(new HandDiagram)
    , m_irises(new IrisPair(Qt::Vertical))
    , m_lines(new ReviewList)
    , m_hintUrdu(new TextLabel(TextStyle::Body, nullptr, Script::Urdu))
    , m_hintEnglish(new TextLabel(TextStyle::Small, nullptr, Script::English))
{
    setObjectName(u"page.review"_s);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(20);
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus); // the list in it takes the keys
    scroll->setObjectName(u"review.scroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_lines);
    auto *frame = new Panel;
    frame->body()->setContentsMargins(1, 1, 1, 1);
    frame->body()->addWidget(scroll);
    // The citizen reads Urdu from the right, in both languages of the operator.
    middle->setDirection(QBoxLayout::LeftToRight);
    auto *holder = new QWidget;
    holder->setLayoutDirection(Qt::LeftToRight);
    holder->setLayout(middle);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->addWidget(frame, 1);
    middle->addWidget(buildPerson());
    box->addWidget(holder, 1);
    box->addWidget(buildFoot());
    connect(m_lines, &ReviewList::touched, this, [this](const QString &key) {
        Q_EMIT fieldWrong(key);
        Q_EMIT navigate(u"step:details"_s);
    });
    connect(&m_desk, &EnrolmentDesk::changed, this, &ReviewPage::refresh);
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, &ReviewPage::refresh);
    auto *accept = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    accept->setContext(Qt::WidgetWithChildrenShortcut);
    connect(accept, &QShortcut::activated, this, [this] { trigger(u"correct"_s); });
}

QWidget *ReviewPage::buildPerson()
{
    auto *column = new QWidget;
    column->setFixedWidth(236);
    auto *box = new QVBoxLayout(column);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(10);
    m_photo->setObjectName(u"review.photo"_s);
    m_photo->installEventFilter(this);
    m_hands->setSelectable(false);
    m_hands->setFixedSize(236, 134);
    m_hands->setObjectName(u"review.hands"_s);
    m_hands->installEventFilter(this);
    auto *token = new TextLabel(TextStyle::Body, nullptr, Script::Urdu);
    token->setText(u"آپ کا ٹوکن"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(m_token);
    row->addStretch(1);
    row->addWidget(token);
    auto *faces = new QHBoxLayout;
    faces->setSpacing(8);
    m_irises->installEventFilter(this);
    faces->addStretch(1);
    faces->addWidget(m_photo);
    faces->addWidget(m_irises, 0, Qt::AlignTop);
    faces->addStretch(1);
    box->addLayout(faces);
    box->addLayout(row);
    box->addWidget(m_hands, 0, Qt::AlignHCenter);
    m_signature->setObjectName(u"review.signature"_s);
    m_signature->setWhole(true);
    m_signature->installEventFilter(this);
    box->addWidget(m_signature, 0, Qt::AlignHCenter);
    box->addStretch(1);
    return column;
}

QWidget *ReviewPage::buildFoot()
{
    auto *foot = new QWidget;
    foot->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(20);
    auto *correct = new BilingualButton({u"All correct"_s, u"سب درست ہے"_s}, u"tick"_s, true);
    correct->setObjectName(u"action.correct"_s);
    auto *wrong = new BilingualButton({u"Something is wrong"_s, u"کچھ غلط ہے"_s}, u"cross"_s, false);
    wrong->setObjectName(u"action.wrong"_s);
    connect(correct, &QAbstractButton::clicked, this, [this] { trigger(u"correct"_s); });
    connect(wrong, &QAbstractButton::clicked, this, [this] { trigger(u"wrong"_s); });
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_hintUrdu->setWordWrap(true);
    m_hintUrdu->setAlignment(Qt::AlignAbsolute | Qt::AlignRight | Qt::AlignVCenter);
    m_hintEnglish->setWordWrap(true);
    m_hintEnglish->setAlignment(Qt::AlignAbsolute | Qt::AlignRight | Qt::AlignVCenter);
    m_hintEnglish->setTone(u"muted"_s);
    words->addWidget(m_hintUrdu);
    words->addWidget(m_hintEnglish);
    row->addWidget(correct);
    row->addWidget(wrong);
    row->addLayout(words, 1);
    return foot;
}

PageChrome ReviewPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Citizen review");
    chrome.subtitle = tr("Turn the screen to the citizen. Touching a line corrects it.");
    chrome.start = {ActionSpec{u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.hints = {{u"Ctrl+Enter"_s, tr("All correct")}, {u"↑ ↓"_s, tr("Choose a line")}};
    chrome.end = {ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, true, {}}};
    chrome.showSteps = true;
    return chrome;
}

void ReviewPage::enter()
{
    m_asking = false;
    refresh();
    m_lines->setFocus();
    Q_EMIT chromeChanged();
}

void ReviewPage::refresh()
{
    if (!m_desk.hasEnrolment())
        return;
    const Enrolment &enrolment = m_desk.enrolment();
    m_lines->setLines(reviewLines(m_desk.form(), enrolment.fields, m_desk.places()));
    m_photo->setPicture(m_desk.portrait());
    m_photo->setAccessibleName(tr("Photo"));
    m_signature->setPicture(m_desk.signature());
    m_signature->setVisible(enrolment.signature() != nullptr);
    m_signature->setAccessibleName(tr("Signature"));
    m_token->setText(enrolment.token);
    showFingers(*m_hands, m_desk);
    m_irises->show(m_desk);
    m_hintUrdu->setText(m_asking ? u"جو سطر غلط ہے اُس پر انگلی رکھیں، ہم اسے ابھی درست کریں گے۔"_s
                                 : u"آپ ان معلومات کی تصدیق کرتے اور اندراج کی اجازت دیتے ہیں۔"_s);
    m_hintEnglish->setText(m_asking ? u"Touch the line that is wrong. We correct it now."_s
                                    : u"You confirm these details and agree to enrolment."_s);
}

void ReviewPage::trigger(const QString &actionId)
{
    if (actionId == u"correct"_s)
        Q_EMIT navigate(u"next"_s);
    else if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"wrong"_s) {
        m_asking = true;
        refresh();
        m_lines->setFocus();
    }
}

bool ReviewPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease && watched == m_photo)
        Q_EMIT navigate(u"step:photo"_s);
    else if (event->type() == QEvent::MouseButtonRelease && watched == m_signature)
        Q_EMIT navigate(u"step:signature"_s);
    else if (event->type() == QEvent::MouseButtonRelease && watched == m_irises)
        Q_EMIT navigate(u"step:iris"_s);
    else if (event->type() == QEvent::MouseButtonRelease && watched == m_hands)
        Q_EMIT navigate(u"step:fingers"_s);
    return Page::eventFilter(watched, event);
}

void ReviewPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace indraj
