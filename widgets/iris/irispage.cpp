#include "widgets/iris/irispage.h"

#include "capture/iris/irisenrolment.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/irisstanding.h"
#include "widgets/iris/eyepanel.h"
#include "widgets/iris/iriswords.h"
#include "widgets/review/parts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

IrisPage::IrisPage(EyeCapture &capture, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_capture(capture)
    , m_desk(desk)
    , m_notice(new Banner)
    , m_right(new EyePanel(EyePosition::Right))
    , m_left(new EyePanel(EyePosition::Left))
    , m_wordsUrdu(new TextLabel(TextStyle::Title, nullptr, Script::Urdu))
    , m_wordsEnglish(new TextLabel(TextStyle::Body, nullptr, Script::English))
    , m_cannot(new ActionButton(u"iris.cannot"_s, {}))
    , m_undo(new ActionButton(u"iris.undo"_s, {}))
    , m_reasons(new ReasonPicker(this))
{
    setObjectName(u"page.iris"_s);
    setFocusPolicy(Qt::StrongFocus);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    m_notice->setObjectName(u"iris.notice"_s);
    m_notice->hide();
    box->addWidget(m_notice);
    // As the camera sees them, in both languages: the applicant's right eye is on the left.
    auto *eyes = new QWidget;
    auto *row = new QHBoxLayout(eyes);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_right, 1);
    row->addWidget(m_left, 1);
    eyes->setObjectName(u"iris.eyes"_s);
    box->addWidget(eyes, 1);
    box->addWidget(buildFoot());
    placeSides();
    connectCapture();
    connectDesk();
    retranslate();
}

/// The eyes keep their sides in both languages; both lines of words begin where the interface begins.
void IrisPage::placeSides()
{
    const bool rtl = isRightToLeft();
    static_cast<QBoxLayout *>(findChild<QWidget *>(u"iris.eyes"_s)->layout())
        ->setDirection(rtl ? QBoxLayout::RightToLeft : QBoxLayout::LeftToRight);
    for (TextLabel *words : {m_wordsUrdu, m_wordsEnglish})
        words->setAlignment(Qt::AlignAbsolute | Qt::AlignVCenter | (rtl ? Qt::AlignRight : Qt::AlignLeft));
}

QWidget *IrisPage::buildFoot()
{
    auto *panel = new Panel;
    panel->body()->setContentsMargins(16, 8, 16, 8);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_wordsUrdu->setObjectName(u"iris.words.ur"_s);
    m_wordsEnglish->setObjectName(u"iris.words.en"_s);
    m_wordsEnglish->setTone(u"muted"_s);
    words->addWidget(m_wordsUrdu);
    words->addWidget(m_wordsEnglish);
    row->addLayout(words, 1);
    m_cannot->setKeyHint(u"F8"_s);
    m_undo->setKeyHint(u"Ctrl+Z"_s);
    for (ActionButton *button : {m_undo, m_cannot}) {
        button->setCompact(true);
        row->addWidget(button);
    }
    panel->body()->addLayout(row);
    return panel;
}

void IrisPage::connectCapture()
{
    connect(&m_capture, &EyeCapture::preview, this,
            [this](const QList<EyePosition> &eyes, const QImage &picture) {
                if (!m_shown || picture.isNull())
                    return;
                const int width = picture.width() / 2;
                if (eyes.size() == 2) {
                    m_live[EyePosition::Right] = picture.copy(0, 0, width, picture.height());
                    m_live[EyePosition::Left]
                        = picture.copy(picture.width() - width, 0, width, picture.height());
                } else if (!eyes.isEmpty()) {
                    m_live[eyes.first()] = picture;
                }
                for (const EyePosition eye : eyes)
                    refreshEye(eye);
            });
    const auto refreshIfShown = [this] {
        if (m_shown)
            refresh();
    };
    connect(&m_capture, &EyeCapture::asked, this, refreshIfShown);
    connect(&m_capture, &EyeCapture::availabilityChanged, this, refreshIfShown);
    connect(&m_capture, &EyeCapture::cameraChanged, this, [this](ScannerState state) {
        if (!m_shown)
            return;
        if (state == ScannerState::NoDevice)
            m_live.clear();
        else if (state == ScannerState::WaitingFinger)
            notify(*m_notice, MessageKind::Info, {});
        refresh();
    });
    connect(&m_capture, &EyeCapture::tryFinished, this, &IrisPage::tried);
    connect(&m_capture, &EyeCapture::finished, this, &IrisPage::finished);
    connect(&m_capture, &EyeCapture::failed, this, &IrisPage::failed);
    for (EyePanel *panel : {m_right, m_left})
        connect(panel, &EyePanel::clicked, this, [this, panel] { select(panel->eye()); });
    connect(m_cannot, &QAbstractButton::clicked, this, &IrisPage::askWhyNot);
    connect(m_undo, &QAbstractButton::clicked, this, &IrisPage::undoException);
    connect(m_reasons, &ReasonPicker::chosen, this, &IrisPage::reasonChosen);
    connect(m_reasons, &ReasonPicker::cancelled, this, [this] { setFocus(); });
}

void IrisPage::connectDesk()
{
    const auto refreshIfShown = [this] {
        if (m_shown)
            refresh();
    };
    connect(&m_desk, &EnrolmentDesk::changed, this, [this] {
        if (!m_shown || !m_desk.hasEnrolment())
            return;
        if (m_desk.enrolment().id == m_enrolment && answered() != m_told) {
            begin(); // an exception was committed, or taken back
            goToOpenEye();
        }
        refresh();
    });
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, refreshIfShown);
    connect(&m_desk, &EnrolmentDesk::closed, this, [this] {
        m_live.clear(); // nobody's eyes stay on the screen
        m_saved.clear();
        m_last.reset();
        m_enrolment = {};
    });
    connect(&m_desk, &EnrolmentDesk::saveFailed, this, [this] {
        if (m_shown)
            notify(*m_notice, MessageKind::Error,
                   tr("The irises could not be saved yet. They are kept here and tried again."));
    });
}

QString IrisPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

void IrisPage::enter()
{
    m_shown = true;
    m_live.clear();
    notify(*m_notice, MessageKind::Info, {});
    if (m_desk.hasEnrolment() && m_desk.enrolment().id != m_enrolment) {
        m_capture.clearAll();
        m_saved.clear();
        m_again.clear();
        m_last.reset();
        m_enrolment = m_desk.enrolment().id;
    }
    resume();
    goToOpenEye();
    setFocus();
}

void IrisPage::leave()
{
    suspend();
    m_shown = false;
    m_reasons->hide();
}

void IrisPage::suspend()
{
    m_capture.cancel();
    m_capture.closeCamera();
    m_live.clear();
}

void IrisPage::resume()
{
    m_capture.openCamera();
    begin();
    refresh();
}

/// What is answered is not asked for: exceptions, and pictures of an earlier sitting.
QSet<EyePosition> IrisPage::answered() const
{
    QSet<EyePosition> none;
    for (const EyePosition eye : bothEyes) {
        const bool excepted = m_desk.enrolment().exceptionFor(eye) != nullptr;
        const bool before = m_capture.tries(eye).isEmpty() && !m_again.contains(eye) && isDone(eye);
        if (excepted || before)
            none.insert(eye);
    }
    return none;
}

void IrisPage::begin()
{
    if (!m_shown || !m_desk.hasEnrolment())
        return;
    m_told = answered();
    m_capture.setExceptions(m_told);
    if (!m_capture.expected().isEmpty())
        m_capture.begin();
}

void IrisPage::select(EyePosition eye)
{
    m_current = eye;
    refresh();
    setFocus();
}

void IrisPage::goToOpenEye()
{
    if (isDone(m_current)) {
        for (const EyePosition eye : bothEyes) {
            if (!isDone(eye)) {
                m_current = eye;
                break;
            }
        }
    }
    refresh();
}

std::optional<IrisEyeTry> IrisPage::best(EyePosition eye) const
{
    const int index = m_capture.best(eye);
    const QList<IrisTry> tries = m_capture.tries(eye);
    const IrisEyeTry *found = index >= 0 && index < tries.size() ? tries.at(index).of(eye) : nullptr;
    return found ? std::optional(*found) : std::nullopt;
}

bool IrisPage::isDone(EyePosition eye) const
{
    if (!m_desk.hasEnrolment())
        return false;
    if (m_capture.isGood(eye) || m_capture.veto(eye))
        return true;
    return m_desk.irisDone(eye);
}

bool IrisPage::canAccept(EyePosition eye) const
{
    const auto own = best(eye);
    return own && own->canBeAccepted() && !m_capture.isGood(eye) && !m_capture.veto(eye)
        && !m_capture.asking().contains(eye);
}

/// Once for each picture and decision: the desk saves in the order in which it is told.
void IrisPage::saveBest(EyePosition eye)
{
    const auto own = m_capture.sample(eye);
    const auto shown = best(eye);
    if (!own || !shown)
        return;
    const Given given{own->capturedAt, own->veto.has_value()};
    if (m_saved.value(eye) == given)
        return;
    const auto sample = enrolmentSample(*own);
    if (!sample) {
        notify(*m_notice, MessageKind::Error,
               tr("The picture of this eye could not be kept. Take it again (Space)."));
        return;
    }
    m_saved[eye] = given;
    m_desk.saveSample(*sample, shown->picture);
}

void IrisPage::tried(const IrisTry &attempt)
{
    m_last = attempt;
    if (!m_shown || !m_desk.hasEnrolment())
        return;
    m_live.clear();
    for (const IrisEyeTry &eye : attempt.eyes) {
        if (eye.isGood)
            saveBest(eye.eye);
    }
    notify(*m_notice, MessageKind::Info, {});
    refresh();
}

void IrisPage::finished()
{
    if (!m_shown || !m_desk.hasEnrolment())
        return;
    for (const EyePosition eye : m_capture.expected())
        saveBest(eye);
    m_live.clear();
    goToOpenEye();
}

void IrisPage::failed(const DeviceError &error)
{
    if (!m_shown || error.fault == DeviceFault::Cancelled)
        return;
    m_live.clear();
    if (error.fault == DeviceFault::Removed)
        notify(*m_notice, MessageKind::Warn,
               tr("The iris camera was pulled out. Plug it in again; capture goes on by itself. What was "
                  "taken is kept."));
    else if (error.fault == DeviceFault::Untrusted || error.fault == DeviceFault::NotSupported)
        notify(
            *m_notice, MessageKind::Error,
            tr("This iris camera cannot prove who made it. Nothing of it was kept. Go on without irises and "
               "tell the technician."));
    else if (error.fault != DeviceFault::NoDevice)
        notify(*m_notice, MessageKind::Warn,
               tr("The iris camera gave no picture. It is asked again by itself; what was taken is kept."));
    refresh();
}

void IrisPage::again()
{
    if (!m_desk.hasEnrolment() || m_desk.enrolment().exceptionFor(m_current))
        return;
    m_saved.remove(m_current);
    m_again.insert(m_current);
    m_told = answered();
    m_capture.setExceptions(m_told);
    m_capture.tryAgain(m_current);
    refresh();
}

void IrisPage::trigger(const QString &actionId)
{
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"next"_s)
        Q_EMIT navigate(u"next"_s);
    else if (actionId == u"force"_s)
        m_capture.force();
    else if (actionId == u"again"_s)
        again();
    else if (actionId == u"keep"_s)
        askForVeto();
}

void IrisPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F8)
        askWhyNot();
    else if (event->matches(QKeySequence::Undo))
        undoException();
    else if (event->key() == Qt::Key_Left) // where the panel stands, in both languages
        select(EyePosition::Right);
    else if (event->key() == Qt::Key_Right)
        select(EyePosition::Left);
    else
        Page::keyPressEvent(event);
}

void IrisPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::LanguageChange)
        placeSides();
    Page::changeEvent(event);
}

} // namespace indraj
