#include "widgets/people/ownfingerspage.h"

#include "biometrics/finger/record/minutiaerecord.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/people/secondperson.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// Those that are lent at a counter; four are taken in a minute.
const QList<FingerPosition> OwnFingersPage::sequence{FingerPosition::RightThumb, FingerPosition::RightIndex,
                                                     FingerPosition::LeftThumb, FingerPosition::LeftIndex};

OwnFingersPage::OwnFingersPage(FingerCapture &capture, Stores stores, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_capture(capture)
    , m_stores(stores)
    , m_desk(desk)
    , m_notice(new Banner(this))
    , m_lead(new TextLabel(TextStyle::Body, this))
    , m_hands(new HandDiagram(this))
    , m_picture(new FingerPanel(this))
    , m_confirm(new Panel(this))
    , m_second(new SecondPerson(this))
{
    setObjectName(u"page.ownfingers"_s);
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_notice->hide();
    column->addWidget(m_notice);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *side = new Panel(this);
    side->body()->setContentsMargins(24, 20, 24, 20);
    side->body()->setSpacing(12);
    m_lead->setWordWrap(true);
    m_hands->setSelectable(false);
    side->body()->addWidget(m_lead);
    side->body()->addWidget(m_hands, 1);
    m_confirm->body()->setContentsMargins(24, 20, 24, 20);
    m_confirm->body()->addWidget(m_second);
    auto *words = new QVBoxLayout;
    words->setSpacing(12);
    words->addWidget(side, 1);
    words->addWidget(m_confirm);
    row->addLayout(words, 534);
    row->addWidget(m_picture, 304);
    column->addLayout(row, 1);
    connect(&m_capture, &FingerCapture::scannerChanged, this, [this] {
        if (m_shown)
            refresh();
    });
    connect(&m_capture, &FingerCapture::finished, this, &OwnFingersPage::fingerFinished);
    connect(&m_like, &LikeFingers::extracted, this,
            [this](FingerPosition finger, const std::shared_ptr<const FingerTemplate> &known) {
                m_taken.insert(finger, known);
            });
    connect(&m_like, &LikeFingers::rested, this, [this] {
        if (m_shown)
            refresh();
    });
    connect(m_second, &SecondPerson::entered, this, &OwnFingersPage::save);
    retranslate();
}

QString OwnFingersPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

PageChrome OwnFingersPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Your own fingers");
    chrome.subtitle = isConfirming() ? tr("A second person confirms it.")
                                     : tr("Now: %1").arg(said(this, wordsFor(sequence[m_step])));
    chrome.tool = ActionSpec{.id = u"again"_s,
                             .text = tr("From the beginning"),
                             .key = QKeySequence(Qt::Key_F5),
                             .enabled = !m_busy,
                             .icon = u"again"_s};
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Readiness"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    if (!isConfirming())
        chrome.end << ActionSpec{
            .id = u"skip"_s, .text = tr("This finger cannot be taken"), .key = QKeySequence(Qt::Key_F8)};
    chrome.end << ActionSpec{
        .id = u"save"_s, .text = tr("Confirm"), .kind = ActionSpec::Kind::Primary, .enabled = mayConfirm()};
    return chrome;
}

void OwnFingersPage::enter()
{
    m_shown = true;
    m_capture.openScanner();
    loadPeople();
    begin();
}

void OwnFingersPage::loadPeople()
{
    const QString own = m_desk.actor().id;
    onAnswer(this, m_stores.people.people(),
             [this, own](const tl::expected<QList<OperatorEntry>, StoreError> &answer) {
                 if (m_shown)
                     m_second->setPeople(secondPeople(answer.value_or(QList<OperatorEntry>()), own, own));
             });
    onAnswer(this, m_stores.templates.peopleWithFingers(),
             [this, own](const tl::expected<QStringList, StoreError> &answer) {
                 m_known = answer && answer->contains(own);
                 if (m_shown)
                     retranslate();
             });
}

/// With the first finger, whatever was taken before.
void OwnFingersPage::begin()
{
    m_taken.clear();
    m_like.clear();
    m_capture.clearAll();
    m_step = 0;
    m_busy = false;
    m_notice->hide();
    m_picture->setPicture({});
    Q_EMIT begun();
    m_capture.begin(sequence.first());
    setFocus(Qt::OtherFocusReason);
    refresh();
}

void OwnFingersPage::leave()
{
    m_shown = false;
    m_second->clear();
    m_capture.cancel();
    m_capture.clearAll();
    m_capture.closeScanner();
    m_like.clear();
    m_taken.clear();
    m_picture->setPicture({});
}

void OwnFingersPage::suspend()
{
    m_capture.cancel();
    m_capture.closeScanner();
    m_second->clear();
}

void OwnFingersPage::resume()
{
    m_capture.openScanner();
    if (!isConfirming())
        m_capture.begin(sequence[m_step]);
    refresh();
}

void OwnFingersPage::fingerFinished(FingerPosition finger)
{
    const auto best = m_capture.best(finger);
    if (!m_shown || isConfirming() || finger != sequence[m_step] || !best)
        return;
    m_picture->setPicture(best->image.image);
    m_like.look(finger, best->image.image, best->image.sensor.resolution);
    goOn();
}

void OwnFingersPage::goOn()
{
    ++m_step;
    if (isConfirming()) {
        m_capture.cancel();
        m_confirm->show();
        m_second->setFocus();
    } else {
        m_capture.begin(sequence[m_step]);
    }
    refresh();
}

void OwnFingersPage::trigger(const QString &actionId)
{
    if (m_busy)
        return;
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"readiness"_s);
    else if (actionId == u"again"_s)
        begin();
    else if (actionId == u"skip"_s && !isConfirming())
        goOn();
    else if (actionId == u"save"_s)
        save();
}

void OwnFingersPage::save()
{
    if (!mayConfirm())
        return;
    if (!m_second->isFilled())
        return m_second->showMissing();
    QList<KnownFinger> fingers;
    for (auto it = m_taken.cbegin(); it != m_taken.cend(); ++it) {
        MinutiaeRecord record;
        record.position = static_cast<quint8>(it.key());
        record.finger = **it;
        KnownFinger one;
        one.finger = it.key();
        one.record = writeMinutiaeRecord(record).value_or(QByteArray());
        fingers << one;
    }
    m_busy = true;
    m_second->setBusy(true);
    refresh();
    onAnswer(this,
             m_stores.templates.saveOwnFingers(fingers, m_second->person(), m_second->take(), m_desk.actor()),
             [this](const tl::expected<Done, StoreError> &answer) {
                 m_busy = false;
                 m_second->setBusy(false);
                 if (!m_shown)
                     return;
                 if (!answer) {
                     m_second->setError(answer.error());
                     return refresh();
                 }
                 Q_EMIT done(tr("The station knows your fingers now."));
                 Q_EMIT navigate(u"readiness"_s);
             });
}

void OwnFingersPage::refresh()
{
    const bool scanner = m_capture.scannerState() != ScannerState::NoDevice
        && m_capture.scannerState() != ScannerState::HelperLost;
    BilingualText words = wordsFor(m_capture.scannerState());
    if (isConfirming())
        words = {u"Thank you. Lift your finger"_s, u"شکریہ۔ انگلی اٹھا لیں"_s};
    m_picture->setWords(words);
    m_picture->setBadges(scanner && m_capture.sensor().simulated ? tr("Simulated")
                             : scanner                           ? tr("Live")
                                                                 : tr("No scanner"),
                         scanner, {});
    for (qsizetype i = 0; i < sequence.size(); ++i) {
        FingerView view;
        if (i == m_step)
            view.mark = FingerMark::Now;
        else if (i < m_step)
            view.mark = m_capture.best(sequence[i]) ? FingerMark::Good : FingerMark::Exception;
        m_hands->setFinger(sequence[i], view);
    }
    m_hands->setSelected(sequence[std::min(m_step, sequence.size() - 1)]);
    m_confirm->setVisible(isConfirming());
    if (isConfirming() && m_taken.isEmpty() && !m_like.isBusy())
        m_notice->show(MessageKind::Warn, tr("No finger was taken, so there is nothing to confirm."),
                       std::nullopt);
    else if (!m_like.pairs().isEmpty())
        m_notice->show(MessageKind::Warn,
                       tr("Two of these look like one finger. Take them from the beginning."), std::nullopt);
    Q_EMIT chromeChanged();
}

void OwnFingersPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F8)
        trigger(u"skip"_s);
    else
        Page::keyPressEvent(event);
}

void OwnFingersPage::retranslate()
{
    QString words
        = tr("Thumbs and index fingers of whoever works here, so that the station notices when one of "
             "them lies on the scanner in an applicant's place. No picture is kept. A second person "
             "watches you and confirms it.");
    if (m_known)
        words += u"\n\n"_s + tr("Your fingers are known already; new ones take their place.");
    m_lead->setText(words);
    refresh();
}

void OwnFingersPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
